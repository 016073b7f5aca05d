"""Rules on age, post, job and wage."""

from __future__ import annotations

from collections.abc import Iterator

from jamsos_desktop.model.codes import code_label
from jamsos_desktop.model.findings import Mend, Tingkat
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.policy import Jabatan
from jamsos_desktop.rules.kinds import PERIKSA, SALAH, Hit, Known, age, rule, unsure
from jamsos_desktop.texts import rupiah

LOWEST_WAGE, HIGHEST_WAGE = 50_000, 50_000_000  # rupiah a month; beyond them a slip of the noughts is likelier
NO_JOB = "LAIN"
OFFICES = {"kelurahan": "kelurahan", "opd": "dinas atau badan"}  # units without perangkat desa
VILLAGE_GROUPS = ("perangkat_desa", "ekosistem_desa")
USUAL_SEGMEN = {"perangkat_desa": "PU", "non_asn": "PU", "pekerja_rentan": "BPU"}
KTP_JOB = "Tanda pekerjaan ini"
NOT_ELIGIBLE = {"asn": "PNS", "tni": "TNI", "polri": "Polri"}
TO_CHECK = {
    "pensiunan": "Pekerjaan di KTP: pensiunan. Pastikan bukan penerima Taspen atau Asabri.",
    "pu_lain": "Pekerjaan di KTP: karyawan. Pastikan belum didaftarkan pemberi kerja lain.",
    "pejabat_negara": "Pekerjaan di KTP: pejabat negara. Pastikan boleh didaftarkan.",
}


def _age_hits(kode: str, p: Peserta, known: Known, cara: str) -> Iterator[Hit]:
    """Whoever joined within the limits stays within them, so the day of joining counts, not today."""
    born = p.tanggal_lahir
    start = p.mulai or known.today
    limit = known.policy.age_limits(kode, p.segmen, p.kelompok, start)
    if born is None or limit is None or born > min(start, known.today):
        return
    years = age(born, start)
    level, how, brief = Tingkat(limit.tingkat), unsure(cara, limit.belum_dikonfirmasi), f"Umur {years} tahun"
    if limit.termuda is not None and years < limit.termuda:
        yield Hit(f"Umur saat mulai {years} tahun, paling muda {limit.termuda}.", brief, tingkat=level, cara=how)
    elif limit.tertua is not None and years > limit.tertua:
        yield Hit(f"Umur saat mulai {years} tahun, paling tua {limit.tertua}.", brief, tingkat=level, cara=how)


@rule("AGE_MIN", SALAH, "tanggal_lahir", apa="Umur saat mulai tidak di bawah batas (bawaan 15 tahun).",
      cara="Lihat tanggal lahir di KTP. Belum cukup umur berarti belum bisa didaftarkan.",
      sumber="batas umum, belum dikonfirmasi; usia.csv")
def age_min(p: Peserta, known: Known) -> Iterator[Hit]:
    yield from _age_hits("AGE_MIN", p, known, age_min.cara)


@rule("AGE_MAX_BPU", SALAH, "tanggal_lahir", apa="Umur peserta BPU saat mulai tidak di atas batas (bawaan 64 tahun).",
      cara="Lihat tanggal lahir di KTP. Pilih orang lain bila benar.",
      sumber="presstoday.id (Ngawi 2025), belum dikonfirmasi; usia.csv")
def age_max_bpu(p: Peserta, known: Known) -> Iterator[Hit]:
    yield from _age_hits("AGE_MAX_BPU", p, known, age_max_bpu.cara)


@rule("AGE_KTP", PERIKSA, "tanggal_lahir", apa="Di bawah batas umur KTP (bawaan 17 tahun) biasanya belum ada KTP.",
      cara="Pastikan KTP-el sudah ada.", sumber="pengetahuan umum; usia.csv")
def age_ktp(p: Peserta, known: Known) -> Iterator[Hit]:
    yield from _age_hits("AGE_KTP", p, known, age_ktp.cara)


@rule("AGE_PERANGKAT", PERIKSA, "tanggal_lahir", apa="Umur perangkat desa di dalam batas (bawaan 20 sampai 60 tahun).",
      cara="Cocokkan tanggal lahir dengan KTP dan SK.", sumber="UU 6/2014, pengetahuan umum; usia.csv")
