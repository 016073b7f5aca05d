"""Every verb of an open desk as an operator calls it: a walk by subject, each row with what it may change.

R: reads, the data file stays as it is. W: writes into it. F: makes files or pictures, perhaps with a note in the
history. N: of the desk itself. ``k`` is the kit: files, and what earlier rows kept.
"""

from __future__ import annotations

from contextlib import nullcontext
from datetime import date

from jamsos_desktop import desk as desks
from jamsos_desktop.model.rights import Right
from tests.conftest import TODAY, salma
from tests.desk.operator_affairs import CHOOSING, DATA, IMPORTING, LEAVING, MONEY
from tests.desk.operator_village import OPERATOR, YEAR, Row, sheet_drawn

ALL = desks.Query()
FORM = desks.PrintOrder(("u0",), ("formulir",), "A4")

DESK: list[Row] = [
    *[(name, "R", lambda d, k, name=name: getattr(d, name)) for name in (
        "folder", "unit", "policy", "mode", "today", "user", "device_only", "lists", "has_board", "moved", "crowded",
        "role", "unchecked")],
    ("now", "R", lambda d, k: d.now()), ("labels", "R", lambda d, k: d.labels("jabatan")),
    ("label", "R", lambda d, k: d.label("kelompok", "non_asn")), ("choices", "R", lambda d, k: d.choices()),
    ("find", "R", lambda d, k: k.keep("ids", list(d.find(ALL)))), ("rows", "R", lambda d, k: d.rows(k["ids"])),
    ("uids", "R", lambda d, k: d.uids(ALL)), ("counts", "R", lambda d, k: d.counts(ALL)),
    ("likeness", "R", lambda d, k: d.likeness(ALL)), ("troubled", "R", lambda d, k: d.troubled(ALL)),
    ("marks", "R", lambda d, k: d.marks(k["ids"])), ("make_search_ready", "N", lambda d, k: d.make_search_ready()),
    ("per_group", "R", lambda d, k: d.per_group()), ("per_fund", "R", lambda d, k: d.per_fund()),
    ("only_samples", "R", lambda d, k: d.only_samples()), ("everyone", "R", lambda d, k: d.everyone()),
    ("people_of", "R", lambda d, k: d.people_of(ALL)), ("heads", "R", lambda d, k: d.heads()),
    ("nik", "R", lambda d, k: d.nik("7402115408849000")), ("decode_nik", "R", lambda d, k: d.decode_nik("740211")),
    ("read_job", "R", lambda d, k: d.read_job(lambda desk: desk.counts(ALL))),
    ("file_ways_job", "R", lambda d, k: d.file_ways_job([k.file("balasan.jdx")])),
    ("note_screen", "W", lambda d, k: d.note_screen(True, "tombol")),
    ("check_pin", "N", lambda d, k: d.check_pin(OPERATOR)),
    ("sign_of_waiting", "N", lambda d, k: d.sign_of_waiting(nullcontext)),
    ("health_job", "N", lambda d, k: d.health_job()), ("cared", "R", lambda d, k: d.cared()),
    ("care_seen", "N", lambda d, k: d.care_seen()), ("clock_doubt", "R", lambda d, k: d.clock_doubt()),
    ("space", "R", lambda d, k: d.space()), ("clearable", "R", lambda d, k: d.clearable()),
    ("clear", "N", lambda d, k: d.clear([one.kode for one in d.clearable()])), ("reread", "N", lambda d, k: d.reread()),
    ("take_restored", "N", lambda d, k: d.take_restored()), ("go_on", "N", lambda d, k: d.go_on(d.ctx)),
    ("take_new_key", "N", lambda d, k: d.take_new_key(desks.KeyChanged(1, (), 0, 0, 0, (), d.ctx))),
    ("cared_for", "N", lambda d, k: d.cared_for()), ("close", "N", lambda d, k: d.close()),
]

