"""Verbs on people: settle, papers, drafts, groups, sample people, kept against fresh status."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.desk import entering, judging, samples
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.records import KELOMPOK
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import people
from tests.conftest import make_ready, salma

MISMATCH = dict(tanggal_lahir=date(1985, 8, 14))


def codes(desk: desks.Desk, person) -> set[str]:
    return {f.kode for f in desk.judge(person).findings}


def test_a_nik_mismatch_is_a_warning_that_never_blocks(desk: desks.Desk) -> None:
    odd = salma(**MISMATCH)
    assert "NIK_DOB" in codes(desk, odd)
    assert desk.save(odd, 0).status == "siap_cetak"


def test_a_settled_warning_is_silent_until_its_field_changes(desk: desks.Desk) -> None:
    kept = desk.save(desk.settle(salma(**MISMATCH), "NIK_DOB"), 0)
    assert "NIK_DOB" not in codes(desk, kept)
    assert (kept.dicocokkan[0].kode, kept.dicocokkan[0].oleh) == ("NIK_DOB", "NURHAYATI SALAM")
    kept = desk.save(replace(kept, hp="081299000111"), kept.revisi)
    assert "NIK_DOB" not in codes(desk, kept)
    kept = desk.save(replace(kept, tanggal_lahir=date(1986, 8, 14)), kept.revisi)
    assert kept.dicocokkan == ()
    assert "NIK_DOB" in codes(desk, kept)


def test_papers_gate_sending_but_not_printing(desk: desks.Desk, person) -> None:
    desk.save(person, 0)
    assert desk.judge(desk.read(person.uid)).have == 0
    assert desk.set_berkas([person.uid], "KTP", "ada") == 1
    assert desk.set_berkas([person.uid], "KTP", "ada") == 0
    kept = desk.read(person.uid)
    assert (kept.berkas, kept.status) == ({"KTP": "ada"}, "siap_cetak")
    with pytest.raises(Problem) as caught:
        desk.set_berkas([person.uid], "SURAT_CINTA", "ada")
    assert caught.value.kode == "BERKAS_TAK_DIKENAL"


@pytest.mark.parametrize("kelompok", KELOMPOK)
def test_a_new_person_of_each_group_can_be_saved_empty(desk: desks.Desk, kelompok: str) -> None:
    kept = desk.save(desk.new(kelompok), 0)
    assert (kept.status, kept.revisi) == ("draf", 1)


def test_kept_status_equals_a_fresh_one_for_everybody(desk: desks.Desk) -> None:
    run_to_end(desk.samples_job(60, 3))
    with desk.ctx.open() as db:
        for person in people.read_many(db):
            fresh = judging.derived(desk.ctx, person, desk.judge(person))
            kept = db.one(f"SELECT {','.join(people._DERIVED)} FROM peserta WHERE uid = ?", [person.uid])
            assert tuple(getattr(fresh, name) for name in people._DERIVED) == kept, person.nomor


def test_a_new_day_judges_everyone_again(desk: desks.Desk, person) -> None:
    desk.save(replace(person, tanggal_lahir=date(1961, 12, 2), nik="7402114212619417"), 0)
    assert desk.read(person.uid).status == "siap_cetak"
    later = replace(desk.ctx, clock=desks.Clock(date(2027, 2, 1)))
    from jamsos_desktop.desk import persons

    assert run_to_end(persons.recompute_job(later)) == 1
    with desk.ctx.open() as db:
        assert people.stale(db, date(2027, 2, 1), desk.policy.versi) == []


def test_sample_people_cover_every_group_and_status(desk: desks.Desk) -> None:
    run_to_end(desk.samples_job(125, 7))
    counts = desk.counts()
    assert counts.total == 125
    for status in ("draf", "perlu_dilengkapi", "siap_cetak", "tercetak", "siap_kirim"):
        assert counts.status[status] >= 3, counts.status
    assert {k for k, _, many in desk.per_group() if many} == set(KELOMPOK)
    everyone = desk.everyone()
    assert all(len(p.nik) < 16 or p.nik[12] == "9" for p in everyone)
    assert len({p.nik for p in everyone if p.nik}) == sum(1 for p in everyone if p.nik)


def test_the_same_seed_makes_the_same_people(folder, clock, tmp_path: Path) -> None:
    import shutil

    from jamsos_desktop.paths import DataFolder

    seen = []
    for name in ("a", "b"):
        copy = DataFolder(Path(shutil.copytree(folder.root, tmp_path / name)))
        with desks.open_desk(copy, None, clock) as desk:
            run_to_end(desk.samples_job(20, 5))
            seen.append([(p.nama, p.nik, p.status) for p in desk.everyone()])
    assert seen[0] == seen[1]


def test_drafts_keep_anything_and_list_newest_first(desk: desks.Desk) -> None:
    desk.keep_draft("editor", "u1", {"texts": {"nik": "74\u0000x"}, "cursor": 3})
    desk.keep_draft("editor", "u2", {"texts": {}})
    desk.keep_draft("editor", "u1", {"texts": {"nik": "7402"}})
    assert {d.kunci: d.isi["texts"] for d in desk.drafts()} == {"u1": {"nik": "7402"}, "u2": {}}
    desk.drop_draft("editor", "u1")
    assert [d.kunci for d in desk.drafts()] == ["u2"]


WRONG_INPUT = [
    ({"nama": "A", "warna": "merah"}, "KOLOM_TAK_DIKENAL"),
    ({"nama": "A", "berkas": {"KTP": "mungkin"}}, "BERKAS_SALAH"),
    ({"nama": "A", "keluarga": [{"nama": "B", "tanggal_lahir": "kemarin"}]}, "KELUARGA_SALAH"),
    ({"nama": "A", "persetujuan": {"cara": "tanda_tangan"}}, "PERSETUJUAN_SALAH"),
    ({"nama": "A", "kelompok": "raja"}, "KELOMPOK_SALAH"),
    ({"nama": "A", "berkas": {"ZZZ": "ada"}}, "BERKAS_SALAH"),
    ({"nama": "A", "berkas": ["KTP"]}, "ISIAN_SALAH"),
    ({"nama": {"depan": "A"}}, "ISIAN_SALAH"),
    ({"nama": "A", "penghasilan": 900.5}, "ISIAN_SALAH"),
    ({"nama": "A", "nik": 7.40211e15}, "ISIAN_SALAH"),
    ({"nama": "A", "program": [1, 2]}, "ISIAN_SALAH"),
    ({"nama": "A", "keluarga": {"nama": "B"}}, "ISIAN_SALAH"),
    ({"nama": "A", "keluarga": "B"}, "ISIAN_SALAH"),
    ({"nama": "A", "keluarga": ["B"]}, "KELUARGA_SALAH"),
    ({"nama": "A", "keluarga": [{"nama": "B", "warna": "biru"}]}, "KELUARGA_SALAH"),
    ({"nama": "A", "keluarga": [{"nama": "B", "urutan": True}]}, "KELUARGA_SALAH"),
    ({"nama": "A", "keluarga": [{"nama": "B", "urutan": -3}]}, "KELUARGA_SALAH"),
    ({"nama": "A", "keluarga": [{"nama": "B", "urutan": 9223372036854775808}]}, "KELUARGA_SALAH"),
    ({"nama": "A", "persetujuan": {"tanggal": "2026-11-01", "cara": "asal"}}, "PERSETUJUAN_SALAH"),
]


@pytest.mark.parametrize(("data", "kode"), WRONG_INPUT, ids=lambda v: str(v)[:40])
def test_wrong_input_is_refused_whole(desk: desks.Desk, data: dict, kode: str) -> None:
    with pytest.raises(Problem) as caught:
        desk.add_people([{"nama": "YANG BENAR"}, data])
    assert caught.value.kode == kode
    assert desk.counts().total == 0


def test_a_refused_family_row_does_not_repeat_what_was_typed(desk: desks.Desk) -> None:
    with pytest.raises(Problem) as caught:
        desk.add_people([{"nama": "A", "keluarga": [{"nama": "SITI RAHASIA", "nik": "74021114088490ab"}]}])
    assert "RAHASIA" not in str(caught.value)
    assert "7402" not in str(caught.value)


def test_an_order_written_as_text_still_makes_an_heir(desk: desks.Desk) -> None:
    [kept] = desk.add_people([{"nama": "A", "keluarga": [{"nama": "B", "urutan": "2"}, {"nama": "C", "urutan": 1}]}])
    assert [k.nama for k in kept.ahli_waris] == ["C", "B"]


def test_a_settlement_goes_with_its_own_field_only(desk: desks.Desk) -> None:
    person = desk.settle(salma(sk_berakhir=date(2026, 10, 1)), "SK_BERAKHIR")
    kept = desk.save(person, 0)
    kept = desk.save(replace(kept, sk_berakhir=date(2027, 6, 30)), kept.revisi)
    assert kept.dicocokkan == ()  # the new decree was never looked at
    kept = desk.save(desk.settle(replace(kept, sk_berakhir=date(2026, 9, 1)), "SK_BERAKHIR"), kept.revisi)
    assert [s.kode for s in kept.dicocokkan] == ["SK_BERAKHIR"]  # changed and settled in one save


def test_a_deletion_nobody_heard_of_leaves_no_trace_and_a_told_one_is_told_back(
        desk: desks.Desk, key_file: Path, tmp_path: Path) -> None:
    desk.take_in(key_file)
    desk.save(salma("u1"), 0)
    make_ready(desk, "u1")
    run_to_end(desk.export_job(tmp_path / "stik"))
    desk.undo(desk.delete(["u1"]))
    assert desk.read("u1").status == desk.judge(desk.read("u1")).status == "terkirim"
    with pytest.raises(Problem) as nothing:
        run_to_end(desk.export_job(tmp_path / "stik"))
    assert nothing.value.kode == "TAK_ADA_KIRIMAN"
    gone = desk.delete(["u1"])
    run_to_end(desk.export_job(tmp_path / "stik"))
    desk.undo(gone)
    assert desk.read("u1").status == desk.judge(desk.read("u1")).status == "siap_kirim"


def test_who_leaves_today_no_longer_blocks_the_other_holder_of_the_nik(desk: desks.Desk) -> None:
    desk.save(salma("u1", keluar_tanggal=date(2026, 12, 1), keluar_sebab="pindah"), 0)
    desk.save(salma("u2"), 0)
    assert desk.read("u2").status == "perlu_dilengkapi"
    from jamsos_desktop.desk import persons

    later = replace(desk.ctx, clock=desks.Clock(date(2026, 12, 1)))
    run_to_end(persons.recompute_job(later))
    assert [desk.read(uid).status for uid in ("u1", "u2")] == ["keluar", "siap_cetak"]


def test_a_second_round_of_samples_makes_nobody_twice(desk: desks.Desk) -> None:
    run_to_end(desk.samples_job(40, 7))
    run_to_end(desk.samples_job(40, 7))
    niks = [p.nik for p in desk.everyone() if len(p.nik) == 16]
    assert len(niks) == len(set(niks))
    assert desk.only_samples()
    desk.save(salma("nyata"), 0)
    assert not desk.only_samples()


def test_what_daftar_gives_can_be_added_elsewhere(desk: desks.Desk, person) -> None:
    from jamsos_desktop.model.plain import plain

    kept = desk.save(person, 0)
    copy = entering.person_from(desk.ctx, plain(kept))
    assert copy.uid != kept.uid
    same = ("nik", "nama", "tanggal_lahir", "program", "sumber_dana", "penghasilan", "keluarga", "pekerjaan", "mulai")
    assert all(getattr(copy, key) == getattr(kept, key) for key in same)


def test_samples_that_cannot_be_printed_say_who_stands(desk: desks.Desk) -> None:
    with desk.ctx.open() as db:
        db.run("CREATE TRIGGER penuh BEFORE INSERT ON bundel_lembar BEGIN SELECT RAISE(ABORT, 'penuh'); END")
    with pytest.raises(Problem) as caught:
        run_to_end(desk.samples_job(20, 2))
    assert desk.counts().total == 20
    assert caught.value.aman == "20 dari 20 orang contoh sudah tersimpan dan tetap ada, formulir dan berkasnya belum" \
                                " lengkap."
    assert TIDAK_BERUBAH not in str(caught.value)
    assert "halaman Cetak" in caught.value.cara
    assert list(desk.folder.outbox.glob("*")) == []


def test_samples_that_cannot_be_saved_say_that_nothing_changed(desk: desks.Desk) -> None:
    with desk.ctx.open() as db:
        db.run("CREATE TRIGGER penuh BEFORE INSERT ON peserta BEGIN SELECT RAISE(ABORT, 'penuh'); END")
    with pytest.raises(Problem) as caught:
        run_to_end(desk.samples_job(20, 2))
    assert (desk.counts().total, caught.value.aman) == (0, TIDAK_BERUBAH)


def test_samples_cut_off_between_two_blocks_say_how_many_stand(desk: desks.Desk, monkeypatch: pytest.MonkeyPatch) \
        -> None:
    monkeypatch.setattr(samples, "CHUNK", 10)
    job = desk.samples_job(25, 2)
    next(job)
    next(job)
    with desk.ctx.open() as db:
        db.run("CREATE TRIGGER penuh BEFORE INSERT ON peserta BEGIN SELECT RAISE(ABORT, 'penuh'); END")
    with pytest.raises(Problem) as caught:
        run_to_end(job)
    assert (desk.counts().total, caught.value.aman) == (10, "10 dari 25 orang contoh sudah tersimpan dan tetap ada.")


def test_dues_of_a_month_add_up(desk: desks.Desk) -> None:
    run_to_end(desk.samples_job(40, 2))
    report = desk.dues_of_month(date(2026, 11, 1))
    assert report.sebulan_sen == sum(f.sebulan_sen for f in report.per_fund) == sum(s for _, _, s in report.per_person)
    assert report.orang + report.tanpa_iuran == desk.counts().total


def test_a_month_is_reckoned_by_its_own_rates_whenever_people_start(desk: desks.Desk) -> None:
    funds = replace(salma().sumber_dana, jkk_jkm="MANDIRI")
    desk.save(salma("u1", sumber_dana=funds, periode_bayar=1, mulai=date(2027, 2, 1)), 0)
    assert desk.dues_of_month(date(2026, 11, 1)).sebulan_sen == 840_000  # PP 50/2025: half, April to December 2026
    assert desk.dues_of_month(date(2027, 3, 1)).sebulan_sen == 1_680_000


def test_the_nik_is_read_aloud_from_twelve_digits(desk: desks.Desk) -> None:
    assert desk.decode_nik("740211540884") == "perempuan, lahir 14 Agustus 1984 (42 tahun), Kec. Soropia"
    assert desk.decode_nik("74021154") == ""
    assert desk.decode_nik("740211991384") == ""
