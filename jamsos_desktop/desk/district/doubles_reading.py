"""A pair side by side, and the people of a quality tab, in the words of the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import msgspec

from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.district.doubles_records import (
    Choice,
    Compared,
    PairReason,
    PairRecord,
    PairRow,
    PairView,
    QualityPerson,
    QualityTab,
)
from jamsos_desktop.hub import doubles, doubles_words, quality
from jamsos_desktop.hub.doubles_words import Side
from jamsos_desktop.hub.likeness_records import SAME_NIK, Reason
from jamsos_desktop.hub.records import BERJALAN, Person
from jamsos_desktop.hub.register import batches, contents, marked, pairs, people, standing
from jamsos_desktop.hub.register.pairs import Line
from jamsos_desktop.model.parse import group_nik
from jamsos_desktop.store.engine import Database
from jamsos_desktop.texts import screen_date, title_name

LETTERS = "ABCDEFGHIJKL"
EMPTY = "\u2013"
TITLES = {doubles.PAKAI_A: "Orang sama, pakai A", doubles.PAKAI_B: "Orang sama, pakai B",
          doubles.BERBEDA: "Dua orang berbeda"}
LAPSED = "iuran_lewat"
# Tabs beside the pairs: code, title, icon, the marks they gather (hub.quality). "Iuran lewat" is no mark.
TABS = (
    ("nik", "NIK bermasalah", "person-vcard", ("NIK_PANJANG", "NIK_TANGGAL", "NIK_JK", "KK_PANJANG")),
    ("usia", "Umur di luar batas", "calendar-event", ("USIA_LEWAT", "USIA_KURANG")),
    ("upah", "Penghasilan tidak wajar", "wallet2", ("UPAH_JANGGAL",)),
    ("isian", "Isian kurang", "card-checklist", ("IBU_KOSONG", "NAMA_SINGKAT", "TANPA_AHLI_WARIS", "SK_HABIS",
                                                 "TANPA_HP")),
)


class Place(NamedTuple):
    """A unit as pages name it: "Desa Leppe" and its kecamatan."""

    sebutan: str
    nama: str
    kecamatan: str

    @property
    def judul(self) -> str:
        return f"{self.sebutan}, Kec. {self.kecamatan}" if self.kecamatan else self.sebutan


def places(db: Database) -> dict[str, Place]:
    """Unit code -> how it is called; units nobody registered are called by their code."""
    found = _Places()
    found.update({kode: Place(f"{_KIND.get(jenis, '')} {nama}".strip(), nama, kecamatan)
                  for kode, jenis, nama, kecamatan in pairs.units(db)})
    return found


class _Places(dict[str, Place]):
    def __missing__(self, kode: str) -> Place:
        return Place(kode, kode, "")


_KIND = {"desa": "Desa", "kelurahan": "Kelurahan"}


def row_of(line: Line, putusan: int = 0) -> PairRow:
    """A pair as the list shows it."""
    pair = line.pair
    return PairRow(pair.id, pair.jenis, pair.skor, title_name(line.nama[0]), title_name(line.nama[1]), line.desa,
                   line.kecamatan, line.unit, (pair.a, pair.b), _in_words(_reasons(pair.rincian), pair.jenis),
                   pair.ditemukan, pair.keputusan, pair.catatan, pair.oleh, pair.waktu, putusan)


def _reasons(text: str) -> list[Reason]:
    return msgspec.json.decode(text, type=list[Reason])


def _in_words(reasons: Sequence[Reason], jenis: str) -> str:
    """"Nama mirip 92%, tanggal lahir sama, ibu: sama"; the NIK only where the chip does not say it."""
    words = ", ".join(one.teks for one in reasons if not (one.label == "NIK" and jenis == SAME_NIK))
    return words[:1].upper() + words[1:]


def view(ctx: Context, db: Database, line: Line, arah: str = "") -> PairView:
    """See ``Doubles.pair``."""
    pair = line.pair
    uids = pairs.cluster(db, (pair.a, pair.b)) if not pair.keputusan else [pair.a, pair.b]
    known = people.by_uids(db, uids)
    shown = [known[uid] for uid in uids[:len(LETTERS)] if uid in known]
    where, sent = places(db), contents.rows_of(db, shown)
    records = tuple(_record(ctx, one, letter, where) for one, letter in zip(shown, LETTERS, strict=False))
    sides = sides_of(db, shown[:2], where)
    way = arah or doubles.direction(shown[0], shown[1])
    options = doubles_words.options(sides[0], sides[1], way)
    choices = {nomor: Choice(nomor, TITLES.get(nomor, f"Pindah desa, {way}"), *option)
               for nomor, option in options.items()}
    number = standing.last(db, "ganda", str(pair.id)) or 0
    return PairView(row_of(line, number), tuple(PairReason(*one) for one in _reasons(pair.rincian)), records,
                    tuple(_compared(ctx, shown, [sent.get(one.uid, {}) for one in shown], where)), choices, way)


def sides_of(db: Database, persons: Sequence[Person], where: Mapping[str, Place]) -> list[Side]:
    """Records as decisions look at them."""
    waiting = batches.waiting(db, [one.uid for one in persons])
    return [Side(one, where[one.unit].sebutan, one.uid in waiting) for one in persons]


def _record(ctx: Context, person: Person, letter: str, where: Mapping[str, Place]) -> PairRecord:
    return PairRecord(letter, person.uid, person.unit, where[person.unit].judul, title_name(person.nama),
                      group_nik(ctx.seen("nik", person.nik)), person.keadaan, status_of(ctx, person),
                      person.keadaan in BERJALAN, person.keadaan == "aktif")


def status_of(ctx: Context, person: Person) -> str:
    """How far somebody is: "Terdaftar sejak 01/09/2026", "Baru, kiriman no. 2", "Di BPJS"."""
    if person.keadaan == "aktif":
        return f"Terdaftar sejak {_day(person.aktif_dari)}" if person.aktif_dari else "Terdaftar"
    if person.keadaan == "masuk":
        return f"Baru, kiriman no. {person.seq}"
    return ctx.label("status", person.keadaan)


def _compared(ctx: Context, shown: Sequence[Person], sent: Sequence[Mapping[str, Any]],
              where: Mapping[str, Place]) -> list[Compared]:
    def row(label: str, values: Sequence[str]) -> Compared:
        same = len(set(values)) == 1
        return Compared(label, tuple(value or EMPTY for value in values), same, "sama" if same else "beda")

    def said(key: str) -> list[str]:
        return [value if isinstance(value := one.get(key, ""), str) else "" for one in sent]

    mothers = {" ".join(person.nama_ibu.upper().split()) for person in shown}
    mother = len(mothers) == 1
    mother_word = "ibu: kosong" if "" in mothers else "ibu: sama" if mother else "ibu: beda"
    return [
        row("NIK", [group_nik(ctx.seen("nik", one.nik)) for one in shown]), row("Nama", [one.nama for one in shown]),
        row("Tanggal lahir", [_paper_day(one.tanggal_lahir) for one in shown]),
        Compared("Ibu kandung", ("tidak ditampilkan",) * len(shown), mother, mother_word),
        row("Nomor KK", [group_nik(ctx.seen("no_kk", kk)) for kk in said("no_kk")]),
        row("Alamat", [_address(ctx, one, where[person.unit]) for one, person in zip(sent, shown, strict=True)]),
        row("Pekerjaan", [_work(ctx, one.kerja) for one in shown]), row("No. HP", list(map(_phone, said("hp")))),
        row("Kelompok", [ctx.label("kelompok", one.kelompok) for one in shown]),
        row("Program", [one.program for one in shown]),
        row("Sumber dana", [_fund(ctx, one, where[one.unit]) for one in shown]),
        row("Status", [status_of(ctx, one) for one in shown]),
        row("Berkas KTP", [_paper(ctx, one) for one in sent]),
    ]


def _address(ctx: Context, sent: Mapping[str, Any], place: Place) -> str:
    street, dusun, rt = (sent.get(key, "") for key in ("alamat", "dusun", "rt"))
    inside = " ".join(part for part in (dusun and f"Dusun {dusun}", rt and f"RT {rt}") if part)
    return ", ".join(str(part) for part in (street, inside, place.nama) if part)


def _work(ctx: Context, code: str) -> str:
    return ctx.label("jabatan", code) if code in ctx.policy.label_lists["jabatan"] else ctx.label("pekerjaan", code)


def _fund(ctx: Context, person: Person, place: Place) -> str:
    label = ctx.label("sumber_dana", person.sumber_dana)
    return f"{label} {place.nama}" if person.sumber_dana == "APBDES" else label


def _paper(ctx: Context, sent: Mapping[str, Any]) -> str:
    papers = sent.get("berkas", {})
    return ctx.label("status_berkas", papers.get("ktp", "tidak_ada")) if isinstance(papers, dict) else ""


def _phone(text: str) -> str:
    return " ".join(text[at:at + 4] for at in range(0, len(text), 4))


def _day(iso: str) -> str:
    """20/11/2026; the text itself where a village sent no date."""
    try:
        return screen_date(date.fromisoformat(iso[:10]))
    except ValueError:
        return iso


def _paper_day(iso: str) -> str:
    return _day(iso).replace("/", "-")


# People with marks.

def quality_tabs(ctx: Context, db: Database) -> tuple[QualityTab, ...]:
    """See ``Doubles.quality_tabs``."""
    many = marked.counts(db, [marks for *_, marks in TABS])
    tabs = [QualityTab(kode, judul, icon, orang, marks)
            for (kode, judul, icon, marks), orang in zip(TABS, many, strict=True)]
    return (*tabs, QualityTab(LAPSED, "Iuran lewat", "clock", marked.over_count(db, ctx.today)))


def quality_people(ctx: Context, db: Database, tab: str, limit: int) -> list[QualityPerson]:
    """See ``Doubles.quality_people``."""
    where = places(db)
    if tab == LAPSED:
        return [_quality_person(ctx, one, where, f"Masa iuran sampai {_day(one.aktif_sampai)}")
                for one in marked.over(db, ctx.today, limit)]
    marks = next(marks for kode, *_, marks in TABS if kode == tab)
    return [_quality_person(ctx, one, where, ", ".join(
        quality.label_of(mark) for mark in one.mutu.split() if mark in marks))
        for one in marked.people(db, marks, limit)]


def _quality_person(ctx: Context, person: Person, where: Mapping[str, Place], tanda: str) -> QualityPerson:
    place = where[person.unit]
    nik = group_nik(ctx.seen("nik", person.nik)) or EMPTY
    return QualityPerson(person.uid, title_name(person.nama), nik, person.unit, place.nama, place.kecamatan,
                         ctx.label("kelompok", person.kelompok), status_of(ctx, person), tanda)
