"""The release file: what a village accepts as a newer program, and everything it refuses."""

from __future__ import annotations

import gzip
import io
import os
import struct
import tarfile
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from jamsos_desktop.exchange import minisign, release, release_tree
from jamsos_desktop.exchange.release_manifest import ReleaseKey, looks_like_release, read_key, version_of
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.problems import Problem
from tests import release_kit
from tests.release_kit import KEY, Asked


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return release_kit.bundle(tmp_path / "JamsosDesa", tmp_path, "1.1.0")


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(Problem) as met:
        act()
    assert met.value.aman
    assert met.value.cara
    return met.value.kode


def whole(path: Path, into: Path) -> None:
    """All a village does with a file: look, check every byte, unpack."""
    found = release.read_release(path, KEY)
    run_to_end(release.check_job(found))
    run_to_end(release_tree.unpack_job(found, into))


def test_a_folder_comes_back_as_it_was(tree: Path, tmp_path: Path) -> None:
    content, size, count = release_kit.packed(tree)
    path = release_kit.write(tmp_path / "stick", content, unpacked=(size, count))
    assert path.name == "JR-1.1.0-linux.jdx"
    whole(path, tmp_path / "baru")
    before = {one.relative_to(tree): one.read_bytes() for one in tree.rglob("*") if one.is_file()}
    assert before == {one.relative_to(tmp_path / "baru"): one.read_bytes()
                      for one in (tmp_path / "baru").rglob("*") if one.is_file()}
    assert os.access(tmp_path / "baru/jamsos", os.X_OK)
    assert not os.access(tmp_path / "baru/_internal/lib/isi.so", os.X_OK)
    assert os.readlink(tmp_path / "baru/_internal/isi.so") == "lib/isi.so"
    assert content == release_kit.packed(tree)[0]  # the same folder gives the same bytes


def test_what_it_says_is_read(tmp_path: Path) -> None:
    path = release_kit.write(tmp_path, b"MZ", Asked(sistem="windows", butuh=(("windows", "10.0.17763"),)))
    found = release.read_release(path, KEY)
    assert (found.versi, found.manifest.isi.nama) == ("1.1.0", "JamsosDesa-1.1.0-pemasang.exe")
    assert found.manifest.baru == release_kit.NEWS
    assert found.manifest.butuh == {"windows": "10.0.17763"}


def test_another_key_is_a_stranger(tmp_path: Path) -> None:
    path = release_kit.write(tmp_path, b"MZ", private=Ed25519PrivateKey.generate())
    assert code_of(lambda: release.read_release(path, KEY)) == "RILIS_TANDA_TANGAN"


def test_a_changed_byte_anywhere(tmp_path: Path) -> None:
    """Every sixth byte of a release and each of its payload: it is refused, or it was one nobody reads."""
    path = release_kit.write(tmp_path, b"isi pemasang", Asked(sistem="windows", baru=()))
    good, true = path.read_bytes(), release.read_release(path, KEY).manifest
    payload, signed = good.index(b"isi pemasang"), good.index(b"{")
    vital = set(range(payload, payload + 12)) | set(range(signed, good.index(b"untrusted comment") - 60))
    for at in sorted(set(range(0, len(good), 6)) | set(range(payload, payload + 12))):
        path.write_bytes(good[:at] + bytes([good[at] ^ 1]) + good[at + 1:])
        if met := meets(path):
            assert met.startswith("RILIS_"), at
        else:
            assert at not in vital
            assert release.read_release(path, KEY).manifest == true


def meets(path: Path) -> str:
    """The code a release is refused by when every byte is looked at; "" for none."""
    try:
        run_to_end(release.check_job(release.read_release(path, KEY)))
    except Problem as problem:
        return problem.kode
    return ""


@pytest.mark.parametrize("left", [0, 1, 30, 200, -1, -22, -60])
def test_a_file_cut_short(tmp_path: Path, left: int) -> None:
    path = release_kit.write(tmp_path, b"isi pemasang" * 20)
    path.write_bytes(path.read_bytes()[:left])
    assert code_of(lambda: run_to_end(release.check_job(release.read_release(path, KEY)))) in (
        "RILIS_RUSAK", "RILIS_BUKAN")


def test_the_oldest_version_it_goes_over_is_one(tmp_path: Path) -> None:
    path = release_kit.write(tmp_path, b"isi", Asked(dari="1.5"))
    assert code_of(lambda: release.read_release(path, KEY)) == "RILIS_RUSAK"


@pytest.mark.parametrize(("said", "kode"), [
    ({"ukuran": 5}, "RILIS_RUSAK"), ({"sha256": "0" * 64}, "RILIS_RUSAK"), ({"nama": "lain.tar.gz"}, "RILIS_RUSAK"),
    ({"nama": "JamsosDesa-1.0.0.tar.gz"}, "RILIS_RUSAK"),
    ({"nama": "../naik.tar.gz"}, "RILIS_RUSAK"), ({"nama": "program.exe"}, "RILIS_RUSAK"),
    ({"ukuran": 1 << 40}, "RILIS_RUSAK"), ({"terurai": 0}, "RILIS_RUSAK")])
