"""The SK of pekerja rentan on a real desk: settling, Ganti orang, its draft, and the command for all of it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.cli import program
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.records import SumberDana
from jamsos_desktop.store import history
from tests.conftest import make_ready, salma
from tests.desk.choosing_village import (
    FUND,
    LIST,
    NAMES,
    PEOPLE,
    YEAR,
    candidates,
    change,
    chosen,
    fails,
    settled,
)
from tests.desk.talks import dump, talking
from tests.paper.paper_reading import words


@pytest.fixture
def village(desk: desks.Desk) -> desks.Desk:
    """Six candidates and three seats."""
    return candidates(desk)


# The SK.

def test_settling_writes_fund_wadah_and_sk_into_the_data(village: desks.Desk) -> None:
    settled(village)
    seen = village.selection(*LIST)
    assert (seen.kuota.keadaan, seen.kuota.sk_nomor, seen.kuota.sk_tanggal, seen.beda) == (
        "ditetapkan", "141/12/2026", date(2026, 11, 20), 0)
    for nth in range(3):
        kept = village.read(f"u{nth}")
        assert (kept.sumber_dana, kept.wadah_jenis, kept.sk_nomor) == (SumberDana(jkk_jkm=FUND), "SD", "141/12/2026")
    assert village.read("u3").sumber_dana.jkk_jkm == "APBD_KAB"
    fails("SUDAH_DITETAPKAN", lambda: village.propose_selection(*LIST))
    fails("SUDAH_DITETAPKAN", lambda: village.move_candidate(*LIST, "u1", 1))
    fails("KUOTA_DI_BAWAH_SK", lambda: village.set_rentan_quota(*LIST, 2))


def test_settling_may_leave_the_data_alone_until_asked(village: desks.Desk) -> None:
    village.propose_selection(*LIST)
    village.settle_selection(*LIST, "141/12/2026", date(2026, 11, 20), samakan=False)
    assert village.read("u0").sumber_dana.jkk_jkm == "APBD_KAB"
    assert village.selection(*LIST).beda == 3
    village.align_chosen(*LIST)
    assert village.selection(*LIST).beda == 0
    fails("SUDAH_SAMA", lambda: village.align_chosen(*LIST))


@pytest.mark.parametrize(("kode", "nomor", "day"), [
    ("SK_NOMOR_KOSONG", "  ", date(2026, 11, 20)), ("SK_TANGGAL_SALAH", "1", None),
    ("SK_TANGGAL_SALAH", "1", date(2026, 11, 22)), ("SK_TANGGAL_SALAH", "1", date(2024, 1, 1)),
])
def test_an_sk_without_number_or_day_is_refused(village: desks.Desk, kode: str, nomor: str, day: date | None) -> None:
    village.propose_selection(*LIST)
    before = dump(village)
    fails(kode, lambda: village.settle_selection(*LIST, nomor, day))
    assert dump(village) == before


def test_somebody_who_cannot_be_paid_for_is_not_settled(village: desks.Desk) -> None:
    village.propose_selection(*LIST)
    change(village, "u1", nik="74021154")
    assert village.selection(*LIST).bermasalah == 1
    problem = fails("PENETAPAN_TIDAK_LAYAK", lambda: village.settle_selection(*LIST, "1", date(2026, 11, 20)))
    assert "Baso" in problem.apa


def test_the_sk_of_a_later_year_is_not_written_over_by_an_older_list(village: desks.Desk) -> None:
    settled(village)
    village.set_rentan_quota(YEAR + 1, FUND, 2, "Perdes 9/2026")
    village.propose_selection(YEAR + 1, FUND)
    village.settle_selection(YEAR + 1, FUND, "141/20/2026", date(2026, 11, 20))
    assert [row.nama for row in village.selection(*LIST).rows if row.beda] == []
    fails("SUDAH_SAMA", lambda: village.align_chosen(*LIST))
    assert village.read("u0").sk_nomor == "141/20/2026"


# Ganti orang.

def test_a_death_frees_a_seat_and_the_first_of_the_reserve_takes_the_very_place(village: desks.Desk) -> None:
    settled(village)
    assert village.freed() == []
    change(village, "u1", keluar_tanggal=date(2026, 11, 20), keluar_sebab="meninggal")
    [free] = village.freed()
    assert (free.nama, free.alasan, free.pengganti_nama, free.cadangan) == (
        "Baso", "Meninggal 20 November 2026.", "Darma", 3)
    village.replace_person(*LIST, "u1", "Meninggal 20 November 2026")
    assert chosen(village) == ["Amir", "Darma", "Citra"]
    assert chosen(village, "cadangan") == ["Eko", "Fitri"]
    [gone] = village.selection(*LIST).of("diganti")
    assert (gone.nama, gone.pengganti, gone.alasan) == ("Baso", "Darma", "Meninggal 20 November 2026")
    assert village.selection(*LIST).rows[1].menggantikan == "Baso"
    assert village.read("u3").sk_nomor == "141/12/2026"
    assert village.freed() == []
    with village.ctx.open() as db:
        for uid in ("u1", "u3"):
            told = history.entries(db, uid)
            assert ("ganti_orang", "Meninggal 20 November 2026") in {(one["aksi"], one["alasan"]) for one in told}


def test_a_named_person_may_take_the_seat_also_one_not_proposed(village: desks.Desk) -> None:
    settled(village)
    village.replace_person(*LIST, "u0", "Pindah desa", "u4")
    assert chosen(village) == ["Eko", "Baso", "Citra"]
    village.save(salma("u9", nama="GALIB", nik="7402115408849079"), 0)
    village.replace_person(*LIST, "u2", "Pindah desa", "u9", samakan=False)
    assert chosen(village) == ["Eko", "Baso", "Galib"]
    assert village.selection(*LIST).beda == 1
    assert chosen(village, "cadangan") == ["Darma", "Fitri"]


def test_what_ganti_orang_refuses_changes_nothing(village: desks.Desk) -> None:
    settled(village)
    change(village, "u4", pekerjaan_ktp="5")
    before = dump(village)
    fails("ALASAN_KOSONG", lambda: village.replace_person(*LIST, "u0", ""))
    fails("BUKAN_TERPILIH", lambda: village.replace_person(*LIST, "u3", "Pindah"))
    fails("BUKAN_TERPILIH", lambda: village.replace_person(*LIST, "siapa", "Pindah"))
    fails("TIDAK_BISA_DIPILIH", lambda: village.replace_person(*LIST, "u0", "Pindah", "u4"))
    fails("TIDAK_BISA_DIPILIH", lambda: village.replace_person(*LIST, "u0", "Pindah", "u1"))
    fails("KUOTA_PENUH", lambda: village.fill_empty_seat(*LIST, "Kuota bertambah"))
    assert dump(village) == before
    for uid in ("u3", "u5"):
        change(village, uid, keluar_tanggal=date(2026, 11, 20), keluar_sebab="pindah")
    fails("CADANGAN_KOSONG", lambda: village.replace_person(*LIST, "u0", "Pindah"))


def test_a_typing_error_does_not_cost_a_settled_seat(village: desks.Desk) -> None:
    settled(village)
    change(village, "u0", nik="74021154")
    assert village.freed() == []
    assert village.selection(*LIST).bermasalah == 0
    village.delete(["u2"], "dua kali tercatat")
    [free] = village.freed()
    assert (free.nama, free.alasan) == ("Data dihapus", "Data orang ini sudah dihapus.")
    village.replace_person(*LIST, "u2", "Data dihapus")
    assert chosen(village) == ["Amir", "Baso", "Darma"]


def test_a_seat_that_the_quota_added_goes_to_the_reserve(village: desks.Desk) -> None:
    settled(village)
    village.set_rentan_quota(*LIST, 5, "Perdes perubahan")
    assert chosen(village) == NAMES[:3]
    village.fill_empty_seat(*LIST, "Kuota bertambah")
    assert chosen(village) == NAMES[:4]
    assert [row.urut for row in village.selection(*LIST).of("terpilih")] == [1, 2, 3, 4]
    assert chosen(village, "cadangan") == NAMES[4:]


def test_who_was_refused_for_good_frees_the_seat(village: desks.Desk, tmp_path: Path) -> None:
    settled(village)
    with talking(village, tmp_path) as talk:
        for uid in ("u0", "u1"):
            make_ready(village, uid)
        talk.deliver()
        talk.district.refuse(["u0"], "GANDA")
        talk.district.refuse(["u1"], "NAMA_BEDA")
        talk.hear()
        [free] = village.freed()
        assert (free.uid, free.alasan, free.pengganti) == ("u0", "Ditolak: sudah didaftarkan desa lain.", "u3")


# Paper and command.

def test_the_draft_takes_exactly_the_chosen_list(village: desks.Desk, tmp_path: Path) -> None:
    fails("PENETAPAN_KOSONG", lambda: run_to_end(village.sk_draft_job(*LIST, tmp_path)))
    settled(village)
    village.replace_person(*LIST, "u1", "Pindah desa")
    made = run_to_end(village.sk_draft_job(*LIST, tmp_path))
    assert made.name == "Rancangan-SK-rentan-APBDES_ADD-2026.pdf"
    read = words(made.read_bytes())
    lampiran = read[read.index("DAFTAR PEKERJA RENTAN"):read.index("Pergantian sesudah")]
    assert [name for name, _, _ in PEOPLE if name in lampiran] == ["AMIR", "CITRA", "DARMA"]
    assert "••••••••••••9000" in read
    assert "7402115408849000" not in read
    assert "141/12/2026" in read
    whole = run_to_end(village.sk_draft_job(*LIST, tmp_path / "penuh.pdf",
                                            desks.SkOrder(kertas="A4", nik_penuh=True, desil=True)))
    assert "7402115408849000" in words(whole.read_bytes())
    fails("KERTAS_SALAH", lambda: run_to_end(village.sk_draft_job(*LIST, tmp_path, desks.SkOrder(kertas="A5"))))


def test_a_deleted_person_does_not_vanish_from_the_decree(village: desks.Desk, tmp_path: Path) -> None:
    settled(village)
    village.delete(["u1"])
    words = fails("PENETAPAN_DIHAPUS", lambda: run_to_end(village.sk_draft_job(*LIST, tmp_path / "sk.pdf")))
    assert words.cara == "Pakai Ganti orang."
    village.replace_person(*LIST, "u1", "Data dihapus")
    assert run_to_end(village.sk_draft_job(*LIST, tmp_path / "sk.pdf")).exists()


def test_the_command_does_all_or_nothing(village: desks.Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str],
                                         monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JAMSOS_HARI_INI", "2026-11-21")
    data = str(village.folder.root)
    village.close()

    def run(*args: str) -> Any:
        code = program.run(["--data", data, "--json", "rentan", "--sumber", FUND, *args])
        said = capsys.readouterr()
        return json.loads(said.out) if not code else said.err.split(":")[0]

    assert run("--kuota", "2", "--usulkan", "--tetapkan", "") == "SK_NOMOR_KOSONG"
    assert run()["kuota"]["orang"] == 3  # the quota of the refused call was taken back
    assert run("--ganti", "7402115408849000", "--alasan", "Pindah") == "BELUM_DITETAPKAN"
    made = run("--usulkan", "--lewati", "7402115408849001", "--alasan", "Menolak", "--tetapkan", "141/1", "--tanggal",
               "2026-11-20", "--sk", str(tmp_path / "sk.pdf"))
    assert [row["nama"] for row in made["orang"][:3]] == ["Amir", "Citra", "Darma"]
    assert Path(made["rancangan"]).stat().st_size > 5000
    after = run("--ganti", "7402115408849000", "--alasan", "Pindah", "--pengganti", "7402115408849005")
    assert after["orang"][0]["nama"] == "Fitri"
