"""Rules on who pays: which fund may be used for whom, and the wadah that goes with it."""

from __future__ import annotations

from collections.abc import Iterator

from jamsos_desktop.model.codes import code_label
from jamsos_desktop.model.findings import Mend
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.policy import FundLimit
from jamsos_desktop.rules.kinds import INFO, KURANG, PERIKSA, Hit, Known, rule, unsure

# Wadah of companies and banks: as good as SL for money that is not public (flipbuilder 908, hal. 67).
OF_COMPANIES = ("SC", "SB")
ASK = "Pastikan dengan DPMD, atau pilih sumber dana lain."


@rule("SUMBER_DANA", KURANG, "sumber_dana.jht", apa="JHT yang diikuti punya sumber dana.",
      cara="Pilih siapa yang membayar JHT.", sumber="praktik desa")
def sumber_dana(p: Peserta, known: Known) -> Iterator[Hit]:
    if "JHT" in p.program and not p.sumber_dana.jht and "sumber_dana.jht" not in p.mentah:
        yield Hit("Sumber dana JHT belum diisi.", "Dana JHT kosong")


@rule("DANA", PERIKSA, "sumber_dana.jkk_jkm sumber_dana.jht kelompok desil jabatan",
      apa="Sumber dana boleh dipakai untuk kelompok itu (misalnya Dana Desa, potongan siltap).", cara=ASK,
      sumber="dana.csv: tiap sumber dana dengan sumbernya")
def dana(p: Peserta, known: Known) -> Iterator[Hit]:
    said = set()
    for column, kode in (("sumber_dana.jkk_jkm", p.sumber_dana.jkk_jkm), ("sumber_dana.jht", p.sumber_dana.jht)):
        limit = known.policy.fund(kode)
        if limit is None or kode in said or not p.kelompok:
            continue
        said.add(kode)
        if why := _unfit(p, known, limit):
            where = (column, "kelompok", "desil", "jabatan")
            yield Hit(why, "Periksa sumber dana", where, cara=_how(limit))


def _unfit(p: Peserta, known: Known, limit: FundLimit) -> str:
    """Why the fund does not fit the person, "" when it does."""
    name, group = code_label("sumber_dana", limit.kode), code_label("kelompok", p.kelompok)
    who = group[0].lower() + group[1:]
    match limit.untuk.get(p.kelompok, "boleh"):
        case "tidak":
            return f"{name} biasanya tidak boleh untuk {who}."
        case "periksa":
            return f"{name} untuk {who} belum tentu boleh."
    if limit.desil_maks is not None and (p.desil is None or p.desil > limit.desil_maks):
        return f"{name} biasanya hanya sampai desil {limit.desil_maks}."
    if limit.jabatan == "siltap" and p.jabatan and not _has_siltap(p, known):
        return f"{name} dipilih, jabatan ini tidak menerima siltap."
    return ""


def _has_siltap(p: Peserta, known: Known) -> bool:
    post = known.policy.jabatan.get(p.jabatan)
    return post is not None and bool(post.siltap)


def _how(limit: FundLimit) -> str:
    parts = (limit.catatan, ASK, "Aturan ini belum dikonfirmasi." if limit.belum_dikonfirmasi else "")
    return " ".join(part for part in parts if part)


@rule("WADAH", PERIKSA, "wadah_jenis sumber_dana.jkk_jkm",
      apa="Jenis wadah sesuai sumber dana: SD APBDes, SA APBD, SG pemerintah, SL lainnya.",
      cara="Pilih jenis wadah menurut siapa yang membayar.",
      sumber="BPJSTK 908 Probis hal. 67 (flipbuilder); wadah_dana.csv")
def wadah(p: Peserta, known: Known) -> Iterator[Hit]:
    usual = known.policy.wadah_dana.get(p.sumber_dana.jkk_jkm)
    if usual is None or not p.wadah_jenis or p.segmen != "BPU" or p.wadah_jenis == usual.wadah_jenis:
        return
    limit = known.policy.fund(usual.kode)
    if limit is not None and not limit.publik and p.wadah_jenis in OF_COMPANIES:
        return
    name = code_label("sumber_dana", usual.kode)
    yield Hit(f"{name} biasanya wadah {usual.wadah_jenis}, terisi {p.wadah_jenis}.", "Wadah beda",
              mends=(Mend(f"Pakai {usual.wadah_jenis}", "wadah_jenis", usual.wadah_jenis),),
              cara=unsure(wadah.cara, usual.belum_dikonfirmasi, "Pasangan ini"))


@rule("PERIODE", INFO, "periode_bayar", apa="Pekerja rentan didaftarkan cukup lama (bawaan paling sedikit 6 bulan).",
      cara="Pilih masa yang lebih panjang bila dananya cukup.", sumber="BPJSTK 908 Probis (flipbuilder); parameter.csv")
def periode(p: Peserta, known: Known) -> Iterator[Hit]:
    least = known.policy.value("masa_rentan", "", known.today)
    if p.kelompok == "pekerja_rentan" and p.periode_bayar and least and p.periode_bayar < int(least.teks):
        yield Hit(f"Pekerja rentan biasanya paling sedikit {least.teks} bulan.", "Masa iuran pendek",
                  cara=unsure(periode.cara, least.belum_dikonfirmasi))
