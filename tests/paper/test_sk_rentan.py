"""The draft of the SK of pekerja rentan: exactly the list, marked as a draft, whole on as many pages as it takes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pypdfium2
import pytest
from paper_people import UNIT, context
from paper_reading import codes, words

from jamsos_desktop.model.records import Pejabat
from jamsos_desktop.paper.draw.letter import DOTS
from jamsos_desktop.paper.draw.letter_words import decree_words, filled
from jamsos_desktop.paper.kinds.sk_rentan import Chosen, Replacement, SkRentan, sk_rentan
from jamsos_desktop.problems import Problem

LONG = "WA ODE SITTI NURHALIZA AZZAHRA BINTI LA ODE MUHAMMAD RAHMATULLAH AL IDRUS"


def one(nth: int, **changed: str) -> Chosen:
    values = {"nama": f"ORANG NOMOR {nth}", "nik": f"740211******9{nth:03}", "lahir": "Soropia, 14-08-1984",
              "jenis_kelamin": "P" if nth % 2 else "L", "pekerjaan": "Nelayan", "alamat": "Dekat dermaga, Dusun II",
              "dusun": "Dusun II" if nth % 3 else "Dusun I", "desil": "1"}
    return Chosen(**{**values, **changed})


def decree(many: int, **changed: object) -> SkRentan:
    return SkRentan(**{"tahun": 2026, "dana": "APBD Kabupaten", "wadah": "Pekerja rentan desa APBD (SA)",  # type: ignore[arg-type]
                       "people": tuple(one(n) for n in range(1, many + 1)), **changed})


def pages(pdf: bytes) -> int:
    document = pypdfium2.PdfDocument(BytesIO(pdf))
    try:
        return len(document)
    finally:
        document.close()


@pytest.mark.parametrize("kertas", ["A4", "F4"])
def test_everyone_of_the_list_stands_in_it_once_and_every_page_is_a_draft(kertas: str) -> None:
    pdf = sk_rentan(decree(51), context(kertas=kertas))
    read = words(pdf)
    many = pages(pdf)
    assert many >= 3
    for nth in range(1, 52):
        assert read.count(f"ORANG NOMOR {nth} 740211******9{nth:03}") == 1
    assert read.count("RANCANGAN") == many
    assert f"Halaman {many} dari {many}" in read
    assert "Jumlah 51 (lima puluh satu) orang: laki-laki 25, perempuan 26." in read
    assert "Menurut dusun: Dusun I, 17 orang; Dusun II, 34 orang." in read
    assert "Menetapkan 51 (lima puluh satu) orang pekerja rentan di Desa Bajo Indah" in read
    assert "Desil" not in read


@pytest.mark.parametrize("many", range(18, 36, 2))
def test_nobody_signs_on_a_page_without_people(many: int) -> None:
    document = pypdfium2.PdfDocument(BytesIO(sk_rentan(decree(many), context(kertas="A4"))))
    try:
        last = document[len(document) - 1].get_textpage().get_text_range()
    finally:
        document.close()
    assert f"ORANG NOMOR {many}" in last
    assert f"ORANG NOMOR {many - 1}" in last
    assert "Ditetapkan di" in last


def test_number_and_day_are_blank_until_they_are_known() -> None:
    bare = words(sk_rentan(decree(2), context()), 0)
    assert f"KEPUTUSAN KEPALA DESA BAJO INDAH NOMOR {DOTS} TAHUN 2026 TENTANG" in bare.replace("RANCANGAN † ", "")
    done = words(sk_rentan(decree(2, nomor="141/12/2026", tanggal=date(2026, 11, 20)), context()))
    assert "NOMOR 141/12/2026 TENTANG" in done
    assert "pada tanggal 20 November 2026" in done
    assert "MUH. ARSYAD TAHIR, S.Sos." in done


def test_what_is_not_confirmed_has_a_dagger_that_the_foot_of_its_page_explains() -> None:
    pdf = sk_rentan(decree(1), context())
    first = words(pdf, 0)
    assert "Sistem Jaminan Sosial Nasional; †" in first
    assert "Badan Penyelenggara Jaminan Sosial; 3." in first
    told = "† Dasar hukum belum dikonfirmasi, periksa naskahnya"
    assert [told in words(pdf, page) for page in range(pages(pdf))] == [True] + [False] * (pages(pdf) - 1)
    assert all(line.sumber for line in decree_words("sk_rentan").mengingat)


def test_long_names_stay_whole_and_letters_the_font_lacks_are_refused_with_their_row() -> None:
    long = one(1, nama=LONG, alamat="Jalan poros pantai Soropia ujung kampung, dekat tambatan perahu")
    sk = decree(1, people=(long,), dengan_desil=True)
    read = words(sk_rentan(sk, context()))
    assert all(word in read for word in LONG.split())
    assert "Desil" in read
    with pytest.raises(Problem) as caught:
        sk_rentan(decree(2, people=(one(1), one(2, nama="WA \U0001f642 ODE"))), context())
    assert caught.value.kode == "HURUF_TIDAK_ADA"
    assert caught.value.apa.startswith("Nama lengkap nomor 2 di daftar memuat huruf")


def test_the_draft_has_its_code_version_and_copy() -> None:
    pdf = sk_rentan(decree(1), context(bundel=""), "7F3A91C2")
    assert [code.rstrip() for code in codes(pdf)] == ["JSD1|SKRENTAN|74.02.11.2017||7F3A91C2"]
    assert "Cetak ke-1" in words(pdf, 0)


def test_replaced_people_are_told_below_the_list() -> None:
    gone = Replacement(lama="LA DANI", baru="WA MUNA", alasan="Meninggal 19 November 2026", tanggal=date(2026, 11, 21))
    read = words(sk_rentan(decree(3, diganti=(gone,)), context()))
    assert "1. LA DANI WA MUNA Meninggal 19 November 2026 21-11-2026" in read


def test_an_office_without_a_desa_signs_by_its_own_name() -> None:
    baso = Pejabat(jabatan="kepala_desa", nama="Drs. Andi Baso", gelar="M.Si.", status="plt", nip="197001012000031001")
    lurah = replace(UNIT, jenis="kelurahan", nama="Unaaha", pejabat=(baso,))
    read = words(sk_rentan(decree(1), context(unit=lurah)))
    assert "KEPUTUSAN LURAH UNAAHA" in read
    assert "Plt. LURAH UNAAHA, Drs. ANDI BASO, M.Si. NIP 197001012000031001" in read
    assert "tentang Desa" not in read  # no lurah decides by the law on desa
    assert "tentang Desa sebagaimana" in words(sk_rentan(decree(1), context()))
    office = words(sk_rentan(decree(1), context(unit=replace(UNIT, jenis="opd", nama="Dinas Perikanan", kecamatan=""))))
    assert "Camat" not in office
    with pytest.raises(KeyError):
        filled("{siapa}", {})
