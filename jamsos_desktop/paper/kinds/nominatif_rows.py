"""What a daftar nominatif says: its columns, its groups, and each person as the texts of a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from jamsos_desktop.model.codes import code_label
from jamsos_desktop.model.dusun import dusun_key, dusun_name, dusun_order
from jamsos_desktop.model.privacy import tail
from jamsos_desktop.model.records import KELOMPOK, Peserta
from jamsos_desktop.paper.address import address_of
from jamsos_desktop.paper.draw.list_rows import ListColumn
from jamsos_desktop.paper.draw.words import DAGGER, DASH, capitals, masked, phone, plain_text, said
from jamsos_desktop.paper.sheets import PrintContext, PrintPerson
from jamsos_desktop.texts import inside, number, paper_date

ORDERS = ("kelompok", "dusun", "keluarga")
NO_DUSUN = "Tanpa dusun"
DUES = "iuran"  # the column that is summed


@dataclass(frozen=True, slots=True, kw_only=True)
class Nominatif:
    """How the list is wanted. ``kolom``: codes of COLUMNS (the number and the name always come first); ``surat`` and
    ``tanggal``: of the letter it is enclosed with, "" where that has no number yet."""

    urut: str = "kelompok"
    kolom: tuple[str, ...] = ()
    nik_penuh: bool = False
    surat: str = ""
    tanggal: date | None = None


class Row(NamedTuple):
    """What a column says of a person."""

    person: PrintPerson
    wanted: Nominatif
    ctx: PrintContext


def sen_text(sen: int) -> str:
    """1091988 -> 10.919,88; whole rupiah without sen."""
    whole, rest = divmod(sen, 100)
    return number(whole) + (f",{rest:02}" if rest else "")


def _secret(row: Row, key: str) -> str:
    text = said(row.person.peserta, key)
    return text if row.wanted.nik_penuh else masked(text)


def _born(row: Row) -> str:
    p = row.person.peserta
    return ", ".join(part for part in (capitals(said(p, "tempat_lahir")), said(p, "tanggal_lahir")) if part)


def _work(row: Row) -> str:
    p, lists = row.person.peserta, row.ctx.policy.label_lists
    job = lists.get("pekerjaan", {}).get(p.pekerjaan, p.pekerjaan)
    post = lists.get("jabatan", {}).get(p.jabatan, p.jabatan)
    return plain_text(post or job)  # as on the checklist beside it: a post is why somebody is in their group


def _wage(row: Row) -> str:
    p = row.person.peserta
    return number(p.penghasilan) if p.penghasilan is not None else said(p, "penghasilan")


def _dues(row: Row) -> str:
    dues = row.person.dues
    return sen_text(dues.sebulan_sen) + (DAGGER if dues.dagger else "") if dues else ""


def _fund(row: Row) -> str:
    p = row.person.peserta
    return code_label("sumber_dana", p.sumber_dana.jkk_jkm) if p.sumber_dana.jkk_jkm else ""


def _heir(row: Row) -> str:
    heirs = row.person.peserta.ahli_waris
    if not heirs:
        return ""
    kin = code_label("hubungan", heirs[0].hubungan) if heirs[0].hubungan else ""
    return capitals(heirs[0].nama) + (f" ({inside(kin)})" if kin else "")


class Wanted(NamedTuple):
    """A column that can be asked for: what a list of choices calls it, how it is drawn, what it says."""

    label: str
    column: ListColumn
    text: Callable[[Row], str]


def _plain(key: str) -> Callable[[Row], str]:
    return lambda row: capitals(said(row.person.peserta, key))


COLUMNS: Mapping[str, Wanted] = {
    "nomor": Wanted("Nomor peserta di aplikasi", ListColumn("Nomor", 22), lambda row: row.person.nomor),
    "nik": Wanted("NIK", ListColumn("NIK", 29), lambda row: _secret(row, "nik")),
    "no_kk": Wanted("Nomor KK", ListColumn("Nomor KK", 29), lambda row: _secret(row, "no_kk")),
    "lahir": Wanted("Tempat dan tanggal lahir", ListColumn("Tempat, tanggal lahir", 40), _born),
    "jk": Wanted("Jenis kelamin", ListColumn("L/P", 8, "center"), lambda row: row.person.peserta.jenis_kelamin),
    "pekerjaan": Wanted("Pekerjaan atau jabatan", ListColumn("Pekerjaan", 42), _work),
    "dusun": Wanted("Dusun", ListColumn("Dusun", 14, "center"), _plain("dusun")),
    "alamat": Wanted("Alamat lengkap", ListColumn("Alamat", 60),
                     lambda row: address_of(row.person.peserta, row.ctx.unit)),
    "hp": Wanted("Nomor HP", ListColumn("HP", 26), lambda row: phone(said(row.person.peserta, "hp"))),
    "upah": Wanted("Penghasilan atau upah", ListColumn("Penghasilan", 22, "right"), _wage),
    "program": Wanted("Program", ListColumn("Program", 24), lambda row: ", ".join(row.person.peserta.program)),
    "dana": Wanted("Sumber dana", ListColumn("Sumber dana", 30), _fund),
    "mulai": Wanted("Mulai", ListColumn("Mulai", 20, "center"), lambda row: paper_date(row.person.peserta.mulai)),
    "waris": Wanted("Ahli waris pertama", ListColumn("Ahli waris", 44), _heir),
    DUES: Wanted("Iuran sebulan", ListColumn("Iuran sebulan (Rp)", 28, "right"), _dues),
}
USUAL = ("nik", "lahir", "jk", "pekerjaan", "dusun", "program", "dana", DUES)
FIRST = (ListColumn("No", 9, "center"), ListColumn("Nama", 46, weight="semibold"))


def codes_of(wanted: Nominatif) -> tuple[str, ...]:
    """The columns after number and name."""
    return wanted.kolom or USUAL


def drawn_columns(wanted: Nominatif) -> tuple[ListColumn, ...]:
    """All columns as the list draws them."""
    return (*FIRST, *(COLUMNS[code].column for code in codes_of(wanted)))


def row_texts(nth: int, row: Row) -> list[str]:
    """A person as the texts of their row; what is not known is a dash."""
    return [str(nth), capitals(said(row.person.peserta, "nama")) or DASH,
            *(COLUMNS[code].text(row) or DASH for code in codes_of(row.wanted))]


class Group(NamedTuple):
    """People under one heading."""

    nama: str
    people: tuple[PrintPerson, ...]


def groups(people: Sequence[PrintPerson], urut: str) -> list[Group]:
    """The people under headings, by kelompok, dusun or family (those with the same KK number)."""
    named: dict[str, list[PrintPerson]] = {}
    if urut == "kelompok":
        for kelompok in KELOMPOK:
            named[code_label("kelompok", kelompok)] = [p for p in people if p.peserta.kelompok == kelompok]
        return [Group(nama, tuple(own)) for nama, own in named.items() if own]
    ordered = sorted(people, key=lambda one: (dusun_order(one.peserta.dusun), one.peserta.nama, one.nomor))
    if urut == "dusun":
        for one in ordered:
            named.setdefault(dusun_key(one.peserta.dusun), []).append(one)
        return [Group(plain_text(dusun_name(own[0].peserta.dusun)) or NO_DUSUN, tuple(own)) for own in named.values()]
    return _families(ordered)


def _families(people: Sequence[PrintPerson]) -> list[Group]:
    """Each family of two and more under a heading of its own, then who is the only one of their KK here."""
    by_kk: dict[str, list[PrintPerson]] = {}
    for one in people:
        by_kk.setdefault(one.peserta.no_kk or one.peserta.uid, []).append(one)
    shared = [own for own in by_kk.values() if len(own) > 1]
    alone = tuple(one for own in by_kk.values() if len(own) == 1 for one in own)
    found = [Group(f"Keluarga {capitals(_eldest(own).nama)}, KK {tail(own[0].peserta.no_kk)}", tuple(own))
             for own in shared]
    return [*found, Group("Satu orang dari tiap keluarga", alone)] if alone else found


def _eldest(own: Sequence[PrintPerson]) -> Peserta:
    """Who a family is called after: the eldest of them here."""
    return min((one.peserta for one in own), key=lambda p: (p.tanggal_lahir or date.max, p.nama))


def counted(people: Sequence[PrintPerson]) -> str:
    """"14 orang: laki-laki 8, perempuan 6"."""
    sexes = Counter(one.peserta.jenis_kelamin for one in people)
    parts = [f"{word} {number(sexes[code])}" for code, word in (("L", "laki-laki"), ("P", "perempuan"))]
    unknown = len(people) - sexes["L"] - sexes["P"]
    return f"{number(len(people))} orang: {', '.join(parts)}" + (f", belum jelas {number(unknown)}" if unknown else "")


def dues_sum(people: Sequence[PrintPerson]) -> str:
    """The dues of a month together, with a dagger when those of one are not confirmed."""
    dues = [one.dues for one in people if one.dues]
    return sen_text(sum(one.sebulan_sen for one in dues)) + (DAGGER if any(one.dagger for one in dues) else "")


def list_values(people: Sequence[PrintPerson], wanted: Nominatif, ctx: PrintContext) -> dict[str, str]:
    """What the list says, for its check code: order, columns and every row."""
    rows = {str(nth): "|".join(row_texts(nth, Row(one, wanted, ctx))) for nth, one in enumerate(people, 1)}
    return {"unit": ctx.unit.kode, "urut": wanted.urut, "kolom": " ".join(codes_of(wanted))} | rows
