"""Which module makes which kind of paper. A maker is compiled into a document when its first sheet comes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from jamsos_desktop.paper.draw.document import Document
from jamsos_desktop.paper.kinds.attendance import Hadir
from jamsos_desktop.paper.kinds.benefits import Manfaat
from jamsos_desktop.paper.kinds.cards import CardList
from jamsos_desktop.paper.kinds.ceklis import Ceklis
from jamsos_desktop.paper.kinds.ceklis_office import CeklisDesa
from jamsos_desktop.paper.kinds.ceklis_person import CeklisOrang
from jamsos_desktop.paper.kinds.claim import ClaimChecklist
from jamsos_desktop.paper.kinds.f1 import F1
from jamsos_desktop.paper.kinds.f1_wadah import F1Wadah
from jamsos_desktop.paper.kinds.f2a import FormulirIuranBpu, FormulirIuranPu
from jamsos_desktop.paper.kinds.formulir import Formulir
from jamsos_desktop.paper.kinds.kosong import Kosong
from jamsos_desktop.paper.kinds.letters import OfficeLetter
from jamsos_desktop.paper.kinds.missing import Kurang
from jamsos_desktop.paper.kinds.nominatif import NominatifList
from jamsos_desktop.paper.kinds.sk_rentan import SkRentanPaper
from jamsos_desktop.paper.kinds.worker_lists import WorkersIn, WorkersOut
from jamsos_desktop.paper.sheets import Box, PrintContext, Sheet


class Maker(Protocol):
    """Makes the sheets of one kind in one document."""

    def add(self, sheet: Sheet) -> int:
        """Add the pages of one sheet and say how many; raises Problem with nothing added."""
        ...


# One line a kind, in the order of PAPERS.
MAKERS: Mapping[str, Callable[[Document, PrintContext], Maker]] = {
    "ceklis": Ceklis,
    "pengantar": OfficeLetter,
    "sptjm": OfficeLetter,
    "ceklis_orang": CeklisOrang,
    "formulir": Formulir,
    "keterangan": OfficeLetter,
    "persetujuan": OfficeLetter,
    "terima_berkas": OfficeLetter,
    "sk_rentan": SkRentanPaper,
    "f1": F1,
    "f1_wadah": F1Wadah,
    "kosong_bpu": Kosong,
    "kosong_pu": Kosong,
    "f2a_pu": FormulirIuranPu,
    "f2a_bpu": FormulirIuranBpu,
    "kartu": CardList,
    "klaim_jkm": ClaimChecklist,
    "klaim_jkk": ClaimChecklist,
    "ceklis_desa": CeklisDesa,
    "kurang": Kurang,
    "manfaat": Manfaat,
    "hadir": Hadir,
    "nominatif": NominatifList,
    "f1a_daftar": WorkersIn,
    "f1b": WorkersOut,
}


class Makers:
    """The makers of one document."""

    def __init__(self, doc: Document, ctx: PrintContext) -> None:
        self._doc, self._ctx = doc, ctx
        self._made: dict[str, Maker] = {}

    def of(self, jenis: str) -> Maker:
        """The maker of a kind of paper."""
        found = self._made.get(jenis)
        if found is None:
            found = self._made[jenis] = MAKERS[jenis](self._doc, self._ctx)
        return found

    def boxes(self, sheet: Sheet) -> tuple[Box, ...]:
        """Where the fields of a sheet stand; () for papers nothing can be clicked on."""
        maker = self.of(sheet.jenis)
        return maker.boxes(sheet) if isinstance(maker, Formulir) else ()
