"""Apa yang masih kurang: one sheet of sums for the whole desa, one for each dusun where somebody lacks something.

It looks at everybody who has not left, also at those who may not be printed; the choice of people does not matter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jamsos_desktop import texts
from jamsos_desktop.desk import sending
from jamsos_desktop.desk.judging import Around, arounds, as_trail, judge, other_holder
from jamsos_desktop.desk.printing_records import Asked, Kind, PlannedSheet
from jamsos_desktop.model.codes import code_label
from jamsos_desktop.model.dusun import dusun_key, dusun_name, dusun_order
from jamsos_desktop.model.findings import Finding
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.paper.draw.words import DAGGER
from jamsos_desktop.paper.kinds.missing import Lack, MissingDusun, MissingVillage
from jamsos_desktop.paper.sheets import PAPERS, PrintContext, Sheet
from jamsos_desktop.store import lacking, people

VILLAGE, DUSUN = "semua", "dusun:"  # kunci of the sheets
HEIRS = "Ahli waris"
DATA = "Isian data"
BLOCK = 500


class Hamlet(NamedTuple):
    """A dusun as people mean it: its key, how it is called, people, those who lack something, how it is written."""

    key: str
    nama: str
    orang: int = 0
    kurang: int = 0
    texts: tuple[str, ...] = ()


class Lacks(NamedTuple):
    """What one person lacks: papers by code and short words, and findings that block."""

    peserta: Peserta
    papers: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...]

    @property
    def heirs(self) -> bool:
        return any(_of_heirs(finding) for finding in self.findings)

    @property
    def data(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if not _of_heirs(finding))

    @property
    def words(self) -> tuple[str, ...]:
        """Papers, then what is missing of the data; a value that is wrong is told whole."""
        told = (finding.singkat if finding.tingkat.value == "kurang" else finding.pesan for finding in self.findings)
        return tuple(dict.fromkeys((*(words for _, words in self.papers), *told)))


def _of_heirs(finding: Finding) -> bool:
    return bool(finding.kolom) and finding.kolom[0].partition(".")[0] in ("keluarga", "tanpa_ahli_waris")


def _plan(asked: Asked) -> list[PlannedSheet]:
    wanted = dusun_key(asked.opsi.dusun)
    found = [one for one in _hamlets(asked) if one.kurang and wanted in ("", one.key)]
    name = PAPERS["kurang"].nama
    sheets = [PlannedSheet("kurang", f"{name}, {one.nama}", (), DUSUN + one.key) for one in found]
    whole = [PlannedSheet("kurang", f"{name}, {asked.ctx.unit.sebutan}", (), VILLAGE)] if found and not wanted else []
    return whole + sheets


def _make(asked: Asked, planned: PlannedSheet, paper: PrintContext) -> Sheet:
    if planned.kunci == VILLAGE:
        return _village(asked, planned, paper)
    wanted = dusun_key(planned.kunci.removeprefix(DUSUN))
    here = next((one for one in _hamlets(asked) if one.key == wanted), Hamlet(wanted, dusun_name(wanted)))
    found = list(_lacking(asked, here.texts))
    part = MissingDusun(here.nama, here.orang, tuple(_lines(found)))
    code = asked.code({"dusun": here.nama, "hari": asked.ctx.today.isoformat(), "orang": str(here.orang)} | {
        one.peserta.nomor: "|".join(one.words) for one in found})
    return Sheet(jenis="kurang", kode_periksa=code, isi=part, nama=planned.nama, ke=paper.ke)


def _lacking(asked: Asked, dusun: Sequence[str]) -> Iterator[Lacks]:
    """Who lacks what in a dusun, by all the ways its name is written; in blocks so that memory stays flat."""
    uids = lacking.uids(asked.db, dusun)
    for start in range(0, len(uids), BLOCK):
        here = people.read_many(asked.db, uids[start:start + BLOCK])
        for person, around in zip(here, arounds(asked.ctx, asked.db, here), strict=True):
            found = _of(asked, person, around)
            if found.papers or found.findings:
                yield found


def _of(asked: Asked, person: Peserta, around: Around) -> Lacks:
    result = judge(asked.ctx, person, other_holder(person, around.holders), as_trail(around.trail), around.scans)
    papers = tuple((paper.kode, paper.singkat) for paper in asked.ctx.policy.needed_papers(person.kelompok)
                   if person.berkas.get(paper.kode) != "ada")
    return Lacks(person, papers, result.blocking)


def _lines(found: Sequence[Lacks]) -> Iterator[Lack]:
    """People as the sheet has them; a house is one KK, and whoever has none is one of their own."""
    houses: dict[str, int] = {}
    for one in found:
        p = one.peserta
        place = " / ".join(part for part in (p.rt, p.rw) if part)
        rumah = ", ".join(part for part in (f"RT/RW {place}" if place else "", p.alamat) if part)
        first = houses.setdefault(p.no_kk or p.uid, len(houses))
        group = code_label("kelompok", p.kelompok) if p.kelompok else ""
        yield Lack(p.mentah.get("nama", p.nama), p.nik, group, rumah, first, p.hp, one.words)


def _village(asked: Asked, planned: PlannedSheet, paper: PrintContext) -> Sheet:
    papers: dict[str, str] = {}
    counts: dict[str, Counter[str]] = {}
    words: Counter[str] = Counter()
    hamlets = _hamlets(asked)
    for one in _lacking(asked, [text for hamlet in hamlets for text in hamlet.texts]):
        papers.update(one.papers)
        tally = counts.setdefault(dusun_key(one.peserta.dusun), Counter())
        tally.update([""] + [kode for kode, _ in one.papers] + [HEIRS] * one.heirs + [DATA] * bool(one.data))
        words.update({finding.singkat for finding in one.data})
    order = [p.kode for p in asked.ctx.policy.berkas if p.kode in papers]
    kinds = [(kode, papers[kode]) for kode in order] + [(kode, kode) for kode in (HEIRS, DATA)
                                                        if any(kode in tally for tally in counts.values())]
    rows = tuple((one.nama, one.orang, counts.get(one.key, Counter())[""],
                  tuple(counts.get(one.key, Counter())[kode] for kode, _ in kinds)) for one in hamlets)
    unsure = {one.kode for one in asked.ctx.policy.berkas if one.belum_dikonfirmasi}
    office = tuple(f"{one.label}{DAGGER if one.kode in unsure else ''}"
                   for one in sending.desa_papers(asked.ctx, asked.db) if one.wajib and one.state != "ada")
    most = sorted(words.items(), key=lambda one: (-one[1], one[0]))
    part = MissingVillage(tuple(name for _, name in kinds), rows, tuple(most), office)
    code = asked.code({"hari": asked.ctx.today.isoformat(), "kantor": "|".join(office)} | {
        row[0]: " ".join(texts.number(n) for n in (row[1], row[2], *row[3])) for row in rows})
    return Sheet(jenis="kurang", kode_periksa=code, isi=part, nama=planned.nama, ke=paper.ke)


def _hamlets(asked: Asked) -> list[Hamlet]:
    """I, II, ... IX, X; then names; who has no dusun last, and an office where nobody has one is one part."""
    parts: dict[str, Hamlet] = {}
    found = sorted(lacking.per_dusun(asked.db), key=lambda one: (*dusun_order(one.dusun), one.dusun))
    for one in found:
        key = dusun_key(one.dusun)
        old = parts.get(key, Hamlet(key, dusun_name(one.dusun) or "Tanpa dusun"))
        parts[key] = old._replace(orang=old.orang + one.orang, kurang=old.kurang + one.kurang,
                                  texts=(*old.texts, one.dusun))
    if asked.ctx.unit.jenis == "opd" and set(parts) == {""}:
        parts[""] = parts[""]._replace(nama="Semua orang")
    return list(parts.values())


MISSING = Kind("Per dusun, untuk dibawa keliling", _plan, _make, "Tidak ada yang kurang")
