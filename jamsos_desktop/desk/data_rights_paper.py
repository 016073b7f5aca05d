"""Papers about somebody's data: the copy they ask for, consent and its withdrawal, destruction, notice of a breach."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from jamsos_desktop import texts
from jamsos_desktop.desk import data_rights_held as holding
from jamsos_desktop.desk import data_rights_reading as reading
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.data_rights_records import BASES, Breach, DestructionRow
from jamsos_desktop.desk.printing_context import print_context
from jamsos_desktop.desk.trail_door import Note, entry, write_noted
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.policy.privacy import BREACH
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import erasing
from jamsos_desktop.store.engine import Database

if TYPE_CHECKING:
    from jamsos_desktop.paper.kinds.letters import LetterContent
    from jamsos_desktop.paper.sheets import PrintContext
    from jamsos_desktop.paper.single.roster import Part

COPY, WITHDRAWAL, CONSENT = "data_saya", "tarik_persetujuan", "persetujuan"
PERSON_PAPERS = {COPY: "Data saya", WITHDRAWAL: "Tarik persetujuan", CONSENT: "Lembar persetujuan"}
_NOTED = "data_saya"  # the action: a copy of everything was made
_DAGGER = " \u2020"
_WIDE = 184.0  # mm, the whole width of a table


def person_paper_job(ctx: Context, uid: str, jenis: str, path: Path | None) -> Job[Path]:
    """See ``DataRights.rights_paper_job``."""
    if jenis not in PERSON_PAPERS:
        raise Problem("DOKUMEN_TAK_DIKENAL", f"Dokumen {jenis} tidak dikenal.", TIDAK_BERUBAH,
                      f"Pilih salah satu: {', '.join(PERSON_PAPERS)}.")
    yield Progress(0, 1, PERSON_PAPERS[jenis])
    with ctx.open() as db:
        person = holding.person_of(db, uid)
        paper = print_context(ctx, db, ctx.unit.kertas, "")
        made = _copy(ctx, db, person, paper) if jenis == COPY else _letter(ctx, person, jenis, paper)

    noted = entry(ctx, _NOTED, "peserta", uid) if jenis == COPY else \
        entry(ctx, "cetak", "peserta", uid, PERSON_PAPERS[jenis].lower())
    return _write(ctx, path, PERSON_PAPERS[jenis], person.nomor, made, noted)


def _write(ctx: Context, path: Path | None, title: str, mark: str, made: bytes, noted: Note) -> Path:
    name = f"{title.replace(' ', '-')}-{mark}-{ctx.clock.now():%Y%m%d-%H%M%S}.pdf"
    path = path or ctx.folder.outbox / name
    return write_noted(ctx, made, path, noted)


# --- the copy -----------------------------------------------------------------------------------------

# Share of the width of each column, by how many there are.
_SHARES = {2: (0.3, 0.7), 3: (0.2, 0.34, 0.46), 4: (0.24, 0.32, 0.2, 0.24), 5: (0.15, 0.15, 0.22, 0.28, 0.2),
           6: (0.25, 0.15, 0.17, 0.13, 0.14, 0.16)}


def _copy(ctx: Context, db: Database, person: Peserta, paper: PrintContext) -> bytes:
    from jamsos_desktop.paper.draw.words import capitals
    from jamsos_desktop.paper.single.roster import Roster, roster

    now = ctx.clock.now()
    under = (f"Salinan semua data yang disimpan kantor tentang {capitals(person.nama) or person.nomor}.",
             f"Dibuat {texts.long_date(now.date())} pukul {texts.clock(now)} untuk orangnya sendiri.")
    return roster(Roster(title="Data saya", under=under,
                         parts=tuple(_part(part) for part in holding.parts(ctx, db, person)),
                         closing=_closing(ctx), signers=("Yang menyerahkan", "Yang menerima")), paper)


def _part(part: holding.HeldPart) -> Part:
    from jamsos_desktop.paper.single.roster import Column, Part

    widths = [round(share * _WIDE, 1) for share in _SHARES[len(part.kolom)]]
    widths[-1] = round(_WIDE - sum(widths[:-1]), 1)
    columns = tuple(Column(head, wide) for head, wide in zip(part.kolom, widths, strict=True))
    return Part(part.judul, columns, part.baris)


def _closing(ctx: Context) -> tuple[str, ...]:
    """What one may ask next, and how long the data are kept."""
    privacy = ctx.policy.pribadi
    asks = [f"{right.label} ({right.pasal}){_DAGGER if right.belum_dikonfirmasi else ''}"
            for kode, right in privacy.hak.items() if kode != BREACH]
    keeps = [f"{rule.label}: {rule.bulan} bulan{_DAGGER if rule.belum_dikonfirmasi else ''}"
             for rule in privacy.retensi.values()]
    told = (f"{_DAGGER.strip()} Belum dikonfirmasi.",) if any(_DAGGER in one for one in (*asks, *keeps)) else ()
    return ("Hak Anda menurut UU 27/2022: " + "; ".join(asks) + ".",
            "Masa simpan: " + "; ".join(keeps) + ".",
            "NIK anggota keluarga tidak ditulis utuh: itu data mereka sendiri.", *told)


# --- letters ------------------------------------------------------------------------------------------


def _letter(ctx: Context, person: Peserta, jenis: str, paper: PrintContext) -> bytes:
    from jamsos_desktop.paper.draw.letter import DOTS
    from jamsos_desktop.paper.draw.words import capitals, phone, said
    from jamsos_desktop.paper.kinds.letters import LetterContent

    name, given = capitals(said(person, "nama")), person.persetujuan
    who = tuple(row for row in _identity(person, paper)) + (("Nomor HP", phone(said(person, "hp"))),)
    if jenis == CONSENT:
        parents = [capitals(kin.nama) for kin in person.keluarga if kin.hubungan == "orang_tua"]
        guardian = (("Nama wali", parents[0] if len(parents) == 1 else ""), ("NIK wali", ""),
                    ("Hubungan dengan orang ini", "ORANG TUA" if len(parents) == 1 else ""), ("Alamat wali", ""))
        content = LetterContent(naskah="persetujuan", tanggal=ctx.today, varian=_way(ctx, person),
                                values={"nama": name}, data={"orang": who, "wali": guardian})
    else:
        day = texts.long_date(given.tanggal) if given else DOTS
        content = LetterContent(naskah="tarik_persetujuan", tanggal=ctx.today, data={"orang": who}, values={
            "nama": name, "setuju": day, "sebab": given.sebab_tarik if given and given.sebab_tarik else DOTS})
    return _made(ctx, content, paper, PERSON_PAPERS[jenis], person.nomor)


def _identity(person: Peserta, paper: PrintContext) -> tuple[tuple[str, str], ...]:
    from jamsos_desktop.paper.address import address_of
    from jamsos_desktop.paper.draw.words import capitals, said

    day = texts.long_date(person.tanggal_lahir) if person.tanggal_lahir else said(person, "tanggal_lahir")
    born = ", ".join(part for part in (capitals(said(person, "tempat_lahir")), day) if part)
    return (("Nama", capitals(said(person, "nama"))), ("NIK", said(person, "nik")), ("Tempat, tanggal lahir", born),
            ("Alamat", address_of(person, paper.unit)))


def _way(ctx: Context, person: Peserta) -> str:
    """How the sheet is signed: a guardian for who is not of age, else as noted."""
    from jamsos_desktop.desk.printing_own_letters import PAPER_WAYS

    if ctx.policy.is_minor(person.tanggal_lahir, ctx.today):
        return "wali"
    noted = person.persetujuan.cara if person.persetujuan else ""
    return noted if noted in PAPER_WAYS else "tanda_tangan"


def _made(ctx: Context, content: LetterContent, paper: PrintContext, title: str, nomor: str) -> bytes:
    from jamsos_desktop.paper.single.data_letter import data_letter

    rows = {f"{name}.{head}": value for name, data in content.data.items() for head, value in data}
    code = ctx.check_code({"naskah": content.naskah, "varian": content.varian, "nomor": content.nomor,
                           **content.values, **rows})
    return data_letter(content, paper, title, nomor, code)


def destruction_paper_job(ctx: Context, destruction_id: str, path: Path | None) -> Job[Path]:
    """See ``DataRights.destruction_paper_job``."""
    yield Progress(0, 1, "Berita acara pemusnahan")
    with ctx.open() as db:
        found = [row for row in reading.destruction_rows(db) if row.id.endswith(destruction_id)]
        if len(found) != 1 or not destruction_id:
            raise Problem("PEMUSNAHAN_TIDAK_ADA", "Pemusnahan itu tidak tercatat.", TIDAK_BERUBAH, "Muat ulang daftar.")
        number = len(erasing.destructions(db)) - reading.destruction_rows(db).index(found[0])
        paper = print_context(ctx, db, ctx.unit.kertas, "")
        made = _destruction(ctx, found[0], number, paper)
    return _write(ctx, path, "Berita acara pemusnahan", f"{number:03}", made,
                  entry(ctx, "cetak", "lembar", f"berita acara pemusnahan {number:03}"))


def _destruction(ctx: Context, row: DestructionRow, number: int, paper: PrintContext) -> bytes:
    from jamsos_desktop.paper.kinds.letters import LetterContent

    until = texts.long_date(row.salinan_sampai) if row.salinan_sampai else "tidak ada lagi"
    facts = (("Waktu", f"{texts.day_name(row.waktu.date())}, pukul {texts.clock(row.waktu)}"),
             ("Oleh", texts.title_name(row.oleh)), ("Dasar", BASES.get(row.dasar, row.dasar)),
             ("Jumlah orang", texts.number(row.orang)), ("Scan berkas", texts.number(row.scan)),
             ("File kiriman dan cetakan", texts.number(row.kiriman)),
             ("Selesai", "ya" if row.selesai else "belum, dilanjutkan saat aplikasi dibuka"))
    copies = (("Cadangan di laptop ini", f"hilang paling lambat {until}" if row.salinan_sampai else until),
              ("Flashdisk cadangan", "dihapus dengan tangan: ......................................"),
              ("DPMD", "diberi tahu lewat kiriman berikutnya, lalu ikut menghapus"))
    content = LetterContent(naskah="pemusnahan", tanggal=ctx.today, nomor=f"PD-{number:03}",
                            data={"rincian": facts, "salinan": copies})
    return _made(ctx, content, paper, "Berita acara pemusnahan", f"PD-{number:03}")


def breach_paper_job(ctx: Context, breach: Breach, path: Path | None) -> Job[Path]:
    """See ``DataRights.breach_paper_job``."""
    yield Progress(0, 1, "Pemberitahuan kebocoran")
    for said, what in ((breach.data, "data yang terungkap"), (breach.terjadi, "kejadiannya"),
                       (breach.penanganan, "penanganannya")):
        if not said.strip():
            raise Problem("ISIAN_KOSONG", f"Belum ditulis: {what}.", TIDAK_BERUBAH, "Tulis dalam satu dua kalimat.")
    with ctx.open() as db:
        made = _breach(ctx, breach, print_context(ctx, db, ctx.unit.kertas, ""))
    return _write(ctx, path, "Pemberitahuan kebocoran", "lembaga" if breach.kepada_lembaga else "orang", made,
                  entry(ctx, "kebocoran", "desa", ctx.unit.kode))


def _breach(ctx: Context, breach: Breach, paper: PrintContext) -> bytes:
    from jamsos_desktop.paper.draw.letter import DOTS
    from jamsos_desktop.paper.draw.words import capitals, plain_text
    from jamsos_desktop.paper.kinds.letters import LetterContent

    until = breach.diketahui + timedelta(hours=ctx.policy.pribadi.hak[BREACH].jam)
    to = "Lembaga pelindungan data pribadi" if breach.kepada_lembaga else capitals(breach.nama) or DOTS
    told: Callable[[date], str] = texts.long_date
    content = LetterContent(
        naskah="kebocoran", tanggal=ctx.today, varian="lembaga" if breach.kepada_lembaga else "orang",
        values={"nama": to, "data": plain_text(breach.data), "terjadi": plain_text(breach.terjadi),
                "penanganan": plain_text(breach.penanganan)},
        data={"kepada": (("Kepada", to),),
              "waktu": (("Diketahui", f"{told(breach.diketahui.date())}, pukul {texts.clock(breach.diketahui)}"),
                        ("Batas pemberitahuan", f"{told(until.date())}, pukul {texts.clock(until)}"))})
    return _made(ctx, content, paper, "Pemberitahuan kebocoran", "KEBOCORAN")
