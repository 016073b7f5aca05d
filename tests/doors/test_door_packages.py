"""Packages and replies that are signed and sealed rightly and say odd things: a line or a sentence, nothing half taken.

Seeded, so that a failure names its seed. What is accepted must not break a page either: all of the district's reading
verbs run over the register afterwards.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from odd_trees import DONE, broken_bytes, end_of, with_odd

from jamsos_desktop import desk as desks
from jamsos_desktop.exchange import age
from jamsos_desktop.exchange.canon import ndjson, sha256
from jamsos_desktop.exchange.envelope import open_envelope
from jamsos_desktop.exchange.keys import DeskKeys
from jamsos_desktop.exchange.minisign import sign
from jamsos_desktop.exchange.zips import pack
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.store import office
from tests.desk.talks import KODE, Talk, talking
from tests.hub.diary import dump

SHORT, LONG = 60, 800
TAKEN = ("baru", "berubah", "terlewat", "ulang")


class Insider:
    """Opens a file of one's own, changes what it says, and seals it again so that every check of form passes."""

    def __init__(self, path: Path, keys: DeskKeys, identity: str) -> None:
        envelope = open_envelope(path, identity)
        self.manifest: dict[str, Any] = json.loads(envelope.raw)
        self.files = {entry["path"]: envelope.read(entry["path"]) for entry in self.manifest["files"]}
        self.keys, self.sha = keys, ""

    def follow(self) -> None:
        """The last one was taken in: the next goes on from it."""
        self.manifest |= {"seq": self.manifest["seq"] + 1, "prev": self.sha}

    def sealed(self, dice: random.Random) -> bytes:
        """One odd file: odd rows mostly, sometimes an odd manifest, sometimes broken bytes inside."""
        files, manifest = dict(self.files), json.loads(json.dumps(self.manifest))
        kind = dice.random()
        if kind < 0.7:
            name = dice.choice([name for name in files if name.endswith(".ndjson") and files[name]])
            rows = [json.loads(line) for line in files[name].splitlines()]
            files[name] = _lines(with_odd(dice, rows, dice.choice((1, 1, 2, 4))))
        elif kind < 0.9:
            manifest = with_odd(dice, manifest, dice.choice((1, 2)))
        else:
            name = dice.choice(list(files))
            files[name] = broken_bytes(dice, files[name])
        if kind < 0.7 or kind >= 0.9:
            manifest["files"] = [{"path": path, "size": len(data), "sha256": sha256(data)}
                                 for path, data in files.items()]
            manifest["counts"] = {path[5:-7]: data.count(b"\n") for path, data in files.items()
                                  if path.startswith("data/")}
        raw = json.dumps(manifest, ensure_ascii=True, sort_keys=True).encode()
        self.sha = sha256(raw)
        parts = {**files, "manifest.json": raw, "manifest.json.minisig": sign(self.keys.signer, raw, "x").encode()}
        return age.seal(pack(parts), [str(self.manifest["recipient_key"])])


def _lines(rows: Any) -> bytes:
    try:
        return ndjson(rows)
    except (ValueError, TypeError, OverflowError, AttributeError):  # our own writer refuses; another's would not
        found = rows if isinstance(rows, list) else [rows]
        return b"".join(json.dumps(row).encode() + b"\n" for row in found)


@pytest.fixture
def talk(desk: desks.Desk, tmp_path: Path) -> Iterator[Talk]:
    with talking(desk, tmp_path) as both:
        both.enrol(0, 1, 2)
        both.deliver()
        yield both


def own_keys(desk: desks.Desk) -> DeskKeys:
    with desk.ctx.open() as db:
        return DeskKeys.from_plain(office.setting(db, "kunci.sendiri"))


