"""People from outside as data: plain values by field key (command line, importer) become records.

Values are texts as a clerk would type them or JSON values; what does not parse is kept as typed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from jamsos_desktop.desk.context import Context, uuid7
from jamsos_desktop.desk.persons import PAPER_STATES, new_person
from jamsos_desktop.model.codes import code_list
from jamsos_desktop.model.consent import text_on
from jamsos_desktop.model.fields import BY_KEY, FAMILY_FIELDS, label
from jamsos_desktop.model.parse import clean, code_of, parse, with_texts
from jamsos_desktop.model.records import KELOMPOK, Keluarga, Persetujuan, Peserta, SumberDana
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.texts import screen_date

# Keys a file may carry because `daftar --json` gives them, but that are never taken in.
_OWN = frozenset(("uid", "nomor", "status", "revisi", "diubah", "mentah", "dicocokkan"))
MOST_HEIRS = 99
_PARTS = {"sumber_dana": tuple(part.name for part in fields(SumberDana)),
          "persetujuan": tuple(part.name for part in fields(Persetujuan))}
_NESTED = frozenset(("keluarga", "berkas", "sumber_dana", "persetujuan"))


def person_from(ctx: Context, data: Mapping[str, Any], base: Peserta | None = None) -> Peserta:
    """A new person, or ``base`` with the given fields changed. Problem KOLOM_TAK_DIKENAL names a wrong key."""
    unknown = [key for key in data if key not in BY_KEY and key not in _OWN and key not in _NESTED]
    for key, parts in _PARTS.items():  # a slip inside would be dropped as silently
        inner = data.get(key)
        unknown += [f"{key}.{part}" for part in inner if part not in parts] if isinstance(inner, Mapping) else []
    if unknown:
        raise Problem("KOLOM_TAK_DIKENAL", f"Kolom {', '.join(unknown)} tidak dikenal.", TIDAK_BERUBAH,
                      "Lihat daftar kolom di docs/perintah.md.")
    if base is None:
        base = replace(new_person(ctx, _group(ctx, data)), uid=uuid7())
        base = with_defaults(ctx, base, data)
    texts = texts_of(data)
    if "*" in texts.get("kpj", ""):  # given out by ``daftar`` with its last digits only
        del texts["kpj"]
    person = with_texts(base, texts, ctx.lists)
    return _nested(ctx, person, data)


def people_from(ctx: Context, rows: Sequence[Mapping[str, Any]]) -> list[Peserta]:
    """New people; a Problem says which of them it is about, where there are several."""
    made = []
    for nth, row in enumerate(rows, 1):
        try:
            made.append(person_from(ctx, row))
        except Problem as problem:
            if len(rows) == 1:
                raise
            raise Problem(problem.kode, f"Orang ke-{nth}: {problem.apa}", problem.aman, problem.cara) from problem
    return made


def _group(ctx: Context, data: Mapping[str, Any]) -> str:
    if given := str(data.get("kelompok") or ""):
        try:
            return str(parse(BY_KEY["kelompok"], given))
        except ValueError as error:
            raise Problem("KELOMPOK_SALAH", str(error), TIDAK_BERUBAH, f"Pilih: {', '.join(KELOMPOK)}.") from None
    code = code_of("jabatan", str(data.get("jabatan") or ""), ctx.lists)
    return ctx.policy.jabatan[code].kelompok if code else "pekerja_rentan"


def with_defaults(ctx: Context, person: Peserta, data: Mapping[str, Any]) -> Peserta:
    """The segment of the post, where the file does not say it."""
    if data.get("segmen") or not data.get("jabatan"):
        return person
    typed = with_texts(person, {"jabatan": str(data["jabatan"])}, ctx.lists)
    post = ctx.policy.jabatan.get(typed.jabatan)
    return replace(person, segmen=post.segmen_awal) if post else person


def texts_of(data: Mapping[str, Any]) -> dict[str, str]:
    """Field key -> text, with ``sumber_dana`` taken apart."""
    found = {key: _text(key, value) for key, value in data.items() if key in BY_KEY}
    funds = data.get("sumber_dana")
    if isinstance(funds, Mapping):
        found.update({f"sumber_dana.{part}": _text("sumber_dana", funds[part]) for part in _PARTS["sumber_dana"]
                      if part in funds})
    elif funds is not None:
        found["sumber_dana.jkk_jkm"] = _text("sumber_dana", funds)
    return found


def _text(key: str, value: Any) -> str:
    """A JSON value as a clerk would type it. Shapes that cannot be meant are refused, never guessed at."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ya" if value else ""
    if isinstance(value, str):
        return value
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list | tuple) and all(isinstance(part, str) for part in value):
        return " ".join(value)
    # A fraction or an exponent has already lost what was typed (7.40211E+15).
    raise Problem("ISIAN_SALAH", f"Isian {label(key)} tidak bisa dibaca.", TIDAK_BERUBAH,
                  "Tulis sebagai teks dalam tanda kutip atau bilangan bulat.")


