"""The history held against itself and against what lies outside of it.

Inside, every row is sealed together with the seal of the row before it: a row that was edited or taken out shows by its
number. Whoever holds the key of the data could seal everything anew, or cut the end off; that shows only outside, where
the end of the history was written down: in each package, reply and backup, and on the printed recap of a day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.trail_records import Anchor, ChainBreak, TrailCheck
from jamsos_desktop.desk.trail_words import moment, told
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import history, trail
from jamsos_desktop.store.engine import Database
from jamsos_desktop.texts import clock, number, screen_date

MOST_TOLD = 50  # places; a history that was sealed anew would else be told row by row
_CODE = 12  # hex digits of a seal that people compare


def check_code(seal: str) -> str:
    """The kode periksa of a seal: "9C41-E07B-55D2"; "" where there is none yet."""
    code = seal[:_CODE].upper()
    return "-".join(code[at:at + 4] for at in range(0, len(code), 4))


def typed_code(text: str) -> str:
    """What somebody typed from a paper, as ``check_code`` writes it. Problem KODE_PERIKSA_SALAH."""
    plain = re.sub(r"[\s\-.]", "", text).upper()
    if not re.fullmatch(rf"[0-9A-F]{{{_CODE}}}", plain):
        raise Problem("KODE_PERIKSA_SALAH", f"Kode periksa harus {_CODE} huruf dan angka, terisi {len(plain)}.",
                      TIDAK_BERUBAH, "Salin kode di kaki rekap harian, misalnya 9C41-E07B-55D2.")
    return "-".join(plain[at:at + 4] for at in range(0, _CODE, 4))


def check_job(ctx: Context, printed: Sequence[tuple[int, str]] = (), files: Sequence[Path] = ()) -> Job[TrailCheck]:
    """Hold every row against the chain, then its end against all that remembers one.

    ``printed``: (number, kode periksa) from paper, as typed; ``files``: backups elsewhere, on a stick.
    Problems: KODE_PERIKSA_SALAH; a file that cannot be read is told in its anchor.
    """
    asked = [(n, typed_code(code)) for n, code in printed]
    with ctx.open() as db:
        n, seal = history.head(db)
        found: list[trail.Break] = []
        for seen, here in trail.breaks(db):
            found += here
            yield Progress(min(seen, n), max(n, 1), "memeriksa catatan")
        anchors: list[Anchor] = []
        for anchor in _anchors(ctx, db, asked, files):
            anchors.append(anchor)
            yield Progress(n, max(n, 1), anchor.sumber)
        last = trail.rows(db, [n]).get(n)
        return TrailCheck(n, n, check_code(seal) if n else "", moment(last.waktu) if last else None,
                          _told(ctx, db, found), tuple(anchors))


def _told(ctx: Context, db: Database, found: Sequence[trail.Break]) -> tuple[ChainBreak, ...]:
    shown = found[:MOST_TOLD]
    rows = told(ctx, db, [one.n for one in shown if one.jenis == "diubah"])
    said = []
    for one in shown:
        if one.jenis == "hilang":
            which = f"Catatan no. {number(one.n)}" if one.n == one.sampai else \
                f"Catatan no. {number(one.n)} sampai {number(one.sampai)}"
            said.append(ChainBreak(one.jenis, one.n, one.sampai, f"{which} tidak ada lagi."))
        else:
            row = rows[one.n]
            when = f"{screen_date(row.waktu.date())} {clock(row.waktu)}"
            said.append(ChainBreak(one.jenis, one.n, one.n,
                                   f"Catatan no. {number(one.n)} diubah dari luar: {row.apa}, {when}, {row.oleh}."))
    return tuple(said)


def _anchors(ctx: Context, db: Database, printed: Sequence[tuple[int, str]],
             files: Sequence[Path]) -> Iterator[Anchor]:
    yield from _sent(ctx, db)
    yield from _own_backups(ctx, db)
    for path in files:
        yield _backup(db, path)
    for n, code in printed:
        yield _held(db, f"Rekap harian dengan catatan no. {number(n)}", n, code)


def _held(db: Database, name: str, n: int, code: str, made: str = "") -> Anchor:
    """Whether entry ``n`` still carries the code that something outside remembers of it, made then."""
    if n == 0:
        return Anchor(name, 0, True)
    seal = trail.hash_at(db, n)
    if seal and check_code(seal) == code:
        return Anchor(name, n, True)
    if since := trail.restored(db, n, made):
        return Anchor(name, n, None, f"Dari sebelum data dipulihkan (catatan no. {number(since)}).")
    if not seal:
        return Anchor(name, n, False, f"Riwayat di sini berakhir sebelum catatan no. {number(n)}.")
    return Anchor(name, n, False, f"Catatan sampai no. {number(n)} bukan lagi yang dulu.")


def _sent(ctx: Context, db: Database) -> Iterator[Anchor]:
    """Packages of a village, replies of a district, as far as their files are still in the outbox."""
    if ctx.mode == "dpmd":
        from jamsos_desktop.desk.district.replying_files import folder_of

        named = {path: f"Balasan {path.stem}" for path in sorted(folder_of(ctx).glob("JB-*.jdx"))}
    else:
        from jamsos_desktop.store import outgoing

        named = {ctx.folder.outbox / one.nama_berkas: f"Kiriman no. {one.seq}"
                 for one in sorted(outgoing.packages(db), key=lambda one: one.seq)}
    for path, name in named.items():
        if path.is_file():
            yield _parcel(db, path, name)


def _parcel(db: Database, path: Path, name: str) -> Anchor:
    from jamsos_desktop.desk.recipient import own_keys
    from jamsos_desktop.exchange.package import verify_own

    try:
        manifest = verify_own(path, own_keys(db)).manifest
    except Problem as problem:
        return Anchor(name, 0, None, f"File {path.name} tidak terbaca: {problem.apa}")
    end = manifest.riwayat
    return _held(db, name, end.n, check_code(end.hash), manifest.created)


def _own_backups(ctx: Context, db: Database) -> Iterator[Anchor]:
    from jamsos_desktop.store import backups

    for path in reversed(backups.local_files(ctx.folder)):
        yield _backup(db, path)


def _backup(db: Database, path: Path) -> Anchor:
    from jamsos_desktop.store import office
    from jamsos_desktop.store.archive import Archive

    name = f"Cadangan {path.name}"
    try:
        with Archive(path) as made:
            manifest = made.manifest
    except Problem as problem:
        return Anchor(name, 0, None, problem.apa)
    if manifest.db_id != office.setting(db, "db_id"):
        return Anchor(name, 0, None, "Cadangan ini dari data lain.")
    return _held(db, name, manifest.riwayat_n, check_code(manifest.riwayat_hash), manifest.dibuat)
