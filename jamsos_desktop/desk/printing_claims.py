"""Ceklis klaim JKM and JKK: of one claim (``opsi.kejadian``), or an empty one for the wall and for a family."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from jamsos_desktop.desk import leaving_events
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.leaving_records import JKK, JKM, OUTCOMES, EventPaper, EventView
from jamsos_desktop.desk.printing_records import Asked, Kind, PlannedSheet
from jamsos_desktop.model.dusun import dusun_name
from jamsos_desktop.paper.sheets import PAPERS, PrintContext, Sheet
from jamsos_desktop.policy.claims import Manfaat, SyaratKlaim
from jamsos_desktop.rules.entitlement import TIDAK, BenefitLine
from jamsos_desktop.store import events
from jamsos_desktop.texts import clock, paper_date, rupiah

if TYPE_CHECKING:
    from jamsos_desktop.paper.kinds.claim import Claim, ClaimHeir, ClaimLine

KINDS_OF = {"klaim_jkm": JKM, "klaim_jkk": JKK}
TITLES = {JKM: "Ceklis klaim JKM, jaminan kematian", JKK: "Ceklis klaim JKK, kecelakaan kerja"}
BY_BPJS = "dihitung BPJS"
# What an empty checklist tells of the sums, in the order of ``manfaat.csv``.
SUMS = {JKM: ("JKM_SANTUNAN", "JKM_BERKALA", "JKM_PEMAKAMAN", "JKM_BARU", "BEASISWA"),
        JKK: ("JKK_KEMATIAN_UPAH", "JKK_BERKALA", "JKK_PEMAKAMAN", "BEASISWA")}


def kind_of(jenis: str) -> str:
    """The kind of paper of a JKM or a JKK."""
    return next(kode for kode, one in KINDS_OF.items() if one == jenis)


def claim_sheet(ctx: Context, view: EventView, code: str = "", ke: int = 1) -> Sheet:
    """The checklist of one claim; its number is the person's own."""
    row = view.baris
    kode = kind_of(row.jenis)
    return Sheet(jenis=kode, isi=claim_of(ctx, view), kode_periksa=code, nomor=row.nomor, ke=ke,
                 nama=f"{PAPERS[kode].nama}, {row.nama}")


def canonical(view: EventView) -> dict[str, str]:
    """What the check code of a claim is computed over: who, what, when, which papers are there."""
    row = view.baris
    there = ",".join(sorted(p.kode for p in view.berkas if p.keadaan == "ada"))
    return {"jenis": row.jenis, "nomor": row.nomor, "nik": view.nik, "nama": row.nama, "tanggal": str(row.tanggal),
            "berkas": there, "ahli_waris": "|".join(h.nama for h in view.ahli_waris)}


def claim_of(ctx: Context, view: EventView) -> Claim:
    """A claim as paper says it."""
    from jamsos_desktop.paper.kinds.claim import Claim, ClaimPaper

    row = view.baris
    papers = tuple(ClaimPaper(p.label, p.wajib, p.keadaan, p.belum_dikonfirmasi) for p in view.berkas)
    known = view.hak.keadaan != TIDAK
    return Claim(
        judul=TITLES[row.jenis], fakta=_facts(ctx, view), hak=view.hak.kalimat, alasan=view.hak.alasan, papers=papers,
        heirs=_heirs(view) if row.meninggal else None, urutan=view.urutan if row.meninggal else "",
        steps=_steps(ctx, row.jenis, row.tanggal, _days(view)),
        sums=_sums(view) if known else (), sumber=_sources(view.hak.sumber if known else "", view.berkas,
                                                           view.urutan_sumber if row.meninggal else ""),
        catatan=_note(), penyerah="Ahli waris" if row.meninggal else "Peserta atau keluarga")


