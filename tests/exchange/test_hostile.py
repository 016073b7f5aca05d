"""Packages made to do harm: each is refused with its code and a sentence, and nothing is changed."""

from __future__ import annotations

import base64
import io
import json
import os
import stat
import struct
import warnings
import zipfile

import pyrage
import pytest
from parcels import parcel, people

from jamsos_desktop.exchange import age, keys, minisign, zips
from jamsos_desktop.exchange.canon import canonical_bytes, sha256
from jamsos_desktop.exchange.envelope import open_envelope
from jamsos_desktop.problems import Problem

VILLAGE, DISTRICT, STRANGER = keys.generate(), keys.generate(), keys.generate()
GOOD = parcel(people(3), VILLAGE, DISTRICT)
GOOD_ZIP = age.unseal(GOOD.data, DISTRICT.identity)


def contents() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(GOOD_ZIP)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(files, method=zipfile.ZIP_DEFLATED, attr=None) -> bytes:
    """A zip of (name, bytes) pairs with whatever names one likes."""
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", method) as archive:
        warnings.simplefilter("ignore")
        for name, data in files:
            info = zipfile.ZipInfo(name)
            info.compress_type = method
            info.external_attr = attr if attr is not None else (stat.S_IFREG | 0o644) << 16
            archive.writestr(info, data)
    return out.getvalue()


def plus(name: str, data: bytes = b"x", **how) -> bytes:
    """The good package with one file more."""
    return zipped([*contents().items(), (name, data)], **how)


def signed(inside: dict[str, bytes], signer=VILLAGE, **change) -> bytes:
    """The good package with its manifest changed and signed again: what an insider could send."""
    manifest = canonical_bytes({**json.loads(GOOD.manifest), **change})
    signature = minisign.sign(signer.signer, manifest, "x").encode()
    return zips.pack({**inside, "manifest.json": manifest, "manifest.json.minisig": signature})


def listed(files: dict[str, bytes]) -> list[dict]:
    return [{"path": path, "size": len(data), "sha256": sha256(data)} for path, data in files.items()]


def data_files() -> dict[str, bytes]:
    return {name: data for name, data in contents().items() if name.startswith("data/")}


def forged_size() -> bytes:
    """Declares 100 bytes for a file of 50 MiB, in both headers."""
    data = bytearray(zipped([("manifest.json", b" " * (50 << 20))]))
    struct.pack_into("<I", data, data.rfind(b"PK\1\2") + 24, 100)
    struct.pack_into("<I", data, 22, 100)
    return bytes(data)


def flagged(bit: int) -> bytes:
    data = bytearray(GOOD_ZIP)
    at = data.find(b"PK\1\2")
    struct.pack_into("<H", data, at + 8, struct.unpack_from("<H", data, at + 8)[0] | bit)
    return bytes(data)


def overlapping() -> bytes:
    """Two entries of the list that point at the same bytes."""
    data = bytearray(zipped([("data/aa.ndjson", b"x"), ("data/bb.ndjson", b"y")], zipfile.ZIP_STORED))
    struct.pack_into("<I", data, data.rfind(b"PK\1\2") + 42, 0)
    return bytes(data)


def nul_name() -> bytes:
    return plus("data/abc.ndjson").replace(b"data/abc.ndjson", b"data/abc\0ndjson")


def claims(entries: int) -> bytes:
    data = bytearray(GOOD_ZIP)
    struct.pack_into("<H", data, len(data) - 12, entries)
    return bytes(data)


def flipped() -> bytes:
    data = bytearray(GOOD_ZIP)
    data[GOOD_ZIP.find(b"data/peserta.ndjson") + 200] ^= 1
    return bytes(data)


def without(name: str) -> bytes:
    return zips.pack({k: v for k, v in contents().items() if k != name})


def edited_manifest() -> bytes:
    return zips.pack({**contents(), "manifest.json": canonical_bytes({**json.loads(GOOD.manifest), "seq": 18})})