def age_perangkat(p: Peserta, known: Known) -> Iterator[Hit]:
    yield from _age_hits("AGE_PERANGKAT", p, known, age_perangkat.cara)


@rule("JOB_EXCL", SALAH, "pekerjaan_ktp", apa="PNS, TNI dan Polri tidak didaftarkan di sini.",
      cara="Periksa pekerjaan di KTP. ASN, TNI dan Polri dijamin Taspen atau Asabri.",
      sumber="SE Mendagri 842.2/5193/SJ; Permendagri 109/2019")
def job_excl(p: Peserta, known: Known) -> Iterator[Hit]:
    job = known.policy.pekerjaan_ktp.get(p.pekerjaan_ktp)
    if job and job.tanda in NOT_ELIGIBLE:
        yield Hit(f"Pekerjaan di KTP: {NOT_ELIGIBLE[job.tanda]}. Tidak dapat didaftarkan.",
                  f"{NOT_ELIGIBLE[job.tanda]} di KTP",
                  cara=unsure(job_excl.cara, job.belum_dikonfirmasi, KTP_JOB))


@rule("JOB_CEK", PERIKSA, "pekerjaan_ktp", apa="Pekerjaan di KTP cocok dengan yang didaftarkan.",
      cara="Tanyakan kepada orangnya.", sumber="Permendagri 109/2019; simpulan")
def job_cek(p: Peserta, known: Known) -> Iterator[Hit]:
    job = known.policy.pekerjaan_ktp.get(p.pekerjaan_ktp)
    if job is None:
        return
    how = unsure(job_cek.cara, job.belum_dikonfirmasi, KTP_JOB)
    if job.tanda in TO_CHECK and not (job.tanda == "pu_lain" and p.segmen == "PU"):
        yield Hit(TO_CHECK[job.tanda], "Pekerjaan KTP lain", cara=how)
    elif job.tanda == "tidak_bekerja" and p.segmen == "BPU":
        yield Hit("KTP menulis belum bekerja. Pastikan punya kegiatan ekonomi.", "Pekerjaan KTP lain", cara=how)


@rule("JABATAN_CEK", PERIKSA, "jabatan", apa="Jabatan ini boleh didaftarkan dan sesuai kelompoknya.",
      cara="Cocokkan dengan SK.", sumber="jabatan.csv")
def jabatan_cek(p: Peserta, known: Known) -> Iterator[Hit]:
    post = known.policy.jabatan.get(p.jabatan)
    if post and post.pesan_periksa:
        yield Hit(post.pesan_periksa, "Periksa jabatan", cara=_post_unsure(jabatan_cek.cara, post))
    elif post and p.kelompok and post.kelompok != p.kelompok:
        yield Hit(f"{post.label} biasanya bukan kelompok ini.", "Kelompok beda", ("kelompok", "jabatan"),
                  cara=_post_unsure(jabatan_cek.cara, post))


def _post_unsure(cara: str, post: Jabatan) -> str:
    return f"{cara} Ketentuan jabatan ini belum dikonfirmasi." if post.belum_dikonfirmasi else cara


@rule("SEGMEN", PERIKSA, "segmen jabatan kelompok", apa="Segmen sesuai jabatan, atau kelompok bila tanpa jabatan.",
      cara="Pilih PU bila menerima upah dari desa atau instansi, selain itu BPU.", sumber="jabatan.csv; PP 44/2015")
def segmen(p: Peserta, known: Known) -> Iterator[Hit]:
    post = known.policy.jabatan.get(p.jabatan)
    if post and post.kelompok != p.kelompok:
        post = None  # JABATAN_CEK asks about that first
    if post and post.segmen == "PU/BPU":
        return
    own = post if post and post.segmen in ("PU", "BPU") else None
    usual = own.segmen if own else USUAL_SEGMEN.get(p.kelompok, p.segmen)
    if p.segmen and p.segmen != usual:
        yield Hit(f"{own.label if own else 'Kelompok ini'} biasanya {usual}, terisi {p.segmen}.", "Segmen beda",
                  mends=(Mend(f"Pakai {usual}", "segmen", usual),),
                  cara=_post_unsure(segmen.cara, own) if own else "")


@rule("DOUBLE", PERIKSA, "pernah_peserta permohonan", apa="Yang didaftarkan belum aktif di tempat lain.",
      cara="Tanyakan kartu lama, atau cek lewat BPJS dengan NIK.", sumber="presstoday.id (Ngawi 2025)")
