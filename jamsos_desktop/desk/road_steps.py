"""The map desa of this desk: what is counted and typed, judged by ``rules/road``; and writing a step down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from jamsos_desktop import texts
from jamsos_desktop.desk import road_office
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.persons import SIGNED_FORM
from jamsos_desktop.model.codes import code_list
from jamsos_desktop.model.plain import plain
from jamsos_desktop.model.records import KELOMPOK, Unit
from jamsos_desktop.model.rights import Right
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.rules.road import road
from jamsos_desktop.rules.road_records import (
    COUNTED,
    KEADAAN,
    PEMBERI_KERJA,
    ROADS,
    STEPS,
    WADAH,
    Road,
    RoadFacts,
    RoadPaper,
    Tally,
    Typed,
)
from jamsos_desktop.store import history, office
from jamsos_desktop.store import road as kept_road
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.road import FirstBill, Kept, Standing

RENTAN = "pekerja_rentan"
MOST_LETTERS = {"nomor": 60, "catatan": 300}
_INCOMPLETE = ("draf", "perlu_dilengkapi", "ditolak")
_PAID = ("aktif", "lewat_masa")
_AT_BPJS = ("di_bpjs", "menunggu_bayar", *_PAID)
_ANSWERED = ("diterima", *_AT_BPJS)
_SENT = ("terkirim", *_ANSWERED)
_SEGMENT = {PEMBERI_KERJA: "PU", WADAH: "BPU"}


@dataclass(frozen=True, slots=True)
class Marking:
    """What is to be written of a step; see ``MapDesa.mark_step``."""

    tanggal: date | None = None
    nomor: str = ""
    catatan: str = ""
    keadaan: str = ""
    jenis: str = ""


def roads(ctx: Context, db: Database) -> tuple[Road, ...]:
    """The roads of this office, the employer's first."""
    standings = kept_road.standings(db, SIGNED_FORM)
    typed, bills = _typed(db), kept_road.first_bills(db)
    states, kinds = office.desa_papers(db), kept_road.wadah_kinds(db)
    sk, day = kept_road.settled_sk(db)
    found = []
    for jalur in _open_roads(ctx, standings):
        mine = [one for one in standings if one.segmen == _SEGMENT[jalur]]
        groups = tuple(dict.fromkeys(one.kelompok for one in mine))
        facts = RoadFacts(
            jalur, _tally(mine, bills.get(_SEGMENT[jalur]), kinds if jalur == WADAH else {}),
            _papers(ctx, jalur, groups, states), typed.get(jalur, {}), ctx.unit.npp,
            satu_npp=_one_employer(ctx, groups), sk_nomor=sk, sk_tanggal=_day(day))
        found.append(road(facts))
    return tuple(found)


def _open_roads(ctx: Context, standings: Iterable[Standing]) -> tuple[str, ...]:
    wadah = ctx.unit.jenis != "opd" and any(one.segmen == "BPU" for one in standings)
    return (PEMBERI_KERJA, WADAH) if wadah else (PEMBERI_KERJA,)


def _one_employer(ctx: Context, groups: Iterable[str]) -> bool:
    """Whether the district government is the employer of everybody on the road (the policy says so)."""
    said = [ctx.policy.value("pemberi_kerja", group, ctx.today) for group in groups or ("",)]
    return all(value is not None and value.teks == "pemda" for value in said)


def _tally(mine: Iterable[Standing], bill: FirstBill | None, kinds: Mapping[str, int]) -> Tally:
    mine = list(mine)

    def many(*statuses: str, signed: int | None = None) -> int:
        return sum(one.orang for one in mine if (not statuses or one.status in statuses)
                   and signed in (None, one.signed))

    def past(*statuses: str, kartu: str = "") -> int:
        """Who has come that far; a member whose record was changed since has not gone back."""
        return sum(one.orang for one in mine if (one.member or one.status in statuses) and kartu in ("", one.kartu))

    whole = many()
    return Tally(
        orang=whole, rentan=sum(one.orang for one in mine if one.kelompok == RENTAN),
        lengkap=whole - many(*_INCOMPLETE), tercetak=many("tercetak", signed=0),
        bertanda=many("siap_kirim", *_SENT) + many("tercetak", signed=1), siap=many("siap_kirim"),
        terkirim=past(*_SENT), dijawab=past(*_ANSWERED), ditolak=many("ditolak"), di_bpjs=past(*_AT_BPJS),
        menunggu_bayar=many("menunggu_bayar"), terdaftar=past(*_PAID), kartu=past(*_PAID, kartu="diserahkan"),
        kode_bayar=bill.kode_bayar if bill else "", lunas=_day(bill.dibayar if bill else None), jenis_wadah=kinds)


