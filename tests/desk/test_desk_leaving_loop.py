"""A death from the village to the district and back: told as a death, never as an exit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.hub.register import leaving, people
from jamsos_desktop.problems import Problem
from tests.conftest import make_ready
from tests.desk.leaving_village import order
from tests.desk.talks import Talk, talking

DIED = date(2026, 11, 18)


@pytest.fixture
def talk(desk: desks.Desk, tmp_path: Path) -> Iterator[Talk]:
    """Two members since June."""
    with talking(desk, tmp_path) as both:
        both.enrol(1, 2)
        both.deliver()
        for uid in ("u1", "u2"):
            both.decide(uid, keadaan="aktif", kpj=f"2601234{uid[1:]:0>4}", aktif_dari="2026-06-01",
                        aktif_sampai="2027-05-31", alasan="", kolom="", oleh="", tindakan="", catatan="")
        both.hear()
        yield both


def test_a_death_travels_as_a_death(talk: Talk) -> None:
    left = talk.desa.leave("u1", order("meninggal", DIED))
    assert left.hak is not None
    assert (left.hak.keadaan, left.hak.jumlah) == ("berhak", 42_000_000)
    assert "sejak 1 Juni 2026 sampai 31 Mei 2027" in left.hak.alasan
    talk.desa.leave("u2", order("pindah", date(2026, 11, 20)))
    talk.deliver()
    assert {talk.held(uid).permohonan for uid in ("u1", "u2")} == {"berhenti"}
    assert [(one.uid, one.tanggal) for one in talk.district.deaths()] == [("u1", DIED)]
    exits = [group.orang for group in talk.district.candidates() if group.jenis == "berhenti"]
    assert exits == [1]  # the one who moved away alone
    talk.hear()
    assert (talk.status("u1"), talk.status("u2")) == ("meninggal", "keluar")
    talk.district.end_after_death("u1", "klaim JKM dibayar")
    told = talk.district.person_view("u1")
    assert (told.row.kata, told.kalimat[0]) == ("Meninggal", "Meninggal, kepesertaan sampai 18 November 2026.")
    talk.hear()
    assert talk.status("u1") == "meninggal"
    [row] = [row for row in talk.desa.reply(talk.desa.replies()[0].no).terdaftar if row.uid == "u1"]
    assert row.perlindungan == "Meninggal"


def test_a_death_the_district_tells_first_is_named_as_one(talk: Talk) -> None:
    talk.decide("u1", keadaan="keluar", alasan="MENINGGAL", oleh="dpmd", tindakan="keluarkan", diputuskan="2026-11-20")
    said = talk.hear()
    assert "1 orang dicatat meninggal: Jumria Latif." in said
    assert "dicatat keluar" not in said
    assert talk.status("u1") == "meninggal"
    assert "halaman Klaim" in said
    [row] = talk.desa.events()
    assert talk.desa.event(row.id).hak.keadaan == "berhak"
    talk.activate("u1", dari="2026-06-01")
    talk.hear()  # they were wrong: nobody died, so nobody claims
    assert (talk.status("u1"), talk.desa.events()) == ("aktif", [])


def test_a_cover_that_is_told_after_the_death_opens_the_claim(talk: Talk) -> None:
    talk.enrol(3)
    talk.deliver()
    assert talk.desa.leave("u3", order("meninggal", DIED)).kejadian == ""
    talk.decide("u3", keadaan="aktif", kpj="26012340003", aktif_dari="2026-11-01", aktif_sampai="2027-04-30")
    talk.hear()
    talk.desa.answer_question("u3", talk.desa.replies()[0].no, True)
    assert [(row.uid, row.jenis) for row in talk.desa.events()] == [("u3", "JKM")]


def test_a_membership_that_dpmd_takes_back_gives_no_right(talk: Talk) -> None:
    talk.decide("u1", keadaan="menunggu_bayar", aktif_dari="", aktif_sampai="")
    talk.hear()
    assert talk.status("u1") == "menunggu_bayar"
    right = talk.desa.right_on("u1", DIED)
    assert (right.keadaan, right.alasan) == ("tidak", "Belum menjadi peserta: iuran pertama belum dibayar.")


def test_a_first_payment_after_the_death_is_for_bpjs_to_answer_also_when_dpmd_told_it(talk: Talk) -> None:
    with talk.desa.ctx.open() as db, db.write():  # what a reply says of the bill, beside "aktif since June"
        db.run("UPDATE keputusan SET dibayar = '2026-11-19', kpj = '26012340001' WHERE uid = 'u1'")
    right = talk.desa.right_on("u1", DIED)
    assert right.keadaan == "periksa"
    assert "pertama baru dibayar 19 November 2026" in right.alasan
    assert talk.desa.right_on("u1", date(2026, 11, 19)).keadaan == "berhak"


def test_a_death_that_dpmd_settled_is_no_exit_when_its_village_deletes_the_person(talk: Talk) -> None:
    talk.desa.leave("u1", order("meninggal", DIED))
    with pytest.raises(Problem, match="DPMD belum tahu"):
        talk.desa.delete(["u1"])  # they would travel as somebody who left
    talk.deliver()
    talk.district.end_after_death("u1", "klaim JKM dibayar")
    talk.desa.delete(["u1"])
    talk.deliver()
    assert [group for group in talk.district.candidates() if group.jenis == "berhenti" and group.orang] == []
    with talk.dpmd.ctx.open() as db:
        assert "u1" in leaving.dead(db, people.by_uids(db, ["u1"]).values())


def test_a_leaving_taken_back_before_it_travelled_is_no_change(talk: Talk) -> None:
    talk.desa.leave("u1", order("pindah", date(2026, 11, 20)))
    talk.desa.take_back_leave("u1")
    assert talk.status("u1") == "aktif"
    assert not talk.desa.send_state().changed


def test_a_leaving_taken_back_after_it_travelled_goes_back_to_a_member(talk: Talk) -> None:
    talk.desa.leave("u1", order("pindah", date(2026, 11, 20)))
    talk.deliver()
    assert talk.held("u1").permohonan == "berhenti"
    talk.desa.take_back_leave("u1")
    assert talk.desa.read("u1").permohonan == "daftar"
    make_ready(talk.desa, "u1")
    talk.deliver()
    assert talk.held("u1").permohonan == "ubah"
    assert talk.district.deaths() == []
