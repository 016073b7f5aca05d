"""Keys, the public key file and signatures that Debian's minisign agrees with."""

from __future__ import annotations

import hashlib
import json
import subprocess
from base64 import b64decode, b64encode
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from parcels import TODAY, parcel, people
from tools import tool

from jamsos_desktop.exchange import keys, minisign
from jamsos_desktop.exchange.canon import canonical_bytes
from jamsos_desktop.problems import Problem

DESA = "74.02.11.2017"
UNTIL = date(2027, 12, 31)


@pytest.fixture(scope="module")
def district():
    return keys.generate()


def key_file(path: Path, desk, kode="74.02", until=UNTIL, **change) -> Path:
    """A key file; with ``change`` one whose contents were exchanged and signed again."""
    data = keys.make_key_file(desk, kode, "DPMD Kabupaten Konawe", 2, until)
    if change:
        body = {k: v for k, v in json.loads(data).items() if k != "ttd"} | change
        data = canonical_bytes({**body, "ttd": b64encode(desk.signer.sign(canonical_bytes(body))).decode()})
    path.write_bytes(data)
    return path


def test_a_key_file_comes_back_as_it_was_made(tmp_path, district):
    read = keys.read_key_file(key_file(tmp_path / "JK-7402.json", district), TODAY, DESA)
    assert (read.kode, read.nama, read.nomor, read.berlaku_sampai) == ("74.02", "DPMD Kabupaten Konawe", 2, UNTIL)
    assert read.public == district.public
    assert read.file_name == "JK-7402.json"
    assert keys.key_file_from(read.to_plain()) == read


def test_the_fingerprint_is_of_both_public_keys(district):
    both = b64decode(district.public.sign) + district.public.age.encode()
    want = hashlib.sha256(both).hexdigest()[:16].upper()
    assert district.public.fingerprint.replace(" ", "") == want
    assert [len(part) for part in district.public.fingerprint.split(" ")] == [4, 4, 4, 4]
    assert keys.generate().public.fingerprint != district.public.fingerprint


def test_keys_are_kept_and_never_shown(district):
    assert keys.DeskKeys.from_plain(json.loads(json.dumps(district.to_plain()))) == district
    assert "SECRET" not in repr(district)
    assert "SECRET" not in keys.make_key_file(district, "74.02", "DPMD", 1, UNTIL).decode()


def test_blanks_and_a_byte_order_mark_do_no_harm(tmp_path, district):
    path = key_file(tmp_path / "k.json", district)
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(json.loads(path.read_bytes()), indent=4).encode())
    assert keys.read_key_file(path, TODAY).public == district.public


def _flip(data: bytes) -> bytes:
    return data.replace(b"Konawe", b"Konewe")


@pytest.mark.parametrize(("kode", "harm"), [
    ("KUNCI_BUKAN_KUNCI", lambda data: b"\xff\xd8\xff\xe0 photo"),
    ("KUNCI_BUKAN_KUNCI", lambda data: b""),
    ("KUNCI_BUKAN_KUNCI", lambda data: b"halo"),
    ("KUNCI_BUKAN_KUNCI", lambda data: b"[1, 2]"),
    ("KUNCI_BUKAN_KUNCI", lambda data: b'{"a": 1}'),
    ("KUNCI_BUKAN_KUNCI", lambda data: b"x" * 70_000),
    ("KUNCI_BUKAN_KUNCI", lambda data: b"[" * 60_000),
    ("KUNCI_JENIS_LAIN", lambda data: b'{"kind": "ketentuan"}'),
    ("KUNCI_JENIS_LAIN", lambda data: b'{"kind": ["kunci"]}'),
    ("KUNCI_FILE_RUSAK", lambda data: data[:-20]),
    ("KUNCI_FILE_RUSAK", _flip),
    ("KUNCI_FILE_RUSAK", lambda data: b'{"kind": "kunci"}'),
    ("KUNCI_FILE_RUSAK", lambda data: data.replace(b'"ttd":"', b'"ttd":"!')),
    ("KUNCI_FILE_RUSAK", lambda data: data.replace(b'"age":"age1', b'"age":"age2')),
])
def test_what_is_no_sound_key_is_refused(tmp_path, district, kode, harm):
    path = key_file(tmp_path / "k.json", district)
    path.write_bytes(harm(path.read_bytes()))
    with pytest.raises(Problem) as caught:
        keys.read_key_file(path, TODAY)
    assert caught.value.kode == kode
    assert caught.value.aman


