"""Each person's own letters: surat keterangan, consent to the use of their data, receipt for papers handed in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from jamsos_desktop import texts
from jamsos_desktop.desk.judging import job_label
from jamsos_desktop.desk.letter_numbers import number_after
from jamsos_desktop.desk.printing_forms import per_person
from jamsos_desktop.desk.printing_letters import DASH, HEADS, letter_code, letter_number, office_data
from jamsos_desktop.desk.printing_records import Asked, Kind, PlannedSheet
from jamsos_desktop.model.codes import code_label
from jamsos_desktop.model.privacy import shown
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.paper.sheets import PrintContext, Sheet
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem

if TYPE_CHECKING:
    from jamsos_desktop.paper.draw.letter import LetterTable
    from jamsos_desktop.paper.kinds.letters import LetterContent

SEX = "Jenis kelamin"
PAPER_WAYS = ("tanda_tangan", "cap_jempol", "wali")  # one who is recorded signs nothing
TEXTS = {"ekosistem_desa": "keterangan_ekosistem", "pekerja_rentan": "keterangan_rentan"}


def _sheet(asked: Asked, planned: PlannedSheet, person: Peserta, content: LetterContent) -> Sheet:
    return Sheet(jenis=planned.jenis, isi=content, nama=planned.nama, nomor=person.nomor,
                 ke=asked.copy_number(planned.jenis, person.uid),
                 kode_periksa=letter_code(asked, planned.jenis, content))


def _identity(person: Peserta, paper: PrintContext, kode: str) -> tuple[tuple[str, str], ...]:
    """Who a letter of a kind is about."""
    from jamsos_desktop.paper.address import address_of
    from jamsos_desktop.paper.draw.words import capitals, said
    from jamsos_desktop.paper.sheets import PAPERS

    day = texts.long_date(person.tanggal_lahir) if person.tanggal_lahir else said(person, "tanggal_lahir")
    born = ", ".join(part for part in (capitals(said(person, "tempat_lahir")), day) if part)
    nik = shown("nik", said(person, "nik"), PAPERS[kode].tempat)
    return (("Nama", capitals(said(person, "nama"))), ("NIK", nik),
            ("Tempat, tanggal lahir", born),
            (SEX, code_label("jenis_kelamin", person.jenis_kelamin) if person.jenis_kelamin else ""),
            ("Alamat", address_of(person, paper.unit)))


# Surat keterangan.

def _work(asked: Asked, planned: PlannedSheet, paper: PrintContext) -> Sheet:
    from jamsos_desktop.paper.kinds.letters import LetterContent

    ((person, _),) = asked.of(planned.uids)
    if person.jabatan in HEADS:
        raise Problem("KEPALA_SENDIRI", "Kepala desa tidak menerangkan pekerjaannya sendiri.", TIDAK_BERUBAH,
                      "Minta surat keterangannya dari camat bila diperlukan.")
    # Counted in the order of the people asked for, so that a reprint gives everyone their number again.
    number = number_after(letter_number(asked, "keterangan"), asked.places[person.uid])
    return _sheet(asked, planned, person, LetterContent(
        naskah=TEXTS.get(person.kelompok, "keterangan_bekerja"), tanggal=asked.letter_day, nomor=number,
        values=_work_values(asked, person),
        data={"kepala": office_data(paper), "orang": _identity(person, paper, planned.jenis)}))


def _work_values(asked: Asked, person: Peserta) -> Mapping[str, str]:
    from jamsos_desktop.paper.draw.letter import DOTS
    from jamsos_desktop.paper.draw.words import capitals, plain_text, said

    job = capitals(job_label(asked.ctx, person))
    number, day = said(person, "sk_nomor"), texts.long_date(person.sk_tanggal) if person.sk_tanggal else ""
    values = {
        "nama": capitals(said(person, "nama")), "jabatan": job, "pekerjaan": job,
        "sk": " tanggal ".join(part for part in (number, day) if part),
        "mulai": texts.long_date(person.mulai_bekerja) if person.mulai_bekerja else said(person, "mulai_bekerja"),
        "penghasilan": texts.rupiah(person.penghasilan) if person.penghasilan is not None else "",
        "lokasi": plain_text(said(person, "lokasi_kerja")) or plain_text(asked.ctx.unit.sebutan),
    }
    return {key: value or DOTS for key, value in values.items()}


# Consent.

def consent_way(asked: Asked, person: Peserta) -> str:
    """How somebody consents: as ordered, else as noted, else a guardian for who is not of age."""
    if asked.opsi.persetujuan:
        return asked.opsi.persetujuan
    if asked.ctx.policy.is_minor(person.tanggal_lahir, asked.letter_day):
        return "wali"
    noted = person.persetujuan.cara if person.persetujuan else ""
    return noted if noted in PAPER_WAYS else "tanda_tangan"


def _plan_consent(asked: Asked) -> list[PlannedSheet]:
    if asked.opsi.persetujuan and asked.opsi.persetujuan not in PAPER_WAYS:
        raise Problem("PERSETUJUAN_SALAH", f"Cara persetujuan {asked.opsi.persetujuan} tidak dikenal.", TIDAK_BERUBAH,
                      f"Pilih salah satu: {', '.join(PAPER_WAYS)}.")
    return per_person(asked, "persetujuan")


def _consent(asked: Asked, planned: PlannedSheet, paper: PrintContext) -> Sheet:
    from jamsos_desktop.paper.draw.words import capitals, phone, said
    from jamsos_desktop.paper.kinds.letters import LetterContent

    ((person, _),) = asked.of(planned.uids)
    # One sheet even for a ward with the longest name and address: the NIK tells the sex.
    who = (*(row for row in _identity(person, paper, planned.jenis) if row[0] != SEX),
           ("Nomor HP", phone(said(person, "hp"))))
    parents = [capitals(kin.nama) for kin in person.keluarga if kin.hubungan == "orang_tua"]
    guardian = (("Nama wali", parents[0] if len(parents) == 1 else ""), ("NIK wali", ""),
                ("Hubungan dengan orang ini", "ORANG TUA" if len(parents) == 1 else ""), ("Alamat wali", ""))
    return _sheet(asked, planned, person, LetterContent(
        naskah="persetujuan", tanggal=asked.letter_day, varian=consent_way(asked, person),
        values={"nama": capitals(said(person, "nama"))}, data={"orang": who, "wali": guardian}))


# Receipt.

def _receipt(asked: Asked, planned: PlannedSheet, paper: PrintContext) -> Sheet:
    from jamsos_desktop.paper.draw.words import capitals, said
    from jamsos_desktop.paper.kinds.letters import LetterContent

    ((person, _),) = asked.of(planned.uids)
    table, lacking = _papers(asked, person)
    after = ("belum" if paper.batas else "belum_tanpa_batas") if lacking else "lengkap"
    return _sheet(asked, planned, person, LetterContent(
        naskah="terima_berkas", tanggal=asked.letter_day, varian=after,
        values={"nama": capitals(said(person, "nama"))},
        data={"orang": _identity(person, paper, planned.jenis)}, tables={"berkas": table}))


def _papers(asked: Asked, person: Peserta) -> tuple[LetterTable, bool]:
    """Every paper that must be there and every other one that is; and whether some must still be brought."""
    from jamsos_desktop.paper.draw.letter import TICK, LetterTable

    rows: list[tuple[str, ...]] = []
    lacking = False
    for paper in asked.ctx.policy.berkas_orang(person.kelompok):
        state, must = person.berkas.get(paper.kode, ""), paper.perlu.get(person.kelompok) == "W"
        if paper.tahap != "kirim" or not (must or state == "ada"):
            continue
        lacking |= state != "ada"
        rows.append((f"{len(rows) + 1}.", paper.label, "wajib" if must else DASH, TICK if state == "ada" else "BELUM",
                     ""))
    columns = (("No.", 9.0, "center"), ("Berkas", 86.0, "left"), ("Wajib", 18.0, "center"),
               ("Diterima", 22.0, "center"), ("Keterangan", 49.0, "left"))
    return LetterTable(columns, tuple(rows)), lacking


def _plan_work(asked: Asked) -> list[PlannedSheet]:
    letter_number(asked, "keterangan")
    return per_person(asked, "keterangan")


WORK = Kind("Satu lembar per orang", _plan_work, _work)
CONSENT = Kind("Tanda tangan, cap jempol atau wali", _plan_consent, _consent)
RECEIPT = Kind("Berkas yang sudah diserahkan", lambda asked: per_person(asked, "terima_berkas"), _receipt)
