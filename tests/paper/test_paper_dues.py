"""Formulir 2a and the list of cards as pages: columns, sums, whole names, signatures that are never alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from paper_people import UNIT, context
from paper_reading import codes, words

from jamsos_desktop.paper.book import preview
from jamsos_desktop.paper.kinds.cards import CardRow, Cards
from jamsos_desktop.paper.kinds.f2a import PU_COLUMNS, F2aBpu, F2aBpuRow, F2aPu, F2aPuRow, money
from jamsos_desktop.paper.sheets import Sheet
from jamsos_desktop.problems import Problem

LONG = ("MUHAMMAD ABDURRAHMAN SYAHRIR " * 5)[:120].strip()
ONE = F2aPuRow(kpj="26004417001", nik="7402111706889041", nomor="PU-000009", nama="RUSDIN", lahir=date(1988, 6, 17),
               mulai=date(2026, 9, 1), upah=2_022_200, jkk=485_328, jkm=606_660, jht_pk=0, jht_tk=0)
BPU = F2aBpuRow(nik="7402115408849417", nama="WA ODE SALMA", lahir=date(1984, 8, 14), pekerjaan="Nelayan", wadah="SD",
                dasar=1_000_000, jkk=1_000_000, jkm=680_000, jht=0, masa="Des 2026 - Mei 2027", bulan=6)


def pu(*rows: F2aPuRow, belum: tuple[str, ...] = ()) -> Sheet:
    return Sheet(jenis="f2a_pu", isi=F2aPu(bulan="2026-12", rows=rows, belum=belum), kode_periksa="7f3a91c2")


def bpu(*rows: F2aBpuRow) -> Sheet:
    return Sheet(jenis="f2a_bpu", isi=F2aBpu(bulan="2026-12", dana="APBDes (ADD)", rows=rows), kode_periksa="7f3a91c2")


def cards(*names: str) -> Sheet:
    nik = f"740211{chr(0x2022) * 6}9417"
    rows = tuple(CardRow(name, nik, "\u20264417", "belum") for name in names)
    return Sheet(jenis="kartu", isi=Cards((("I", rows),)), kode_periksa="7f3a91c2")


def test_the_eighteen_columns_of_the_source_in_their_order() -> None:
    assert [column.head.replace("\n", "") for column in PU_COLUMNS] == [
        "No", "Nomor Referensi", "NIK", "Nomor Pegawai", "Nama", "Tgl Lahir", "Tgl Kepesertaan", "Upah", "Rapel",
        "JKK", "JKM", "JHT-PK", "JHT-TK", "JP-PK", "JP-TK", "JKP-PK", "JKP-Pemerintah", "Total Iuran"]


@pytest.mark.parametrize("kertas", ["A4", "F4"])
@pytest.mark.parametrize(("sheet", "kind"), [(pu(ONE), "F2APU"), (bpu(BPU), "F2ABPU"), (cards("LA BASRI"), "KARTU")])
def test_one_page_with_its_code_and_both_officials(sheet: Sheet, kind: str, kertas: str) -> None:
    made = preview(sheet, context(kertas=kertas))
    read = words(made.pdf)
    assert made.pages == 1
    assert codes(made.pdf)[0].rstrip() == f"JSD1|{kind}|74.02.11.2017|B-0029|7F3A91C2"
    for said in ("NURHAYATI SALAM", "MUH. ARSYAD TAHIR, S.Sos.", "bukan formulir resmi BPJS", "Halaman 1 dari 1"):
        assert said in read


def test_sums_show_sen_everywhere_once_anybody_has_some() -> None:
    read = words(preview(pu(ONE, replace(ONE, nik="7402111706889042", jkk=400_000)), context()).pdf)
    for said in ("4.853,28", "4.000,00", "8.853,28", "20.986,48", "Dua puluh ribu sembilan ratus delapan puluh enam"
                 " rupiah empat puluh delapan sen"):
        assert said in read
    whole = words(preview(bpu(BPU, replace(BPU, nama="")), context()).pdf)
    assert "100.800" in whole
    assert "201.600" in whole
    assert "Jumlah, 1 orang" in whole  # the second line goes on with the same person
    assert ",00" not in whole
    assert money(1, exact=True) == "0,01"


def test_marks_are_explained_and_those_left_out_are_named() -> None:
    plain = words(preview(pu(ONE), context()).pdf)
    assert plain.count("\u2020") == 2  # the order of its columns, in the title and at the foot
    assert "berubah sesudah ditagih" not in plain
    marked = words(preview(pu(replace(ONE, unsure=True, changed=True), belum=("La Darman",)), context()).pdf)
    for said in ("2.022.200\u2020*", "\u2020 Belum dikonfirmasi: dasar upah", "* Dasarnya berubah sesudah ditagih",
                 "(1 orang): LA DARMAN."):
        assert said in marked


def pages_of(sheet: Sheet) -> list[str]:
    made = preview(sheet, context())
    return [words(made.pdf, page) for page in range(made.pages)]


def test_nobody_signs_on_a_page_without_a_row() -> None:
    for many in range(8, 26):
        *_, last = pages_of(pu(*(replace(ONE, nomor=f"PU-{n:06}") for n in range(many))))
        assert f"PU-{many - 1:06}" in last
        assert "NURHAYATI SALAM" in last
    for many in (17, 18, 19, 20, 21):
        *_, last = pages_of(cards(*(f"ORANG {n:03}" for n in range(many))))
        assert f"ORANG {many - 1:03}" in last
        assert "NURHAYATI SALAM" in last


def test_a_long_name_is_whole_on_every_list() -> None:
    for sheet in (pu(replace(ONE, nama=LONG)), bpu(replace(BPU, nama=LONG)), cards(LONG)):
        assert LONG.replace(" ", "") in "".join(pages_of(sheet)).replace(" ", "")


def test_an_odd_letter_names_row_and_column_and_adds_no_page() -> None:
    for sheet in (pu(ONE, replace(ONE, nama="\u0645\u062d")), bpu(BPU, replace(BPU, nama="\u0645\u062d"))):
        with pytest.raises(Problem) as caught:
            preview(sheet, context())
        assert caught.value.kode == "HURUF_TIDAK_ADA"
        assert "Baris 2, kolom Nama" in caught.value.apa


def test_a_kelurahan_is_no_desa() -> None:
    ctx = context(unit=replace(UNIT, jenis="kelurahan", nama="Toronipa"))
    read = words(preview(cards("WA ODE SALMA"), ctx).pdf)
    assert "kartu sudah di kelurahan" in read
    assert "Lurah Toronipa" in read
    assert "desa" not in read.replace("Jamsos Desa", "").lower()
