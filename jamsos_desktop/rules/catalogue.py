"""Every rule, in the order people meet them, and the one door through which all of them run."""

from __future__ import annotations

from jamsos_desktop.model.findings import Finding
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.rules import (
    address,
    complete,
    contact,
    decree,
    family,
    folder,
    funding,
    identity,
    leaving,
    names,
    poverty,
    privacy,
    work,
)
from jamsos_desktop.rules.kinds import Known, Rule

RULES: tuple[Rule, ...] = (
    privacy.dibatasi, privacy.ditarik,
    complete.mentah, identity.nik_len, identity.nik_tanggal, identity.nik_provinsi, identity.nik_eq_kk,
    identity.nik_dup_desa, identity.kk_len, names.nama, names.ibu, names.huruf_cetak, identity.dob, work.age_min,
    work.age_max_bpu, work.job_excl, contact.kodepos, work.upah, complete.program_wajib, decree.pkwt_end, poverty.desil,
    family.ahli_waris_nama, family.ahli_waris_nik, complete.wajib, family.ahli_waris, family.ahli_waris_isi,
    funding.sumber_dana, contact.kpj_kosong, leaving.keluar, folder.scan, leaving.keluar_awal, complete.masa_iuran,
    complete.mulai, identity.nik_dob, identity.nik_sex, identity.nik_serial, identity.tertukar_kk, names.huruf_campur,
    names.gelar_di_nama, names.singkatan, names.ibu_sama, work.age_ktp, work.age_perangkat, work.job_cek,
    work.jabatan_cek, work.kelompok_unit, work.segmen, work.pu_bpu, work.double, work.upah_min, work.upah_janggal,
    decree.mulai_bekerja, decree.sk_tanggal, decree.sk_pasangan, decree.sk_berakhir, decree.kontrak_berakhir,
    poverty.desil_tinggi, poverty.desil_lama, funding.dana, funding.wadah, address.alamat, address.alamat_desa,
    address.rt_rw, address.dusun, contact.hp, contact.email, contact.rek, contact.rek_bank, contact.rek_nama,
    contact.npwp, contact.kpj, family.ahli_waris_tanpa, family.ahli_waris_pasangan, family.ahli_waris_lahir,
    family.ahli_waris_anak, family.ahli_waris_urut, identity.nik_region, identity.ktp_lama, decree.sk_akan_berakhir,
    poverty.desil_kosong, funding.periode, family.ahli_waris_tidak_ada, leaving.keluar_lunas, folder.berkas,
)

_CHECKS = tuple((rule, rule.check) for rule in RULES)


def check(p: Peserta, known: Known) -> list[Finding]:
    """All findings on one person, worst first, then in the order of ``RULES``.

    A finding that a person settled ("sudah dicocokkan dengan KTP") is left out; one that blocks or
    may not be settled stays.
    """
    settled = {done.kode for done in p.dicocokkan}
    found = [f for rule, check in _CHECKS for hit in check(p, known)
             if not ((f := rule.finding(hit)).settleable and f.kode in settled)]
    return sorted(found, key=lambda finding: finding.tingkat.rank)
