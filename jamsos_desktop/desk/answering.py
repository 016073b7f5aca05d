"""Verbs of the village about what DPMD gives it: its key, its replies, its settings."""

from __future__ import annotations

from pathlib import Path

from jamsos_desktop.desk import answers, answers_views, policy_taking, recipient
from jamsos_desktop.desk.answers_records import Awaited, Reason, ReplyInfo, ReplyView, Taken
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.keeping import Keeping
from jamsos_desktop.desk.policies import PolicyInfo
from jamsos_desktop.exchange.files import unreadable
from jamsos_desktop.files import open_plain
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.store.engine import Database

AGE, ZIP = b"age-encryption.org/", b"PK\x03\x04"
# Files with other contents are judged by their name, so that the sentence fits what the clerk meant to pick.
NAMES = {"JB-": "balasan", "JD-": "balasan", "JP-": "ketentuan"}


def kind_of(path: Path) -> str:
    """``kunci``, ``balasan`` or ``ketentuan``, by the first bytes of a file. Problem FILE_TIDAK_ADA."""
    try:
        with open_plain(path) as file:
            start = file.read(len(AGE))
    except OSError as cause:
        raise unreadable(path) from cause
    if start.startswith(AGE):
        return "balasan"
    if start.startswith(ZIP):
        return "ketentuan"
    return "kunci" if start.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"{" else NAMES.get(path.name[:3].upper(), "kunci")


class Answering(Keeping):
    """Part of ``Desk``, beside what keeps it going: policy packs come by the same door."""

    ctx: Context
    _db: Database

    def check_in(self, path: Path) -> None:
        """Whether ``take_in`` could read a file; changes nothing."""
        kind = kind_of(path)
        if kind == "ketentuan":
            self.check_pack(path)
        elif kind == "balasan":
            answers.read(self.ctx, self._db, path)
        else:
            recipient.check_key(self.ctx, path)

    def take_in(self, path: Path) -> str:
        """Take in a file from DPMD (key, reply or policy pack); returns the sentence that says what was taken."""
        return self.take_in_file(path).kalimat

    def take_in_file(self, path: Path) -> Taken:
        """The same, with the kind of the file and the number of the reply."""
        kind = kind_of(path)
        if kind == "ketentuan":
            return _pack_taken(self.take_pack(path))
        if kind == "balasan":
            return answers.take(self.ctx, self._db, path)
        return self._take_key(self._db, path)

    def take_in_job(self, path: Path) -> Job[Taken]:
        """``take_in_file`` in a thread; call ``use_policy`` when it is done."""
        kind = kind_of(path)
        if kind == "ketentuan":
            return _pack_taken((yield from policy_taking.take_pack_job(self.ctx, path)))
        yield Progress(0, 1, path.name)
        with self.ctx.open() as db:
            return answers.take(self.ctx, db, path) if kind == "balasan" else self._take_key(db, path)

    def _take_key(self, db: Database, path: Path) -> Taken:
        key = recipient.take_key(self.ctx, db, path)
        return Taken("kunci", f"Kunci nomor {key.nomor} dari {key.nama} sudah dicatat.")

    # Replies.

    def replies(self) -> list[ReplyInfo]:
        """All replies taken in, newest first."""
        return answers_views.replies(self._db)

    def reply(self, no: int) -> ReplyView:
        """One reply person by person. Problem BALASAN_TIDAK_ADA."""
        return answers_views.reply(self.ctx, self._db, no)

    def awaited(self) -> Awaited | None:
        """The newest package while no reply has it."""
        return answers_views.awaited(self.ctx, self._db)

    def answer_question(self, uid: str, no: int, pakai: bool) -> None:
        """Let an answer about an older version of somebody count, or keep what stands here."""
        answers.answer_question(self.ctx, self._db, uid, no, pakai)

    def reason_of(self, uid: str) -> Reason | None:
        """Why somebody is refused, until the mended record has travelled."""
        return answers_views.reason_of(self._db, uid)

    def from_reply(self, person: Peserta) -> frozenset[str]:
        """The fields of a person that stand as a reply of DPMD wrote them; a village does not type over those."""
        return answers_views.from_reply(self._db, person)

    def file_facts(self, path: Path) -> tuple[tuple[str, str, str], ...]:
        """(what, expected, found by its name) of a reply meant for another village; () when its name says nothing."""
        return answers_views.file_facts(self.ctx, path)


def _pack_taken(info: PolicyInfo) -> Taken:
    return Taken("ketentuan", f"Ketentuan {info.nama} versi {info.versi} dari {info.dari} sudah diambil.")
