"""The rows of ``operator_rows`` about money, pekerja rentan, leaving, lists from elsewhere and rights of people."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from jamsos_desktop import desk as desks
from jamsos_desktop.iuran.what_if import WhatIf
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.dues import WageBase
from tests.conftest import TODAY
from tests.desk.operator_village import FUND, YEAR, Kit, Row, member

LIST = (YEAR, FUND)
PLAN = desks.ImportPlan(kelompok="pekerja_rentan")


def bill(*uids: str, **changed: Any) -> desks.BillOrder:
    return desks.BillOrder(**{"sumber_dana": "APBD_KAB", "bulan_dari": "2026-12", "bulan": 1, "uids": uids} | changed)


MONEY: list[Row] = [
    ("rates", "R", lambda d, k: d.rates(TODAY)), ("fund_limits", "R", lambda d, k: d.fund_limits()),
    ("wage_bases", "R", lambda d, k: d.wage_bases(YEAR)),
    ("set_wage_base", "W", lambda d, k: d.set_wage_base(YEAR, "non_asn", "ump")),
    ("confirm_wage_base", "W", lambda d, k: d.confirm_wage_base(YEAR, "non_asn", TODAY, "Surat 1")),
    ("forget_wage_base", "W", lambda d, k: d.forget_wage_base(YEAR, "non_asn")),
    ("settle_wage_bases", "W", lambda d, k: d.settle_wage_bases(YEAR, {"non_asn": WageBase("upah")}, {})),
    ("set_ceiling", "W", lambda d, k: d.set_ceiling(YEAR, FUND, 5_000_000, "Perdes 5")),
    ("set_ceilings", "W", lambda d, k: d.set_ceilings(YEAR, {FUND: 6_000_000})),
    ("ceilings", "R", lambda d, k: d.ceilings(YEAR)), ("dues_of_month", "R", lambda d, k: d.dues_of_month(TODAY)),
    ("budget", "R", lambda d, k: d.budget(YEAR)), ("budget_job", "R", lambda d, k: d.budget_job(YEAR)),
    ("budget_files_job", "F", lambda d, k: d.budget_files_job(2027, WhatIf(), k.out / "anggaran.pdf")),
    ("proposals", "R", lambda d, k: d.proposals()), ("bill_draft", "R", lambda d, k: d.bill_draft(bill("u2"))),
    ("make_bill", "W", lambda d, k: k.keep("a bill", d.make_bill(bill("u2")))),
    ("bill", "R", lambda d, k: d.bill(k["a bill"])), ("bills", "R", lambda d, k: d.bills()),
    ("set_kode_bayar", "W", lambda d, k: d.set_kode_bayar(k["a bill"], "880740212699", None)),
    ("record_payment", "W", lambda d, k: d.record_payment(k["a bill"], TODAY, "SP2D 1")),
    ("proof_job", "R", lambda d, k: d.proof_job(k.file("DCIM/ktp.jpg"))),
    ("attach_proof", "W", lambda d, k: d.attach_proof(k["a bill"], k.file("bukti.pdf"))),
    ("proof", "R", lambda d, k: d.proof(k["a bill"])), ("proof_page_job", "R", lambda d, k: d.proof_page_job(
        k["a bill"], 0, 0.5)),
    ("undo_payment", "W", lambda d, k: d.undo_payment(k["a bill"])),
    ("cancel_bill", "W", lambda d, k: d.cancel_bill(k["a bill"], "keliru")),
    ("pay_rows", "W", lambda d, k: d.pay_rows([{"peserta": ["7402115408849003"], "sumber_dana": "APBD_KAB",
                                                "bulan_dari": "2026-12", "tanggal": "2026-11-20", "bukti": "B-9"}])),
    ("billed_by_month", "R", lambda d, k: d.billed_by_month(YEAR)),
    ("paid_by_month", "R", lambda d, k: d.paid_by_month(YEAR)), ("cover", "R", lambda d, k: d.cover()),
    ("covered_groups", "R", lambda d, k: d.covered_groups()),
    ("ending", "R", lambda d, k: d.ending()), ("ends_job", "R", lambda d, k: d.ends_job()),
    ("lapsed", "R", lambda d, k: d.lapsed()), ("soon", "R", lambda d, k: d.soon()),
    ("hindrances_job", "R", lambda d, k: d.hindrances_job([member(0)])),
    ("ending_list_job", "F", lambda d, k: d.ending_list_job(desks.EndingListOrder(
        uids=(member(0),), judul="Segera berakhir"), k.out / "berakhir.pdf")),
    ("extend", "W", lambda d, k: k.keep("more", d.extend(desks.ExtendOrder(uids=(member(0),), bulan=1)))),
    ("undo_extension", "W", lambda d, k: d.undo_extension(k["more"].undo_id)),
]

CHOOSING: list[Row] = [
    ("rentan_quotas", "R", lambda d, k: d.rentan_quotas(YEAR)),
    ("set_rentan_quota", "W", lambda d, k: d.set_rentan_quota(*LIST, 3, "Perdes 6/2026")),
    ("selection", "R", lambda d, k: d.selection(*LIST)),
    ("propose_selection", "W", lambda d, k: d.propose_selection(*LIST)),
    ("pin_candidate", "W", lambda d, k: d.pin_candidate(*LIST, "u3", "Musyawarah desa")),
    ("skip_candidate", "W", lambda d, k: d.skip_candidate(*LIST, "kurang", "Menolak")),
    ("unmark_candidate", "W", lambda d, k: d.unmark_candidate(*LIST, "kurang")),
    ("move_candidate", "W", lambda d, k: k.keep("a step", d.move_candidate(*LIST, "u3", -1))),
    ("undo_selection", "W", lambda d, k: d.undo_selection(k["a step"])),
    ("sk_draft_job", "F", lambda d, k: d.sk_draft_job(*LIST, k.out / "sk.pdf")),
    ("settle_selection", "W", lambda d, k: d.settle_selection(*LIST, "141/12/2026", date(2026, 11, 20),
                                                              samakan=False)),
    ("align_chosen", "W", lambda d, k: d.align_chosen(*LIST)),
    ("replace_person", "W", lambda d, k: d.replace_person(*LIST, _first(d), "Pindah")),
    ("freed", "R", lambda d, k: d.freed()),
    ("fill_empty_seat", "W", lambda d, k: _more_seats(d) and d.fill_empty_seat(*LIST, "Kuota bertambah")),
]

LEAVING: list[Row] = [
    ("outcomes", "R", lambda d, k: d.outcomes("JKM")), ("claim_papers", "R", lambda d, k: d.claim_papers("JKM")),
    ("right_on", "R", lambda d, k: d.right_on(member(1), date(2026, 11, 18))),
    ("report_until", "R", lambda d, k: d.report_until(datetime(2026, 11, 20, 9, 30))),
    ("leave", "W", lambda d, k: d.leave(member(1), desks.LeaveOrder(sebab="meninggal", tanggal=date(2026, 11, 18)))),
    ("events", "R", lambda d, k: k.keep("died", d.events()[0].id)), ("event", "R", lambda d, k: d.event(k["died"])),
    ("set_event_paper", "W", lambda d, k: d.set_event_paper(k["died"], "AKTA_MATI", "ada")),
    ("set_event_papers", "W", lambda d, k: d.set_event_papers(k["died"], {"KARTU": "ada", "KTP": "ada"})),
    ("submit_event", "W", lambda d, k: d.submit_event(k["died"], date(2026, 11, 20))),
    ("close_event", "W", lambda d, k: d.close_event(k["died"], "dibayar", TODAY)),
    ("reopen_event", "W", lambda d, k: d.reopen_event(k["died"])),
    ("event_paper_job", "F", lambda d, k: d.event_paper_job(k["died"], k.out / "klaim.pdf")),
    ("claim", "W", lambda d, k: d.claim(_dead(d))),
    ("report_event", "W", lambda d, k: d.report_event(_accident(d), datetime(2026, 11, 20, 12, 0).astimezone())),
    ("leave_many", "W", lambda d, k: d.leave_many([member(3), member(4)], desks.LeaveOrder(
        sebab="pindah", tanggal=date(2026, 11, 20)))),
    ("take_back_leave", "W", lambda d, k: d.take_back_leave(member(3))),
    ("take_back_leaves", "W", lambda d, k: d.take_back_leaves([member(4)])),
]

IMPORTING: list[Row] = [
    ("template_job", "F", lambda d, k: d.template_job(k.out / "templat.xlsx")),
    ("read_sheet_job", "R", lambda d, k: d.read_sheet_job(k.file("warga.csv"))),
    ("look_job", "R", lambda d, k: d.look_job(k["read_sheet_job"], PLAN)),
    ("sheet_layout", "R", lambda d, k: d.sheet_layout(k["read_sheet_job"], PLAN)),
    ("sheet_group", "R", lambda d, k: d.sheet_group(k["read_sheet_job"])),
    ("keep_pattern", "W", lambda d, k: d.keep_pattern("Daftar dusun", k["look_job"].layout, "pekerja_rentan")),
    ("patterns", "R", lambda d, k: d.patterns()), ("drop_pattern", "W", lambda d, k: d.drop_pattern("Daftar dusun")),
    ("import_job", "W", lambda d, k: d.import_job(k["read_sheet_job"], PLAN)),
    ("imports", "R", lambda d, k: d.imports()),
    ("imported_before", "R", lambda d, k: d.imported_before(k["read_sheet_job"].sha)),
    ("write_import_problems", "F", lambda d, k: d.write_import_problems(
        k["read_sheet_job"], k["import_job"], k.out / "masalah.xlsx")),
    ("import_problems_job", "F", lambda d, k: d.import_problems_job(
        k["read_sheet_job"], k["import_job"], k.out / "masalah2.xlsx")),
    ("import_undo_view", "R", lambda d, k: d.import_undo_view(d.imports()[0].id)),
    ("import_undo_view_job", "R", lambda d, k: d.import_undo_view_job(d.imports()[0].id)),
    ("undo_import", "W", lambda d, k: d.undo_import(d.imports()[0].id)),
    ("undo_import_job", "W", lambda d, k: d.undo_import_job(_imported_again(d, k))),
]

DATA: list[Row] = [
    ("request_data", "W", lambda d, k: k.keep("asked", d.request_data("u2", "akses"))),
    ("data_requests", "R", lambda d, k: d.data_requests()), ("requests_due", "R", lambda d, k: d.requests_due()),
    ("data_rights", "R", lambda d, k: d.data_rights("u2")), ("held_data", "W", lambda d, k: d.held_data("u2")),
    ("rights_paper_job", "F", lambda d, k: d.rights_paper_job("u2", "data_saya", k.out / "data.pdf")),
    ("answer_request", "W", lambda d, k: d.answer_request(k["asked"].id, "diserahkan")),
    ("give_consent", "W", lambda d, k: d.give_consent("kurang", TODAY, "tanda_tangan")),
    ("erase_plan", "R", lambda d, k: d.erase_plan(["terhapus"])), ("retention", "R", lambda d, k: d.retention()),
    ("destructions", "R", lambda d, k: d.destructions()),
    ("destruction_paper_job", "F", lambda d, k: d.destruction_paper_job(d.destructions()[0].id, k.out / "ba.pdf")),
    ("breach_paper_job", "F", lambda d, k: d.breach_paper_job(desks.Breach(
        diketahui=d.now() - timedelta(hours=1), data="NIK", terjadi="Laptop hilang.", penanganan="Lapor polisi."),
        k.out / "bocor.pdf")),
]


def _first(desk: Any) -> str:
    uid: str = desk.selection(*LIST).of("terpilih")[0].uid
    return uid


def _more_seats(desk: Any) -> bool:
    desk.set_rentan_quota(*LIST, 4, "Perdes 7/2026")
    return True


def _dead(desk: Any) -> str:
    """Somebody who died before being a member: no claim was opened."""
    desk.leave("u3", desks.LeaveOrder(sebab="meninggal", tanggal=date(2026, 11, 18)))
    return "u3"


def _imported_again(desk: Any, kit: Kit) -> str:
    run_to_end(desk.import_job(kit["read_sheet_job"], PLAN))
    newest: str = desk.imports()[0].id
    return newest


def _accident(desk: Any) -> str:
    desk.leave(member(2), desks.LeaveOrder(sebab=desks.ACCIDENT, waktu=datetime(2026, 11, 20, 9, 30).astimezone(),
                                           tempat="Dermaga"))
    found: str = next(row.id for row in desk.events() if row.jenis == "JKK")
    return found
