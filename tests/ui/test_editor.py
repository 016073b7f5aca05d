"""The editor as a clerk uses it: real keys into the real window over a real desk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from jamsos_desktop import desk as desks
from jamsos_desktop.model.fields import FIELDS, Section
from jamsos_desktop.model.records import Keluarga, Peserta
from tests.conftest import make_ready, salma
from tests.ui.clerk_desk import bold_words, light
from ui import theme
from ui.pages import editor_layout as layout
from ui.pages.editor import EditorPage, resume_args
from ui.pages.editor_conflict import MINE, SAVED, ConflictDialog
from ui.pages.editor_heirs import FIRST, ORDER, HeirsModel, column_of
from ui.pages.editor_papers import PaperRow
from ui.pages.editor_session import FORM, Session, differences
from ui.window import Shell

RENTAN = "pekerja_rentan"
NIK = "7402115408849417"
K = Qt.Key


@pytest.fixture
def shell(qtbot, qapp, desk) -> Iterator[Shell]:
    light()
    window = Shell(desk)
    qtbot.addWidget(window)
    window.resize(1366, 670)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield window
    window.stop_work()


def open_editor(shell: Shell, **args) -> EditorPage:
    shell.go("editor", **args)
    page = shell.current
    assert isinstance(page, EditorPage)
    return page


def press(qtbot, key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def type_text(qtbot, text: str) -> None:
    qtbot.keyClicks(QApplication.focusWidget(), text)


def type_over(qtbot, text: str) -> None:
    """Replace what stands in the field in hand."""
    press(qtbot, K.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_text(qtbot, text)


def key_in_hand(page: EditorPage) -> str:
    return page.form.place(QApplication.focusWidget())[1]


def state(page: EditorPage, key: str) -> str:
    return page.form.fields[key].state


def saved(desk: desks.Desk, **changed) -> Peserta:
    return desk.save(salma(**changed), 0)


# -- typing -------------------------------------------------------------------------------------------


def test_a_person_with_two_mistakes_is_mended_by_f8_and_saved_by_f10(qtbot, desk, shell) -> None:
    other = saved(desk, nik="7402114707729008", uid="01a00000-0000-7000-8000-000000000009", nama="JUMRIA", nama_ibu="")
    page = open_editor(shell, kelompok=RENTAN)
    assert key_in_hand(page) == "nik"
    type_text(qtbot, "740211 5408849417")
    press(qtbot, K.Key_Return)
    assert page.form.fields["nik"].text() == "740211 540884 9417"
    strip, read = page.form.nik_strip, "Terbaca dari NIK: perempuan, lahir 14 Agustus 1984 (42 tahun), Kec. Soropia"
    assert (strip.accessibleName(), strip.words.accessibleName()) == (read, read)
    assert bold_words(strip.words) == ["perempuan", "14 Agustus 1984", "Soropia"]  # picture 04
    assert key_in_hand(page) == "nama"
    type_text(qtbot, "wa ode salma")
    press(qtbot, K.Key_Return)
    assert page.form.fields["nama"].text() == "WA ODE SALMA"
    type_text(qtbot, "soropia")
    press(qtbot, K.Key_Return)
    assert page.form.fields["tanggal_lahir"].text() == "14/08/1984"  # filled from the NIK, it was empty
    type_over(qtbot, "14081985")
    press(qtbot, K.Key_Return)
    type_text(qtbot, "740211120310927")  # 15 digits
    press(qtbot, K.Key_Return)
    type_text(qtbot, "wa muna")
    press(qtbot, K.Key_Return)
    assert (state(page, "tanggal_lahir"), state(page, "no_kk")) == ("periksa", "salah")
    assert "Nomor KK harus 16 angka, baru 15." in page.form.fields["no_kk"].message.text

    page.form.go("nik")
    press(qtbot, K.Key_F8)
    assert key_in_hand(page) == "tanggal_lahir"
    press(qtbot, K.Key_F8)
    assert key_in_hand(page) == "no_kk"
    type_text(qtbot, "6")
    press(qtbot, K.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert state(page, "no_kk") == "benar"
    assert key_in_hand(page) == "tanggal_lahir"
    use_nik = page.form.fields["tanggal_lahir"].strip.buttons()[0]
    assert use_nik.text() == "Pakai 1984"
    qtbot.mouseClick(use_nik, Qt.MouseButton.LeftButton)
    assert (state(page, "tanggal_lahir"), page.form.fields["tanggal_lahir"].text()) == ("benar", "14/08/1984")

    uid = page.session.base.uid
    press(qtbot, K.Key_F10)
    kept = desk.read(uid)
    assert (kept.nama, kept.no_kk, kept.jenis_kelamin) == ("WA ODE SALMA", "7402111203109276", "P")
    assert kept.nomor
    assert desk.draft(FORM, uid) is None
    assert page.session.base.uid == other.uid  # the next incomplete person of the list


def test_keeping_the_ktp_year_settles_the_warning(qtbot, desk, shell) -> None:
    person = saved(desk, tanggal_lahir=salma().tanggal_lahir.replace(year=1985))
    page = open_editor(shell, uid=person.uid)
    keep = page.form.fields["tanggal_lahir"].strip.buttons()[-1]
    assert keep.text() == "KTP: 1985"
    qtbot.mouseClick(keep, Qt.MouseButton.LeftButton)
    assert state(page, "tanggal_lahir") == "benar"
    press(qtbot, K.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert [s.kode for s in desk.read(person.uid).dicocokkan] == ["NIK_DOB"]


def test_a_settled_warning_opens_again_when_the_value_changes(qtbot, desk, shell) -> None:
    person = saved(desk, tanggal_lahir=salma().tanggal_lahir.replace(year=1985))
    page = open_editor(shell, uid=person.uid, field="tanggal_lahir")
    qtbot.mouseClick(page.form.fields["tanggal_lahir"].strip.buttons()[-1], Qt.MouseButton.LeftButton)
    page.form.go("tanggal_lahir")
    type_over(qtbot, "14/08/1986")
    press(qtbot, K.Key_Return)
    assert state(page, "tanggal_lahir") == "periksa"


def test_text_that_does_not_parse_stays_as_typed_through_save_and_reopening(qtbot, desk, shell) -> None:
    person = saved(desk)
    page = open_editor(shell, uid=person.uid, field="tanggal_lahir")
    type_over(qtbot, "agustus 84")
    press(qtbot, K.Key_Return)
    assert page.form.fields["tanggal_lahir"].text() == "agustus 84"
    assert state(page, "tanggal_lahir") == "salah"
    press(qtbot, K.Key_S, Qt.KeyboardModifier.ControlModifier)
    kept = desk.read(person.uid)
    assert (kept.tanggal_lahir, kept.mentah) == (None, {"tanggal_lahir": "agustus 84"})
    page.open_uid(person.uid)
    assert page.form.fields["tanggal_lahir"].text() == "agustus 84"


def test_the_nik_of_somebody_else_offers_their_data(qtbot, desk, shell) -> None:
    other = saved(desk, nama="JUMRIA")
    page = open_editor(shell, kelompok=RENTAN)
    type_text(qtbot, NIK)
    press(qtbot, K.Key_Return)
    link = page.form.fields["nik"].strip.buttons()[-1]
    assert link.text() == "Buka data Jumria"
    draft_uid = page.session.base.uid
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert page.session.base.uid == other.uid
    assert desk.draft(FORM, draft_uid).isi["texts"]["nik"].replace(" ", "") == NIK


def test_length_is_judged_while_typing_only_once_the_field_was_left(qtbot, desk, shell) -> None:
    page = open_editor(shell, kelompok=RENTAN)
    type_text(qtbot, "74021154088494")
    page.live.judge()
    assert state(page, "nik") == "kosong"
    press(qtbot, K.Key_Return)
    assert state(page, "nik") == "salah"
    page.form.go("nik")
    type_text(qtbot, "17")
    qtbot.waitUntil(lambda: state(page, "nik") == "benar")


def test_a_group_brings_its_usual_answers_but_not_over_typed_ones(qtbot, desk, shell) -> None:
    page = open_editor(shell, kelompok=RENTAN)
    session = page.session
    page.form.typed.emit("periode_bayar", "12")
    page.form.fields["kelompok"].set_text("perangkat_desa")
    page.form.typed.emit("kelompok", "perangkat_desa")
    assert (session.text("segmen"), session.text("sumber_dana.jkk_jkm")) == ("PU", "APBDES_ADD")
    assert session.text("periode_bayar") == "12"
    assert page.form.is_shown("jabatan")
    assert not page.form.is_shown("pekerjaan")


# -- going round --------------------------------------------------------------------------------------


def test_page_keys_walk_the_query_and_esc_leaves_no_draft_of_an_unchanged_person(qtbot, desk, shell) -> None:
    one = saved(desk, nama="AMINA", nik="7402114707729008", uid="01a00000-0000-7000-8000-000000000002")
    two = saved(desk, nama="BUDI", nik="7402110302809012", uid="01a00000-0000-7000-8000-000000000003")
    page = open_editor(shell, uid=one.uid, query=desks.Query())
    assert not page.head_.before.isEnabled()
    press(qtbot, K.Key_PageDown)
    assert page.session.base.uid == two.uid
    press(qtbot, K.Key_PageUp)
    assert page.session.base.uid == one.uid
    press(qtbot, K.Key_Escape)
    assert shell.current_name == "peserta"
    assert desk.drafts(FORM) == []


def test_f10_says_when_nobody_is_left(qtbot, desk, shell) -> None:
    person = saved(desk)
    page = open_editor(shell, uid=person.uid)
    press(qtbot, K.Key_F10)
    assert page.session.base.uid == person.uid
    assert "Tidak ada lagi yang perlu dilengkapi" in shell.toaster.text


def test_ctrl_down_goes_through_the_sections(qtbot, desk, shell) -> None:
    page = open_editor(shell, uid=saved(desk).uid)
    seen = []
    for _ in Section:
        press(qtbot, K.Key_Down, Qt.KeyboardModifier.ControlModifier)
        seen.append(page.form.place(QApplication.focusWidget())[0])
    assert seen == [*list(Section)[1:], Section.IDENTITAS]


def test_f6_goes_from_panel_to_panel(qtbot, desk, shell) -> None:
    page = open_editor(shell, uid=saved(desk).uid)
    inside = []
    for _ in range(3):
        press(qtbot, K.Key_F6)
        now = QApplication.focusWidget()
        inside.append(next(p for p in (page.sections, page.form, page.preview) if p.isAncestorOf(now)))
    assert inside == [page.preview, page.sections, page.form]


def test_tab_follows_reading_order(qtbot, desk, shell) -> None:
    page = open_editor(shell, kelompok=RENTAN)
    seen = [key_in_hand(page)]
    for _ in range(6):
        press(qtbot, K.Key_Tab)
        seen.append(key_in_hand(page))
    assert seen == ["nik", "nama", "tempat_lahir", "tanggal_lahir", "no_kk", "nama_ibu", "jenis_kelamin"]


# -- heirs and papers ---------------------------------------------------------------------------------


def test_an_heir_is_typed_into_the_bottom_row(qtbot, desk, shell) -> None:
    person = saved(desk, keluarga=())
    page = open_editor(shell, uid=person.uid)
    press(qtbot, K.Key_F8)
    assert key_in_hand(page).startswith("keluarga.0")
    type_text(qtbot, "la ode hasan")
    press(qtbot, K.Key_Return)
    assert page.form.family.model.rowCount() == 2
    press(qtbot, K.Key_S, Qt.KeyboardModifier.ControlModifier)
    kept = desk.read(person.uid)
    assert [(k.nama, k.urutan) for k in kept.keluarga] == [("LA ODE HASAN", 1)]


def test_alt_arrows_change_the_order_of_the_heirs(qtbot, desk, shell) -> None:
    two = (Keluarga(nama="LA ODE HASAN", hubungan="suami", urutan=1), Keluarga(nama="SITI", hubungan="anak", urutan=2))
    person = saved(desk, keluarga=two)
    page = open_editor(shell, uid=person.uid)
    view = page.form.family.view
    view.setFocus()
    view.setCurrentIndex(view.model().index(1, FIRST))
    press(qtbot, K.Key_Up, Qt.KeyboardModifier.AltModifier)
    press(qtbot, K.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert [k.nama for k in desk.read(person.uid).ahli_waris] == ["SITI", "LA ODE HASAN"]


def test_f8_goes_to_the_guardian_of_a_child(qtbot, desk, shell) -> None:
    child = Keluarga(nama="SITI", hubungan="anak", tanggal_lahir=desk.today.replace(year=2020), urutan=1)
    page = open_editor(shell, uid=saved(desk, keluarga=(child,)).uid)
    press(qtbot, K.Key_F8)
    assert key_in_hand(page) == "keluarga.0.wali"
    type_text(qtbot, "wa muna")
    page.live.judge()
    assert not [f for f in page.live.judgement.findings if f.kode == "AHLI_WARIS_ANAK"]


def test_a_date_of_an_heir_that_does_not_parse_is_kept(desk) -> None:
    session = Session(desk, desk.save(salma(), 0))
    session.family[0]["tanggal_lahir"] = "31/02/2010"
    kept = desk.save(session.peserta(), session.base_revisi)
    assert kept.mentah == {"keluarga.0.tanggal_lahir": "31/02/2010"}
    assert Session(desk, desk.read(kept.uid)).family[0]["tanggal_lahir"] == "31/02/2010"


def test_heirs_model_is_sound(qapp, qtmodeltester) -> None:
    theme.apply(qapp, False)
    model = HeirsModel()
    model.set_people([{"nama": "SITI", "hubungan": "anak", "urutan": "1"}, {"nama": "WA MUNA", "urutan": ""}])
    qtmodeltester.check(model)
    assert model.setData(model.index(2, column_of("nama")), "budi")
    assert model.setData(model.index(1, ORDER), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert [p["urutan"] for p in model.people] == ["1", "2", "3"]
    assert model.move(2, -1)
    assert [p["nama"] for p in model.people] == ["SITI", "BUDI", "WA MUNA"]
    assert model.remove(0)
    assert [p["urutan"] for p in model.people] == ["1", "2"]
    qtmodeltester.check(model)


def test_space_goes_through_the_states_of_a_paper(qtbot, desk, shell) -> None:
    person = saved(desk)
    page = open_editor(shell, uid=person.uid)
    page.form.papers.rows["KTP"].setFocus()
    press(qtbot, K.Key_Space)
    assert isinstance(QApplication.focusWidget(), PaperRow)
    press(qtbot, K.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert desk.read(person.uid).berkas == {"KTP": "ada"}
    assert page.sections.items[Section.BERKAS].line.text().startswith("1 dari")


# -- drafts -------------------------------------------------------------------------------------------


def test_a_draft_is_kept_after_a_pause_and_comes_back_at_the_same_place(qtbot, desk, shell) -> None:
    page = open_editor(shell, kelompok=RENTAN)
    press(qtbot, K.Key_Tab)
    with qtbot.waitSignal(page.autosave.saved):
        type_text(qtbot, "Wa Ode")
    assert page.head_.saved.words.text().startswith("Draf tersimpan ")
    args = resume_args(desk)
    assert args == {"uid": page.session.base.uid}
    again = Shell(desk)
    qtbot.addWidget(again)
    with qtbot.waitActive(again):
        again.show()
        again.activateWindow()
    back = open_editor(again, **args)
    assert back.form.fields["nama"].text() == "Wa Ode"
    assert key_in_hand(back) == "nama"
    assert QApplication.focusWidget().cursorPosition() == len("Wa Ode")
    assert "dibuka lagi" in back.note.words.text()
    qtbot.mouseClick(back.drop_draft, Qt.MouseButton.LeftButton)
    assert desk.drafts(FORM) == []
    again.stop_work()


def test_a_failing_draft_says_so_and_is_tried_again(qtbot, desk, shell) -> None:
    page = open_editor(shell, uid=saved(desk).uid, field="nama")
    with desk.ctx.open() as busy:
        with busy.write(), qtbot.waitSignal(page.autosave.failed):
            type_text(qtbot, "X")
            assert page.autosave.dirty
        assert page.head_.saved.words.text() == "Belum tersimpan"
    with qtbot.waitSignal(page.autosave.saved):
        pass
    assert page.head_.saved.words.text().startswith("Draf tersimpan ")


@pytest.mark.parametrize(("chosen", "name", "phone"), [
    (MINE, "WA ODE SALMIA", "081299000999"), (SAVED, "WA ODE SALMA", "081299000999"),
])
def test_a_record_changed_meanwhile_shows_both(qtbot, desk, shell, monkeypatch, chosen, name, phone) -> None:
    person = saved(desk)
    page = open_editor(shell, uid=person.uid, field="nama")
    type_over(qtbot, "wa ode salmia")
    newer = desk.save(replace(person, hp=phone), person.revisi)
    asked = Session(desk, person, texts=dict(page.session.texts)), newer
    shown = []

    def choose(dialog: ConflictDialog) -> None:
        shown.append(dialog)
        dialog._end(chosen)

    monkeypatch.setattr(ConflictDialog, "exec", choose)
    press(qtbot, K.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert len(shown) == 1
    assert [(d.key, d.mine, d.saved) for d in differences(*asked)] == [
        ("nama", "WA ODE SALMIA", "WA ODE SALMA"), ("hp", "tidak Anda ubah", phone)]
    kept = desk.read(person.uid)
    assert (kept.nama, kept.hp) == (name, phone)
    assert page.form.fields["hp"].text() == phone


def test_a_draft_older_than_the_record_says_so(qtbot, desk, shell) -> None:
    person = saved(desk)
    page = open_editor(shell, uid=person.uid, field="nama")
    type_over(qtbot, "wa ode salmia")
    page.autosave.flush()
    desk_draft = desk.draft(FORM, person.uid)
    desk.save(replace(person, hp="081299000999"), person.revisi)
    desk.keep_draft(FORM, person.uid, desk_draft.isi)
    page.autosave.forget()
    page.open_uid(person.uid)
    assert page.note.words.text().startswith("Data ini diubah sejak draf dibuat.")
    assert page.form.fields["nama"].text().upper() == "WA ODE SALMIA"
    assert page.form.fields["hp"].text() == "081299000999"


# -- what the record went through ---------------------------------------------------------------------


def test_a_core_change_after_printing_moves_the_status_back_and_says_so(qtbot, desk, shell) -> None:
    person = saved(desk)
    make_ready(desk, person.uid)
    page = open_editor(shell, uid=person.uid, field="nama_ibu")
    assert page.head_.chip.text == "Siap kirim"
    type_over(qtbot, "wa mina")
    press(qtbot, K.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert page.head_.chip.text == "Siap cetak"
    assert "Status kembali ke Siap cetak" in shell.toaster.text


def test_the_preview_follows_and_its_boxes_lead_to_fields(qtbot, desk, shell) -> None:
    page = open_editor(shell, uid=saved(desk, no_kk="740211120310927").uid)
    qtbot.waitUntil(lambda: page.preview.paper.page is not None, timeout=30_000)
    assert page.preview.paper.marks["no_kk"] == "error"
    page.preview.clicked.emit("no_kk")
    assert page.form.place(shell.focusWidget())[1] == "no_kk"


# -- the layout table ---------------------------------------------------------------------------------


def test_every_field_of_the_dictionary_stands_in_the_form() -> None:
    placed = {key for rows in layout.ROWS.values() for row in rows for key, _ in row}
    assert placed == {field.key for field in FIELDS}


@pytest.mark.parametrize("kelompok", ["perangkat_desa", "ekosistem_desa", "non_asn", RENTAN])
@pytest.mark.parametrize("segmen", ["PU", "BPU"])
def test_every_required_field_is_shown(desk, kelompok, segmen) -> None:
    person = replace(desk.new(kelompok), segmen=segmen)
    shown = {key for section in Section for row in layout.rows(section, person) for key, _ in row}
    assert set(desk.policy.required_keys(kelompok, segmen)) <= shown


def test_nothing_is_cut_at_the_smallest_screen(qtbot, desk, shell) -> None:
    page = open_editor(shell, uid=saved(desk).uid)
    for row in page.form.fields.values():
        if not row.isHidden() and isinstance(row.edit, QLineEdit) and row.maximumWidth() < 200:
            room = row.edit.width() - row.edit.textMargins().left() - row.edit.textMargins().right() - 18
            assert row.edit.fontMetrics().horizontalAdvance(row.edit.text()) <= room, row.key
    assert page.form.scroll.horizontalScrollBar().maximum() == 0


def test_a_whole_family_is_typed_without_the_mouse(qtbot, desk, shell) -> None:
    person = saved(desk, keluarga=())
    page = open_editor(shell, uid=person.uid, field="keluarga")
    for heir in (("la ode hasan", "Suami", "740211 030280 9366", "03021980", "081399000418", ""),
                 ("siti", "Anak", "", "05062015", "", "wa muna")):
        for text in heir[:4]:
            type_text(qtbot, text)
            press(qtbot, K.Key_Return)
        qtbot.waitUntil(page.form.family.hp.edit.hasFocus)
        type_text(qtbot, heir[4])
        press(qtbot, K.Key_Return)
        type_text(qtbot, heir[5])
        press(qtbot, K.Key_Tab)
    press(qtbot, K.Key_Tab)  # the empty row: on to the papers
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), PaperRow))
    press(qtbot, K.Key_S, Qt.KeyboardModifier.ControlModifier)
    one, two = desk.read(person.uid).keluarga
    assert (one.nama, one.hubungan, one.nik, one.hp, one.urutan) == ("LA ODE HASAN", "suami", "7402110302809366",
                                                                     "081399000418", 1)
    assert (two.nama, two.hubungan, str(two.tanggal_lahir), two.wali, two.urutan) == ("SITI", "anak", "2015-06-05",
                                                                                      "wa muna", 2)


def test_a_field_being_typed_for_the_first_time_is_not_judged_anywhere(qtbot, desk, shell) -> None:
    page = open_editor(shell, kelompok=RENTAN)
    type_text(qtbot, "7402")
    page.live.judge()
    assert page.sections.items[Section.IDENTITAS].line.text().count("salah") == 0
    press(qtbot, K.Key_Return)
    assert "1 salah" in page.sections.items[Section.IDENTITAS].line.text()


def test_the_group_of_a_new_person_is_chosen_above_the_form(qtbot, desk, shell) -> None:
    page = open_editor(shell, kelompok=RENTAN)
    qtbot.mouseClick(page.frame_.groups.buttons["perangkat_desa"], Qt.MouseButton.LeftButton)
    assert page.live.person.kelompok == "perangkat_desa"
    assert page.live.person.segmen == "PU"
    page.open_uid(saved(desk).uid)
    assert page.frame_.groups.isHidden()


def test_ctrl_n_on_another_page_never_opens_the_person_edited_last(qtbot, desk, shell) -> None:
    kept = saved(desk)
    page = open_editor(shell, uid=kept.uid)
    shell.go("beranda")
    for _ in range(2):  # the second time after a new form that was left empty
        qtbot.keyClick(shell, K.Key_N, Qt.KeyboardModifier.ControlModifier)
        assert shell.current is page
        assert page.session is not None
        assert (page.session.new, page.session.base.uid != kept.uid) == (True, True)
        assert page.session.base.kelompok == kept.kelompok
        shell.go("beranda")
    assert desk.read(kept.uid) == kept


def test_a_heir_in_hand_is_saved_by_f10_without_a_word_from_qt(qtbot, desk, shell) -> None:
    first = saved(desk)
    saved(desk, uid="01a00000-0000-7000-8000-000000000009", nik="7402114707729008", nama="JUMRIA", nama_ibu="")
    page = open_editor(shell, uid=first.uid)
    page.form.family.open_cell(len(page.form.family.model.people), "nama")
    type_text(qtbot, "sitti")
    press(qtbot, K.Key_F10)
    assert "SITTI" in [member.nama for member in desk.read(first.uid).keluarga]
    assert page.session is not None
    assert page.session.base.uid != first.uid