PEOPLE: list[Row] = [
    ("new", "R", lambda d, k: d.new("pekerja_rentan")),
    ("save", "W", lambda d, k: d.save(salma("baru", nama="WA BARU", nik="7402115408849210", desil=9), 0)),
    ("read", "R", lambda d, k: d.read("baru")), ("judge", "R", lambda d, k: d.judge(d.read("baru"))),
    ("find_person", "R", lambda d, k: d.find_person("7402115408849210")),
    ("holder_of", "R", lambda d, k: d.holder_of("7402115408849210", "u0")),
    ("trail", "R", lambda d, k: d.trail("u0")),
    ("settle", "R", lambda d, k: d.settle(d.read("baru"), "DESIL_TINGGI")),
    ("add_people", "W", lambda d, k: d.add_people([{"nama": "LA TAMBAH", "kelompok": "pekerja_rentan"}])),
    ("change_person", "W", lambda d, k: d.change_person(d.read("baru"), {"dusun": "III"})),
    ("see_kpj", "W", lambda d, k: d.see_kpj(["u0"], "balasan")),
    ("keep_draft", "W", lambda d, k: d.keep_draft("editor", "baru", {"texts": {}})),
    ("draft", "R", lambda d, k: d.draft("editor", "baru")), ("drafts", "R", lambda d, k: d.drafts()),
    ("drop_draft", "W", lambda d, k: d.drop_draft("editor", "baru")),
    ("delete", "W", lambda d, k: k.keep("a deletion", d.delete(["baru"], "salah ketik"))),
    ("deleted_count", "R", lambda d, k: d.deleted_count()), ("deleted_people", "R", lambda d, k: d.deleted_people()),
    ("find_deleted", "R", lambda d, k: d.find_deleted("7402115408849210")),
    ("undo", "W", lambda d, k: d.undo(k["a deletion"])),
    ("taking_out", "W", lambda d, k: d.taking_out(["baru", "terhapus"], [])),
    ("bring_back_people", "W", lambda d, k: d.bring_back_people(["baru"])),
    ("bringing_back", "W", lambda d, k: d.bringing_back(["terhapus"], [])),
    ("samples_job", "W", lambda d, k: d.samples_job(1, 7)), ("recompute_job", "N", lambda d, k: d.recompute_job()),
    ("fill_columns", "R", lambda d, k: d.fill_columns()), ("fill_rows", "R", lambda d, k: d.fill_rows("nama_ibu")),
    ("fill", "W", lambda d, k: d.fill("kurang", d.read("kurang").revisi, "nama_ibu", "WA MUNA")),
    ("fill_job", "W", lambda d, k: d.fill_job([desks.FillEntry("kurang", d.read("kurang").revisi, "rt", "004")])),
    ("fill_some", "W", lambda d, k: d.fill_some([desks.FillEntry("kurang", d.read("kurang").revisi, "rw", "005")])),
    ("settle_fill", "W", lambda d, k: d.settle_fill("mampu", d.read("mampu").revisi, "desil",
                                                     "DESIL_TINGGI")),
    ("fill_sheet_job", "W", lambda d, k: d.fill_sheet_job(k.file("ibu.csv"), "nama_ibu", timpa=True)),
]