def look_around(talk: Talk) -> None:
    """Everything a page of the district reads, and a double search over it."""
    district = talk.district
    run_to_end(district.find_doubles_job())
    for read in (district.recap, district.waiting, district.quality, district.silent, district.lapsing,
                 district.people_over_age, district.candidates, district.deaths, district.payments,
                 district.pair_counts, district.quality_tabs, district.deliveries, district.open_versions,
                 district.replies):
        assert read() is not None, read
    for row in district.people_of_unit(KODE):
        district.person_view(row.uid)
    for kind in district.report_kinds():
        path = talk.tmp / f"{kind.kode}.{kind.bentuk[0].lstrip('.')}"
        path.unlink(missing_ok=True)
        run_to_end(district.report_job(kind.kode, path))


def take_in(talk: Talk, path: Path) -> tuple[desks.FileLine, ...]:
    return run_to_end(talk.district.take_in_job([path])).lines


def torture_setoran(talk: Talk, seeds: range) -> Counter[str]:
    keys, ends = own_keys(talk.desa), Counter[str]()
    talk.enrol(3)
    insider = Insider(talk.send(), keys, own_keys(talk.dpmd).identity)
    path = talk.tmp / f"JD-{KODE.replace('.', '')}-0002.jdx"
    for seed in seeds:
        path.write_bytes(insider.sealed(random.Random(seed)))
        before = dump(talk.dpmd)
        lines: list[desks.FileLine] = []
        assert end_of(seed, lambda lines=lines: lines.extend(take_in(talk, path))) == DONE
        [line] = lines
        ends[line.problem_kode or line.hasil] += 1
        if line.problem_kode:
            assert dump(talk.dpmd) == before, f"seed {seed}: refused, yet something changed"
            assert line.keterangan, seed
        elif line.hasil in TAKEN:
            insider.follow()
        if seed % 200 == 199:
            look_around(talk)
    return ends


def test_odd_packages_are_refused_whole_or_taken_in_whole(talk: Talk) -> None:
    ends = torture_setoran(talk, range(SHORT))
    assert sum(ends.values()) == SHORT
    assert ends["KIRIMAN_BARIS_SALAH"] + ends["PAKET_RUSAK"] > SHORT // 4
    look_around(talk)
    assert talk.deliver(penuh=True).problem_kode == ""


@pytest.mark.long
def test_many_odd_packages(talk: Talk) -> None:
    assert sum(torture_setoran(talk, range(1000, 1000 + LONG)).values()) == LONG
    look_around(talk)


def listen(desa: desks.Desk) -> None:
    """Everything a page of the village reads of replies and of the people in them."""
    for info in desa.replies()[:20]:
        desa.reply(info.no)
    desa.awaited()
    for one in desa.everyone():
        desa.judge(one)
        desa.reason_of(one.uid)


def torture_balasan(talk: Talk, seeds: range, **how: Any) -> Counter[str]:
    talk.activate("u0")
    talk.district.refuse(["u1"], "NAMA_BEDA", "KTP tercatat JUMRIAH")
    whole = talk.answer(**how)
    insider, ends = Insider(whole, own_keys(talk.dpmd), own_keys(talk.desa).identity), Counter[str]()
    for seed in seeds:
        whole.write_bytes(insider.sealed(random.Random(seed)))
        end = end_of(seed, lambda: talk.desa.take_in(whole))
        ends[end] += 1
        if end == DONE:
            insider.follow()
        if seed % 50 == 49:
            listen(talk.desa)
    return ends


def test_odd_replies_end_in_a_sentence_or_are_taken_in(talk: Talk) -> None:
    assert sum(torture_balasan(talk, range(SHORT)).values()) == SHORT


@pytest.mark.long
def test_many_odd_replies(talk: Talk) -> None:
    assert sum(torture_balasan(talk, range(1000, 1000 + LONG)).values()) == LONG


@pytest.mark.long
def test_many_odd_full_replies(talk: Talk) -> None:
    assert sum(torture_balasan(talk, range(5000, 5000 + LONG), penuh=True).values()) == LONG
