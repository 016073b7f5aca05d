"""Assumptions of a budget: checked, and turned into a policy, wage bases and people to count with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from jamsos_desktop.model.budget import Tambahan, WhatIf
from jamsos_desktop.model.codes import code_label, code_list
from jamsos_desktop.model.dues import PILIHAN_DASAR, WageBases
from jamsos_desktop.model.records import KELOMPOK, PROGRAM, Peserta, SumberDana
from jamsos_desktop.policy import Policy
from jamsos_desktop.policy.records import RISIKO, Dated, Nilai
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.texts import inside

MOST_PEOPLE, MOST_RUPIAH, MOST_RISE = 100_000, 1_000_000_000, Decimal(1000)
_JKK, _RISK = "JKK", "pu_risiko"


def refuse(why: str, how: str) -> Problem:
    """The one refusal of an assumption."""
    return Problem("ANDAIAN_SALAH", why, TIDAK_BERUBAH, how)


def check(what_if: WhatIf) -> None:
    """Problem ANDAIAN_SALAH or DASAR_UPAH_SALAH for what cannot be meant: it names the kelompok and the figure."""
    for kelompok in (*what_if.dasar, *what_if.risiko, *what_if.tarif_jkk, *what_if.tambah, *what_if.jht):
        if kelompok not in KELOMPOK:
            raise refuse(f"Kelompok {kelompok} tidak dikenal.", f"Pilih salah satu: {', '.join(KELOMPOK)}.")
    if not what_if.naik.is_finite() or not -100 <= what_if.naik <= MOST_RISE:
        raise refuse(f"Kenaikan upah {what_if.naik} persen tidak masuk akal.",
                     f"Tulis angka dari -100 sampai {MOST_RISE}.")
    for kelompok, base in what_if.dasar.items():
        check_base(kelompok, base.pilihan, base.rupiah)
    for kelompok, group in what_if.risiko.items():
        if group not in RISIKO:
            raise refuse(f"Kelompok risiko {group} untuk {_name(kelompok)} tidak dikenal.",
                         f"Pilih salah satu: {', '.join(RISIKO)}.")
    for kelompok, rate in what_if.tarif_jkk.items():
        if not rate.is_finite() or not 0 <= rate <= 100:
            raise refuse(f"Tarif JKK {rate} persen untuk {_name(kelompok)} tidak masuk akal.",
                         "Tulis angka dari 0 sampai 100.")
    for kelompok, more in what_if.tambah.items():
        _check_more(kelompok, more)


def check_base(kelompok: str, pilihan: str, rupiah: int | None) -> None:
    """Problem DASAR_UPAH_SALAH for a wage base that is none."""
    why = how = ""
    if pilihan not in PILIHAN_DASAR:
        why = f"Dasar upah {pilihan} untuk {_name(kelompok)} tidak dikenal."
        how = f"Pilih salah satu: {', '.join(PILIHAN_DASAR)}."
    elif pilihan == "nominal" and rupiah is None:
        why, how = f"Nominal untuk {_name(kelompok)} belum ditulis.", "Tulis rupiah sebulan."
    elif pilihan != "nominal" and rupiah is not None:
        why, how = f"Rupiah hanya ditulis untuk pilihan nominal, bukan {pilihan}.", "Kosongkan rupiahnya."
    elif rupiah is not None and not 0 < rupiah <= MOST_RUPIAH:
        why = f"Upah {_name(kelompok)} Rp {rupiah} tidak masuk akal."
        how = "Tulis rupiah sebulan, lebih dari nol."
    if why:
        raise Problem("DASAR_UPAH_SALAH", why, TIDAK_BERUBAH, how)


def _check_more(kelompok: str, more: Tambahan) -> None:
    name = _name(kelompok)
    if not 0 < more.orang <= MOST_PEOPLE:
        raise refuse(f"Tambahan {more.orang} orang untuk {name} tidak masuk akal.",
                     f"Tulis 1 sampai {MOST_PEOPLE} orang.")
    if more.upah is not None and not 0 <= more.upah <= MOST_RUPIAH:
        raise refuse(f"Upah tambahan orang {name} Rp {more.upah} tidak masuk akal.",
                     "Tulis rupiah sebulan, nol atau lebih.")
    if more.segmen not in ("", "PU", "BPU"):
        raise refuse(f"Segmen {more.segmen} tidak dikenal.", "Pilih PU atau BPU.")
    if more.sumber_dana and more.sumber_dana not in code_list("sumber_dana"):
        raise refuse(f"Sumber dana {more.sumber_dana} tidak dikenal.",
                     f"Pilih salah satu: {', '.join(code_list('sumber_dana'))}.")
    if not more.program or set(more.program) - set(PROGRAM):
        raise refuse(f"Program untuk tambahan {name} tidak dikenal.", f"Pilih dari {', '.join(PROGRAM)}.")
    if not 1 <= more.dari_bulan <= 12:
        raise refuse(f"Bulan {more.dari_bulan} untuk tambahan {name} tidak ada.", "Tulis 1 sampai 12.")


def _name(kelompok: str) -> str:
    return inside(code_label("kelompok", kelompok))


def assume(what_if: WhatIf, policy: Policy, bases: WageBases, tahun: int) -> tuple[Policy, WageBases]:
    """The policy and the wage bases as assumed for a year. Problem ANDAIAN_SALAH.

    A JKK rate of one kelompok becomes a risk group of its own, so that it is counted like any other.
    """
    check(what_if)
    values, rates = dict(policy.values), dict(policy.rates)
    for kelompok, group in {**what_if.risiko, **{name: f"={name}" for name in what_if.tarif_jkk}}.items():
        values[(_RISK, kelompok)] = (Dated(date.min, None, Nilai(group, "kelompok_risiko", "andaian", "simpulan")),)
    for kelompok, rate in what_if.tarif_jkk.items():
        rates[(_JKK, "pemberi_kerja", f"={kelompok}")] = (Dated(date.min, None, rate),)
    chosen = {**bases.chosen, **{(tahun, name): base for name, base in what_if.dasar.items()}}
    return replace(policy, values=values, rates=rates), bases._replace(chosen=chosen, naik=what_if.naik)


def as_assumed(p: Peserta, what_if: WhatIf) -> Peserta:
    """The person as the budget counts them: with JHT where it is added, with an SK that is renewed."""
    if p.kelompok in what_if.jht and p.program and "JHT" not in p.program:
        funds = replace(p.sumber_dana, jht=p.sumber_dana.jht or p.sumber_dana.jkk_jkm)
        p = replace(p, program=(*p.program, "JHT"), sumber_dana=funds)
    if what_if.sk_diperpanjang and (p.sk_berakhir or p.akhir_kontrak):
        p = replace(p, sk_berakhir=None, akhir_kontrak=None)
    return p


def usual(kelompok: str) -> tuple[str, str]:
    """(segmen, fund) that people of a kelompok usually have."""
    return ("BPU" if kelompok in ("pekerja_rentan", "ekosistem_desa") else "PU",
            "APBD_KAB" if kelompok in ("pekerja_rentan", "non_asn") else "APBDES_ADD")


def one_more(kelompok: str, more: Tambahan, policy: Policy, tahun: int) -> Peserta:
    """One of the people that are added; of them all are alike. Without a wage the least is taken: income nothing
    (the first band), or the post with the lowest siltap."""
    segmen, fund = usual(kelompok)
    segmen, fund = more.segmen or segmen, more.sumber_dana or fund
    start = date(tahun, more.dari_bulan, 1)
    upah = more.upah if more.upah is not None or segmen == "PU" else 0
    posts = [(least, post) for post in policy.jabatan if (least := policy.siltap(post, start)) is not None]
    return Peserta(kelompok=kelompok, segmen=segmen, program=tuple(name for name in PROGRAM if name in more.program),
                   sumber_dana=SumberDana(jkk_jkm=fund, jht=fund), penghasilan=upah, mulai=start,
                   jabatan=min(posts)[1] if posts and kelompok == "perangkat_desa" else "")