def empty_claim(ctx: Context, jenis: str) -> Claim:
    """Nobody's claim: which papers, which steps, which sums, by the policy of today."""
    from jamsos_desktop.paper.kinds.claim import Claim, ClaimLine, ClaimPaper

    day, book = ctx.today, ctx.policy.klaim
    papers = book.papers(jenis, meninggal=True)
    facts = [book.benefit(kode, day) for kode in SUMS[jenis]]
    order = book.heirs(day)
    when = "Tanggal meninggal" if jenis == JKM else "Tanggal, jam"
    return Claim(
        judul=TITLES[jenis], kosong=True,
        fakta=(("Nama", ""), ("Nomor, KPJ", ""), (when, ""), ("Tempat", ""), ("Nama pelapor", ""), ("Nomor HP", "")),
        hak="Siapa yang berhak: peserta yang iurannya sudah dibayar.",
        alasan=_who_may(ctx, jenis), urutan=", lalu ".join(f.label.lower() for f in order), heirs=(),
        penyerah="Ahli waris" if jenis == JKM else "Peserta, keluarga atau ahli waris",
        papers=tuple(ClaimPaper(p.label, p.wajib, "", p.belum_dikonfirmasi, "bila meninggal" if p.bila else "")
                     for p in papers),
        steps=_steps(ctx, jenis, day, {}),
        sums=tuple(ClaimLine(_fact(ctx, f, day), rupiah(f.nilai) if f.satuan == "rupiah" else BY_BPJS,
                             f.belum_dikonfirmasi) for f in facts),
        sumber=_sources("; ".join(dict.fromkeys(f.sumber for f in facts)), papers, order[0].sumber if order else ""),
        catatan=_note())


def _who_may(ctx: Context, jenis: str) -> str:
    if jenis == JKM:
        return "Santunan dibayarkan kepada ahli waris bila peserta meninggal bukan karena kecelakaan kerja."
    hours = ctx.policy.klaim.report_hours(ctx.today)
    return f"Kecelakaan saat bekerja, dilaporkan paling lambat {hours} jam. Perawatan dihitung BPJS."


def _fact(ctx: Context, fact: Manfaat, day: date) -> str:
    """A benefit in words, with what it depends on."""
    if fact.satuan == "kali_upah":
        return f"{fact.label}: {fact.nilai} kali dasar upah"
    if fact.kode == "JKM_BARU":
        return f"{fact.label}: hanya ini, bila belum {ctx.policy.klaim.benefit('JKM_BARU_BULAN', day).nilai} bulan"
    if fact.kode == "BEASISWA" and fact.program == JKM:
        months = ctx.policy.klaim.benefit("BEASISWA_BULAN", day).nilai
        return f"{fact.label}; untuk JKM bila iuran sudah {months} bulan"
    return fact.label


def _facts(ctx: Context, view: EventView) -> tuple[tuple[str, str], ...]:
    row = view.baris
    when = f"{paper_date(row.tanggal)} pukul {row.waktu:%H.%M}" if row.waktu else paper_date(row.tanggal)
    group = ", ".join(part for part in (ctx.label("kelompok", row.kelompok), dusun_name(row.dusun)) if part)
    found = [("Nama", row.nama.upper()), ("Nomor, NIK", f"{row.nomor}, NIK {view.nik or 'belum ada'}"),
             ("KPJ", view.kpj or "belum ada"), ("Kelompok", group),
             ("Kejadian", f"{row.label}, {when}")]
    if row.tenggat:
        found.append(("Lapor sebelum", f"{paper_date(row.tenggat.date())} pukul {clock(row.tenggat)}"))
    if view.tempat or view.uraian:
        found.append(("Tempat, uraian", ". ".join(part for part in (view.tempat, view.uraian) if part)))
    if not row.terbuka:
        found.append(("Hasil", f"{OUTCOMES[row.keadaan]}, {paper_date(row.selesai)}"))
    return tuple(found)


