"""People enrolled twice: found, decided in four ways, undone; nothing is lost and no membership ends unsaid."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.exchange import package
from jamsos_desktop.exchange.keys import KeyFile
from jamsos_desktop.hub.register import pairs, recap, standing
from jamsos_desktop.hub.register.people import by_uids
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.problems import Problem
from tests.hub import doubles_people, makers
from tests.hub.doubles_people import active, again, named, of, seen, stand

FIRST, SECOND = "Desa Awuliti", "Kelurahan Lambuya"


@pytest.fixture
def office(tmp_path) -> Iterator[desks.Desk]:
    """A register of three villages with one pair of the same NIK and one that is alike."""
    with doubles_people.filled(tmp_path, doubles_people.three_villages()) as desk:
        yield desk


def the_pair(desk: desks.Desk, jenis: str = "nik") -> desks.PairRow:
    return next(row for row in of(desk).pairs(jenis) if not row.keputusan)


def find(desk: desks.Desk) -> desks.DoublesReport:
    return run_to_end(of(desk).find_doubles_job())


def members(desk: desks.Desk) -> int:
    """People counted as members, as coverage counts them: from the kept recap."""
    row = of(desk).db.one("SELECT coalesce(sum(orang - tunda), 0) FROM rekap WHERE keadaan = 'aktif'")
    assert row is not None
    return int(row[0])


# The search

def test_same_nik_stands_first_then_likeness_with_its_reasons(office):
    nik, alike = of(office).pairs()
    assert (nik.jenis, {nik.nama, nik.nama_b}) == ("nik", {"Sitti Rahma", "St. Rahmah"})
    assert nik.rincian == "Nama sama, tanggal lahir sama, ibu: sama"
    assert alike.jenis == "mirip"
    assert alike.rincian == "Nama sama, tanggal lahir sama, ibu: sama, NIK beda satu angka"
    assert [row.id for row in of(office).pairs("mirip")] == [alike.id]
    counts = of(office).pair_counts()
    assert (counts.terbuka, counts.diputuskan, counts.orang, counts.unit) == (2, 0, 18, 3)


def test_a_second_search_finds_nothing_new_and_asks_nothing_twice(office):
    before = of(office).pairs()
    report = find(office)
    assert (report.orang, report.terbuka, report.sama_nik, report.baru, report.ditanya_lagi, report.hilang) \
        == (18, 2, 1, 0, 0, 0)
    assert [row.id for row in of(office).pairs()] == [row.id for row in before]


def test_people_of_an_open_pair_are_not_counted_until_it_is_decided(office):
    row = the_pair(office)
    active(office, row.uids[0])
    with of(office).db.write():
        recap.refresh(of(office).db, row.unit)
    assert seen(office, row.uids[0])["tunda"] == 1
    assert members(office) == 0
    of(office).decide_pair(row.id, 4)
    assert members(office) == 1


def test_a_double_inside_one_village_counts_too(tmp_path):
    made = makers.villages(1, 6)
    named(made[0], 0, "SITTI RAHMA", "1985-03-15", "WA MUNA", "7402115503859012")
    again(made[0], 0, made[0], 3)
    with doubles_people.filled(tmp_path, made) as desk:
        row = the_pair(desk)
        view = of(desk).pair(row.id)
        assert not view.pilihan[3].boleh
        with pytest.raises(Problem) as caught:
            of(desk).decide_pair(row.id, 3)
        assert caught.value.kode == "KEPUTUSAN_TIDAK_BISA"
        of(desk).decide_pair(row.id, 1)
        lost = seen(desk, row.uids[1])
        assert lost["keadaan"] == "ditolak"
        assert "Sudah ada di daftar desa ini" in lost["catatan"]
        assert of(desk).db.all("SELECT * FROM pesan") == []


def test_who_was_sent_away_or_deleted_takes_no_part(office):
    row = the_pair(office)
    stand(office, row.uids[0], keadaan="keluar")
    alike = the_pair(office, "mirip")
    stand(office, alike.uids[0], hapus=1)
    report = find(office)
    assert (report.terbuka, report.hilang) == (0, 2)
    assert seen(office, row.uids[1])["tunda"] == 0


def test_an_open_pair_that_is_no_suspicion_any_more_is_forgotten(office):
    row = the_pair(office)
    stand(office, row.uids[1], nik="7402112011609077", nama="LA ODE HASAN", tanggal_lahir="1960-11-20")
    assert find(office).hilang == 1
    assert seen(office, row.uids[0])["tunda"] == 0


def test_a_cancelled_search_leaves_everything_as_it_was(office):
    of(office).db.run("DELETE FROM pasangan")
    job = of(office).find_doubles_job()
    next(job)
    next(job)
    job.close()
    assert of(office).pairs() == []
    assert find(office).baru == 2


def test_a_person_refused_elsewhere_frees_the_other_side_at_once(office):
    row = the_pair(office)
    assert seen(office, row.uids[1])["tunda"] == 1
    with of(office).db.write():
        number = standing.decide(of(office).db, office.ctx.actor(), "tolak", "x", "", {
            row.uids[0]: {"keadaan": "ditolak", "alasan": "NIK_TIDAK_ADA"}})
    assert seen(office, row.uids[1])["tunda"] == 0
    assert row.id not in [pair.id for pair in of(office).pairs()]
    with of(office).db.write():
        standing.undo(of(office).db, office.ctx.actor(), number)
    assert seen(office, row.uids[1])["tunda"] == 1


def test_versions_of_two_laptops_stay_counted_beside_pairs(office):
    row, db = the_pair(office), of(office).db
    columns = [one[1] for one in db.all("PRAGMA table_info(versi)")]
    values = {"uid": row.uids[0], "perangkat": "lain", "waktu": "2026-11-21", "keadaan": "terbuka"}
    with db.write():
        for revisi in (1, 2):
            kept = {**dict.fromkeys(columns, ""), **dict.fromkeys(("seq", "isi_id"), 1), **values, "revisi": revisi}
            db.run(f"INSERT INTO versi ({','.join(columns)}) VALUES ({','.join('?' * len(columns))})",
                   [kept[name] for name in columns])
        pairs.retally(db, [row.uids[0]])
    assert seen(office, row.uids[0])["tunda"] == 2
    of(office).decide_pair(row.id, 4)
    assert seen(office, row.uids[0])["tunda"] == 1


# The four decisions

@pytest.mark.parametrize(("nomor", "keeps"), [(1, 0), (2, 1)])
def test_one_person_keeps_one_record_and_both_villages_hear_of_it(office, nomor, keeps):
    row = the_pair(office)
    keep, lose = row.uids[keeps], row.uids[1 - keeps]
    place = (FIRST, SECOND) if row.desa[keeps] == "Awuliti" else (SECOND, FIRST)
    before = seen(office, keep)
    of(office).decide_pair(row.id, nomor, "KK terbaru dari sana")
    kept, lost = seen(office, keep), seen(office, lose)
    assert kept == {**before, "tunda": 0}
    assert (lost["keadaan"], lost["alasan"], lost["tindakan"], lost["oleh"], lost["hapus"], lost["tunda"]) \
        == ("ditolak", "GANDA", "ganti_orang", "dpmd", 0, 0)
    assert lost["catatan"] == f"Sudah didaftarkan {place[0]} sejak 12 November 2026. KK terbaru dari sana."
    told = of(office).db.all("SELECT unit, teks, uid FROM pesan")
    assert [(unit, uid) for unit, _, uid in told] == [(row.unit[keeps], keep)]
    assert f"juga didaftarkan {place[1]}" in told[0][1]
    assert "7402" not in told[0][1]
    assert of(office).pair(row.id).row.keputusan == nomor


def test_pindah_desa_takes_kpj_and_period_along_without_a_gap(office):
    row = the_pair(office)
    active(office, row.uids[0])
    before = seen(office, row.uids[0])
    view = of(office).pair(row.id)
    assert (view.arah, view.pilihan[3].judul, view.pilihan[3].akibat) \
        == ("A ke B", "Pindah desa, A ke B", "KPJ dan masa aktif ikut")
    of(office).decide_pair(row.id, 3, "Pindah domisili.")
    old, new = seen(office, row.uids[0]), seen(office, row.uids[1])
    assert [new[key] for key in ("keadaan", "kpj", "aktif_dari", "aktif_sampai")] \
        == [before[key] for key in ("keadaan", "kpj", "aktif_dari", "aktif_sampai")]
    assert (old["keadaan"], old["alasan"], old["tindakan"]) == ("keluar", "PINDAH_DESA", "keluarkan")
    assert old["catatan"].startswith("Dipindahkan ke ")
    assert new["berubah"] == 1  # BPJS must hear of the new address
    assert members(office) == 1
    assert [unit for unit, in of(office).db.all("SELECT unit FROM pesan")] == [row.unit[1]]


def test_pindah_desa_goes_from_the_membership_that_runs(office):
    row = the_pair(office)
    active(office, row.uids[1])
    assert of(office).pair(row.id).arah == "B ke A"
    of(office).decide_pair(row.id, 3)
    assert (seen(office, row.uids[0])["keadaan"], seen(office, row.uids[1])["keadaan"]) == ("aktif", "keluar")


def test_the_other_direction_of_a_running_membership_is_refused(office):
    row = the_pair(office)
    active(office, row.uids[0])
    with pytest.raises(Problem) as caught:
        of(office).decide_pair(row.id, 3, arah="B ke A")
    assert caught.value.kode == "PASANGAN_BERUBAH"
    assert seen(office, row.uids[0])["keadaan"] == "aktif"


def test_two_memberships_become_one_period(office):
    row = the_pair(office)
    active(office, row.uids[0], "26004000117")
    stand(office, row.uids[1], keadaan="aktif", kpj="26004000999", aktif_dari="2026-11-01", aktif_sampai="2027-10-31")
    assert "jadi satu" in of(office).pair(row.id).akibat[3]
    of(office).decide_pair(row.id, 3)
    new = seen(office, row.uids[1])
    assert (new["kpj"], new["aktif_dari"], new["aktif_sampai"]) == ("26004000999", "2026-09-01", "2027-10-31")


@pytest.mark.parametrize("keadaan", ["di_bpjs", "menunggu_bayar"])
def test_nobody_moves_while_bpjs_still_works_on_them(office, keadaan):
    row = the_pair(office)
    stand(office, row.uids[0], keadaan=keadaan)
    assert "masih diproses BPJS" in of(office).pair(row.id).akibat[3]
    with pytest.raises(Problem) as caught:
        of(office).decide_pair(row.id, 3)
    assert caught.value.kode == "KEPUTUSAN_TIDAK_BISA"
    assert seen(office, row.uids[0])["keadaan"] == keadaan


@pytest.mark.parametrize("keadaan", ["aktif", "di_bpjs", "menunggu_bayar"])
def test_no_running_membership_ends_unless_the_decision_says_so(office, keadaan):
    row = the_pair(office)
    active(office, row.uids[0])
    stand(office, row.uids[0], keadaan=keadaan)
    choice = of(office).pair(row.id).pilihan[2]
    assert choice.akibat.startswith("Mengakhiri A yang ")
    assert "Sitti Rahma" in choice.mengakhiri or "St. Rahmah" in choice.mengakhiri
    with pytest.raises(Problem) as caught:
        of(office).decide_pair(row.id, 2)
    assert caught.value.kode == "AKTIF_AKAN_BERAKHIR"
    assert "Pilih 3" in caught.value.cara
    assert seen(office, row.uids[0])["keadaan"] == keadaan
    assert the_pair(office).id == row.id
    of(office).decide_pair(row.id, 2, akhiri_aktif=True)
    ended = seen(office, row.uids[0])
    assert (ended["keadaan"], ended["alasan"], ended["tindakan"]) == ("keluar", "GANDA", "keluarkan")
    assert "Kepesertaan di desa ini diakhiri." in ended["catatan"]


def test_two_people_both_stay_and_both_villages_check_the_nik(office):
    row = the_pair(office)
    active(office, row.uids[0])
    of(office).decide_pair(row.id, 4)
    assert [seen(office, uid)["keadaan"] for uid in row.uids] == ["aktif", "masuk"]
    told = of(office).db.all("SELECT unit, teks FROM pesan ORDER BY unit")
    assert sorted(unit for unit, _ in told) == sorted(row.unit)
    assert all("Periksa NIK di KTP-el" in text for _, text in told)


def test_two_people_who_only_look_alike_need_change_nothing(office):
    row = the_pair(office, "mirip")
    of(office).decide_pair(row.id, 4)
    told = of(office).db.all("SELECT teks FROM pesan")
    assert len(told) == 2
    assert all("dua orang berbeda. Tidak ada yang perlu diubah." in text for text, in told)


def test_an_unknown_or_decided_pair_is_refused_and_nothing_changes(office):
    row = the_pair(office)
    with pytest.raises(Problem, match="tidak ada"):
        of(office).decide_pair(999, 1)
    of(office).decide_pair(row.id, 4)
    with pytest.raises(Problem) as caught:
        of(office).decide_pair(row.id, 1)
    assert caught.value.kode == "PASANGAN_BERUBAH"
    assert [seen(office, uid)["keadaan"] for uid in row.uids] == ["masuk", "masuk"]
    with pytest.raises(ValueError, match="5"):
        of(office).decide_pair(row.id, 5)


# Undo, and being asked again

@pytest.mark.parametrize("nomor", [1, 2, 3, 4])
def test_undo_puts_everything_back(office, nomor):
    row = the_pair(office)
    active(office, row.uids[0])
    before = [seen(office, uid) for uid in row.uids]
    number = of(office).decide_pair(row.id, nomor, "ragu", akhiri_aktif=True)
    assert of(office).last_decision(row.id) == number == of(office).pair(row.id).row.putusan
    assert of(office).undo_pair(number) == row.id
    assert [seen(office, uid) for uid in row.uids] == before
    assert the_pair(office).catatan == "ragu"
    assert of(office).db.all("SELECT * FROM pesan") == []
    with pytest.raises(Problem) as caught:
        of(office).undo_pair(number)
    assert caught.value.kode == "PUTUSAN_TIDAK_ADA"


def test_a_village_that_was_told_already_hears_that_it_was_undone(office):
    row = the_pair(office)
    number = of(office).decide_pair(row.id, 4)
    of(office).db.run("UPDATE pesan SET dikirim = 1 WHERE unit = ?", (row.unit[0],))
    of(office).undo_pair(number)
    told = of(office).db.all("SELECT unit, dikirim, teks FROM pesan ORDER BY id")
    assert [(unit, sent) for unit, sent, _ in told] == [(row.unit[0], 1), (row.unit[0], 0)]
    assert "dibatalkan" in told[1][2]


def test_undo_is_refused_when_somebody_moved_on(office):
    row = the_pair(office)
    active(office, row.uids[0])
    number = of(office).decide_pair(row.id, 3)
    stand(office, row.uids[1], keadaan="menunggu_bayar")
    with pytest.raises(Problem) as caught:
        of(office).undo_pair(number)
    assert caught.value.kode == "PUTUSAN_BERUBAH"
    assert of(office).pair(row.id).row.keputusan == 3


def test_two_different_people_are_not_asked_about_again_unless_one_changed(office):
    row = the_pair(office)
    of(office).decide_pair(row.id, 4)
    assert find(office).ditanya_lagi == 0
    stand(office, row.uids[1], sumber_dana="CSR")
    assert find(office).ditanya_lagi == 0
    stand(office, row.uids[1], nama="SITTI RAHMAWATI", nik=by_uids(of(office).db, [row.uids[0]])[row.uids[0]].nik)
    report = find(office)
    assert (report.ditanya_lagi, report.baru) == (1, 0)
    assert the_pair(office).id == row.id


def test_one_person_who_comes_back_is_asked_about_again(office):
    row = the_pair(office)
    of(office).decide_pair(row.id, 1)
    assert find(office).ditanya_lagi == 0
    stand(office, row.uids[1], keadaan="masuk", alasan="")  # the village sent a newer record
    assert find(office).ditanya_lagi == 1
    assert [seen(office, uid)["tunda"] for uid in row.uids] == [1, 1]


def test_a_mended_record_that_comes_in_opens_the_pair_without_a_search(tmp_path):
    made = doubles_people.three_villages()
    with makers.district(tmp_path) as desk:
        key = makers.recipient_of(desk, tmp_path)
        run_to_end(of(desk).take_in_job(_written(tmp_path / "1", made, key)))
        find(desk)
        row = the_pair(desk)
        of(desk).decide_pair(row.id, 1)
        lost = row.uids[1]
        village = next(one for one in made if lost in one.rows)
        village.change(lost, hp="081299000999")
        run_to_end(of(desk).take_in_job(_written(tmp_path / "2", [village], key)))
        assert seen(desk, lost)["keadaan"] == "masuk"
        assert the_pair(desk).id == row.id
        assert [seen(desk, uid)["tunda"] for uid in row.uids] == [1, 1]


def _written(folder: Path, villages: list[makers.Village], key: KeyFile) -> list[Path]:
    folder.mkdir()
    return [package.write_package(village.send(key), folder) for village in villages]
