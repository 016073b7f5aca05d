"""The secret of a Windows laptop: sealed for one account, and the number of the machine from the registry."""

from __future__ import annotations

import ctypes
import hashlib
from typing import Any

import pytest

from jamsos_desktop.desk import machine
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import device_secret, dpapi, vault
from tests.windows_library import library, refusal

PIN = "739182"


class Account:
    """crypt32 and LocalFree as one account on one laptop sees them: what another one sealed is refused."""

    def __init__(self, who: str) -> None:
        self.key = hashlib.sha256(who.encode()).digest()
        self.lent: dict[int, Any] = {}  # memory given out and not yet given back
        self.flags: set[int] = set()
        self.refuses = False
        shape = dict.fromkeys((dpapi.SEAL, dpapi.UNSEAL), dpapi.CRYPT_SHAPE)
        self.way = dpapi.Dpapi(library(shape, self), library({dpapi.FREE: dpapi.FREE_SHAPE}, self), refusal)

    def CryptProtectData(self, given: Any, *more: Any) -> int:
        return self._answer(more, self.key + bytes(a ^ 0x5A for a in self._read(given)))

    def CryptUnprotectData(self, given: Any, *more: Any) -> int:
        sealed = self._read(given)
        if not sealed.startswith(self.key):
            return 0
        return self._answer(more, bytes(a ^ 0x5A for a in sealed[len(self.key):]))

    def LocalFree(self, address: int) -> None:
        assert bytes(self.lent.pop(address)).strip(b"\0") == b"", "a secret was left in memory that is given back"

    @staticmethod
    def _read(given: Any) -> bytes:
        return ctypes.string_at(given.contents.data, given.contents.size)

    def _answer(self, more: tuple[Any, ...], answer: bytes) -> int:
        description, entropy, reserved, prompt, flags, made = more
        assert (description, entropy, reserved, prompt) == (None, None, None, None)
        self.flags.add(flags)
        if self.refuses:
            return 0
        held = ctypes.create_string_buffer(answer, len(answer))
        self.lent[ctypes.addressof(held)] = held
        made.contents.size, made.contents.data = len(answer), ctypes.addressof(held)
        return 1


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> Any:
    """From now on this is a Windows laptop, used by the account of that name."""
    def log_in(who: str) -> Account:
        account = Account(who)
        monkeypatch.setattr(device_secret, "sealing", lambda: account.way)
        return account
    return log_in


@pytest.fixture
def laptop(tmp_path: Any) -> DataFolder:
    root = tmp_path / "desa"
    root.mkdir()
    return DataFolder(root)


def code_of(call: Any) -> str:
    with pytest.raises(Problem) as caught:
        call()
    return caught.value.kode


def test_a_blob_has_the_shape_windows_expects() -> None:
    assert ctypes.sizeof(dpapi.Blob) == 16
    assert (dpapi.Blob.size.offset, dpapi.Blob.size.size, dpapi.Blob.data.offset) == (0, 4, 8)


def test_a_desk_opens_by_pin_for_the_account_that_sealed_it_only(windows: Any, laptop: DataFolder) -> None:
    nurhayati = windows("LAPTOP-DESA\\nurhayati")
    made = vault.create(laptop, PIN, "db-1")
    assert laptop.device_secret.read_text().startswith("dpapi ")
    assert vault.open_with_pin(laptop, PIN).dek == made.dek
    assert not nurhayati.lent
    assert nurhayati.flags == {dpapi.NEVER_ASK}
    windows("LAPTOP-DESA\\anak")
    assert code_of(lambda: vault.open_with_pin(laptop, PIN)) == "BUKAN_LAPTOP_INI"


def test_what_is_written_is_not_the_secret(windows: Any, laptop: DataFolder) -> None:
    windows("a")
    device_secret.write(laptop, b"\7" * 32, b"\1" * 32)
    assert (b"\7" * 32).hex() not in laptop.device_secret.read_text()
    assert device_secret.read(laptop) == (b"\7" * 32, b"\1" * 32)


def test_windows_does_not_read_what_another_system_wrote_plainly(windows: Any, laptop: DataFolder) -> None:
    device_secret.write(laptop, b"\7" * 32)
    windows("a")
    assert code_of(lambda: device_secret.read(laptop)) == "BUKAN_LAPTOP_INI"


@pytest.mark.parametrize("damage", [lambda text: text[:-9], lambda text: text.replace("dpapi ", "dpapi zz"),
                                    lambda text: "dpapi \n"], ids=["cut", "no-hex", "empty"])
def test_a_damaged_line_is_another_laptops(windows: Any, laptop: DataFolder, damage: Any) -> None:
    windows("a")
    device_secret.write(laptop, b"\7" * 32)
    laptop.device_secret.write_text(damage(laptop.device_secret.read_text()))
    assert code_of(lambda: device_secret.read(laptop)) == "BUKAN_LAPTOP_INI"


def test_a_refusal_to_seal_is_told_and_nothing_is_written_plainly(windows: Any, laptop: DataFolder) -> None:
    windows("a").refuses = True
    assert code_of(lambda: device_secret.write(laptop, b"\7" * 32)) == "RAHASIA_TIDAK_DIKUNCI"
    assert not laptop.device_secret.exists()


class Registry:
    """winreg with one machine in it."""

    HKEY_LOCAL_MACHINE, KEY_READ, KEY_WOW64_64KEY = 0x80000002, 0x20019, 0x100

    def __init__(self, **values: str) -> None:
        self.values = values
        self.asked: tuple[Any, ...] = ()

    def OpenKey(self, *asked: Any) -> Registry:
        self.asked = asked
        return self

    def __enter__(self) -> Registry:
        return self

    def __exit__(self, *_: object) -> None:
        self.closed = True

    def QueryValueEx(self, key: Registry, name: str) -> tuple[str, int]:
        if name not in key.values:
            raise FileNotFoundError(2, "The system cannot find the file specified")
        return key.values[name], 1


def test_the_number_of_a_windows_machine_is_read_from_the_64_bit_registry() -> None:
    registry = Registry(MachineGuid="6f1c1f9e-9b1c-4d9e-9a3f-000000009001 ")
    assert machine.registered_number(registry) == "6f1c1f9e-9b1c-4d9e-9a3f-000000009001"
    assert registry.closed
    root, place, _, rights = registry.asked
    assert (root, place) == (registry.HKEY_LOCAL_MACHINE, "SOFTWARE\\Microsoft\\Cryptography")
    assert rights == registry.KEY_READ | registry.KEY_WOW64_64KEY


def test_a_machine_that_may_not_be_asked_has_no_number() -> None:
    assert machine.registered_number(Registry()) == ""
