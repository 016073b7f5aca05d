"""How each column of a layout is read: one reader per column, made once, so that ten thousand rows stay quick.

Most cells are plain (sixteen digits, a name of letters): one regular expression says so, and nothing else is done.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from jamsos_desktop.intake import composed
from jamsos_desktop.intake.damage import look
from jamsos_desktop.intake.dates import BIRTH, DAY_FIRST, DateReader, evidence, order_of, real_days
from jamsos_desktop.intake.kinds import TEMPLATE
from jamsos_desktop.intake.layout import Layout
from jamsos_desktop.intake.notes import CHECK, NO_CELL, DateQuestion, Spot, Taken
from jamsos_desktop.intake.numbers import bare, read_digits, read_money, times_of
from jamsos_desktop.intake.sheet import Sheet, SheetRow
from jamsos_desktop.intake.targets import TARGETS
from jamsos_desktop.intake.terms import JOB_KTP, TermReader
from jamsos_desktop.intake.titles import plain
from jamsos_desktop.model.dusun import dusun_number
from jamsos_desktop.model.fields import BY_KEY, FAMILY_FIELDS, HEIR, Field, Kind
from jamsos_desktop.model.nik import LENGTH
from jamsos_desktop.model.parse import CodeLists, clean, digits, parse
from jamsos_desktop.texts import roman

HEIR_FIELDS = {field.key + HEIR: field for field in FAMILY_FIELDS}
NAME_AND_NIK, PLACE_AND_DATE, RT_RW, STATE, SPOUSE = (
    "nama_nik", "tempat_tanggal_lahir", "rt_rw", "status_penduduk", "suami_istri")
RELATION = "hubungan_suami_istri"  # as the cell of the spouse says it
NAME_PARTS = ("nama_depan", "nama_tengah", "nama_belakang")
BIRTH_PARTS = ("lahir_hari", "lahir_bulan", "lahir_tahun")
TICKS = {"tanda_l": "L", "tanda_p": "P"}
MOST_HAMLETS = 20  # a number beyond is no dusun but something else
DAY = len("14/08/1984")
# Banner values and merged cells never give somebody a name or a NIK.
OWN = frozenset(("nik", "nama", NAME_AND_NIK, *NAME_PARTS))

Read = Callable[[str, bool, bool, str], str | Taken]  # text, whether a number, whether a real date, NIK of the row
Plain = Callable[[str], object]
_FOR_LIFE = re.compile(r"(?:berlaku )?s[eu]?umur ?-?hidup|selamanya", re.IGNORECASE)
# Short texts of letters and digits that do not say "nothing" and do not tell of a death.
_USUAL = r"(?=.{1,30}$)(?!0$)(?!(?i:nihil|kosong|null|none|nan|belum|blm|menyusul|proses|dalam|tidak|tdk|tak)\b)" \
         r"(?!.*\b(?i:alm|wafat|mening))"
_NAME: Plain = re.compile(_USUAL + r"[A-Za-z']+(?: [A-Za-z']+)*").fullmatch
_PLAIN: Mapping[Kind, Plain] = {
    Kind.NIK: re.compile(r"[1-9]\d{15}", re.ASCII).fullmatch, Kind.NAME: _NAME,
    Kind.TEXT: re.compile(_USUAL + r"[A-Za-z0-9]+(?:[ ,./:()-]{1,2}[A-Za-z0-9]+)*\.?").fullmatch,
    Kind.PHONE: re.compile(r"0\d{8,12}", re.ASCII).fullmatch,
    Kind.MONEY: re.compile(r"[1-9]\d{4,8}", re.ASCII).fullmatch,
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading cells rests on. ``today``: for two-digit years and NIKs; ``lists``: spellings of the codes the
    district may change; ``tanggal``: column -> "hbt" (day first) or "bht", as somebody answered; ``labels``: list name
    -> code -> label of those codes; ``kode_ktp``: daily job -> the KTP occupation it has."""

    today: date
    lists: CodeLists = field(default_factory=dict)
    tanggal: Mapping[int, str] = field(default_factory=dict)
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    kode_ktp: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reader:
    """One column. ``key``: its target; ``plain``: says that a text is fine as it stands, None where nothing is;
    ``known``: what was read of the texts that come again and again, None where each row has its own."""

    kolom: int
    key: str
    read: Read
    plain: Plain | None = None
    known: dict[str, str | Taken] | None = None

    def take(self, text: str, angka: bool, tanggal: bool, nik: str) -> str | Taken:
        """The cell as plain text of the target, or as what it gives."""
        if self.known is None:
            return self.read(text, angka, tanggal, nik)
        found = self.known.get(text)
        if found is None:
            found = self.known[text] = self.read(text, angka, tanggal, nik)
        return found


