"""The SOTK board: who is seated without guessing, how it is edited, what ends, what travels and comes back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.model.records import Peserta, SumberDana
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from tests.conftest import TODAY, salma
from tests.desk.talks import dump

NAMES = ("RUSDIN", "SITTI HASNIA", "WA TITIN", "DARWIS LAPAE", "BAHARUDDIN", "LA ODE AMIR", "SAHRUL AMIN", "JUMARDIN")


def official(n: int, jabatan: str = "KAUR_KEU", **changed: Any) -> Peserta:
    """An invented member of the perangkat desa."""
    given = {"kelompok": "perangkat_desa", "segmen": "PU", "jabatan": jabatan, "nama": NAMES[n % len(NAMES)],
             "nik": f"74021154088{49600 + n:05}", "mulai_bekerja": date(2023, 1, 2), "status_pegawai": "PKWTT",
             "sumber_dana": SumberDana(jkk_jkm="APBDES_ADD"), "wadah_jenis": "", **changed}
    return salma(f"p{n}", **given)


def enter(desk: desks.Desk, *people: Peserta) -> None:
    for person in people:
        desk.save(person, 0)


def seat(desk: desks.Desk, kursi: str) -> desks.Seat:
    found = desk.board().seat(kursi)
    assert found is not None
    return found


def kept(desk: desks.Desk) -> list[str]:
    return [line for line in dump(desk) if line.startswith(("kursi ", "setelan ", "peserta "))]


# Seating.


def test_the_first_board_is_the_formation_with_the_officials_of_the_profile_and_reading_writes_nothing(desk):
    before = dump(desk)
    board = desk.board()
    assert [(column.label, [one.label for one in column.kursi]) for column in board.kolom] == [
        ("Pimpinan", ["Kepala Desa", "Sekretaris Desa"]),
        ("Kepala urusan", ["Kaur TU dan Umum", "Kaur Keuangan", "Kaur Perencanaan"]),
        ("Kepala seksi", ["Kasi Pemerintahan", "Kasi Kesejahteraan", "Kasi Pelayanan"]),
        ("Kepala dusun", ["Dusun I", "Dusun II", "Dusun III"])]
    assert [(one.nama, one.masalah) for one in board.kursi if one.terisi] == [
        ("Muh. Arsyad Tahir", "Belum jadi peserta"), ("Nurhayati Salam", "Belum jadi peserta")]
    assert (board.lengkap, board.kurang, board.kosong) == (0, 2, 9)
    assert board.belum_dikonfirmasi
    assert not board.tersimpan
    assert dump(desk) == before


def test_people_are_seated_by_post_and_dusun_and_the_doubtful_ones_are_listed(desk):
    enter(desk, official(1, "KAUR_KEU"), official(2, "KADUS", dusun="Dusun 2"), official(3, "KADUS", dusun=""),
          official(4, "KASI_PEM"), official(5, "KASI_PEM"), official(6, "STAF"), official(7, ""))
    board = desk.board()
    assert [(one.id, one.uid) for one in board.kursi if one.uid] == [("KAUR_KEU", "p1"), ("KADUS-II", "p2")]
    assert {one.uid: one.sebab for one in board.tanpa_kursi} == {
        "p3": "Dusunnya belum diisi.", "p4": "Ada orang lain berjabatan sama.",
        "p5": "Ada orang lain berjabatan sama.", "p7": "Jabatannya belum diisi."}
    assert seat(desk, "KAUR_KEU").sk_nomor == "188.45/412/2026"  # of the person, until the seat has its own


def test_a_seat_follows_the_status_of_its_holder(desk):
    enter(desk, official(1, nama_ibu=""))
    assert (seat(desk, "KAUR_KEU").papan, seat(desk, "KAUR_KEU").masalah) == ("kurang", "Nama ibu kosong")
    person = desk.read("p1")
    desk.save(replace(person, nama_ibu="WA MUNA"), person.revisi)
    assert (seat(desk, "KAUR_KEU").papan, seat(desk, "KAUR_KEU").masalah) == ("lengkap", "")


@pytest.mark.parametrize(("sebab", "told"), [("meninggal", "meninggal"), ("berhenti_bekerja", "keluar")])
def test_who_leaves_frees_the_seat_and_the_next_of_the_post_takes_it(desk, sebab, told):
    enter(desk, official(1))
    desk.fill_seat("KAUR_KEU", desks.SeatOrder(uid="p1", sk_nomor="141/07/2026"))
    person = desk.read("p1")
    desk.save(replace(person, keluar_tanggal=date(2026, 11, 2), keluar_sebab=sebab), person.revisi)
    freed = seat(desk, "KAUR_KEU")
    assert (freed.papan, freed.bekas, freed.sk_nomor) == ("kosong", f"Sitti Hasnia {told} 02/11/2026", "")
    enter(desk, official(2))
    assert (seat(desk, "KAUR_KEU").uid, seat(desk, "KAUR_KEU").bekas) == ("p2", "")


def test_a_deleted_person_leaves_the_seat_and_comes_back_with_undo(desk):
    enter(desk, official(1))
    desk.fill_seat("KAUR_KEU", desks.SeatOrder(uid="p1"))
    undo = desk.delete(["p1"])
    assert seat(desk, "KAUR_KEU").papan == "kosong"
    desk.undo(undo)
    assert seat(desk, "KAUR_KEU").uid == "p1"


# Filling.


def test_who_acts_for_another_holds_two_seats_and_their_own_record_stays(desk):
    enter(desk, official(1), official(2, "KASI_PEM"))
    order = desks.SeatOrder(uid="p2", keadaan="plt", sampai=date(2026, 12, 1), sk_nomor="141/09/2026", perbarui=True)
    assert desk.seat_changes("KAUR_REN", order) == ()
    desk.fill_seat("KAUR_REN", order)
    assert (seat(desk, "KAUR_REN").keadaan, seat(desk, "KAUR_REN").rangkap) == ("plt", ("Kasi Pemerintahan",))
    assert (seat(desk, "KASI_PEM").uid, seat(desk, "KASI_PEM").rangkap) == ("p2", ("Kaur Perencanaan",))
    assert desk.read("p2").jabatan == "KASI_PEM"
    assert desk.dues_of_month(TODAY.replace(day=1)).orang == 2  # one person, one due


def test_somebody_of_another_group_follows_the_seat_when_asked(desk):
    enter(desk, official(1, "RT", kelompok="ekosistem_desa", segmen="BPU"))
    order = desks.SeatOrder(uid="p1", sk_nomor="141/11/2026", sk_tanggal=date(2026, 11, 20), perbarui=True)
    told = [(one.label, one.lama, one.baru) for one in desk.seat_changes("KASI_YAN", order)]
    assert told == [("Kelompok", "Ekosistem desa", "Perangkat desa"), ("Jabatan", "Ketua RT", "Kasi Pelayanan"),
                    ("Segmen", "BPU", "PU"), ("Nomor SK", "188.45/412/2026", "141/11/2026"),
                    ("Tanggal SK", "02/11/2026", "20/11/2026")]
    desk.fill_seat("KASI_YAN", order)
    person = desk.read("p1")
    assert (person.kelompok, person.jabatan, person.segmen, person.sk_nomor, person.sk_tanggal) == (
        "perangkat_desa", "KASI_YAN", "PU", "141/11/2026", date(2026, 11, 20))
    assert desk.seat_changes("KASI_YAN", order) == ()


def test_a_penjabat_by_name_needs_nothing_but_others_do(desk):
    desk.fill_seat("KADES", desks.SeatOrder(nama="La Baraka", keadaan="pj", mulai=date(2026, 9, 1)))
    assert (seat(desk, "KADES").nama, seat(desk, "KADES").papan) == ("La Baraka", "lengkap")
    desk.fill_seat("KAUR_TU", desks.SeatOrder(nama="Rusdin"))
    assert seat(desk, "KAUR_TU").masalah == "Belum jadi peserta"


def test_an_emptied_seat_stays_empty_though_somebody_has_the_post(desk):
    enter(desk, official(1))
    desk.empty_seat("KAUR_KEU")
    assert seat(desk, "KAUR_KEU").papan == "kosong"
    assert [one.sebab for one in desk.board().tanpa_kursi] == ["Kursinya terisi atau dikosongkan."]


Refused = Callable[[desks.Desk], object]


@pytest.mark.parametrize(("kode", "do"), [
    ("KURSI_TIDAK_ADA", lambda d: d.fill_seat("TIDAK", desks.SeatOrder(uid="p1"))),
    ("KURSI_SALAH", lambda d: d.fill_seat("KADES", desks.SeatOrder())),
    ("KURSI_SALAH", lambda d: d.fill_seat("KADES", desks.SeatOrder(uid="p1", nama="Rusdin"))),
    ("KURSI_SALAH", lambda d: d.fill_seat("KADES", desks.SeatOrder(uid="p1", keadaan="abadi"))),
    ("KURSI_SALAH", lambda d: d.fill_seat("KADES", desks.SeatOrder(
        uid="p1", mulai=date(2026, 2, 1), sampai=date(2026, 1, 31)))),
    ("KURSI_SALAH", lambda d: d.fill_seat("KADES", desks.SeatOrder(nama="X" * 61))),
    ("PESERTA_TIDAK_ADA", lambda d: d.fill_seat("KADES", desks.SeatOrder(uid="entah"))),
    ("KURSI_ORANG_KELUAR", lambda d: d.fill_seat("KADES", desks.SeatOrder(uid="p2", perbarui=True))),
    ("KURSI_SALAH", lambda d: d.add_seat("langit", "KADUS")),
    ("KURSI_SALAH", lambda d: d.add_seat("kasi", "RT")),
    ("KURSI_SALAH", lambda d: d.add_seat("kasi")),
    ("KURSI_SALAH", lambda d: d.add_seat("kasi", "", "Y" * 61)),
    ("KURSI_SALAH", lambda d: d.rename_seat("KADES", "  ")),
    ("KURSI_SALAH", lambda d: d.move_seat("KADES", kolom="langit")),
    ("KURSI_TIDAK_ADA", lambda d: d.remove_seat("")),
    ("KURSI_TIDAK_ADA", lambda d: d.empty_seat("X")),
    ("KLASIFIKASI_SALAH", lambda d: d.reset_formation("mandiri")),
    ("JABATAN_SALAH", lambda d: d.add_post("ekosistem_desa", "  ")),
    ("JABATAN_SALAH", lambda d: d.add_post("perangkat_desa", "Juru kunci")),
    ("JABATAN_SALAH", lambda d: d.add_post("ekosistem_desa", "Juru kunci", "PNS")),
    ("JABATAN_SUDAH_ADA", lambda d: d.add_post("ekosistem_desa", "ketua rt")),
    ("JABATAN_SUDAH_ADA", lambda d: d.add_post("ekosistem_desa", "Guru Honorer")),
    ("JABATAN_TIDAK_ADA", lambda d: d.remove_post("KADES")),
    ("JABATAN_TIDAK_ADA", lambda d: d.set_post_segment("ENTAH", "PU")),
    ("JABATAN_SALAH", lambda d: d.set_post_segment("RT", "PNS")),
])
def test_what_cannot_be_is_refused_and_changes_nothing(refusing, kode, do):
    before = kept(refusing)
    with pytest.raises(Problem) as caught:
        do(refusing)
    assert caught.value.kode == kode
    assert kept(refusing) == before


@pytest.fixture(scope="module")
def refusing(set_up: Path, tmp_path_factory: pytest.TempPathFactory, clock: desks.Clock):
    import shutil

    folder = DataFolder(Path(shutil.copytree(set_up, tmp_path_factory.mktemp("tolak") / "data")))
    with desks.open_desk(folder, None, clock) as opened:
        enter(opened, official(1), official(2, keluar_tanggal=date(2026, 11, 1), keluar_sebab="berhenti_bekerja"))
        yield opened


# Editing.


def test_seats_are_added_moved_renamed_and_removed_and_each_change_can_be_taken_back(desk):
    start = desk.board()
    kursi, added = desk.add_seat("kadus", "KADUS", dusun="IV")
    assert (kursi, seat(desk, kursi).label) == ("KADUS-IV", "Dusun IV")
    desk.move_seat("KADUS-IV", -9)
    assert [one.id for one in desk.board().kolom[3].kursi] == ["KADUS-IV", "KADUS-I", "KADUS-II", "KADUS-III"]
    desk.move_seat("KASI_YAN", kolom="kaur")
    assert [one.id for one in desk.board().kolom[1].kursi][-1] == "KASI_YAN"
    desk.rename_seat("KADUS-IV", "Dusun Mawar", "Mawar")
    enter(desk, official(1, "KADUS", dusun="dusun mawar"))
    assert (seat(desk, "KADUS-IV").label, seat(desk, "KADUS-IV").uid) == ("Dusun Mawar", "p1")
    gone = desk.remove_seat("KADUS-IV")
    assert desk.board().seat("KADUS-IV") is None
    assert desk.read("p1").jabatan == "KADUS"
    desk.restore_seats(gone)
    assert seat(desk, "KADUS-IV").uid == "p1"
    with pytest.raises(Problem, match="sudah diubah lagi"):
        desk.restore_seats(added)
    assert desk.add_seat("kasi", "KASI_YAN")[0] == "KASI_YAN-2"
    assert desk.add_seat("kasi", label="Staf Umum")[0] == "STAF"
    assert start.kursi[0].id == "KADES"


def test_the_first_change_taken_back_is_the_default_board_again(desk):
    undo = desk.remove_seat("KAUR_REN")
    assert desk.board().tersimpan
    desk.restore_seats(undo)
    assert not desk.board().tersimpan
    assert len(desk.board().kursi) == 11


def test_another_class_keeps_whom_somebody_put_and_drops_empty_seats(desk):
    enter(desk, official(1, "KAUR_REN"))
    desk.fill_seat("KAUR_REN", desks.SeatOrder(uid="p1", sk_nomor="141/07/2026"))
    undo = desk.reset_formation("swadaya")
    assert [one.label for one in desk.board().kolom[1].kursi] == [
        "Kaur Umum dan Perencanaan", "Kaur Keuangan", "Kaur Perencanaan"]
    assert [one.id for one in desk.board().kolom[2].kursi] == ["KASI_PEM", "KASI_KESRA"]
    assert desk.board().klasifikasi == "swadaya"
    assert seat(desk, "KAUR_REN").sk_nomor == "141/07/2026"
    desk.restore_seats(undo)
    assert (desk.board().klasifikasi, len(desk.board().kursi)) == ("", 11)


def test_the_check_keeps_day_and_name(desk):
    desk.check_board()
    assert (desk.board().diperiksa, desk.board().diperiksa_oleh) == (TODAY, "Nurhayati Salam")


def test_what_ends_soon_is_told_by_date(desk):
    enter(desk, official(1, sk_berakhir=date(2026, 12, 10)), official(2, "KASI_PEM", sk_berakhir=date(2027, 6, 1)),
          official(3, "BPD_KETUA", kelompok="ekosistem_desa", sk_berakhir=date(2026, 11, 1)),
          official(4, "PTT", kelompok="non_asn", akhir_kontrak=date(2026, 12, 21)),
          official(5, "PTT", kelompok="non_asn", akhir_kontrak=date(2026, 12, 22)),
          official(6, "KASI_YAN", sk_berakhir=date(2026, 11, 30), keluar_tanggal=date(2026, 11, 1),
                   keluar_sebab="berhenti_bekerja"))
    desk.fill_seat("KAUR_REN", desks.SeatOrder(uid="p2", keadaan="plt", sampai=TODAY))
    assert [(one.jenis, one.uid, one.hari) for one in desk.reminders()] == [
        ("bpd", "p3", -20), ("plt", "p2", 0), ("sk", "p1", 19), ("kontrak", "p4", 30)]
    assert len(desk.reminders(365)) == 6
    assert (seat(desk, "KAUR_KEU").berakhir_hari, seat(desk, "KAUR_REN").berakhir_hari) == (19, 0)


# Posts.


def test_the_villages_own_posts_are_read_offered_and_kept(desk, folder, clock):
    assert desk.add_post("ekosistem_desa", "Penjaga mesin air", "PU") == "PENJAGA_MESIN_AIR"
    desk.set_post_segment("RT", "PU")
    desk.remove_post("TPP")
    [ratna, basri] = desk.add_people([{"nama": "Ratna", "jabatan": "penjaga mesin air"},
                                      {"nama": "La Basri", "jabatan": "Ketua RT"}])
    assert (ratna.kelompok, ratna.jabatan, ratna.segmen, basri.segmen) == (
        "ekosistem_desa", "PENJAGA_MESIN_AIR", "PU", "PU")
    assert desk.new("ekosistem_desa", "RT").segmen == "PU"
    desk.close()
    with desks.open_desk(folder, None, clock) as again:
        groups = {post.kode: post for post in again.posts("ekosistem_desa")}
        own = groups["PENJAGA_MESIN_AIR"]
        assert (own.sendiri, own.label, [one.nama for one in own.orang]) == (True, "Penjaga mesin air", ["Ratna"])
        assert (groups["RT"].segmen, groups["RT"].segmen_asal) == ("PU", "PU/BPU")
        assert groups["TPP"].disembunyikan
        assert "TPP" not in again.labels("jabatan")
        assert not again.use_policy()  # laid over the same settings it is the same policy
        with pytest.raises(Problem, match="masih dipakai 1 orang"):
            again.remove_post("PENJAGA_MESIN_AIR")
        again.set_post_segment("RT", "")
        assert again.new("ekosistem_desa", "RT").segmen == "BPU"
        before = again.own_posts()
        again.delete([ratna.uid])
        again.remove_post("PENJAGA_MESIN_AIR")
        assert "PENJAGA_MESIN_AIR" not in again.labels("jabatan")
        again.put_own_posts(before)
        assert again.label("jabatan", "PENJAGA_MESIN_AIR") == "Penjaga mesin air"
        assert again.add_post("ekosistem_desa", "Pendamping Lokal Desa") == "TPP"
        assert "TPP" in again.labels("jabatan")


def test_the_judgement_of_a_post_follows_its_segment(desk):
    enter(desk, official(1, "RT", kelompok="ekosistem_desa", segmen="BPU"))
    assert "SEGMEN" not in [found.kode for found in desk.judge(desk.read("p1")).findings]
    desk.set_post_segment("RT", "PU")
    assert "SEGMEN" in [found.kode for found in desk.judge(desk.read("p1")).findings]
    [row] = desk.rows(desk.find(desks.Query())).values()
    assert "Segmen beda" in row.masalah_semua
    desk.put_own_posts(desks.OwnPosts())
    [row] = desk.rows(desk.find(desks.Query())).values()
    assert "Segmen beda" not in row.masalah_semua


def test_taking_a_new_post_back_waits_for_the_people_in_it(desk):
    before = desk.own_posts()
    enter(desk, official(1, desk.add_post("ekosistem_desa", "Pawang hujan"), kelompok="ekosistem_desa", segmen="BPU"))
    after = kept(desk)
    with pytest.raises(Problem, match="masih dipakai 1 orang"):
        desk.put_own_posts(before)
    assert kept(desk) == after
