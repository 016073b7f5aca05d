"""What a copy says about itself: date, number, check code, copy, draft; none of it is in the check code."""

from __future__ import annotations

from jamsos_desktop import __version__
from jamsos_desktop.paper.draw.words import DAGGER, plain_text
from jamsos_desktop.paper.sheets import PrintContext, PrintPerson
from jamsos_desktop.paper.unit import unit_values
from jamsos_desktop.texts import clock, long_date, paper_date

DRAFT = "DRAF, BELUM LENGKAP. JANGAN DITANDATANGANI."
PROGRAM = f"Jamsos Desa {'.'.join(__version__.split('.')[:2])}"


def trace(ctx: PrintContext, ke: int = 1) -> str:
    """The second line of every foot: layout version, program, when and by whom, which copy."""
    by = f" oleh {plain_text(ctx.pencetak)}" if ctx.pencetak else ""
    return f"Versi {ctx.versi} \u00b7 {PROGRAM} \u00b7 dicetak {moment(ctx)}{by} \u00b7 Cetak ke-{ke}"


def own_layout(ctx: PrintContext, kode: str = "") -> str:
    """The sentence of every foot on our layouts; ``kode``: the row of ``acuan.csv`` its layout rests on, for the
    dagger of one that nobody has confirmed."""
    layout = ctx.unit.words("Tata letak desa")
    if kode and ctx.policy.layout_unsure(kode):
        return f"{DAGGER} {layout} belum dikonfirmasi, bukan formulir resmi BPJS."
    return f"{layout}, bukan formulir resmi BPJS."


def form_layout(segmen: str) -> str:
    """The row of ``acuan.csv`` that our layout of Formulir 1a rests on; ``segmen``: PU or BPU."""
    return f"FORMULIR_{segmen}"


def form_mark(ctx: PrintContext, segmen: str) -> dict[str, str]:
    """The dagger behind the title of Formulir 1a, while nobody has confirmed our layout."""
    return {"formulir.susunan": f" {DAGGER}" * ctx.policy.layout_unsure(form_layout(segmen))}


def static_values(ctx: PrintContext) -> dict[str, str]:
    """The values that are the same on every sheet of one printing."""
    return unit_values(ctx.unit) | {"cetak.tanggal": long_date(ctx.hari),
                                    "formulir.wali": ctx.policy.guardian_words(ctx.hari)}


def moment(ctx: PrintContext) -> str:
    """20-11-2026 10.42."""
    return f"{paper_date(ctx.waktu.date())} {clock(ctx.waktu)}"


def grouped(kode: str) -> str:
    """A check code as people compare it: 7F3A-91C2."""
    kode = kode.upper()
    return "-".join(kode[i:i + 4] for i in range(0, len(kode), 4))


def print_values(person: PrintPerson, ctx: PrintContext, segmen: str) -> dict[str, str]:
    """The marks of one form. ``segmen``: PU or BPU, which also names the kind in the QR code."""
    source = f" Tarif: {person.dues.sumber}." if person.dues and person.dues.sumber else ""
    word = "Draf" if person.draf else "Formulir"
    foot = f"{word} {person.nomor}".strip() + f" \u00b7 {own_layout(ctx, form_layout(segmen))}{source}"
    return {
        "cetak.jenis": segmen, "cetak.nomor": person.nomor, "cetak.periksa": person.kode_periksa.upper(),
        "cetak.kode": "" if person.draf else grouped(person.kode_periksa),
        "cetak.draf": DRAFT if person.draf else "", "cetak.draf.kata": "DRAF" if person.draf else "",
        "cetak.draf.nomor": person.nomor if person.draf else "", "cetak.kaki": foot,
        "cetak.jejak": trace(ctx, person.ke), "cetak.halaman": "1", "cetak.dari": "1",
        "cetak.paraf": "Paraf peserta",
    } | form_mark(ctx, segmen)


def bundle_marks(jenis: str, nomor: str, kode_periksa: str, head: str, foot: str, jejak: str = "") -> dict[str, str]:
    """The marks of a paper that is not one person's: ``head`` stands beside the QR code, ``jejak`` is of ``trace``."""
    return {
        "cetak.jenis": jenis, "cetak.nomor": nomor, "cetak.periksa": kode_periksa.upper(),
        "cetak.kode": grouped(kode_periksa), "cetak.draf": "", "cetak.draf.kata": "", "cetak.draf.nomor": "",
        "cetak.kaki": foot, "cetak.jejak": jejak, "cetak.halaman": "1", "cetak.dari": "1", "nomor": head,
    }
