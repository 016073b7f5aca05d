"""The map desa: the road of an employer, or of a wadah, from the first form to cards in hand. Pure.

In goes what the desk can count (``Tally``), which papers lie in the map and what was typed; out come the steps with
their state, what holds them up and what to do next. Steps and papers: Permenaker 1/2025 Ps 3A (Formulir 1, 1a, 2),
BPJSTK 908 Probis Kepesertaan p.67 (wadah, PKS); the order is the customary one and carries no source of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from jamsos_desktop.rules.road_records import (
    BELUM,
    COUNTED,
    JALAN,
    OF_TAHAP,
    OWN_STEP,
    PEMBERI_KERJA,
    ROADS,
    SELESAI,
    STEPS,
    TIDAK_PERLU,
    WADAH,
    Road,
    RoadFacts,
    RoadPaper,
    RoadStep,
    Typed,
)


def road(facts: RoadFacts) -> Road:
    """The road as it stands, every step judged and what was typed laid over it."""
    steps = []
    for kode, label in STEPS[facts.jalur].items():
        papers = tuple(p for p in facts.papers if _step_of(p, facts.jalur) == kode)
        bare = RoadStep(facts.jalur, kode, label, BELUM, papers=papers)
        steps.append(_with_typed(_JUDGES[kode](bare, facts), facts.typed.get(kode, Typed())))
    return Road(facts.jalur, ROADS[facts.jalur], tuple(steps))


def next_step(roads: Iterable[Road]) -> RoadStep | None:
    """Of all roads the step to do next: the one that is least far along its road; the employer's on a tie."""
    found = [(at, step) for one in roads if (step := one.next) is not None
             for at in [list(STEPS[one.jalur]).index(step.kode)]]
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _step_of(paper: RoadPaper, jalur: str) -> str:
    own = OWN_STEP.get(paper.kode, "")
    return own if own in STEPS[jalur] else OF_TAHAP.get(paper.tahap, "")


def _with_typed(step: RoadStep, typed: Typed) -> RoadStep:
    told = replace(step, tanggal=typed.tanggal or step.tanggal, nomor=typed.nomor or step.nomor,
                   catatan=typed.catatan, jenis=typed.jenis)
    if typed.keadaan and step.kode not in COUNTED:
        told = replace(told, keadaan=typed.keadaan, ditulis=typed.keadaan)
    return told if told.open else replace(told, hambatan="", berikut="", bisa=False)


def _counted(step: RoadStep, done: int, whole: int, after: str = "", unit: str = "orang") -> RoadStep:
    words = " ".join(part for part in (f"{done} dari {whole}", unit, after) if part)
    return replace(step, hitungan=words, sudah=done, dari=whole)


def _progress(done: int, whole: int) -> str:
    return SELESAI if whole and done == whole else JALAN if done else BELUM


def _papers(step: RoadStep, facts: RoadFacts) -> RoadStep:
    """Steps that are papers: done when every paper that is needed lies in the map."""
    need = [p for p in step.papers if p.wajib]
    there = [p for p in need if p.beres]
    keadaan = SELESAI if len(there) == len(need) else JALAN if there else BELUM
    missing = [p.singkat for p in need if not p.beres]
    more = f" dan {len(missing) - 3} lagi" if len(missing) > 3 else ""
    step = _counted(step, len(there), len(need), unit="berkas")
    return replace(step, keadaan=keadaan, bisa=bool(missing),
                   hambatan=f"Belum ada: {', '.join(missing[:3])}{more}.", berikut="Siapkan berkasnya, lalu centang.")


def _berkas(step: RoadStep, facts: RoadFacts) -> RoadStep:
    judged = _papers(step, facts)
    if facts.jalur == PEMBERI_KERJA and facts.satu_npp:
        return replace(judged, berikut="Pemberi kerja di SIPP adalah pemda. Siapkan berkas yang diminta DPMD.")
    return judged


