"""The search index and its triggers: do they still fit the people, and making them anew where they do not."""

from __future__ import annotations

from jamsos_desktop.store import schema
from jamsos_desktop.store.engine import Database

_INDEX = "cari"


def current(db: Database) -> bool:
    """Whether the file is of this program's own schema; another one is none of our business here."""
    return schema.current(db)


def missing_triggers(db: Database) -> frozenset[str]:
    """Triggers of the schema that are not there."""
    there = {str(row[0]) for row in db.all("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    return schema.TRIGGERS - there


def search_fits(db: Database) -> bool:
    """Whether the search index holds exactly the people; the comparison needs the rank, or it compares nothing."""
    return db.agrees(f"INSERT INTO {_INDEX}({_INDEX}, rank) VALUES ('integrity-check', 1)")


def mend(db: Database, missing: frozenset[str]) -> None:
    """Put missing triggers back and make the search index anew, in one write."""
    wanted = {name: text for _, script in schema.base().steps for text in schema.statements(script)
              for name in missing if text.startswith(f"CREATE TRIGGER {name} ")}
    with db.write():
        for text in wanted.values():
            db.run(text)
        db.run(f"INSERT INTO {_INDEX}({_INDEX}) VALUES ('rebuild')")
