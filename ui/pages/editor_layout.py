"""Which fields the editor shows, in which rows: one table per section, narrowed by group and segment.

A row is a tuple of cells (field key, stretch); a stretch of 20 or more is a fixed width in pixels.
``ONLY`` says for whom a key is shown; a key that is not there is shown for everybody.
"""

from __future__ import annotations

from jamsos_desktop.model.fields import BY_KEY, Section
from jamsos_desktop.model.records import Peserta

Row = tuple[tuple[str, float], ...]

ROWS: dict[Section, tuple[Row, ...]] = {
    Section.IDENTITAS: (
        (("nik", 1), ("nama", 1)),
        (("tempat_lahir", 1), ("tanggal_lahir", 1)),
        (("no_kk", 1), ("nama_ibu", 1)),
        (("jenis_kelamin", 1.22), ("golongan_darah", 0.72), ("status_kawin", 1.1)),
        (("alamat", 1), ("dusun", 104), ("rt", 62), ("rw", 62)),
        (("hp", 1), ("tanpa_hp", 1), ("kode_pos", 100)),
        (("gelar", 1), ("npwp", 1.4), ("masa_laku", 1.2)),
        (("pernah_peserta", 1), ("kpj", 1), ("email", 1.2)),
    ),
    Section.PEKERJAAN: (
        (("jabatan", 1.3), ("penghasilan", 1), ("mulai_bekerja", 1)),
        (("pekerjaan", 1.3), ("penghasilan", 1), ("mulai_bekerja", 1)),
        (("pekerjaan_2", 1), ("pekerjaan_ktp", 1)),
        (("lokasi_kerja", 1.7), ("jam_kerja", 1)),
        (("sk_nomor", 1.6), ("sk_tanggal", 1), ("sk_berakhir", 1)),
        (("status_pegawai", 1), ("akhir_kontrak", 1), ("kode_lokasi", 1)),
        (("desil", 1), ("desil_tanggal", 1), ("surat_ke", 1)),
        (("bank", 0.8), ("rekening", 1), ("nama_rekening", 1.2)),
        (("kelompok", 1), ("segmen", 1)),
    ),
    Section.PROGRAM: (
        (("program", 1),),
        (("sumber_dana.jkk_jkm", 1), ("sumber_dana.jht", 1)),
        (("periode_bayar", 1), ("mulai", 1), ("permohonan", 1.2)),
        (("wadah_jenis", 1.6), ("kartu", 1), ("aktif_sampai", 1)),
        (("keluar_tanggal", 1), ("keluar_sebab", 1.6)),
    ),
    Section.AHLI_WARIS: ((("tanpa_ahli_waris", 1),),),
    Section.BERKAS: ((("catatan", 1),),),
}

# What the reply of DPMD owns: shown, never typed here. A KPJ or a leaving is theirs only where a reply wrote it.
BY_DPMD = "Dari balasan DPMD."
LOCKED = frozenset({"aktif_sampai"})


def _job_holder(p: Peserta) -> bool:
    """People who hold a post (SK) rather than a trade."""
    return p.kelompok in ("perangkat_desa", "ekosistem_desa", "non_asn")


ONLY = {
    "jabatan": _job_holder,
    "pekerjaan": lambda p: not _job_holder(p),
    "pekerjaan_2": lambda p: p.segmen != "PU",
    "status_pegawai": lambda p: p.segmen == "PU",
    "akhir_kontrak": lambda p: p.segmen == "PU",
    "kode_lokasi": lambda p: p.segmen == "PU",
    "surat_ke": lambda p: p.segmen == "PU",
    "desil": lambda p: p.kelompok == "pekerja_rentan",
    "desil_tanggal": lambda p: p.kelompok == "pekerja_rentan",
    "wadah_jenis": lambda p: p.segmen != "PU",
    "aktif_sampai": lambda p: p.aktif_sampai is not None,
    "kartu": lambda p: bool(p.nomor),
    "keluar_tanggal": lambda p: p.permohonan in ("berhenti", "pindah") or p.keluar_tanggal is not None,
    "keluar_sebab": lambda p: p.permohonan in ("berhenti", "pindah") or bool(p.keluar_sebab),
    "kpj": lambda p: p.pernah_peserta == "ya" or bool(p.kpj),
    "sumber_dana.jht": lambda p: "JHT" in p.program or bool(p.sumber_dana.jht),
}


def shown(key: str, peserta: Peserta) -> bool:
    """Whether this person's form has the field; a text that did not parse is never hidden."""
    return key not in ONLY or key in peserta.mentah or ONLY[key](peserta)


def rows(section: Section, peserta: Peserta) -> list[Row]:
    """The rows of a section for this person, each key once."""
    seen: set[str] = set()
    found: list[Row] = []
    first_job = "jabatan" if _job_holder(peserta) else "pekerjaan"
    for row in ROWS[section]:
        if row[0][0] in ("jabatan", "pekerjaan") and row[0][0] != first_job:
            continue
        cells = tuple(c for c in row if c[0] not in seen and shown(c[0], peserta))
        seen.update(key for key, _ in cells)
        if cells:
            found.append(cells)
    return found


def section_of(key: str) -> Section:
    """The section a finding's field key belongs to (``keluarga.0.nik`` -> heirs)."""
    if key in BY_KEY:
        return BY_KEY[key].section
    head = key.partition(".")[0]
    if head in ("keluarga", "ahli_waris"):
        return Section.AHLI_WARIS
    if head in ("berkas", "persetujuan"):
        return Section.BERKAS
    return Section.PROGRAM if head == "sumber_dana" else Section.IDENTITAS