def deep(what: str) -> bytes:
    files = {**contents(), what: b"[" * 200_000}
    if what == "manifest.json":
        files["manifest.json.minisig"] = minisign.sign(VILLAGE.signer, files[what], "x").encode()
    return zips.pack(files)


# (name, code with the registered key, makes the zip)
ZIPS = [
    ("path traversal", "PAKET_TIDAK_AMAN", lambda: plus("../../evil.exe")),
    ("traversal behind a good start", "PAKET_TIDAK_AMAN", lambda: plus("data/../../evil.ndjson")),
    ("backslash", "PAKET_TIDAK_AMAN", lambda: plus("lampiran\\..\\x.exe")),
    ("drive", "PAKET_TIDAK_AMAN", lambda: plus("C:/x")),
    ("absolute", "PAKET_TIDAK_AMAN", lambda: plus("/etc/passwd")),
    ("a folder", "PAKET_TIDAK_AMAN", lambda: plus("data/", b"")),
    ("newline after a good name", "PAKET_TIDAK_AMAN", lambda: plus("data/a.ndjson\n")),
    ("NUL in a name", "PAKET_TIDAK_AMAN", nul_name),
    ("the same name twice", "PAKET_TIDAK_AMAN", lambda: plus("data/peserta.ndjson")),
    ("the same name in capitals", "PAKET_TIDAK_AMAN", lambda: plus("DATA/PESERTA.NDJSON")),
    ("symbolic link", "PAKET_TIDAK_AMAN", lambda: plus("data/x.ndjson", b"/etc", attr=(stat.S_IFLNK | 0o777) << 16)),
    ("device", "PAKET_TIDAK_AMAN", lambda: plus("data/x.ndjson", attr=stat.S_IFCHR << 16)),
    ("bzip2", "PAKET_TIDAK_AMAN", lambda: plus("data/x.ndjson", method=zipfile.ZIP_BZIP2)),
    ("encrypted flag", "PAKET_TIDAK_AMAN", lambda: flagged(0x1)),
    ("strong encryption flag", "PAKET_TIDAK_AMAN", lambda: flagged(0x40)),
    ("overlapping files", "PAKET_TIDAK_AMAN", overlapping),
    ("something in front", "PAKET_TIDAK_AMAN", lambda: b"MZ" * 50 + GOOD_ZIP),
    ("bomb", "PAKET_TERLALU_BESAR", lambda: plus("data/x.ndjson", bytes(60 << 20))),
    ("too large a file", "PAKET_TERLALU_BESAR", lambda: plus("data/x.ndjson", bytes((64 << 20) + 1))),
    ("claims 60,000 files", "PAKET_TERLALU_BESAR", lambda: claims(60_000)),
    ("more files than allowed", "PAKET_TERLALU_BESAR",
     lambda: zipped([(f"lampiran/{n:064x}.jpg", b"") for n in range(20_001)])),
    ("forged size", "PAKET_RUSAK", forged_size),
    ("flipped byte", "PAKET_RUSAK", flipped),
    ("no zip", "PAKET_RUSAK", lambda: b"PK" + os.urandom(1000)),
    ("nothing", "PAKET_RUSAK", lambda: b""),
    ("empty zip", "PAKET_RUSAK", lambda: zipped([])),
    ("truncated zip", "PAKET_RUSAK", lambda: GOOD_ZIP[:-30]),
    ("comment behind", "PAKET_RUSAK", lambda: GOOD_ZIP + b"more"),
    ("no manifest", "PAKET_RUSAK", lambda: without("manifest.json")),
    ("no signature", "PAKET_RUSAK", lambda: without("manifest.json.minisig")),
    ("missing file", "PAKET_ISI_BEDA", lambda: without("data/peserta.ndjson")),
    ("extra file", "PAKET_ISI_BEDA", lambda: plus("data/lain.ndjson")),
    ("file listed twice", "PAKET_ISI_BEDA", lambda: signed(contents(), files=listed(data_files()) * 2)),
    ("count of people wrong", "PAKET_ISI_BEDA", lambda: signed(contents(), counts={"peserta": 4, "desa": 1})),
    ("hash wrong", "PAKET_RUSAK", lambda: signed({**contents(), "data/sotk.ndjson": b"{}\n"})),
    ("size wrong", "PAKET_RUSAK", lambda: signed({**contents(), "data/sotk.ndjson": b"{}\n" * 99})),
    ("edited manifest", "PAKET_TANDA_TANGAN", edited_manifest),
    ("signed by a stranger", "PAKET_TANDA_TANGAN", lambda: signed(contents(), STRANGER)),
    ("signature of letters", "PAKET_TANDA_TANGAN",
     lambda: zips.pack({**contents(), "manifest.json.minisig": b"\xff\xfe" * 40})),
    ("long signature", "PAKET_TERLALU_BESAR", lambda: zips.pack({**contents(), "manifest.json.minisig": b"x" * 5000})),
    ("bottomless manifest", "PAKET_RUSAK", lambda: deep("manifest.json")),
    ("newer reader asked for", "VERSI_BARU", lambda: signed(contents(), min_reader=2, counts="other shape")),
    ("another format", "PAKET_RUSAK", lambda: signed(contents(), format="lain")),
    ("manifest of other types", "PAKET_RUSAK", lambda: signed(contents(), seq="lima")),
    ("negative number", "PAKET_RUSAK", lambda: signed(contents(), seq=-1)),
    ("sent on to somebody else", "PAKET_TIDAK_AMAN", lambda: signed(contents(), recipient_key=STRANGER.public.age)),
]


