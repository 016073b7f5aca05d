"""The columns of the template: what each group is asked for, in the order somebody fills them in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jamsos_desktop.model.codes import code_label, code_list
from jamsos_desktop.model.fields import FAMILY_FIELDS, FIELDS, Field, Kind
from jamsos_desktop.model.records import KELOMPOK
from jamsos_desktop.policy import Policy
from jamsos_desktop.texts import inside

GUIDE, LISTS = "Petunjuk", "Daftar"  # the sheets beside the one to fill in
HEIR_TITLE = "{} ahli waris"  # as the importer names the columns of an heir

# Come back from DPMD or are written when somebody leaves; never typed into a list.
_NEVER = frozenset(("aktif_sampai", "kartu", "keluar_tanggal", "keluar_sebab"))
# Filled in by the program as is usual for the group; a list need not say them.
_USUAL = frozenset(("segmen", "program", "sumber_dana.jkk_jkm", "periode_bayar", "mulai", "wadah_jenis",
                    "pernah_peserta", "kode_pos", "permohonan"))
# Asked of whoever has them, whatever the group.
_BESIDE = frozenset(("gelar", "tanpa_hp", "kpj", "tanpa_ahli_waris", "sumber_dana.jht", "masa_laku", "permohonan",
                     "catatan"))
_OF_EMPLOYED = frozenset(("akhir_kontrak", "sk_berakhir"))  # a contract or term of office ends
_HEIR_MUST = ("nama", "hubungan")
_PROGRAMS = ("JKK JKM", "JKK JKM JHT")

_EXAMPLE = {
    "nik": "7402115408849417", "nama": "CONTOH WA ODE SALMA", "tempat_lahir": "SOROPIA",
    "tanggal_lahir": "14/08/1984", "no_kk": "7402111203109276", "nama_ibu": "WA MUNA", "jenis_kelamin": "Perempuan",
    "alamat": "Dusun II dekat dermaga", "dusun": "II", "rt": "003", "rw": "002", "hp": "081299000417",
    "penghasilan": "900.000", "lokasi_kerja": "Pasar desa", "jam_kerja": "06.00 - 14.00",
    "sk_nomor": "188.45/412/2026", "sk_tanggal": "02/11/2026", "mulai_bekerja": "01/03/2024",
    "status_kawin": "Kawin", "golongan_darah": "O",
}
# Where the form has a box to tick, a workbook has a column.
_HINT = {"hp": "Tanyakan. Boleh nomor keluarga, atau tulis ya di kolom Tidak punya HP.",
         "tanpa_ahli_waris": "Tulis ya bila memang tidak ada ahli waris."}
_EXAMPLE_HEIR = {"nama": "LA ODE HASAN", "hubungan": "Suami", "tanggal_lahir": "03/02/1980"}


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """``kunci``: the field (of the heir where ``waris``); ``judul``: its header; ``pilihan``: what may be chosen, ()
    where it is typed; ``tertutup``: nothing else is possible; ``wajib_untuk``: the groups that it must be filled in
    for where it is not for all of them."""

    kunci: str
    judul: str
    field: Field
    wajib: bool
    petunjuk: str
    contoh: str
    pilihan: tuple[str, ...] = ()
    tertutup: bool = True
    waris: bool = False
    wajib_untuk: tuple[str, ...] = ()

    @property
    def penjelasan(self) -> str:
        """What to write, and whether it may stay empty unless that is said already."""
        if self.wajib or self.wajib_untuk:
            for_whom = f"untuk {', '.join(map(inside, self.wajib_untuk))}" if self.wajib_untuk else "diisi"
            return f"{self.petunjuk} Wajib {for_whom}.".strip()
        told = any(word in self.petunjuk.lower() for word in ("kosong", "wajib"))
        return self.petunjuk if told else f"{self.petunjuk} Boleh kosong.".strip()


def template_columns(policy: Policy, kelompok: str = "") -> tuple[TemplateColumn, ...]:
    """What a template asks for: what must be there, the heir, what may stay empty. ``kelompok`` "": of all groups."""
    groups = (kelompok,) if kelompok else KELOMPOK
    must: list[TemplateColumn] = []
    may: list[TemplateColumn] = []
    for field in FIELDS:
        if _asked(policy, field.key, groups) and not (kelompok and field.key == "kelompok"):
            column = _own(policy, field, groups)
            (must if column.wajib else may).append(column)
    heir = [_heir(field) for field in FAMILY_FIELDS]
    return (*must, *heir, *may)


def _asked(policy: Policy, key: str, groups: Sequence[str]) -> bool:
    if key in _NEVER:
        return False
    if key in _BESIDE or (key in _OF_EMPLOYED and set(groups) != {"pekerja_rentan"}):
        return True
    if key == "desil_tanggal":
        return _asked(policy, "desil", groups)
    return any(marks.get(group) for (asked, _), marks in policy.needs.items() for group in groups if asked == key)


def _must(policy: Policy, key: str, groups: Sequence[str]) -> tuple[str, ...]:
    """The groups of whom it is asked, in the segmen they usually have."""
    return () if key in _USUAL else tuple(
        group for group in groups if policy.wajib(key, group, "BPU" if group == "pekerja_rentan" else "PU"))


def _own(policy: Policy, field: Field, groups: Sequence[str]) -> TemplateColumn:
    choices = _choices(policy, field, groups)
    example = _EXAMPLE.get(field.key, "")
    asked = _must(policy, field.key, groups)
    must = len(asked) == len(groups)
    if must and not example and choices:
        example = choices[-1] if field.key == "kelompok" else choices[0]
    usual = " Kosong berarti seperti biasa untuk kelompoknya." if field.key in _USUAL else ""
    hint = _HINT.get(field.key, field.hint) or ("Tulis ya bila benar." if field.kind is Kind.YES else "")
    return TemplateColumn(field.key, field.label, field, must, hint + usual, example, choices,
                          field.codes not in policy.label_lists,
                          wajib_untuk=() if must else tuple(code_label("kelompok", group) for group in asked))


def _choices(policy: Policy, field: Field, groups: Sequence[str]) -> tuple[str, ...]:
    if field.kind is Kind.YES:
        return ("ya",)
    if field.kind is Kind.CODES:
        return _PROGRAMS
    if field.kind is not Kind.CODE:
        return ()
    labels = policy.label_lists.get(field.codes) or code_list(field.codes)
    if field.key == "jabatan":
        return tuple(label for code, label in labels.items() if policy.jabatan[code].kelompok in groups)
    return tuple(labels.values())


def _heir(field: Field) -> TemplateColumn:
    title = HEIR_TITLE.format(field.label)
    choices = tuple(code_list(field.codes).values()) if field.kind is Kind.CODE else ()
    return TemplateColumn(field.key, title, field, field.key in _HEIR_MUST, field.hint,
                          _EXAMPLE_HEIR.get(field.key, ""), choices, waris=True)


