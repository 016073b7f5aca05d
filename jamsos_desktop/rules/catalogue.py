"""Every rule, in the order people meet them, and the one door through which all of them run."""

from __future__ import annotations

from jamsos_desktop.model.findings import Finding
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.rules import complete, contact, family, identity, names, work
from jamsos_desktop.rules.kinds import Known, Rule

RULES: tuple[Rule, ...] = (
    complete.mentah, identity.nik_len, identity.nik_tanggal, identity.nik_provinsi, identity.nik_eq_kk,
    identity.nik_dup_desa, identity.kk_len, names.nama, names.ibu, names.huruf_cetak, identity.dob, work.age_min,
    work.age_max_bpu, work.job_excl, contact.kodepos, work.upah, complete.program_wajib, work.pkwt_end, work.desil,
    family.ahli_waris_nama, family.ahli_waris_nik, complete.wajib, family.ahli_waris, family.ahli_waris_isi,
    complete.sumber_dana, contact.kpj_kosong, complete.keluar, complete.masa_iuran, complete.mulai, identity.nik_dob,
    identity.nik_sex, identity.nik_serial, identity.tertukar_kk, names.huruf_campur, names.gelar_di_nama,
    names.singkatan, names.ibu_sama, work.age_ktp, work.age_perangkat, work.job_cek, work.jabatan_cek, work.segmen,
    work.double, work.upah_min, work.sk_tanggal, work.sk_berakhir, work.kontrak_berakhir, complete.dana_desa,
    complete.potong_siltap, contact.hp, contact.email, contact.rek, contact.rek_bank, contact.rek_nama, contact.npwp,
    contact.kpj, family.ahli_waris_tanpa, family.ahli_waris_lahir, family.ahli_waris_anak, family.ahli_waris_urut,
    identity.nik_region,
)


def check(p: Peserta, known: Known) -> list[Finding]:
    """All findings on one person, worst first, then in the order of ``RULES``.

    A finding that a person settled ("sudah dicocokkan dengan KTP") is left out; one that blocks or
    may not be settled stays.
    """
    settled = {done.kode for done in p.dicocokkan}
    found = [f for rule in RULES for f in rule.findings(p, known) if not (f.settleable and f.kode in settled)]
    return sorted(found, key=lambda finding: finding.tingkat.rank)
