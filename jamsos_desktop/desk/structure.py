"""Verbs of the SOTK board: the seats of the village, who holds them, posts of other groups."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jamsos_desktop.desk.context import Context
from jamsos_desktop.store.engine import Database

if TYPE_CHECKING:
    from jamsos_desktop.desk.structure_own import OwnPosts
    from jamsos_desktop.desk.structure_records import (
        Board,
        FieldChange,
        PostGroup,
        Reminder,
        SeatOrder,
        SeatsUndo,
    )
    from jamsos_desktop.policy import Policy


class Structure:
    """Part of ``Desk``: needs its context and its connection.

    Verbs that change the board give back what ``restore_seats`` needs to take the change back.
    """

    ctx: Context
    _db: Database

    @property
    def has_board(self) -> bool:
        """Whether this unit has perangkat desa; kelurahan and offices have none."""
        return self.ctx.mode == "desa" and self.ctx.unit.jenis == "desa"

    def board(self) -> Board:
        """The SOTK as it stands today. Reading changes nothing: until the village edits it, the board is the
        formation of its class with everybody seated who can be without guessing."""
        from jamsos_desktop.desk import structure_board

        return structure_board.board(self.ctx, self._db)

    def reminders(self, days: int | None = None) -> list[Reminder]:
        """SK, terms, Plt, Pj and contracts that end within so many days or have ended."""
        from jamsos_desktop.desk import structure_board

        return structure_board.reminders(self.ctx, self._db, days)

    def check_board(self) -> dict[str, str]:
        """Note that the board was compared with the SK today; gives what ``uncheck_board`` needs."""
        from jamsos_desktop.desk import structure_seats

        return structure_seats.check_board(self.ctx, self._db)

    def uncheck_board(self, before: dict[str, str]) -> None:
        """Take that note back."""
        from jamsos_desktop.desk import structure_seats

        structure_seats.uncheck_board(self.ctx, self._db, before)

    # Seats.

    def add_seat(self, kolom: str, jabatan: str = "", label: str = "", dusun: str = "") -> tuple[str, SeatsUndo]:
        """A seat more; gives its id."""
        from jamsos_desktop.desk import structure_seats

        return structure_seats.add_seat(self.ctx, self._db, kolom, jabatan, label, dusun)

    def remove_seat(self, kursi: str) -> SeatsUndo:
        """Take a seat off the board."""
        from jamsos_desktop.desk import structure_seats

        return structure_seats.remove_seat(self.ctx, self._db, kursi)

    def rename_seat(self, kursi: str, label: str, dusun: str | None = None) -> SeatsUndo:
        """Other words, another dusun."""
        from jamsos_desktop.desk import structure_seats

        return structure_seats.rename_seat(self.ctx, self._db, kursi, label, dusun)

    def move_seat(self, kursi: str, langkah: int = 0, kolom: str = "") -> SeatsUndo:
        """Up (negative), down, or to another column."""
        from jamsos_desktop.desk import structure_seats

        return structure_seats.move_seat(self.ctx, self._db, kursi, langkah, kolom)

    def reset_formation(self, klasifikasi: str = "") -> SeatsUndo:
        """The seats of a class of desa; who was put into a seat keeps it."""
        from jamsos_desktop.desk import structure_seats

        return structure_seats.reset_formation(self.ctx, self._db, klasifikasi)

    def fill_seat(self, kursi: str, order: SeatOrder) -> SeatsUndo:
        """Put somebody into a seat."""
        from jamsos_desktop.desk import structure_seats

        return structure_seats.fill_seat(self.ctx, self._db, kursi, order)

    def seat_changes(self, kursi: str, order: SeatOrder) -> tuple[FieldChange, ...]:
        """What ``order.perbarui`` would change in the person's own record."""
        from jamsos_desktop.desk import structure_seats

        return structure_seats.seat_changes(self.ctx, self._db, kursi, order)

    def empty_seat(self, kursi: str) -> SeatsUndo:
        """Nobody holds this seat."""
        from jamsos_desktop.desk import structure_seats

        return structure_seats.empty_seat(self.ctx, self._db, kursi)

    def restore_seats(self, undo: SeatsUndo) -> None:
        """Take a change of the board back."""
        from jamsos_desktop.desk import structure_seats

        structure_seats.restore_seats(self.ctx, self._db, undo)

    # Posts.

    def posts(self, kelompok: str) -> list[PostGroup]:
        """The posts of a group with their people."""
        from jamsos_desktop.desk import structure_posts

        return structure_posts.posts(self.ctx, self._db, self._plain_policy(), kelompok)

    def own_posts(self) -> OwnPosts:
        """What the village changed of the list, for undo."""
        from jamsos_desktop.desk import structure_own

        return structure_own.own_posts(self._db)

    def add_post(self, kelompok: str, label: str, segmen: str = "BPU") -> str:
        """A post more in the village's list; gives its code."""
        from jamsos_desktop.desk import structure_posts

        code, own = structure_posts.add_post(self.ctx, self._db, kelompok, label, segmen)
        self._use_posts(own)
        structure_posts.judge_again(self.ctx, self._db, code)
        return code

    def remove_post(self, kode: str) -> None:
        """Offer a post no more."""
        from jamsos_desktop.desk import structure_posts

        self._use_posts(structure_posts.remove_post(self.ctx, self._db, kode))

    def set_post_segment(self, kode: str, segmen: str) -> None:
        """PU or BPU for new people of a post; "": as the district's list says."""
        from jamsos_desktop.desk import structure_posts

        self._use_posts(structure_posts.set_post_segment(self.ctx, self._db, kode, segmen))
        structure_posts.judge_again(self.ctx, self._db, kode)

    def put_own_posts(self, own: OwnPosts) -> None:
        """The village's list as it was (undo)."""
        from jamsos_desktop.desk import structure_posts

        changed, own = structure_posts.put_own_posts(self.ctx, self._db, own)
        self._use_posts(own)
        structure_posts.judge_again(self.ctx, self._db, *changed)

    def _plain_policy(self) -> Policy:
        from jamsos_desktop.desk.policies import policy_in_force

        return policy_in_force(self._db, self.ctx.today).policy

    def _use_posts(self, own: OwnPosts) -> None:
        from jamsos_desktop.desk.structure_own import with_own_posts

        self.ctx = replace(self.ctx, policy=with_own_posts(self._plain_policy(), own))
