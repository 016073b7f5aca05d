"""What is: the records of a desk. Frozen; identifiers are text, money whole rupiah, dates dates.

Keys are the field keys of the command line, packages and workbooks (architecture.md). A record
may hold anything a clerk typed: what does not parse lives in ``mentah`` as typed and the typed
column stays empty, so that nothing is lost before it is judged.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from types import MappingProxyType
from typing import Any

KELOMPOK = ("perangkat_desa", "ekosistem_desa", "non_asn", "pekerja_rentan")
PROGRAM = ("JKK", "JKM", "JHT")
# Statuses of those who are no longer on the road; the dead are never booked as an exit.
LEFT = ("keluar", "meninggal")
DIED = "meninggal"  # code of keluar_sebab, and the status
EMPTY: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Keluarga:
    """A family member; ``urutan`` (1..n) makes them an heir (ahli waris) in that order."""

    nama: str = ""
    hubungan: str = ""
    nik: str = ""
    tanggal_lahir: date | None = None
    hp: str = ""
    urutan: int | None = None
    wali: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SumberDana:
    """Who pays: one fund for JKK and JKM together, one for JHT (codes of list ``sumber_dana``)."""

    jkk_jkm: str = ""
    jht: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Persetujuan:
    """Consent under UU 27/2022: when, how (a code of list ``persetujuan``), to which text, before whom (names), and
    since when it is withdrawn (None: it stands) and why."""

    tanggal: date
    cara: str
    versi: str = "1"
    saksi: str = ""
    ditarik: date | None = None
    sebab_tarik: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pencocokan:
    """A ``periksa`` finding settled by a person ("sudah dicocokkan dengan KTP")."""

    kode: str
    oleh: str
    waktu: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Peserta:
    """One person of the village, with all that hangs on it (the unit that travels and merges)."""

    uid: str = ""
    nomor: str = ""
    kelompok: str = ""
    segmen: str = ""
    jabatan: str = ""
    pekerjaan: str = ""
    pekerjaan_2: str = ""
    pekerjaan_ktp: str = ""
    gelar: str = ""
    nik: str = ""
    no_kk: str = ""
    nama: str = ""
    tempat_lahir: str = ""
    tanggal_lahir: date | None = None
    jenis_kelamin: str = ""
    golongan_darah: str = ""
    status_kawin: str = ""
    nama_ibu: str = ""
    alamat: str = ""
    dusun: str = ""
    rt: str = ""
    rw: str = ""
    kode_pos: str = ""
    hp: str = ""
    tanpa_hp: bool = False
    email: str = ""
    npwp: str = ""
    bank: str = ""
    rekening: str = ""
    nama_rekening: str = ""
    penghasilan: int | None = None
    lokasi_kerja: str = ""
    jam_kerja: str = ""
    mulai_bekerja: date | None = None
    status_pegawai: str = ""
    akhir_kontrak: date | None = None
    kode_lokasi: str = ""
    surat_ke: str = ""
    masa_laku: date | None = None
    program: tuple[str, ...] = ()
    sumber_dana: SumberDana = field(default_factory=SumberDana)
    periode_bayar: int | None = None
    mulai: date | None = None
    wadah_jenis: str = ""
    pernah_peserta: str = ""
    permohonan: str = "daftar"
    sk_nomor: str = ""
    sk_tanggal: date | None = None
    sk_berakhir: date | None = None
    desil: int | None = None
    desil_tanggal: date | None = None
    kpj: str = ""
    aktif_sampai: date | None = None
    kartu: str = "belum"
    keluar_tanggal: date | None = None
    keluar_sebab: str = ""
    tanpa_ahli_waris: bool = False
    keluarga: tuple[Keluarga, ...] = ()
    berkas: Mapping[str, str] = field(default_factory=dict)
    catatan: str = ""
    persetujuan: Persetujuan | None = None
    dicocokkan: tuple[Pencocokan, ...] = ()
    mentah: Mapping[str, str] = field(default_factory=dict)
    status: str = "draf"
    revisi: int = 0
    diubah: str = ""

    @property
    def ahli_waris(self) -> tuple[Keluarga, ...]:
        """The heirs, first heir first."""
        heirs = [k for k in self.keluarga if k.urutan is not None]
        return tuple(sorted(heirs, key=lambda k: k.urutan or 0))


_SLOTS = tuple((column.name, getattr(Peserta, column.name).__get__, getattr(Peserta, column.name).__set__)
               for column in fields(Peserta))
_NAMES = frozenset(name for name, _, _ in _SLOTS)


def with_columns(person: Peserta, values: Mapping[str, Any]) -> Peserta:
    """A copy with other values in some columns, as ``dataclasses.replace`` gives it, for many people at once: a record
    is wide, and going through its slots takes a third of the time of going through its constructor."""
    if unknown := values.keys() - _NAMES:
        raise TypeError(f"no column {', '.join(sorted(unknown))}")
    copy = object.__new__(Peserta)
    for name, get, put in _SLOTS:
        put(copy, values[name] if name in values else get(person))
    return copy


FRONT_TITLES = frozenset(("Drs.", "Dra.", "Dr.", "dr.", "drg.", "Ir.", "Prof.", "H.", "Hj."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pejabat:
    """An official who signs. ``jabatan``: kepala_desa, sekretaris or bendahara."""

    jabatan: str
    nama: str = ""
    gelar: str = ""
    nik: str = ""
    nip: str = ""
    status: str = "definitif"
    mulai: date | None = None
    sampai: date | None = None

    @property
    def nama_bergelar(self) -> str:
        """The name as it is signed: capitals, titles before and after it as typed (also those behind a comma)."""
        name, comma, titles = self.nama.partition(",")
        name = " ".join(word if word in FRONT_TITLES else word.upper() for word in name.split(" "))
        return ", ".join(part for part in (f"{name}{comma}{titles}", self.gelar) if part)


# Kind of unit -> who heads it, what it is called in a sentence.
_OWN_WORDS = {"kelurahan": ("lurah", "kelurahan"), "opd": ("kepala kantor", "kantor")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A desa, kelurahan or OPD: whose desk this is, and what stands in its letterhead.

    What Formulir 1 asks of an employer: ``bentuk`` of the body ("" as the kind of unit says), ``dasar`` it was founded
    on (number and day in words), ``rekening`` (bank, number, owner), and whom to call (``pic_nama`` "" the sekretaris).
    """

    kode: str
    jenis: str = "desa"
    nama: str = ""
    kecamatan: str = ""
    kabupaten: str = ""
    provinsi: str = ""
    alamat: str = ""
    kode_pos: str = ""
    telepon: str = ""
    email: str = ""
    npwp: str = ""
    npp: str = ""
    bentuk: str = ""
    dasar: str = ""
    rekening: str = ""
    pic_nama: str = ""
    pic_jabatan: str = ""
    pic_hp: str = ""
    pic_email: str = ""
    kop: tuple[str, ...] = ()
    lambang: bytes = b""
    pejabat: tuple[Pejabat, ...] = ()
    jumlah_dusun: int = 3
    kertas: str = "F4"

    def pejabat_untuk(self, jabatan: str) -> Pejabat:
        """The official holding ``jabatan``, or an empty one."""
        found = [p for p in self.pejabat if p.jabatan == jabatan]
        return found[0] if found else Pejabat(jabatan=jabatan)

    @property
    def sebutan(self) -> str:
        """"Desa Bajo Indah", "Kelurahan Unaaha", or the plain name of an OPD."""
        kind = {"desa": "Desa", "kelurahan": "Kelurahan"}.get(self.jenis, "")
        return f"{kind} {self.nama}".strip()

    def words(self, text: str) -> str:
        """Words written for a desa as this unit says them: the map desa of an office is its map kantor, the kepala desa
        of a kelurahan its lurah. The name of the program stays."""
        head, own = _OWN_WORDS.get(self.jenis, ("", ""))
        if not own:
            return text
        for desa, here in (("kepala desa", head), ("desa", own)):
            text = re.sub(rf"(?<!Jamsos )\b{desa}\b", here, text)
            text = re.sub(rf"(?<!Jamsos )\b{desa.title()}\b", here.title(), text)
        return text

    @property
    def nik_prefix(self) -> str:
        """The first six digits a NIK issued in this unit's kecamatan begins with; "" of an office, which is in none."""
        start = self.kode.replace(".", "")[:6]
        return start if self.jenis != "opd" and start.isdigit() else ""
