"""A village that keeps books: what it sent, what was confirmed, whom it deleted; and the register laid bare."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jamsos_desktop import desk as desks
from jamsos_desktop.exchange.canon import ndjson, sha256
from jamsos_desktop.exchange.envelope import Sealed, open_envelope, seal_envelope
from jamsos_desktop.exchange.keys import KeyFile
from jamsos_desktop.exchange.package import Built
from jamsos_desktop.hub.register import contents, people
from jamsos_desktop.jobs import run_to_end
from tests.hub.makers import Village

KODE = "74.02.11.2017"
# Local to this register, or told by which copies happened to arrive.
LOCAL = ("id", "isi_id", "pertama", "diubah", "seq", "jejak")


@dataclass
class Diary(Village):
    """Each ``post`` carries everything changed since ``base``, the last number a reply confirmed."""

    base: int = 0
    touched: dict[str, int] = field(default_factory=dict)  # uid -> number of the package that carried its last change
    gone: dict[str, int] = field(default_factory=dict)  # uid -> revisi of the deletion

    def begin(self, many: int, **values: Any) -> list[str]:
        made = self.enrol(many, **values)
        self.touched.update(dict.fromkeys(made, self.seq + 1))
        return made

    def edit(self, uid: str, **values: Any) -> None:
        self.change(uid, **values)
        self.touched[uid] = self.seq + 1

    def delete(self, uid: str) -> dict[str, Any]:
        row = self.rows.pop(uid)
        self.gone[uid], self.touched[uid] = row["revisi"] + 1, self.seq + 1
        return row

    def bring_back(self, row: dict[str, Any]) -> None:
        uid = row["uid"]
        self.rows[uid] = {**row, "revisi": self.gone.pop(uid) + 1}
        self.touched[uid] = self.seq + 1

    def post(self, to: KeyFile, *, penuh: bool = False, **more: Any) -> Built:
        since = {uid for uid, seq in self.touched.items() if penuh or seq > self.base}
        stones = [{"uid": uid, "revisi": revisi} for uid, revisi in self.gone.items() if uid in since]
        return self.send(to, base=self.base, isi="penuh" if penuh else "delta",
                         uids=[uid for uid in self.rows if uid in since], hapus=stones, **more)

    def twin(self, device: str) -> Diary:
        """The same village on a copied laptop."""
        other = copy.deepcopy(self)
        other.keys, other.device = self.keys, device
        return other


def drop(folder: Path, *built: Built | tuple[str, bytes]) -> Path:
    """Files of packages in a folder, as a stick brings them."""
    folder.mkdir(exist_ok=True)
    for one in built:
        name, data = one if isinstance(one, tuple) else (one.file_name, one.data)
        (folder / name).write_bytes(data)
    return folder


def deliver(desk: desks.Desk, folder: Path, *built: Built) -> list[desks.FileLine]:
    """Take in packages one after another, each in a run of its own; a line each."""
    assert desk.district is not None
    lines = []
    for nth, one in enumerate(built):
        path = drop(folder / f"{len(list(folder.glob('*')))}-{nth}", one)
        lines += run_to_end(desk.district.take_in_job([path])).lines
    return lines


def reseal(built: Built, village: Village, to: KeyFile, reader: str, files: dict[str, bytes] | None = None,
           **changed: Any) -> Sealed:
    """The package with other words in its manifest or other files, honestly signed and sealed by the village."""
    envelope = open_envelope(built.data, reader)
    said = json.loads(envelope.raw)
    own = {"files", "format", "format_version", "min_reader", "sender_keys", "key_id", "recipient_key"}
    fields = {**{key: value for key, value in said.items() if key not in own}, **changed}
    whole = {entry.path: envelope.read(entry.path) for entry in envelope.manifest.files}
    for path, data in (files or {}).items():
        whole[path] = data
        if path.startswith("data/"):
            fields["counts"] = {**fields["counts"], path[5:-7]: data.count(b"\n")}
    return seal_envelope(fields, whole, village.keys, to.age)


def lines_of(rows: Iterable[dict[str, Any]]) -> bytes:
    return ndjson(sorted(rows, key=lambda row: str(row.get("uid"))))


def dump(desk: desks.Desk) -> dict[str, list[tuple[Any, ...]]]:
    """Every table of the district's file, whole; equal dumps mean that nothing at all changed."""
    with desk.ctx.open() as db:
        tables = [row[0] for row in db.all("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE"
                                           " 'CREATE VIRTUAL%' ORDER BY name")]
        return {table: sorted(db.all(f"SELECT * FROM {table}"), key=repr) for table in tables}


def register_of(desk: desks.Desk) -> dict[str, dict[str, Any]]:
    """uid -> what the register says of a person: columns and a digest of the whole record, without LOCAL keys."""
    with desk.ctx.open() as db:
        uids = [row[0] for row in db.all("SELECT uid FROM orang")]
        everyone = people.by_uids(db, uids)
        texts = contents.rows_of(db, [one for one in everyone.values() if not one.hapus])
    found = {}
    for uid, one in everyone.items():
        columns = {key: value for key, value in one._asdict().items() if key not in LOCAL}
        if one.hapus:
            columns = {key: columns[key] for key in ("uid", "unit", "revisi", "hapus", "nik", "nama", "kpj")}
        found[uid] = {**columns, "isi": sha256(json.dumps(texts.get(uid), sort_keys=True).encode())}
    return found


def people_of(desk: desks.Desk, uids: Sequence[str]) -> dict[str, Any]:
    with desk.ctx.open() as db:
        return dict(people.by_uids(db, list(uids)))
