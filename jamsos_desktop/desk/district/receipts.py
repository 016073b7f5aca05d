"""Tanda terima kiriman: one paper that lists what a taking in brought."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jamsos_desktop.desk.district.base import Verbs
from jamsos_desktop.desk.district.taking_records import FileLine
from jamsos_desktop.desk.printing_context import print_context
from jamsos_desktop.desk.trail_door import exported, write_noted
from jamsos_desktop.jobs import Job, Progress

# How an outcome reads on paper; nothing that was refused is receipted.
WORDS = {"baru": "masuk", "berubah": "masuk", "ulang": "ulang, sudah pernah diterima",
         "nomor_terlewat": "masuk, ada nomor terlewat", "dua_laptop": "ditahan, dua laptop",
         "kunci_belum": "masuk, kunci belum dicocokkan", "kunci_lain": "ditahan, kunci lain",
         "menunggu": "ditahan, menunggu kiriman penuh"}


class Receipts(Verbs):
    """See the module."""

    def receipt_job(self, lines: Sequence[FileLine], path: Path | None = None) -> Job[Path]:
        """The receipt of these files as a PDF in ``path`` (None: the outbox); refused files are left out."""
        from jamsos_desktop.paper.single.intake_receipt import IntakeRow, intake_receipt

        ctx = self.ctx
        rows = [IntakeRow(line.desa, line.kecamatan, line.nama_berkas, _words(line), line.baru, line.berubah,
                          line.kode_periksa) for line in lines if line.hasil in WORDS]
        yield Progress(0, 1, "Tanda terima")
        with ctx.open() as db:
            made = intake_receipt(rows, print_context(ctx, db, ctx.unit.kertas, ""))
        now = ctx.clock.now()
        path = path or ctx.folder.outbox / f"Tanda-terima-{now:%Y-%m-%d-%H%M%S}.pdf"
        return write_noted(ctx, made, path, exported(ctx, "daftar", "tanda terima kiriman"))


def _words(line: FileLine) -> str:
    if not line.selesai:
        return WORDS[line.hasil]
    return "masuk" if line.hasil == "kunci_belum" else "sudah diputuskan"
