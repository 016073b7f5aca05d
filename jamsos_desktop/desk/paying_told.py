"""Bills that the district told of in its newest reply (every reply tells all of them), with the people on each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jamsos_desktop.model import masa
from jamsos_desktop.store import answers, bills
from jamsos_desktop.store.bills import Bill
from jamsos_desktop.store.engine import Database

PREFIX = "dpmd:"  # of the id of a bill that only a reply knows


@dataclass(frozen=True, slots=True)
class ToldBill:
    """One bill as DPMD tells it. ``masa``: first and last month, None where its words name none; ``kata``: these words;
    ``uids``: people of this village on it, as far as replies named them."""

    kode_bayar: str
    jumlah_sen: int
    jatuh_tempo: date | None
    dibayar: date | None
    kata: str
    masa: masa.Span | None
    orang: int
    uids: frozenset[str]

    @property
    def id(self) -> str:
        return PREFIX + self.kode_bayar


def told_bills(db: Database) -> dict[str, ToldBill]:
    """Payment code -> the bill, in the order of the reply."""
    replies = answers.replies(db)
    people = bills.told(db) if replies else {}
    return {row["kode_bayar"]: ToldBill(
        row["kode_bayar"], row["jumlah_sen"], _day(row["jatuh_tempo"]), _day(row["dibayar"]), row["masa"],
        masa.of_words(row["masa"]), row["orang"], frozenset(people.get(row["kode_bayar"], ())))
        for row in (replies[0].tagihan if replies else ()) if row["kode_bayar"]}


def kept(db: Database, bill_id: str) -> Bill | None:
    """The bill of this desk by its id; also by the id it had while only a reply knew it."""
    if bill_id.startswith(PREFIX):
        return bills.of_code(db, bill_id.removeprefix(PREFIX))
    return bills.read(db, bill_id)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
