"""Beranda and the map desa by real keys: what is ranked first, where Enter leads, the board, the strip, the sheets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from clerk_desk import InModal, cut_texts, make_desk, window_of
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from jamsos_desktop.desk import (
    Copies,
    Counts,
    Deadline,
    DuesBill,
    EndingGroup,
    EventRow,
    FreedSeat,
    LastParcel,
    RefusedFacts,
    Reminder,
    RoadStep,
    Today,
)
from jamsos_desktop.problems import Problem
from jamsos_desktop.store.listing import TABS
from ui import pages
from ui.pages.beranda_cards import end_lines
from ui.pages.beranda_steps import Work, after_words, steps
from ui.pages.map_desa import MapStrip
from ui.pages.map_desa_sheets import OfficeSheet, StepSheet
from ui.pages.pejabat_sheet import SignersSheet

DAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 9, 0).astimezone()
NOTHING = Today(Counts(0, dict.fromkeys(TABS, 0), 0, {}), (), (), (), None, (), 0, 0, 5, None, Copies(None, None, ""),
                None, True, False)


def counted(tabs: dict[str, int] | None = None, status: dict[str, int] | None = None, **facts: Any) -> Today:
    """Counts with as many people as the tabs say, at least one."""
    full = dict.fromkeys(TABS, 0) | (tabs or {})
    counts = Counts(max(sum(full.values()), 1), full, 0, {"aktif": 1, **(status or {})})
    return replace(NOTHING, counts=counts, **facts)


def work(today: Today, **facts: Any) -> Work:
    return Work(DAY, NOW, today, fund={"APBD_KAB": "APBD Kabupaten"}, **facts)


def group(day: date, orang: int = 1, asked: int = 0, fund: str = "APBD_KAB", **facts: Any) -> EndingGroup:
    hari = (day - DAY).days
    return EndingGroup(day, hari, fund, facts.get("kerja", ""), facts.get("dusun", ""), orang, asked, hari <= 30)


def event(jenis: str = "JKM", **facts: Any) -> EventRow:
    base = dict(id="k1", uid="u1", jenis=jenis, nama="La Basri", nomor="BPU-000001", dusun="II",
                kelompok="pekerja_rentan", tanggal=DAY, waktu=None, meninggal=jenis == "JKM", keadaan="terbuka",
                label=jenis, tenggat=None, sisa="", lewat=False, dilaporkan=None, diajukan=None, selesai=None,
                berkas_ada=2, berkas_perlu=6, langkah="Lengkapi berkas ahli waris.")
    return EventRow(**(base | facts))  # type: ignore[arg-type]


def test_work_is_ranked_by_what_is_most_pressing() -> None:
    today = counted({"ditolak": 4, "perlu_dilengkapi": 29, "siap_cetak": 12}, {"tercetak": 5}, siap=9, ubah=2,
                    refused=RefusedFacts(3, date(2026, 11, 18), 3, 1, "Nama beda dengan NIK"),
                    causes=(("ahli waris", 11), ("NIK bermasalah", 9), ("penghasilan", 5), ("nama ibu", 3),
                            ("umur", 1)),
                    endings=(group(date(2026, 10, 31), 3),
                             group(date(2026, 11, 30), 12, kerja="Nelayan", dusun="II")))
    seat = FreedSeat(tahun=2027, sumber_dana="APBD_KAB", label="APBD", uid="u9", nama="Wa Muna",
                     alasan="Pindah desa.", pengganti="u8", pengganti_nama="La Ode Hasan", pengganti_kata="desil 1",
                     cadangan=3)
    sk = Reminder(jenis="plt", label="Plt", nama="Rusdin", jabatan="Kaur Keuangan", tanggal=date(2026, 12, 1), hari=11,
                  kursi="s1")
    pks = RoadStep("wadah", "pks", "PKS", "belum", hambatan="Belum ada: PKS.", berikut="Catat.", bisa=True)
    accident = event("JKK", tenggat=NOW + timedelta(hours=31), sisa="Sisa 31 jam", waktu=NOW)
    found = steps(work(today, events=(event(), accident), freed=(seat,), reminders=(sk,), opening=(pks,)))
    assert [(step.what, step.why) for step in found] == [
        ("Pulihkan perlindungan 3 orang yang lewat masa",
         "Iuran habis 31 Oktober. Bila celaka di tempat kerja sekarang, tidak dijamin."),
        ("Laporkan kecelakaan kerja La Basri", "Sisa 31 jam. Paling lambat 21 November pukul 16.00."),
        ("Ahli waris La Basri berhak mengajukan JKM", "Berkas 2 dari 6. Lengkapi berkas ahli waris."),
        ("Perbaiki 4 peserta yang ditolak",
         "Balasan no. 3, 18 Nov: 3 ditolak DPMD, 1 ditolak BPJS. Terbanyak: nama beda dengan NIK"),
        ("Perpanjang 12 iuran yang berakhir 30 November",
         "10 hari lagi. Semua nelayan di Dusun II, dibayar APBD Kabupaten"),
        ("Map desa, wadah: PKS", "Belum ada: PKS."),
        ("Ganti orang di 1 kursi pekerja rentan", "Wa Muna: Pindah desa. Cadangan pertama: La Ode Hasan."),
        ("Lengkapi 29 peserta", "11 ahli waris · 9 NIK bermasalah · 5 penghasilan · 3 nama ibu · 1 lainnya"),
        ("Cetak 12 formulir yang sudah lengkap", "Setelah dicetak: minta tanda tangan, lalu centang ceklis berkas"),
        ("Minta tanda tangan dan centang berkas 5 orang",
         "Formulirnya sudah tercetak, berkasnya belum lengkap di map."),
        ("Kirim data 11 orang ke DPMD", "Kiriman nomor 5, disalin ke flashdisk."),
        ("Perbarui Plt Rusdin", "Kaur Keuangan: berakhir 1 Desember, 11 hari lagi.")]
    assert all(step.page in (*pages.NAMES, "map_desa") for step in found)
    assert (found[0].page, found[0].args) == ("berakhir", {"tab": "lewat"})
    assert after_words(found).startswith("5 dari 12 langkah. Sesudah ini: map desa: PKS, ganti 1 orang dan 5 lagi")


def test_a_bill_that_waits_is_a_row_and_the_map_does_not_say_it_again() -> None:
    bill = DuesBill(
        id="t1", sumber_dana="APBDES_ADD", segmen="BPU", masa="Des 2026", bulan_dari="2026-12", bulan_sampai="2026-12",
        orang=12, jumlah_sen=20_160_000, kode_bayar="880740211226", jatuh_tempo=date(2026, 11, 27), dibayar=None,
        keadaan="menunggu", sisa_hari=7, dari="desa", bayar_desa=True, penagih="BPJS", pembayar="desa")
    late = replace(bill, id="t0", jatuh_tempo=date(2026, 11, 19), keadaan="lewat", sisa_hari=-1)
    first = RoadStep("pemberi_kerja", "bayar", "Pembayaran pertama", "jalan", berikut="Bayar.", bisa=True)
    [step] = steps(work(counted(tagihan=(bill,)), opening=(first,)))
    assert (step.what, step.why) == ("Bayar 1 tagihan iuran, Rp 201.600",
                                     "Jatuh tempo 27 November, 7 hari lagi. Kode 880740211226, 12 orang.")
    assert (step.role, step.page, step.args) == ("warn", "iuran", {"bill": "t1"})
    [step] = steps(work(counted(tagihan=(late, bill)), opening=(first,)))
    assert (step.what, step.role, step.args) == ("Bayar 2 tagihan iuran, Rp 403.200", "error", {"bill": "t0"})
    assert step.why.startswith("Jatuh tempo 19 November, kemarin.")
    assert [one.page for one in steps(work(counted(), opening=(first,)))] == ["map_desa"]


def test_a_missed_deadline_comes_first_and_the_next_one_is_told() -> None:
    late = steps(work(counted({"ditolak": 1}, siap=9, tenggat=Deadline(date(2026, 11, 15), "Kiriman November", True))))
    assert [step.page for step in late] == ["kirim", "peserta"]
    assert late[0].role == "error"
    soon = steps(work(counted(siap=1, tenggat=Deadline(date(2026, 11, 24), "Kiriman", False), kunci=False)))
    assert soon[0].why == ("Ambil kunci DPMD dulu di halaman Kirim. Tenggat 24 November, 4 hari lagi. Kiriman nomor 5, "
                           "disalin ke flashdisk.")
    assert soon[0].role == "warn"
    assert [step.what for step in steps(work(counted(minta_penuh=True)))] == ["Kirim ulang semua data ke DPMD"]


def test_what_is_not_true_of_all_is_not_said() -> None:
    mixed = steps(work(counted(endings=(group(date(2026, 11, 21), 5, asked=2, kerja="Nelayan", dusun="II"),
                                        group(date(2026, 11, 30), 4, fund=""), group(date(2026, 12, 1), 2),
                                        group(date(2026, 12, 2), 3, asked=3), group(date(2027, 2, 1), 9)))))
    assert [(step.what, step.why) for step in mixed] == [
        ("Perpanjang 3 iuran yang berakhir 21 November", "Besok. 2 lagi sudah diajukan, dibayar APBD Kabupaten"),
        ("Perpanjang 4 iuran yang berakhir 30 November", "10 hari lagi. Pembayarnya belum diisi"),
        ("Perpanjang 2 iuran lain yang akan berakhir", "Sampai 1 Desember, dari 1 kelompok.")]


def test_those_whose_extension_is_asked_need_nothing() -> None:
    assert steps(work(counted(endings=(group(date(2026, 10, 31), 3, asked=3),)))) == []


def test_a_reported_accident_goes_on_as_a_claim() -> None:
    [step] = steps(work(counted(), events=(event("JKK", tenggat=None, dilaporkan=NOW, waktu=NOW),)))
    assert (step.what, step.page, step.args) == ("Lanjutkan klaim kecelakaan kerja La Basri", "klaim", {"id": "k1"})


def test_the_first_day_asks_for_the_structure_or_for_people() -> None:
    assert [step.page for step in steps(work(NOTHING))] == ["struktur", "impor"]
    assert [step.page for step in steps(work(NOTHING, desa=False))] == ["editor", "impor"]


def test_ends_of_cover_day_by_day() -> None:
    lines = end_lines((group(date(2026, 9, 30), 1), group(date(2026, 10, 31), 2), group(date(2026, 11, 30), 8),
                       group(date(2026, 11, 30), 4, fund="MANDIRI"), group(date(2026, 12, 31), 9)))
    assert lines == [("3 orang", "lewat sejak 30 Sep 2026 dan sesudahnya", "Lewat", "error"),
                     ("12 orang", "berakhir 30 Nov 2026", "10 hari", "warn"),
                     ("9 orang", "berakhir 31 Des 2026", "41 hari", "neutral")]


# The page.

class Asked(InModal):
    """Works the next sheet; what went wrong in it is told by ``check`` instead of leaving the sheet open for ever."""

    def __init__(self, do: Callable[[Any], object]) -> None:
        self.wrong: Exception | None = None
        self.window: Any = None

        def tried(window: Any) -> None:
            self.window = window
            try:
                do(window)
            except (AssertionError, AttributeError, KeyError, Problem) as error:
                self.wrong = error
            finally:
                if window.isVisible():
                    window.reject()

        super().__init__(tried)

    def check(self, kind: type) -> None:
        """The sheet came up, was of this kind, and all went well in it."""
        if self.wrong is not None:
            raise self.wrong
        assert self.done
        assert isinstance(self.window, kind)


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    desk = make_desk(tmp_path_factory.mktemp("beranda"), 60)
    yield desk
    desk.close()


@pytest.fixture
def home(village: Any, qtbot: Any) -> Iterator[Any]:
    """The window on Beranda."""
    with window_of(village, qtbot) as shell:
        shell.go("beranda")
        shell.activateWindow()
        yield shell


def test_the_first_day_of_a_village(shell: Any, qtbot: Any) -> None:
    shell.go("beranda")
    page = shell.current
    assert [row.button.text() for row in page.rows] == ["Isi struktur", "Impor Excel"]
    assert page.rows[0].button.hasFocus()
    qtbot.keyClick(page.rows[0].button, Qt.Key.Key_Return)
    assert shell.current_name == "struktur"


def test_all_done_is_said(home: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    page = home.current
    card = page._todo([])
    assert page.rows == []
    assert any("Semua beres" in label.text() for label in card.findChildren(QLabel))


def test_focus_starts_on_the_first_step_and_enter_does_it(home: Any, qtbot: Any) -> None:
    page = home.current
    assert page.rows[0].button.hasFocus()
    assert page.rows[0].button.property("kind") == "primary"
    names = [row.step.page for row in page.rows]
    assert names[0] == "map_desa"
    asked = Asked(lambda window: qtbot.keyClick(window, Qt.Key.Key_Escape))
    qtbot.keyClick(page.rows[0].button, Qt.Key.Key_Return)
    asked.check(StepSheet)
    assert home.current_name == "beranda"


def test_down_goes_to_the_next_step_and_leads_to_its_people(home: Any, qtbot: Any) -> None:
    page = home.current
    qtbot.keyClick(page.rows[0].button, Qt.Key.Key_Down)
    assert page.rows[1].button.hasFocus()
    qtbot.keyClick(page.rows[1].button, Qt.Key.Key_Up)
    qtbot.keyClick(page.rows[0].button, Qt.Key.Key_Down)
    assert page.rows[1].step.what.startswith("Lengkapi")
    qtbot.keyClick(page.rows[1].button, Qt.Key.Key_Return)
    assert home.current_name == "peserta"
    assert home.current.query.tab == "perlu_dilengkapi"


def test_tab_comes_to_the_board_arrows_move_and_enter_opens(home: Any, qtbot: Any) -> None:
    page = home.current
    for _ in page.rows:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    card = QApplication.focusWidget()
    assert page.board.isAncestorOf(card)
    first = card.seat.id
    qtbot.keyClick(card, Qt.Key.Key_Right)
    beside = QApplication.focusWidget()
    assert beside.seat.kolom != card.seat.kolom
    qtbot.keyClick(beside, Qt.Key.Key_Left)
    assert QApplication.focusWidget().seat.id == first
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert home.current_name == ("editor" if card.seat.uid else "struktur")


def test_the_search_field_finds(home: Any, qtbot: Any) -> None:
    qtbot.keyClick(home, Qt.Key.Key_F3)
    assert home.current.search.hasFocus()
    qtbot.keyClicks(home.current.search, "ode")
    qtbot.keyClick(home.current.search, Qt.Key.Key_Return)
    assert (home.current_name, home.current.query.text) == ("peserta", "ode")


def test_links_lead_on(home: Any, qtbot: Any) -> None:
    more, backup = home.current.links
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    assert home.current_name == "iuran"
    home.go("beranda")
    more, backup = home.current.links
    qtbot.keyClick(backup, Qt.Key.Key_Return)
    assert home.current_name == "cadangan"


@pytest.mark.parametrize("size", [(1366, 698), (1093, 586)])
def test_no_words_are_cut(home: Any, qtbot: Any, size: tuple[int, int]) -> None:
    home.resize(*size)
    qtbot.waitUntil(lambda: (home.width(), home.height()) == size)
    seats = {label.text() for label in home.current.board.findChildren(QLabel) if label.toolTip()}
    assert [words for words in cut_texts(home.current) if words.rpartition(" (")[0] not in seats] == []


def test_coming_back_in_a_low_window_shows_the_first_step(home: Any, qtbot: Any) -> None:
    home.resize(1093, 586)
    bar = home.current.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    home.go("iuran")
    home.go("beranda")
    qtbot.waitUntil(lambda: bar.value() == 0)
    assert home.current.rows[0].button.hasFocus()


def test_an_office_without_a_board_sees_the_way_of_its_people(shell: Any) -> None:
    desk = shell.desk
    desk.ctx = replace(desk.ctx, unit=replace(desk.ctx.unit, jenis="opd"))
    shell.go("beranda")
    assert shell.current.board is None
    assert any(label.text() == "Perjalanan pendaftaran" for label in shell.current.findChildren(QLabel))


def test_the_last_package_and_backups_are_told(shell: Any) -> None:
    from ui.pages.beranda_cards import keeping

    told = replace(NOTHING, kunci=False, parcel=LastParcel(4, date(2026, 11, 12), 25, False),
                   copies=Copies(NOW, NOW - timedelta(days=9), "E:"))
    card, link = keeping(told, DAY, lambda: None)
    words = [label.text() for label in card.findChildren(QLabel) if label.text()]
    assert words[1:] == ["Cadangan laptop: hari ini 09.00", "Cadangan flashdisk: 9 hari lalu",
                         "Kiriman no. 4, 12 Nov: 25 orang, belum dibalas",
                         "Kunci DPMD belum diambil. Perlu sebelum kiriman pertama."]
    assert link is not None
    card, _ = keeping(replace(told, copies=Copies(NOW, None, "")), DAY, lambda: None)
    words = [label.text() for label in card.findChildren(QLabel) if label.text()]
    assert words[1:3] == ["Cadangan laptop: hari ini 09.00", "Cadangan flashdisk: belum pernah"]  # one, not the other
    _, none_due = keeping(replace(told, copies=Copies(None, NOW, "E:")), DAY, lambda: None)
    assert none_due is None
    _, chosen = keeping(replace(told, copies=Copies(None, NOW - timedelta(days=9), "E:", hari=14)), DAY, lambda: None)
    assert chosen is None


def test_a_backup_that_was_not_made_or_never_tried_is_told() -> None:
    from ui.pages.beranda_cards import keeping

    failed = Problem("DISK_PENUH", "Ruang penyimpanan penuh.", "", "Kosongkan sedikit ruang.")
    card, _ = keeping(replace(NOTHING, copies=Copies(NOW, NOW, "E:", uji=True)), DAY, lambda: None, failed)
    words = [label.text() for label in card.findChildren(QLabel) if label.text()]
    assert words[1] == "Cadangan laptop belum jadi. Ruang penyimpanan penuh."
    assert "Sudah waktunya menguji cadangan." in words


# The strip of the map desa.

@pytest.fixture
def strip(home: Any, qtbot: Any) -> Iterator[MapStrip]:
    made = MapStrip(home.desk, home)
    qtbot.addWidget(made)
    made.resize(1158, 96)
    made.refresh()
    made.show()
    made.activateWindow()
    return made


def test_arrows_walk_the_strip_and_tab_stops_once(strip: MapStrip, qtbot: Any) -> None:
    strip.focus_first()
    assert strip.steps[0].hasFocus()
    assert strip.steps[0].here
    qtbot.keyClick(strip.steps[0], Qt.Key.Key_Right)
    qtbot.keyClick(strip.steps[1], Qt.Key.Key_Right)
    assert strip.steps[2].hasFocus()
    qtbot.keyClick(strip.steps[2], Qt.Key.Key_Left)
    assert strip.steps[1].hasFocus()
    qtbot.keyClick(strip.steps[1], Qt.Key.Key_End)
    assert strip.steps[-1].hasFocus()
    assert [s for s in strip.steps if s.focusPolicy() == Qt.FocusPolicy.StrongFocus] == [strip.steps[-1]]
    assert strip.height() <= 100


def test_the_other_road_has_its_own_steps(strip: MapStrip) -> None:
    strip.show_road("wadah")
    assert [one.step.kode for one in strip.steps] == ["berkas", "sk", "pks", "data", "tanda_tangan", "dpmd", "bpjs",
                                                      "bayar", "kartu"]
    assert cut_texts(strip) == []
    strip.resize(1009, 96)
    assert cut_texts(strip) == []


def test_enter_opens_a_step_and_ticking_its_papers_moves_on(strip: MapStrip, qtbot: Any, village: Any) -> None:
    def fill(window: Any) -> None:
        assert window.focusWidget() is next(iter(window.papers.values()))
        for tick in window.papers.values():
            qtbot.keyClick(tick, Qt.Key.Key_Space)
        window.number.edit.setFocus()
        qtbot.keyClicks(window.number.edit, "140/22/2026")
        assert cut_texts(window) == []
        for field in (window.number, window.state, window.note):  # Enter goes on, after the last one to the deed
            assert window.focusWidget() is field.edit
            qtbot.keyClick(field.edit, Qt.Key.Key_Return)
        assert window.focusWidget() is window.ok
        qtbot.keyClick(window.ok, Qt.Key.Key_Return)

    asked = Asked(fill)
    strip.focus_first()
    qtbot.keyClick(strip.steps[0], Qt.Key.Key_Return)
    asked.check(StepSheet)
    first = village.roads()[0].step("berkas")
    assert (first.keadaan, first.nomor) == ("selesai", "140/22/2026")
    assert strip.steps[0].step.keadaan == "selesai"
    assert not strip.steps[0].here
    assert strip.focusWidget() is strip.steps[0]


def test_a_wrong_npp_is_told_in_the_sheet_and_nothing_is_kept(strip: MapStrip, qtbot: Any, village: Any) -> None:
    def fill(window: Any) -> None:
        window.number.edit.setFocus()
        qtbot.keyClicks(window.number.edit, "12")
        qtbot.keyClick(window.ok, Qt.Key.Key_Return)
        assert "6 sampai 12" in window.wrong.text()
        window.day.edit.setText("30/11/2026")
        window.number.set_text("BB123456")
        qtbot.keyClick(window.ok, Qt.Key.Key_Return)
        assert "belum tiba" in window.wrong.text()
        window._tell(Problem("UJI", "Kalimat panjang. " * 12, "", ""))  # of several lines: the window makes room
        assert window.height() >= window.layout().totalHeightForWidth(window.width())
        qtbot.keyClick(window, Qt.Key.Key_Escape)

    asked = Asked(fill)
    strip.show_road("pemberi_kerja")
    step = next(one for one in strip.steps if one.step.kode == "bpjs")
    step.setFocus()
    qtbot.keyClick(step, Qt.Key.Key_Return)
    asked.check(StepSheet)
    assert village.unit.npp == ""


def test_a_counted_step_leads_to_its_people(strip: MapStrip, qtbot: Any) -> None:
    asked = Asked(lambda window: qtbot.keyClick(window.go_on, Qt.Key.Key_Return))
    step = next(one for one in strip.steps if one.step.kode == "data")
    step.setFocus()
    qtbot.keyClick(step, Qt.Key.Key_Return)
    asked.check(StepSheet)
    assert (strip.shell.current_name, strip.shell.current.query.tab) == ("peserta", "perlu_dilengkapi")


def test_the_profile_of_the_office_is_typed(strip: MapStrip, qtbot: Any, village: Any) -> None:
    def fill(window: Any) -> None:
        assert window.focusWidget() is window.rows["alamat"].edit
        qtbot.keyClicks(window.rows["alamat"].edit, "Jl. Poros Soropia 1")
        qtbot.keyClicks(window.rows["npwp"].edit, "123")
        qtbot.keyClick(window.ok, Qt.Key.Key_Return)
        assert "15 atau 16" in window.wrong.text()
        assert window.focusWidget() is window.rows["npwp"].edit
        window.rows["npwp"].set_text("012345678901000")
        window.rows["pic_hp"].set_text("nol")
        qtbot.keyClick(window.ok, Qt.Key.Key_Return)
        assert window.focusWidget() is window.rows["pic_hp"].edit  # not the telephone of the office
        window.rows["pic_hp"].set_text("0812 9900 0417")
        window.rows["nik_kepala"].set_text("7402")
        qtbot.keyClick(window.ok, Qt.Key.Key_Return)
        assert window.focusWidget() is window.rows["nik_kepala"].edit
        window.rows["nik_kepala"].set_text("")
        qtbot.keyClick(window.ok, Qt.Key.Key_Return)

    asked = Asked(fill)
    qtbot.keyClick(strip.profile, Qt.Key.Key_Return)
    asked.check(OfficeSheet)
    assert (village.unit.alamat, village.unit.npwp) == ("Jl. Poros Soropia 1", "012345678901000")
    assert village.unit.pic_hp == "081299000417"


def test_pengaturan_leads_to_the_profile_too(home: Any, qtbot: Any) -> None:
    home.go("pengaturan")
    asked = Asked(lambda window: qtbot.keyClick(window, Qt.Key.Key_Escape))
    qtbot.keyClick(home.current.profile, Qt.Key.Key_Return)
    asked.check(OfficeSheet)


def test_pengaturan_changes_who_signs(home: Any, qtbot: Any, tmp_path: Any) -> None:
    def fill(window: Any) -> None:
        assert window.focusWidget() is window.rows["kepala"].edit
        window.rows["kepala"].set_text("")
        qtbot.keyClick(window.ok, Qt.Key.Key_Return)
        assert "kosong" in window.wrong.text()
        assert window.focusWidget() is window.rows["kepala"].edit
        qtbot.keyClicks(window.rows["kepala"].edit, "La Ode Anwar")
        window.rows["nip_kepala"].set_text("1970")
        qtbot.keyClick(window.ok, Qt.Key.Key_Return)
        assert window.focusWidget() is window.rows["nip_kepala"].edit
        window.rows["nip_kepala"].set_text("197001012000031001")
        (tmp_path / "rusak.png").write_bytes(b"bukan gambar")
        window.take_crest(tmp_path / "rusak.png")
        assert "bukan gambar" in window.wrong.text()
        Image.new("RGB", (40, 50), "green").save(tmp_path / "lambang.png")
        window.take_crest(tmp_path / "lambang.png")
        assert window.height() <= 700
        qtbot.keyClick(window.ok, Qt.Key.Key_Return)

    home.go("pengaturan")
    before = home.current.desk.unit
    asked = Asked(fill)
    qtbot.keyClick(home.current.signers, Qt.Key.Key_Return)
    asked.check(SignersSheet)
    head = home.current.desk.unit.pejabat_untuk("kepala_desa")
    assert (head.nama, head.nip, bool(home.current.desk.unit.lambang)) == ("La Ode Anwar", "197001012000031001", True)
    home.current.desk.set_unit(before)


@pytest.mark.parametrize("size", [(1366, 698), (1093, 544), (910, 442)])
def test_no_card_reaches_past_the_page(home: Any, qtbot: Any, size: tuple[int, int]) -> None:
    """Where the cards would squeeze the work they stand below it, two by two; names on the board stay whole."""
    home.resize(*size)
    page = home.current
    beside = size[0] == 1366
    qtbot.waitUntil(lambda: page._below_now is not beside)
    qtbot.waitUntil(lambda: page.area.widget().width() <= page.area.viewport().width())
    tops = [card.mapTo(page.area.widget(), card.rect().topLeft()) for card in page._cards]
    assert (tops[0].y() == tops[1].y()) is not beside
    assert (tops[0].x() == tops[1].x()) is beside
