"""The letters of a whole bundle: surat pengantar with what it encloses, SPTJM, and the draft of the SK."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from jamsos_desktop.desk.choosing_records import CHOSEN
from jamsos_desktop.desk.choosing_view import check_list
from jamsos_desktop.desk.letter_numbers import LONGEST
from jamsos_desktop.desk.printing_people import Judged
from jamsos_desktop.desk.printing_records import Asked, Kind, PlannedSheet
from jamsos_desktop.model.codes import code_label
from jamsos_desktop.model.records import KELOMPOK, PROGRAM
from jamsos_desktop.paper.sheets import PAPERS, PrintContext, Sheet
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import chosen
from jamsos_desktop.texts import rupiah_exact, spell_out

if TYPE_CHECKING:
    from jamsos_desktop.paper.draw.letter import LetterTable
    from jamsos_desktop.paper.kinds.letters import LetterContent

DASH = "\u2013"
HEADS = ("KADES", "PJ_KADES")  # who signs for others cannot sign for themselves
# Papers of a person that a bundle itself may print, one for everyone in it: they are among what is sent.
PRINTED = {"F1A": "formulir", "SKET_KERJA": "keterangan", "PERSETUJUAN_PDP": "persetujuan"}


def letter_number(asked: Asked, jenis: str) -> str:
    """The number this kind of letter was given; "" leaves dots. Problem NOMOR_SURAT_PANJANG."""
    number = " ".join(asked.opsi.surat.get(jenis, "").split())
    if len(number) > LONGEST:
        raise Problem("NOMOR_SURAT_PANJANG", f"Nomor {PAPERS[jenis].nama} lebih dari {LONGEST} huruf.", TIDAK_BERUBAH,
                      "Tulis nomornya saja, misalnya 560/119/BI/XI/2026.")
    return number


def letter_code(asked: Asked, jenis: str, content: LetterContent) -> str:
    """The check code of what a letter says, its day left out."""
    rows = {f"{name}.{label}": value for name, data in content.data.items() for label, value in data}
    cells = {f"{name}.{nth}": "|".join(row) for name, table in content.tables.items()
             for nth, row in enumerate(table.rows)}
    return asked.code({"jenis": jenis, "varian": content.varian, "nomor": content.nomor, **content.values, **rows,
                       **cells})


def office_data(paper: PrintContext) -> tuple[tuple[str, str], ...]:
    """Who speaks in a letter: the head of the office."""
    from jamsos_desktop.paper.kinds.letters import office_words
    from jamsos_desktop.paper.unit import unit_values

    head, words = unit_values(paper.unit), office_words(paper)
    address = ", ".join(part for part in (paper.unit.alamat, words["sebutan"], words["wilayah"]) if part)
    return (("Nama", head["kepala.nama"]), ("Jabatan", head["kepala.sebutan"]), ("Alamat kantor", address))


def _bundle_letter(asked: Asked, jenis: str) -> list[PlannedSheet]:
    letter_number(asked, jenis)
    return [PlannedSheet(jenis, PAPERS[jenis].nama, tuple(one.uid for one in asked.allowed))] if asked.allowed else []


def _groups(people: Sequence[Judged]) -> dict[str, list[Judged]]:
    return {kelompok: group for kelompok in KELOMPOK
            if (group := [one for one in people if one.peserta.kelompok == kelompok])}


def _counts(people: Sequence[Judged]) -> LetterTable:
    """The table of people, programmes and dues by kelompok."""
    from jamsos_desktop.paper.draw.letter import LetterTable

    columns = (("No.", 9.0, "center"), ("Kelompok", 48.0, "left"), ("Laki-laki", 19.0, "right"),
               ("Perempuan", 21.0, "right"), ("Jumlah", 18.0, "right"), ("Program", 32.0, "left"),
               ("Iuran / bulan", 37.0, "right"))
    rows = tuple((f"{nth}.", code_label("kelompok", kelompok), *_figures(group))
                 for nth, (kelompok, group) in enumerate(_groups(people).items(), 1))
    return LetterTable(columns, rows, ("", "Jumlah", *_figures(people)) if len(rows) > 1 else ())


def _figures(group: Sequence[Judged]) -> tuple[str, str, str, str, str]:
    sexes = Counter(one.peserta.jenis_kelamin for one in group)
    dues = [one.hasil.dues for one in group if one.hasil.dues]
    programs = " + ".join(p for p in PROGRAM if any(p in one.peserta.program for one in group))
    unsure = " \u2020" if any(each.dagger for each in dues) else ""
    return (str(sexes["L"]), str(sexes["P"]), str(len(group)), programs or DASH,
            rupiah_exact(sum(each.sebulan_sen for each in dues)) + unsure if dues else DASH)


def _enclosed(asked: Asked, people: Sequence[Judged]) -> LetterTable:
    """How many of each paper lie in the bundle, by kelompok; a dash where a kelompok needs none."""
    from jamsos_desktop.paper.draw.letter import LetterTable

    groups = _groups(people)
    papers = {paper.kode: paper for kelompok in KELOMPOK for paper in asked.ctx.policy.berkas_orang(kelompok)
              if paper.tahap == "kirim"}
    rows = []
    for kode, paper in papers.items():
        made = PRINTED.get(kode) in asked.order.jenis
        here = {k: _made(kode, group) if made else _there(kode, group) for k, group in groups.items()
                if made or paper.perlu.get(k)}
        if any(here.values()):
            cells = [str(here[k]) if k in here else DASH for k in groups]
            label = PAPERS["formulir"].nama if made and kode == "F1A" else paper.label  # not signed yet
            rows.append((label, *cells, str(sum(here.values()))))
    mine = [PAPERS[kind].nama for kind in ("ceklis", "nominatif", "sptjm") if kind in asked.order.jenis]
    rows += [(name, *([DASH] * len(groups)), "ada") for name in mine]
    each = min(28.0, 96.0 / max(1, len(groups)))
    columns = (("No.", 9.0, "center"), ("Berkas", 156.0 - each * len(groups), "left"),
               *((code_label("kelompok", k), each, "right") for k in groups), ("Jumlah", 19.0, "right"))
    return LetterTable(columns, tuple((f"{nth}.", *row) for nth, row in enumerate(rows, 1)))


def _made(kode: str, group: Sequence[Judged]) -> int:
    """How many of a group get this paper in this bundle: the head has no letter about themselves."""
    return sum(kode != "SKET_KERJA" or one.peserta.jabatan not in HEADS for one in group)


def _there(kode: str, group: Sequence[Judged]) -> int:
    """How many of a group bring a paper."""
    return sum(one.peserta.berkas.get(kode) == "ada" for one in group)


def _who(asked: Asked, people: Sequence[Judged]) -> Mapping[str, str]:
    """What only the check code and the head count need: everyone of the letter."""
    return {"jumlah": str(len(people)), "terbilang": spell_out(len(people))}


def _letter_sheet(asked: Asked, planned: PlannedSheet, paper: PrintContext, content: LetterContent) -> Sheet:
    everyone = asked.code({p.uid: f"{p.nik}|{p.nama}" for p, _ in asked.of(planned.uids)})
    signed = replace(content, values={**content.values, "orang": everyone})
    return Sheet(jenis=planned.jenis, isi=content, nama=planned.nama, ke=paper.ke,
                 kode_periksa=letter_code(asked, planned.jenis, signed))


def _pengantar(asked: Asked, planned: PlannedSheet, paper: PrintContext) -> Sheet:
    from jamsos_desktop.paper.kinds.letters import LetterContent

    people = asked.of(planned.uids)
    return _letter_sheet(asked, planned, paper, LetterContent(
        naskah="pengantar", tanggal=asked.letter_day, nomor=letter_number(asked, "pengantar"),
        values=_who(asked, people), tables={"rincian": _counts(people), "berkas": _enclosed(asked, people)}))


def _sptjm(asked: Asked, planned: PlannedSheet, paper: PrintContext) -> Sheet:
    from jamsos_desktop.paper.kinds.letters import LetterContent

    people = asked.of(planned.uids)
    return _letter_sheet(asked, planned, paper, LetterContent(
        naskah="sptjm", tanggal=asked.letter_day, nomor=letter_number(asked, "sptjm"), values=_who(asked, people),
        data={"kepala": office_data(paper)}, tables={"rincian": _counts(people)}))


def _decrees(asked: Asked) -> list[PlannedSheet]:
    """One draft for each fund that has a list in the year asked for; only one fund's when it is named.

    Problems TAHUN_SALAH, DANA_SALAH."""
    year = asked.opsi.tahun or asked.day.year
    check_list(asked.ctx, year, asked.opsi.sumber_dana or next(iter(asked.ctx.policy.wadah_dana)))
    have = chosen.counts(asked.db, year)
    funds = [fund for fund in asked.ctx.policy.wadah_dana if have.get(fund, {}).get(CHOSEN)]
    if asked.opsi.sumber_dana:
        funds = [fund for fund in funds if fund == asked.opsi.sumber_dana]
    return [PlannedSheet("sk_rentan", f"SK pekerja rentan, {code_label('sumber_dana', fund)} {year}", kunci=fund)
            for fund in funds]


def _decree(asked: Asked, planned: PlannedSheet, paper: PrintContext) -> Sheet:
    from jamsos_desktop.desk.choosing_paper import SkOrder, decree, decree_code

    year = asked.opsi.tahun or asked.day.year
    order = SkOrder(nomor=asked.opsi.surat.get("sk_rentan", ""), nik_penuh=asked.opsi.nik_penuh)
    sk = decree(asked.ctx, asked.db, year, planned.kunci, order)
    return Sheet(jenis="sk_rentan", isi=sk, nama=planned.nama, ke=paper.ke, kode_periksa=decree_code(asked.ctx, sk))


COVER = Kind("Ke BPJS, tembusan camat dan DPMD", lambda asked: _bundle_letter(asked, "pengantar"), _pengantar)
PLEDGE = Kind("Perlu meterai Rp 10.000", lambda asked: _bundle_letter(asked, "sptjm"), _sptjm)
DECREE = Kind("Rancangan, satu per sumber dana", _decrees, _decree,
              "Belum ada daftar terpilih untuk tahun dan sumber dana ini")