@pytest.mark.parametrize(("kode", "make"), [case[1:] for case in ZIPS], ids=[case[0] for case in ZIPS])
def test_hostile_zips(tmp_path, monkeypatch, kode, make):
    monkeypatch.chdir(tmp_path)
    sealed = age.seal(make(), [DISTRICT.public.age])
    with pytest.raises(Problem) as caught:
        open_envelope(sealed, DISTRICT.identity, VILLAGE.public.sign_bytes)
    assert caught.value.kode == kode, caught.value
    assert caught.value.aman == "Tidak ada data yang berubah."
    assert os.listdir(tmp_path) == []


def test_the_measure_itself_is_accepted():
    """The helpers above start from something that opens: otherwise every refusal would prove nothing."""
    for archive in (GOOD_ZIP, zipped(contents().items()), zipped(contents().items(), zipfile.ZIP_STORED),
                    signed(contents()), signed(contents(), asing={"kelak": 1})):
        sealed = age.seal(archive, [DISTRICT.public.age])
        assert len(list(open_envelope(sealed, DISTRICT.identity, VILLAGE.public.sign_bytes).rows("peserta"))) == 3


def test_a_bottomless_line_is_damage_when_it_is_read():
    files = {**data_files(), "data/hapus.ndjson": b"[" * 200_000 + b"\n"}
    archive = signed({**contents(), **files}, files=listed(files))
    opened = open_envelope(age.seal(archive, [DISTRICT.public.age]), DISTRICT.identity)
    with pytest.raises(Problem, match=r"hapus\.ndjson baris 1") as caught:
        list(opened.rows("hapus"))
    assert caught.value.kode == "PAKET_RUSAK"
    assert list(opened.rows("tiada")) == []


def header(*stanzas: bytes) -> bytes:
    return b"age-encryption.org/v1\n" + b"".join(stanzas) + b"--- " + b"A" * 43 + b"\n" + bytes(64)