def _nested(ctx: Context, person: Peserta, data: Mapping[str, Any]) -> Peserta:
    if "keluarga" in data:
        rows = _shape("keluarga", data["keluarga"], list | tuple) or ()
        person = replace(person, keluarga=tuple(_kin(n, row) for n, row in enumerate(rows, 1)))
    if "berkas" in data:
        papers = _shape("berkas", data["berkas"], Mapping) or {}
        _check_papers(ctx, person, papers)
        person = replace(person, berkas={**person.berkas, **papers})
    if "persetujuan" in data:
        consent = _shape("persetujuan", data["persetujuan"], Mapping)
        if consent and consent.get("ditarik"):
            _check_withdrawn(person, str(consent["ditarik"]))
        else:
            given = _consent(consent) if consent else None
            _check_not_revived(person, given)
            person = replace(person, persetujuan=given)
    return person


def _shape(key: str, value: Any, kind: Any) -> Any:
    if value is not None and (isinstance(value, str) or not isinstance(value, kind)):
        raise Problem("ISIAN_SALAH", f"Isian {label(key)} bukan bentuk yang dikenal.", TIDAK_BERUBAH,
                      "Lihat contoh di docs/perintah.md.")
    return value


def _check_papers(ctx: Context, person: Peserta, papers: Mapping[str, Any]) -> None:
    known = {paper.kode for paper in ctx.policy.berkas_orang(person.kelompok)}
    if wrong := [f"{code}={state}" for code, state in papers.items() if code not in known or state not in PAPER_STATES]:
        raise Problem("BERKAS_SALAH", f"Berkas tidak dikenal: {', '.join(wrong)[:120]}.", TIDAK_BERUBAH,
                      f"Pilih {', '.join(sorted(known))} dengan {', '.join(PAPER_STATES)}.")


def _kin(number: int, row: Any) -> Keluarga:
    """A family row. What does not parse is refused: kin has no place for texts as typed."""
    values: dict[str, Any] = {}
    known = {field.key: field for field in FAMILY_FIELDS}
    if not isinstance(row, Mapping) or not set(row) <= {*known, "urutan"}:
        raise _kin_problem(number, "bentuk")
    for key, field in known.items():
        try:
            values[key] = parse(field, _text("keluarga", row.get(key)))
        except ValueError:
            raise _kin_problem(number, field.label) from None  # never the typed value: it may be somebody's NIK
    return Keluarga(**values, urutan=_order(number, row.get("urutan")))


def _order(number: int, value: Any) -> int | None:
    if value is None or value == "":
        return None
    text = str(value)
    if isinstance(value, bool) or not (text.isascii() and text.isdigit() and 1 <= int(text[:4]) <= MOST_HEIRS):
        raise _kin_problem(number, "urutan")
    return int(text)


def _kin_problem(number: int, what: str) -> Problem:
    return Problem("KELUARGA_SALAH", f"Keluarga ke-{number}: {what} tidak bisa dibaca.", TIDAK_BERUBAH,
                   "Perbaiki isian itu, lalu coba lagi.")


def _check_withdrawn(person: Peserta, day: str) -> None:
    """A withdrawal is noted by who may (``data_rights_steps.withdraw``), and read from a file it must not become a
    consent that stands: a file may say only what stands here already."""
    if not person.persetujuan or str(person.persetujuan.ditarik) != day:
        raise Problem("PERSETUJUAN_SALAH", "Persetujuan yang ditarik tidak diambil dari file.", TIDAK_BERUBAH,
                      "Hapus bagian persetujuan dari file itu. Catat dengan perintah persetujuan --tarik.")


def _check_not_revived(person: Peserta, given: Persetujuan | None) -> None:
    """Nor may a file from before a withdrawal undo it: the same consent, or none. One given anew is another."""
    old = person.persetujuan
    if old and old.ditarik and given in (None, replace(old, ditarik=None, sebab_tarik="")):
        raise Problem("PERSETUJUAN_SALAH", f"Persetujuan orang ini ditarik {screen_date(old.ditarik)}.", TIDAK_BERUBAH,
                      "Hapus bagian persetujuan dari file itu. Bila diberi lagi, catat dengan perintah persetujuan.")


def _consent(data: Mapping[str, Any]) -> Persetujuan:
    way = _text("persetujuan", data.get("cara")) or "tanda_tangan"
    try:
        day = parse(BY_KEY["mulai"], _text("persetujuan", data.get("tanggal")))
    except ValueError:
        day = None
    if day is None or way not in code_list("persetujuan"):
        raise Problem("PERSETUJUAN_SALAH", "Tanggal atau cara persetujuan tidak bisa dibaca.", TIDAK_BERUBAH,
                      f"Tulis tanggal misalnya 2026-11-20, cara {', '.join(code_list('persetujuan'))}.")
    return Persetujuan(tanggal=day, cara=way, versi=_text("persetujuan", data.get("versi")) or text_on(day).versi,
                       saksi=clean(_text("persetujuan", data.get("saksi"))))
