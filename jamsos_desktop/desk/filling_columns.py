"""The columns Isi cepat offers: fields that people may lack, and the first heir; the policy says who."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.filling_records import FillColumn
from jamsos_desktop.model.codes import code_list
from jamsos_desktop.model.fields import BY_KEY, FAMILY_FIELDS, FIELDS, HEIR, Field, Kind
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import filling
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.filling import Group, Lacking

# Never offered: what a group, a reply or a decision settles, and what is rightly empty for most people.
_LEFT_OUT = frozenset(("kelompok", "segmen", "program", "tanpa_hp", "tanpa_ahli_waris", "catatan", "permohonan",
                       "aktif_sampai", "kartu", "keluar_tanggal", "keluar_sebab", "kpj", "gelar", "masa_laku",
                       "sk_berakhir", "akhir_kontrak", "pekerjaan_2", "desil_tanggal", "sumber_dana.jht"))
_HEIR_FIELDS = {f.key + HEIR: f for f in FAMILY_FIELDS if f.key in ("nama", "hubungan")}
_HEIR_LABELS = {"nama" + HEIR: "Nama ahli waris", "hubungan" + HEIR: "Hubungan ahli waris"}
_SHORT = {"nama": "Nama", "nama_ibu": "Ibu kandung", "alamat": "Alamat", "penghasilan": "Penghasilan",
          "tempat_lahir": "Tempat lahir", "status_kawin": "Status kawin", "pernah_peserta": "Pernah peserta",
          "sumber_dana.jkk_jkm": "Sumber dana", "pekerjaan": "Pekerjaan", "nama_rekening": "Pemilik rekening",
          "nama" + HEIR: "Ahli waris", "hubungan" + HEIR: "Hubungan"}
HINTS = {"nama" + HEIR: "Tulis seperti di Kartu Keluarga. Suami atau istri lebih dulu, lalu anak.",
         "hubungan" + HEIR: "Pilih hubungannya dengan peserta."}


@cache
def keys() -> tuple[str, ...]:
    """Every column offered, in the order of the data dictionary, the heir last."""
    return (*(f.key for f in FIELDS if f.key not in _LEFT_OUT), *_HEIR_FIELDS)


def field_of(key: str) -> Field:
    """The field that reads and shows a column; Problem KOLOM_TAK_DIKENAL where it is not offered."""
    if key in _HEIR_FIELDS:
        return _HEIR_FIELDS[key]
    if key not in keys():
        raise Problem("KOLOM_TAK_DIKENAL", f"Kolom {key} tidak bisa diisi di sini.", TIDAK_BERUBAH,
                      "Lihat daftar kolom dengan perintah isi-cepat.")
    return BY_KEY[key]


def label(key: str) -> str:
    """What a column is called."""
    return _HEIR_LABELS.get(key) or field_of(key).label


def mark(ctx: Context, key: str, group: Group) -> str:
    """W: the papers of a (kelompok, segmen) ask for it, O: it may be given, "": it does not concern them."""
    if key.endswith(HEIR):
        return "W"
    kelompok, segmen = group
    if ctx.policy.wajib(key, kelompok, segmen):
        return "W"
    row: Mapping[str, str] = ctx.policy.needs.get((key, segmen)) or ctx.policy.needs.get((key, "")) or {}
    return row.get(kelompok, "")


def columns(ctx: Context, db: Database) -> tuple[FillColumn, ...]:
    """Every column with its counts: those that block papers first, the emptiest in front, then the others."""
    found = filling.lacking(db, keys())
    made = [_column(ctx, at, key, found) for at, key in enumerate(keys())]
    return tuple(sorted((one for one in made if one.orang), key=lambda one: (not one.wajib, -one.wajib)))


def _column(ctx: Context, at: int, key: str, found: Sequence[Lacking]) -> FillColumn:
    marks = [(one, mark(ctx, key, (one.kelompok, one.segmen))) for one in found]
    field = field_of(key)
    return FillColumn(
        key=key, label=label(key), pendek=_SHORT.get(key, field.label), petunjuk=HINTS.get(key) or field.hint,
        jenis=field.kind.value, orang=sum(one.orang for one, asked in marks if asked),
        kurang=sum(one.kurang[at] for one, asked in marks if asked),
        wajib=sum(one.kurang[at] for one, asked in marks if asked == "W"),
        tak_terbaca=sum(one.tak_terbaca[at] for one, asked in marks if asked),
        pilihan=tuple(choices(ctx, field).items()), daftar=field.codes)


def choices(ctx: Context, field: Field) -> dict[str, str]:
    """Code -> label of a field that is chosen, {} of any other."""
    if field.kind is not Kind.CODE:
        return {}
    return dict(ctx.policy.label_lists.get(field.codes) or code_list(field.codes))


def groups(ctx: Context, db: Database, key: str) -> Iterator[Group]:
    """The kelompok and segmen a column concerns, of those that have people."""
    return (group for group in filling.groups(db) if mark(ctx, key, group))