X25519 = b"-> X25519 " + b"A" * 43 + b"\n" + b"A" * 43 + b"\n"
# b"x" under the passphrase "kata", kept: to lock it anew takes seconds, as it should.
BY_PASSPHRASE = base64.b64decode(
    "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlwdCByWFVOSUR0bnhaaXdMNG0ra09EOFlnIDE4CjYrSnEyTXhPYStCaEdOTW8xN1BDL24vSk5WSl"
    "JtSmZkOTBSTGhONDZiY0kKLS0tIFZaZ1A0Uks0QUR2NnVkbHFtOTQzdzN3Ymp4Mmpicjc5citURXR1Nk5WWkUKLHh7spCFL0Kbfc+THtvdKcnCP9ws"
    "gpEgcc+t08CcPSNm")
AGES = [
    ("passphrase", "PAKET_SANDI", lambda: BY_PASSPHRASE),
    ("passphrase of a costly kind", "PAKET_SANDI",
     lambda: header(b"-> scrypt AAAAAAAAAAAAAAAAAAAAAA 23\n" + b"A" * 43 + b"\n")),
    ("passphrase beside a key", "PAKET_SANDI", lambda: header(X25519, b"-> scrypt AAAA 1\nAAAA\n")),
    ("ssh key", "PAKET_JENIS_KUNCI", lambda: header(X25519, b"-> ssh-ed25519 AAAA AAAA\nAAAA\n")),
    ("plugin", "PAKET_JENIS_KUNCI", lambda: header(b"-> yubikey AAAA\nAAAA\n")),
    ("no key at all", "PAKET_JENIS_KUNCI", lambda: header()),
    ("a thousand keys", "PAKET_JENIS_KUNCI", lambda: header(*[X25519] * 100)),
    ("a header without end", "PAKET_RUSAK", lambda: b"age-encryption.org/v1\n" + X25519 * 1000),
    ("truncated header", "PAKET_RUSAK", lambda: GOOD.data[:60]),
    ("truncated in the middle", "PAKET_RUSAK", lambda: GOOD.data[:len(GOOD.data) // 2]),
    ("last byte lost", "PAKET_RUSAK", lambda: GOOD.data[:-1]),
    ("flipped byte", "PAKET_RUSAK", lambda: GOOD.data[:-100] + bytes([GOOD.data[-100] ^ 1]) + GOOD.data[-99:]),
    ("something behind", "PAKET_RUSAK", lambda: GOOD.data + b"x"),
    ("another recipient", "PAKET_BUKAN_UNTUK_ANDA", lambda: age.seal(GOOD_ZIP, [STRANGER.public.age])),
    ("armoured", "PAKET_BUKAN_KIRIMAN",
     lambda: pyrage.encrypt(b"x", [pyrage.x25519.Recipient.from_str(DISTRICT.public.age)], armored=True)),
    ("a photo", "PAKET_BUKAN_KIRIMAN", lambda: b"\xff\xd8\xff\xe0" + bytes(100)),
    ("a workbook", "PAKET_BUKAN_KIRIMAN", lambda: GOOD_ZIP),
    ("empty", "PAKET_BUKAN_KIRIMAN", lambda: b""),
]


@pytest.mark.parametrize(("kode", "make"), [case[1:] for case in AGES], ids=[case[0] for case in AGES])
def test_hostile_age_files(tmp_path, kode, make):
    path = tmp_path / "JD-7402112017-0005.jdx"
    path.write_bytes(make())
    with pytest.raises(Problem) as caught:
        open_envelope(path, DISTRICT.identity, VILLAGE.public.sign_bytes)
    assert caught.value.kode == kode, caught.value
    assert os.listdir(tmp_path) == [path.name]


def test_an_enormous_file_is_not_read(tmp_path):
    path = tmp_path / "JD.jdx"
    with path.open("wb") as file:
        file.truncate(700 << 20)  # sparse
    with pytest.raises(Problem) as caught:
        open_envelope(path, DISTRICT.identity)
    assert caught.value.kode == "PAKET_TERLALU_BESAR"
