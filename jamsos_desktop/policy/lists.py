"""The tables of a policy that are plain lists: papers, reasons, required fields, targets, deadlines."""

from __future__ import annotations

from jamsos_desktop.model.fields import BY_KEY
from jamsos_desktop.model.records import KELOMPOK
from jamsos_desktop.policy.records import KEYAKINAN, TENGGAT, TINDAKAN, Alasan, SyaratBerkas, Tenggat
from jamsos_desktop.policy.rows import Files, Row, read_rows, unique

SEGMEN = ("PU", "BPU")


def papers(files: Files) -> tuple[SyaratBerkas, ...]:
    """The papers of a file, in the order people tick them."""
    def make(row: Row) -> SyaratBerkas:
        return SyaratBerkas(
            kode=row.text("kode"), label=row.text("label", required=True), singkat=row.text("singkat", required=True),
            lingkup=row.one_of("lingkup", ("orang", "desa")),
            tahap=row.one_of("tahap", ("kirim", "bpjs", "bayar", "klaim")), perlu=_marks(row),
            sumber=row.text("sumber"), keyakinan=row.sureness())

    columns = f"kode label singkat lingkup {' '.join(KELOMPOK)} tahap sumber keyakinan"
    return tuple(unique(read_rows(files, "berkas.csv", columns), make).values())


def reasons(files: Files) -> dict[str, Alasan]:
    """Why somebody is refused, by code."""
    def make(row: Row) -> Alasan:
        return Alasan(
            kode=row.text("kode"), label=row.text("label", required=True), teks=row.text("teks", required=True),
            cara=row.text("cara", required=True), kolom=row.many_of("kolom", {*BY_KEY, "keluarga"}),
            oleh=row.one_of("oleh", ("", "dpmd", "bpjs")), tindakan=row.one_of("tindakan", TINDAKAN),
            sumber=row.text("sumber"), keyakinan=row.sureness())

    columns = "kode label teks cara kolom oleh tindakan sumber keyakinan"
    return unique(read_rows(files, "alasan.csv", columns), make)


def _marks(row: Row) -> dict[str, str]:
    return {group: row.one_of(group, ("W", "O", "")) for group in KELOMPOK}


def needs(files: Files) -> dict[tuple[str, str], dict[str, str]]:
    """(field key, segmen) -> kelompok -> W, O or "": what may not stay empty."""
    needs: dict[tuple[str, str], dict[str, str]] = {}
    for row in read_rows(files, "wajib.csv", f"kunci segmen {' '.join(KELOMPOK)} sumber keyakinan"):
        key = (row.one_of("kunci", BY_KEY), row.one_of("segmen", ("", *SEGMEN)))
        if key in needs:
            row.bad(f"kunci {key[0]} ditulis dua kali")
        row.sureness()
        needs[key] = _marks(row)
    return needs


def needs_unsure(files: Files) -> frozenset[tuple[str, str]]:
    """The (field key, segmen) of what nobody has confirmed may not stay empty."""
    return frozenset((row.text("kunci"), row.text("segmen")) for row in read_rows(files, "wajib.csv", "kunci segmen")
                     if row.sureness() != KEYAKINAN[0])


def targets(files: Files) -> dict[tuple[str, str, int], int]:
    """People to be covered by (kode, kelompok, tahun); a pack without the table sets none."""
    targets: dict[tuple[str, str, int], int] = {}
    for row in read_rows(files, "sasaran.csv", "kode kelompok tahun orang"):
        key = (row.text("kode", required=True), row.one_of("kelompok", KELOMPOK), row.whole("tahun"))
        if key in targets:
            row.bad("sasaran ini ditulis dua kali")
        targets[key] = row.whole("orang")
    return targets


def deadlines(files: Files) -> tuple[Tenggat, ...]:
    """The deadlines by date."""
    found = [Tenggat(kode=row.one_of("kode", TENGGAT), tanggal=row.day("tanggal"),
                     label=row.text("label", required=True), sumber=row.text("sumber"))
             for row in read_rows(files, "tenggat.csv", "kode tanggal label sumber")]
    return tuple(sorted(found, key=lambda one: one.tanggal))
