"""The board as it travels and comes back, who left a seat, and units without a board."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.desk import samples
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.records import Pejabat
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from tests.conftest import make_ready
from tests.desk.talks import KODE, Talk
from tests.desk.test_desk_structure import enter, official, seat
from tests.hub import makers


def test_the_board_travels_and_a_full_reply_brings_it_back(desk, tmp_path, clock):
    (tmp_path / "kunci").mkdir()
    with makers.district(tmp_path) as dpmd:
        name, data = dpmd.make_key()
        key = desks.write_whole(data, tmp_path / "kunci" / name)
        desk.take_in(key)
        old = Talk(desk, dpmd, tmp_path)
        enter(desk, official(1), official(2, "KASI_PEM"))
        make_ready(desk, "p1")
        desk.fill_seat("KADES", desks.SeatOrder(nama="La Baraka", keadaan="pj", sampai=date(2027, 1, 31)))
        desk.fill_seat("KAUR_REN", desks.SeatOrder(uid="p1", keadaan="plt", sk_nomor="141/09/2026"))
        desk.add_seat("kadus", "KADUS", dusun="IV")
        desk.empty_seat("KADUS-II")
        old.deliver()
        told = {row["id"]: row for row in _sotk(dpmd)}
        assert told["KADES"] == {"id": "KADES", "urut": 0, "kolom": "pimpinan", "jabatan": "KADES",
                                 "label": "Kepala Desa", "nama": "La Baraka", "keadaan": "pj", "sampai": "2027-01-31"}
        assert (told["KAUR_REN"]["uid"], told["KAUR_KEU"]["uid"]) == ("p1", "p1")
        assert told["KADUS-IV"] == {"id": "KADUS-IV", "urut": 11, "kolom": "kadus", "jabatan": "KADUS",
                                    "label": "Dusun IV", "dusun": "IV"}
        folder = DataFolder(tmp_path / "baru")
        desks.set_up_desa(folder, desks.SetUp(desks.unit_for(KODE, "MUH. ARSYAD TAHIR", "NURHAYATI SALAM")), clock)
        with desks.open_desk(folder, None, clock) as fresh:
            fresh.take_in(key)
            new = Talk(fresh, dpmd, tmp_path / "lagi")
            enter(fresh, official(3, "KADUS", dusun="I"), official(4, "KADUS", dusun="II"))
            make_ready(fresh, "p3")
            path = new.send()
            new.arrive(path)
            new.district.retire_key(KODE)
            new.arrive(path)
            assert len(_sotk(dpmd)) == 12  # the plain board of the new laptop took the place of none
            new.hear(penuh=True)
            board = fresh.board()
            assert [(one.id, one.uid or one.nama, one.keadaan) for one in board.kursi if one.terisi] == [
                ("KADES", "La Baraka", "pj"), ("SEKDES", "Nurhayati Salam", "definitif"),
                ("KAUR_KEU", "p1", "definitif"), ("KAUR_REN", "p1", "plt"), ("KADUS-I", "p3", "definitif")]
            assert board.seat("KADUS-IV") is not None
            chosen = {one.id for one in board.kursi if one.terisi and not one.otomatis}
            assert chosen == {"KADES", "KAUR_REN"}  # whom nobody chose follows the post, here as there


def _sotk(dpmd: desks.Desk) -> list[dict[str, Any]]:
    from jamsos_desktop.hub.register import replies

    with dpmd.ctx.open() as db:
        found: list[dict[str, Any]] = replies.office_row(db, KODE)["sotk"]
    return found


def test_who_died_in_a_seat_nobody_chose_is_named_and_not_seated_again_by_the_profile(desk):
    enter(desk, official(1, "KADES", nama=desk.unit.pejabat_untuk("kepala_desa").nama), official(2, "KASI_PEM"))
    assert desk.board().seat("KADES").uid == "p1"
    for uid in ("p1", "p2"):
        desk.leave(uid, desks.LeaveOrder(tanggal=date(2026, 11, 20), sebab="meninggal"))
    seats = [desk.board().seat(kursi) for kursi in ("KADES", "KASI_PEM")]
    found = [(seat.terisi, seat.bekas.partition(" meninggal")[2]) for seat in seats]
    assert found == [(False, " 20/11/2026")] * 2
    enter(desk, official(3, "KASI_PEM"))
    assert (desk.board().seat("KASI_PEM").uid, desk.board().seat("KASI_PEM").bekas) == ("p3", "")


def test_a_name_keeps_its_titles_as_typed(desk):
    for typed, shown in (("Drs. Asep, S.H.", "Drs. Asep, S.H."), ("LA BARAKA", "La Baraka"), ("la rudi", "La Rudi")):
        desk.fill_seat("KADES", desks.SeatOrder(nama=typed, keadaan="pj", sampai=date(2026, 12, 1)))
        assert (desk.board().seat("KADES").nama, desk.reminders()[0].nama) == (shown, shown)
    with pytest.raises(Problem, match="Nomor SK lebih dari 60 huruf"):
        desk.fill_seat("KADES", desks.SeatOrder(nama="La Baraka", sk_nomor="1" * 61))


def test_rows_no_desk_writes_do_not_become_seats(desk):
    from jamsos_desktop.desk.structure_restoring import restore_board

    for told in (None, "kursi", [1, {"jabatan": "KADES", "uid": "x"}, {"id": "A", "kolom": "langit", "label": "B"}]):
        with desk.ctx.open() as db, db.write():
            assert not restore_board(desk.ctx, db, told)
    with desk.ctx.open() as db, db.write():
        assert restore_board(desk.ctx, db, [{"id": "A", "kolom": "kasi", "label": "B", "sampai": "kapan",
                                             "keadaan": 7, "nama": "X" * 81}])
    [only] = desk.board().kursi
    assert (only.label, only.sampai, only.papan) == ("B", None, "kosong")


def test_a_kelurahan_has_no_board(tmp_path, clock):
    folder = DataFolder(tmp_path / "kel")
    desks.set_up_desa(folder, desks.SetUp(desks.unit_for("74.02.02.1001", "WA SUNI", "LA BARAKA")), clock)
    with desks.open_desk(folder, None, clock) as desk:
        assert (desk.unit.jenis, desk.has_board, desk.board().kursi) == ("kelurahan", False, ())
        with pytest.raises(Problem, match="tidak punya papan"):
            desk.add_seat("kasi", "KASI_YAN")


@pytest.mark.parametrize(("kode", "nama", "problem"), [
    ("74.02.11.2017", "Dinas", "KODE_WILAYAH_SALAH"), ("99.02.OPD.01", "Dinas", "KODE_WILAYAH_SALAH"),
    ("74.02", "Dinas", "KODE_WILAYAH_SALAH"), ("7402.OPD.01", "Dinas", "KODE_WILAYAH_SALAH"),
    ("74.02.OPD/01", "Dinas", "KODE_WILAYAH_SALAH"), ("74.02.OPD.01", "  ", "UNIT_SALAH"),
    ("74.02.OPD.0000000000000001", "Dinas", "KODE_WILAYAH_SALAH"),
])
def test_a_code_no_office_has_is_refused(kode, nama, problem):
    with pytest.raises(Problem) as caught:
        desks.office_for(kode, nama)
    assert caught.value.kode == problem


def test_an_office_enrols_sends_and_is_answered(tmp_path, clock):
    unit = desks.office_for(" 74.02.opd.01", "Dinas  Perikanan", "LA BARAKA", "WA SUNI")
    assert (unit.kode, unit.sebutan, unit.kabupaten, unit.nik_prefix) == (
        "74.02.OPD.01", "Dinas Perikanan", "Kabupaten Konawe", "")
    with makers.district(tmp_path) as dpmd:
        name, data = dpmd.make_key()
        key = desks.write_whole(data, tmp_path / name)
        folder = DataFolder(tmp_path / "opd")
        desks.set_up_desa(folder, desks.SetUp(unit, key_file=key), clock)
        with desks.open_desk(folder, None, clock) as desk:
            desk.save(official(1, "PTT", kelompok="non_asn", status_pegawai="PKWT", mulai_bekerja=date(2026, 1, 2),
                               akhir_kontrak=date(2027, 12, 31)), 0)
            assert "NIK_REGION" not in [found.kode for found in desk.judge(desk.read("p1")).findings]
            maker = samples.Maker(desk.ctx, random.Random(7), set())
            invented = [maker.person(n, 12)[0] for n in range(12)]
            assert {one.kelompok for one in invented} == {"non_asn"}
            assert all(one.nik.isdigit() and one.nik[:4] == "7402" for one in invented if one.nik)
            make_ready(desk, "p1")
            assert desk.read("p1").status == "siap_kirim"
            papers = [paper.label for road in desk.roads() for step in road.steps for paper in step.papers]
            assert "Surat pengantar kepala kantor" in papers
            assert not [label for label in papers if "desa" in label]
            sent = run_to_end(desk.export_job(tmp_path / "kirim"))
            assert (sent.path.name, sent.message.partition(":")[0]) == ("JD-7402OPD01-0001.jdx", "Dinas Perikanan")
            district = dpmd.district
            assert district is not None
            [line] = run_to_end(district.take_in_job([tmp_path / "kirim"])).lines
            assert (line.hasil, line.problem_kode) == ("ditolak", "KIRIMAN_LUAR_WILAYAH")
            district.add_unit("74.02.OPD.01", "Dinas Perikanan")
            [line] = run_to_end(district.take_in_job([tmp_path / "kirim"])).lines
            assert (line.kode, line.desa, line.baru) == ("74.02.OPD.01", "Dinas Perikanan", 1)
            district.match_key("74.02.OPD.01", district.unit("74.02.OPD.01").sidik)
            [made] = run_to_end(district.reply_job(tmp_path / "balas", ["74.02.OPD.01"])).balasan
            assert made.path.name == "JB-7402OPD01-0001.jdx"
            desk.take_in(made.path)
            assert desk.read("p1").status == "diterima"


def test_the_profile_of_an_official_never_hides_who_was_put(desk):
    desk.set_unit(desks.with_officials(desk.unit, Pejabat(jabatan="bendahara", nama="RUSDIN", status="plt",
                                                          sampai=date(2026, 12, 31))))
    assert (seat(desk, "KAUR_KEU").nama, seat(desk, "KAUR_KEU").keadaan) == ("Rusdin", "plt")
    enter(desk, official(1))
    assert seat(desk, "KAUR_KEU").uid == "p1"
