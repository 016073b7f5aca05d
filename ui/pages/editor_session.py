"""What is typed about one person: texts over a base record, judged and kept as a draft. No widgets.

``texts`` holds only what differs from the base, so a session without texts is unchanged, and the
same texts can be laid over a newer record when somebody else saved meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from jamsos_desktop.desk import Desk
from jamsos_desktop.model.consent import text_on
from jamsos_desktop.model.fields import BY_KEY, FAMILY_FIELDS, FIELDS, Kind
from jamsos_desktop.model.parse import clean, digits, parse, text_of, to_text, value_of, with_texts
from jamsos_desktop.model.records import Keluarga, Persetujuan, Peserta

from .editor_layout import LOCKED

FORM = "editor"
UNTOUCHED = "tidak Anda ubah"
CONSENT_DATE = "persetujuan.tanggal"
FOLLOWS_GROUP = ("segmen", "program", "sumber_dana.jkk_jkm", "sumber_dana.jht", "periode_bayar", "wadah_jenis")
HeirTexts = dict[str, str]


def family_texts(peserta: Peserta) -> list[HeirTexts]:
    """The family as the table shows it: a text per column, heirs first in their order ("1", "2", "")."""
    indexed = sorted(enumerate(peserta.keluarga), key=lambda pair: (pair[1].urutan is None, pair[1].urutan or 0))
    found = []
    for index, member in indexed:
        texts = {f.key: peserta.mentah.get(f"keluarga.{index}.{f.key}") or to_text(f, getattr(member, f.key))
                 for f in FAMILY_FIELDS}
        texts["urutan"] = "" if member.urutan is None else str(member.urutan)
        found.append(texts)
    return found


def family_of(rows: Iterable[Mapping[str, str]]) -> tuple[tuple[Keluarga, ...], dict[str, str]]:
    """Family members from the table's texts, and what did not parse under ``keluarga.<n>.<key>``."""
    members, kept, order = [], {}, 0
    filled = [row for row in rows if any(row.get(f.key) for f in FAMILY_FIELDS)]
    for index, row in enumerate(filled):
        values: dict[str, Any] = {}
        for column in FAMILY_FIELDS:
            try:
                values[column.key] = parse(column, row.get(column.key, ""))
            except ValueError:
                kept[f"keluarga.{index}.{column.key}"] = clean(row[column.key])
        if row.get("urutan"):
            order += 1
            values["urutan"] = order
        members.append(Keluarga(**values))
    return tuple(members), kept