def double(p: Peserta, known: Known) -> Iterator[Hit]:
    if p.pernah_peserta == "ya" and p.permohonan == "daftar" and not p.aktif_sampai:
        yield Hit("Pernah jadi peserta. Pastikan tidak sedang aktif di segmen lain.", "Pernah terdaftar")


@rule("UPAH", SALAH, "penghasilan", apa="Penghasilan lebih dari 0 untuk PU dan tidak negatif.",
      cara="Isi penghasilan sebulan dalam rupiah.", sumber="PP 44/2015")
def upah(p: Peserta, known: Known) -> Iterator[Hit]:
    if p.penghasilan is not None and (p.penghasilan < 0 or (p.penghasilan == 0 and p.segmen == "PU")):
        yield Hit(f"Penghasilan terisi {rupiah(p.penghasilan)}.", "Penghasilan salah")


@rule("UPAH_MIN", PERIKSA, "penghasilan jabatan",
      apa="Siltap tidak di bawah batas PP 11/2019, upah PU lain tidak di bawah upah minimum.",
      cara="Cocokkan dengan Perdes APBDes.", sumber="PP 11/2019; parameter.csv (ump, umk)")
def upah_min(p: Peserta, known: Known) -> Iterator[Hit]:
    wage = p.penghasilan
    if not wage or wage < 0:
        return
    least = known.policy.siltap(p.jabatan, known.today)
    if least is not None:
        if wage < least:
            yield Hit(f"Siltap {rupiah(wage)} di bawah batas {rupiah(least)}.", "Siltap rendah",
                      mends=(Mend(f"Pakai {rupiah(least)}", "penghasilan", str(least)),),
                      cara=unsure(upah_min.cara, known.policy.siltap_unsure(p.jabatan, known.today), "Batas siltap"))
        return
    floor = known.policy.upah_minimum(known.unit.kode, known.today)
    if p.segmen == "PU" and floor and wage < floor[1]:
        # No one-click repair: what the desk pays stands in a decree, and is not raised by a form.
        yield Hit(f"Upah {rupiah(wage)} di bawah {floor[0]} {rupiah(floor[1])}.", "Upah rendah",
                  cara=unsure("Cocokkan dengan SK atau daftar honor.", known.policy.layout_unsure("UPAH_HONOR"),
                              "Batas untuk honor"))


@rule("UPAH_JANGGAL", PERIKSA, "penghasilan", apa="Penghasilan sebulan masuk akal: tidak kurang atau lebih nol.",
      cara="Hitung nolnya. Tulis penghasilan sebulan dalam rupiah penuh.", sumber="simpulan: salah ketik nol")
def upah_janggal(p: Peserta, known: Known) -> Iterator[Hit]:
    wage = p.penghasilan
    if wage and (0 < wage < LOWEST_WAGE or wage > HIGHEST_WAGE):
        yield Hit(f"Penghasilan terisi {rupiah(wage)} sebulan.", "Penghasilan janggal")


@rule("PU_BPU", PERIKSA, "segmen pekerjaan", apa="Penerima upah tidak terdaftar lagi sebagai BPU.",
      cara="Pastikan hanya satu pendaftaran.", sumber="acuan.csv: PU_DAN_BPU")
def pu_bpu(p: Peserta, known: Known) -> Iterator[Hit]:
    job = known.policy.pekerjaan.get(p.pekerjaan)
    if job and p.segmen == "PU" and p.pekerjaan != NO_JOB:
        yield Hit(f"Penerima upah ini juga bekerja sebagai {job.label.lower()}.", "PU dan BPU",
                  cara=unsure(pu_bpu.cara, known.policy.layout_unsure("PU_DAN_BPU"), "Aturan PU bersama BPU"))


@rule("KELOMPOK_UNIT", PERIKSA, "kelompok", apa="Perangkat dan ekosistem desa hanya ada di desa.",
      cara="Pilih Non-ASN atau pekerja rentan.", sumber="UU 6/2014; Permendagri 84/2015")
def kelompok_unit(p: Peserta, known: Known) -> Iterator[Hit]:
    kind = OFFICES.get(known.unit.jenis)
    if kind and p.kelompok in VILLAGE_GROUPS:
        group = code_label("kelompok", p.kelompok)
        yield Hit(f"{group} dipilih, kantor ini {kind}.", "Kelompok beda")
