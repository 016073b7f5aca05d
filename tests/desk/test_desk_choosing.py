"""Choosing pekerja rentan on a real desk: seats, proposal, pins and skips, the SK, Ganti orang, undo, the draft."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.cli import program
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.records import SumberDana
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import history
from tests.conftest import make_ready, salma
from tests.desk.talks import dump, talking
from tests.hub import makers
from tests.paper.paper_reading import words

FUND, YEAR = "APBDES_ADD", 2026
LIST = (YEAR, FUND)
# Name, desil, job: in the order they are to be chosen, all of one age.
PEOPLE = (("AMIR", 1, "NELAYAN"), ("BASO", 1, "TANI"), ("CITRA", 1, "JAHIT"), ("DARMA", 2, "OJEK"),
          ("EKO", 3, "NELAYAN"), ("FITRI", None, "NELAYAN"))
NAMES = [name.title() for name, _, _ in PEOPLE]


def person(nth: int, **changed: Any) -> Any:
    name, desil, job = PEOPLE[nth]
    return salma(f"u{nth}", **{"nama": name, "nik": f"74021154088490{nth:02}", "desil": desil, "pekerjaan": job,
                               **changed})


@pytest.fixture
def village(desk: desks.Desk) -> desks.Desk:
    """Six candidates and three seats."""
    for nth in range(len(PEOPLE)):
        desk.save(person(nth), 0)
    desk.set_rentan_quota(*LIST, 3, "Perdes 4/2026")
    return desk


def chosen(desk: desks.Desk, state: str = "terpilih") -> list[str]:
    return [row.nama for row in desk.selection(*LIST).of(state)]


def change(desk: desks.Desk, uid: str, **values: Any) -> None:
    kept = desk.read(uid)
    desk.save(replace(kept, **values), kept.revisi)


def fails(kode: str, call: Callable[[], object]) -> Problem:
    with pytest.raises(Problem) as caught:
        call()
    assert caught.value.kode == kode, caught.value
    return caught.value


def settled(desk: desks.Desk) -> str:
    desk.propose_selection(*LIST)
    return desk.settle_selection(*LIST, "141/12/2026", date(2026, 11, 20))


# Seats.

def test_before_anything_is_proposed_everyone_is_shown_in_order(village: desks.Desk) -> None:
    seen = village.selection(*LIST)
    assert [row.nama for row in seen.rows] == NAMES
    assert {row.keadaan for row in seen.rows} == {"baru"}
    assert seen.rows[0].kata == "desil 1 · nelayan, risiko tinggi · 42 tahun"
    assert seen.rows[-1].kata.startswith("desil belum dicek")
    assert (seen.kuota.orang, seen.kuota.terisi, seen.kuota.keadaan, seen.kuota.wadah_jenis) == (3, 0, "", "SD")
    assert seen.tanda


def test_a_quota_of_dpmd_counts_until_the_village_says_more(village: desks.Desk) -> None:
    given = replace(village.ctx.policy, kuota={(village.unit.kode, FUND, YEAR): 2})
    village.ctx = replace(village.ctx, policy=given)
    [quota] = [one for one in village.rentan_quotas(YEAR) if one.sumber_dana == FUND]
    assert (quota.orang, quota.desa, quota.dpmd, quota.lebih, quota.dasar) == (3, 3, 2, True, "Perdes 4/2026")
    village.set_rentan_quota(*LIST, None)
    quota = village.selection(*LIST).kuota
    assert (quota.orang, quota.desa, quota.dpmd, quota.lebih) == (2, None, 2, False)


@pytest.mark.parametrize(("kode", "year", "fund", "many"), [
    ("KUOTA_SALAH", YEAR, FUND, -1), ("KUOTA_SALAH", YEAR, FUND, 10**9), ("TAHUN_SALAH", 20266, FUND, 3),
    ("DANA_SALAH", YEAR, "MANDIRI", 3), ("DANA_SALAH", YEAR, "", 3),
])
def test_a_quota_that_cannot_be_is_refused(village: desks.Desk, kode: str, year: int, fund: str, many: int) -> None:
    before = dump(village)
    fails(kode, lambda: village.set_rentan_quota(year, fund, many))
    assert dump(village) == before


# The draft.

def test_a_proposal_follows_the_order_and_the_quota(village: desks.Desk) -> None:
    village.propose_selection(*LIST)
    assert (chosen(village), chosen(village, "cadangan")) == (NAMES[:3], NAMES[3:])
    village.set_rentan_quota(*LIST, 5, "Perdes 5/2026")
    assert chosen(village) == NAMES[:5]
    assert chosen(village, "cadangan") == NAMES[5:]
    village.save(salma("u9", nama="GALIB", nik="7402115408849079", desil=1, tanggal_lahir=date(1970, 1, 1),
                       pekerjaan="NELAYAN"), 0)
    assert village.selection(*LIST).baru == 1
    village.propose_selection(*LIST)
    assert chosen(village) == ["Galib", *NAMES[:4]]


def test_pins_and_skips_are_kept_and_told(village: desks.Desk) -> None:
    village.propose_selection(*LIST)
    village.pin_candidate(*LIST, "u4", "Tulang punggung keluarga")
    village.skip_candidate(*LIST, "u0", "Menolak didaftarkan")
    assert chosen(village) == ["Baso", "Eko", "Citra"]  # the seat of who is skipped goes to the next in the list
    assert chosen(village, "cadangan") == ["Darma", "Fitri"]
    assert chosen(village, "dilewati") == ["Amir"]
    village.propose_selection(*LIST)
    assert chosen(village) == ["Baso", "Citra", "Eko"]
    seen = {row.nama: row for row in village.selection(*LIST).rows}
    assert (seen["Eko"].kunci, seen["Eko"].alasan) == (True, "Tulang punggung keluarga")
    assert seen["Amir"].alasan == "Menolak didaftarkan"
    village.unmark_candidate(*LIST, "u0")
    village.unmark_candidate(*LIST, "u4")
    assert chosen(village, "dilewati") == []
    village.propose_selection(*LIST)
    assert chosen(village) == NAMES[:3]


def test_moving_crosses_the_border_and_goes_round_a_pinned_seat(village: desks.Desk) -> None:
    village.propose_selection(*LIST)
    village.move_candidate(*LIST, "u3", -1)
    assert chosen(village) == ["Amir", "Baso", "Darma"]
    village.pin_candidate(*LIST, "u3", "Musyawarah desa")
    village.move_candidate(*LIST, "u2", -1)
    assert chosen(village) == ["Amir", "Citra", "Darma"]
    fails("DI_UJUNG", lambda: village.move_candidate(*LIST, "u0", -1))
    fails("DI_UJUNG", lambda: village.move_candidate(*LIST, "u5", 1))


def test_what_a_draft_refuses_changes_nothing(village: desks.Desk) -> None:
    change(village, "u5", nik="")
    village.propose_selection(*LIST)
    before = dump(village)
    fails("ALASAN_KOSONG", lambda: village.pin_candidate(*LIST, "u3", "  "))
    fails("ALASAN_KOSONG", lambda: village.skip_candidate(*LIST, "u3", ""))
    problem = fails("TIDAK_BISA_DIPILIH", lambda: village.pin_candidate(*LIST, "u5", "Musyawarah"))
    assert "Fitri" in problem.apa
    assert "NIK belum terisi." in problem.apa
    fails("TIDAK_BISA_DIPILIH", lambda: village.skip_candidate(*LIST, "siapa", "Musyawarah"))
    fails("BUKAN_TERPILIH", lambda: village.move_candidate(*LIST, "u5", -1))
    fails("KUOTA_KOSONG", lambda: village.propose_selection(2027, FUND))
    fails("BELUM_DITETAPKAN", lambda: village.replace_person(*LIST, "u0", "Pindah"))
    fails("PENETAPAN_KOSONG", lambda: village.settle_selection(2027, FUND, "1", date(2026, 11, 1)))
    assert dump(village) == before
    for nth in range(3):
        village.pin_candidate(*LIST, f"u{nth}", "Musyawarah")
    fails("KUNCI_PENUH", lambda: village.pin_candidate(*LIST, "u3", "Musyawarah"))


@pytest.mark.parametrize(("values", "says"), [
    ({"nik": ""}, "NIK belum terisi."), ({"pekerjaan_ktp": "5"}, "PNS"),
    ({"tanggal_lahir": date(1955, 1, 1)}, "Umur saat mulai 71 tahun, paling tua 64."),
    ({"keluar_tanggal": date(2026, 11, 20), "keluar_sebab": "pindah"}, ""),
])
def test_who_can_have_no_seat_is_not_proposed(village: desks.Desk, values: dict, says: str) -> None:
    change(village, "u0", **values)
    village.propose_selection(*LIST)
    assert chosen(village) == NAMES[1:4]
    rows = {row.nama: row for row in village.selection(*LIST).rows}
    if says:  # who left is not a candidate at all
        assert says in " ".join(rows["Amir"].tidak_bisa)
        assert rows["Amir"].keadaan == "tidak_bisa"
    else:
        assert "Amir" not in rows


def test_one_person_has_one_seat_a_year(village: desks.Desk) -> None:
    village.propose_selection(*LIST)
    village.set_rentan_quota(YEAR, "CSR", 2, "Perjanjian CSR")
    village.propose_selection(YEAR, "CSR")
    other = village.selection(YEAR, "CSR")
    assert [row.nama for row in other.of("terpilih")] == ["Darma", "Eko"]
    assert {row.nama: row.tidak_bisa for row in other.of("tidak_bisa")} == dict.fromkeys(
        NAMES[:3], ("Sudah dipilih dana APBDes (ADD) 2026.",))
    village.set_rentan_quota(2027, FUND, 6, "")
    village.propose_selection(2027, FUND)
    assert len(village.selection(2027, FUND).of("terpilih")) == 6


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


# Undo.

def test_every_step_can_be_taken_back(village: desks.Desk) -> None:
    def state() -> tuple[Any, ...]:
        people = [village.read(f"u{nth}") for nth in range(6)]
        return (village.selection(*LIST), [(p.sumber_dana, p.wadah_jenis, p.sk_nomor, p.status) for p in people])

    steps: list[Callable[[], str]] = [
        lambda: village.propose_selection(*LIST), lambda: village.move_candidate(*LIST, "u4", -1),
        lambda: village.pin_candidate(*LIST, "u5", "Musyawarah"),
        lambda: village.skip_candidate(*LIST, "u0", "Menolak"),
        lambda: village.set_rentan_quota(*LIST, 4, "Perdes 9"),
        lambda: village.settle_selection(*LIST, "141/12/2026", date(2026, 11, 20)),
        lambda: village.replace_person(*LIST, "u1", "Pindah desa"),
    ]
    states, undos = [state()], []
    for step in steps:
        undos.append(step())
        states.append(state())
    for was, undo in zip(reversed(states[:-1]), reversed(undos), strict=True):
        village.undo_selection(undo)
        assert state() == was
    fails("TIDAK_BISA_URUNG", lambda: village.undo_selection(undos[0]))


def test_nobody_is_chosen_by_two_funds_whatever_is_raised_or_undone(village: desks.Desk) -> None:
    other = (YEAR, "APBD_KAB")
    village.set_rentan_quota(*other, 6, "Surat DPMD")
    village.propose_selection(*LIST)
    skipped = village.skip_candidate(*LIST, "u0", "Sudah mampu")
    village.propose_selection(*other)  # those without a seat: Amir, Eko, Fitri
    assert {row.nama for row in village.selection(*other).of("terpilih")} == {"Amir", "Eko", "Fitri"}
    assert "APBD" in fails("TIDAK_BISA_URUNG", lambda: village.undo_selection(skipped)).apa
    village.set_rentan_quota(*LIST, 5, "Perdes 5/2026")
    assert chosen(village) == ["Baso", "Citra", "Darma"]  # Eko and Fitri have their seat elsewhere


def test_a_typing_error_does_not_cost_a_pin(village: desks.Desk) -> None:
    village.propose_selection(*LIST)
    village.pin_candidate(*LIST, "u4", "Korban banjir")
    nik = village.read("u4").nik
    change(village, "u4", nik="123")
    village.propose_selection(*LIST)
    change(village, "u4", nik=nik)
    [row] = [row for row in village.selection(*LIST).rows if row.uid == "u4"]
    assert (row.keadaan, row.kunci, row.alasan) == ("terpilih", True, "Korban banjir")


def test_the_sk_of_a_later_year_is_not_written_over_by_an_older_list(village: desks.Desk) -> None:
    settled(village)
    village.set_rentan_quota(YEAR + 1, FUND, 2, "Perdes 9/2026")
    village.propose_selection(YEAR + 1, FUND)
    village.settle_selection(YEAR + 1, FUND, "141/20/2026", date(2026, 11, 20))
    assert [row.nama for row in village.selection(*LIST).rows if row.beda] == []
    fails("SUDAH_SAMA", lambda: village.align_chosen(*LIST))
    assert village.read("u0").sk_nomor == "141/20/2026"


def test_a_deleted_person_does_not_vanish_from_the_decree(village: desks.Desk, tmp_path: Path) -> None:
    settled(village)
    village.delete(["u1"])
    words = fails("PENETAPAN_DIHAPUS", lambda: run_to_end(village.sk_draft_job(*LIST, tmp_path / "sk.pdf")))
    assert words.cara == "Pakai Ganti orang."
    village.replace_person(*LIST, "u1", "Data dihapus")
    assert run_to_end(village.sk_draft_job(*LIST, tmp_path / "sk.pdf")).exists()


def test_undo_refuses_what_has_moved_on(village: desks.Desk) -> None:
    first = village.propose_selection(*LIST)
    village.skip_candidate(*LIST, "u0", "Menolak")
    fails("TIDAK_BISA_URUNG", lambda: village.undo_selection(first))
    village.unmark_candidate(*LIST, "u0")
    undo = settled(village)
    change(village, "u1", hp="081200000000")
    before = dump(village)
    problem = fails("TIDAK_BISA_URUNG", lambda: village.undo_selection(undo))
    assert "BASO" in problem.apa
    assert dump(village) == before


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
    assert "740211******9000" in read
    assert "7402115408849000" not in read
    assert "141/12/2026" in read
    whole = run_to_end(village.sk_draft_job(*LIST, tmp_path / "penuh.pdf",
                                            desks.SkOrder(kertas="A4", nik_penuh=True, desil=True)))
    assert "7402115408849000" in words(whole.read_bytes())
    fails("KERTAS_SALAH", lambda: run_to_end(village.sk_draft_job(*LIST, tmp_path, desks.SkOrder(kertas="A5"))))


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


def test_seats_that_dpmd_gave_each_village_travel_with_its_pack(tmp_path: Path) -> None:
    with makers.district(tmp_path) as dpmd:
        assert dpmd.district is not None
        dpmd.district.set_quota(2027, {"74.02": {"APBD_KAB": 900}, "74.02.11.2017": {"APBD_KAB": 60}})
        folder = dpmd.export_policy(tmp_path)
        table = (folder / "kuota.csv").read_text(encoding="utf-8-sig")
    assert table == "kode,sumber_dana,tahun,orang\n74.02.11.2017,APBD_KAB,2027,60\n"
