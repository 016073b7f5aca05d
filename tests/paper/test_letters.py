"""Letters: their words are data, values stay values, what does not fit goes on, what the font lacks is refused."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from paper_people import UNIT, context
from paper_reading import codes, tool, words

from jamsos_desktop.paper.book import preview
from jamsos_desktop.paper.draw.letter import TICK, LetterTable
from jamsos_desktop.paper.draw.letter_words import letter_words
from jamsos_desktop.paper.kinds.letters import LetterContent
from jamsos_desktop.paper.sheets import PrintContext, Sheet
from jamsos_desktop.paths import resource
from jamsos_desktop.problems import Problem

LONG = ("WA ODE SITTI NURHALIZA AZZAHRA BINTI LA ODE MUHAMMAD RAHMATULLAH AL IDRUS SOROPIA BAJO INDAH KONAWE TENGGARA "
        "JAYA X")
LETTERS = ("pengantar", "sptjm", "keterangan_bekerja", "keterangan_ekosistem", "keterangan_rentan", "persetujuan",
           "terima_berkas")
KIND = {"keterangan_bekerja": "keterangan", "keterangan_ekosistem": "keterangan", "keterangan_rentan": "keterangan"}
TABLE = LetterTable((("No.", 9.0, "center"), ("Berkas", 100.0, "left"), ("Ada", 20.0, "center")),
                    (("1.", "Fotokopi KTP-el", TICK), ("2.", "Fotokopi KK", "BELUM")), ("", "Jumlah", "1"))


def content(naskah: str, **changed: Any) -> LetterContent:
    """A letter with something in every place its words name."""
    who = changed.pop("nama", "WA ODE SALMA")
    values = {name: f"<{name}>" for name in ("jumlah", "terbilang", "jabatan", "pekerjaan", "sk", "mulai", "lokasi",
                                             "penghasilan")}
    rows = (("Nama", who), ("NIK", "7402115408849417"), ("Alamat", ""))
    whole: dict[str, Any] = {
        "naskah": naskah, "tanggal": date(2026, 11, 20), "nomor": "560/119/BI/XI/2026",
        "values": {**values, "nama": who}, "data": {"orang": rows, "kepala": rows, "wali": rows},
        "tables": {"rincian": TABLE, "berkas": TABLE} if naskah != "persetujuan" else {},
        "varian": "tanda_tangan" if naskah == "persetujuan" else ""}
    return LetterContent(**{**whole, **changed})


def made(naskah: str, ctx: PrintContext | None = None, **changed: Any) -> tuple[bytes, int]:
    sheet = Sheet(jenis=KIND.get(naskah, naskah), isi=content(naskah, **changed), kode_periksa="7F3A91C2",
                  nomor="BPU-000417", ke=2)
    found = preview(sheet, ctx or context())
    return found.pdf, found.pages


def test_every_letter_that_ships_is_read_and_each_part_is_one_thing() -> None:
    shipped = {path.stem for path in resource("surat", "").iterdir() if path.name.startswith(("keterangan_",))}
    assert shipped == {name for name in LETTERS if name.startswith("keterangan_")}
    for name in LETTERS:
        letter = letter_words(name)
        assert letter.kaki
        assert letter.tanda_tangan
        for part in letter.isi:
            assert sum(map(bool, (part.judul, part.alinea, part.butir, part.hukum, part.centang, part.sisipan))) == 1
            assert all(line.sumber for line in part.hukum)


@pytest.mark.parametrize("naskah", LETTERS)
@pytest.mark.parametrize("kertas", ["A4", "F4"])
def test_a_letter_is_one_page_with_kop_qr_version_copy_and_printer(naskah: str, kertas: str) -> None:
    pdf, pages = made(naskah, context(kertas=kertas))
    assert pages == 1
    read = words(pdf)
    for said in ("DESA BAJO INDAH", "Halaman 1 dari 1", "Versi 1", "oleh Nurhayati Salam", "Cetak ke-2", "Naskah desa"):
        assert said in read
    if naskah not in ("persetujuan", "terima_berkas"):
        assert "560/119/BI/XI/2026" in read
        assert "MUH. ARSYAD TAHIR, S.Sos." in read
    [code] = codes(pdf)
    assert code.rstrip().endswith("|BPU-000417|7F3A91C2")
    assert "SALMA" not in code


@pytest.mark.parametrize("varian", ["tanda_tangan", "cap_jempol", "wali"])
def test_consent_stays_on_one_sheet_with_the_longest_name(varian: str) -> None:
    pdf, pages = made("persetujuan", varian=varian, nama=LONG)
    read = words(pdf)
    assert pages == 1
    assert all(word in read for word in LONG.split())
    assert ("cap jempol" in read) is (varian == "cap_jempol")
    assert read.count("Saksi") == (2 if varian == "cap_jempol" else 0)
    assert ("Nama" in read and "Wali dari yang bersangkutan" in read) is (varian == "wali")
    assert "menghapus" not in read
    assert "Tidak setuju." in read
    assert "\u2020 Disimpulkan, belum dikonfirmasi" in read


def test_a_number_not_given_leaves_dots() -> None:
    assert "Nomor: ......" in words(made("sptjm", nomor="")[0])


def test_signs_of_a_template_in_a_value_are_letters() -> None:
    odd = "LA {nama} **TEBAL** <b>&amp; O'DE \"SALMA\""
    read = words(made("keterangan_rentan", nama=odd, nomor="1/{x}/**2026**")[0])
    assert odd in read
    assert "Nomor: 1/{x}/**2026**" in read


@pytest.mark.parametrize("naskah", ["keterangan_bekerja", "persetujuan", "terima_berkas"])
def test_a_letter_the_font_lacks_is_refused_and_named(naskah: str) -> None:
    with pytest.raises(Problem) as caught:
        made(naskah, nama="WA \u0627 ODE")
    assert caught.value.kode == "HURUF_TIDAK_ADA"
    assert caught.value.apa.startswith("Nama")
    assert "\u0627 (U+0627)" in caught.value.apa


def test_a_long_letter_goes_on_and_its_signature_has_words_with_it() -> None:
    rows = tuple((f"{n}.", f"BERKAS {n}", "1") for n in range(1, 90))
    pdf, pages = made("pengantar", tables={"rincian": TABLE, "berkas": replace(TABLE, rows=rows)})
    assert pages == 3
    read = [words(pdf, page) for page in range(pages)]
    assert sum(page.count("BERKAS ") for page in read) == 89
    assert read[1].count("No. Berkas Ada") == 1
    assert "Demikian permohonan" in read[2]
    assert read[2].index("Demikian permohonan") < read[2].index("MUH. ARSYAD TAHIR") < read[2].index("Tembusan:")


def test_an_office_that_is_no_desa_speaks_of_itself() -> None:
    lurah = replace(UNIT, jenis="kelurahan", nama="Unaaha", pejabat=())
    read = words(made("persetujuan", context(unit=lurah))[0])
    assert "Naskah kelurahan" in read
    assert "kantor Kelurahan Unaaha" in read
    law = words(made("pengantar", context(unit=lurah))[0])
    assert "Dinas Pemberdayaan Masyarakat dan Desa Kabupaten Konawe" in law
    office = replace(UNIT, jenis="opd", nama="Dinas Perikanan", kecamatan="")
    assert "Camat" not in words(made("pengantar", context(unit=office))[0])


def test_an_office_of_the_kabupaten_leaves_room_for_the_number_of_its_head() -> None:
    lurah = replace(UNIT, jenis="kelurahan", nama="Unaaha", pejabat=())
    assert "Lurah Unaaha, Nama jelas dan tanda tangan NIP ......" in words(made("pengantar", context(unit=lurah))[0])
    assert "NIP" not in words(made("pengantar")[0])


@pytest.mark.parametrize("varian", ["tanda_tangan", "cap_jempol", "wali"])
def test_consent_of_who_has_everything_long_is_one_sheet_of_a4(varian: str) -> None:
    who = (("Nama", LONG), ("NIK", "7402115408849417"), ("Tempat, tanggal lahir", "SOROPIA, 14 Agustus 1984"),
           ("Alamat", f"DUSUN II {LONG}, DESA BAJO INDAH, KEC. SOROPIA, KAB. KONAWE"), ("Nomor HP", "0812 9900 0417"))
    guardian = tuple((name, "") for name in ("Nama wali", "NIK wali", "Hubungan dengan orang ini", "Alamat wali"))
    pdf, pages = made("persetujuan", varian=varian, nama=LONG, data={"orang": who, "wali": guardian})
    assert pages == 1
    assert "golongan darah" in words(pdf)


def test_who_signs_stands_below_the_addressee_and_the_foot_never_overlaps(tmp_path: Path) -> None:
    path = tmp_path / "surat.pdf"
    path.write_bytes(made("pengantar", context(pencetak=LONG))[0])
    boxes = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">([^<]+)<',
                       tool("pdftotext", "-bbox", path, "-"))
    place = {word: (float(x), float(top), float(low)) for x, top, low, word in boxes}
    assert place["Yth."][0] == pytest.approx(place["MUH."][0], abs=0.6)
    assert place["Versi"][1] > place["Halaman"][2] - 1.5
