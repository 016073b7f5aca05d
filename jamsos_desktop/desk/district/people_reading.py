"""People of the register as lists and one person whole, with the standing in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.district.coverage_records import PersonRow, PersonView
from jamsos_desktop.hub import quality
from jamsos_desktop.hub.records import Person
from jamsos_desktop.hub.register import contents, figures
from jamsos_desktop.hub.register import people as register
from jamsos_desktop.model.fields import FIELDS, SECTION_LABELS, Field, Kind, Privacy
from jamsos_desktop.model.privacy import last_four
from jamsos_desktop.model.records import DIED
from jamsos_desktop.policy.records import at
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store.engine import Database
from jamsos_desktop.texts import age, long_date, rupiah, screen_date, title_name

# Words for what the program's own list of statuses does not know.
OWN_WORDS = {"masuk": "Baru masuk", "tunda": "Menunggu keputusan"}
WHO = {"bpjs": "BPJS", "dpmd": "DPMD", "": "DPMD"}


def standing_of(person: Person, today: date) -> str:
    """The keadaan with ``lewat_masa`` told apart from ``aktif``."""
    over = person.keadaan == "aktif" and "" < person.aktif_sampai < today.isoformat()
    return "lewat_masa" if over else person.keadaan


def word(ctx: Context, keadaan: str) -> str:
    """One keadaan as a list says it."""
    return OWN_WORDS.get(keadaan) or ctx.label("status", keadaan)


def _ended_by_death(person: Person) -> bool:
    """The dead are named as such: their membership ended, they did not leave."""
    return person.keadaan == "keluar" and person.alasan == "MENINGGAL"


def row_of(ctx: Context, person: Person, villages: Mapping[str, str]) -> PersonRow:
    """A person as a list shows them; ``villages``: code -> name."""
    keadaan, born = standing_of(person, ctx.today), day_of(person.tanggal_lahir)
    said = "tunda" if person.tunda else DIED if _ended_by_death(person) else keadaan
    return PersonRow(
        person.uid, person.unit, villages.get(person.unit, ""), title_name(person.nama), last_four(person.nik),
        age(born, ctx.today) if born else None, person.kelompok,
        ctx.label("kelompok", person.kelompok) if person.kelompok else "", _work(ctx, person.kerja),
        person.sumber_dana, keadaan, word(ctx, said), bool(person.tunda),
        bool(person.berubah), day_of(person.aktif_sampai),
        person.sebulan_sen, tuple(map(quality.label_of, person.mutu.split())))


def day_of(text: Any) -> date | None:
    """An ISO date; None for anything else (a village may have sent anything)."""
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        return None


def _work(ctx: Context, code: str) -> str:
    labels = ctx.policy.label_lists
    return labels["jabatan"].get(code) or labels["pekerjaan"].get(code) or code


def over_age_rows(ctx: Context, db: Database, kodes: Sequence[str] | None) -> list[PersonRow]:
    """Who is older today than an age limit of the policy, in some units or all; by village and name."""
    today, found = ctx.today, dict[str, PersonRow]()
    names = {unit.kode: unit.nama for unit in figures.units(db)}
    for periods in ctx.policy.usia.values():
        limit = at(periods, today)
        if limit is None or limit.tertua is None:
            continue
        last_day = f"{today.year - limit.tertua - 1:04}-{today:%m-%d}"
        for person in figures.born_until(db, last_day, limit.segmen, limit.kelompok, kodes):
            found[person.uid] = row_of(ctx, person, names)
    return sorted(found.values(), key=lambda row: (row.kode, row.nama, row.uid))


def view(ctx: Context, db: Database, uid: str, villages: Mapping[str, tuple[str, str]]) -> PersonView:
    """One person whole; ``villages``: code -> (name, kecamatan). Problem PESERTA_TIDAK_ADA."""
    person = register.by_uids(db, [uid]).get(uid)
    if person is None:
        raise Problem("PESERTA_TIDAK_ADA", "Orang ini tidak ada lagi di daftar.", TIDAK_BERUBAH,
                      "Muat ulang halaman ini.")
    sent = contents.rows_of(db, [person]).get(uid, {})
    names = {kode: name for kode, (name, _) in villages.items()}
    return PersonView(row_of(ctx, person, names), villages.get(person.unit, ("", ""))[1],
                      tuple(sentences(ctx, person)), tuple(_sections(ctx, sent)))


def sentences(ctx: Context, person: Person) -> list[str]:
    """How far somebody is, what holds them up and what the village is to do."""
    found = [_main_sentence(ctx, person)]
    reason = ctx.policy.alasan.get(person.alasan)
    if person.keadaan == "ditolak" and reason:
        found.append(reason.cara)
    if person.catatan:
        found.append(f"Catatan: {person.catatan}")
    if person.tunda:
        found.append("Ada pertanyaan yang belum diputuskan. Sampai itu orang ini tidak dihitung dalam cakupan.")
    if person.berubah:
        found.append("Desa mengubah datanya sesudah diserahkan. BPJS perlu diberi tahu.")
    if person.hapus:
        found.append("Desa sudah menghapus orang ini dari daftarnya.")
    return found


def _main_sentence(ctx: Context, person: Person) -> str:
    reason = ctx.policy.alasan.get(person.alasan)
    match standing_of(person, ctx.today):
        case "masuk":
            return f"Masuk lewat kiriman no. {person.seq}, belum dijawab."
        case "diterima":
            return "Diterima DPMD, belum diserahkan ke BPJS."
        case "ditolak":
            return f"Ditolak {WHO.get(person.oleh, 'DPMD')}: {reason.label if reason else person.alasan}."
        case "di_bpjs":
            return f"Sudah diserahkan ke BPJS{f' dalam daftar {person.batch}' if person.batch else ''}."
        case "menunggu_bayar":
            return "Kode bayar sudah ada, iuran belum dibayar."
        case "aktif":
            return f"Terdaftar{_since(person.aktif_dari)}{_until(person.aktif_sampai)}."
        case "lewat_masa":
            return f"Terdaftar{_until(person.aktif_sampai)}, sesudah itu masa iuran lewat."
        case _:
            began = "Meninggal, kepesertaan" if _ended_by_death(person) else "Keluar dari kepesertaan"
            return f"{began}{_until(person.aktif_sampai)}."


def _since(day: str) -> str:
    found = day_of(day)
    return f" sejak {long_date(found)}" if found else ""


def _until(day: str) -> str:
    found = day_of(day)
    return f" sampai {long_date(found)}" if found else ""


def _sections(ctx: Context, sent: Mapping[str, Any]) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    """Every field with a value, by the editor's sections, then family and papers."""
    said = [(field, _text(ctx, field, _value(sent, field.key))) for field in FIELDS]
    found = [(name, tuple((field.label, text) for field, text in said if text and field.section is section))
             for section, name in SECTION_LABELS.items()]
    return [*((name, lines) for name, lines in found if lines),
            *((name, lines) for name, lines in (("Keluarga", _kin(ctx, sent.get("keluarga"))),
                                                ("Berkas", _papers(ctx, sent.get("berkas")))) if lines)]


