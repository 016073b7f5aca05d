"""Layouts as data: every box names a known key, everything stands on its paper; QR tables equal segno's."""

from __future__ import annotations

import random
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import msgspec
import pytest
from paper_people import context, rusdin, salma

from jamsos_desktop.iuran import dues
from jamsos_desktop.model.fields import BY_KEY
from jamsos_desktop.model.records import KELOMPOK, Keluarga, Peserta
from jamsos_desktop.paper.draw import layouts, qr, qr_basis
from jamsos_desktop.paper.draw.document import SIZES
from jamsos_desktop.paper.draw.keys import BY_HAND, DERIVED, field_of, known
from jamsos_desktop.paper.draw.layout import (
    WIDTH,
    Layout,
    Rule,
    Shape,
    Table,
    Text,
    Value,
    body_end,
    place,
)
from jamsos_desktop.paper.draw.layouts import load
from jamsos_desktop.paper.draw.marks import bundle_marks, print_values, static_values
from jamsos_desktop.paper.sheets import PrintPerson
from jamsos_desktop.paper.values import printed_values
from jamsos_desktop.paths import resource
from jamsos_desktop.policy import load_policy

TODAY = date(2026, 11, 21)
NAMES = sorted(path.stem for path in Path(resource("formulir")).glob("*.toml"))
FORMS = ("formulir_bpu", "formulir_pu")
LEFT_TO_THE_PEN = {
    "formulir_bpu": ["tulis.kode_wadah", "tulis.pernyataan", "tulis.persetujuan", "tulis.berkas"],
    "formulir_pu": ["tulis.kpj", "tulis.divisi", "tulis.terdaftar_sejak", "tulis.pernyataan", "tulis.persetujuan",
                    "tulis.berkas"],
}
# What a village keeps of a person that no Formulir 1a asks for, or that only one of the two asks for.
ON_NO_FORM = {
    "gelar", "pekerjaan_ktp", "status_pegawai", "akhir_kontrak", "kode_lokasi", "surat_ke", "masa_laku",
    "sk_berakhir", "desil", "desil_tanggal", "aktif_sampai", "kartu", "keluar_tanggal", "keluar_sebab", "catatan",
    "segmen",
}
ONLY_PU = {"kelompok", "jabatan", "mulai_bekerja", "bank", "rekening", "nama_rekening"}
ONLY_BPU = {"pekerjaan", "pekerjaan_2", "lokasi_kerja", "jam_kerja", "wadah_jenis"}
# Fields that stand inside another value: the address, the dues, the SK, the rows of heirs, the missing phone.
INSIDE = {"dusun", "rt", "rw", "sumber_dana.jkk_jkm", "sumber_dana.jht", "mulai", "sk_tanggal", "tanpa_ahli_waris",
          "tanpa_hp", "periode_bayar"}


def keys_of(name: str) -> set[str]:
    """Every key a layout names."""
    return {key for placed in place(load(name), "A4", 297) for key in layouts.keys_of(placed.item)}


def test_the_layouts_are_there() -> None:
    assert set(NAMES) >= {"kop", "kaki", "lampiran", "ceklis", "tanda_terima", *FORMS}


@pytest.mark.parametrize("name", NAMES)
def test_every_box_names_a_field_key_a_derived_key_or_a_constant(name: str) -> None:
    assert [key for key in keys_of(name) if not known(key)] == []


@pytest.mark.parametrize("name", FORMS)
def test_every_key_of_a_form_has_a_printed_value(name: str) -> None:
    person = salma() if name.endswith("bpu") else rusdin()
    values = static_values(context()) | printed_values(person, context()) | print_values(person, context(), "BPU")
    assert sorted(key for key in keys_of(name) if key not in values) == sorted(LEFT_TO_THE_PEN[name])


# Somebody who differs from both in every field that has a box.
SOMEBODY_ELSE = {
    "permohonan": "ubah", "nik": "7402110101909001", "no_kk": "7402110101109002", "nama": "LA ODE LAIN",
    "tempat_lahir": "KENDARI", "tanggal_lahir": date(1990, 1, 2), "jenis_kelamin": "", "golongan_darah": "AB",
    "status_kawin": "cerai_hidup", "nama_ibu": "IBU LAIN", "alamat": "Jl. Lain", "kode_pos": "93001",
    "hp": "081311112222", "email": "lain@desa.id", "npwp": "111112222233333", "pernah_peserta": "ya",
    "kpj": "12345678901", "penghasilan": 9_000_000, "jabatan": "KADES", "kelompok": "non_asn",
    "mulai_bekerja": date(2001, 2, 3), "sk_nomor": "LAIN/1", "bank": "BRI", "rekening": "55555",
    "nama_rekening": "LAIN", "pekerjaan": "OJEK", "pekerjaan_2": "OJEK", "lokasi_kerja": "SAWAH", "jam_kerja": "7",
    "program": ("JHT",), "periode_bayar": 12, "wadah_jenis": "SD",
    "keluarga": tuple(Keluarga(nama=f"ANAK {i}", hubungan="anak", nik=f"740211010105900{i}", hp="081311112222",
                               tanggal_lahir=date(2005, 1, 1), urutan=i) for i in range(1, 6)),
}
# Words beside a value that say the same of both: the rates of a programme, why a base is unsure, what a wage is called.
SAID_OF_BOTH = {"iuran.JKK.tarif", "iuran.JKM.tarif", "iuran.JHT.tarif", "iuran.JHT.sumber", "iuran.catatan",
                "upah.sebutan"}


