"""Units of the kabupaten: their register, what is aimed at, who pays for how many, and their keys."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import msgspec

from jamsos_desktop.desk.district.base import Verbs
from jamsos_desktop.desk.district.units_records import KeyInfo, TargetsTaken, UnitInfo, Waiting
from jamsos_desktop.desk.trail_check import check_code
from jamsos_desktop.exchange.keys import PublicKeys
from jamsos_desktop.hub import targets as tables
from jamsos_desktop.hub.register import units as rows
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.model.codes import code_list
from jamsos_desktop.model.local_code import is_local_code
from jamsos_desktop.model.parse import clean
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import history

KINDS = ("desa", "kelurahan", "opd")
_HEX = re.compile(r"[^0-9A-F]")


class Units(Verbs):
    """``tahun`` None is the present year. Figures are people."""

    def units(self, tahun: int | None = None) -> list[UnitInfo]:
        """Every unit, desa and kelurahan by code, then offices."""
        aimed = self.targets(tahun)
        return [self._info(row, aimed.get(row.kode, {})) for row in rows.every(self.db)]

    def unit(self, kode: str, tahun: int | None = None) -> UnitInfo:
        """One unit; Problem UNIT_TIDAK_ADA."""
        row = rows.one(self.db, kode)
        if row is None:
            raise _no_unit(kode)
        return self._info(row, self.targets(tahun).get(kode, {}))

    def add_unit(self, kode: str, nama: str, jenis: str = "opd", kecamatan: str = "") -> UnitInfo:
        """Enter an office (or a desa younger than the region table) under a code the district gives.

        The code begins with that of the kabupaten. Problems: UNIT_SALAH, UNIT_SUDAH_ADA.
        """
        kode, nama = kode.strip().upper(), clean(nama)
        start = f"{self.ctx.unit.kode}."
        if not (is_local_code(kode) and kode.startswith(start)) or jenis not in KINDS:
            raise Problem("UNIT_SALAH", f"Kode {kode or 'unit'} tidak bisa dipakai.", TIDAK_BERUBAH,
                          f"Tulis huruf dan angka sesudah {start} misalnya {start}OPD.01.")
        if not nama:
            raise Problem("UNIT_SALAH", "Nama unit kosong.", TIDAK_BERUBAH, "Isi nama kantor atau dinasnya.")
        if (held := rows.one(self.db, kode)) is not None:
            raise Problem("UNIT_SUDAH_ADA", f"Kode {kode} sudah dipakai {held.nama}.", TIDAK_BERUBAH,
                          "Pakai kode lain.")
        with self.db.write():
            rows.add(self.db, kode, jenis, nama, clean(kecamatan))
            history.append(self.db, self.ctx.actor(), "tambah", "unit", kode)
        return self.unit(kode)

    # Targets and quotas.

    def targets(self, tahun: int | None = None) -> dict[str, dict[str, int]]:
        """Unit -> kelompok -> people aimed at in a year; what was never set is absent."""
        return rows.targets(self.db, self._year(tahun))

    def set_targets(self, tahun: int | None, wanted: Mapping[str, Mapping[str, int | None]]) -> int:
        """Set figures of units (None takes one away); returns how many units changed. Problems: SASARAN_SALAH,
        UNIT_TIDAK_ADA."""
        known = {row.kode for row in rows.every(self.db)}
        year = self._year(tahun)
        changed = _changes(self.targets(year), wanted, known, code_list("kelompok"))
        if changed:
            with self.db.write():
                rows.put_targets(self.db, year, changed)
                history.append(self.db, self.ctx.actor(), "ubah", "sasaran", str(year), _columns(changed))
        return len(changed)

    def policy_targets(self, tahun: int | None = None) -> dict[str, dict[str, int]]:
        """What the policy in force aims at in a year where the register says something else, of known units."""
        known, year = {row.kode for row in rows.every(self.db)}, self._year(tahun)
        held, found = self.targets(year), dict[str, dict[str, int]]()
        for (kode, kelompok, aimed_in), orang in self.ctx.policy.sasaran.items():
            if aimed_in == year and kode in known and held.get(kode, {}).get(kelompok) != orang:
                found.setdefault(kode, {})[kelompok] = orang
        return found

    def quotas(self, tahun: int | None = None) -> dict[str, dict[str, int]]:
        """Unit (or the kabupaten's own code) -> fund -> pekerja rentan that fund pays for in a year."""
        return rows.quotas(self.db, self._year(tahun))

    def set_quota(self, tahun: int | None, wanted: Mapping[str, Mapping[str, int | None]]) -> int:
        """The same for quotas: units, or the kabupaten's own code for what it pays as a whole."""
        known = {row.kode for row in rows.every(self.db)} | {self.ctx.unit.kode}
        year = self._year(tahun)
        changed = _changes(self.quotas(year), wanted, known, self._funds())
        if changed:
            with self.db.write():
                rows.put_quotas(self.db, year, changed)
                history.append(self.db, self.ctx.actor(), "ubah", "kuota", str(year), _columns(changed))
        return len(changed)

    def write_targets_template(self, path: Path, tahun: int | None = None) -> Path:
        """A workbook with every unit and the figures that stand, to be filled and taken in again."""
        from jamsos_desktop.exchange.tables import write_table

        groups = code_list("kelompok")
        aimed = self.targets(tahun)
        lines = [(row.kode, row.nama, row.kecamatan,
                  *(str(aimed.get(row.kode, {}).get(group, "")) for group in groups)) for row in rows.every(self.db)]
        return write_table(path, ("Kode", "Nama", "Kecamatan", *groups.values()), lines, latihan=self.ctx.latihan)

    def import_targets_job(self, path: Path, tahun: int | None = None, *, sheet: int = 1, dry_run: bool = False) \
            -> Job[TargetsTaken]:
        """Take in a table of targets; rows that are not certain are held back, the others are set at once.

        Problems: those of the reader, TABEL_SASARAN_SALAH (no header was recognised).
        """
        from jamsos_desktop.intake import read_workbook

        year = self._year(tahun)
        read = yield from read_workbook(path, sheet)
        columns = tables.columns_of([row.texts for row in read.rows])
        if columns is None:
            raise Problem("TABEL_SASARAN_SALAH", f"Judul kolom di {path.name} tidak dikenali.", TIDAK_BERUBAH,
                          "Perlu kolom Kode atau Nama desa, dan sedikitnya satu kelompok. Pakai templatnya.")
        yield Progress(len(read.rows), len(read.rows), path.name)
        with self.ctx.open() as db:
            known = [tables.Known(row.kode, row.nama, row.kecamatan) for row in rows.every(db)]
            found = tables.read_rows([(row.nomor, row.texts) for row in read.rows], columns, known,
                                     rows.targets(db, year))
            changed = {row.kode: row.angka for row in found if row.hasil == "masuk"}
            if changed and not dry_run:
                with db.write():
                    rows.put_targets(db, year, changed)
                    history.append(db, self.ctx.actor(), "impor", "sasaran", str(year), _columns(changed))
        many = {hasil: sum(row.hasil == hasil for row in found) for hasil in tables.HASIL}
        return TargetsTaken(year, tuple(found), **many)

    # Keys.

    def keys_of(self, kode: str) -> list[KeyInfo]:
        """Every key a unit ever signed with, newest first."""
        return [KeyInfo(*row) for row in rows.keys_of(self.db, kode)]

    def match_key(self, kode: str, sidik: str) -> UnitInfo:
        """Note that the unit's fingerprint was compared; ``sidik``: as read from its printed receipt.

        Problems: KUNCI_UNIT_BELUM_ADA, KUNCI_TIDAK_COCOK (the digits differ: nothing is noted).
        """
        unit = self._with_key(kode)
        if _hex(sidik) != _hex(unit.sidik):
            raise Problem("KUNCI_TIDAK_COCOK", f"Sidik itu bukan sidik kunci {unit.sebutan}.",
                          TIDAK_BERUBAH, "Baca lagi dari tanda terima. Bila tetap beda, telepon desanya.")
        actor = self.ctx.actor()
        with self.db.write():
            rows.match(self.db, kode, actor.stamp, actor.pelaku)
            history.append(self.db, actor, "cocokkan", "kunci", kode)
        return self.unit(kode)

    def retire_key(self, kode: str) -> UnitInfo:
        """Accept nothing more signed with the unit's present key: its next package, with another key, counts as
        first contact, and once that key is matched the village is answered with all that is held of it."""
        unit = self._with_key(kode)
        actor = self.ctx.actor()
        with self.db.write():
            rows.retire(self.db, kode, unit.sidik, actor.stamp, actor.pelaku)
            history.append(self.db, actor, "pensiunkan", "kunci", kode)
        return self.unit(kode)

    def waiting(self) -> Waiting:
        """What stands behind the menu entries."""
        return Waiting(*rows.waiting(self.db))

    # Parts.

    def _with_key(self, kode: str) -> UnitInfo:
        unit = self.unit(kode)
        if not unit.sidik:
            raise Problem("KUNCI_UNIT_BELUM_ADA", f"{unit.sebutan} belum punya kunci di sini.", TIDAK_BERUBAH,
                          "Kuncinya datang bersama kiriman pertamanya.")
        return unit

    def _year(self, tahun: int | None) -> int:
        return self.ctx.today.year if tahun is None else tahun

    def _funds(self) -> dict[str, str]:
        return dict(self.ctx.policy.label_lists.get("sumber_dana") or code_list("sumber_dana"))

    def _info(self, row: rows.UnitRow, aimed: Mapping[str, int]) -> UnitInfo:
        sidik = PublicKeys(row.sign, row.age).fingerprint if row.sign else ""
        return UnitInfo(
            kode=row.kode, jenis=row.jenis, nama=row.nama, kecamatan=row.kecamatan,
            kode_kecamatan="" if row.jenis == "opd" else row.kode[:8], seq=row.seq, dibuat=row.dibuat,
            diambil=row.diambil, sidik=sidik, dicocokkan=row.dicocokkan, dicocokkan_oleh=row.dicocokkan_oleh,
            perangkat=row.devices, minta_penuh=bool(row.minta_penuh), kontak=contact(row.profil), sasaran=aimed,
            orang=row.people, riwayat_n=row.riwayat_n,
            riwayat_kode=check_code(row.riwayat_hash) if row.riwayat_n else "")


def contact(profil: str) -> str:
    """Whom to call, from the profile a village sent: "Nurhayati Salam, 0812..."; "" when it says nothing."""
    found = msgspec.json.decode(profil or "{}")
    if not isinstance(found, dict):
        return ""
    officials = {p.get("jabatan"): p.get("nama", "") for p in found.get("pejabat") or [] if isinstance(p, dict)}
    name = officials.get("sekretaris") or officials.get("kepala_desa") or ""
    return ", ".join(part for part in (str(name).title(), str(found.get("telepon") or "")) if part)


def _hex(sidik: str) -> str:
    return _HEX.sub("", sidik.upper())


def _no_unit(kode: str) -> Problem:
    return Problem("UNIT_TIDAK_ADA", f"Kode {kode} tidak ada di daftar unit.", TIDAK_BERUBAH,
                   "Periksa kodenya di menu Target.")


def _changes(held: Mapping[str, Mapping[str, int]], wanted: Mapping[str, Mapping[str, int | None]], known: set[str],
             names: Mapping[str, str]) -> dict[str, dict[str, int | None]]:
    """What of ``wanted`` differs from ``held``."""
    found: dict[str, dict[str, int | None]] = {}
    for kode, figures in wanted.items():
        if kode not in known:
            raise _no_unit(kode)
        for name, orang in figures.items():
            if name not in names or not (orang is None or 0 <= orang <= tables.MOST):
                raise Problem("SASARAN_SALAH", f"Angka {orang} tidak bisa dicatat.", TIDAK_BERUBAH,
                              f"Isi 0 sampai {tables.MOST} orang.")
            if held.get(kode, {}).get(name) != orang:
                found.setdefault(kode, {})[name] = orang
    return found


def _columns(changed: Mapping[str, Mapping[str, int | None]]) -> list[str]:
    return sorted({name for figures in changed.values() for name in figures})
