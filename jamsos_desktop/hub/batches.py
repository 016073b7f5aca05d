"""Batches to BPJS: who may go into one, its bills, how far it is, and where each event leaves its people.

Somebody becomes ``aktif`` only when BPJS has accepted them (with or without a KPJ) *and* the bill they stand on is
paid; whichever comes last does it. Cover runs from the day BPJS names, else from ``masa_dari``, to the end of the paid
months. An extension moves ``aktif_sampai`` on and touches nothing else; only where the old period ended before the new
one begins does ``aktif_dari`` start anew. A membership ends (``keluar``) by an accepted exit and by nothing else here.
Whom the district itself has ended stays ``keluar``; what BPJS must still hear of them goes by an exit batch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from jamsos_desktop.hub.records import Person
from jamsos_desktop.model.dues import period
from jamsos_desktop.policy.records import Alasan

JENIS = ("daftar", "lanjut", "ubah", "berhenti")
STATES = ("siap", "diserahkan", "menunggu_bayar", "dibayar", "hasil", "dibatalkan")
BARU, LANJUTAN, KELUAR = "data_tk_baru", "data_tk_lanjutan", "data_tk_na"
SHEETS = (BARU, LANJUTAN, KELUAR)
PAID_FOR = ("daftar", "lanjut")  # what costs money; changes and exits have no bill to pay
EMPLOYERS = ("desa", "pemda")


class Candidate(NamedTuple):
    """What choosing needs of somebody who is in no open batch. ``dijawab``: kinds BPJS has answered for this revisi.

    ``diberitahu``: BPJS has accepted their exit; ``kpj_dipakai``: a membership that runs has the same KPJ (0 or 1).
    """

    uid: str
    unit: str
    kelompok: str
    segmen: str
    sumber_dana: str
    keadaan: str
    permohonan: str
    berubah: int
    kpj: str
    aktif_sampai: str
    revisi: int
    sebulan_sen: int
    dijawab: str
    diberitahu: int
    kpj_dipakai: int


class Key(NamedTuple):
    """What one batch has in common. ``aktif_sampai`` only for extensions: one period, one bill."""

    jenis: str
    segmen: str
    kelompok: str
    sumber_dana: str
    aktif_sampai: str


class PlannedBill(NamedTuple):
    """A bill before it is written; ``unit`` "" where the wadah pays for all."""

    npp: str
    unit: str
    orang: int
    sebulan_sen: int


def need(one: Candidate, horizon: str) -> str:
    """What BPJS must hear of somebody: a kind of JENIS, or "". ``horizon`` (ISO): who lapses by then is extended."""
    if one.keadaan in ("masuk", "diterima"):
        return "" if one.permohonan == "berhenti" else "daftar"
    if one.keadaan == "keluar":  # by a decision of the district, which BPJS has not heard of
        return "berhenti" if one.kpj and not one.diberitahu else ""
    if one.keadaan != "aktif":
        return ""
    answered = one.dijawab.split(",")
    if one.permohonan == "berhenti" and "berhenti" not in answered:
        return "berhenti"
    if one.permohonan == "lanjut" and "lanjut" not in answered:
        return "lanjut"
    if one.permohonan != "berhenti" and one.aktif_sampai and one.aktif_sampai <= horizon:
        return "lanjut"
    return "ubah" if one.berubah and one.permohonan != "berhenti" and "ubah" not in answered else ""


def fits(jenis: str, group: tuple[str, str, str], masa_dari: str, person: Person) -> bool:
    """Whether somebody may still go with a batch made before. ``group``: its segmen, kelompok and sumber_dana."""
    if person.keadaan == "keluar":
        return jenis == "berhenti"
    if person.hapus or person.tunda or (person.segmen, person.kelompok, person.sumber_dana) != group:
        return False
    if (person.permohonan == "berhenti") != (jenis == "berhenti"):
        return False  # said to have left (or died) since, or not leaving after all
    if jenis == "daftar":
        return person.keadaan in ("masuk", "diterima")
    return person.keadaan == "aktif" and not (jenis == "lanjut" and person.aktif_sampai >= masa_dari)


def grouped(found: Iterable[Candidate], horizon: str) -> dict[Key, list[Candidate]]:
    """Candidates by what they can be handed over in, in the order of JENIS."""
    groups: dict[Key, list[Candidate]] = {}
    for one in found:
        if jenis := need(one, horizon):
            until = one.aktif_sampai if jenis == "lanjut" else ""
            groups.setdefault(Key(jenis, one.segmen, one.kelompok, one.sumber_dana, until), []).append(one)
    return dict(sorted(groups.items(), key=lambda pair: (JENIS.index(pair[0].jenis), pair[0])))


def sheet_of(jenis: str, kpj: str) -> str:
    """The SIPP sheet somebody stands on."""
    if jenis == "berhenti":
        return KELUAR
    return LANJUTAN if kpj else BARU


def first_day(key: Key, today: date) -> date:
    """The day a batch would pay from: the day after the old period, or the first of next month."""
    following = date(today.year + today.month // 12, today.month % 12 + 1, 1)
    if key.aktif_sampai:
        gapless = date.fromisoformat(key.aktif_sampai) + timedelta(days=1)
        return gapless if gapless >= today.replace(day=1) else following
    return following


def bills(people: Sequence[Candidate], npp_of: Callable[[str], str], per_unit: bool, wadah_npp: str,
          ) -> list[PlannedBill]:
    """One bill per village (PU of the desa), or one of the wadah or the pemda."""
    if not per_unit:
        return [PlannedBill(wadah_npp, "", len(people), sum(p.sebulan_sen for p in people))]
    by_unit: dict[str, list[Candidate]] = {}
    for one in people:
        by_unit.setdefault(one.unit, []).append(one)
    return [PlannedBill(npp_of(unit), unit, len(them), sum(p.sebulan_sen for p in them))
            for unit, them in sorted(by_unit.items())]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the state of a batch follows from. ``perlu``: bills that must be paid, ``dikode`` with a kode bayar,
    ``dibayar`` paid; ``orang`` in it, ``dijawab`` with a result."""

    dibatalkan: bool
    diserahkan: bool
    perlu: int
    dikode: int
    dibayar: int
    orang: int
    dijawab: int


