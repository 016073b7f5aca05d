"""The run over files: each read and checked without a lock, then taken in by one write, then told as a line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.data_rights_erase import finish_unfinished
from jamsos_desktop.desk.district.taking_files import find, hint_of, other_kind
from jamsos_desktop.desk.district.taking_records import KEPUTUSAN, FileLine, TakeInReport
from jamsos_desktop.desk.recipient import own_keys
from jamsos_desktop.exchange.envelope import MOST_SEALED
from jamsos_desktop.exchange.files import read_limited
from jamsos_desktop.exchange.keys import PublicKeys
from jamsos_desktop.exchange.zips import too_large
from jamsos_desktop.hub import take_in, take_in_words
from jamsos_desktop.hub.incoming import Parcel, read_parcel
from jamsos_desktop.hub.register import deliveries
from jamsos_desktop.hub.register.deliveries import Delivery, UnitRow
from jamsos_desktop.hub.take_in import Taken
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.problems import Problem
from jamsos_desktop.store.attachments import Attachments
from jamsos_desktop.store.engine import Database

# Faults of a package; anything else that goes wrong is this desk's own and ends the run.
_FAULTS = ("PAKET_", "KIRIMAN_", "VERSI_BARU", "FILE_TIDAK_ADA", "ISIAN_TAK_TERSIMPAN")
_OTHER = ("KIRIMAN_JENIS_LAIN", "PAKET_BUKAN_KIRIMAN")
# Made durable together, in at most 200 ms: what is told of a file is on the disk.
_MOST_PACKAGES, _MOST_PEOPLE = 16, 8000
_COUNTS = ("baru", "berubah", "berakhir", "bentrok", "sama", "dihapus", "asing")


@dataclass
class _Run:
    """What one run holds on to: its connection, its key, the names of the units, what was let go so far."""

    ctx: Context
    db: Database
    released: list[FileLine] = field(default_factory=list)
    waiting: list[tuple[Path, Parcel | FileLine]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.identity = own_keys(self.db).identity
        self.scans = Attachments(self.ctx.folder, self.ctx.dek)
        self.units = units_by_kode(self.db)
        self.plain = {unit.kode.replace(".", ""): unit for unit in self.units.values()}

    def name_of(self, path: Path) -> str:
        """"Labotoy no. 4", as the name of the file tells it."""
        hint = hint_of(path)
        unit = self.plain.get(hint.kode)
        return f"{unit.nama} no. {hint.seq}" if unit else path.name

    def read(self, path: Path) -> None:
        """Open and check one file, without any lock; the register is untouched."""
        if (other := other_kind(path)) and path.is_file():
            self.waiting.append((path, self._line(path, "bukan_kiriman", f"{other}, bukan kiriman dari desa",
                                                  "KIRIMAN_JENIS_LAIN")))
            return
        try:
            self.waiting.append((path, self.parcel(path.name, read_limited(path, MOST_SEALED, too_large()))))
        except Problem as problem:
            if not problem.kode.startswith(_FAULTS):
                raise
            self.waiting.append((path, self._refused(path, problem)))

    @property
    def full(self) -> bool:
        """Whether enough was read for one short write."""
        parcels = self._parcels()
        return len(parcels) >= _MOST_PACKAGES or sum(len(parcel.entries) for parcel in parcels) >= _MOST_PEOPLE

    def take(self) -> list[FileLine]:
        """Take in what was read; a line per file, each told only when it is durable."""
        taken = iter(take_in.take_in(self.db, self.ctx.actor(), self._parcels(), self.scans))
        self.units = units_by_kode(self.db)  # a first package brought its village's key
        lines = [read if isinstance(read, FileLine) else self._taken(path, next(taken)) for path, read in self.waiting]
        self.waiting.clear()
        return lines

    def _parcels(self) -> list[Parcel]:
        return [read for _, read in self.waiting if isinstance(read, Parcel)]

    def _taken(self, path: Path, taken: Taken) -> FileLine:
        if taken.problem:
            return self._refused(path, taken.problem)
        assert taken.delivery is not None
        line = replace(line_of(taken.delivery, self.units), nama_berkas=path.name)
        return self._with_released(line) if taken.went_in else line

    def parcel(self, name: str, sealed: bytes) -> Parcel:
        return read_parcel(sealed, name, self.identity, self.ctx.unit.kode, self.ctx.policy, self.ctx.today)

    def release(self, kode: str, why: Sequence[str], first: int = 0) -> list[FileLine]:
        gone_in = take_in.release(self.db, self.ctx.actor(), kode, lambda held, data: self.parcel(
            held.nama_berkas, data), self.scans, why=why, first=first)
        return [line_of(one, self.units) for one in gone_in]

    def _with_released(self, line: FileLine) -> FileLine:
        released = self.release(line.kode, ("dasar",))
        self.released += released
        numbers = " dan ".join(f"no. {one.seq}" for one in released)
        return replace(line, keterangan=f"{line.keterangan}, {numbers} ikut masuk") if released else line

    def _refused(self, path: Path, problem: Problem) -> FileLine:
        hasil = "bukan_kiriman" if problem.kode in _OTHER else "ditolak"
        return self._line(path, hasil, take_in_words.refused(problem), problem.kode)

    def _line(self, path: Path, hasil: str, keterangan: str, kode: str) -> FileLine:
        hint = hint_of(path)
        unit = self.plain.get(hint.kode)
        return FileLine(path.name, unit.kode if unit else "", unit.nama if unit else "",
                        unit.kecamatan if unit else "", hint.seq if unit else 0, hasil, keterangan, problem_kode=kode)


def take_in_job(ctx: Context, paths: Sequence[Path], on_line: Callable[[FileLine], None] | None) -> Job[TakeInReport]:
    """See ``Taking.take_in_job``."""
    ctx.must_write()
    files, lines = find(paths), list[FileLine]()
    with ctx.open() as db:
        deliveries.make_room(db)
        run = _Run(ctx, db)
        for nth, path in enumerate(files):
            yield Progress(nth, len(files), run.name_of(path))
            run.read(path)
            if run.full or nth == len(files) - 1:
                finished = run.take()
                lines += finished
                if on_line:
                    for line in finished:
                        on_line(line)
        yield Progress(len(files), len(files))
        finish_unfinished(ctx, db)
    return TakeInReport(tuple(lines), tuple(run.released))


def release_held(ctx: Context, db: Database, kode: str, kiriman_id: int) -> list[FileLine]:
    """See ``Taking.release_held``."""
    return _Run(ctx, db).release(kode, (*take_in.UNTRUSTED, "dasar"), kiriman_id)


def past(ctx: Context, db: Database, limit: int) -> list[FileLine]:
    """See ``Taking.deliveries``."""
    units = units_by_kode(db)
    return [line_of(one, units) for one in deliveries.latest(db, limit)]


def units_by_kode(db: Database) -> dict[str, UnitRow]:
    """Every unit of the register."""
    return {unit.kode: unit for unit in deliveries.unit_rows(db)}


def line_of(delivery: Delivery, units: Mapping[str, UnitRow]) -> FileLine:
    """A package as a line of the report."""
    unit, counts = units[delivery.unit], delivery.counts
    baru, berubah, berakhir, bentrok, sama, dihapus, asing = (
        counts.get(key, 0) if delivery.hasil != "ulang" else 0 for key in _COUNTS)
    return FileLine(delivery.nama_berkas, delivery.unit, unit.nama, unit.kecamatan, delivery.seq, delivery.hasil,
                    delivery.keterangan, baru, berubah, berakhir, bentrok, sama, dihapus, asing,
                    delivery.kode_periksa, delivery.id, dibuat=delivery.dibuat, diambil=delivery.diambil,
                    keputusan=delivery.keputusan, selesai=_answered(delivery, unit))


def _answered(delivery: Delivery, unit: UnitRow) -> bool:
    """Whether what a delivery asked for was answered since."""
    if delivery.hasil == "kunci_belum":  # or the key it came with is not in use any more
        return bool(unit.dicocokkan) or not unit.sign \
            or PublicKeys(unit.sign, unit.age).fingerprint != delivery.sidik
    return delivery.hasil in KEPUTUSAN and (delivery.keadaan != "ditahan" or bool(delivery.keputusan))
