"""Several rounds between the two desks: answers repeated, taken back, about versions that moved on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.problems import Problem
from tests.conftest import make_ready
from tests.desk.talks import KODE, Talk, talking

YESTERDAY = date(2026, 11, 20)


@pytest.fixture
def talk(desk: desks.Desk, tmp_path: Path) -> Iterator[Talk]:
    """One person whom the district holds and has said so of."""
    with talking(desk, tmp_path) as both:
        both.enrol(1)
        both.deliver()
        both.hear()
        yield both


def repeat(talk: Talk) -> str:
    """Another reply that says the same of everybody."""
    talk.district.message(KODE, "Rapat hari Senin.")
    return talk.hear()


def moved_away(talk: Talk) -> None:
    talk.decide("u1", keadaan="keluar", alasan="PINDAH_DESA", oleh="dpmd", tindakan="keluarkan",
                diputuskan="2026-11-20")


def test_an_end_that_the_district_takes_back_ends_nobody(talk: Talk) -> None:
    talk.activate("u1")
    moved_away(talk)
    talk.hear()
    assert talk.status("u1") == "keluar"
    talk.activate("u1")
    assert "1 orang tidak jadi keluar: Jumria Latif." in talk.hear()
    kept = talk.desa.read("u1")
    assert (kept.status, kept.keluar_tanggal, kept.keluar_sebab) == ("aktif", None, "")
    with pytest.raises(Problem, match="Tidak ada perubahan"):
        talk.send()  # above all no end of a membership


def test_an_end_by_the_village_is_not_taken_back_by_a_reply(talk: Talk) -> None:
    talk.activate("u1")
    talk.change("u1", keluar_tanggal=YESTERDAY, keluar_sebab="meninggal")
    talk.deliver()
    assert talk.held("u1").permohonan == "berhenti"
    talk.hear()
    assert (talk.status("u1"), talk.desa.read("u1").keluar_tanggal) == ("meninggal", YESTERDAY)


def test_a_changed_record_is_asked_about_before_an_end_is_taken_back(talk: Talk) -> None:
    moved_away(talk)
    talk.hear()
    talk.change("u1", hp="081299000555")
    talk.activate("u1")
    talk.hear()
    assert talk.status("u1") == "keluar"
    [asked] = talk.desa.reply(3).pertanyaan
    talk.desa.answer_question(asked.uid, 3, True)
    assert talk.desa.read("u1").keluar_tanggal is None


def test_a_repeated_answer_never_writes_over_what_was_changed_here(talk: Talk) -> None:
    talk.activate("u1")
    talk.hear(kpj=True)
    talk.change("u1", kpj="26019999999")  # BPJS gave another card
    repeat(talk)
    assert (talk.desa.read("u1").kpj, talk.desa.reply(3).pertanyaan) == ("26019999999", ())
    moved_away(talk)
    talk.deliver()
    talk.hear()
    talk.change("u1", keluar_tanggal=None, keluar_sebab="")  # the clerk knows better
    repeat(talk)
    assert talk.desa.read("u1").keluar_tanggal is None


def test_an_answer_whose_facts_the_clerk_typed_meanwhile_can_be_used(talk: Talk) -> None:
    talk.decide("u1", keadaan="keluar", alasan="MENINGGAL", oleh="dpmd", tindakan="keluarkan", diputuskan="2026-11-20")
    talk.change("u1", hp="081299000555")
    talk.hear()
    talk.change("u1", keluar_tanggal=YESTERDAY, keluar_sebab="meninggal")
    talk.desa.answer_question("u1", 2, True)
    assert (talk.status("u1"), talk.desa.reply(2).pertanyaan) == ("meninggal", ())


def test_a_refusal_let_count_for_a_newer_version_is_not_asked_again(talk: Talk) -> None:
    talk.district.refuse(["u1"], "IBU_KOSONG")
    talk.change("u1", hp="081299000555")
    make_ready(talk.desa, "u1")
    talk.send()  # lost, or still on its way
    talk.hear()
    talk.desa.answer_question("u1", 2, True)
    repeat(talk)
    assert (talk.desa.reply(3).pertanyaan, talk.status("u1")) == ((), "ditolak")


def test_a_refusal_taken_back_stands_no_more_on_a_changed_record(talk: Talk) -> None:
    talk.district.refuse(["u1"], "IBU_KOSONG")
    talk.hear()
    talk.change("u1", hp="081299000555")
    talk.decide("u1", keadaan="diterima", alasan="", kolom="", oleh="", tindakan="")
    talk.hear()
    assert talk.desa.reason_of("u1") is None


def test_nobody_is_asked_about_somebody_who_was_deleted(talk: Talk) -> None:
    talk.activate("u1")
    talk.change("u1", hp="081299000555")
    talk.hear()
    undo = talk.desa.delete(["u1"])
    view = talk.desa.reply(2)
    assert (view.pertanyaan, [row.uid for row in view.asing]) == ((), ["u1"])
    assert (view.info.pertanyaan, view.info.asing) == (0, 1)
    talk.desa.undo(undo)
    assert talk.desa.replies()[0].pertanyaan == 1


def test_a_member_by_extension_who_left_asks_for_the_end(talk: Talk) -> None:
    talk.enrol(2, permohonan="lanjut", pernah_peserta="ya", kpj="26015550002")
    talk.deliver()
    assert talk.held("u2").permohonan == "lanjut"
    talk.activate("u2")
    talk.hear()
    talk.change("u2", keluar_tanggal=YESTERDAY, keluar_sebab="meninggal")
    talk.deliver()
    assert talk.held("u2").permohonan == "berhenti"
