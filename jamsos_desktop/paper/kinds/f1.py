"""Formulir 1: the employer, its head, its workers and what they earn (16 items, form_fields.csv, not confirmed)."""

from __future__ import annotations

from jamsos_desktop.model.records import PROGRAM, Unit
from jamsos_desktop.paper.draw.document import Document
from jamsos_desktop.paper.draw.words import DAGGER, DASH, capitals, phone, plain_text
from jamsos_desktop.paper.fitting import Squeeze
from jamsos_desktop.paper.kinds.one_page import OnePage
from jamsos_desktop.paper.money import UNSURE
from jamsos_desktop.paper.office_facts import Employer, GroupCount
from jamsos_desktop.paper.sheets import PrintContext, Sheet
from jamsos_desktop.paper.unit import government, unit_values
from jamsos_desktop.texts import number, rupiah

ROWS = 4  # groups of workers that the table has rows for: as many as there are kelompok
# Item 3 as form_fields.csv has it for a desa; the others by UU 23/2014 (kelurahan and OPD are of the kabupaten).
BENTUK = {"desa": "Pemerintah desa", "kelurahan": "Kelurahan, perangkat kecamatan", "opd": "Perangkat daerah"}
USAHA = "JASA PEMERINTAHAN"  # kamus-usaha-pu.js G1-011; which post falls under it is the policy's pu_risiko


class F1:
    """Formulir 1 of one document."""

    def __init__(self, doc: Document, ctx: PrintContext) -> None:
        self._ctx = ctx
        self._page = OnePage(doc, ctx, "f1", {"f1.susunan": layout_words(ctx, "F1")})

    def add(self, sheet: Sheet) -> int:
        """Add the pages of one sheet and say how many. Raises Problem before anything is added."""
        return self._page.add(sheet, f1_values(sheet.content(Employer), self._ctx), "Formulir 1")

    def fit(self, sheet: Sheet) -> list[Squeeze]:
        """What would become of long values."""
        return self._page.fit(sheet, f1_values(sheet.content(Employer), self._ctx), "Formulir 1")


def f1_values(facts: Employer, ctx: PrintContext) -> dict[str, str]:
    """Everything Formulir 1 says but the marks of this printing, by key: also what its check code is made of."""
    groups = _as_rows(facts.kelompok)
    mark = DAGGER if facts.dagger else ""
    dasar = plain_text(ctx.unit.dasar) or facts.dasar
    values = office_values(ctx.unit, facts.nik_kepala) | {
        "f1.permohonan": "ubah" if ctx.unit.npp else "daftar",
        "f1.bentuk": capitals(ctx.unit.bentuk or BENTUK.get(ctx.unit.jenis, "")),
        "f1.dasar": capitals(dasar), "f1.usaha": USAHA,
        "f1.risiko": " / ".join(facts.risiko) + mark if facts.risiko else "",
        "f1.laki": number(sum(g.laki for g in groups)), "f1.perempuan": number(sum(g.perempuan for g in groups)),
        "f1.jumlah": number(sum(g.jumlah for g in groups)), "f1.upah": rupiah(sum(g.upah for g in groups)) + mark,
        "f1.mulai": facts.mulai.strftime("%m-%Y") if facts.mulai else "",
        "f1.dana": capitals(", ".join(facts.dana)), "f1.kurang": lacking_words(facts.tanpa_upah, facts.tanpa_jk),
        "f1.catatan": foot_words(ctx, "F1", ", ", "dasar upah dan kelompok risiko" if mark else ""),
    }
    values |= {f"f1.{program}": "ya" if program in facts.program else "" for program in PROGRAM}
    for at in range(ROWS):
        values |= _row(at + 1, groups[at] if at < len(groups) else None)
    return values


def layout_words(ctx: PrintContext, kode: str) -> str:
    """What stands behind the subtitle while nobody has confirmed the layout; it does not change the check code."""
    return f" \u00b7 susunan isian belum dikonfirmasi{DAGGER}" if ctx.policy.layout_unsure(kode) else ""


def foot_words(ctx: PrintContext, kode: str, joint: str, marked: str) -> str:
    """What the daggers of a form mean: its layout, and what else is ``marked`` on it; "" without any."""
    doubts = [part for part in ("susunan isian ini" * ctx.policy.layout_unsure(kode), marked) if part]
    return UNSURE.format(joint.join(doubts)) if doubts else ""


def office_values(unit: Unit, nik_kepala: str) -> dict[str, str]:
    """What both forms of the office say of it: name, address, how to reach it, its head and whom to call."""
    words = unit_values(unit)
    given = bool(unit.pic_nama)
    head = unit.pejabat_untuk("kepala_desa")
    return words | {
        "f1.nama": capitals(government(unit)), "f1.alamat": _address(unit), "f1.kode_pos": unit.kode_pos,
        "f1.telepon": phone(unit.telepon), "f1.email": plain_text(unit.email), "f1.npwp": unit.npwp,
        "f1.rekening": capitals(unit.rekening), "f1.kepala.jabatan": capitals(words["kepala.sebutan"]),
        "f1.kepala.nik": head.nik or nik_kepala,
        "f1.pic.nama": capitals(unit.pic_nama) if given else words["sekretaris.nama"],
        "f1.pic.jabatan": capitals(unit.pic_jabatan if given else words["sekretaris.sebutan"]),
        "f1.pic.hp": unit.pic_hp, "f1.pic.email": plain_text(unit.pic_email),
    }


def lacking_words(tanpa_upah: int, tanpa_jk: int, amount: str = "upah") -> str:
    """What the sums leave out, "" when they are whole."""
    said = [f"{amount} {tanpa_upah} orang belum diketahui" if tanpa_upah else "",
            f"jenis kelamin {tanpa_jk} orang belum diisi" if tanpa_jk else ""]
    words = ", ".join(part for part in said if part)
    return f"Belum masuk hitungan: {words}." if words else ""


def _address(unit: Unit) -> str:
    place = unit.sebutan if unit.jenis in ("desa", "kelurahan") else ""
    parts = (unit.alamat, place, f"Kec. {unit.kecamatan}" if unit.kecamatan else "",
             unit.kabupaten.replace("Kabupaten ", "Kab. "), unit.provinsi)
    return capitals(", ".join(part for part in parts if part))


def _as_rows(groups: tuple[GroupCount, ...]) -> tuple[GroupCount, ...]:
    """The groups with what is beyond the last row added up in it."""
    if len(groups) <= ROWS:
        return groups
    rest = groups[ROWS - 1:]
    more = GroupCount("Kelompok lain", sum(g.laki for g in rest), sum(g.perempuan for g in rest),
                      sum(g.jumlah for g in rest), sum(g.upah for g in rest))
    return (*groups[:ROWS - 1], more)


def _row(at: int, group: GroupCount | None) -> dict[str, str]:
    if group is None:
        return dict.fromkeys((f"f1.{at}.{part}" for part in ("kelompok", "laki", "perempuan", "jumlah", "upah")), "")
    return {f"f1.{at}.kelompok": group.label, f"f1.{at}.laki": number(group.laki),
            f"f1.{at}.perempuan": number(group.perempuan), f"f1.{at}.jumlah": number(group.jumlah),
            f"f1.{at}.upah": rupiah(group.upah) if group.upah else DASH}