def _sk(step: RoadStep, facts: RoadFacts) -> RoadStep:
    if not facts.tally.rentan:
        return replace(step, keadaan=TIDAK_PERLU, hitungan="Tanpa pekerja rentan")
    judged = replace(_papers(step, facts), sudah=None, dari=None, hitungan="", nomor=facts.sk_nomor,
                     tanggal=facts.sk_tanggal, berikut="Tetapkan daftarnya, cetak SK, lalu catat nomornya.")
    return replace(judged, keadaan=SELESAI, hitungan=f"SK {facts.sk_nomor}") if facts.sk_nomor else judged


def _pks(step: RoadStep, facts: RoadFacts) -> RoadStep:
    judged = _papers(step, facts)
    if not any(p.wajib for p in step.papers):
        return replace(judged, keadaan=TIDAK_PERLU, sudah=None, dari=None, hitungan="Tidak diminta ketentuan")
    judged = replace(judged, sudah=None, dari=None, hitungan="",
                     berikut="Tanyakan DPMD nomor dan tanggal PKS, lalu catat.")
    number = facts.typed.get("pks", Typed()).nomor
    if not number:
        return judged
    done = judged.keadaan == SELESAI
    return replace(judged, keadaan=SELESAI if done else JALAN, hitungan=f"Nomor {number}",
                   berikut="Simpan naskahnya di map, lalu centang.")


def _data(step: RoadStep, facts: RoadFacts) -> RoadStep:
    tally = facts.tally
    left = tally.orang - tally.lengkap
    if not tally.orang:
        return replace(step, bisa=True, hitungan="0 orang", hambatan="Belum ada orang di jalur ini.",
                       berikut="Catat orangnya, atau ambil dari Excel.")
    step = _counted(step, tally.lengkap, tally.orang)
    return replace(step, keadaan=_progress(tally.lengkap, tally.orang),
                   bisa=bool(left), hambatan=f"{left} orang belum lengkap.", berikut=f"Lengkapi data {left} orang.")


def _tanda_tangan(step: RoadStep, facts: RoadFacts) -> RoadStep:
    tally = facts.tally
    unsigned = tally.lengkap - tally.bertanda - tally.tercetak
    judged = replace(_counted(step, tally.bertanda, tally.orang), keadaan=_progress(tally.bertanda, tally.orang),
                     bisa=tally.tercetak > 0 or unsigned > 0)
    if unsigned > 0:
        return replace(judged, hambatan=f"{unsigned} formulir belum dicetak.",
                       berikut=f"Cetak formulir {unsigned} orang.")
    if tally.tercetak:
        return replace(judged, hambatan=f"{tally.tercetak} formulir belum bertanda tangan.",
                       berikut="Minta tanda tangan, lalu centang berkasnya.")
    return replace(judged, hambatan="Belum ada formulir yang bisa dicetak.", berikut="Lengkapi datanya dulu.")


def _dpmd(step: RoadStep, facts: RoadFacts) -> RoadStep:
    tally = facts.tally
    waiting = tally.terkirim - tally.dijawab
    keadaan = SELESAI if tally.orang and tally.dijawab == tally.orang else JALAN if tally.terkirim else BELUM
    judged = replace(_counted(step, tally.dijawab, tally.orang, "dijawab"), keadaan=keadaan)
    if tally.siap:
        return replace(judged, bisa=True, hambatan=f"{tally.siap} orang siap kirim, belum dikirim.",
                       berikut=f"Kirim data {tally.siap} orang ke DPMD.")
    if waiting:
        return replace(judged, hambatan=f"{waiting} orang menunggu balasan DPMD.",
                       berikut="Ambil balasan bila sudah ada.")
    if tally.ditolak:
        return replace(judged, bisa=True, hambatan=f"{tally.ditolak} orang ditolak.", berikut="Perbaiki yang ditolak.")
    return replace(judged, hambatan="Belum ada yang siap kirim.", berikut="Lengkapi berkas orangnya dulu.")


def _bpjs(step: RoadStep, facts: RoadFacts) -> RoadStep:
    return _bpjs_wadah(step, facts) if facts.jalur == WADAH else _bpjs_npp(step, facts)


