"""Isi cepat without a window: who lacks what, values saved one by one, lists that fill a column, guards and history."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.parse import value_of
from jamsos_desktop.model.records import Keluarga
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import history, people
from tests.conftest import salma

NIKS = ("7402115408849417", "7402110302809366", "7402114704889630", "7402111812919745", "7402115510759664")


def village(desk: desks.Desk, **changed: object) -> list[str]:
    """Five people who lack what ``changed`` empties, in dusun III, I, II, X and none."""
    for nth, (nik, dusun) in enumerate(zip(NIKS, ("III", "I", "II", "X", ""), strict=True)):
        desk.save(salma(f"u{nth}", nik=nik, nama=f"ORANG {'ABCDE'[nth]}", dusun=dusun, **changed), 0)
    return [row.uid for row in desk.fill_rows(next(iter(changed)))]


def column(desk: desks.Desk, key: str) -> desks.FillColumn:
    return next(one for one in desk.fill_columns() if one.key == key)


def test_only_those_who_lack_a_column_by_dusun_house_and_name(desk: desks.Desk) -> None:
    assert village(desk, nama_ibu="") == ["u1", "u2", "u0", "u3", "u4"]
    desk.save(replace(desk.read("u2"), keluar_tanggal=date(2026, 10, 1), keluar_sebab="berhenti"), 1)
    desk.save(replace(desk.read("u3"), nama_ibu="WA MUNA"), 1)
    assert [row.uid for row in desk.fill_rows("nama_ibu")] == ["u1", "u0", "u4"]
    seen = column(desk, "nama_ibu")
    assert (seen.orang, seen.kurang, seen.wajib) == (4, 3, 3)
    assert [row.uid for row in desk.fill_rows("nama_ibu", desks.FillQuery(dusun=""))] == ["u4"]
    assert desk.fill_rows("nama_ibu", desks.FillQuery(kelompok="non_asn")) == []


def test_the_policy_says_whom_a_column_concerns(desk: desks.Desk) -> None:
    desk.save(salma("u0", rt="", pekerjaan="", jabatan=""), 0)
    desk.save(salma("u1", nik=NIKS[1], kelompok="perangkat_desa", segmen="PU", pekerjaan="", jabatan=""), 0)
    assert [row.uid for row in desk.fill_rows("jabatan")] == ["u1"], "nobody vulnerable holds a post"
    assert [row.uid for row in desk.fill_rows("pekerjaan")] == ["u0"]
    free = column(desk, "rt")
    assert (free.kurang, free.wajib) == (1, 0), "it may stay empty"
    assert {row.uid for row in desk.fill_rows(("rt", "jabatan"))} == {"u0", "u1"}


def test_whoever_says_there_is_none_lacks_nothing(desk: desks.Desk) -> None:
    desk.save(salma("u0", hp="", tanpa_hp=True, keluarga=(), tanpa_ahli_waris=True), 0)
    desk.save(salma("u1", nik=NIKS[1], hp="", keluarga=()), 0)
    for key in ("hp", "nama_ahli_waris", "hubungan_ahli_waris"):
        assert [row.uid for row in desk.fill_rows(key)] == ["u1"], key


def test_what_cannot_be_read_is_listed_with_its_text_and_why(desk: desks.Desk) -> None:
    desk.save(salma("u0", penghasilan=None, mentah={"penghasilan": "sekitar 900"}), 0)
    desk.save(salma("u1", nik=NIKS[1], no_kk="740211120310927"), 0)
    (row,) = desk.fill_rows("penghasilan")
    assert row.teks == ("sekitar 900",)
    assert "rupiah bulat" in row.pesan[0]
    (row,) = desk.fill_rows("no_kk")
    assert (row.uid, row.teks[0]) == ("u1", "740211 120310 927")
    assert "baru 15" in row.pesan[0]
    assert (column(desk, "penghasilan").tak_terbaca, column(desk, "no_kk").tak_terbaca) == (1, 1)


@pytest.mark.parametrize(("key", "emptied", "typed", "kept", "shown"), [
    ("nama_ibu", "", "wa muna", "WA MUNA", "WA MUNA"),
    ("penghasilan", None, "Rp 900.000,-", 900_000, "900.000"),
    ("tanggal_lahir", None, "14-8-1984", date(1984, 8, 14), "14/08/1984"),
    ("no_kk", "", "740211 120310.9276", "7402111203109276", "740211 120310 9276"),
    ("pekerjaan", "", "nelayan", "NELAYAN", "Nelayan"),
    ("status_kawin", "", "Kawin", "kawin", "Kawin"),
    ("sumber_dana.jkk_jkm", "", "APBD Kabupaten", "APBD_KAB", "APBD Kabupaten"),
    ("periode_bayar", None, "6", 6, "6 bulan"),
])
def test_a_value_is_read_saved_and_can_be_typed_back(desk: desks.Desk, key: str, emptied: object, typed: str,
                                                     kept: object, shown: str) -> None:
    whole = salma("u0")
    if "." in key:
        whole = replace(whole, sumber_dana=replace(whole.sumber_dana, jkk_jkm=""))
    else:
        whole = replace(whole, **{key: emptied})
    before = desk.save(whole, 0)
    assert before.status == "perlu_dilengkapi" or key == "status_kawin"
    done = desk.fill("u0", 1, key, typed)
    assert (done.hasil, done.teks, done.sebelum, done.revisi) == ("terisi", shown, "", 2)
    after = desk.read("u0")
    assert (value_of(after, key), after.status) == (kept, "siap_cetak")
    undone = desk.fill("u0", 2, key, done.sebelum)
    assert (undone.hasil, undone.sebelum) == ("kosong", shown)
    assert replace(desk.read("u0"), revisi=1, diubah=before.diubah) == before
    assert desk.fill("u0", 3, key, shown).teks == shown, "what is shown can be typed"


def test_each_value_is_a_write_of_its_own_in_the_history(desk: desks.Desk) -> None:
    desk.save(salma("u0", nama_ibu=""), 0)
    start = history.head(desk._db)[0]
    desk.fill("u0", 1, "nama_ibu", "Wa Muna")
    entry = history.entries(desk._db, "u0")[0]
    assert (entry["aksi"], entry["kolom"], entry["alasan"]) == ("ubah", ["nama_ibu"], "isi cepat")
    desk.fill("u0", 2, "nama_ibu", "WA MUNA")
    assert history.head(desk._db)[0] == start + 1, "the same again is no change"
    assert desk.read("u0").revisi == 2


def test_what_cannot_be_read_is_kept_as_typed_and_said(desk: desks.Desk) -> None:
    desk.save(salma("u0", penghasilan=None), 0)
    done = desk.fill("u0", 1, "penghasilan", "sekitar 900")
    assert (done.hasil, done.teks) == ("salah", "sekitar 900")
    assert "rupiah bulat" in done.pesan
    assert desk.read("u0").mentah == {"penghasilan": "sekitar 900"}


def test_a_warning_is_told_with_its_ways_out(desk: desks.Desk) -> None:
    desk.save(salma("u0", tanggal_lahir=None), 0)
    done = desk.fill("u0", 1, "tanggal_lahir", "14/08/1985")
    assert done.hasil == "periksa"
    assert [mend.label for mend in done.mends] == ["Pakai 1984", "KTP: 1985"]
    settled = desk.settle_fill("u0", 2, "tanggal_lahir", done.mends[1].text)
    assert (settled.hasil, settled.teks) == ("terisi", "14/08/1985")
    assert desk.read("u0").dicocokkan[0].kode == "NIK_DOB"


def test_a_nik_of_somebody_else_is_said_and_both_are_judged(desk: desks.Desk) -> None:
    desk.save(salma("u0"), 0)
    desk.save(salma("u1", nik="", nama="SALMIA"), 0)
    done = desk.fill("u1", 1, "nik", NIKS[0])
    assert (done.hasil, done.pesan) == ("salah", "NIK ini sudah dipakai Wa Ode Salma (BPU-000001).")
    row = desk.rows(desk.find(desks.Query(text="WA ODE SALMA")))
    assert [one.masalah for one in row.values()] == ["NIK ganda"]


def test_somebody_changed_meanwhile_or_gone_is_told_and_nothing_is_stored(desk: desks.Desk) -> None:
    desk.save(salma("u0", nama_ibu=""), 0)
    desk.save(replace(desk.read("u0"), nama_ibu="SITTI"), 1)
    before = history.head(desk._db)
    done = desk.fill("u0", 1, "nama_ibu", "WA MUNA")
    assert (done.hasil, done.teks, done.revisi) == ("berubah", "SITTI", 2)
    assert (desk.read("u0").nama_ibu, history.head(desk._db)) == ("SITTI", before)
    desk.delete(["u0"])
    assert desk.fill("u0", 2, "nama_ibu", "WA MUNA").hasil == "hilang"
    assert people.read(desk._db, "u0", missing_ok=True) is None


def test_an_unsaved_form_of_the_same_person_is_not_lost(desk: desks.Desk) -> None:
    desk.save(salma("u0", nama_ibu=""), 0)
    desk.keep_draft("editor", "u0", {"texts": {"alamat": "Jl. Baru"}, "revisi": 1})
    desk.fill("u0", 1, "nama_ibu", "WA MUNA")
    kept = desk.draft("editor", "u0")
    assert kept is not None
    assert kept.isi["texts"] == {"alamat": "Jl. Baru"}


def test_a_nik_fills_only_what_is_empty_and_only_when_nobody_else_has_it(desk: desks.Desk) -> None:
    desk.save(salma("u0"), 0)
    desk.save(salma("u1", nik="", tanggal_lahir=date(1980, 2, 4), jenis_kelamin=""), 0)
    desk.save(salma("u2", nik="", tanggal_lahir=None, jenis_kelamin="", mentah={"tanggal_lahir": "03-80"}), 0)
    assert desk.fill("u1", 1, "nik", NIKS[1]).ikut == ("jenis_kelamin",)
    assert desk.read("u1").tanggal_lahir == date(1980, 2, 4)
    assert desk.fill("u2", 1, "nik", NIKS[0]).ikut == (), "it is somebody else's"
    assert desk.fill("u2", 2, "nik", NIKS[4][:15]).ikut == ()
    assert desk.fill("u2", 3, "nik", NIKS[4]).ikut == ("jenis_kelamin",)
    assert desk.read("u2").mentah == {"tanggal_lahir": "03-80"}


def test_what_cannot_be_read_counts_only_where_it_is_lacking(desk: desks.Desk) -> None:
    heirs = (Keluarga(nama="LA ODE", hubungan="suami", urutan=1), Keluarga(nama="ANAK", urutan=2))
    desk.save(salma("u0", keluarga=heirs, mentah={"keluarga.1.hubungan": "bocah"}), 0)
    desk.save(salma("u1", nik=NIKS[1], kelompok="perangkat_desa", segmen="PU", mentah={"pekerjaan": "entah"}), 0)
    for key in ("hubungan_ahli_waris", "pekerjaan"):
        seen = column(desk, key)
        assert (seen.kurang, seen.tak_terbaca) == (0, 0), key


def test_a_few_values_are_stored_together_or_not_at_all(desk: desks.Desk) -> None:
    desk.save(salma("u0", rt="", rw=""), 0)
    entries = [desks.FillEntry("u0", 1, "rt", "1"), desks.FillEntry("u0", 1, "rw", "2")]
    with pytest.raises(Problem):
        desk.fill_some([*entries, desks.FillEntry("u0", 1, "entah", "3")])
    assert desk.read("u0").rt == ""
    assert [one.hasil for one in desk.fill_some(entries)] == ["terisi", "terisi"]


def test_an_unknown_column_is_refused(desk: desks.Desk) -> None:
    desk.save(salma("u0"), 0)
    for key in ("kpj", "keluar_tanggal", "entah"):
        with pytest.raises(Problem) as caught:
            desk.fill("u0", 1, key, "1")
        assert caught.value.kode == "KOLOM_TAK_DIKENAL"
    assert desk.read("u0").revisi == 1


def test_the_first_heir_by_name_and_relation_in_any_order(desk: desks.Desk) -> None:
    desk.save(salma("u0", keluarga=()), 0)
    assert desk.fill("u0", 1, "hubungan_ahli_waris", "bojo").hasil == "salah"
    (row,) = desk.fill_rows("hubungan_ahli_waris")
    assert (row.teks, row.pesan) == (("bojo",), ("Hubungan tidak mengenal “bojo”. Pilih dari daftar.",))
    assert column(desk, "hubungan_ahli_waris").tak_terbaca == 1
    assert desk.fill("u0", 2, "hubungan_ahli_waris", "Suami").hasil == "terisi"
    assert desk.fill("u0", 3, "nama_ahli_waris", "la ode hasan").hasil == "terisi"
    kept = desk.read("u0")
    assert kept.keluarga == (Keluarga(nama="LA ODE HASAN", hubungan="suami", urutan=1),)
    assert kept.mentah == {}
    assert desk.fill_rows(("nama_ahli_waris", "hubungan_ahli_waris")) == []
    desk.fill("u0", 4, "nama_ahli_waris", "")
    desk.fill("u0", 5, "hubungan_ahli_waris", "")
    assert desk.read("u0").keluarga == ()


def test_the_heir_that_stands_keeps_what_is_known_of_them(desk: desks.Desk) -> None:
    heirs = (Keluarga(nama="ANAK", hubungan="anak", urutan=2),
             Keluarga(nama="", hubungan="suami", nik=NIKS[1], urutan=1))
    desk.save(salma("u0", keluarga=heirs), 0)
    desk.fill("u0", 1, "nama_ahli_waris", "LA ODE")
    assert desk.read("u0").keluarga == (heirs[0], replace(heirs[1], nama="LA ODE"))


def test_many_at_once_each_checked_and_a_cancel_keeps_what_is_stored(desk: desks.Desk) -> None:
    village(desk, rt="", rw="")
    entries = [desks.FillEntry(f"u{nth}", 1, key, f"00{nth + 1}") for nth in range(5) for key in ("rt", "rw")]
    done = run_to_end(desk.fill_job(entries))
    assert [one.hasil for one in done] == ["terisi"] * 10
    assert [(p.rt, p.rw, p.revisi) for p in desk.everyone()] == [(f"00{n}", f"00{n}", 3) for n in range(1, 6)]
    told: list[desks.Filled] = []
    more = [desks.FillEntry(f"u{nth % 5}", 3 + nth // 5, "rt", str(nth)) for nth in range(30)]
    job = desk.fill_job(more, told.append)
    next(job)
    next(job)
    job.close()
    assert len(told) == 12
    stored = {one.uid: one.revisi for one in told}
    assert all(desk.read(uid).revisi == revisi for uid, revisi in stored.items())