def _heirs(view: EventView) -> tuple[ClaimHeir, ...]:
    from jamsos_desktop.paper.kinds.claim import ClaimHeir

    return tuple(ClaimHeir(h.nama, h.hubungan, "" if h.umur is None else f"{h.umur} th",
                           h.wali or ("isi walinya" if h.perlu_wali else ""), h.hp) for h in view.ahli_waris)


def _days(view: EventView) -> dict[str, str]:
    """Which step was done when."""
    row = view.baris
    return {"lapor": paper_date(row.dilaporkan.date()) if row.dilaporkan else "", "ajukan": paper_date(row.diajukan),
            "selesai": paper_date(row.selesai)}


def _steps(ctx: Context, jenis: str, day: date, done: dict[str, str]) -> tuple[ClaimLine, ...]:
    from jamsos_desktop.paper.draw.letter_words import filled
    from jamsos_desktop.paper.kinds.claim import ClaimLine
    from jamsos_desktop.paper.kinds.claim_words import claim_words

    values = {"jam": str(ctx.policy.klaim.report_hours(day))}
    return tuple(ClaimLine(filled(step.teks, values), done.get(step.tanggal, ""),
                           step.unsure) for step in claim_words().steps(jenis))


def _sums(view: EventView) -> tuple[ClaimLine, ...]:
    from jamsos_desktop.paper.kinds.claim import ClaimLine

    def line(one: BenefitLine) -> ClaimLine:
        note = f" ({one.catatan[:1].lower()}{one.catatan[1:].rstrip('.')})" if one.catatan else ""
        return ClaimLine(f"{one.label}{note}", BY_BPJS if one.rupiah is None else rupiah(one.rupiah),
                         one.belum_dikonfirmasi)

    right = view.hak
    found = [line(one) for one in right.rincian]
    if not found:
        found.append(ClaimLine("Perawatan dan santunan", BY_BPJS))
    elif right.jumlah is not None and len(found) > 1:
        found.append(ClaimLine("Jumlah", rupiah(right.jumlah)))
    return (*found, *(line(one) for one in right.lain))


def _sources(benefits: str, papers: Sequence[EventPaper | SyaratKlaim], heirs: str) -> str:
    """Where the rules were read, each named once; what nobody confirmed has its dagger instead."""
    found = [*benefits.split("; "), heirs, *(p.sumber for p in papers if not p.belum_dikonfirmasi)]
    return "; ".join(dict.fromkeys(part for source in found for part in source.split("; ") if part))


def _note() -> str:
    from jamsos_desktop.paper.kinds.claim_words import claim_words

    return claim_words().catatan


# As kinds of paper.


def _planned(jenis: str) -> Kind:
    def plan(asked: Asked) -> list[PlannedSheet]:
        wanted = asked.opsi.kejadian
        if not wanted:
            return [PlannedSheet(jenis, f"{PAPERS[jenis].nama}, kosong")]
        event = events.read(asked.db, wanted)
        if event is not None and event.jenis != KINDS_OF[jenis]:
            return []  # the claim is of the other kind
        return [PlannedSheet(jenis, PAPERS[jenis].nama, kunci=wanted)]

    def make(asked: Asked, planned: PlannedSheet, paper: PrintContext) -> Sheet:
        ctx = asked.ctx
        if not planned.kunci:
            claim = empty_claim(ctx, KINDS_OF[jenis])
            return Sheet(jenis=jenis, isi=claim, kode_periksa=asked.code({"jenis": jenis}), nama=planned.nama,
                         ke=paper.ke)
        view = leaving_events.view(ctx, asked.db, planned.kunci, ctx.clock.now())
        return claim_sheet(ctx, view, asked.code(canonical(view)), paper.ke)

    return Kind(_CATATAN[jenis], plan, make)


_CATATAN = {"klaim_jkm": "Berkas, langkah dan manfaat",
            "klaim_jkk": "Berkas, langkah dan manfaat"}
CLAIM_JKM, CLAIM_JKK = _planned("klaim_jkm"), _planned("klaim_jkk")
