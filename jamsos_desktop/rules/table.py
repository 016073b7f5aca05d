"""The catalogue as pages for people: ``docs/aturan.md`` is what ``markdown()`` returns, the chapter
``docs/panduan/yang-diperiksa.md`` of the user guide what ``guide()`` returns.

Run as a program it writes both.
"""

from __future__ import annotations

from pathlib import Path

from jamsos_desktop.model.fields import BY_KEY, SECTION_LABELS, Section, label
from jamsos_desktop.model.findings import Tingkat
from jamsos_desktop.paths import program_root
from jamsos_desktop.rules.catalogue import RULES
from jamsos_desktop.rules.kinds import Rule

HEAD = """# Aturan pemeriksaan

Dibuat dari katalog aturan (`jamsos_desktop/rules`). Jangan diubah dengan tangan.

- **salah** dan **kurang** menahan cetak dan kirim sampai dibenahi.
- **periksa** tidak menahan apa pun. Cocokkan, lalu pilih \u201csudah dicocokkan\u201d.
- **info** hanya memberi tahu.

Batas umur, isian wajib dan tarif ada di `resources/ketentuan` dan dapat diganti DPMD.

| Kode | Tingkat | Isian | Yang diminta | Cara membenahi | Sumber |
|---|---|---|---|---|---|
"""

GUIDE = """# Yang diperiksa program

Program memeriksa tiap orang setiap kali isiannya berubah, dan memeriksa semua orang lagi saat ketentuan berubah.
Di sini semua yang diperiksa, dari yang paling berat.

![Layar: orang yang perlu dilengkapi, masalahnya disebut di barisnya](gambar/yang-diperiksa.png)
"""
# What a level means to whoever sits before it, in the order of the guide.
MEANT = {
    Tingkat.SALAH: ("Salah: harus diperbaiki", "Formulir belum bisa dicetak dan dikirim. Perbaiki isiannya."),
    Tingkat.KURANG: ("Kurang: harus diisi", "Formulir belum bisa dicetak dan dikirim. Isi dari KTP, KK atau SK."),
    Tingkat.PERIKSA: ("Periksa: cocokkan dulu",
                      "Tidak menahan cetak dan kirim. Bandingkan dengan kertasnya. Bila memang begitu, pilih"
                      " \u201csudah dicocokkan\u201d."),
    Tingkat.INFO: ("Info: perlu diketahui", "Tidak dihitung sebagai masalah dan tidak harus diubah."),
}


def guide() -> str:
    """The chapter of the user guide: what is looked at, by severity, in the order of the editor."""
    parts = [GUIDE]
    for level, (title, words) in MEANT.items():
        rules = sorted((rule for rule in RULES if rule.tingkat is level), key=_place)
        rows = "".join(f"| {_columns(rule)} | {_cell(rule.apa)} | {_cell(rule.cara)} |\n" for rule in rules)
        parts.append(f"\n## {title}\n{words}\n\n| isian | yang diminta | cara membenahi |\n|---|---|---|\n{rows}")
    return "".join(parts)


def _place(rule: Rule) -> int:
    """Where its first field stands in the editor; what concerns every field comes first."""
    key = rule.kolom[0]
    if key == "*":
        return -1
    section = BY_KEY[key].section if key in BY_KEY else \
        Section.AHLI_WARIS if key == "keluarga" else Section.BERKAS
    return list(SECTION_LABELS).index(section)


def markdown() -> str:
    """The whole page, one line a rule in the order of the catalogue."""
    return HEAD + "".join(_line(rule) for rule in RULES)


def _line(rule: Rule) -> str:
    cells = (f"`{rule.kode}`", rule.tingkat.value, _columns(rule), rule.apa, rule.cara, rule.sumber)
    return "| " + " | ".join(_cell(cell) for cell in cells) + " |\n"


def _columns(rule: Rule) -> str:
    return _cell(", ".join("semua isian" if key == "*" else label(key) for key in rule.kolom))


def _cell(text: str) -> str:
    return text.replace("|", "/")


def write(docs: Path) -> None:
    """Write both pages into the folder of the documentation."""
    (docs / "aturan.md").write_text(markdown(), encoding="utf-8")
    (docs / "panduan" / "yang-diperiksa.md").write_text(guide(), encoding="utf-8")


if __name__ == "__main__":
    write(program_root() / "docs")