@pytest.mark.parametrize(("kode", "made"), [
    ("KUNCI_KEDALUWARSA", {"until": date(2026, 11, 20)}),
    ("KUNCI_BUKAN_DPMD", {"kode": DESA}),
    ("KUNCI_KABUPATEN_LAIN", {"kode": "74.03"}),
    ("VERSI_BARU", {"min_reader": 2}),
    ("KUNCI_FILE_RUSAK", {"age": "age1" + "q" * 58}),
    ("KUNCI_FILE_RUSAK", {"nomor": "dua"}),
    ("KUNCI_FILE_RUSAK", {"nama": "x" * 200}),
])
def test_whole_keys_that_will_not_do(tmp_path, district, kode, made):
    with pytest.raises(Problem) as caught:
        keys.read_key_file(key_file(tmp_path / "k.json", district, **made), TODAY, DESA)
    assert caught.value.kode == kode


def test_its_last_day_is_still_a_day(tmp_path, district):
    keys.read_key_file(key_file(tmp_path / "k.json", district, until=TODAY), TODAY, DESA)


def test_a_workbook_and_a_package_are_named_for_what_they_are(tmp_path, district):
    xlsxwriter.Workbook(str(tmp_path / "JK-7402.json")).close()
    with pytest.raises(Problem, match="Excel"):
        keys.read_key_file(tmp_path / "JK-7402.json", TODAY)
    (tmp_path / "p.jdx").write_bytes(parcel(people(1), keys.generate(), district).data)
    with pytest.raises(Problem, match="sebuah kiriman"):
        keys.read_key_file(tmp_path / "p.jdx", TODAY)
    with pytest.raises(Problem) as caught:
        keys.read_key_file(tmp_path / "tiada.json", TODAY)
    assert caught.value.kode == "FILE_TIDAK_ADA"


# --- minisign ----------------------------------------------------------------------------------


def test_debians_minisign_verifies_ours(tmp_path, district):
    data = b'{"manifest":1}'
    (tmp_path / "m.json").write_bytes(data)
    (tmp_path / "m.json.minisig").write_text(minisign.sign(district.signer, data, "setoran seq=5"))
    (tmp_path / "m.pub").write_text(minisign.public_file(district.public.sign_bytes))
    command = [tool("minisign"), "-V", "-p", "m.pub", "-m", "m.json"]
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert "setoran seq=5" in said
    (tmp_path / "m.json").write_bytes(data + b" ")
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode != 0


def test_we_verify_what_debians_minisign_signs(tmp_path):
    (tmp_path / "m.json").write_bytes(b"isi")
    for command in ("-G -W -f -p c.pub -s c.key", "-S -W -s c.key -m m.json -t dari-alat-lain"):
        subprocess.run([tool("minisign"), *command.split()], cwd=tmp_path, capture_output=True, check=True,
                       stdin=subprocess.DEVNULL)
    body = b64decode((tmp_path / "c.pub").read_text().split("\n")[1])
    text = (tmp_path / "m.json.minisig").read_text()
    assert minisign.verify(body[10:], b"isi", text, body[2:10]) == "dari-alat-lain"
    assert minisign.verify(body[10:], b"isj", text, body[2:10]) is None
    assert minisign.verify(body[10:], b"isi", text) is None


@pytest.mark.parametrize("harm", [
    lambda text: "", lambda text: text.replace("setoran", "balasan"),
    lambda text: text.replace("trusted comment: ", ""),
    lambda text: text.split("\n")[1], lambda text: text.replace("\nRU", "\n!!"), lambda text: "\n\n\n\n",
])
def test_a_harmed_signature_is_none(district, harm):
    text = minisign.sign(district.signer, b"isi", "setoran 1")
    assert minisign.verify(district.public.sign_bytes, b"isi", text) == "setoran 1"
    assert minisign.verify(district.public.sign_bytes, b"isi", harm(text)) is None