def _papers(ctx: Context, jalur: str, groups: tuple[str, ...], states: Mapping[str, str]) -> tuple[RoadPaper, ...]:
    """The papers of the desa that belong to this road, required where a group on it requires them."""
    road_groups = (RENTAN,) if jalur == WADAH else tuple(k for k in KELOMPOK if k != RENTAN)
    first = "perangkat_desa" if ctx.unit.jenis == "desa" else "non_asn"  # before anybody is noted
    asked = tuple(k for k in groups if k in road_groups) or (road_groups if jalur == WADAH else (first,))
    return tuple(
        RoadPaper(p.kode, p.label, p.singkat, p.tahap, states.get(p.kode, "tidak_ada"),
                  any(p.perlu.get(k) == "W" for k in asked), p.belum_dikonfirmasi, p.sumber)
        for p in ctx.policy.berkas_desa(*asked))


def _typed(db: Database) -> dict[str, dict[str, Typed]]:
    found: dict[str, dict[str, Typed]] = {}
    for one in kept_road.steps(db):
        found.setdefault(one.jalur, {})[one.langkah] = Typed(one.keadaan, _day(one.tanggal), one.nomor, one.catatan,
                                                            one.jenis)
    return found


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


# Writing.

def mark(ctx: Context, db: Database, jalur: str, langkah: str, wanted: Marking) -> Unit:
    """Write a step down and return the unit, whose NPP the employer's step ``bpjs`` may have changed."""
    _check(ctx, db, jalur, langkah, wanted)
    npp_step = (jalur, langkah) == (PEMBERI_KERJA, "bpjs")
    nomor = " ".join(wanted.nomor.split())
    unit = road_office.changed(ctx.unit, {"npp": nomor}) if npp_step and nomor else ctx.unit
    if unit != ctx.unit:
        ctx.must(Right.KANTOR)
    step = Kept(jalur, langkah, wanted.keadaan, wanted.tanggal.isoformat() if wanted.tanggal else None,
                "" if npp_step else nomor, wanted.catatan.strip(), wanted.jenis)
    with db.write():
        if unit != ctx.unit:
            office.put_setting(db, "unit", plain(unit))
            history.append(db, ctx.actor(), "ubah", "unit", unit.kode, ["npp"])
        kept_road.put(db, ctx.actor(), step)
    return unit


def _check(ctx: Context, db: Database, jalur: str, langkah: str, wanted: Marking) -> None:
    here = {one.jalur for one in roads(ctx, db)}
    if jalur not in here or langkah not in STEPS[jalur]:
        known = ", ".join(STEPS[jalur]) if jalur in here else ", ".join(sorted(here))
        what = f"Langkah {langkah}" if jalur in here else f"Jalur {jalur}"
        raise Problem("LANGKAH_TIDAK_ADA", f"{what} tidak ada di map {ctx.unit.words('desa')} ini.", TIDAK_BERUBAH,
                      f"Pilih salah satu: {known}.")
    _check_state(jalur, langkah, wanted.keadaan)
    if wanted.tanggal and wanted.tanggal > ctx.today:
        raise Problem("TANGGAL_SALAH", f"Tanggal {texts.screen_date(wanted.tanggal)} belum tiba.", TIDAK_BERUBAH,
                      "Tulis tanggal langkah itu dilakukan.")
    for name, most in MOST_LETTERS.items():
        if len(getattr(wanted, name)) > most:
            raise Problem("NOMOR_SALAH", f"Isian {name} lebih dari {most} huruf.", TIDAK_BERUBAH,
                          "Tulis lebih pendek.")
    if wanted.jenis and ((jalur, langkah) != (WADAH, "bpjs") or wanted.jenis not in code_list("wadah_jenis")):
        raise Problem("WADAH_SALAH", f"Jenis wadah {wanted.jenis} tidak dikenal.", TIDAK_BERUBAH,
                      f"Pilih salah satu: {', '.join(code_list('wadah_jenis'))}, di langkah bpjs jalur wadah.")


def _check_state(jalur: str, langkah: str, keadaan: str) -> None:
    if keadaan and keadaan not in KEADAAN:
        raise Problem("KEADAAN_SALAH", f"Keadaan {keadaan} tidak dikenal.", TIDAK_BERUBAH,
                      f"Pilih salah satu: {', '.join(KEADAAN)}.")
    if keadaan and langkah in COUNTED:
        raise Problem("LANGKAH_DIHITUNG", f"Langkah {STEPS[jalur][langkah]} di jalur {ROADS[jalur]} dihitung dari "
                      "data orangnya.", TIDAK_BERUBAH, "Isi tanggal, nomor atau catatan saja.")