def state_of(facts: Facts) -> str:
    """One of STATES. Results that came before the payment do not hide that a bill is unpaid."""
    if facts.dibatalkan:
        return "dibatalkan"
    if not facts.diserahkan:
        return "siap"
    if facts.dibayar < facts.perlu:
        return "menunggu_bayar" if facts.dikode else "diserahkan"
    if facts.dijawab == facts.orang:
        return "hasil"
    return "dibayar" if facts.perlu else "diserahkan"


class Case(NamedTuple):
    """Somebody's place in a batch. ``dibayar``: their bill is paid, or nothing is to be paid. ``aktif_dari``: the day
    BPJS named (ISO), "" if none. ``sebab``: words for the cause of an exit."""

    nomor: str
    jenis: str
    masa_dari: str
    bulan: int
    revisi: int
    kode_bayar: bool
    dibayar: bool
    hasil: str = ""
    kpj: str = ""
    aktif_dari: str = ""
    alasan: str = ""
    teks: str = ""
    sebab: str = ""


def standing(case: Case, person: Person, reasons: Mapping[str, Alasan], stamp: str) -> dict[str, Any]:
    """The columns of STANDING that somebody in a handed-over batch must have now; only those that differ."""
    if person.keadaan == "keluar":
        return _ended(case, person)
    if case.hasil == "ditolak":
        wanted = _refused(case, person, reasons)
    elif case.jenis == "daftar":
        wanted = _enrolled(case, person)
    else:
        wanted = _member(case, person)
    wanted["batch"] = case.nomor
    changed = {column: value for column, value in wanted.items() if getattr(person, column) != value}
    return {**changed, "diputuskan": stamp} if changed else {}


def _ended(case: Case, person: Person) -> dict[str, Any]:
    """Why and when somebody was ended stays; a KPJ given after that is kept, so that BPJS can be told of the exit."""
    if case.jenis == "berhenti" and person.batch != case.nomor:
        return {"batch": case.nomor}
    given = case.hasil == "ok" and case.kpj and not person.kpj
    return {"kpj": case.kpj} if given else {}


def _refused(case: Case, person: Person, reasons: Mapping[str, Alasan]) -> dict[str, Any]:
    """A newcomer is refused; a member stays one, with the reason beside."""
    reason = reasons.get(case.alasan)
    wanted: dict[str, Any] = {
        "alasan": case.alasan, "oleh": "bpjs", "catatan": case.teks,
        "kolom": " ".join(reason.kolom) if reason else "", "tindakan": reason.tindakan if reason else "tanya"}
    if case.jenis == "daftar":
        wanted["keadaan"] = "ditolak"
    return wanted


def _enrolled(case: Case, person: Person) -> dict[str, Any]:
    wanted: dict[str, Any] = dict.fromkeys(("alasan", "kolom", "oleh", "tindakan", "catatan"), "")
    if case.hasil == "ok" and case.kpj:
        wanted["kpj"] = case.kpj
    if case.hasil != "ok" or not case.dibayar:
        return {**wanted, "keadaan": "menunggu_bayar" if case.kode_bayar and not case.dibayar else "di_bpjs"}
    wanted |= {"keadaan": "aktif", "aktif_dari": case.aktif_dari or case.masa_dari, "aktif_sampai": paid_until(case)}
    return {**wanted, **_heard(case, person)}


def _member(case: Case, person: Person) -> dict[str, Any]:
    """Extensions, changes and exits of members; nothing moves before BPJS said yes (and was paid)."""
    if case.hasil != "ok" or not case.dibayar:
        return {}
    wanted: dict[str, Any] = dict.fromkeys(("alasan", "kolom", "oleh", "tindakan", "catatan"), "")
    if case.kpj:
        wanted["kpj"] = case.kpj
    if case.jenis == "lanjut":
        wanted |= _extended(case, person)
    if case.jenis == "berhenti":
        wanted |= {"keadaan": "keluar", "catatan": case.sebab}
        if case.aktif_dari and person.aktif_sampai:
            wanted["aktif_sampai"] = min(case.aktif_dari, person.aktif_sampai)
    asked = case.jenis != "lanjut" or person.permohonan == "lanjut"
    return {**wanted, **(_heard(case, person) if asked else {})}


def _extended(case: Case, person: Person) -> dict[str, Any]:
    until = max(person.aktif_sampai, paid_until(case))
    day_after = date.fromisoformat(person.aktif_sampai) + timedelta(days=1) if person.aktif_sampai else None
    gap = day_after is None or day_after.isoformat() < case.masa_dari
    return {"aktif_sampai": until, **({"aktif_dari": max(case.aktif_dari, case.masa_dari)} if gap else {})}


def _heard(case: Case, person: Person) -> dict[str, Any]:
    """BPJS knows what the village last said, unless that came after the batch was made."""
    return {"berubah": 0} if person.revisi == case.revisi else {}


def paid_until(case: Case) -> str:
    """The last day the bill pays for (ISO)."""
    return period(date.fromisoformat(case.masa_dari), max(case.bulan, 1))[1].isoformat()