PAPERS: list[Row] = [
    ("person_papers", "R", lambda d, k: d.person_papers("pekerja_rentan")),
    ("set_berkas", "W", lambda d, k: d.set_berkas(["kurang"], "KTP", "ada")),
    ("berkas_desa", "R", lambda d, k: d.berkas_desa()),
    ("set_berkas_desa", "W", lambda d, k: d.set_berkas_desa("PKS", "ada")),
    ("papers", "R", lambda d, k: d.papers()), ("blanks", "R", lambda d, k: d.blanks()),
    ("letter_proposals", "R", lambda d, k: d.letter_proposals()),
    ("print_plan", "R", lambda d, k: d.print_plan(FORM)), ("plan_job", "R", lambda d, k: d.plan_job(FORM)),
    ("fit_test_job", "R", lambda d, k: d.fit_test_job(FORM)),
    ("preview_job", "R", lambda d, k: d.preview_job(d.read("u0"), "A4")),
    ("sheet_preview_job", "R", lambda d, k: d.sheet_preview_job(FORM, 0, 0.5)),
    ("print_job", "W", lambda d, k: d.print_job(desks.PrintOrder(("u0",), ("formulir",), "A4", k.out / "b.pdf"))),
    ("page_job", "R", lambda d, k: d.page_job(k.out / "b.pdf", 0, 0.5)),
    ("made_sheet_job", "R", lambda d, k: d.made_sheet_job(k.out / "b.pdf", 0, 1, 0, 0.5)),
    ("copy_job", "F", lambda d, k: d.copy_job(k.out / "b.pdf", k.file("DCIM"))),
    ("print_history", "R", lambda d, k: d.print_history()),
    ("bundles", "R", lambda d, k: k.keep("bundle", d.bundles()[0]["bundel"])),
    ("order_again", "R", lambda d, k: d.order_again(k["bundle"])),
    ("bundle_people", "R", lambda d, k: d.bundle_people(k["bundle"])),
    ("doubts", "R", lambda d, k: d.doubts("usia.csv")), ("unconfirmed", "R", lambda d, k: d.unconfirmed()),
    ("paper_doubts", "R", lambda d, k: d.paper_doubts("f1")),
    ("person_doubts", "R", lambda d, k: d.person_doubts(d.read("u0"), ())),
    ("doubts_file_job", "F", lambda d, k: d.doubts_file_job(desks.DoubtOrder(), k.out / "ragu.pdf")),
    ("scan_photos_job", "R", lambda d, k: d.scan_photos_job(k.file("DCIM"))),
    ("scan_thumb_job", "R", lambda d, k: d.scan_thumb_job(k.file("DCIM/ktp.jpg"), 120)),
    ("scan_open_job", "R", lambda d, k: d.scan_open_job(k.file("DCIM/ktp.jpg"))),
    ("scan_look_job", "R", lambda d, k: d.scan_look_job(k["scan_open_job"], desks.ScanEdit())),
    ("scan_make_job", "R", lambda d, k: d.scan_make_job(k["scan_open_job"], desks.ScanEdit())),
    ("attach_scan", "W", lambda d, k: d.attach_scan("u0", "KTP", k.out / "b.pdf")),
    ("keep_scans", "W", lambda d, k: d.keep_scans("u0", {"KK": k["scan_make_job"]})),
    ("scans", "R", lambda d, k: d.scans("u0")), ("scan", "R", lambda d, k: d.scan("u0", "KTP")),
    ("scan_page_job", "R", lambda d, k: d.scan_page_job("u0", "KTP", 0, 0.5)),
    ("drop_scan", "W", lambda d, k: d.drop_scan("u0", "KTP")),
]