def spot_of(column: int, key: str) -> Spot:
    """A field at a column, with the words for it that begin a sentence."""
    one = BY_KEY.get(key) or HEIR_FIELDS.get(key)
    label = "Nama" if one and one.key == "nama" else one.label if one else TARGETS[key].label
    return Spot(column, key, f"{label} ahli waris" if key in HEIR_FIELDS else label)


class Columns:
    """The readers of a sheet under a layout, and what must be asked about its dates. ``nobody``: numbers of rows that
    are no person; what stands in them is no evidence."""

    def __init__(self, sheet: Sheet, layout: Layout, reading: Reading, nobody: Container[int]) -> None:
        self._sheet, self._layout, self._reading = sheet, layout, reading
        self.rows = sheet.rows[layout.isi:layout.akhir]
        self.people = [row for row in self.rows if row.nomor not in nobody]
        self.nik = next((column for column, key in layout.keys.items() if key == "nik"), None)
        self.both = next((column for column, key in layout.keys.items() if key == NAME_AND_NIK), None)
        self.questions: list[DateQuestion] = []
        self.readers = tuple(self._reader(column, key) for column, key in layout.keys.items())
        self.born = self._born()
        self.banners = tuple((banner.mulai, banner.sampai, banner.key, self._reader(NO_CELL, banner.key)
                              .read(banner.teks, False, False, "")) for banner in layout.banners)

    def nik_of(self, row: SheetRow) -> str:
        """The digits that stand in the NIK column of a row."""
        text = bare(row.text(self.nik)) if self.nik is not None else ""
        if not text and self.both is not None:
            text = "".join(composed.split_nik(row.text(self.both))[1][:1])
        return digits(text) if len(text) > LENGTH else text

    def _born(self) -> DateReader:
        """For dates that stand in three columns: their order is told by their titles."""
        column = next((column for column, key in self._layout.keys.items() if key == BIRTH_PARTS[0]), NO_CELL)
        return DateReader(spot_of(column, BIRTH), BY_KEY[BIRTH], self._reading.today)

    def _reader(self, column: int, key: str) -> Reader:
        one = BY_KEY.get(key) or HEIR_FIELDS.get(key)
        spot = spot_of(column, key)
        if key in (RT_RW, "rt", "rw"):
            return self._place_reader(spot)
        if one is None:
            return self._composed(spot)
        if one.kind is Kind.CODE:
            return Reader(column, key, self._terms(spot, one), None, {})
        if one.kind is Kind.DATE:
            return Reader(column, key, self._dates(spot, one, False))
        if key == "nama" + HEIR:
            return Reader(column, key, self._heir_name(spot), _NAME)
        if key == "dusun":
            return Reader(column, key, lambda text, angka, tanggal, nik: _hamlet(spot, text), None, {})
        if one.kind is Kind.MONEY:
            times = times_of(self._layout.columns[column].judul) if column != NO_CELL else 1
            return Reader(column, key, lambda text, angka, tanggal, nik: read_money(spot, one, text, times),
                          _plain_of(one))
        return Reader(column, key, _by_kind(spot, one), _plain_of(one))

    def _place_reader(self, spot: Spot) -> Reader:
        if spot.key == RT_RW:
            both = Spot(spot.kolom, "rt", spot.nama)
            return Reader(spot.kolom, RT_RW, lambda text, angka, tanggal, nik:
                          composed.read_rt_rw(both, text, tanggal))
        other = {"rt", "rw"} <= set(self._layout.keys.values())
        plain = re.compile(r"\d{1,3}", re.ASCII).fullmatch
        return Reader(spot.kolom, spot.key, lambda text, angka, tanggal, nik:
                      composed.read_rt(spot, text, other), plain)

    def _composed(self, spot: Spot) -> Reader:
        column, key = spot.kolom, spot.key
        if key == PLACE_AND_DATE:
            place, own = Spot(column, "tempat_lahir", "Tempat lahir"), Spot(column, BIRTH, "Tanggal lahir")
            dates = self._dates(own, BY_KEY[BIRTH], True)
            return Reader(column, key, lambda text, angka, tanggal, nik:
                          _place_and_date(place, dates, text, angka, nik))
        if key == NAME_AND_NIK:
            own, number = Spot(column, "nama", "Nama"), Spot(column, "nik", "NIK")
            return Reader(column, key, lambda text, angka, tanggal, nik: composed.read_name_and_nik(own, number, text))
        if key == SPOUSE:
            said = set(plain(self._layout.columns[column].judul).split()) & {"suami", "istri"}
            relation = said.pop() if len(said) == 1 else ""
            return Reader(column, key, self._spouse(Spot(column, "nama" + HEIR, "Nama ahli waris"), relation))
        if key in NAME_PARTS:
            return Reader(column, key, lambda text, angka, tanggal, nik: _name_part(spot, text), _NAME)
        return Reader(column, key, lambda text, angka, tanggal, nik: clean(text))

    def _heir_name(self, spot: Spot) -> Read:
        relation = HEIR_FIELDS["hubungan" + HEIR]
        return lambda text, angka, tanggal, nik: composed.read_heir_name(spot, text, self._reading.lists, relation)

    def _spouse(self, spot: Spot, relation: str) -> Read:
        """Kept apart from the columns of the heir: a list may have both. ``relation``: as the title says, "" if it
        does not."""
        named = self._heir_name(spot)

        def read(text: str, angka: bool, tanggal: bool, nik: str) -> str | Taken:
            found = _taken(spot.key, named(text, angka, tanggal, nik))
            own = {"nama" + HEIR: SPOUSE, "hubungan" + HEIR: RELATION}
            told = {RELATION: relation} if relation and found.texts else {}
            return Taken({**told, **{own[key]: value for key, value in found.texts.items()}}, found.notes)
        return read

    def _terms(self, spot: Spot, one: Field) -> Read:
        by_ktp: dict[str, tuple[str, ...]] = {}
        for job, code in self._reading.kode_ktp.items():
            by_ktp[code] = (*by_ktp.get(code, ()), job)
        terms = TermReader(spot, one, self._reading.lists, self._reading.labels, self._layout.codes_of, by_ktp,
                           JOB_KTP in self._layout.fields)
        return lambda text, angka, tanggal, nik: terms.read(text)

    def _dates(self, spot: Spot, one: Field, with_place: bool) -> Read:
        """A column of dates, in the order that it shows or that somebody said."""
        answer, birth = self._reading.tanggal.get(spot.kolom, ""), spot.key == BIRTH
        cells = list(self._dated(spot.kolom, with_place, False))
        order, question = order_of(spot.kolom, evidence(cells, birth), answer, self._layout.jenis == TEMPLATE)
        real = ((text, nik if birth else "") for text, nik in self._dated(spot.kolom, False, True) if len(text) == DAY)
        swap, other = real_days(spot.kolom, (text for text, _ in cells), real, answer)
        if swap or other:  # then the texts of the column are day first for certain
            order, question = DAY_FIRST, other
        if question:
            self.questions.append(question)
        reader = DateReader(spot, one, self._reading.today, order, self._sheet.tahun_1904)
        return _reading_of(reader, swap)

    def _dated(self, column: int, with_place: bool, real: bool) -> Iterable[tuple[str, str]]:
        """(text, NIK) of the cells of a column that are real dates, or of those that are not."""
        for row in self.people if column != NO_CELL else ():
            text = row.text(column)
            if text and (column in row.tanggal) is real:
                yield (composed.split_place(text)[1] if with_place else text), self.nik_of(row)


