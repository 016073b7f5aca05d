"""From the village to the district and back, as two programs and a stick; what travels opens with age and minisign."""

from __future__ import annotations

import base64
import json
import shutil
from pathlib import Path

import pytest

from tests.blackbox.conftest import JUFRI, SALMA
from tests.blackbox.outside import Desk, pdf_text, tool


def ready(desk: Desk, who: str = SALMA, proof: str = "SKET_KERJA") -> None:
    """Print the forms of one person and tick what must be there."""
    desk.json("cetak", "formulir", "--peserta", who, "--ke", "cetak.pdf")
    for paper in ("F1A", "KTP", "KK", proof):
        last = desk.json("berkas", who, paper, "ada")
    assert last["status"] == "siap_kirim"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dpmd")
    desk = Desk(folder / "dpmd")
    desk.json("siapkan", "dpmd", "--kode", "74.02")
    desk.json("kunci", "--ke", folder / "JK.json")
    return folder


@pytest.fixture(scope="module")
def printed(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A village where Salma's papers are all there."""
    data = Path(shutil.copytree(made / "desa", tmp_path_factory.mktemp("cetak") / "desa"))
    ready(Desk(data))
    return data


@pytest.fixture
def complete(printed: Path, tmp_path: Path) -> Desk:
    """A copy of it."""
    return Desk(Path(shutil.copytree(printed, tmp_path / "desa")))


def test_the_loop(complete: Desk, office: Path, tmp_path: Path) -> None:
    district = Desk(Path(shutil.copytree(office / "dpmd", tmp_path / "dpmd")))
    stick = tmp_path / "flashdisk"
    stick.mkdir()
    assert complete.json("terima", office / "JK.json")["sidik"]
    sent = complete.json("ekspor", "--ke", stick)
    assert sent["jumlah"] >= 1
    assert complete.refused("ekspor", "--ke", stick) == "TAK_ADA_KIRIMAN"
    came = district.json("terima", stick)
    assert (came["keputusan"], came["ditolak"], came["baru"]) == (1, 0, sent["jumlah"]), "its key is not compared yet"
    assert district.json("terima", stick)["ulang"] == 1
    receipt = pdf_text(Path(sent["tanda_terima"]))
    assert sent["kode_periksa"] in receipt
    finger = next(line for line in receipt.splitlines() if line.count(" ") and _is_fingerprint(line))
    assert district.json("cocokkan", "74.02.11.2017", " ".join(finger.split()[-4:]))["dicocokkan"]
    assert district.json("rekap", "--ke", "rekap.pdf")["orang"] == sent["jumlah"]
    assert "KABUPATEN KONAWE" in pdf_text(tmp_path / "rekap.pdf")
    assert district.json("ganda")["pasangan"] == []
    answered = district.json("balas", "--ke", stick)["balasan"]
    assert len(answered) == 1
    complete.json("terima", next(stick.rglob("JB-*.jdx")))
    assert SALMA in {one["nik"] for one in complete.json("daftar", "--status", "diterima")}


def _is_fingerprint(line: str) -> bool:
    words = line.split()[-4:]
    return len(words) == 4 and all(len(word) == 4 and set(word) <= set("0123456789ABCDEF") for word in words)


def test_the_rest_of_the_district(office: Path, tmp_path: Path) -> None:
    district = Desk(Path(shutil.copytree(office / "dpmd", tmp_path / "dpmd")))
    district.json("sasaran", "--contoh", "sasaran.xlsx")
    assert "xl/workbook.xml" in tool("unzip", "-l", "sasaran.xlsx", folder=tmp_path)
    district.json("laporan-triwulan", "--periode", "2026-Q4", "--ke", "triwulan.pdf")
    assert "2026" in pdf_text(tmp_path / "triwulan.pdf")
    assert district.refused("sipp", "--ke", "sipp.xlsx")
    assert district.refused("daftar") == "BUKAN_DESA"


def test_rules_of_the_district_reach_the_village_signed(desk: Desk, office: Path, tmp_path: Path) -> None:
    district = Desk(Path(shutil.copytree(office / "dpmd", tmp_path / "dpmd")))
    pack = district.json("ketentuan", "--ke", tmp_path, "--versi", "2027.1", "--mulai", "2027-01-01")["berkas"]
    desk.json("terima", office / "JK.json")
    desk.json("terima", pack)
    assert "2027.1" in {row["versi"] for row in desk.json("ketentuan")}
    harmed = bytearray(Path(pack).read_bytes())
    harmed[len(harmed) // 2] ^= 1
    (tmp_path / "rusak.jdx").write_bytes(harmed)
    assert desk.refused("terima", "rusak.jdx")


def test_a_village_gives_bpjs_its_workbook(desk: Desk, tmp_path: Path) -> None:
    ready(desk, JUFRI, "SK")
    desk.json("map-desa", "--npp", "12345678")
    assert desk.json("sipp", "--ke", "sipp.xlsx")["baris"] >= 1
    assert tool("unzip", "-l", "sipp.xlsx", folder=tmp_path).count("sheet1.xml") == 1


def test_a_package_opens_without_the_program(complete: Desk, tmp_path: Path) -> None:
    """A district that owns nothing but Debian's age and minisign: its key file is made by them, and so is the check."""
    tool("minisign", "-G", "-W", "-p", "dpmd.pub", "-s", "dpmd.key", folder=tmp_path)
    tool("age-keygen", "-o", "age.txt", folder=tmp_path)
    body = {"age": tool("age-keygen", "-y", "age.txt", folder=tmp_path).strip(), "berlaku_sampai": "2031-12-31",
            "kind": "kunci", "kode": "74.02", "min_reader": 1, "nama": "DPMD Kabupaten Konawe", "nomor": 1,
            "sign": base64.b64encode(_raw(tmp_path / "dpmd.pub")[10:]).decode()}
    (tmp_path / "badan").write_text(json.dumps(body, sort_keys=True, separators=(",", ":")))
    tool("minisign", "-S", "-l", "-s", "dpmd.key", "-m", "badan", folder=tmp_path)
    signed = {**body, "ttd": base64.b64encode(_raw(tmp_path / "badan.minisig")[10:]).decode()}
    (tmp_path / "JK.json").write_text(json.dumps(signed, sort_keys=True, separators=(",", ":")))
    assert complete.json("terima", "JK.json")["sidik"]
    package = complete.json("ekspor", "--ke", tmp_path)["berkas"]
    tool("age", "-d", "-i", "age.txt", "-o", "isi.zip", package, folder=tmp_path)
    tool("unzip", "-q", "isi.zip", "-d", "isi", folder=tmp_path)
    manifest = json.loads((tmp_path / "isi" / "manifest.json").read_bytes())
    assert tool("jq", "-r", ".nik", "isi/data/peserta.ndjson", folder=tmp_path).count(SALMA) == 1
    key = _raw(tmp_path / "isi" / "manifest.json.minisig")[2:10] + base64.b64decode(manifest["sender_keys"]["sign"])
    (tmp_path / "desa.pub").write_text("untrusted comment: desa\n" + base64.b64encode(b"Ed" + key).decode() + "\n")
    checked = tool("minisign", "-V", "-p", "desa.pub", "-m", "isi/manifest.json", folder=tmp_path)
    assert "verified" in checked


def _raw(path: Path) -> bytes:
    """The second line of a key or a signature as minisign writes them."""
    return base64.b64decode(path.read_text().splitlines()[1])
