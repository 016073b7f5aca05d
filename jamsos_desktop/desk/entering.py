"""People from outside as data: plain values by field key (command line, importer) become records.

Values are texts as a clerk would type them or JSON values; what does not parse is kept as typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from jamsos_desktop.desk.context import Context, uuid7
from jamsos_desktop.desk.persons import PAPER_STATES, new_person
from jamsos_desktop.model.fields import BY_KEY, FAMILY_FIELDS
from jamsos_desktop.model.parse import clean, parse, with_texts
from jamsos_desktop.model.records import KELOMPOK, Keluarga, Persetujuan, Peserta
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem

# Keys a file may carry because `daftar --json` gives them, but that are never taken in.
_OWN = frozenset(("uid", "nomor", "status", "revisi", "diubah", "mentah", "dicocokkan"))
_NESTED = frozenset(("keluarga", "berkas", "sumber_dana", "persetujuan"))


def person_from(ctx: Context, data: Mapping[str, Any], base: Peserta | None = None) -> Peserta:
    """A new person, or ``base`` with the given fields changed. Problem KOLOM_TAK_DIKENAL names a wrong key."""
    unknown = [key for key in data if key not in BY_KEY and key not in _OWN and key not in _NESTED]
    if unknown:
        raise Problem("KOLOM_TAK_DIKENAL", f"Kolom {', '.join(unknown)} tidak dikenal.", TIDAK_BERUBAH,
                      "Lihat daftar kolom di docs/perintah.md.")
    if base is None:
        base = replace(new_person(ctx, _group(ctx, data)), uid=uuid7())
        base = with_defaults(ctx, base, data)
    person = with_texts(base, texts_of(data), ctx.lists)
    return _nested(person, data)


def _group(ctx: Context, data: Mapping[str, Any]) -> str:
    if given := str(data.get("kelompok") or ""):
        try:
            return str(parse(BY_KEY["kelompok"], given))
        except ValueError as error:
            raise Problem("KELOMPOK_SALAH", str(error), TIDAK_BERUBAH, f"Pilih: {', '.join(KELOMPOK)}.") from None
    job = str(data.get("jabatan") or "")
    code = ctx.lists.get("jabatan", {}).get(job.casefold())
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
    found = {key: _text(value) for key, value in data.items() if key in BY_KEY}
    funds = data.get("sumber_dana")
    if isinstance(funds, Mapping):
        found.update({f"sumber_dana.{part}": _text(funds.get(part)) for part in ("jkk_jkm", "jht") if part in funds})
    elif funds:
        found["sumber_dana.jkk_jkm"] = _text(funds)
    return found


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ya" if value else ""
    if isinstance(value, (list, tuple)):
        return " ".join(str(part) for part in value)
    return str(value)


def _nested(person: Peserta, data: Mapping[str, Any]) -> Peserta:
    if isinstance(kin := data.get("keluarga"), list | tuple):
        person = replace(person, keluarga=tuple(_kin(row) for row in kin if isinstance(row, Mapping)))
    if isinstance(papers := data.get("berkas"), Mapping):
        wrong = [f"{code}={state}" for code, state in papers.items() if state not in PAPER_STATES]
        if wrong:
            raise Problem("BERKAS_SALAH", f"Keadaan berkas tidak dikenal: {', '.join(wrong)}.", TIDAK_BERUBAH,
                          f"Pilih salah satu: {', '.join(PAPER_STATES)}.")
        person = replace(person, berkas={**person.berkas, **{str(k): str(v) for k, v in papers.items()}})
    if isinstance(consent := data.get("persetujuan"), Mapping):
        person = replace(person, persetujuan=_consent(consent))
    return person


def _kin(row: Mapping[str, Any]) -> Keluarga:
    """A family row. A date or relation that does not parse is refused: kin has no place for raw texts."""
    values: dict[str, Any] = {}
    for field in FAMILY_FIELDS:
        try:
            values[field.key] = parse(field, _text(row.get(field.key)))
        except ValueError as error:
            raise Problem("KELUARGA_SALAH", f"Keluarga {clean(_text(row.get('nama'))) or '-'}: {error}", TIDAK_BERUBAH,
                          "Perbaiki isian keluarga itu.") from None
    order = row.get("urutan")
    return Keluarga(**values, urutan=int(order) if isinstance(order, int) else None)


def _consent(data: Mapping[str, Any]) -> Persetujuan:
    try:
        return Persetujuan(tanggal=parse(BY_KEY["mulai"], _text(data.get("tanggal"))) or _missing(),
                           cara=_text(data.get("cara")) or "tanda_tangan", versi=_text(data.get("versi")) or "1")
    except ValueError as error:
        raise Problem("PERSETUJUAN_SALAH", f"Tanggal persetujuan salah: {error}", TIDAK_BERUBAH,
                      "Tulis misalnya 2026-11-20.") from None


def _missing() -> Any:
    raise ValueError("Tanggal kosong.")
