"""Rekap: coverage, the road of the villages, silent villages, and down to the person; reports stand on it."""

from __future__ import annotations

from jamsos_desktop.desk.district import coverage_reading as reading
from jamsos_desktop.desk.district import people_reading
from jamsos_desktop.desk.district.coverage_records import (
    LapseRow,
    PersonRow,
    PersonView,
    QualityRow,
    Recap,
    SilentUnit,
)
from jamsos_desktop.desk.district.reports import Reports
from jamsos_desktop.hub.register import figures


class Coverage(Reports):
    """``kode``: "" the kabupaten, 74.02.11 a kecamatan, 74.02.11.2017 a unit, "opd" the offices."""

    def recap(self, kode: str = "", kelompok: str = "") -> Recap:
        """Coverage of an area and one group or all (""). Problem UNIT_TIDAK_ADA."""
        return reading.recap(reading.read(self.ctx, self.db), self.db, kode, kelompok)

    def silent(self, kecamatan: str = "") -> list[SilentUnit]:
        """Desa never heard of, then those silent too long, of a kecamatan (by code) or all."""
        picture = reading.read(self.ctx, self.db)
        return reading.silent(picture, self.db, picture.inside(kecamatan))

    def lapsing(self, kode: str = "") -> list[LapseRow]:
        """Per payer and month: whose protection is over, ends, or waits for payment."""
        return reading.lapsing(reading.read(self.ctx, self.db), self.db, kode)

    def quality(self, kode: str = "") -> list[QualityRow]:
        """Data quality per village, worst first."""
        return reading.quality_rows(reading.read(self.ctx, self.db), self.db, kode)

    def standings(self) -> list[tuple[str, str]]:
        """(keadaan, word) that people can be listed by."""
        kinds = ("masuk", "diterima", "ditolak", "di_bpjs", "menunggu_bayar", "aktif", "lewat_masa", "keluar", "tunda")
        return [(kind, people_reading.word(self.ctx, kind)) for kind in kinds]

    def people_of_unit(self, kode: str, kelompok: str = "", keadaan: str = "", tanda: str = "", cari: str = "",
                       limit: int = -1) -> list[PersonRow]:
        """People of an area by name. ``keadaan``: as in ``standings``; ``tanda``: a mark; ``cari``: name or NIK."""
        units = figures.units(self.db)
        kodes = [unit.kode for unit in units if kode in (unit.kode, unit.area)] if kode else None
        wanted = figures.PeopleFilter(kodes=kodes, kelompok=kelompok, keadaan=keadaan, tanda=tanda, cari=cari,
                                      limit=limit)
        names = {unit.kode: unit.nama for unit in units}
        return [people_reading.row_of(self.ctx, person, names)
                for person in figures.people(self.db, wanted, self.ctx.today)]

    def people_over_age(self, kode: str = "") -> list[PersonRow]:
        """Who is older today than the age limits of the policy allow to begin; by village and name."""
        units = figures.units(self.db)
        kodes = [unit.kode for unit in units if kode in (unit.kode, unit.area)] if kode else None
        return people_reading.over_age_rows(self.ctx, self.db, kodes)

    def person_view(self, uid: str) -> PersonView:
        """One person whole. Problem PESERTA_TIDAK_ADA."""
        villages = {unit.kode: (unit.nama, unit.kecamatan) for unit in figures.units(self.db)}
        return people_reading.view(self.ctx, self.db, uid, villages)
