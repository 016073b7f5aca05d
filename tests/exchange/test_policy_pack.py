"""Policy packs: made, read and refused: signature, wall of checks, names, dates."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import zipfile
from base64 import b64encode
from datetime import date
from pathlib import Path

import pytest
from parcels import NOW

from jamsos_desktop.exchange import keys, minisign, zips
from jamsos_desktop.exchange.canon import canonical_bytes, sha256
from jamsos_desktop.exchange.policy_pack import PackHead, make_pack, read_pack
from jamsos_desktop.policy import bundled_files, load_policy
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem

DISTRICT, STRANGER = keys.generate(), keys.generate()
SIGN = DISTRICT.public.sign_bytes
HEAD = PackHead(kode="74.02", versi="2027-1", urut=3, nama="Ketentuan Konawe 2027", mulai=date(2027, 1, 1))
GOOD = make_pack(HEAD, bundled_files(), DISTRICT, NOW, public_keys=[{"kind": "desa", "kode": "74.02.11.2017"}])


def contents() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def signed(files: dict[str, bytes], signer=DISTRICT, **change: object) -> bytes:
    """A pack whose manifest fits its files and is signed again: what an insider could make."""
    inside = {name: data for name, data in files.items() if not name.startswith("manifest.json")}
    listed = [{"path": name, "size": len(data), "sha256": sha256(data)} for name, data in inside.items()]
    public = signer.public
    raw = canonical_bytes({**json.loads(files["manifest.json"]), "files": listed,
                           "sender_keys": {"sign": public.sign, "age": public.age}, **change})
    return zips.pack({**inside, "manifest.json": raw,
                      "manifest.json.minisig": minisign.sign(signer.signer, raw, "x").encode()})


def test_what_was_made_is_read_again() -> None:
    pack = read_pack(GOOD, SIGN, "74.02")
    assert (pack.versi, pack.urut, pack.nama, pack.mulai, pack.sampai) == (
        "2027-1", 3, "Ketentuan Konawe 2027", date(2027, 1, 1), None)
    assert pack.keys == ({"kind": "desa", "kode": "74.02.11.2017"},)
    assert set(pack.files) == set(bundled_files())
    policy = load_policy(pack.files)
    assert (policy.versi, policy.nama, policy.berlaku_mulai) == ("2027-1", HEAD.nama, HEAD.mulai)
    assert policy.jabatan == load_policy().jabatan
    assert len(GOOD) < 40_000


def test_the_same_input_gives_the_same_pack() -> None:
    assert make_pack(HEAD, bundled_files(), DISTRICT, NOW,
                     public_keys=[{"kind": "desa", "kode": "74.02.11.2017"}]) == GOOD


def test_a_pack_may_change_only_rates() -> None:
    files = {name: bundled_files()[name] for name in ("ketentuan.json", "parameter.csv")}
    files["parameter.csv"] = files["parameter.csv"].replace(b"bpu_jkm,,6800", b"bpu_jkm,,7000")
    policy = load_policy(read_pack(make_pack(HEAD, files, DISTRICT, NOW), SIGN).files)
    assert policy.amount("bpu_jkm", date(2027, 1, 1)) == 7000
    assert policy.alasan == load_policy().alasan


def test_other_programs_open_and_check_it(tmp_path: Path) -> None:
    if not (shutil.which("unzip") and shutil.which("minisign")):
        pytest.skip("unzip and minisign are not installed")
    (tmp_path / "JP.jdx").write_bytes(GOOD)
    (tmp_path / "dpmd.pub").write_text(minisign.public_file(SIGN))
    line = ("unzip -q JP.jdx -d isi && cd isi && minisign -q -V -p ../dpmd.pub -m manifest.json"
            " && sha256sum ketentuan/parameter.csv")
    done = subprocess.run(["bash", "-c", line], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.startswith(sha256(bundled_files()["parameter.csv"]))


def tampered(name: str, data: bytes) -> bytes:
    return zips.pack({**contents(), name: data})


CASES = [
    ("a table changed", "PAKET_RUSAK", lambda: tampered("ketentuan/parameter.csv", b"x")),
    ("the manifest changed", "PAKET_TANDA_TANGAN", lambda: tampered(
        "manifest.json", contents()["manifest.json"].replace(b'"seq":3', b'"seq":9'))),
    ("signed by a stranger", "KETENTUAN_BUKAN_DPMD", lambda: signed(contents(), STRANGER)),
    ("a stranger under DPMD's name", "PAKET_TANDA_TANGAN", lambda: signed(
        contents(), STRANGER, sender_keys={"sign": b64encode(SIGN).decode(), "age": DISTRICT.public.age})),
    ("of another district", "KETENTUAN_BUKAN_DPMD", lambda: signed(contents(), sender="74.03")),
    ("a file too many", "PAKET_ISI_BEDA", lambda: tampered("ketentuan/lain.csv", b"x")),
    ("a program inside", "PAKET_TIDAK_AMAN", lambda: tampered("ketentuan/../x.exe", b"x")),
    ("people inside", "PAKET_TIDAK_AMAN", lambda: tampered("lampiran/" + "0" * 64 + ".jpg", b"x")),
    ("a bomb", "PAKET_TERLALU_BESAR", lambda: tampered("ketentuan/lain.csv", bytes(60 << 20))),
    ("cut short", "PAKET_RUSAK", lambda: GOOD[:-40]),
    ("a newer reader", "VERSI_BARU", lambda: signed(contents(), min_reader=3)),
    ("a day that is none", "KETENTUAN_RUSAK", lambda: signed(contents(), berlaku_mulai="besok")),
    ("ends before it starts", "KETENTUAN_RUSAK", lambda: signed(contents(), berlaku_sampai="2026-01-01")),
    ("a version with a path in it", "KETENTUAN_RUSAK", lambda: signed(contents(), versi="../../x")),
    ("number nought", "KETENTUAN_RUSAK", lambda: signed(contents(), seq=0)),
    ("keys that are no objects", "KETENTUAN_RUSAK", lambda: signed({**contents(), "data/kunci.ndjson": b"[]\n"})),
    ("a setoran", "KETENTUAN_BUKAN_KETENTUAN", lambda: signed(contents(), kind="setoran")),
    ("a manifest without end", "PAKET_RUSAK", lambda: zips.pack({**contents(), "manifest.json": b"[" * 200_000})),
    ("a workbook", "KETENTUAN_BUKAN_KETENTUAN", lambda: zips.pack({"data/a.ndjson": b"x"})),
    ("a photo", "KETENTUAN_BUKAN_KETENTUAN", lambda: b"\xff\xd8\xff\xe0" + bytes(100)),
    ("nothing", "KETENTUAN_BUKAN_KETENTUAN", lambda: b""),
]


@pytest.mark.parametrize(("kode", "make"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_is_refused(kode: str, make) -> None:
    with pytest.raises(Problem) as caught:
        read_pack(make(), SIGN, "74.02")
    assert caught.value.kode == kode, caught.value
    assert caught.value.aman == TIDAK_BERUBAH
    assert "Kiriman ini" not in caught.value.apa


def test_the_measure_itself_is_accepted() -> None:
    """The cases above start from something that is read: otherwise every refusal would prove nothing."""
    assert read_pack(signed(contents()), SIGN, "74.02").versi == "2027-1"
    assert read_pack(signed(contents(), asing={"kelak": 1}), SIGN, "74.02").versi == "2027-1"
    assert read_pack(signed({**contents(), "formulir/kaki.toml": b"x"}), SIGN).forms == {"kaki.toml": b"x"}


def test_an_enormous_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "JP.jdx"
    with path.open("wb") as file:
        file.truncate(64 << 20)
    with pytest.raises(Problem) as caught:
        read_pack(path, SIGN)
    assert caught.value.kode == "PAKET_TERLALU_BESAR"


def test_blanks_ask_for_a_program_that_knows_them() -> None:
    """A name no older program lets into a pack would make it call the file dangerous; a table with a newer reader
    makes it ask for the newer program."""
    blanks = {"b.pdf": b"%PDF-\x00\xff", "a.toml": b"x = 1"}
    with_blanks = make_pack(HEAD, bundled_files(), DISTRICT, NOW, blanks=blanks)
    assert read_pack(with_blanks, SIGN).blanks == blanks
    told = {}
    for data in (GOOD, with_blanks):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            manifest = json.loads(archive.read("manifest.json"))
            told[manifest["min_reader"]] = {name.split("/")[0] for name in archive.namelist()}
    assert set(told) == {1, 2}
    assert told[1] == told[2]


@pytest.mark.parametrize("row", [b'{"nama":"../x.pdf","isi":""}\n', b'{"nama":"a.pdf","isi":"%%%"}\n', b'{"nama":1}\n',
                                 b'{"nama":"a.pdf","isi":""}\n{"nama":"a.pdf","isi":""}\n'])
def test_a_blank_that_is_none_is_refused(row: bytes) -> None:
    counts = {"kunci": 1, "blangko": row.count(b"\n")}
    with pytest.raises(Problem) as caught:
        read_pack(signed({**contents(), "data/blangko.ndjson": row}, counts=counts), SIGN)
    assert caught.value.kode == "KETENTUAN_RUSAK"