@pytest.mark.parametrize(("name", "person"), [("formulir_bpu", salma().peserta), ("formulir_pu", rusdin().peserta)])
def test_every_box_shows_its_field(name: str, person: Peserta) -> None:
    policy, person = load_policy(), replace(person, keluarga=())

    def shown(p: Peserta) -> dict[str, str]:
        return printed_values(PrintPerson(peserta=p, dues=dues(p, policy, TODAY)), context(policy=policy))

    before, same = shown(person), set()
    for key in keys_of(name):
        if field := field_of(key):
            other = replace(person, **{field: SOMEBODY_ELSE[field]})
            same |= {key} if shown(other)[key] == before[key] else set()
    assert same <= SAID_OF_BOTH


@pytest.mark.parametrize(("name", "segmen", "others"), [("formulir_bpu", "BPU", ONLY_PU),
                                                        ("formulir_pu", "PU", ONLY_BPU)])
def test_every_field_is_on_its_form_or_known_not_to_be(name: str, segmen: str, others: set[str]) -> None:
    fields = {field_of(key) for key in keys_of(name)} - {"", "keluarga"}
    assert set(BY_KEY) - fields - ON_NO_FORM - INSIDE == others
    assert fields & (ON_NO_FORM | others) == set()
    policy = load_policy()
    for kelompok in KELOMPOK:
        required = set(policy.required_keys(kelompok, segmen))
        # A post's own job is printed as the job (BPU); a wage earner's place of work is the employer's (PU).
        assert required - fields - INSIDE <= {"segmen", "kelompok", "jabatan", "status_pegawai"}


def test_the_guide_lists_the_fields_that_are_on_no_form() -> None:
    guide = (Path(__file__).resolve().parents[2] / "docs" / "formulir.md").read_text(encoding="utf-8")
    section = guide.partition("## Not on the form")[2].partition("\n## ")[0]
    assert {key for key in ON_NO_FORM if f"`{key}`" not in section} == set()


def test_only_named_boxes_are_left_to_the_pen() -> None:
    assert not known("")
    assert not known("tulis.sesuatu")
    assert not any(field_of(key) for key in BY_HAND)


def test_no_derived_key_is_an_orphan_and_each_leads_to_a_field() -> None:
    used = set().union(*(keys_of(name) for name in NAMES))
    inside = {"cetak.jenis", "cetak.nomor", "cetak.periksa", "cetak.draf.kata", "cetak.draf.nomor", "iuran.sumber",
              "ceklis.isi"}  # one line for layouts of districts; ours has its parts
    kin = {key for key in DERIVED if key.startswith(("waris.", "keluarga."))}
    money = {key for key in DERIVED if key.startswith("iuran.")}
    assert set(DERIVED) - used - inside - kin - money == set()
    assert {key.field for key in DERIVED.values()} <= {*BY_KEY, "keluarga", ""}
    assert set(bundle_marks("X", "1", "", "", "")) <= set(DERIVED)


@pytest.mark.parametrize("kertas", ["A4", "F4"])
@pytest.mark.parametrize("name", ["formulir_bpu", "formulir_pu", "lampiran", "ceklis"])
def test_everything_stands_on_the_paper(name: str, kertas: str) -> None:
    wide, high = SIZES[kertas]
    assert body_end(load(name), kertas) <= high - 16  # above the foot line and the dagger line
    for placed in place(load(name), kertas, high):
        assert placed.y < high - 5
        if isinstance(placed.item, Value | Shape | Rule):
            assert placed.item.x + placed.item.w <= WIDTH < wide
        if isinstance(placed.item, Table):
            assert sum(column.w for column in placed.item.columns) == pytest.approx(WIDTH, abs=0.11)


def test_f4_is_used_in_full() -> None:
    for name in FORMS:
        left = {kertas: SIZES[kertas][1] - body_end(load(name), kertas) for kertas in ("A4", "F4")}
        assert abs(left["A4"] - left["F4"]) < 8


def test_a_layout_with_an_unknown_word_is_refused() -> None:
    text = 'title = "x"\n[[blocks]]\nitems = [{ is = "text", text = "a", colr = "red" }]'
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(tomllib.loads(text), Layout)


def test_the_shipped_qr_tables_give_what_segno_gives() -> None:
    rnd = random.Random(7)
    payloads = [b"", b"A", b"JSD1|BPU|74.02.11.2017|BPU-000417|7F3A91C2", bytes(range(33, 95))]
    payloads += [bytes(rnd.randrange(32, 127) for _ in range(rnd.randrange(1, 63))) for _ in range(40)]
    for data in payloads:
        assert qr.symbol(data) == qr_basis.symbol(data)
    assert (qr.SIDE, qr.PAYLOAD, qr.SIZE) == (qr_basis.SIDE, qr_basis.PAYLOAD, qr_basis.SIZE)


def test_the_qr_code_is_large_enough_and_has_its_quiet_zone() -> None:
    from jamsos_desktop.paper.draw.layout import Code

    for name in (*FORMS, "ceklis", "tanda_terima"):
        (placed,) = [p for p in place(load(name), "A4", 297) if isinstance(p.item, Code)]
        code = placed.item
        assert isinstance(code, Code)
        quiet = qr.QUIET * code.side / qr.SIDE
        assert code.side >= 20
        assert code.x + code.side <= WIDTH + 12 - quiet
        numbers = [p.item for p in place(load(name), "A4", 297) if isinstance(p.item, Text) and p.y < placed.y + 21
                   and p.item.align == "right"]
        assert all(item.x <= code.x - quiet for item in numbers)