@dataclass
class Session:
    """One person being edited. ``base`` is the record as read (or new); nothing here is saved."""

    desk: Desk
    base: Peserta
    new: bool = False
    texts: dict[str, str] = field(default_factory=dict)
    family: list[HeirTexts] = field(default_factory=list)
    berkas: dict[str, str] = field(default_factory=dict)
    consent: tuple[str, str, str] = ("", "", "")
    settled: dict[str, tuple[str, ...]] = field(default_factory=dict)  # finding -> the fields it compared
    base_revisi: int = 0
    owned: frozenset[str] = LOCKED  # what a reply of DPMD wrote: shown, not typed here

    def __post_init__(self) -> None:
        self.family = family_texts(self.base)
        self.berkas = dict(self.base.berkas)
        self.consent = self._consent_texts(self.base)
        self.base_revisi = self.base.revisi
        self.owned = LOCKED | (frozenset() if self.new else self.desk.from_reply(self.base))

    @staticmethod
    def _consent_texts(peserta: Peserta) -> tuple[str, str, str]:
        """Day, way and witness as the fields show them."""
        kept = peserta.mentah
        if CONSENT_DATE in kept:
            return kept[CONSENT_DATE], kept.get("persetujuan.cara", ""), kept.get("persetujuan.saksi", "")
        given = peserta.persetujuan
        return (f"{given.tanggal:%d/%m/}{given.tanggal.year:04}", given.cara, given.saksi) if given else ("", "", "")

    @property
    def withdrawn(self) -> str:
        """When the consent that is shown was withdrawn (20/11/2026), "" while it stands or another is typed."""
        given = self.peserta().persetujuan
        return f"{given.ditarik:%d/%m/}{given.ditarik.year:04}" if given and given.ditarik else ""

    def set_text(self, key: str, text: str) -> None:
        """Take one typed text; what equals the base is no change. A new value opens settled warnings again."""
        self.settled = {kode: keys for kode, keys in self.settled.items() if key not in keys}
        if same_text(key, text, text_of(self.base, key)):
            self.texts.pop(key, None)
        else:
            self.texts[key] = text

    def text(self, key: str) -> str:
        """What the field shows: as typed, else from the record."""
        return self.texts[key] if key in self.texts else text_of(self.base, key)

    def tidy(self, key: str) -> str:
        """The text of a left field as the house writes it (14/08/1984, 900.000); as typed when unread."""
        return text_of(with_texts(self.base, {key: self.text(key)}, self.desk.lists), key)

    def peserta(self) -> Peserta:
        """The record as it would be saved now."""
        p = with_texts(self.base, self.texts, self.desk.lists)
        members, kept = family_of(self.family)
        mentah = {k: v for k, v in p.mentah.items() if not k.startswith(("keluarga.", "persetujuan."))} | kept
        given, kept_consent = self._consent()
        p = replace(p, keluarga=members, berkas={k: v for k, v in self.berkas.items() if v},
                    persetujuan=given, mentah=mentah | kept_consent)
        for kode in self.settled:
            p = self.desk.settle(p, kode)
        return p

    def _consent(self) -> tuple[Persetujuan | None, dict[str, str]]:
        day, way, witness = self.consent
        if not day:
            return None, {}
        try:
            value = parse(BY_KEY["sk_tanggal"], day)
        except ValueError:
            return None, {CONSENT_DATE: clean(day), "persetujuan.cara": way, "persetujuan.saksi": clean(witness)}
        before = self.base.persetujuan
        if before is not None and before.tanggal == value:  # the same sheet, told better: withdrawn stays withdrawn
            return replace(before, cara=way or before.cara, saksi=clean(witness)), {}
        return Persetujuan(tanggal=value, cara=way or "tanda_tangan", versi=text_on(value).versi,
                           saksi=clean(witness)), {}

    def changed(self) -> bool:
        """Whether anything differs from the base."""
        return bool(self.texts or self.settled) or bool(self.changed_parts())

    def changed_parts(self) -> list[str]:
        """The parts that are not single fields and differ: family, papers, consent."""
        now = [row for row in self.family if any(row.get(f.key) for f in FAMILY_FIELDS)]
        parts = []
        if _family_key(now) != _family_key(family_texts(self.base)):
            parts.append("keluarga")
        if {k: v for k, v in self.berkas.items() if v} != {k: v for k, v in self.base.berkas.items() if v}:
            parts.append("berkas")
        if self.consent != self._consent_texts(self.base):
            parts.append("persetujuan")
        return parts

    def follow_group(self, before: str, after: str) -> list[str]:
        """Give fields that still have the old group's presets those of the new group; returns their keys."""
        old, new = self.desk.new(before), self.desk.new(after)
        followed = []
        for key in FOLLOWS_GROUP:
            if same_text(key, self.text(key), text_of(old, key)):
                self.set_text(key, text_of(new, key))
                followed.append(key)
        return followed

    def body(self, where: Mapping[str, Any]) -> dict[str, Any]:
        """The draft: as typed, with the place the clerk was at (section, field, cursor)."""
        parts = self.changed_parts()
        return {
            "uid": self.base.uid, "baru": self.new, "kelompok": self.base.kelompok, "jabatan": self.base.jabatan,
            "base_revisi": self.base_revisi,
            "texts": dict(self.texts), "settled": {kode: list(keys) for kode, keys in self.settled.items()},
            "keluarga": [dict(r) for r in self.family] if "keluarga" in parts else None,
            "berkas": dict(self.berkas) if "berkas" in parts else None,
            "persetujuan": list(self.consent) if "persetujuan" in parts else None,
            "nama": self.text("nama"), **where,
        }

    def restore(self, body: Mapping[str, Any]) -> None:
        """Lay a draft over the base; unknown keys of another version are left out."""
        for key, text in body.get("texts", {}).items():
            if key in BY_KEY:
                self.set_text(key, text)
        if body.get("keluarga") is not None:
            self.family = [dict(row) for row in body["keluarga"]]
        if body.get("berkas") is not None:
            self.berkas = dict(body["berkas"])
        if body.get("persetujuan") is not None:
            day, way, witness = (*body["persetujuan"], "", "", "")[:3]
            self.consent = (day, way, witness)
        self.settled = {kode: tuple(keys) for kode, keys in body.get("settled", {}).items()}
        self.base_revisi = int(body.get("base_revisi", self.base.revisi))

    def rebase(self, newer: Peserta) -> None:
        """Lay what was typed here over a newer record; what somebody else changed elsewhere stays."""
        mine = self.body({})
        self.base, self.texts = newer, {}
        self.family, self.berkas = family_texts(newer), dict(newer.berkas)
        self.consent = self._consent_texts(newer)
        self.restore({**mine, "base_revisi": newer.revisi})


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that stands differently here and in the saved record, as people read it."""

    key: str
    mine: str
    saved: str


def differences(session: Session, saved: Peserta) -> list[Difference]:
    """Where what is typed here and the saved record disagree, in the order of the dictionary.

    A field that only the other side changed says so: keeping one's own typing keeps that change too.
    """
    mine, parts = session.peserta(), session.changed_parts()
    found = [Difference(f.key, shown_text(session.desk, mine, f.key) if f.key in session.texts else UNTOUCHED,
                        shown_text(session.desk, saved, f.key))
             for f in FIELDS if text_of(mine, f.key) != text_of(saved, f.key)]
    if mine.keluarga != saved.keluarga:
        found.append(Difference("keluarga", _names(mine) if "keluarga" in parts else UNTOUCHED, _names(saved)))
    if dict(mine.berkas) != dict(saved.berkas):
        found.append(Difference("berkas", _papers(mine) if "berkas" in parts else UNTOUCHED, _papers(saved)))
    return found


def shown_text(desk: Desk, peserta: Peserta, key: str) -> str:
    """A value as people read it: labels for codes, "-" for nothing."""
    text = text_of(peserta, key)
    if BY_KEY[key].kind is Kind.CODE and key not in peserta.mentah:
        text = desk.label(BY_KEY[key].codes, text) if text else ""
    return text or "-"


def same_text(key: str, one: str, other: str) -> bool:
    """Whether two texts of a field say the same: blanks and grouping are no change."""
    kind = BY_KEY[key].kind
    if kind in (Kind.NIK, Kind.DIGITS):
        return digits(clean(one)) == digits(clean(other))
    if kind is Kind.NAME:
        return clean(one).upper() == clean(other).upper()
    return clean(one) == clean(other)


def has_value(peserta: Peserta, key: str) -> bool:
    """Whether the field is filled, be it readable or not."""
    return key in peserta.mentah or value_of(peserta, key) not in (None, "", (), False)


def _family_key(rows: list[HeirTexts]) -> list[tuple[str, ...]]:
    return [tuple([clean(row.get(f.key, "")) for f in FAMILY_FIELDS] + ["x" if row.get("urutan") else ""])
            for row in rows]


def _names(peserta: Peserta) -> str:
    return ", ".join(k.nama for k in peserta.keluarga) or "-"


def _papers(peserta: Peserta) -> str:
    return f"{sum(1 for v in peserta.berkas.values() if v == 'ada')} ada"
