"""The catalogue as a page for people: ``docs/aturan.md`` is what ``markdown()`` returns."""

from __future__ import annotations

from jamsos_desktop.model.fields import label
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


def markdown() -> str:
    """The whole page, one line a rule in the order of the catalogue."""
    return HEAD + "".join(_line(rule) for rule in RULES)


def _line(rule: Rule) -> str:
    columns = ", ".join("semua isian" if key == "*" else label(key) for key in rule.kolom)
    cells = (f"`{rule.kode}`", rule.tingkat.value, columns, rule.apa, rule.cara, rule.sumber)
    return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |\n"