def _bpjs_npp(step: RoadStep, facts: RoadFacts) -> RoadStep:
    tally = facts.tally
    if facts.satu_npp:
        step = _counted(step, tally.di_bpjs, tally.orang, "di BPJS")
        return replace(step, label="BPJS: NPP pemda", keadaan=_progress(tally.di_bpjs, tally.orang),
                       hambatan="Satu NPP untuk semua desa, diurus DPMD.", berikut="Tunggu kabar dari DPMD.")
    known = bool(facts.npp)
    judged = replace(step, keadaan=SELESAI if known else JALAN if tally.di_bpjs else BELUM, nomor=facts.npp,
                     hitungan=f"NPP {facts.npp}" if known else "NPP belum ada", bisa=tally.dijawab > 0 and not known)
    if judged.bisa:
        return replace(judged, hambatan="NPP belum dicatat.", berikut="Tanyakan NPP ke BPJS atau DPMD, lalu catat.")
    return replace(judged, hambatan="NPP datang sesudah DPMD menyerahkan datanya.", berikut="Tunggu balasan DPMD.")


def _bpjs_wadah(step: RoadStep, facts: RoadFacts) -> RoadStep:
    tally, typed = facts.tally, facts.typed.get("bpjs", Typed())
    kinds = " dan ".join(sorted(tally.jenis_wadah))
    done = bool(typed.nomor) or (tally.orang > 0 and tally.di_bpjs == tally.orang)
    known = " ".join(part for part in ("Wadah", typed.jenis or kinds, typed.nomor) if part)
    step = replace(step, hitungan=known) if typed.nomor else _counted(step, tally.di_bpjs, tally.orang, "di BPJS")
    judged = replace(step, keadaan=SELESAI if done else JALAN if tally.di_bpjs else BELUM,
                     bisa=tally.dijawab > 0 and not done)
    if judged.bisa:
        return replace(judged, hambatan="Nomor wadah belum dicatat.",
                       berikut="Tanyakan nomor wadah ke DPMD, lalu catat.")
    return replace(judged, hambatan="Wadah dibuka sesudah DPMD menyerahkan datanya.", berikut="Tunggu balasan DPMD.")


def _bayar(step: RoadStep, facts: RoadFacts) -> RoadStep:
    tally = facts.tally
    if tally.terdaftar or tally.lunas:
        step = _counted(step, tally.terdaftar, tally.orang, "terdaftar")
        return replace(step, keadaan=SELESAI, tanggal=tally.lunas, nomor=tally.kode_bayar)
    if tally.kode_bayar or tally.menunggu_bayar:
        words = f"Kode bayar {tally.kode_bayar}" if tally.kode_bayar else f"{tally.menunggu_bayar} orang menunggu bayar"
        return replace(step, keadaan=JALAN, hitungan=words, nomor=tally.kode_bayar, bisa=True,
                       hambatan="Iuran pertama belum dibayar.", berikut="Bayar, lalu catat pembayarannya.")
    return replace(step, hitungan="Kode bayar belum ada", hambatan="Kode bayar datang dari BPJS lewat DPMD.",
                   berikut="Tunggu kode bayar.")


def _kartu(step: RoadStep, facts: RoadFacts) -> RoadStep:
    tally = facts.tally
    left = tally.terdaftar - tally.kartu
    judged = replace(_counted(step, tally.kartu, tally.orang),
                     keadaan=_progress(tally.kartu, tally.orang), bisa=left > 0)
    if left:
        return replace(judged, hambatan=f"{left} kartu belum diserahkan.",
                       berikut="Serahkan kartunya, lalu tandai orangnya.")
    return replace(judged, hambatan="Kartu datang sesudah pembayaran pertama.", berikut="Tunggu kartu dari BPJS.")


_JUDGES = {"berkas": _berkas, "sk": _sk, "pks": _pks, "data": _data, "tanda_tangan": _tanda_tangan, "dpmd": _dpmd,
           "bpjs": _bpjs, "bayar": _bayar, "kartu": _kartu}
