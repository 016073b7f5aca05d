"""Verbs of the map desa: the employer's and the wadah's road, step by step; and what Beranda counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from jamsos_desktop.desk.context import Context
from jamsos_desktop.store.engine import Database

if TYPE_CHECKING:  # loaded by the verbs that use them: the window's start would pay for them
    from jamsos_desktop.desk.road_today import Today
    from jamsos_desktop.rules.road_records import Road, RoadStep


class MapDesa:
    """Part of ``Desk``: needs its context and its connection."""

    ctx: Context
    _db: Database

    def roads(self) -> tuple[Road, ...]:
        """The employer's road, and that of the wadah where BPU people go into one; an OPD has the first alone."""
        from jamsos_desktop.desk import road_steps

        return road_steps.roads(self.ctx, self._db)

    def next_step(self, roads: Sequence[Road] | None = None) -> RoadStep | None:
        """What the map desa asks the village for next; None when all is done or everything waits for others. ``roads``:
        as read a moment ago."""
        from jamsos_desktop.rules.road import next_step

        return next_step(self.roads() if roads is None else roads)

    def mark_step(self, jalur: str, langkah: str, tanggal: date | None = None, nomor: str = "", catatan: str = "",
                  keadaan: str = "", jenis: str = "") -> RoadStep:
        """Write down what was done of a step; gives the step as it now stands. What is not given is emptied.

        ``keadaan`` "" leaves the state to what the desk counts. On the employer's step ``bpjs`` the ``nomor`` is the
        NPP and goes into the profile of the office. ``jenis``: code of the wadah, on its step ``bpjs`` alone.
        Problems: LANGKAH_TIDAK_ADA, LANGKAH_DIHITUNG, KEADAAN_SALAH, TANGGAL_SALAH, NOMOR_SALAH, WADAH_SALAH,
        NPP_SALAH.
        """
        from jamsos_desktop.desk import road_steps

        wanted = road_steps.Marking(tanggal, nomor, catatan, keadaan, jenis)
        unit = road_steps.mark(self.ctx, self._db, jalur, langkah, wanted)
        self.ctx = replace(self.ctx, unit=unit)
        return next(road for road in self.roads() if road.jalur == jalur).step(langkah)

    def set_office(self, *, npp: str | None = None, npwp: str | None = None, alamat: str | None = None,
                   kode_pos: str | None = None, telepon: str | None = None, email: str | None = None,
                   bendahara: str | None = None, lambang: bytes | None = None, **others: str) -> None:
        """Change the profile of the office; what is None stays. All or nothing, with its history entry.

        ``lambang``: a PNG or JPEG, b"" none. ``others``: who signs (``road_signers.KEYS``) and what Formulir 1 asks
        besides: ``bentuk``, ``dasar``, ``rekening``, ``pic_nama``, ``pic_jabatan``, ``pic_hp``, ``pic_email``; see
        ``Unit``.
        Problems: NPP_SALAH, NPWP_SALAH, KODE_POS_SALAH, TELEPON_SALAH, EMAIL_SALAH, PROFIL_PANJANG, GAMBAR_SALAH,
        NAMA_PEJABAT_SALAH, GELAR_SALAH, NIK_PEJABAT_SALAH, NIP_SALAH, STATUS_PEJABAT_SALAH.
        """
        from jamsos_desktop.desk import road_office, road_signers

        given = {"npp": npp, "npwp": npwp, "alamat": alamat, "kode_pos": kode_pos, "telepon": telepon, "email": email,
                 "bendahara": bendahara, **others}
        unit = road_office.changed(self.ctx.unit, {key: text for key, text in given.items() if text is not None})
        if lambang is not None:
            unit = road_signers.with_crest(unit, lambang)
        self.ctx = road_office.keep(self.ctx, self._db, unit)

    def today_counts(self) -> Today:
        """What Beranda shows, counted in SQL over everybody."""
        from jamsos_desktop.desk import road_today

        return road_today.today_counts(self.ctx, self._db)
