"""How far someone is: what was signed, which papers are there, which status follows.

A status is derived, never typed (architecture.md, "Records"). It is kept beside the record and
computed again whenever the record, the day or the policy changes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from jamsos_desktop.model.findings import Finding
from jamsos_desktop.model.plain import canonical
from jamsos_desktop.model.records import DIED, Peserta
from jamsos_desktop.policy import Policy

# What a reply may say of someone, in the order of the road.
VERDICTS = frozenset({"diterima", "ditolak", "di_bpjs", "menunggu_bayar", "aktif"})
# Those whom BPJS knows, or is about to: what changes of them is asked as a change.
MEMBER = frozenset({"di_bpjs", "menunggu_bayar", "aktif"})


@dataclass(frozen=True, slots=True)
class Trail:
    """What happened to a record so far.

    ``printed_core``: core of the last printed form, "" if none. ``sent_revisi``, ``sent_seq``,
    ``sent_core``: what travelled last. ``verdict``: the last answer to that, "" if none. Writing an
    answer into the record must carry ``sent_revisi`` along, else it reads as a change by the village.
    ``paid_until``: last day covered by payments noted here, None if there is none.
    """

    printed_core: str = ""
    sent_revisi: int | None = None
    sent_seq: int | None = None
    sent_core: str = ""
    verdict: str = ""
    paid_until: date | None = None


def core_values(p: Peserta) -> str:
    """Hex SHA-256 of what a signature stands for: nik, nama, birth, mother, programme, heirs in order."""
    heirs = [[k.nama, k.hubungan, k.nik, k.tanggal_lahir] for k in p.ahli_waris]
    core = [p.nik, p.nama, p.tanggal_lahir, p.nama_ibu, list(p.program), heirs]
    return hashlib.sha256(canonical(core)).hexdigest()


def papers(p: Peserta, policy: Policy) -> tuple[int, int]:
    """(have, need) of the papers a person must bring before sending.

    Only ``ada`` counts: a required paper cannot be waived as ``tidak_perlu`` by the village.
    """
    needed = policy.needed_papers(p.kelompok)
    return sum(p.berkas.get(paper.kode) == "ada" for paper in needed), len(needed)


def status_of(p: Peserta, findings: Iterable[Finding], trail: Trail, policy: Policy, today: date) -> str:
    """The status code that follows from record, findings, papers and what happened so far."""
    if p.keluar_tanggal and p.keluar_tanggal <= today:
        return DIED if p.keluar_sebab == DIED else "keluar"
    if trail.sent_revisi is not None and trail.sent_revisi == p.revisi:
        return _answered(p, trail, today)
    if not (p.nama and (p.nik or "nik" in p.mentah)):
        return "draf"  # not yet someone that can be judged
    if any(finding.tingkat.blocks for finding in findings):
        return "perlu_dilengkapi"
    signed = {trail.printed_core, trail.sent_core} - {""}
    if core_values(p) not in signed:
        return "siap_cetak"
    have, need = papers(p, policy)
    return "siap_kirim" if have == need else "tercetak"


def _answered(p: Peserta, trail: Trail, today: date) -> str:
    """Unchanged since it travelled: in a package, or where the answer has put it."""
    member = trail.verdict == "aktif" or (trail.paid_until is not None and trail.verdict != "ditolak")
    if member:  # membership starts with the first payment, whoever says first that it was made
        until = covered_until(p, trail)
        return "lewat_masa" if until and until < today else "aktif"
    return trail.verdict if trail.verdict in VERDICTS else "terkirim"


def covered_until(p: Peserta, trail: Trail) -> date | None:
    """The last day somebody is covered, by what was answered and by what was paid; None when neither says.

    Nobody is covered beyond the day they left or died, however far their dues were paid.
    """
    until = max(filter(None, (p.aktif_sampai, trail.paid_until)), default=None)
    return min(until, p.keluar_tanggal) if until and p.keluar_tanggal else until
