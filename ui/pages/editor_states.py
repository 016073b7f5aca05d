"""From findings to what a field shows: its state, its sentence and its one-click mends. No widgets."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from jamsos_desktop.model.fields import BY_KEY, Section
from jamsos_desktop.model.findings import Finding, Mend, Tingkat
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.texts import rupiah

from .editor_layout import LOCKED, section_of
from .editor_session import has_value
from .editor_side import SectionState, summary

OF_LEVEL = {Tingkat.SALAH: "salah", Tingkat.PERIKSA: "periksa"}
MATCHED = "Sudah cocok"


@dataclass(frozen=True, slots=True)
class FieldState:
    """What one field shows. ``mends``: put a text; ``settle``: (kode, words) of "sudah dicocokkan"."""

    state: str
    message: str = ""
    mends: tuple[Mend, ...] = ()
    settle: tuple[str, str] | None = None
    kode: str = ""


def sentence(finding: Finding) -> str:
    """What is wrong and how to mend it, in one breath."""
    return f"{finding.pesan} {finding.cara}".strip()


def field_state(key: str, person: Peserta, findings: Sequence[Finding], quiet: bool = False) -> FieldState:
    """The state of one field from the findings that name it first.

    ``quiet``: the clerk has not left the field yet, so nothing is judged.
    """
    if key in LOCKED and has_value(person, key):
        return FieldState("terkunci", LOCKED[key])
    own = [f for f in findings if f.kolom and f.kolom[0] == key]
    marked = [f for f in own if f.tingkat in OF_LEVEL]
    if quiet:
        return FieldState("kosong")
    if marked:
        return _marked(marked[0], person)
    if any(f.tingkat is Tingkat.KURANG for f in own):
        hint = BY_KEY[key].hint
        return FieldState("kosong", f"Wajib diisi. {hint}".strip(), kode="WAJIB")
    info = next((f for f in own if f.tingkat is Tingkat.INFO), None)
    if info is not None and has_value(person, key):
        return FieldState("benar", info.pesan, kode=info.kode)
    return FieldState("benar" if has_value(person, key) else "kosong")


def _marked(finding: Finding, person: Peserta) -> FieldState:
    settle = (finding.kode, settle_words(finding, person)) if finding.settleable else None
    return FieldState(OF_LEVEL[finding.tingkat], sentence(finding), finding.mends, settle, finding.kode)


def settle_words(finding: Finding, person: Peserta) -> str:
    """The button that keeps what stands: "KTP: 1985" for a birth year, else plain words."""
    if finding.kolom[0] == "tanggal_lahir" and person.tanggal_lahir:
        day = person.tanggal_lahir
        years = [mend.text[-4:] for mend in finding.mends if mend.key == "tanggal_lahir"]
        return f"KTP: {day.year}" if years and years[0] != str(day.year) else f"KTP: {day:%d/%m/}{day.year:04}"
    return MATCHED


def section_state(section: Section, findings: Collection[Finding], person: Peserta, dues_line: str,
                  papers: tuple[int, int]) -> SectionState:
    """Icon role and line of a section in the left column."""
    own = [f for f in findings if f.kolom and section_of(f.kolom[0]) is section]
    found = summary(own)
    if section is Section.PROGRAM and dues_line and found.role == "ok":
        return SectionState("ok", dues_line)
    if section is Section.AHLI_WARIS:
        return _heirs(found, person)
    if section is Section.BERKAS:
        have, need = papers
        line = f"{have} dari {need} ada" if need else "Tidak ada yang wajib"
        role = "error" if found.role == "error" else "ok" if have >= need and found.role == "ok" else "warn"
        return SectionState(role, line)
    return found


def _heirs(found: SectionState, person: Peserta) -> SectionState:
    if person.tanpa_ahli_waris:
        return SectionState(found.role, "Tidak punya" if found.role == "ok" else found.line)
    count = len(person.ahli_waris)
    if not person.keluarga and found.role != "ok":
        return SectionState(found.role, "Belum ada")
    return SectionState(found.role, f"{count} orang") if found.role == "ok" else found


def base_line(dasar: int, lapis: int | None) -> str:
    """ "Dasar iuran Rp 1.000.000 (lapis 1)"."""
    return f"Dasar iuran {rupiah(dasar)}" + (f" (lapis {lapis})" if lapis else "")
