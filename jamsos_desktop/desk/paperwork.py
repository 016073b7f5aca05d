"""Verbs of what goes on paper and to DPMD: papers in the folder, prints, packages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jamsos_desktop.desk import contents, persons, recipient, sending
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.printing_blank_records import BlankInfo
from jamsos_desktop.desk.printing_records import PaperInfo, PrintOrder, PrintPlan
from jamsos_desktop.policy import SyaratBerkas
from jamsos_desktop.store import bundles, outgoing, people, standing
from jamsos_desktop.store.engine import Database


class Paperwork:
    """Part of ``Desk``: needs its context and its connection."""

    ctx: Context
    _db: Database

    # Papers in the folder.

    def person_papers(self, kelompok: str) -> tuple[SyaratBerkas, ...]:
        """The papers of one person of a group, required and optional."""
        return self.ctx.policy.berkas_orang(kelompok)

    def set_berkas(self, uids: Sequence[str], kode: str, state: str) -> int:
        """Tick one paper for many people; returns how many changed. Problem BERKAS_SALAH."""
        return persons.set_papers(self.ctx, self._db, uids, kode, state)

    def berkas_desa(self) -> tuple[sending.DesaPaper, ...]:
        """The papers of the desa as a whole; ``wajib`` where people here need them."""
        return sending.desa_papers(self.ctx, self._db)

    def set_berkas_desa(self, kode: str, state: str) -> None:
        """Tick a paper of the desa as a whole. Problem BERKAS_TAK_DIKENAL."""
        sending.set_desa_paper(self.ctx, self._db, kode, state)

    # Print.

    def papers(self) -> list[PaperInfo]:
        """Every kind of paper that can be printed, in the order of a bundle."""
        from jamsos_desktop.desk.printing_kinds import paper_kinds

        return paper_kinds()

    def print_plan(self, order: PrintOrder) -> PrintPlan:
        """Who and what would be printed; nothing is written."""
        from jamsos_desktop.desk import printing

        return printing.print_plan(self.ctx, self._db, order)

    def blanks(self) -> tuple[BlankInfo, ...]:
        """The offices' own blanks of the settings in force."""
        from jamsos_desktop.desk import printing_blank

        return printing_blank.blanks(self.ctx)

    def print_history(self) -> list[dict[str, Any]]:
        """What was printed, by bundle and kind, newest first; at most 200."""
        return outgoing.prints(self._db)

    def bundles(self, limit: int = 200) -> list[dict[str, Any]]:
        """Every printing of every bundle, newest first (``store/bundles.history``)."""
        return bundles.history(self._db, limit)

    def letter_proposals(self) -> dict[str, str]:
        """Kind of letter (``pengantar``, ``sptjm``, ``keterangan``) -> the number it would get next, by the last one
        given; kinds that never had a number are left out."""
        from jamsos_desktop.desk import letter_numbers

        return letter_numbers.proposals(self._db, self.ctx.today)

    def order_again(self, bundel: str) -> PrintOrder:
        """The order of a bundle, to print it once more under its number. Problem BUNDEL_TIDAK_ADA."""
        from jamsos_desktop.desk import printing

        return printing.order_again(self._db, bundel)

    def bundle_people(self, bundel: str, most: int = 50) -> tuple[list[str], int]:
        """(names of the first ``most`` people a bundle was asked for, how many it was asked for). Who was erased since
        is counted and not named."""
        from jamsos_desktop.desk.printing_forms import shown_name

        found = bundles.asked(self._db, bundel)
        uids = found[1] if found else ()
        return [shown_name(person) for person in people.read_many(self._db, list(uids[:most]))], len(uids)

    def heads(self) -> list[standing.Heads]:
        """How many people stand where, by kelompok, dusun and status."""
        return standing.heads(self._db)

    # Send.

    def send_state(self) -> sending.SendState:
        """Who is ready, what changed and which papers are there, before a package is made."""
        return sending.send_state(self.ctx, self._db)

    def own_fingerprint(self) -> str:
        """The fingerprint of this desk's own keys."""
        return recipient.own_keys(self._db).public.fingerprint

    def make_key(self) -> tuple[str, bytes]:
        """(file name, content) of the DPMD's public key file. Problem BUKAN_DPMD in a village."""
        return recipient.make_key(self.ctx, self._db)

    def package_words(self, info: outgoing.PackageInfo) -> tuple[str, str]:
        """("9 calon peserta, 2 perubahan", the words to paste into a chat: no NIK, no names)."""
        return contents.contents_text(info), contents.message(self.ctx, info)

    def packages(self) -> list[outgoing.PackageInfo]:
        """All packages made here, newest first."""
        return outgoing.packages(self._db)