SENDING: list[Row] = [
    ("send_state", "R", lambda d, k: d.send_state()), ("send_state_job", "R", lambda d, k: d.send_state_job()),
    ("send_check_job", "R", lambda d, k: d.send_check_job()),
    ("own_fingerprint", "R", lambda d, k: d.own_fingerprint()),
    ("awaited", "R", lambda d, k: d.awaited()),
    ("reply", "R", lambda d, k: d.reply(1)), ("replies", "R", lambda d, k: d.replies()),
    ("answer_question", "W", lambda d, k: d.answer_question("u1", 1, True)),
    ("reason_of", "R", lambda d, k: d.reason_of("u2")), ("from_reply", "R", lambda d, k: d.from_reply(d.read("u0"))),
    ("file_facts", "R", lambda d, k: d.file_facts(k.file("balasan.jdx"))),
    ("check_in", "R", lambda d, k: d.check_in(k.file("balasan.jdx"))),
    ("take_in_file", "W", lambda d, k: d.take_in_file(k.file("balasan.jdx"))),
    ("take_in", "N", lambda d, k: d.take_in(k.file("balasan.jdx"))),
    ("take_in_job", "N", lambda d, k: d.take_in_job(k.file("balasan.jdx"))),
    ("reply_paper_job", "F", lambda d, k: d.reply_paper_job(1, k.out / "balasan.pdf")),
    ("visit_list_job", "F", lambda d, k: d.visit_list_job(1, k.out / "kunjungan.pdf")),
    ("export_job", "W", lambda d, k: d.export_job(k.out)),
    ("packages", "R", lambda d, k: d.packages()), ("package_words", "R", lambda d, k: d.package_words(d.packages()[0])),
    ("receipt_preview_job", "R", lambda d, k: d.receipt_preview_job(1, 0.5)),
    ("sipp_job", "F", lambda d, k: d.sipp_job(k.out)),
    ("check_pack", "R", lambda d, k: d.check_pack(k.file("ketentuan-baru.jdx"))),
    ("policies", "R", lambda d, k: d.policies()), ("policy_changes", "R", lambda d, k: d.policy_changes("2026.2")),
    ("use_policy", "R", lambda d, k: d.use_policy()),
    ("target", "R", lambda d, k: d.target(YEAR)), ("deadline", "R", lambda d, k: d.deadline("kirim")),
]

OFFICE: list[Row] = [
    ("roads", "R", lambda d, k: d.roads()), ("next_step", "R", lambda d, k: d.next_step()),
    ("mark_step", "W", lambda d, k: d.mark_step("wadah", "pks", date(2026, 11, 3), "07/PKS/2026")),
    ("set_office", "R", lambda d, k: d.set_office()),  # nothing else than it was; a change is refused, see below
    ("today_counts", "R", lambda d, k: d.today_counts()),
    ("board", "R", lambda d, k: d.board()), ("posts", "R", lambda d, k: d.posts("perangkat_desa")),
    ("reminders", "R", lambda d, k: d.reminders()),
    ("add_seat", "W", lambda d, k: k.keep("seat", d.add_seat("kasi", "", "Staf arsip"))[0]),
    ("rename_seat", "W", lambda d, k: d.rename_seat(k["seat"][0], "Staf arsip desa")),
    ("move_seat", "W", lambda d, k: d.move_seat(k["seat"][0], -1)),
    ("seat_changes", "R", lambda d, k: d.seat_changes("KAUR_TU", desks.SeatOrder(uid="kaur", perbarui=True))),
    ("fill_seat", "W", lambda d, k: d.fill_seat("KAUR_TU", desks.SeatOrder(nama="Rusdin"))),
    ("empty_seat", "W", lambda d, k: d.empty_seat("KAUR_TU")),
    ("remove_seat", "W", lambda d, k: k.keep("removed", d.remove_seat(k["seat"][0]))),
    ("restore_seats", "W", lambda d, k: d.restore_seats(k["removed"])),
    ("check_board", "N", lambda d, k: k.keep("checked", d.check_board())),
    ("uncheck_board", "N", lambda d, k: d.uncheck_board(k["checked"])),
    ("reset_formation", "W", lambda d, k: d.reset_formation("swadaya")),
    ("own_posts", "R", lambda d, k: k.keep("own", d.own_posts())),
    ("add_post", "W", lambda d, k: k.keep("post", d.add_post("ekosistem_desa", "Penjaga dermaga"))),
    ("set_post_segment", "W", lambda d, k: d.set_post_segment("LPM", "PU")),
    ("remove_post", "W", lambda d, k: d.remove_post(k["post"])),
    ("put_own_posts", "W", lambda d, k: d.put_own_posts(k["own"])),
    ("users", "R", lambda d, k: d.users()), ("me", "R", lambda d, k: d.me()),
    ("without_pin", "R", lambda d, k: d.without_pin()), ("roles", "R", lambda d, k: d.roles()),
    ("may", "R", lambda d, k: d.may(Right.TULIS)), ("why_not", "R", lambda d, k: d.why_not(Right.TULIS)),
    ("pin_rules", "R", lambda d, k: d.pin_rules("915302", "915302")),
    ("sheet_state", "R", lambda d, k: d.sheet_state()), ("sheet_missing", "R", lambda d, k: d.sheet_missing()),
    ("recovery_preview_job", "R", lambda d, k: d.recovery_preview_job(sheet_drawn(d), "Nurhayati", 0.5)),
    ("old_backups_due", "R", lambda d, k: d.old_backups_due()),
    ("lock_minutes", "R", lambda d, k: d.lock_minutes()),
    ("set_lock_minutes", "W", lambda d, k: d.set_lock_minutes(30)),
    ("trail_numbers", "R", lambda d, k: d.trail_numbers()), ("trail_actors", "R", lambda d, k: d.trail_actors()),
    ("trail_rows", "R", lambda d, k: d.trail_rows(list(d.trail_numbers())[:3])),
    ("trail_list", "R", lambda d, k: d.trail_list()), ("last_entry", "R", lambda d, k: d.last_entry()),
    ("verify_trail", "R", lambda d, k: d.verify_trail()), ("verify_trail_job", "R", lambda d, k: d.verify_trail_job()),
    ("day_recap", "R", lambda d, k: d.day_recap(TODAY)),
    ("recap_paper_job", "F", lambda d, k: d.recap_paper_job(TODAY, "A5", k.out / "rekap.pdf")),
    ("releases_job", "R", lambda d, k: d.releases_job([k.root / "stik"])),
    ("check_release_job", "R", lambda d, k: d.check_release_job(next((k.root / "stik").glob("JR-*.jdx")))),
    ("upgrade_state", "R", lambda d, k: d.upgrade_state()), ("upgrade_news", "R", lambda d, k: d.upgrade_news()),
    ("upgrade_read", "N", lambda d, k: d.upgrade_read()), ("step_back", "R", lambda d, k: d.step_back()),
    ("change_pin", "W", lambda d, k: d.change_pin(OPERATOR, "915302")),
]

