"""Who is covered until when, what is to be asked for next, and extensions with their undo."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.desk import paying_money
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from tests.conftest import TODAY
from tests.desk.test_desk_paying import order, refused, someone

OCT, NOV, DEC, MAY = date(2026, 10, 31), date(2026, 11, 30), date(2026, 12, 31), date(2027, 5, 31)


@pytest.fixture(scope="module")
def kept(set_up: Path, tmp_path_factory: pytest.TempPathFactory, clock: desks.Clock) -> Path:
    """Seven people: lapsed, ending, covered for long, never covered; paid by the village or by the district."""
    root = tmp_path_factory.mktemp("masa") / "data"
    post = {"segmen": "PU", "kelompok": "perangkat_desa", "jabatan": "KADES", "pekerjaan": "", "wadah_jenis": "",
            "mulai_bekerja": date(2020, 1, 1), "penghasilan": 2_426_640, "periode_bayar": 1, "desil": None}
    with desks.open_desk(DataFolder(Path(shutil.copytree(set_up, root))), None, clock) as desk:
        for person in (someone(0, "APBD_KAB", aktif_sampai=OCT), someone(1, "APBD_KAB", aktif_sampai=NOV),
                       someone(2, aktif_sampai=NOV), someone(3, aktif_sampai=MAY),
                       someone(4, aktif_sampai=OCT, **post), someone(5, aktif_sampai=None),
                       someone(6, "APBD_KAB", aktif_sampai=NOV, tanggal_lahir=date(1961, 11, 27),
                               nik="7402116711619406")):
            desk.save(person, 0)
    return root


@pytest.fixture
def village(kept: Path, tmp_path: Path, clock: desks.Clock) -> Iterator[desks.Desk]:
    with desks.open_desk(DataFolder(Path(shutil.copytree(kept, tmp_path / "data"))), None, clock) as desk:
        yield desk


def test_cover_counts_everybody_once(village: desks.Desk) -> None:
    found = village.cover()
    assert [(row.keadaan, row.sampai, row.orang, row.kata) for row in found.rows] == [
        ("lewat", OCT, 2, "tidak terlindungi"), ("berakhir", NOV, 3, "nelayan Dusun II"),
        ("aktif", MAY, 1, "nelayan Dusun II")]
    assert (found.terdaftar, found.belum) == (6, 1)
    village.make_bill(order("u5"))
    again = village.cover()
    assert ("belum_mulai", None, 1, "menunggu bayar") in [
        (row.keadaan, row.sampai, row.orang, row.kata) for row in again.rows]
    assert (again.terdaftar, again.belum) == (7, 0)
    for row in again.rows:  # each line opens the list of exactly these people
        assert len(village.uids(desks.Query(sampai=row.saring))) == row.orang


def test_lists_are_opened_by_the_end_of_cover(village: desks.Desk) -> None:
    def found(sampai: str) -> list[str]:
        query = desks.Query(sampai=sampai)
        uids = village.uids(query)
        assert (len(village.find(query)), village.counts(query).total) == (len(uids), len(uids))
        return sorted(uids)

    assert found("lewat") == ["u0", "u4"]
    assert found("berakhir") == ["u1", "u2", "u6"]
    assert found("2027-05-31") == ["u3"]
    assert found("2026-11-01..") == ["u1", "u2", "u3", "u6"]
    assert found("belum") == ["u5"]
    assert len(found("")) == 7


def test_ending_and_lapsed_say_what_it_means(village: desks.Desk) -> None:
    ends = {row.uid: row for row in village.ending()}
    assert set(ends) == {"u1", "u2", "u6"}
    assert village.ending(5) == []
    assert (ends["u1"].hari, ends["u1"].halangan, ends["u1"].nonaktif) == (9, "", False)
    assert ends["u6"].halangan == "Umur saat mulai 65 tahun, paling tua 64."
    gone = {row.uid: row for row in village.lapsed()}
    assert (gone["u0"].hari, gone["u0"].tunggakan_bulan, gone["u0"].tunggakan_sen) == (-21, 1, 0)
    assert "tanpa melunasi" in gone["u0"].kata
    assert (gone["u4"].tunggakan_bulan, gone["u4"].tunggakan_sen) == (1, 1_310_386)  # 0,54% of the siltap
    assert gone["u4"].belum_dikonfirmasi


def test_all_ends_are_told_at_once_and_judged_apart(village: desks.Desk) -> None:
    rows = run_to_end(village.ends_job())
    assert [row.uid for row in rows] == sorted((row.uid for row in rows), key=lambda uid: (
        village.read(uid).aktif_sampai, village.read(uid).nama, uid))
    assert {row.uid for row in rows} == {"u0", "u1", "u2", "u3", "u4", "u6"}  # u5 was never covered
    assert {row.halangan for row in rows} == {""}
    whole = {row.uid: row for row in (*village.lapsed(), *village.ending())}
    held = run_to_end(village.hindrances_job([*whole, "u5", "tidak-ada"]))
    assert held == {uid: row.halangan for uid, row in whole.items()}
    assert [replace(row, halangan=held[row.uid]) for row in rows if row.uid in whole] == sorted(
        whole.values(), key=lambda row: (row.sampai, row.nama, row.uid))


def test_a_doubled_nik_holds_up_an_extension_in_both_ways_of_looking(village: desks.Desk) -> None:
    """People judged together know of each other what one judged alone reads from the file."""
    twin = replace(village.read("u1"), uid="u9", nomor="", nama="Wa Muna", aktif_sampai=None)
    village.save(twin, 0)
    [row] = [row for row in village.ending() if row.uid == "u1"]
    assert row.halangan == next(one.pesan for one in village.judge(village.read("u1")).blocking)
    assert "NIK" in row.halangan


@pytest.mark.parametrize("suffix", [".pdf", ".xlsx"])
def test_the_list_goes_on_paper_and_into_a_workbook_without_nik(village: desks.Desk, tmp_path: Path,
                                                                suffix: str) -> None:
    rows = [*village.lapsed(), *village.ending()]
    order = desks.EndingListOrder(uids=tuple(row.uid for row in rows), judul="Lewat masa", lingkup="Semua pembayar")
    path = run_to_end(village.ending_list_job(order, tmp_path / "keluar" / f"daftar{suffix}"))
    said = " ".join((pdf_text(path) if suffix == ".pdf" else book_text(path)).split())
    for row in rows:
        assert row.nama.split()[0].upper() in said.upper()
        assert village.read(row.uid).nik not in said.replace(" ", "")
    for words in ("Lewat masa", "5 orang", "Lewat 21 hari", "9 hari lagi", "Umur saat mulai", "Tunggakan 1 bulan",
                  "\u2020 Belum dikonfirmasi", "data pribadi"):
        assert words in said, words
    assert said.count("\u2020") >= 2  # in the row, and what it stands for
    assert ("13.103,86" if suffix == ".pdf" else "13103.86") in said


def test_a_list_of_nobody_or_of_another_form_is_refused(village: desks.Desk, tmp_path: Path) -> None:
    for uids, name, code in ((("u5",), "a.pdf", "DAFTAR_KOSONG"), (("u0",), "a.docx", "BENTUK_SALAH")):
        with pytest.raises(Problem) as caught:
            run_to_end(village.ending_list_job(desks.EndingListOrder(uids=uids, judul="Lewat masa"), tmp_path / name))
        assert caught.value.kode == code
        assert not list(tmp_path.glob("a.*"))


def pdf_text(path: Path) -> str:
    return subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True).stdout.decode()


def book_text(path: Path) -> str:
    rows = openpyxl.load_workbook(path)["Daftar"].iter_rows(values_only=True)
    return " ".join(str(value) for row in rows for value in row if value is not None)


def test_proposals_per_payer_segment_end_and_period(village: desks.Desk) -> None:
    found = {(row.sumber_dana, row.segmen, row.sampai): row for row in village.proposals()}
    assert set(found) == {("APBD_KAB", "BPU", OCT), ("APBDES_ADD", "PU", OCT), ("APBD_KAB", "BPU", NOV),
                          ("APBDES_ADD", "BPU", NOV)}
    lapsed, wage = found["APBD_KAB", "BPU", OCT], found["APBDES_ADD", "PU", OCT]
    assert (lapsed.lewat, lapsed.masa, lapsed.orang, lapsed.jumlah_sen, lapsed.bayar_desa, lapsed.keadaan) == (
        True, "Des 2026 - Mei 2027", 1, 6 * 1_680_000, False, "belum_diajukan")
    assert (wage.lewat, wage.masa, wage.bayar_desa) == (True, "Nov - Des 2026", True)  # arrears come first
    asked = village.extend(desks.ExtendOrder(uids=wage.uids, sumber_dana="APBDES_ADD", segmen="PU", sampai=OCT),
                           coba=True)
    assert (asked.masa, asked.jumlah_sen) == (wage.masa, wage.jumlah_sen)  # what is proposed is what is billed
    assert found["APBD_KAB", "BPU", NOV].uids == ("u1", "u6")
    village.make_bill(order("u2", bulan=6))
    assert ("APBDES_ADD", "BPU", NOV) not in {(row.sumber_dana, row.segmen, row.sampai) for row in village.proposals()}


def test_a_gap_in_what_was_paid_is_not_covered(kept: Path, tmp_path: Path) -> None:
    """Paid January to March and July to September: on a day in May nobody is covered."""
    def on(day: date) -> desks.Desk:
        return desks.open_desk(folder, None, desks.Clock(day))

    folder = DataFolder(Path(shutil.copytree(kept, tmp_path / "data")))
    with on(TODAY) as desk:
        for first in ("2027-01", "2027-07"):
            desk.record_payment(desk.make_bill(order("u5", bulan_dari=first, bulan=3)), TODAY, "A1")
    ends = {date(2027, 2, 1): "2027-03-31", date(2027, 5, 2): "2027-03-31", date(2027, 7, 1): "2027-09-30",
            date(2027, 12, 1): "2027-09-30"}
    for day, until in ends.items():
        with on(day) as desk:
            [row] = desk.rows(desk.find(desks.Query(text="mardiana"))).values()
            assert row.aktif_sampai == until, day
            assert ("u5" in {one.uid for one in desk.lapsed()}) == (until < day.isoformat())


# --- extension ---------------------------------------------------------------------------------------


def test_an_extension_is_asked_and_says_whom_it_leaves_out(village: desks.Desk) -> None:
    wanted = desks.ExtendOrder(sumber_dana="APBD_KAB")
    trial = village.extend(wanted, coba=True)
    assert village.read("u1").permohonan == "daftar"
    assert trial.kalimat == ("2 dari 3 orang bisa diperpanjang mulai 1 Desember 2026. 1 dilewati. Wa Ode Salma: Umur "
                             "saat mulai 65 tahun, paling tua 64.")
    done = village.extend(wanted)
    assert (done.diajukan, done.dari, done.tagihan, done.jumlah_sen) == (("u0", "u1"), 3, (), 12 * 1_680_000)
    asked = village.read("u1")
    assert (asked.permohonan, asked.mulai, asked.periode_bayar) == ("lanjut", date(2026, 12, 1), 6)
    assert {row.keadaan for row in village.proposals() if "u1" in row.uids} == {"diajukan"}
    assert {row.uid: row.diajukan for row in village.lapsed()}["u0"] is True
    again = village.extend(desks.ExtendOrder(uids=("u1",)))
    assert (again.diajukan, again.dilewati[0].alasan, again.undo_id) == ((), "Sudah diajukan mulai 01/12/2026.", "")


def test_where_the_village_pays_a_bill_is_made_too(village: desks.Desk) -> None:
    done = village.extend(desks.ExtendOrder(uids=("u2", "u4"), bulan=3))
    rows = {row.segmen: row for row in (village.bill(one).row for one in done.tagihan)}
    assert (rows["BPU"].masa, rows["BPU"].jumlah_sen) == ("Des 2026 - Feb 2027", 3 * 1_680_000)
    assert (rows["PU"].masa, rows["PU"].jumlah_sen) == ("Nov 2026 - Feb 2027", 4 * 1_310_386)  # with what is owed
    assert done.jumlah_sen == sum(row.jumlah_sen for row in rows.values())
    assert done.kalimat == "2 dari 2 orang diajukan mulai 1 Desember 2026. 2 tagihan dibuat."


@pytest.mark.parametrize(("values", "reason"), [
    ({"keluar_tanggal": date(2026, 11, 10), "keluar_sebab": "meninggal"}, "Meninggal 10/11/2026."),
    ({"keluar_tanggal": date(2026, 11, 28), "keluar_sebab": "pindah"}, "Keluar 28/11/2026."),
    ({"sk_berakhir": date(2026, 11, 30)}, "SK berakhir 30/11/2026."),
    ({"status_pegawai": "PKWT", "akhir_kontrak": date(2026, 11, 5)}, "Kontrak berakhir 05/11/2026."),
    ({"nama_ibu": ""}, "Nama ibu kandung belum diisi."),
    ({"aktif_sampai": None}, "Belum terdaftar, jadi belum ada yang diperpanjang."),
    ({"penghasilan": None}, None),
])
def test_who_cannot_go_on_is_left_out(village: desks.Desk, values: dict[str, Any], reason: str | None) -> None:
    kept = village.read("u2")
    village.save(replace(kept, **values), kept.revisi)
    done = village.extend(desks.ExtendOrder(uids=("u2", "u1")))
    assert done.diajukan == ("u1",)
    [left] = done.dilewati
    assert reason in (None, left.alasan)
    assert done.kalimat.startswith("1 dari 2 orang diajukan mulai 1 Desember 2026. 1 dilewati. ")


@pytest.mark.parametrize(("wanted", "kode"), [
    (desks.ExtendOrder(uids=("u1",), bulan=5), "PERIODE_SALAH"),
    (desks.ExtendOrder(sumber_dana="KAS"), "DANA_TAK_DIKENAL"),
    (desks.ExtendOrder(uids=("u1",), mulai=date(2026, 12, 15)), "MULAI_SALAH"),
    (desks.ExtendOrder(uids=("u1",), mulai=date(2026, 10, 1)), "MULAI_SALAH"),
    (desks.ExtendOrder(sumber_dana="CSR"), "TAK_ADA_PERPANJANGAN"),
    (desks.ExtendOrder(uids=("u99",)), "PESERTA_TIDAK_ADA"),
])
def test_extensions_that_cannot_be_are_refused(village: desks.Desk, wanted: desks.ExtendOrder, kode: str) -> None:
    refused(kode, village, village.extend, wanted)


def test_covered_people_are_not_extended_into_their_cover(village: desks.Desk) -> None:
    done = village.extend(desks.ExtendOrder(uids=("u3",), mulai=date(2027, 1, 1)))
    assert [one.alasan for one in done.dilewati] == ["Masih terlindungi sampai 31/05/2027."]


def test_an_extension_is_undone_whole(village: desks.Desk) -> None:
    before = [village.read(uid) for uid in ("u1", "u2")]
    done = village.extend(desks.ExtendOrder(uids=("u1", "u2")))
    assert village.undo_extension(done.undo_id) == 2
    after = [village.read(uid) for uid in ("u1", "u2")]
    assert [replace(one, revisi=0, diubah="") for one in after] == [replace(one, revisi=0, diubah="") for one in before]
    assert village.bills() == []
    with pytest.raises(Problem) as caught:
        village.undo_extension(done.undo_id)
    assert caught.value.kode == "TIDAK_BISA_URUNG"


def test_what_moved_on_is_not_undone(village: desks.Desk) -> None:
    done = village.extend(desks.ExtendOrder(uids=("u1", "u2")))
    [bill] = done.tagihan
    village.record_payment(bill, TODAY, "A1")
    problem = refused("TIDAK_BISA_URUNG", village, village.undo_extension, done.undo_id)
    assert "Tagihan" in problem.apa
    village.undo_payment(bill)
    kept = village.read("u1")
    village.save(replace(kept, hp="081299000418"), kept.revisi)
    problem = refused("TIDAK_BISA_URUNG", village, village.undo_extension, done.undo_id)
    assert "Jumria Latif" in problem.apa
    gone = village.delete(["u0"])
    assert "bukan perpanjangan" in refused("TIDAK_BISA_URUNG", village, village.undo_extension, gone).apa


def test_the_list_says_what_the_extension_will_say(village: desks.Desk) -> None:
    village.make_bill(order("u2", bulan_dari="2027-01", bulan=1))  # a month within the period to come
    rows = {row.uid: row.halangan for row in (*village.lapsed(), *village.ending())}
    done = village.extend(desks.ExtendOrder(uids=tuple(rows)), coba=True)
    left = {one.uid: one.alasan for one in done.dilewati}
    assert left["u2"] == "Sebagian bulannya sudah ditagih."
    assert {uid: why for uid, why in rows.items() if why} == left
    assert run_to_end(village.hindrances_job(tuple(rows))) == rows


def test_several_extensions_are_undone_together_or_not_at_all(village: desks.Desk) -> None:
    first, second = (village.extend(desks.ExtendOrder(uids=(uid,))) for uid in ("u1", "u2"))
    village.record_payment(second.tagihan[0], TODAY, "A1")
    for undo_ids in ((first.undo_id, second.undo_id), (second.undo_id, first.undo_id)):
        refused("TIDAK_BISA_URUNG", village, village.undo_extension, *undo_ids)
        assert village.read("u1").permohonan == "lanjut"
    village.undo_payment(second.tagihan[0])
    assert village.undo_extension(first.undo_id, second.undo_id) == 2
    assert village.bills() == []


def test_people_priced_together_are_summed_as_if_alone(village: desks.Desk) -> None:
    """A proposal prices people once who are alike; wages, posts and programmes that differ count each."""
    for nth, values in enumerate(({}, {"penghasilan": 1_900_000}, {"program": ("JKK", "JKM", "JHT")},
                                  {"penghasilan": 4_000_000})):
        village.save(someone(20 + nth, aktif_sampai=NOV, **values), 0)
    [found] = [one for one in village.proposals() if one.sampai == NOV and one.bayar_desa]
    alone = [paying_money.charge(village.ctx, village.read(uid), found.sumber_dana, found.bulan_dari,
                                 found.bulan_sampai) for uid in found.uids]
    assert len({run.jumlah_sen for [run] in alone}) > 2
    assert found.jumlah_sen == sum(run.jumlah_sen for [run] in alone)
