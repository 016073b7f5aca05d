"""What a village still lacks before the district calls it compliant (patuh); pure."""

from __future__ import annotations

from typing import NamedTuple

from jamsos_desktop.hub.coverage import Sum, UnitRow, stage_of

REGISTERED = ("belum_bayar", "aktif")  # stages in which BPJS knows the village


class Lacks(NamedTuple):
    """``tahap``: the village's stage. ``terdaftar``: BPJS knows at least one of its people.

    People: ``berkas``: perangkat desa, whom the law names, whose file is not complete (refused, or held back by the
    village); ``belum_bayar``: first dues unpaid; ``lewat``: masa iuran is over. The latter two of any group.
    """

    tahap: str
    terdaftar: bool
    berkas: int
    belum_bayar: int
    lewat: int

    @property
    def patuh(self) -> bool:
        """Registered, nothing unpaid, nobody lapsed, the files of its perangkat complete."""
        return self.terdaftar and not (self.berkas or self.belum_bayar or self.lewat)


def lacks(unit: UnitRow, one: Sum, perangkat: Sum, backlog: int) -> Lacks:
    """``one``: the village's sum over all groups; ``perangkat``: of its perangkat desa; ``backlog``: perangkat desa
    it holds back itself."""
    stage = stage_of(unit, one)
    return Lacks(stage, stage in REGISTERED, perangkat.keadaan.get("ditolak", 0) + backlog,
                 one.keadaan.get("menunggu_bayar", 0), one.lewat)


def words(found: Lacks) -> list[str]:
    """What is missing, as a list for the camat says it; [] for a compliant village."""
    if found.tahap == "belum_melapor":
        return ["belum pernah mengirim data"]
    said = [] if found.terdaftar else ["belum terdaftar di BPJS Ketenagakerjaan"]
    said += [f"berkas {found.berkas} perangkat desa belum lengkap"] if found.berkas else []
    said += [f"iuran pertama {found.belum_bayar} orang belum dibayar"] if found.belum_bayar else []
    return said + ([f"masa iuran {found.lewat} orang lewat"] if found.lewat else [])
