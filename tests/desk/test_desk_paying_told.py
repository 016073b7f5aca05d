"""Bills that DPMD tells of, payments that the village tells first, and an extension on its way there and back."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.desk import told
from jamsos_desktop.hub import roads
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.records import SumberDana
from jamsos_desktop.problems import Problem
from tests.conftest import TODAY
from tests.desk.talks import Talk, talking
from tests.desk.test_desk_paying import order, refused

VILLAGE, DISTRICT = "APBDES_ADD", "APBD_KAB"
CODES = {VILLAGE: "880740201128", DISTRICT: "880740201129"}


@pytest.fixture
def talk(desk: desks.Desk, tmp_path: Path) -> Iterator[Talk]:
    """Four people sent: two whom the village pays for, two whom the district pays for."""
    with talking(desk, tmp_path) as both:
        both.enrol(1, 2, sumber_dana=SumberDana(jkk_jkm=VILLAGE))
        both.enrol(3, 4)
        both.deliver()
        yield both


def used(desa: desks.Desk, tahun: int) -> dict[str, tuple[int, int]]:
    """Fund -> (paid, waiting) sen of a year."""
    return {fund: (one.dibayar_sen, one.menunggu_sen) for fund, one in desa.ceilings(tahun).items()}


def billed(talk: Talk, bulan: int = 6, jenis: str = "daftar") -> dict[str, tuple[str, int]]:
    """The district hands its batches over and gets a code for each; fund -> (batch, bill)."""
    found = {}
    for group in [g for g in talk.district.candidates() if g.jenis == jenis]:
        nomor = run_to_end(talk.district.make_batch_job(group.choice(group.masa_dari, bulan))).nomor
        talk.district.hand_over(nomor, TODAY)
        [bill] = talk.district.batch(nomor).bills
        talk.district.set_kode_bayar(bill.id, CODES[group.sumber_dana], date(2026, 11, 27))
        found[group.sumber_dana] = (nomor, bill.id)
    return found


def test_bills_of_replies_stand_beside_own_ones_and_are_paid_once(talk: Talk) -> None:
    batches = billed(talk)
    talk.hear()
    desa = talk.desa
    rows = {row.sumber_dana: row for row in desa.bills()}
    told = rows[VILLAGE]
    assert [(row.dari, row.keadaan, row.masa, row.orang, row.jumlah_sen, row.sisa_hari, row.bayar_desa)
            for row in (told, rows[DISTRICT])] == [
        ("dpmd", "menunggu", "Des 2026 - Mei 2027", 2, 20_160_000, 6, True),
        ("dpmd", "menunggu", "Des 2026 - Mei 2027", 2, 20_160_000, 6, False)]
    assert [one.nama for one in desa.bill(told.id).people] == ["Jumria Latif", "La Basri"]
    assert talk.status("u1") == "menunggu_bayar"
    assert desa.proposals() == []  # billed already
    refused("TAGIHAN_GANDA", desa, desa.make_bill, order("u1"))
    refused("KODE_BAYAR_GANDA", desa, desa.make_bill, order("u1", bulan_dari="2027-06", kode_bayar=CODES[VILLAGE]))
    refused("TAGIHAN_DARI_DPMD", desa, desa.cancel_bill, told.id, "keliru")
    refused("TAGIHAN_TIDAK_ADA", desa, desa.record_payment, "dpmd:000000", TODAY, "A1")

    assert desa.paid_by_month(2026) == {}
    assert desa.billed_by_month(2026) == {
        (fund, "pekerja_rentan", "BPU", "2026-12"): (2, 3_360_000) for fund in (VILLAGE, DISTRICT)}
    assert used(desa, 2026) == dict.fromkeys((VILLAGE, DISTRICT), (0, 3_360_000))
    assert used(desa, 2027) == dict.fromkeys((VILLAGE, DISTRICT), (0, 5 * 3_360_000))

    desa.record_payment(told.id, TODAY, "SP2D 114")
    assert (talk.status("u1"), talk.status("u2"), talk.status("u3")) == ("aktif", "aktif", "menunggu_bayar")
    [own] = [row for row in desa.bills() if row.sumber_dana == VILLAGE]
    assert (own.dari, own.keadaan, own.kode_bayar) == ("dpmd", "dibayar", CODES[VILLAGE])
    assert desa.bill(told.id).row == own  # the former name still leads there
    refused("TAGIHAN_SUDAH_DIBAYAR", desa, desa.record_payment, told.id, TODAY, "A1")

    for fund, (nomor, bill) in batches.items():
        talk.district.set_paid(bill, TODAY, "SP2D 9")
        for member in talk.district.batch(nomor).members:
            talk.district.set_result(nomor, member.uid, "ok", kpj="2100000000" + member.uid[1])
        assert fund
    talk.hear()
    assert [row.keadaan for row in desa.bills()] == ["dibayar", "dibayar"]
    assert {talk.status(f"u{n}") for n in (1, 2, 3, 4)} == {"aktif"}
    paid = desa.paid_by_month(2026)
    assert paid == {(fund, "pekerja_rentan", "BPU", "2026-12"): (2, 3_360_000) for fund in (VILLAGE, DISTRICT)}
    assert sum(sen for _, sen in desa.paid_by_month(2027).values()) == 2 * 5 * 3_360_000
    assert used(desa, 2026) == dict.fromkeys((VILLAGE, DISTRICT), (3_360_000, 0))
    desa.undo_payment(told.id)  # DPMD says so too: nothing is lost, nothing counted twice
    assert [row.keadaan for row in desa.bills()] == ["dibayar", "dibayar"]
    assert desa.paid_by_month(2026) == paid
    assert talk.status("u1") == "aktif"


def test_who_is_deleted_and_brought_back_stands_where_they_stood(talk: Talk) -> None:
    """Unless DPMD heard of the deletion in between: then they must travel again."""
    desa = talk.desa
    desa.record_payment(desa.make_bill(order("u1", "u2", bulan_dari="2026-12", bulan=6)), TODAY, "A1")
    assert desa.undo(desa.delete(["u1", "u2"])) == 2
    assert (talk.status("u1"), talk.status("u2")) == ("aktif", "aktif")
    gone = desa.delete(["u1"])
    talk.deliver()
    desa.undo(gone)
    assert (talk.status("u1"), talk.status("u2")) == ("siap_kirim", "aktif")


def test_a_payment_told_here_first_counts_for_whoever_was_sent(talk: Talk) -> None:
    """Membership starts with the first payment; nobody is active beyond a death."""
    desa = talk.desa
    made = desa.make_bill(order("u1", "u2", bulan_dari="2026-12", bulan=6))
    assert talk.status("u1") == "terkirim"
    desa.record_payment(made, TODAY, "A1")
    assert (talk.status("u1"), desa.rows(desa.find(desks.Query(text="jumria")))) != ("terkirim", {})
    assert talk.status("u1") == "aktif"
    talk.change("u2", keluar_tanggal=date(2026, 11, 20), keluar_sebab="meninggal")
    assert talk.status("u2") == "meninggal"
    assert desa.judge(desa.read("u2")).until == date(2026, 11, 20)  # however far the dues were paid
    assert {row.uid for row in desa.ending()} | {row.uid for row in desa.lapsed()} == set()
    desa.undo_payment(made)
    assert (talk.status("u1"), talk.status("u2")) == ("terkirim", "meninggal")


def test_a_code_given_to_an_own_bill_joins_it_with_the_told_one(talk: Talk) -> None:
    desa = talk.desa
    made = desa.make_bill(order("u1", "u2", bulan=6))
    billed(talk)
    talk.hear()
    assert len(desa.bills()) == 3
    desa.set_kode_bayar(made, CODES[VILLAGE], None)
    [own] = [row for row in desa.bills() if row.sumber_dana == VILLAGE]
    assert (own.id, own.dari, own.jatuh_tempo) == (made, "desa", date(2026, 11, 27))  # the day DPMD tells


def test_an_extension_travels_and_comes_back_as_cover(talk: Talk) -> None:
    talk.activate("u1", "u3", sampai="2026-11-30")
    talk.hear()
    done = talk.desa.extend(desks.ExtendOrder(uids=("u1", "u3")))
    assert done.kalimat == "2 dari 2 orang diajukan mulai 1 Desember 2026. 1 tagihan dibuat."
    assert {talk.status("u1"), talk.status("u3")} == {"siap_kirim"}  # the signature stands: nothing is printed anew
    line = talk.deliver()
    assert line.berubah == 2
    assert talk.desa.packages()[0].jumlah["lanjut"] == 2
    assert (talk.held("u3").permohonan, talk.held("u3").keadaan) == ("lanjut", "aktif")
    assert "sudah dalam kiriman" in refused("TIDAK_BISA_URUNG", talk.desa, talk.desa.undo_extension, done.undo_id).apa
    talk.desa.record_payment(done.tagihan[0], TODAY, "A1")
    assert (talk.status("u1"), talk.status("u3")) == ("aktif", "terkirim")
    group = next(g for g in talk.district.candidates() if (g.jenis, g.sumber_dana) == ("lanjut", DISTRICT))
    assert group.masa_dari == date(2026, 12, 1)
    nomor = run_to_end(talk.district.make_batch_job(group.choice(group.masa_dari, 6))).nomor
    talk.district.hand_over(nomor, TODAY)
    [bill] = talk.district.batch(nomor).bills
    talk.district.set_kode_bayar(bill.id, CODES[DISTRICT], date(2026, 11, 27))
    talk.district.set_paid(bill.id, TODAY, "SP2D 9")
    talk.district.set_result(nomor, "u3", "ok")
    talk.hear()
    assert talk.status("u3") == "aktif"
    assert talk.desa.read("u3").aktif_sampai == date(2027, 5, 31)
    [row] = [row for row in talk.desa.bills() if row.sumber_dana == DISTRICT]
    assert (row.masa, row.keadaan, row.orang) == ("Des 2026 - Mei 2027", "dibayar", 1)


def test_an_extension_undone_before_it_travels_leaves_the_member_active(talk: Talk) -> None:
    talk.activate("u3", sampai="2026-11-30")
    talk.hear()
    done = talk.desa.extend(desks.ExtendOrder(uids=("u3",)))
    assert talk.status("u3") == "siap_kirim"
    talk.desa.undo_extension(done.undo_id)
    assert talk.status("u3") == "aktif"
    with pytest.raises(Problem, match="Tidak ada perubahan"):
        talk.send()
    talk.desa.extend(desks.ExtendOrder(uids=("u3",)))
    assert talk.deliver().berubah == 1


def test_dpmd_hears_what_the_village_pays_and_that_it_is_paid(talk: Talk) -> None:
    """Neither the district's nor the people's own bills are the village's; a reply's payment is one."""
    desa = talk.desa
    desa.set_kode_bayar(desa.make_bill(order("u1", "u2", bulan=6)), CODES[VILLAGE], date(2026, 11, 20))
    desa.make_bill(order("u3", "u4", sumber_dana=DISTRICT, bulan=6))
    own = told.bill_rows(desa._db)
    assert [(row["sumber_dana"], row["dibayar"]) for row in own] == [(VILLAGE, "")]
    assert roads.own(own, TODAY) == roads.Own(0, 20_160_000, 1)
    before = told.news(desa._db)
    talk.district.set_paid(billed(talk)[VILLAGE][1], TODAY, "A1")
    talk.hear()
    assert roads.own(told.bill_rows(desa._db), TODAY) == roads.Own(20_160_000, 0, 0)
    assert told.news(desa._db) == before  # what DPMD told is no news to it


def test_a_bill_of_a_reply_is_on_formulir_2a_whole(talk: Talk, tmp_path: Path) -> None:
    billed(talk)
    talk.hear()
    asked = desks.PrintOrder((), ("f2a_bpu",), "A4", tmp_path, desks.PaperOptions(bulan="2027-03"))
    assert [sheet.nama for sheet in talk.desa.print_plan(asked).sheets] == [
        "Formulir 2a BPU, APBDes (ADD)", "Formulir 2a BPU, APBD Kabupaten"]
    done = run_to_end(talk.desa.print_job(asked))
    text = subprocess.run(["pdftotext", "-layout", str(done.path), "-"], capture_output=True, text=True,
                          check=True).stdout
    assert text.count("Des 2026 - Mei 2027") == 4
    assert text.count("201.600") == 2  # the sum of each bill
