"""Taking a flash drive out: by Windows' calls (played here), by udisks, and what is said when it stays."""

from __future__ import annotations

import ctypes
import os
from pathlib import Path
from typing import Any

import pytest

from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.problems import Problem
from tests.windows_library import library, refusal
from ui import drives, eject, windows_volumes
from ui.drives import Drive
from ui.windows_volumes import ALLOW_REMOVAL, DISMOUNT, EJECT, INVALID_HANDLE, LOCK, Volumes, letter_of

HANDLE = 0x1_0000_0048


class Kernel:
    """kernel32 with drives in it: their kinds by letter, what is refused by code, how often a lock is refused."""

    def __init__(self, kinds: dict[str, int] | None = None, refuses: tuple[int, ...] = (), busy: int = 0,
                 closed: bool = False) -> None:
        self.kinds, self.refuses, self.busy, self.closed_to_us = kinds or {"E": 2}, refuses, busy, closed
        self.asked: list[int] = []
        self.opened: list[tuple[Any, ...]] = []
        self.closed: list[int] = []

    def GetDriveTypeW(self, root: str) -> int:
        assert root.endswith(":\\")
        return self.kinds.get(root[0], 1)

    def CreateFileW(self, *how: Any) -> int:
        self.opened.append(how)
        return int(INVALID_HANDLE or 0) if self.closed_to_us else HANDLE

    def DeviceIoControl(self, handle: int, code: int, given: int, size: int, *rest: Any) -> int:
        assert handle == HANDLE
        self.asked.append(code)
        if code == ALLOW_REMOVAL:
            assert ctypes.string_at(given, size) == b"\0", "PREVENT_MEDIA_REMOVAL is one byte: no longer prevented"
        if code == LOCK and self.busy:
            self.busy -= 1
            return 0
        return int(code not in self.refuses)

    def CloseHandle(self, handle: int) -> int:
        self.closed.append(handle)
        return 1


def as_volumes(kernel: Kernel) -> Volumes:
    return Volumes(library(windows_volumes.SHAPES, kernel), refusal)


@pytest.fixture
def on_windows(monkeypatch: pytest.MonkeyPatch) -> Any:
    """From now on the drives are those of this kernel32; no pause lasts."""
    def use(kernel: Kernel) -> Kernel:
        monkeypatch.setattr(windows_volumes, "system", lambda: as_volumes(kernel))
        monkeypatch.setattr(windows_volumes, "PAUSE", 0.0)
        return kernel
    return use


def stick(root: str = "E:/", device: str = "") -> Drive:
    return Drive(Path(root), "E: KINGSTON", 10, 20, True, device)


def code_of(drive: Drive) -> str:
    with pytest.raises(Problem) as caught:
        run_to_end(drives.eject_job(drive))
    return caught.value.kode


@pytest.mark.parametrize(("root", "letter"), [("E:/", "E"), ("e:\\", "E"), ("F:", "F"), ("/media/nur/K", ""),
                                              ("C:/mnt/stick", ""), ("", "")])
def test_a_drive_is_known_by_its_letter(root: str, letter: str) -> None:
    assert letter_of(root) == letter


@pytest.mark.parametrize(("kind", "pulled"), [(0, False), (1, False), (2, True), (3, False), (4, False), (5, False)])
def test_only_removable_drives_are_offered(on_windows: Any, kind: int, pulled: bool) -> None:
    on_windows(Kernel({"E": kind}))
    assert drives.can_eject(stick()) is pulled
    assert not drives.can_eject(stick("C:/mnt/stick"))


def test_a_drive_is_locked_let_go_of_and_ejected_in_this_order(on_windows: Any) -> None:
    kernel = on_windows(Kernel())
    assert run_to_end(drives.eject_job(stick())) == "E: KINGSTON"
    assert kernel.asked == [0x90018, 0x90020, 0x2D4804, 0x2D4808]
    assert kernel.opened == [("\\\\.\\E:", 0xC0000000, 3, None, 3, 0, None)]
    assert kernel.closed == [HANDLE]


def test_a_scanner_that_holds_the_stick_for_a_moment_is_waited_for(on_windows: Any) -> None:
    kernel = on_windows(Kernel(busy=5))
    run_to_end(drives.eject_job(stick()))
    assert kernel.asked[:7] == [LOCK] * 6 + [DISMOUNT]