def _kin(ctx: Context, family: Any) -> tuple[tuple[str, str], ...]:
    """(relation, name and rank among the heirs)."""
    known = [one for one in family if isinstance(one, Mapping)] if isinstance(family, list) else []
    heirs = (f", ahli waris ke-{one['urutan']}" if one.get("urutan") else "" for one in known)
    return tuple((ctx.label("hubungan", str(one.get("hubungan", ""))) or "Keluarga",
                  title_name(str(one.get("nama", ""))) + heir) for one, heir in zip(known, heirs, strict=True))


def _papers(ctx: Context, folder: Any) -> tuple[tuple[str, str], ...]:
    """(paper, its state in words)."""
    names = {paper.kode: paper.label for paper in ctx.policy.berkas}
    states = {"ada": "Ada", "tidak_ada": "Belum ada", "tidak_perlu": "Tidak perlu"}
    known = folder if isinstance(folder, Mapping) else {}
    return tuple((names.get(str(kode), str(kode)), states.get(str(state), str(state)))
                 for kode, state in known.items())


def _value(sent: Mapping[str, Any], key: str) -> Any:
    value: Any = sent
    for part in key.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _text(ctx: Context, field: Field, value: Any) -> str:
    """A value as the district may see it: the mother by initials, the KPJ by its last four digits."""
    if value in (None, "", False, []):
        return ""
    if field.privacy is not Privacy.OPEN:
        text = str(value)
        return ctx.seen(field.key, title_name(text) if field.kind is Kind.NAME else text)
    if field.kind is Kind.DATE:
        return screen_date(day_of(value))
    if field.kind is Kind.MONEY and isinstance(value, int):
        return rupiah(value)
    if field.kind is Kind.YES:
        return "Ya"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return " ".join(map(str, value))
    text = str(value)
    if field.codes:
        return ctx.label(field.codes, text) or text
    return title_name(text) if field.kind is Kind.NAME else text
