"""Fictional people, a village and a policy for the paper tests (NIK serials 9xxx)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from jamsos_desktop.model.dues import Dues, DuesLine
from jamsos_desktop.model.records import KELOMPOK, Keluarga, Pejabat, Peserta, SumberDana, Unit
from jamsos_desktop.paper.sheets import BerkasDesa, PrintContext, PrintPerson, Sheet


@dataclass(frozen=True)
class Syarat:
    kode: str
    singkat: str
    tahap: str = "kirim"
    perlu: Mapping[str, str] = field(default_factory=lambda: dict.fromkeys(KELOMPOK, "W"))
    belum_dikonfirmasi: bool = False


@dataclass(frozen=True)
class Pekerjaan:
    sektor: str


class Times:
    """The times of the law on personal data."""

    def within(self, hak: str) -> str:
        return "3 x 24 jam"


class Policy:
    """What printing asks of the policy, as the district has it; ``pasti``: layouts that somebody confirmed."""

    pasti: frozenset[str] = frozenset()
    label_lists: Mapping[str, Mapping[str, str]] = {
        "pekerjaan": {"OLAH_IKAN": "Pengolah ikan", "NELAYAN": "Nelayan", "RUMPUT_LAUT": "Petani rumput laut"},
        "jabatan": {"KAUR_TU": "Kaur Tata Usaha dan Umum"},
    }
    pekerjaan: Mapping[str, Pekerjaan] = {
        "OLAH_IKAN": Pekerjaan("perikanan"), "NELAYAN": Pekerjaan("perikanan"), "RUMPUT_LAUT": Pekerjaan("perikanan"),
    }
    _papers = (Syarat("F1A", "Formulir bertanda tangan"), Syarat("KTP", "Fotokopi KTP"), Syarat("KK", "Fotokopi KK"))
    _more = {"pekerja_rentan": (Syarat("SKET_KERJA", "Ket. pekerja rentan"), Syarat("KTP_AW", "KTP ahli waris"))}

    pribadi = Times()

    def layout_unsure(self, kode: str) -> bool:
        return kode not in self.pasti

    def guardian_words(self, on: date) -> str:
        return "di bawah 18 tahun"

    def berkas_orang(self, kelompok: str) -> tuple[Syarat, ...]:
        return self._papers + self._more.get(kelompok, (Syarat("SK", "SK"),))


UNIT = Unit(
    kode="74.02.11.2017", nama="Bajo Indah", kecamatan="Soropia", kabupaten="Kabupaten Konawe",
    provinsi="Sulawesi Tenggara", alamat="Jl. Poros Pantai Soropia, Dusun I", kode_pos="93351", npp="26004417",
    pejabat=(Pejabat(jabatan="kepala_desa", nama="Muh. Arsyad Tahir", gelar="S.Sos."),
             Pejabat(jabatan="sekretaris", nama="Nurhayati Salam")),
)
SALMA = Peserta(
    uid="1", nomor="BPU-000417", kelompok="pekerja_rentan", segmen="BPU", nik="7402115408849417",
    no_kk="7402111203100276", nama="WA ODE SALMA", tempat_lahir="SOROPIA", tanggal_lahir=date(1984, 8, 14),
    jenis_kelamin="P", golongan_darah="O", status_kawin="kawin", nama_ibu="WA MUNA",
    alamat="Dusun II dekat dermaga", dusun="II", rt="003", rw="002", kode_pos="93351", hp="081299000417",
    pernah_peserta="tidak", pekerjaan="OLAH_IKAN", lokasi_kerja="Tempat pendaratan ikan Bajo Indah",
    jam_kerja="06.00 \u2013 14.00", penghasilan=900_000, sk_nomor="188.45/412/2026, Keputusan Bupati Konawe",
    sk_tanggal=date(2026, 11, 2), program=("JKK", "JKM"),
    sumber_dana=SumberDana(jkk_jkm="APBD_KAB"), periode_bayar=6, mulai=date(2026, 12, 1),
    keluarga=(
        Keluarga(nama="LA ODE HASAN", hubungan="suami", nik="7402110302809366", tanggal_lahir=date(1980, 2, 3),
                 hp="081399000418", urutan=1),
        Keluarga(nama="WA ODE NURLIA", hubungan="anak", nik="7402115706079205", tanggal_lahir=date(2007, 6, 17),
                 urutan=2),
        Keluarga(nama="LA ODE FAJAR", hubungan="anak", nik="7402112211129114", tanggal_lahir=date(2012, 11, 22),
                 urutan=3, wali="La Ode Hasan (ayah)"),
    ),
    berkas={"F1A": "ada", "KTP": "ada", "KK": "ada", "SKET_KERJA": "ada", "KTP_AW": "ada"},
)
SALMA_DUES = Dues(
    segmen="BPU", dasar=1_000_000, lapis=1, bulan=6, sebulan_sen=1_680_000, jumlah_sen=10_080_000, dagger=False,
    sumber="PP 44/2015 Lampiran II",
    lines=(DuesLine("JKK", True, "1% dari dasar iuran", "APBD_KAB", 1_000_000),
           DuesLine("JKM", True, "tetap", "APBD_KAB", 680_000),
           DuesLine("JHT", False, "2% dari dasar iuran", "", 0)),
)
RUSDIN = Peserta(
    uid="2", nomor="PU-000009", kelompok="perangkat_desa", segmen="PU", nik="7402111706889041",
    no_kk="7402112109140058", nama="RUSDIN", tempat_lahir="SOROPIA", tanggal_lahir=date(1988, 6, 17),
    jenis_kelamin="L", golongan_darah="B", status_kawin="kawin", nama_ibu="WA HANIAH", alamat="Dusun I depan masjid",
    dusun="I", rt="001", rw="001", kode_pos="93351", hp="081299000241", pernah_peserta="tidak", jabatan="KAUR_TU",
    mulai_bekerja=date(2023, 1, 2), penghasilan=2_022_200, sk_nomor="141/03/BI/2023, Keputusan Kepala Desa Bajo Indah",
    sk_tanggal=date(2023, 1, 2), program=("JKK", "JKM"), sumber_dana=SumberDana(jkk_jkm="APBDES_ADD"),
    periode_bayar=1, mulai=date(2026, 12, 1),
    keluarga=(
        Keluarga(nama="SITTI MARWAH", hubungan="istri", nik="7402114903909072", tanggal_lahir=date(1990, 3, 9),
                 hp="081399000242", urutan=1),
        Keluarga(nama="ALIYA RAMADHANI", hubungan="anak", nik="7402115106159120", tanggal_lahir=date(2015, 6, 11),
                 urutan=2, wali="ibu"),
        Keluarga(nama="FAHRI RUSDIN", hubungan="anak", nik="7402110402199187", tanggal_lahir=date(2019, 2, 4),
                 wali="ibu"),
    ),
    berkas={"F1A": "ada", "KTP": "ada", "KK": "tidak_ada", "SK": "ada"},
)
RUSDIN_DUES = Dues(
    segmen="PU", dasar=2_022_200, lapis=None, bulan=1, sebulan_sen=1_091_988, jumlah_sen=1_091_988, dagger=True,
    sumber="PP 44/2015",
    lines=(DuesLine("JKK", True, "0,24% dari dasar upah", "APBDES_ADD", 485_328),
           DuesLine("JKM", True, "0,30% dari dasar upah", "APBDES_ADD", 606_660),
           DuesLine("JHT", False, "belum diikuti", "", 0)),
)
DESA = (BerkasDesa(kode="PERMOHONAN", label="Surat pengantar Kepala Desa", state="ada",
                   keterangan="No. 560/118/BI/XI/2026"),
        BerkasDesa(kode="NOMINATIF", label="Daftar nominatif", state="ada", keterangan="2 lembar, 14 orang"),
        BerkasDesa(kode="SPTJM", label="SPTJM Kepala Desa (bermeterai)", state="tidak_ada",
                   keterangan="menunggu tanda tangan Kepala Desa, menyusul"))


def context(**changes: Any) -> PrintContext:
    ctx = PrintContext(unit=UNIT, policy=Policy(), hari=date(2026, 11, 20), waktu=datetime(2026, 11, 20, 10, 42),
                       bundel="B-0029", pencetak="Nurhayati Salam", berkas_desa=DESA, batas=date(2026, 11, 27))
    return replace(ctx, **changes)


def salma(**changes: Any) -> PrintPerson:
    """The BPU person of the mock-up; ``changes`` go to the record."""
    p = replace(SALMA, **changes)
    return PrintPerson(peserta=p, dues=SALMA_DUES, nomor=p.nomor, kode_periksa="7f3a91c2")


def rusdin(**changes: Any) -> PrintPerson:
    p = replace(RUSDIN, **changes)
    return PrintPerson(peserta=p, dues=RUSDIN_DUES, nomor=p.nomor, kode_periksa="c41b7e05")


def form(person: PrintPerson) -> Sheet:
    return Sheet(jenis="formulir", people=(person,))