def test_a_stick_in_use_stays_and_nothing_is_forced(on_windows: Any) -> None:
    kernel = on_windows(Kernel(busy=10 ** 6))
    assert code_of(stick()) == "MASIH_DIPAKAI"
    assert set(kernel.asked) == {LOCK}
    assert kernel.closed == [HANDLE]


def test_cancel_lets_the_stick_alone(on_windows: Any) -> None:
    kernel = on_windows(Kernel(busy=10 ** 6))
    job = drives.eject_job(stick())
    next(job)
    next(job)
    job.close()
    assert kernel.asked == [LOCK]
    del job
    assert kernel.closed == [HANDLE]


def test_a_program_that_was_started_from_a_file_on_the_stick_does_not_hold_it_itself(
        on_windows: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stood: list[Path] = []

    class Watching(Kernel):
        def CreateFileW(self, *how: Any) -> int:
            stood.append(Path.cwd())
            return super().CreateFileW(*how)

    root = tmp_path / "stick"
    (root / "JamsosDesa").mkdir(parents=True)
    on_windows(Watching())
    for begun in (root / "JamsosDesa", tmp_path):
        monkeypatch.chdir(begun)
        run_to_end(eject.take_out_job(root, "", "E: KINGSTON"))
    assert stood == [Path.home(), tmp_path], "it leaves the stick alone"


@pytest.mark.parametrize("refuses", [(ALLOW_REMOVAL,), (EJECT,)])
def test_a_stick_that_cannot_be_ejected_was_let_go_of_all_the_same(on_windows: Any, refuses: tuple[int, ...]) -> None:
    kernel = on_windows(Kernel(refuses=refuses))
    assert run_to_end(drives.eject_job(stick())) == "E: KINGSTON"
    assert DISMOUNT in kernel.asked
    assert kernel.closed == [HANDLE]


@pytest.mark.parametrize("kernel", [Kernel(closed=True), Kernel(refuses=(DISMOUNT,))], ids=["rights", "dismount"])
def test_a_system_that_does_not_allow_it_is_named(on_windows: Any, kernel: Kernel) -> None:
    on_windows(kernel)
    assert code_of(stick()) == "TIDAK_BISA_DIKELUARKAN"
    assert EJECT not in kernel.asked
    assert kernel.closed == ([] if kernel.closed_to_us else [HANDLE])


# --- Linux ---

@pytest.fixture
def udisks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A udisksctl that writes down how it was called and answers as told."""
    def answer(exit_code: int, said: str = "") -> Path:
        tool, told = tmp_path / "udisksctl", tmp_path / "dipanggil"
        tool.write_text(f'#!/bin/sh\necho "$LC_ALL $*" > "{told}"\necho "{said}" >&2\nexit {exit_code}\n')
        tool.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
        return told
    return answer


def test_udisks_unmounts_the_device(udisks: Any) -> None:
    told = udisks(0)
    drive = stick("/media/nur/KINGSTON", "/dev/sdb1")
    assert drives.can_eject(drive)
    assert run_to_end(drives.eject_job(drive)) == drive.name
    assert told.read_text().split() == ["C", "unmount", "--no-user-interaction", "-b", "/dev/sdb1"]


@pytest.mark.parametrize(("said", "code"), [
    ("Error unmounting /dev/sdb1: GDBus.Error:org.freedesktop.UDisks2.Error.DeviceBusy: target is busy",
     "MASIH_DIPAKAI"),
    ("Error unmounting /dev/sdb1: GDBus.Error:org.freedesktop.UDisks2.Error.NotAuthorizedCanObtain: Not authorized",
     "TIDAK_BISA_DIKELUARKAN"),
    ("Error connecting to the udisks daemon", "TIDAK_BISA_DIKELUARKAN")])
def test_what_udisks_says_is_told_apart(udisks: Any, said: str, code: str) -> None:
    udisks(1, said)
    assert code_of(stick("/media/nur/KINGSTON", "/dev/sdb1")) == code


def test_no_button_without_udisks_a_device_or_for_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not eject.can_take_out(Path("/media/nur/K"), "/dev/sdb1")
    assert not drives.can_eject(drives.folder_as_drive(tmp_path))
