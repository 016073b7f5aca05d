"""The command line as the district's scripts drive it: documents, exit codes, sentences. Each verb runs in this
process; ``tests/blackbox`` starts the program itself."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import pytest

from jamsos_desktop.cli.program import run, verbs
from jamsos_desktop.model.fields import BY_KEY
from tests.documents import check_document

ROOT = Path(__file__).resolve().parents[2]
SALMA = {
    "kelompok": "pekerja_rentan", "nik": "740211 540884 9417", "nama": "Wa Ode Salma", "tempat_lahir": "Soropia",
    "tanggal_lahir": "1984-08-14", "jenis_kelamin": "P", "no_kk": "7402111203109276", "nama_ibu": "Wa Muna",
    "status_kawin": "kawin", "alamat": "Dusun II", "dusun": "II", "hp": "081299000417", "pekerjaan": "Nelayan",
    "penghasilan": 900000, "lokasi_kerja": "Dermaga", "program": ["JKK", "JKM"], "mulai": "2026-12-01",
    "keluarga": [{"nama": "La Ode Hasan", "hubungan": "suami", "tanggal_lahir": "1980-02-03", "urutan": 1}]}


class Told(NamedTuple):
    """What a verb left behind."""

    returncode: int
    stdout: str
    stderr: str


class Cli:
    """Runs verbs in a data folder; ``json`` insists on exit 0 and one document."""

    def __init__(self, data: Path, **env: str) -> None:
        self.data = data
        self.env = {k: v for k, v in os.environ.items() if not k.startswith("JAMSOS_")}
        self.env |= {"JAMSOS_HARI_INI": "2026-11-21", **env}

    def run(self, *words: object) -> Told:
        out, error = io.StringIO(), io.StringIO()
        with patch.dict(os.environ, self.env, clear=True), redirect_stdout(out), redirect_stderr(error):
            code = run(["--data", str(self.data), *map(str, words)])
        return Told(code, out.getvalue(), error.getvalue())

    def json(self, *words: object) -> Any:
        done = self.run(*words, "--json")
        assert done.returncode == 0, done.stderr
        answer = json.loads(done.stdout)
        check_document(words, answer)
        return answer

    def refused(self, *words: object) -> str:
        """The code of the one sentence on standard error."""
        done = self.run(*words)
        assert (done.returncode, done.stdout) == (1, ""), done.stderr
        assert done.stderr.count("\n") == 1, done.stderr
        code, _, sentence = done.stderr.partition(": ")
        assert re.fullmatch(r"[A-Z_]+", code), done.stderr
        assert sentence[0].isupper()
        assert "Traceback" not in done.stderr
        return code


@pytest.fixture
def cli(set_up: Path, tmp_path: Path) -> Cli:
    return Cli(Path(shutil.copytree(set_up, tmp_path / "d")))


def as_file(tmp_path: Path, data: object) -> Path:
    path = tmp_path / "orang.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def test_the_whole_line_by_command(tmp_path: Path, key_file: Path) -> None:
    cli = Cli(tmp_path / "baru")
    made = cli.json("siapkan", "desa", "--kode", "74.02.11.2017", "--kepala-desa", "A", "--sekretaris", "B")
    assert (made["kode"], made["mode"], made["pin"]) == ("74.02.11.2017", "desa", False)
    assert len(made["pemulihan"].split()) == 12
    added = cli.json("tambah", "--dari", as_file(tmp_path, SALMA))
    assert set(added) == {"uid", "nomor", "status"}
    assert (added["nomor"], added["status"]) == ("BPU-000001", "siap_cetak")
    printed = cli.json("cetak", "ceklis", "formulir", "--ke", tmp_path / "cetak", "--kertas", "A4")
    assert (printed["lembar"], printed["halaman"], printed["bundel"], printed["dilewati"]) == (2, 2, "B-0001", [])
    for kode in ("F1A", "KTP", "KK", "SKET_KERJA"):
        status = cli.json("berkas", "7402115408849417", kode, "ada")["status"]
    assert status == "siap_kirim"
    assert cli.refused("ekspor", "--ke", tmp_path / "k") == "KUNCI_DPMD_BELUM_ADA"
    assert cli.json("terima", key_file)["sidik"] == cli.json("terima", key_file)["sidik"]
    sent = cli.json("ekspor", "--ke", tmp_path / "k", "--excel")
    assert (sent["seq"], sent["jumlah"], Path(sent["berkas"]).name) == (1, 1, "JD-7402112017-0001.jdx")
    assert re.fullmatch(r"[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}", sent["kode_periksa"])
    assert Path(sent["excel"]).read_bytes()[:2] == b"PK"
    assert cli.json("daftar", "--status", "terkirim")[0]["nama"] == "WA ODE SALMA"
    assert cli.refused("ekspor", "--ke", tmp_path / "k") == "TAK_ADA_KIRIMAN"


def test_records_come_out_by_field_key(cli: Cli, tmp_path: Path) -> None:
    cli.json("tambah", "--dari", as_file(tmp_path, [SALMA, {"nama": "Tanpa Nik"}]))
    [record] = cli.json("cari", "salma")
    top = {key.partition(".")[0] for key in BY_KEY}
    told = (ROOT / "docs" / "perintah.md").read_text("utf-8").partition("## A person as JSON")[2].partition("\n## ")[0]
    assert top <= set(record)
    assert [key for key in set(record) - top if f"`{key}`" not in told] == []
    assert (record["penghasilan"], record["program"], record["sumber_dana"]) == (
        900000, ["JKK", "JKM"], {"jkk_jkm": "APBD_KAB", "jht": ""})
    assert [(p["nama"], p["mirip"]) for p in cli.json("cari", "slama")] == [("WA ODE SALMA", True)]  # a slip, and told
    assert [p["nama"] for p in cli.json("daftar")] == ["TANPA NIK", "WA ODE SALMA"]
    assert [p["nama"] for p in cli.json("daftar", "--status", "draf")] == ["TANPA NIK"]
    assert cli.json("daftar", "--kelompok", "non_asn") == []


def test_change_check_and_dues(cli: Cli, tmp_path: Path) -> None:
    cli.json("tambah", "--dari", as_file(tmp_path, SALMA))
    change = as_file(tmp_path, {"tanggal_lahir": "14/08/1985", "no_kk": "74"})
    changed = cli.json("ubah", "BPU-000001", "--dari", change)
    assert changed["status"] == "perlu_dilengkapi"
    found = {row["kode"]: row for row in cli.json("periksa")}
    assert found["KK_LEN"]["tingkat"] == "salah"
    assert found["NIK_DOB"]["tingkat"] == "periksa"
    assert set(found["KK_LEN"]) == {"nomor", "nama", "kode", "tingkat", "kolom", "pesan", "cara"}
    told = cli.run("periksa").stdout
    assert "Belum ada di map" not in told  # what is only told is no finding
    assert told.splitlines()[-1].startswith(f"{told.count(': ') // 2} temuan, ")
    dues = cli.json("iuran", "--bulan", "2026-12")
    assert (dues["sebulan_sen"], dues["per_sumber"][0]["orang"]) == (1_680_000, 1)


def test_pin_from_the_environment_and_never_a_prompt(tmp_path: Path) -> None:
    cli = Cli(tmp_path / "pin", JAMSOS_PIN="482913")
    assert cli.json("siapkan", "desa", "--kode", "7402112017", "--kepala-desa", "A", "--sekretaris", "B")["pin"] is True
    assert cli.json("daftar") == []
    assert Cli(tmp_path / "pin").refused("daftar") == "PIN_DIPERLUKAN"
    assert Cli(tmp_path / "pin", JAMSOS_PIN="111111").refused("daftar") == "PIN_SALAH"


def test_the_district_gives_its_key(tmp_path: Path) -> None:
    cli = Cli(tmp_path / "dpmd")
    assert cli.json("siapkan", "dpmd", "--kode", "74.02")["nama"] == "DPMD Kabupaten Konawe"
    made = cli.json("kunci", "--ke", tmp_path / "JK.json")
    assert Path(made["berkas"]).is_file()
    assert len(made["sidik"].replace(" ", "").replace("-", "")) == 16
    came = cli.json("terima", made["berkas"])
    assert [line["hasil"] for line in came["file"]] == ["bukan_kiriman"]
    assert (came["masuk"], came["ditolak"]) == (0, 1)


WRONG = [
    (["daftar"], {"data": "tiada"}, "DATA_TIDAK_ADA"),
    (["tambah", "--dari", "{tmp}/tiada.json"], {}, "FILE_TAK_TERBACA"),
    (["tambah", "--dari", "{root}/README.md"], {}, "JSON_SALAH"),
    (["ubah", "7402", "--dari", "{ok}"], {}, "PESERTA_TIDAK_ADA"),
    (["berkas", "7402", "KTP", "ada"], {}, "PESERTA_TIDAK_ADA"),
    (["berkas-desa", "SURAT_CINTA", "ada"], {}, "BERKAS_TAK_DIKENAL"),
    (["impor", "{tmp}/tiada.xlsx"], {}, "LEMBAR_TIDAK_ADA"),
    (["impor", "{text}"], {}, "BUKAN_LEMBAR_KERJA"),
    (["cetak", "formulir", "--ke", "{tmp}/x"], {}, "TAK_ADA_CETAK"),
    (["terima", "{text}"], {}, "KUNCI_BUKAN_KUNCI"),
    (["kunci", "--ke", "{tmp}/k.json"], {}, "BUKAN_DPMD"),
    (["iuran", "--bulan", "2026-13"], {}, "BULAN_SALAH"),
    (["contoh", "--peserta", "0"], {}, "JUMLAH_SALAH"),
    (["siapkan", "desa", "--kode", "1", "--kepala-desa", "A", "--sekretaris", "B"], {"data": "n"},
     "KODE_WILAYAH_SALAH"),
    (["daftar"], {"JAMSOS_HARI_INI": "kemarin"}, "TANGGAL_SALAH"),
]


@pytest.mark.parametrize(("words", "env", "kode"), WRONG, ids=[case[2] + "-" + case[0][0] for case in WRONG])
def test_bad_input_gets_a_sentence_and_changes_nothing(cli: Cli, tmp_path: Path, words: list[str],
                                                       env: dict[str, str], kode: str) -> None:
    text = tmp_path / "surat.xlsx"
    text.write_text("ini bukan lembar kerja")
    ok = as_file(tmp_path, {"nama": "A"})
    if "data" in env:
        cli.data = tmp_path / env["data"]
    cli.env |= {k: v for k, v in env.items() if k != "data"}
    before = {p: p.read_bytes() for p in tmp_path.rglob("data.db")}
    given = [w.format(tmp=tmp_path, root=ROOT, text=text, ok=ok) for w in words]
    assert cli.refused(*given) == kode
    del cli.env["JAMSOS_HARI_INI"]
    assert {p: p.read_bytes() for p in tmp_path.rglob("data.db")} == before


@pytest.mark.parametrize("words", [["terbang"], ["berkas", "x", "KTP", "mungkin"], ["siapkan", "desa"], ["cetak"],
                                   ["daftar", "--kelompok", "raja"], ["iuran", "--warna"]])
def test_wrong_usage_is_two(cli: Cli, words: list[str]) -> None:
    done = cli.run(*words)
    assert done.returncode == 2
    assert done.stderr.startswith("Perintah salah: ")


def test_an_import_says_what_became_of_each_row(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "warga.csv").write_text("NIK,Nama\n7402111408809001,LA BASRI\n7.40211E+15,RUSAK\n", encoding="utf-8")
    dry = cli.json("impor", tmp_path / "warga.csv", "--coba", "--kelompok", "pekerja_rentan")
    assert dry["coba"] is True
    assert cli.json("daftar") == []
    real = cli.json("impor", tmp_path / "warga.csv", "--galat", tmp_path / "galat.xlsx")
    assert (real["baris"], real["masuk"], real["ditahan"]) == (2, 1, 1)
    assert "7.40211E+15" in real["rincian"][1]["pesan"]
    assert (tmp_path / "galat.xlsx").is_file()


def test_every_verb_is_documented_with_its_document() -> None:
    text = (ROOT / "docs" / "perintah.md").read_text(encoding="utf-8")
    for name, command in verbs.commands.items():
        assert f"`{name}" in text, name
        for option in command.params:
            for word in option.opts:
                if word.startswith("--") and not hasattr(command, "commands"):
                    assert word in text, (name, word)


def test_a_closed_pipe_is_not_a_crash(cli: Cli) -> None:
    done = subprocess.run(f"{sys.executable} {ROOT}/main.py --data {cli.data} contoh --peserta 30 >/dev/null && "
                          f"{sys.executable} {ROOT}/main.py --data {cli.data} daftar | head -1", shell=True,
                          capture_output=True, text=True, env=cli.env, check=False)
    assert "Traceback" not in done.stderr
    assert done.stdout.count("\n") == 1


@pytest.mark.parametrize("office", [["desa", "--kode", "74.02.11.2017", "--kepala-desa", "TAHIR", "--sekretaris",
                                     "HASNIA"], ["dpmd", "--kode", "74.02"]])
@pytest.mark.parametrize("lost", ["/dev/full", "pipe", "closed"])
def test_recovery_words_that_nobody_saw_are_said_to_be_lost(cli: Cli, tmp_path: Path, office: list[str], lost: str) \
        -> None:
    """They are shown once: whoever sets up must be told how to come to new ones."""
    words = [sys.executable, str(ROOT / "main.py"), "--data", str(tmp_path / "baru"), "siapkan", *office]
    read, write = os.pipe()
    os.close(read)
    target = {"/dev/full": ">/dev/full", "pipe": "", "closed": ">&-"}[lost]
    done = subprocess.run(["sh", "-c", f'exec "$@" {target}', "sh", *words], stdout=write, stderr=subprocess.PIPE,
                          text=True, env=cli.env, check=False)
    os.close(write)
    assert (done.returncode, done.stderr.partition(":")[0], done.stderr.count("\n")) == (1, "KELUARAN_GAGAL", 1)
    assert "sudah disiapkan" in done.stderr
    assert "lembar-pemulihan --ke FILE.pdf" in done.stderr
    again = subprocess.run([*words[:4], "lembar-pemulihan", "--ke", str(tmp_path / "lembar.pdf")], capture_output=True,
                           text=True, env=cli.env, check=False)
    assert (again.returncode, (tmp_path / "lembar.pdf").is_file()) == (0, True), again.stderr


@pytest.mark.parametrize("asked", [["--json", "iuran"], ["--help"], ["daftar", "-h"], ["--versi"]])
def test_nobody_reads_the_output(cli: Cli, asked: list[str]) -> None:
    """A reader that is gone before a word was written, and a disk that takes none."""
    words = [sys.executable, str(ROOT / "main.py"), "--data", str(cli.data), *asked]
    read, write = os.pipe()
    os.close(read)
    gone = subprocess.run(words, stdout=write, stderr=subprocess.PIPE, text=True, env=cli.env, check=False)
    os.close(write)
    assert (gone.returncode, gone.stderr) == (0, "")
    with open("/dev/full", "w") as full:
        full_disk = subprocess.run(words, stdout=full, stderr=subprocess.PIPE, text=True, env=cli.env, check=False)
    assert (full_disk.returncode, full_disk.stderr.split(":")[0]) == (1, "KELUARAN_GAGAL")
    assert full_disk.stderr.count("\n") == 1
