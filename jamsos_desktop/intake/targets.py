"""What a column of a workbook may be: every field of the data dictionary, those of one heir, and columns that hold
two values or a part of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from jamsos_desktop.model.fields import FAMILY_FIELDS, FIELDS, HEIR

UNUSED = ""  # a column that is looked at and not taken


@dataclass(frozen=True, slots=True)
class Target:
    """``pendek``: the words of a narrow box. ``fields``: the field keys it fills (with ``HEIR`` those of the heir)."""

    key: str
    label: str
    pendek: str
    fields: tuple[str, ...]


_SHORT = {"nama": "Nama", "tempat_lahir": "Tempat lahir", "tanggal_lahir": "Tgl lahir", "no_kk": "No. KK",
          "nama_ibu": "Ibu kandung", "jenis_kelamin": "L/P", "golongan_darah": "Gol. darah", "status_kawin": "Kawin",
          "alamat": "Alamat", "pekerjaan": "Pekerjaan", "penghasilan": "Penghasilan", "hp": "HP"}

# Columns that are no single field. ``tanda_l`` and ``tanda_p``: a tick in the one that applies.
_COMPOSED = (
    Target("tempat_tanggal_lahir", "Tempat dan tanggal lahir", "Tempat, tgl", ("tempat_lahir", "tanggal_lahir")),
    Target("nama_nik", "Nama dan NIK", "Nama, NIK", ("nama", "nik")),
    Target("rt_rw", "RT/RW", "RT/RW", ("rt", "rw")),
    Target("suami_istri", "Nama suami atau istri", "Suami/istri", ("nama" + HEIR, "hubungan" + HEIR)),
    Target("nama_depan", "Nama depan", "Nama depan", ("nama",)),
    Target("nama_tengah", "Nama tengah", "Nama tengah", ("nama",)),
    Target("nama_belakang", "Nama belakang", "Nama belakang", ("nama",)),
    Target("lahir_hari", "Hari lahir", "Hari lahir", ("tanggal_lahir",)),
    Target("lahir_bulan", "Bulan lahir", "Bulan lahir", ("tanggal_lahir",)),
    Target("lahir_tahun", "Tahun lahir", "Tahun lahir", ("tanggal_lahir",)),
    Target("tanda_l", "Tanda laki-laki", "Tanda L", ("jenis_kelamin",)),
    Target("tanda_p", "Tanda perempuan", "Tanda P", ("jenis_kelamin",)),
    Target("status_penduduk", "Status penduduk", "Status", ()),
)


def _all() -> Mapping[str, Target]:
    own = [Target(f.key, f.label, _SHORT.get(f.key, f.label), (f.key,)) for f in FIELDS]
    heir = [Target(f.key + HEIR, f"{f.label} ahli waris", f"{f.label} ahli waris", (f.key + HEIR,))
            for f in FAMILY_FIELDS]
    return MappingProxyType({target.key: target for target in (*own, *_COMPOSED, *heir)})


TARGETS: Mapping[str, Target] = _all()


def heir_part(key: str) -> str:
    """The field of the heir behind a key: "nik" of nik_ahli_waris, "" of any other (tanpa_ahli_waris is a person's)."""
    part = key.removesuffix(HEIR)
    return part if part != key and part in _PARTS else ""


_PARTS = frozenset(field.key for field in FAMILY_FIELDS)