def test_a_manifest_that_lies(tmp_path: Path, said: dict[str, object], kode: str) -> None:
    path = release_kit.write(tmp_path, b"isi pemasang", Asked(said=tuple(said.items())))
    assert code_of(lambda: run_to_end(release.check_job(release.read_release(path, KEY)))) == kode


def test_other_files(tmp_path: Path, tree: Path) -> None:
    path = tmp_path / "JR-1.1.0-linux.jdx"
    for data, kode in ((b"", "RILIS_RUSAK"), (b"%PDF-1.7 halaman", "RILIS_BUKAN"), (b"PK\x03\x04" * 30, "RILIS_RUSAK"),
                       (b"age-encryption.org/v1\n" * 9, "RILIS_BUKAN")):
        path.write_bytes(data)
        assert code_of(lambda: release.read_release(path, KEY)) == kode
    assert code_of(lambda: release.read_release(tmp_path / "tidak-ada", KEY)) == "FILE_TIDAK_ADA"
    assert code_of(lambda: release.read_release(tree, KEY)) == "FILE_TIDAK_ADA"
    os.mkfifo(tmp_path / "pipa")
    assert code_of(lambda: release.read_release(tmp_path / "pipa", KEY)) == "FILE_TIDAK_ADA"
    newer = release_kit.write(tmp_path / "a", b"x", Asked(min_reader=2))
    assert code_of(lambda: release.read_release(newer, KEY)) == "VERSI_BARU"
    pack = release_kit.write(tmp_path / "b", b"x", Asked(kind="ketentuan"))
    assert code_of(lambda: release.read_release(pack, KEY)) == "RILIS_BUKAN"


def test_a_second_list_of_files_is_never_read(tmp_path: Path) -> None:
    """The short end of a zip names three files, a long one before it 90.000: nothing of that is read unsigned."""
    many, entry = 90_000, struct.pack("<4s4B4HL2L5H2L", b"PK\x01\x02", 20, 3, 20, *bytes(8), 1, *bytes(6)) + b"a"
    listed = entry * many
    long_end = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, many, many, len(listed), 64)
    path = tmp_path / "JR-1.1.0-linux.jdx"
    path.write_bytes(b"PK\x03\x04" + bytes(60) + listed + long_end
                     + struct.pack("<4sLQL", b"PK\x06\x07", 0, 64 + len(listed), 1)
                     + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 3, 3, 141, 64, 0))
    tracemalloc.start()
    try:
        assert code_of(lambda: release.read_release(path, KEY)) == "RILIS_RUSAK"
        assert tracemalloc.get_traced_memory()[1] < 1 << 20
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("how", ["deflated", "four", "order", "gap", "extra"])
def test_a_frame_built_in_another_way(tmp_path: Path, how: str) -> None:
    good = release_kit.write(tmp_path, b"0" * 5000, Asked(sistem="windows"))
    with zipfile.ZipFile(good) as archive:
        parts = [(info.filename, archive.read(info)) for info in archive.infolist()]
    path = tmp_path / "lain.jdx"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in reversed(parts) if how == "order" else parts:
            info = zipfile.ZipInfo(name)
            info.extra = b"\x99\x99\x02\x00ab" if how == "extra" else b""
            archive.writestr(info, data, zipfile.ZIP_DEFLATED if how == "deflated" else zipfile.ZIP_STORED)
        if how == "four":
            archive.writestr("isi/lain.exe", b"MZ")
    if how == "gap":
        path.write_bytes(b"PK\x03\x04 sembunyi" + path.read_bytes())
    assert code_of(lambda: release.read_release(path, KEY)) in ("RILIS_RUSAK", "RILIS_BUKAN")


