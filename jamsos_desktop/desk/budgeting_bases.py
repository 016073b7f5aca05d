"""From what the dues of PU are computed: the choice of a village by year and kelompok, and the rates in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from jamsos_desktop.desk import persons
from jamsos_desktop.desk.budgeting_records import RateLine, WageBaseRow
from jamsos_desktop.desk.context import Context
from jamsos_desktop.iuran import percent
from jamsos_desktop.iuran.wage import choice, minimum
from jamsos_desktop.iuran.what_if import check_base
from jamsos_desktop.model.codes import code_label
from jamsos_desktop.model.dues import WageBase, WageBases
from jamsos_desktop.model.records import KELOMPOK, PROGRAM
from jamsos_desktop.policy import Policy
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import wages
from jamsos_desktop.store.engine import Database
from jamsos_desktop.texts import inside, number, rupiah

LAST_YEAR = 2100  # a later one is a slip of the finger
MOST_LETTERS = 200
WORDS = {"siltap": "Siltap", "upah": "Upah yang diketik", "ump": "UMP", "umk": "UMK", "nominal": "Nominal"}
_SILTAP = {"kades": "Kepala Desa", "sekdes": "Sekretaris Desa", "perangkat": "Perangkat lain"}


def check_year(policy: Policy, tahun: int) -> None:
    """Whether the settings have dues for a year. Problem TAHUN_SALAH."""
    first = policy.dues_begin.year
    if not first <= tahun <= LAST_YEAR:
        raise Problem("TAHUN_SALAH", f"Iuran tahun {tahun} tidak ada di ketentuan.", TIDAK_BERUBAH,
                      f"Tulis tahun dari {first} sampai {LAST_YEAR}.")


def check_source(dasar: str) -> str:
    """The words of a paper, on one line. Problem DASAR_PANJANG."""
    words = " ".join(dasar.split())
    if len(words) > MOST_LETTERS:
        raise Problem("DASAR_PANJANG", f"Keterangan dasar lebih dari {MOST_LETTERS} huruf.", TIDAK_BERUBAH,
                      "Tulis nomor dan tanggal suratnya saja.")
    return words


def _check_group(kelompok: str) -> None:
    if kelompok not in KELOMPOK:
        raise Problem("KELOMPOK_SALAH", f"Kelompok {kelompok} tidak dikenal.", TIDAK_BERUBAH,
                      f"Pilih salah satu: {', '.join(KELOMPOK)}.")


def wage_bases(ctx: Context, db: Database, tahun: int) -> tuple[WageBaseRow, ...]:
    """One row for each kelompok; pekerja rentan, who are BPU, only where some are PU or a choice was made."""
    check_year(ctx.policy, tahun)
    here = {group for _, group in wages.wage_earners(db)}
    typed = wages.usual_wages(db)
    shown = [group for group in KELOMPOK if group != "pekerja_rentan" or group in here
             or (tahun, group) in ctx.bases.chosen]
    return tuple(_row(ctx, tahun, group, typed) for group in shown)


def _row(ctx: Context, tahun: int, kelompok: str, typed: dict[str, int]) -> WageBaseRow:
    on = _day_of(ctx, tahun)
    base, unsure = choice(ctx.policy, kelompok, on, ctx.bases)
    own = (tahun, kelompok) in ctx.bases.chosen
    rule = ctx.policy.value("pu_dasar", kelompok, on)
    words, fixed, source = WORDS[base.pilihan], base.rupiah, "" if own or rule is None else rule.sumber
    if base.pilihan in ("ump", "umk"):
        found = minimum(ctx.policy, base.pilihan, ctx.bases.kode, on)
        words, fixed = (found.kata, found.rupiah) if found else (f"{words} (belum diketahui)", None)
        unsure = unsure or found is None or found.unsure
    return WageBaseRow(tahun, kelompok, base.pilihan, words, fixed,
                       _examples(ctx, kelompok, base.pilihan, fixed, typed, on), own, base.dasar, base.dikonfirmasi,
                       unsure, source)


def _day_of(ctx: Context, tahun: int) -> date:
    """The day of a year that is meant: today in this one, the first of another."""
    return ctx.today if ctx.today.year == tahun else date(tahun, 1, 1)


def _examples(ctx: Context, kelompok: str, pilihan: str, fixed: int | None, typed: dict[str, int],
              on: date) -> tuple[tuple[str, int], ...]:
    label = code_label("kelompok", kelompok)
    if fixed is not None:
        return ((label, fixed),)
    if pilihan == "siltap" and kelompok == "perangkat_desa":
        return _siltap(ctx, typed, on)
    return ((label, typed[kelompok]),) if kelompok in typed else ()


def _siltap(ctx: Context, typed: dict[str, int], on: date) -> tuple[tuple[str, int], ...]:
    """Kepala Desa, Sekretaris Desa, the others: what is typed for most of them, else the least by law."""
    found = []
    for group, label in _SILTAP.items():
        posts = [post for post in ctx.policy.jabatan.values() if post.siltap == group]
        amounts = [typed[post.kode] for post in posts if post.kode in typed]
        least = [some for post in posts if (some := ctx.policy.siltap(post.kode, on)) is not None]
        if amounts or least:
            found.append((label, (amounts or least)[0]))
    return tuple(found)


def settle(ctx: Context, db: Database, tahun: int, chosen: Mapping[str, WageBase | None],
           confirmed: Mapping[str, date], dasar: str) -> WageBases:
    """Keep choices (None takes one away, the district's setting holds again) and confirmations by kelompok, all or
    none; ``dasar``: the paper of all of them. Everybody they touch is judged again with them. Returns all choices as
    they are now.

    A choice that changes is no longer confirmed; where the district's setting is confirmed it becomes the village's.
    """
    check_year(ctx.policy, tahun)
    words = check_source(dasar)
    if both := [name for name in confirmed if name in chosen and chosen[name] is None]:
        raise Problem("DASAR_UPAH_SALAH", f"Dasar upah {inside(code_label('kelompok', both[0]))} dibatalkan sekaligus"
                      " dikonfirmasi.", TIDAK_BERUBAH, "Pilih salah satu.")
    made: dict[str, WageBase | None] = {}
    for kelompok, base in chosen.items():
        _check_group(kelompok)
        if base is not None:
            check_base(kelompok, base.pilihan, base.rupiah)
            base = _changed(ctx.bases.chosen.get((tahun, kelompok)), base, words)
        made[kelompok] = base
    for kelompok, day in confirmed.items():
        _check_group(kelompok)
        if day > ctx.today:
            raise Problem("TANGGAL_DEPAN", "Tanggal konfirmasi belum tiba.", TIDAK_BERUBAH,
                          "Tulis tanggal surat atau percakapannya.")
        base = made.get(kelompok) or choice(ctx.policy, kelompok, _day_of(ctx, tahun), ctx.bases)[0]
        made[kelompok] = base._replace(dasar=words or base.dasar, dikonfirmasi=day)
    with db.write():  # whole: a base never stands beside dues of another one
        for kelompok, base in made.items():
            _keep(ctx, db, tahun, kelompok, base)
        bases = wages.bases(db, ctx.unit.kode)
        persons.refresh(replace(ctx, bases=bases), db,
                        [uid for uid, group in wages.wage_earners(db) if group in made])
    return bases


def _keep(ctx: Context, db: Database, tahun: int, kelompok: str, base: WageBase | None) -> None:
    """Write one choice, inside ``db.write()``."""
    if base is None:
        wages.drop_base(db, ctx.actor(), tahun, kelompok)
    else:
        before = ctx.bases.chosen.get((tahun, kelompok), WageBase(""))
        wages.put_base(db, ctx.actor(), tahun, kelompok, base, tuple(
            name for name, old, new in zip(WageBase._fields, before, base, strict=True) if old != new))


def _changed(before: WageBase | None, base: WageBase, words: str) -> WageBase:
    same = before is not None and before[:2] == base[:2]
    return WageBase(base.pilihan, base.rupiah, words, before.dikonfirmasi if before is not None and same else None)


def rates(ctx: Context, on: date) -> tuple[RateLine, ...]:
    """PU by kelompok where their risk groups differ, BPU, JHT of both, and the minimum wage that is known."""
    policy = ctx.policy
    found: dict[str, RateLine] = {}
    for kelompok in KELOMPOK[:-1]:
        risk = policy.value("pu_risiko", kelompok, on)
        line = _pu(ctx, kelompok, on, PROGRAM[:2])
        if risk is not None and line is not None and line.kata not in found:
            name = f" {inside(code_label('kelompok', kelompok))}" if found else ""
            found[line.kata] = replace(line, label=f"PU{name}, JKK + JKM", sumber=risk.sumber,
                                       belum_dikonfirmasi=line.belum_dikonfirmasi or risk.belum_dikonfirmasi)
    lines = list(found.values())
    band = policy.bpu_band(0, on)
    jkk, jkm, jht = (policy.amount(key, on) for key in ("bpu_jkk", "bpu_jkm", "bpu_jht"))
    if band and jkk is not None and jkm is not None:
        lines.append(_bpu(ctx, on, "BPU, JKK + JKM", f"{percent(jkk)} dari {rupiah(band.dasar)} + {number(int(jkm))}"))
    if (old_age := _pu(ctx, KELOMPOK[0], on, PROGRAM[2:])) is not None:
        lines.append(replace(old_age, label="PU, JHT"))
    if jht is not None:
        lines.append(_bpu(ctx, on, "BPU, JHT", f"{percent(jht)} dari dasar iuran"))
    least = minimum(policy, "umk", ctx.bases.kode, on)
    if least:
        lines.append(RateLine(least.kata.partition(",")[0], rupiah(least.rupiah), least.unsure, least.sumber))
    return tuple(lines)


def _pu(ctx: Context, kelompok: str, on: date, program: tuple[str, ...]) -> RateLine | None:
    """These programmes together, still without its label; None where there is no rate."""
    parts = [rate for name in program for rate in ctx.policy.pu_rates(name, kelompok, on)]
    if not parts:
        return None
    words = " + ".join(percent(rate.persen) for rate in parts)
    return RateLine("", f"{words} dari upah", any(rate.belum_dikonfirmasi for rate in parts),
                    ", ".join(dict.fromkeys(rate.sumber for rate in parts)))


def _bpu(ctx: Context, on: date, label: str, words: str) -> RateLine:
    rules = [rule for key in ("bpu_jkk", "bpu_jkm", "bpu_jht") if (rule := ctx.policy.value(key, "", on)) is not None]
    return RateLine(label, words, ctx.policy.bands_unsure(on) or any(rule.belum_dikonfirmasi for rule in rules),
                    ", ".join(dict.fromkeys(rule.sumber for rule in rules)))
