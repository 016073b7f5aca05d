"""A village whose two laptops go different ways, in front of a real district desk."""

from __future__ import annotations

from pathlib import Path

from jamsos_desktop import desk as desks
from tests.hub import makers
from tests.hub.diary import KODE, Diary, deliver, register_of


class Parted:
    """A village of six whose two laptops go different ways after no. 1: A and B change, add and delete."""

    def __init__(self, desk: desks.Desk, folder: Path) -> None:
        self.desk, self.stick = desk, folder / "stik"
        self.stick.mkdir()
        self.to = makers.recipient_of(desk, folder)
        self.a = Diary(KODE)
        self.both, self.only_a, self.only_b, self.same, self.erased, self.calm = self.a.begin(6)
        self.first = self.a.post(self.to)
        self.b = self.a.twin("laptop-b")
        self.a.edit(self.both, alamat="Jalan A")
        self.a.edit(self.only_a, alamat="Jalan A")
        self.new_a, = self.a.begin(1)
        self.b.edit(self.both, alamat="Jalan B")
        self.b.edit(self.only_b, alamat="Jalan B")
        self.b.seed = 77
        self.new_b, = self.b.begin(1)
        for one in (self.a, self.b):
            one.edit(self.same, alamat="Jalan Sama")
            one.edit(self.same, alamat="Jalan Sama")
        self.b.delete(self.erased)
        self.second_a, self.second_b = self.a.post(self.to), self.b.post(self.to)

    def fork(self, first=None, last=None) -> desks.FileLine:
        return deliver(self.desk, self.stick, self.first, first or self.second_a, last or self.second_b)[2]

    def address(self, uid: str) -> str:
        with self.desk.ctx.open() as db:
            from jamsos_desktop.hub.register import contents, people

            return contents.rows_of(db, people.by_uids(db, [uid]).values())[uid]["alamat"]

    def tunda(self) -> list[str]:
        return [uid for uid, one in register_of(self.desk).items() if one.get("tunda")]
