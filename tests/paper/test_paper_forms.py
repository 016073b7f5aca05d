"""Formulir 1a: what stands on it, that nothing is cut, and that values are text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paper_people import RUSDIN, SALMA, UNIT, context, form, rusdin, salma
from paper_reading import codes, pdftotext, tool, words

from jamsos_desktop.model.parse import clean
from jamsos_desktop.model.records import Keluarga, Pejabat
from jamsos_desktop.paper.book import preview
from jamsos_desktop.paper.sheets import PrintPerson
from jamsos_desktop.paper.values import printed_values
from jamsos_desktop.problems import Problem

LONG = ("SITI NURHALIZAH BINTI ABDULLAH MUHAMMAD RASYID AL-HASYIMI DARI KAMPUNG BARU DEKAT MASJID RAYA SOROPIA "
        "YANG LAMA SEKALI")[:120]
BPU = ("PEMERINTAH KABUPATEN KONAWE", "KECAMATAN SOROPIA", "DESA BAJO INDAH", "Kode wilayah 74.02.11.2017",
       "BPU-000417", "7F3A-91C2", "BUKAN PENERIMA UPAH (BPU)", "WA ODE SALMA", "SOROPIA", "WA MUNA",
       "DUSUN II DEKAT DERMAGA RT 003 / RW 002, DESA BAJO INDAH, KEC. SOROPIA, KAB. KONAWE", "PENGOLAH IKAN",
       "06.00 \u2013 14.00", "Dasar iuran Rp 1.000.000 (lapis 1)", "02-11-2026", "1% dari dasar iuran",
       "APBD Kabupaten", "Rp 16.800", "6 bulan", "Rp 100.800", "Jumlah, masa Desember 2026 \u2013 Mei 2027",
       "LA ODE HASAN", "740211 030280 9366", "03-02-1980", "0813 9900 0418", "wali: La Ode Hasan (ayah)",
       "Bajo Indah, 20 November 2026", "Kepala Desa Bajo Indah", "MUH. ARSYAD TAHIR, S.Sos.",
       "belum menjadi bukti kepesertaan", "PP 44/2015 Lampiran II", "20-11-2026 10.42", "Halaman 1 dari 1")
PU = ("PENERIMA UPAH (PU)", "Perangkat desa", "PEMERINTAH DESA BAJO INDAH, KEC. SOROPIA, KAB. KONAWE",
      "KAUR TATA USAHA DAN UMUM", "Dasar upah Rp 2.022.200\u2020", "0,24% dari dasar upah", "Rp 4.853,28",
      "Rp 10.919,88", "01-12-2026", "belum diikuti", "SITTI MARWAH", "wali: ibu",
      "\u2020 Belum dikonfirmasi", "PU-000009", "C41B-7E05")


@pytest.mark.parametrize("kertas", ["A4", "F4"])
@pytest.mark.parametrize(("person", "expected"), [(salma(), BPU), (rusdin(), PU)], ids=["BPU", "PU"])
def test_a_form_says_what_the_record_says(person: PrintPerson, expected: tuple[str, ...], kertas: str,
                                          tmp_path: Path) -> None:
    made = preview(form(person), context(kertas=kertas))
    assert made.pages == 1
    read = words(made.pdf)
    assert [piece for piece in expected if piece not in read] == []
    path = tmp_path / "form.pdf"
    path.write_bytes(made.pdf)
    assert [piece for piece in expected if piece not in pdftotext(path)] == []


@pytest.mark.parametrize(("kertas", "size"), [("A4", "595.276 x 841.89"), ("F4", "609.449 x 935.433")])
def test_paper_size_structure_and_fonts(kertas: str, size: str, tmp_path: Path) -> None:
    path = tmp_path / "form.pdf"
    path.write_bytes(preview(form(salma()), context(kertas=kertas)).pdf)
    assert "No syntax or stream encoding errors" in tool("qpdf", "--check", path)
    assert size in tool("pdfinfo", path)
    fonts = tool("pdffonts", path).splitlines()[2:]
    assert fonts
    for font in fonts:
        assert "NotoSans" in font
        assert font.split()[-5:-2] == ["yes", "yes", "yes"]  # embedded, a subset, with a Unicode map


def test_digits_stand_one_in_a_box() -> None:
    made = preview(form(salma()), context())
    read = words(made.pdf).replace(" ", "")
    for digits in (SALMA.nik, SALMA.no_kk, "14081984", SALMA.hp, "900000"):
        assert digits in read
    box = next(box for box in made.boxes if box.key == "nik")
    assert box.w == pytest.approx((16 * 4.5 + 2 * 1.85) * 72 / 25.4, abs=0.1)


def test_the_qr_code_is_read_back_and_holds_no_name_and_no_nik() -> None:
    for kertas in ("A4", "F4"):
        found = codes(preview(form(salma()), context(kertas=kertas)).pdf)
        assert [text.strip() for text in found] == ["JSD1|BPU|74.02.11.2017|BPU-000417|7F3A91C2"]


def test_same_input_same_bytes_and_another_value_other_bytes() -> None:
    first, again = (preview(form(salma()), context()).pdf for _ in range(2))
    assert first == again
    assert preview(form(salma(nama="WA ODE SALMI")), context()).pdf != first


def test_a_long_value_shrinks_then_folds_then_goes_whole_to_the_lampiran() -> None:
    for length in (40, 60, 75, 90, 120):
        name = LONG[:length].strip()
        made = preview(form(salma(nama=name, nama_ibu=name, lokasi_kerja=name)), context())
        read = words(made.pdf, 0)
        assert name in read
        assert made.pages == (2 if "lihat lampiran" in read else 1)
        if made.pages == 2:
            assert name in words(made.pdf, 1)
            assert "Halaman 2 dari 2" in words(made.pdf, 1)
            assert "Halaman 1 dari 2" in read


def test_nothing_is_ever_cut_even_without_blanks() -> None:
    giant = "".join(chr(65 + i % 26) for i in range(600))
    made = preview(form(salma(alamat=giant, nama=LONG)), context())
    assert giant in words(made.pdf).replace(" ", "")


def test_more_heirs_than_rows_continue_on_the_lampiran() -> None:
    kin = tuple(Keluarga(nama=f"ANAK {LONG[:100]} {i}", hubungan="anak", nik=f"74021122111291{i:02}",
                         tanggal_lahir=date(2013, 1, 1), urutan=i) for i in range(1, 41))
    made = preview(form(salma(keluarga=kin)), context())
    read = words(made.pdf)
    assert made.pages > 2
    assert "37 orang lagi di lampiran" in words(made.pdf, 0)
    for i in range(1, 41):
        assert f"740211 221112 91{i:02}" in read
        assert f" {i}" in read
    assert words(made.pdf, made.pages - 1).count("Nama lengkap") == 1  # heads stand again on each page


def test_the_family_of_a_pu_marks_who_is_an_heir() -> None:
    values = printed_values(rusdin(), context())
    assert [values[f"keluarga.{i}.waris"] for i in (1, 2, 3)] == ["ya", "ya", ""]
    kin = (*RUSDIN.keluarga, Keluarga(nama="NENEK", hubungan="kakek_nenek"), Keluarga(nama="PAMAN", hubungan="lain"))
    made = preview(form(rusdin(keluarga=kin)), context())
    assert "PAMAN" in words(made.pdf, 1)
    assert "PAMAN" not in words(made.pdf, 0)


@pytest.mark.parametrize("name", [
    "<b>SITI</b>", '"SITI" & \'NUR\'', "100% SITI %s %d %(x)s", "SITI (NUR)", "SITI (NUR", "SITI \\ NUR \\051",
    "{nama} {0} {kop.1}", "**SITI**", "<img src=\"/etc/passwd\"/>", "/F1 9 Tf (X) Tj", "ET Q", "NUR \u2018AIN",
])
def test_every_value_is_text(name: str) -> None:
    made = preview(form(salma(nama=name, lokasi_kerja=name, keluarga=(Keluarga(nama=name, wali=name, urutan=1),))),
                   context())
    assert words(made.pdf).count(name.upper()) >= 4


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from([*map(chr, range(32, 127)), *"ÀÇÉÑÖØŁŠŽẒĀ‘’–"]), min_size=1, max_size=300))
def test_any_text_stands_whole_on_the_form_or_on_its_lampiran(text: str) -> None:
    said = "".join(clean(text).upper().split())
    assert said in words(preview(form(salma(lokasi_kerja=text)), context()).pdf).replace(" ", "")


def test_control_characters_never_reach_the_page() -> None:
    made = preview(form(salma(nama="WA\u202e ODE\x07 \x00SALMA\u200b\n")), context())
    assert "WA ODE SALMA" in words(made.pdf)


@pytest.mark.parametrize(("change", "named"), [
    ({"nama": "\u0627\u0644\u0644\u0647"}, "Nama lengkap"), ({"nama_ibu": "\u0410\u043d\u043d\u0430"}, "Nama ibu"),
    ({"alamat": "\u8def"}, "Alamat"), ({"lokasi_kerja": LONG * 2 + "\u8def"}, "Lokasi"),
    ({"keluarga": tuple(Keluarga(nama="\u8def", urutan=i) for i in range(1, 6))}, "ahli waris"),
])
def test_a_letter_without_a_glyph_is_a_problem_that_names_the_field(change: dict[str, object], named: str) -> None:
    with pytest.raises(Problem) as caught:
        preview(form(salma(**change)), context())
    assert caught.value.kode == "HURUF_TIDAK_ADA"
    assert named in caught.value.apa
    assert "U+" in caught.value.apa


@pytest.mark.parametrize("change", [{"nik": "74021154088494171"}, {"nik": "7.40211E+15"},
                                    {"no_kk": "7" * 17}])
def test_digits_that_overflow_their_boxes_stop_the_sheet(change: dict[str, object]) -> None:
    with pytest.raises(Problem) as caught:
        preview(form(salma(**change)), context())
    assert caught.value.kode == "TIDAK_MUAT"


def test_a_draft_says_so_shows_what_was_typed_and_has_no_code() -> None:
    typed = {"nik": "7,40211E+15", "penghasilan": "sembilan ratus", "tanggal_lahir": "31/02/1984"}
    person = replace(salma(mentah=typed, nik="", penghasilan=None, tanggal_lahir=None, keluarga=()), draf=True,
                     dues=None)
    pdf = preview(form(person), context()).pdf
    read = words(pdf)
    for said in ("DRAF, BELUM LENGKAP. JANGAN DITANDATANGANI.", "DRAF BPU-000417", "7,40211E+15", "sembilan ratus",
                 "Draf BPU-000417"):
        assert said in read
    assert "31021984" in read.replace(" ", "")
    assert "7F3A-91C2" not in read
    assert codes(pdf) == []


def test_a_draft_may_be_as_empty_as_a_new_form() -> None:
    empty = replace(SALMA, **{key: type(getattr(SALMA, key))() if isinstance(getattr(SALMA, key), str) else None
                              for key in ("nama", "nik", "no_kk", "tanggal_lahir", "penghasilan", "mulai", "segmen",
                                          "pekerjaan", "alamat", "dusun", "rt", "rw", "kelompok")}, keluarga=())
    made = preview(form(PrintPerson(peserta=empty, draf=True)), context(unit=replace(UNIT, pejabat=(), alamat="")))
    assert made.pages == 1
    assert "DRAF" in words(made.pdf)


def test_a_reprint_says_which_copy_it_is() -> None:
    assert "Cetak ke-2" in words(preview(form(replace(salma(), ke=2)), context()).pdf)
    assert "Cetak ke-1" in words(preview(form(salma()), context()).pdf)


def test_printed_values_hold_on_any_day_and_change_with_any_printed_value() -> None:
    values = printed_values(salma(), context())
    later = context(hari=date(2027, 1, 5), waktu=datetime(2027, 1, 5, 8, 0), bundel="B-0031", kertas="F4")
    assert printed_values(replace(salma(), ke=3, kode_periksa="00000000"), later) == values
    for change in ({"nama": "X"}, {"nik": "7402115408849418"}, {"hp": "0812"}, {"rt": "9"}, {"mulai": date(2027, 1, 1)},
                   {"keluarga": SALMA.keluarga[:2]}, {"sk_tanggal": None}, {"golongan_darah": "A"}):
        assert printed_values(salma(**change), context()) != values
    many = tuple(Keluarga(nama=str(i), urutan=i) for i in range(1, 6))
    other = (*many[:4], Keluarga(nama="LAIN", urutan=5))
    assert printed_values(salma(keluarga=many), context()) != printed_values(salma(keluarga=other), context())
    unit = replace(UNIT, pejabat=(Pejabat(jabatan="kepala_desa", nama="Lain"),))
    assert printed_values(salma(), context(unit=unit)) != values


@pytest.mark.parametrize(("changes", "said"), [
    ({"pejabat": (Pejabat(jabatan="kepala_desa", nama="A", status="pj"),)}, "Pj. Kepala Desa Bajo Indah"),
    ({"jenis": "kelurahan", "nama": "Unaaha"}, "KELURAHAN UNAAHA"),
    ({"kop": ("PEMDA", "DINAS SOSIAL")}, "DINAS SOSIAL"),
    ({"kabupaten": "Kota Kendari"}, "PEMERINTAH KOTA KENDARI"),
    ({"lambang": b"not a picture"}, "lambang daerah"),
])
def test_the_letterhead_follows_the_unit(changes: dict[str, object], said: str) -> None:
    assert said in words(preview(form(salma()), context(unit=replace(UNIT, **changes))).pdf)


def test_the_crest_of_the_unit_is_drawn(tmp_path: Path) -> None:
    from io import BytesIO

    from PIL import Image

    target = BytesIO()
    Image.new("RGB", (40, 40), (200, 0, 0)).save(target, "PNG")
    unit = replace(UNIT, lambang=target.getvalue())
    first, again = (preview(form(salma()), context(unit=unit)).pdf for _ in range(2))
    assert first == again
    assert "lambang daerah" not in words(first)


def test_boxes_lead_to_field_keys_and_lie_on_the_page() -> None:
    from jamsos_desktop.model.fields import BY_KEY

    made = preview(form(salma()), context(kertas="F4"))
    keys = {box.key for box in made.boxes}
    assert {"nik", "nama", "tanggal_lahir", "no_kk", "alamat", "jenis_kelamin", "penghasilan", "keluarga"} <= keys
    assert keys <= {*BY_KEY, "keluarga"}
    for box in made.boxes:
        assert box.x >= 0
        assert box.y >= 0
        assert box.x + box.w <= 215 * 72 / 25.4
        assert box.y + box.h <= 330 * 72 / 25.4