KEEPING: list[Row] = [
    ("backup_state", "R", lambda d, k: d.backup_state()), ("backup_days", "R", lambda d, k: d.backup_days()),
    ("backup_due", "R", lambda d, k: d.backup_due()), ("backup_stale", "R", lambda d, k: d.backup_stale()),
    ("backup_reminder", "R", lambda d, k: d.backup_reminder()), ("notices", "R", lambda d, k: d.notices()),
    ("set_backup_days", "W", lambda d, k: d.set_backup_days(14)),
    ("last_backup", "R", lambda d, k: d.last_backup()),
    ("last_backup_on", "R", lambda d, k: d.last_backup_on(k.root / "stik")),
    ("newest_backup", "R", lambda d, k: d.newest_backup()),
    ("auto_backup_job", "F", lambda d, k: d.auto_backup_job("hitung")),
    ("local_backups", "R", lambda d, k: d.local_backups()), ("backups_to_go", "R", lambda d, k: d.backups_to_go()),
    ("compare_local_job", "R", lambda d, k: d.compare_local_job(d.local_backups()[0].path)),
    ("backup_job", "F", lambda d, k: d.backup_job(k.out)),
    ("check_backup_job", "N", lambda d, k: d.check_backup_job(k["backup_job"].path)),
    ("closing_backup", "F", lambda d, k: d.closing_backup()),
]

WALKS: dict[str, list[Row]] = {
    "meja": DESK, "peserta": PEOPLE, "berkas": PAPERS, "kiriman": SENDING, "kantor": OFFICE, "cadangan": KEEPING,
    "iuran": MONEY, "rentan": CHOOSING, "keluar": LEAVING, "impor": IMPORTING, "data pribadi": DATA}
