"""Ceklis klaim and daftar serah terima kartu through the desk: of one claim, empty, of who is a member."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.records import Keluarga
from tests.conftest import TODAY
from tests.desk.leaving_village import DIED, at, enrol_member, order, village_desk

CLAIMS = ("klaim_jkm", "klaim_jkk")


@pytest.fixture(scope="module")
def village(set_up: Path, tmp_path_factory: pytest.TempPathFactory, clock: desks.Clock) -> Iterator[desks.Desk]:
    """Four members; the first died, the second had an accident that killed."""
    with village_desk(set_up, tmp_path_factory.mktemp("lembar"), clock) as desk:
        for nth in range(1, 5):
            enrol_member(desk, nth)
        yield desk


@pytest.fixture(scope="module")
def death(village: desks.Desk) -> str:
    return village.leave(uid(1), order("meninggal", DIED)).kejadian


@pytest.fixture(scope="module")
def accident(village: desks.Desk) -> str:
    return village.leave(uid(2), order("meninggal", DIED, karena_kecelakaan=True, waktu=at("2026-11-17T09:30"),
                                       tempat="Dermaga", uraian="Jatuh dari perahu.")).kejadian


def uid(nth: int) -> str:
    return f"0199{nth:04}-0000-7000-8000-000000000001"


def asked(*jenis: str, out: Path | None = None, kertas: str = "A4", **opsi: Any) -> desks.PrintOrder:
    return desks.PrintOrder((), jenis, kertas, out, desks.PaperOptions(**opsi))


def printed(desk: desks.Desk, wanted: desks.PrintOrder) -> tuple[desks.Printed, str]:
    """What was printed, and its words."""
    done = run_to_end(desk.print_job(wanted))
    text = subprocess.run(["pdftotext", "-raw", str(done.path), "-"], capture_output=True, text=True, check=True)
    return done, " ".join(text.stdout.split())


def test_a_claim_is_on_the_paper_of_its_own_kind_only(village: desks.Desk, death: str, accident: str) -> None:
    for event, jenis in ((death, "klaim_jkm"), (accident, "klaim_jkk")):
        plan = village.print_plan(asked(*CLAIMS, kejadian=event))
        assert [(sheet.jenis, sheet.kunci) for sheet in plan.sheets] == [(jenis, event)]


def test_a_death_from_facts_to_benefits(village: desks.Desk, death: str, tmp_path: Path) -> None:
    village.set_event_papers(death, {"KARTU": "ada", "NIKAH": "tidak_perlu"})
    done, text = printed(village, asked("klaim_jkm", out=tmp_path, kejadian=death))
    row = village.event(death).baris
    assert (done.pages, done.skipped) == (1, ())
    for said in ("CEKLIS KLAIM JKM", row.nomor, row.nama.upper(), "Ahli waris berhak mengajukan JKM Rp 42.000.000",
                 "Keputusan ada di BPJS", "Surat keterangan ahli waris", "LA ODE HASAN", "Santunan kematian",
                 "Rp 20.000.000", "Jumlah", "Urus akta kematian", "† Belum dikonfirmasi BPJS", "bursakota.co.id",
                 "bukan formulir resmi BPJS", "Halaman 1 dari 1", "Cetak ke-1"):
        assert said in text, said
    person = village.read(uid(1))
    assert person.nik not in text.replace(" ", "")
    assert person.nik[-4:] in text


def test_an_accident_tells_its_deadline_and_the_days_that_are_known(village: desks.Desk, accident: str,
                                                                    tmp_path: Path) -> None:
    _, text = printed(village, asked("klaim_jkk", out=tmp_path / "1.pdf", kejadian=accident))
    assert "Lapor sebelum 19-11-2026 pukul 09.30" in text
    assert "Jatuh dari perahu" in text
    village.report_event(accident, at("2026-11-18T08:00"))
    village.submit_event(accident, TODAY)
    _, text = printed(village, asked("klaim_jkk", out=tmp_path / "2.pdf", kejadian=accident))
    assert "Lapor sebelum" not in text
    for said in ("48 jam sesudah kejadian. 18-11-2026", "21-11-2026", "48 kali dasar upah", "Rp 70.000.000"):
        assert said in text, said


@pytest.mark.parametrize("kertas", ["A4", "F4"])
def test_empty_ones_for_the_wall_say_papers_steps_and_sums(village: desks.Desk, tmp_path: Path, kertas: str) -> None:
    done, text = printed(village, asked(*CLAIMS, out=tmp_path, kertas=kertas))
    assert (done.pages, done.made) == (2, ("Ceklis klaim JKM, kosong", "Ceklis klaim JKK, kosong"))
    for said in ("Formulir 4", "Formulir 3 (KK1)", "bila meninggal", "Rp 20.000.000", "paling lambat 48 jam",
                 "hanya ini, bila belum 3 bulan", "Suami atau istri dan anak".lower(), "Nama pelapor"):
        assert said in text, said
    assert "La Ode" not in text.title()


def test_nine_heirs_with_long_names_stay_on_one_page(village: desks.Desk, tmp_path: Path) -> None:
    person = village.read(uid(3))
    heirs = tuple(Keluarga(nama=f"MUHAMMAD ABDURRAHMAN SYAHRIR {chr(65 + n) * 90}", hubungan="anak", urutan=n + 1,
                           hp="081399000418") for n in range(9))
    kept = village.save(replace(person, keluarga=heirs), person.revisi)
    event = village.leave(uid(3), order("meninggal", DIED)).kejadian
    made = run_to_end(village.event_paper_job(event, tmp_path / "klaim.pdf"))
    text = "".join(subprocess.run(["pdftotext", str(made), "-"], capture_output=True, text=True,
                                  check=True).stdout.split())
    assert "Halaman1dari1" in text
    assert kept.ahli_waris
    for n in range(9):  # a name without blanks is broken between letters, never cut
        assert text.count(chr(65 + n)) >= 90


def test_a_claim_that_is_not_there_leaves_out_its_sheet_only(village: desks.Desk, tmp_path: Path) -> None:
    before = village.print_history()
    done, _ = printed(village, asked("klaim_jkm", "kartu", out=tmp_path, kejadian="tidak-ada"))
    assert [(name, "tidak ada" in why) for name, why in done.skipped] == [("Ceklis klaim JKM", True)]
    assert len(village.print_history()) == len(before) + 1


def test_an_empty_checklist_says_who_may_hand_it_in_and_when_a_paper_is_asked_for(village: desks.Desk,
                                                                                 tmp_path: Path) -> None:
    _, hurt = printed(village, asked("klaim_jkk", out=tmp_path / "1.pdf"))
    assert "Menyerahkan, Peserta, keluarga atau ahli waris" in hurt
    assert hurt.count("bila meninggal") == 4
    _, dead = printed(village, asked("klaim_jkm", out=tmp_path / "2.pdf"))
    assert "Menyerahkan, Ahli waris" in dead
    assert "bila meninggal" not in dead


def test_a_letter_the_font_lacks_names_its_field(village: desks.Desk, tmp_path: Path) -> None:
    event = village.leave(uid(4), order(desks.ACCIDENT, waktu=at("2026-11-20T07:00"), tempat="قرية")).kejadian
    done, _ = printed(village, asked("klaim_jkk", "kartu", out=tmp_path, kejadian=event))
    [(_, why)] = done.skipped
    assert "tempat" in why.lower()
    assert "U+0642" in why


def test_cards_of_members_with_masked_numbers(village: desks.Desk, tmp_path: Path) -> None:
    for nth in (3, 4):
        person = village.read(uid(nth))
        village.save(replace(person, kpj=f"2600441700{nth}", dusun="III", kartu="di_desa"), person.revisi)
    assert village.read(uid(3)).status == "meninggal"
    sheets = village.print_plan(asked("kartu", dusun="III")).sheets
    assert [sheet.nama for sheet in sheets] == ["Daftar serah terima kartu, Dusun III"]
    _, text = printed(village, asked("kartu", out=tmp_path, dusun="III"))
    person = village.read(uid(4))
    for said in (f"••••••••••••{person.nik[-4:]}", "…7004", "1 orang, 1 kartu sudah di desa",
                 "Yang menyerahkan,", "Mengetahui,"):
        assert said in text, said
    assert person.kpj not in text
    assert village.read(uid(3)).nama not in text
    assert village.print_plan(asked("kartu", dusun="IX")).sheets == ()


def test_a_card_that_was_handed_over_is_not_listed(village: desks.Desk) -> None:
    for nth in range(1, 5):
        person = village.read(uid(nth))
        village.save(replace(person, kartu="diserahkan"), person.revisi)
    assert village.print_plan(asked("kartu")).sheets == ()
