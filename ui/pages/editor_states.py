"""From findings to what a field shows: its state, its sentence and its one-click mends. No widgets."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from jamsos_desktop.model.fields import BY_KEY, Kind, Section
from jamsos_desktop.model.findings import Finding, Mend, Tingkat
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.texts import rupiah

from .editor_layout import BY_DPMD, LOCKED, section_of
from .editor_session import has_value
from .editor_side import SectionState, summary

OF_LEVEL = {Tingkat.SALAH: "salah", Tingkat.PERIKSA: "periksa"}
CHOSEN = (Kind.CODE, Kind.CODES, Kind.YES)  # never half typed
MATCHED = "Sudah cocok"


@dataclass(frozen=True, slots=True)
class FieldState:
    """What one field shows. ``kode``: the finding it comes from, "" when there is none."""

    state: str
    message: str = ""
    mends: tuple[Mend, ...] = ()
    kode: str = ""


def sentence(finding: Finding) -> str:
    """What is wrong and how to mend it, in one breath."""
    return f"{finding.pesan} {finding.cara}".strip()


def field_state(key: str, person: Peserta, findings: Sequence[Finding], quiet: bool = False,
                owned: Collection[str] = LOCKED) -> FieldState:
    """The state of one field from the findings that name it first.

    ``quiet``: the clerk has not left the field yet, so nothing is judged. ``owned``: keys a reply of DPMD wrote.
    """
    if key in owned and has_value(person, key):
        return FieldState("terkunci", BY_DPMD)
    own = [f for f in findings if f.kolom and f.kolom[0] == key]
    marked = [f for f in own if f.tingkat in OF_LEVEL]
    if quiet:
        chosen = BY_KEY[key].kind in CHOSEN and has_value(person, key) and key not in person.mentah
        return FieldState("benar" if chosen else "kosong")
    if marked:
        return _marked(marked[0])
    if any(f.tingkat is Tingkat.KURANG for f in own):
        hint = BY_KEY[key].hint
        return FieldState("kosong", f"Wajib. {hint}".strip(), kode="WAJIB")
    info = next((f for f in own if f.tingkat is Tingkat.INFO), None)
    if info is not None and has_value(person, key):
        return FieldState("benar", info.pesan, kode=info.kode)
    return FieldState("benar" if has_value(person, key) else "kosong")


def _marked(finding: Finding) -> FieldState:
    """A wrong or doubtful field. In a strip with buttons the first sentence is enough."""
    acts = finding.mends or finding.settleable
    return FieldState(OF_LEVEL[finding.tingkat], finding.pesan if acts else sentence(finding), mends_of(finding),
                      finding.kode)


def mends_of(finding: Finding) -> tuple[Mend, ...]:
    """The one-click ways out. A mend without a key settles the finding named in its text."""
    if finding.settleable and not any(not mend.key for mend in finding.mends):
        return (*finding.mends, Mend(MATCHED, "", finding.kode))
    return finding.mends


def section_state(section: Section, findings: Collection[Finding], person: Peserta, dues_line: str,
                  papers: tuple[int, int], untouched: bool = False) -> SectionState:
    """Icon role and line of a section in the left column. ``untouched``: nobody has been there yet."""
    own = [f for f in findings if f.kolom and section_of(f.kolom[0]) is section]
    state = summary(own)
    if section is Section.PROGRAM and dues_line and state.role == "ok":
        state = SectionState("ok", dues_line)
    elif section is Section.AHLI_WARIS:
        state = _heirs(state, person)
    elif section is Section.BERKAS:
        state = _papers(state, *papers)
    return SectionState("neutral", state.line) if untouched and state.role == "warn" else state


def _papers(found: SectionState, have: int, need: int) -> SectionState:
    if not need:
        return SectionState(found.role, "Tidak ada yang wajib")
    complete = have >= need and found.role == "ok"
    return SectionState("error" if found.role == "error" else "ok" if complete else "warn", f"{have} dari {need} ada")


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