def tar_of(*members: tuple[tarfile.TarInfo, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for member, data in members:
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return out.getvalue()


def member(name: str, kind: bytes = tarfile.REGTYPE, link: str = "") -> tarfile.TarInfo:
    found = tarfile.TarInfo(name)
    found.type, found.linkname = kind, link
    return found


def sparse(name: str, size: int) -> tarfile.TarInfo:
    """A file with a hole of that size: it takes a few bytes here and would fill a disk."""
    found = member(name)
    found.pax_headers = {"GNU.sparse.major": "0", "GNU.sparse.minor": "1", "GNU.sparse.name": name,
                         "GNU.sparse.size": str(size), "GNU.sparse.numblocks": "1", "GNU.sparse.map": "0,1"}
    return found


EVIL = {
    "up": [(member("../naik"), b"x")], "root": [(member("/akar"), b"x")], "middle": [(member("a/../../naik"), b"x")],
    "drive": [(member("C:evil"), b"x")], "backslash": [(member("..\\naik"), b"x")], "line": [(member("a\nb"), b"x")],
    "twice": [(member("a"), b"x"), (member("a"), b"y")],
    "link out": [(member("a", tarfile.SYMTYPE, "../../etc"), b"")],
    "link root": [(member("a", tarfile.SYMTYPE, "/etc/passwd"), b"")],
    "hard link": [(member("a"), b"x"), (member("b", tarfile.LNKTYPE, "a"), b"")],
    "through a link": [(member("a", tarfile.SYMTYPE, "b"), b""), (member("a/c"), b"x")],
    "device": [(member("a", tarfile.CHRTYPE), b"")], "pipe": [(member("a", tarfile.FIFOTYPE), b"")],
    "sparse": [(sparse("a", 1 << 40), b"x")],
    "folders": [(member(f"f{nth}", tarfile.DIRTYPE), b"") for nth in range(9)],
    "more than told": [(member("a"), b"x" * 1500), (member("b"), b"x" * 1500)],
    "many": [(member(f"f{nth}"), b"") for nth in range(9)], "bomb": [(member("a"), b"\0" * (1 << 20))],
}


@pytest.mark.parametrize("name", EVIL)
def test_a_folder_that_means_harm(tmp_path: Path, name: str) -> None:
    """Signed all the same: a key that fell into wrong hands still writes nothing outside."""
    content = tar_of(*EVIL[name])
    path = release_kit.write(tmp_path / "stick", content, unpacked=(2000, 5))
    before = set(tmp_path.rglob("*"))
    assert code_of(lambda: whole(path, tmp_path / "baru")) in ("RILIS_TIDAK_AMAN", "RILIS_RUSAK",
                                                               "PROGRAM_TIDAK_BISA_DITULIS")
    outside = {one for one in tmp_path.rglob("*") if tmp_path / "baru" not in (one, *one.parents)}
    assert outside == before
    assert sum(one.stat().st_size for one in (tmp_path / "baru").rglob("*") if one.is_file()) <= 1 << 20


# names of their own: gzip writes the second into its bytes, and each process of a run must know a test by one name
@pytest.mark.parametrize("content", [b"bukan gzip", gzip.compress(b"bukan tar" * 90), gzip.compress(b"")[:-4]],
                         ids=["no gzip", "no tar", "cut off"])
def test_a_payload_that_is_no_folder(tmp_path: Path, content: bytes) -> None:
    path = release_kit.write(tmp_path / "stick", content)
    assert code_of(lambda: whole(path, tmp_path / "baru")) in ("RILIS_RUSAK", "RILIS_TIDAK_AMAN")


def test_a_large_release_is_never_in_memory(tmp_path: Path) -> None:
    """8 MB through looking, checking, unpacking with less than 6 MB."""
    folder = tmp_path / "besar"
    folder.mkdir()
    (folder / "isi").write_bytes(os.urandom(8 << 20))
    with (tmp_path / "isi.tar.gz").open("w+b") as out:
        size, count = release_tree.pack_tree(folder, out)
    path = release_kit.write(tmp_path, (tmp_path / "isi.tar.gz").read_bytes(), unpacked=(size, count))
    tracemalloc.start()
    try:
        whole(path, tmp_path / "baru")
        assert tracemalloc.get_traced_memory()[1] < 6 << 20
    finally:
        tracemalloc.stop()


def test_stopped_in_the_middle_nothing_stays_open(tmp_path: Path, tree: Path) -> None:
    content, size, count = release_kit.packed(tree)
    found = release.read_release(release_kit.write(tmp_path / "stick", content, unpacked=(size, count)), KEY)
    job = release_tree.unpack_job(found, tmp_path / "baru")
    next(job)
    job.close()
    assert not (tmp_path / "baru/_internal/isi.so").exists()


def test_the_key_file(tmp_path: Path) -> None:
    path = tmp_path / "kunci.pub"
    assert read_key(path) is None
    path.write_text(minisign.public_file(release_kit.PUBLIC), "ascii")
    assert read_key(path) == ReleaseKey(release_kit.PUBLIC, minisign.key_id(release_kit.PUBLIC))
    pair = minisign.public_file(release_kit.PUBLIC)
    for text in (pair + pair, "", "satu baris", "a\nb\n", "a\n" + "QUJD" * 14 + "\n"):
        path.write_text(text, "ascii")
        assert code_of(lambda: read_key(path)) == "RILIS_KUNCI_RUSAK"


def test_versions_and_names() -> None:
    assert version_of("1.10.0") > version_of("1.9.9")
    for text in ("1.0", "1.0.0.0", "v1.0.0", "1.0.0-rc1", "01.0.0", "", "1.0.x"):
        with pytest.raises(ValueError):
            version_of(text)
    assert looks_like_release("JR-1.1.0-linux.jdx")
    assert looks_like_release("jr-1.1.0-WINDOWS.jdx")
    assert not looks_like_release("JD-7402112017-1.jdx")