def _reading_of(reader: DateReader, swap: bool) -> Read:
    def read(text: str, angka: bool, tanggal: bool, nik: str) -> str | Taken:
        if tanggal and len(text) == DAY:
            return reader.swapped(text) if swap else text
        return _date(reader, text, angka, nik)
    return read


def _place_and_date(place: Spot, dates: Read, raw: str, angka: bool, nik: str) -> Taken:
    where, when = ("", raw) if angka else composed.split_place(clean(raw))
    first = _taken(place.key, _other(place, BY_KEY[place.key], where)) if where else Taken({})
    second = _taken(BIRTH, dates(when, angka, False, nik)) if when else Taken({})
    shown = (replace(note, baku=f"{where}, {note.baku}") if where and note.baku else note for note in second.notes)
    return Taken({**first.texts, **second.texts}, (*first.notes, *shown))


def _name_part(spot: Spot, raw: str) -> str | Taken:
    """A part of the name: what is noticed is about the name, what is proposed is for this cell."""
    found = composed.read_name(spot, raw)
    if isinstance(found, str):
        return found
    return Taken(found.texts, tuple(
        replace(note, key="nama", mends=tuple(replace(mend, key="") for mend in note.mends)) for note in found.notes))


def _taken(key: str, found: str | Taken) -> Taken:
    return Taken({key: found}) if isinstance(found, str) else found


