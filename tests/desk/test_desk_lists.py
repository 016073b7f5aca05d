"""Lists of a bundle through the desk: who is on them, how they are asked for, what is refused."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.desk import printing_lists
from jamsos_desktop.desk.printing_records import Asked
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.records import Keluarga, SumberDana
from jamsos_desktop.problems import Problem
from tests.conftest import salma
from tests.desk.leaving_village import enrol_member, village_desk

GONE = date(2026, 11, 18)
MOVED, DEAD, PLANNED, NEW = "SITTI PINDAH", "LA WAFAT", "LA RENCANA", "SITTI BARU"


@pytest.fixture(scope="module")
def village(set_up: Path, tmp_path_factory: pytest.TempPathFactory, clock: desks.Clock) -> Iterator[desks.Desk]:
    """Two members, one who moved, one who died, one who will leave; one not yet sent, one who left before that."""
    with village_desk(set_up, tmp_path_factory.mktemp("daftar"), clock) as desk:
        for nth in (1, 2):
            enrol_member(desk, nth)
        for nth, (nama, sebab, day) in enumerate(((MOVED, "pindah", GONE), (DEAD, "meninggal", GONE),
                                                  (PLANNED, "pindah", date(2026, 12, 30))), 3):
            uid = enrol_member(desk, nth)
            one = desk.read(uid)
            desk.save(replace(one, nama=nama), one.revisi)
            desk.leave(uid, desks.LeaveOrder(sebab=sebab, tanggal=day))
        desk.save(salma("baru", nama=NEW, nik="7402115408849801"), 0)
        desk.save(salma("mundur", nama="LA MUNDUR", nik="7402115408849802"), 0)
        desk.leave("mundur", desks.LeaveOrder(sebab="mengundurkan_diri", tanggal=GONE))
        yield desk


def order(desk: desks.Desk, jenis: str, **opsi: Any) -> desks.PrintOrder:
    return desks.PrintOrder(tuple(desk.uids(desks.Query())), (jenis,), "A4", opsi=desks.PaperOptions(**opsi))


def said(desk: desks.Desk, asked: desks.PrintOrder, out: Path) -> str:
    made = run_to_end(desk.print_job(replace(asked, out=out / "b.pdf")))
    assert made.skipped == ()
    text = subprocess.run(["pdftotext", "-layout", str(made.path), "-"], capture_output=True, text=True, check=True)
    return " ".join(text.stdout.split())


def test_the_nominatif_has_everyone_who_may_be_printed_once(village: desks.Desk, tmp_path: Path) -> None:
    asked = order(village, "nominatif", surat={"pengantar": "560/119/BI/XI/2026"}, tanggal=date(2026, 11, 20))
    (planned,) = village.print_plan(asked).sheets
    assert planned.nama == f"Daftar nominatif, {len(planned.uids)} orang"
    text = said(village, asked, tmp_path)
    assert text.count(NEW) == 1
    assert DEAD not in text
    assert "7402115408849801" in text
    assert "Lampiran surat Nomor 560/119/BI/XI/2026 tanggal 20 November 2026" in text
    assert "Bundel " + village.bundles()[0]["bundel"] in text


def test_columns_and_order_are_as_asked(village: desks.Desk, tmp_path: Path) -> None:
    text = said(village, order(village, "nominatif", urut="dusun", kolom=("nik", "hp"), nik_samar=True), tmp_path)
    assert "No Nama NIK HP" in text
    assert "7402115408849801" not in text
    assert "9801" in text
    assert "Dusun II," in text


@pytest.mark.parametrize(("opsi", "kode", "word"), [
    ({"urut": "abjad"}, "URUT_TAK_DIKENAL", "abjad"), ({"kolom": ("nik", "gaji")}, "KOLOM_TAK_DIKENAL", "gaji"),
    ({"kolom": ("nik", "nik")}, "KOLOM_TAK_DIKENAL", "dua kali")])
def test_an_unknown_order_or_column_is_refused_with_nothing_printed(village: desks.Desk, opsi: dict[str, Any],
                                                                    kode: str, word: str) -> None:
    before = village.bundles()
    with pytest.raises(Problem) as caught:
        run_to_end(village.print_job(order(village, "nominatif", **opsi)))
    assert caught.value.kode == kode
    assert word in caught.value.apa
    assert village.bundles() == before


def test_the_columns_that_can_be_chosen_have_names() -> None:
    columns = desks.nominatif_columns()
    assert tuple(columns)[:len(desks.usual_columns())] == desks.usual_columns()
    assert columns["no_kk"] == "Nomor KK"
    assert all(label[0].isupper() for label in columns.values())


def test_workers_who_left_are_listed_until_it_is_answered_and_never_the_dead(village: desks.Desk,
                                                                            tmp_path: Path) -> None:
    asked = order(village, "f1b", bulan="2026-11")
    text = said(village, asked, tmp_path)
    assert "DAFTAR TENAGA KERJA KELUAR" in text
    assert "Bulan : 11/2026" in text
    assert MOVED in text
    assert not [name for name in (DEAD, PLANNED, NEW, "LA MUNDUR") if name in text]
    assert "Jumlah tenaga kerja keluar: 1 orang." in text
    named = replace(asked, uids=("mundur",))
    assert "LA MUNDUR" in said(village, named, tmp_path)


def insert(db: Any, table: str, **values: Any) -> None:
    """A row with these values; what else must not be empty is 0 or an empty text."""
    columns = db.all(f"PRAGMA table_info({table})")
    blank = {name: 0 if kind == "INTEGER" else "" for _, name, kind, needed, *_ in columns if needed}
    row = blank | values
    db.run(f"INSERT INTO {table} ({','.join(row)}) VALUES ({','.join('?' * len(row))})", tuple(row.values()))


def test_an_answer_takes_who_left_off_the_list(village: desks.Desk) -> None:
    (sheet,) = village.print_plan(order(village, "f1b")).sheets
    with village.ctx.open() as db:
        db.run("BEGIN")
        insert(db, "balasan", no=1)
        insert(db, "keputusan", balasan_no=1, uid=sheet.uids[0], putusan="keluar", keadaan="berlaku")
        asked = Asked(village.ctx, db, order(village, "f1b"), ())
        assert printing_lists.WORKERS_OUT.plan(asked) == []
        db.run("ROLLBACK")


def test_a_month_that_is_none_is_refused(village: desks.Desk) -> None:
    with pytest.raises(Problem) as caught:
        village.print_plan(order(village, "f1b", bulan="2026-13"))
    assert caught.value.kode == "BULAN_SALAH"


def test_wage_earners_alone_when_there_are_any(desk: desks.Desk, tmp_path: Path) -> None:
    desk.save(salma("b"), 0)
    assert "WA ODE SALMA" in said(desk, order(desk, "f1a_daftar"), tmp_path)
    desk.save(salma("p", kelompok="perangkat_desa", segmen="PU", nama="RUSDIN", nik="7402111706889041",
                    jenis_kelamin="L", tanggal_lahir=date(1988, 6, 17), jabatan="KAUR_TU", penghasilan=2_022_200,
                    sumber_dana=SumberDana(jkk_jkm="APBDES_ADD"), periode_bayar=1, wadah_jenis="", status_kawin="belum",
                    pekerjaan="", mulai_bekerja=date(2023, 1, 2),
                    keluarga=(Keluarga(nama="WA HANIAH", hubungan="orang_tua", urutan=1, hp="081399000418"),)), 0)
    plan = desk.print_plan(order(desk, "f1a_daftar"))
    assert plan.refused == ()
    text = said(desk, order(desk, "f1a_daftar"), tmp_path)
    assert "RUSDIN" in text
    assert "WA ODE SALMA" not in text
    assert "2.022.200" in text
