"""Ceklis berkas: who is in the bundle and which papers lie in the map, one table a kelompok."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jamsos_desktop.model.codes import code_label
from jamsos_desktop.model.dusun import dusun_key, dusun_name
from jamsos_desktop.model.privacy import tail
from jamsos_desktop.model.records import KELOMPOK, PROGRAM
from jamsos_desktop.paper.draw.document import MM, Body, Document
from jamsos_desktop.paper.draw.flow import LEADING, Cell, Flow, Piece
from jamsos_desktop.paper.draw.form import Form
from jamsos_desktop.paper.draw.frame import foot_line
from jamsos_desktop.paper.draw.keys import label
from jamsos_desktop.paper.draw.lampiran import Lampiran, Part
from jamsos_desktop.paper.draw.layout import WIDTH, body_end
from jamsos_desktop.paper.draw.marks import bundle_marks, static_values, trace
from jamsos_desktop.paper.draw.slots import Over
from jamsos_desktop.paper.draw.words import DAGGER, DASH, capitals, plain_text
from jamsos_desktop.paper.kinds.ceklis_parts import OWN_LAYOUT, UNSURE, numbered, paragraph, state
from jamsos_desktop.paper.kinds.ceklis_parts import required as must_be_there
from jamsos_desktop.paper.sheets import BerkasDesa, PrintContext, PrintPerson, Sheet, Syarat
from jamsos_desktop.texts import long_date

Sizes = Mapping[str, float]  # mm by name, of the layout
FIRST, NEXT, SIGNATURES = "ceklis", "ceklis_lanjutan", "ceklis_tanda_tangan"


@dataclass(frozen=True, slots=True)
class Enclosed:
    """What lies in the map beside the people's clips: the papers of this bundle, and a line about the office's own."""

    papers: tuple[BerkasDesa, ...]
    catatan: str = ""


class Ceklis:
    """Makes the pages of checklists; the layouts are compiled when the first one comes."""

    def __init__(self, doc: Document, ctx: PrintContext) -> None:
        self._doc, self._ctx = doc, ctx
        self._static = static_values(ctx)
        self._forms: dict[str, Form] = {}
        self._lampiran = Lampiran(doc, ctx)

    def _form(self, name: str) -> Form:
        found = self._forms.get(name)
        if found is None:
            found = self._forms[name] = Form(self._doc, name, self._ctx.kertas, self._static, self._ctx.unit.lambang)
        return found

    def add(self, sheet: Sheet) -> int:
        """Add the checklist of ``sheet.people`` and say how many pages it has; raises Problem before that."""
        ctx = self._ctx
        nomor = f"Bundel {ctx.bundel}".strip()
        foot = f"Ceklis {nomor[:1].lower()}{nomor[1:]} \u00b7 {ctx.unit.words(OWN_LAYOUT)}."
        values = self._static | bundle_marks("CEKLIS", ctx.bundel, sheet.kode_periksa, nomor, foot,
                                             trace(ctx, sheet.ke))
        values |= _contents(sheet, ctx)
        bodies = self._bodies(sheet)
        forms = [self._form(name) for name in (FIRST, *[NEXT] * (len(bodies) - 1))]
        signatures = self._form(SIGNATURES)
        made, over = _pages(forms, bodies, values, foot, len(bodies))
        rest = self._continued([*over, *signatures.over], values, len(bodies))
        if rest:
            made, _ = _pages(forms, bodies, values, foot, len(bodies) + len(rest))
        for form, page in zip(forms, made, strict=True):
            last = (signatures.name,) if page is made[-1] else ()
            self._doc.page((form.name, *last), page)
        self._lampiran.add(rest)
        return len(made) + len(rest)

    def _continued(self, over: Over, values: dict[str, str], before: int) -> list[str]:
        """The sheets with what did not fit: the long name of somebody who signs."""
        parts = [Part(self._ctx.unit.words(label(key)), text, key) for key, text in dict.fromkeys(over)]
        own = {"cetak.judul": f"Lampiran ceklis {values['nomor'][:1].lower()}{values['nomor'][1:]}".strip(),
               "cetak.paraf": "Paraf pimpinan", "nama": self._static["kepala.nama"]}
        return self._lampiran.make(parts, values | own, before) if parts else []

    def _bodies(self, sheet: Sheet) -> list[Body]:
        kertas = self._ctx.kertas
        sizes = self._doc.layout(FIRST).sizes
        top, next_top = (body_end(self._doc.layout(name), kertas) + sizes["below"] for name in (FIRST, NEXT))
        flow = Flow(self._doc, kertas, top, next_top, self._doc.height / MM - sizes["foot"])
        groups = by_kelompok(sheet.people)
        enclosed = self._enclosed(sheet, {kelompok for kelompok, _ in groups})
        unsure = any(paper.belum_dikonfirmasi for kelompok, _ in groups for paper in required(self._ctx, kelompok))
        unsure = unsure or any(paper.unsure for paper in enclosed.papers)
        after = _closing_tall(enclosed, unsure, sizes) + sizes["signatures"] - sizes["foot"]
        for at, (kelompok, people) in enumerate(groups, 1):
            table = _GroupTable(flow, self._ctx, sizes, kelompok, people, titled=len(groups) > 1)
            table.draw(after if at == len(groups) else 0.0)
        self._closing(flow, enclosed, unsure, sizes)
        return flow.done()

    def _enclosed(self, sheet: Sheet, kelompok: set[str]) -> Enclosed:
        """What the sheet was given; else every paper of the desa that these groups need."""
        if sheet.isi is not None:
            return sheet.content(Enclosed)
        return Enclosed(tuple(p for p in self._ctx.berkas_desa if not p.kelompok or kelompok.intersection(p.kelompok)))

    def _closing(self, flow: Flow, enclosed: Enclosed, unsure: bool, sizes: Sizes) -> None:
        """The sentence and the papers of the bundle, on the page that carries the signatures; ``unsure``: a dagger
        stands somewhere."""
        papers, words = enclosed.papers, self._ctx.unit.words
        flow.low = self._doc.height / MM - sizes["signatures"]
        flow.room(_closing_tall(enclosed, unsure, sizes))
        flow.y += 3.5
        until = ((" Batas pengumpulan: ", "regular"), (f"{long_date(self._ctx.batas)}.", "semibold")) \
            if self._ctx.batas else ()
        self._runs(flow, (("Yang belum lengkap ", "regular"), ("tetap dicatat", "semibold"),
                          (" tetapi tidak ikut kiriman sampai dilengkapi.", "regular"), *until))
        flow.y += 3.5
        if papers:
            name, mark, small = sizes["enclosed"], sizes["enclosed_mark"], sizes["small"]
            widths = (name, mark, mark, WIDTH - name - 2 * mark)
            flow.row([Cell(w, (Piece(text, "semibold", 7.5),), align, head=True) for text, w, align in
                      zip(("Lampiran bundel", "Ada", "DPMD", "Keterangan"), widths,
                          ("left", "center", "center", "left"), strict=True)], small)
            for paper in papers:
                label = plain_text(words(paper.label)) + DAGGER * paper.unsure
                flow.row([Cell(widths[0], (Piece(label, key="berkas"),)),
                          state(widths[1], paper.state), Cell(widths[2]),
                          Cell(widths[3], (Piece(plain_text(paper.keterangan), key="berkas"),))], small)
        if enclosed.catatan:
            flow.y += 3.0
            paragraph(flow, enclosed.catatan)
        if unsure:
            flow.y += 0.0 if enclosed.catatan else 3.0
            paragraph(flow, UNSURE, size=6.8, lead=3.2)

    def _runs(self, flow: Flow, runs: Sequence[tuple[str, str]], size: float = 7.5) -> None:
        """One line of texts in different weights."""
        x = 0.0
        for text, weight in runs:
            flow.line(Piece(text, weight, size), x)
            x += self._doc.faces[weight].width(text, size) / MM


def _pages(forms: Sequence[Form], bodies: Sequence[Body], values: dict[str, str], foot: str,
           of: int) -> tuple[list[str], Over]:
    """The operators of every page, numbered ``of`` so many, and what did not fit."""
    pages, over = [], []
    for i, (form, body) in enumerate(zip(forms, bodies, strict=True), 1):
        made = form.make(values | {"cetak.halaman": str(i), "cetak.dari": str(of),
                                   "cetak.kaki": foot_line(foot, body, UNSURE)})
        pages.append(f"{made.operators}\n{body}")
        over += [*form.over, *made.over]
    return pages, over


def _closing_tall(enclosed: Enclosed, unsure: bool, sizes: Sizes) -> float:
    """mm of what stands between the table and the signatures."""
    papers = sizes["small"] * (len(enclosed.papers) + 1) if enclosed.papers else 0
    return 9 + papers + (7 if enclosed.catatan else 0) + (4 if unsure else 0)


class _GroupTable:
    """The table of one kelompok: its required papers are its columns."""

    def __init__(self, flow: Flow, ctx: PrintContext, sizes: Sizes, kelompok: str, people: Sequence[PrintPerson],
                 titled: bool) -> None:
        self._flow, self._ctx, self._kelompok, self._people, self._titled = flow, ctx, kelompok, people, titled
        self._papers = required(ctx, kelompok)
        self._mm = sizes
        shared = WIDTH - sum(sizes[column] for column in ("no", "name", "job", "note", "dpmd"))
        self._each = min(sizes["paper"], shared / max(1, len(self._papers)))
        self._note = sizes["note"] + shared - self._each * len(self._papers)
        self._left = sizes["no"] + sizes["name"] + sizes["job"]  # where the papers begin

    def draw(self, after: float) -> None:
        """Heads, people, totals. The last two people stay with the totals and the ``after`` mm that follow: nobody
        signs on a page without people."""
        flow, row, total = self._flow, self._mm["row"], self._mm["total"]
        flow.room(self._mm["over"] + self._mm["head"] + 2 * row + 6)
        if self._titled:
            flow.y += 4.5
            name = code_label("kelompok", self._kelompok) if self._kelompok else "Tanpa kelompok"
            flow.line(Piece(f"{name}, {len(self._people)} orang", "bold", 8.25))
            flow.y += 2.8
        self._heads()
        for i, person in enumerate(self._people, 1):
            cells = self._person(i, person)
            if i == len(self._people) - 1 > 1:
                last = self._person(i + 1, self._people[i])
                high = flow.tall(cells, row) + flow.tall(last, row) + flow.tall(self._sums(), total) + after
                if flow.y + high > flow.low:
                    flow.turn()
                    self._heads()
            flow.row(cells, row, self._heads)
        flow.row(self._sums(), total, self._heads)

    def _heads(self) -> None:
        def head(w: float, text: str, align: str = "left") -> Cell:
            return Cell(w, (Piece(text, "semibold", 7.5),), align, head=True)

        flow, mm, wide = self._flow, self._mm, self._each * len(self._papers)
        said = [plain_text(each.singkat) + DAGGER * each.belum_dikonfirmasi for each in self._papers]
        names = [flow.fold(Piece(text, "condensed", 7.5, "berkas"), self._each - 1.4) for text in said]
        line = 7.5 * LEADING / MM
        tall = mm["over"] + max([mm["head"], *(len(lines) * line + 1.3 for lines in names)])
        flow.row([head(mm["no"], "No", "center"), head(mm["name"], "Nama, 4 angka akhir NIK"),
                  head(mm["job"], "Pekerjaan"),
                  *([Cell(wide, head=True)] if names else []),
                  head(self._note, self._ctx.unit.words("Catatan desa")), head(mm["dpmd"], "DPMD", "center")], tall)
        if names:
            self._paper_heads(names, tall, line)

    def _paper_heads(self, names: Sequence[Sequence[str]], tall: float, line: float) -> None:
        """"Berkas di map" over the papers, in the cell that the row of heads left free for them."""
        flow, left, low, over = self._flow, self._left, self._flow.y, self._mm["over"]
        top = low - tall
        flow.ink.rect(left, top, self._each * len(names), over, grey=0.2)
        flow.y = top + over / 2
        flow.line(Piece("Berkas di map", "semibold", 7.5), left + self._each * len(names) / 2, "center")
        for nth, lines in enumerate(names):
            x = left + nth * self._each
            flow.ink.rect(x, top + over, self._each, tall - over, grey=0.2)
            flow.y = top + over + (tall - over - len(lines) * line) / 2 + line / 2
            for text in lines:
                flow.line(Piece(text, "condensed", 7.5), x + self._each / 2, "center")
                flow.y += line
        flow.y = low

    def _person(self, i: int, person: PrintPerson) -> list[Cell]:
        p = person.peserta
        name = capitals(p.nama or p.mentah.get("nama", "")) or "TANPA NAMA"
        ending = f"NIK {tail(p.nik)}" if p.nik else "NIK belum ada"
        return [
            numbered(self._flow, self._mm["no"], i),
            Cell(self._mm["name"], (Piece(name, "semibold"), Piece(ending, size=7.5))),
            Cell(self._mm["job"], (Piece(self._work(person), key="pekerjaan"),)),
            *(must_be_there(self._each, _met(person, paper)) for paper in self._papers),
            Cell(self._note, (Piece(plain_text(p.catatan), size=7.5, key="catatan"),)), Cell(self._mm["dpmd"]),
        ]

    def _work(self, person: PrintPerson) -> str:
        p, labels = person.peserta, self._ctx.policy.label_lists
        for code, name in ((p.jabatan, "jabatan"), (p.pekerjaan, "pekerjaan")):
            if code:
                return plain_text(labels.get(name, {}).get(code, code))
        return ""

    def _sums(self) -> list[Cell]:
        have = [sum(_met(p, paper) for p in self._people) for paper in self._papers]
        whole = sum(all(_met(p, paper) for paper in self._papers) for p in self._people)
        open_ = len(self._people) - whole
        said = f"{whole} orang lengkap, {open_} belum" if open_ else f"{whole} orang lengkap"
        return [Cell(self._left, (Piece("Jumlah ada", "semibold"),), "right"),
                *(Cell(self._each, (Piece(str(count), "semibold"),), "center") for count in have),
                Cell(self._note, (Piece(said, "semibold", 7.5),)), Cell(self._mm["dpmd"])]


def required(ctx: PrintContext, kelompok: str) -> list[Syarat]:
    """The papers each person of this kelompok must have in the map before it is sent."""
    return [paper for paper in ctx.policy.berkas_orang(kelompok)
            if paper.perlu.get(kelompok) == "W" and paper.tahap == "kirim"]


def _met(person: PrintPerson, paper: Syarat) -> bool:
    """Only "ada" counts: a village cannot waive a paper that must be there (``rules/readiness.py``)."""
    return person.peserta.berkas.get(paper.kode, "") == "ada"


def by_kelompok(people: Sequence[PrintPerson]) -> list[tuple[str, list[PrintPerson]]]:
    """People by kelompok in the product's order, each in the order given."""
    found: dict[str, list[PrintPerson]] = {}
    for person in people:
        found.setdefault(person.peserta.kelompok, []).append(person)
    return sorted(found.items(), key=lambda pair: KELOMPOK.index(pair[0]) if pair[0] in KELOMPOK else len(KELOMPOK))


def _contents(sheet: Sheet, ctx: PrintContext) -> dict[str, str]:
    """What the bundle holds, in one line and in its parts."""
    groups = ", ".join(code_label("kelompok", kelompok) for kelompok, _ in by_kelompok(sheet.people) if kelompok)
    hamlets = {dusun_key(person.peserta.dusun) for person in sheet.people}
    where = plain_text(dusun_name(sheet.people[0].peserta.dusun)) if len(hamlets) == 1 else ""
    programs = " + ".join(program for program in PROGRAM if any(program in q.peserta.program for q in sheet.people))
    rest = _joined(f"{len(sheet.people)} calon peserta", f"program {programs}" if programs else "")
    return {"ceklis.isi": _joined(f"Kelompok: {groups}" if groups else "", where,
                                  f"Bundel {ctx.bundel}" if ctx.bundel else "", rest),
            "ceklis.kelompok": groups or DASH, "ceklis.dusun": f"{where} \u00b7 " if where else "",
            "ceklis.bundel": ctx.bundel or DASH, "ceklis.rincian": rest}


def _joined(*parts: str) -> str:
    return " \u00b7 ".join(part for part in parts if part)