def _date(reader: DateReader, raw: str, angka: bool, nik: str) -> str | Taken:
    text, notes, nothing = look(reader.spot, bare(raw.strip()))
    if nothing or not text:
        return Taken({}, notes)
    if reader.spot.key == "masa_laku" and _FOR_LIFE.fullmatch(text):
        said = reader.spot.replaced("istilah", "KTP seumur hidup. Isiannya kosong.", "Seumur hidup")
        return Taken({}, (*notes, said))
    found = reader.read(text, angka, nik)
    if not notes:
        return found
    taken = _taken(reader.spot.key, found)
    return Taken(taken.texts, (*notes, *taken.notes))


def _by_kind(spot: Spot, one: Field) -> Read:
    if one.kind is Kind.NAME:
        return lambda text, angka, tanggal, nik: composed.read_name(spot, text) if one.key != "tempat_lahir" \
            else composed.read_place(spot, text, _other(spot, one, text))
    if one.kind in (Kind.NIK, Kind.DIGITS, Kind.PHONE):
        return lambda text, angka, tanggal, nik: read_digits(spot, one, text)
    return lambda text, angka, tanggal, nik: _other(spot, one, text)


def _other(spot: Spot, one: Field, raw: str) -> str | Taken:
    """Texts, ticks and small numbers: whatever parses is fine."""
    quoted = raw[:1] in "'\u2019`" and (raw[1:2].isdigit() or raw[1:2] in tuple("=+-@"))
    text, notes, nothing = look(spot, bare(raw) if quoted else raw)
    # A formula that points at an empty cell says 0, which is no address and no place.
    if nothing or not text or (text == "0" and one.kind in (Kind.TEXT, Kind.NAME)):
        return Taken({}, notes)
    try:
        parse(one, text)
    except ValueError as reason:
        notes = (*notes, spot.note("tidak_terbaca", CHECK, str(reason), "Ketik ulang dari surat aslinya."))
    return Taken({spot.key: text}, notes) if notes else text


def _hamlet(spot: Spot, raw: str) -> str | Taken:
    """A dusun by its number is written in Roman: "Dusun 2" and "2" are II."""
    found = _other(spot, BY_KEY["dusun"], raw)
    number = dusun_number(found) if isinstance(found, str) else None
    if number is None or not 0 < number <= MOST_HAMLETS or found == roman(number):
        return found
    shown = roman(number)
    return Taken({spot.key: shown}, (spot.replaced("istilah", f"{found} diganti {shown}.", shown),))


def _plain_of(one: Field) -> Plain | None:
    if one.kind is Kind.DIGITS:
        return re.compile(rf"[1-9]\d{{0,{max(one.most, one.length) - 1}}}", re.ASCII).fullmatch
    return _PLAIN.get(one.kind)
