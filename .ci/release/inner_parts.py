"""What a library holds of other people's work, from the list (CycloneDX) its wheel brings: Rust crates, OpenSSL."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Iterable
from pathlib import Path

NAME = "BAGIAN.txt"
LISTS = (".cyclonedx.json", "sbom.json")  # pillow's list is not read: its LICENSE holds the texts of all its parts
HEAD = ("Di dalam {library} ada karya orang lain, menurut daftar dari pembuatnya.\n"
        "Tiap baris menyebut lisensi dan pembuatnya. Teks umumnya ada di folder umum dan di folder lain.\n\n")
KNOWN = {"openssl": "Apache-2.0"}  # its list names no licence


def words(library: str, texts: Iterable[Path]) -> str:
    """A line for every part, then the texts that came with the list; "" where the library brought no list.

    Raises ValueError for a part without a licence.
    """
    lines, more = set(), set()
    for text in texts:
        if not text.name.endswith(LISTS):
            continue
        for part in json.loads(text.read_text("utf-8"))["components"]:
            licences = [_licence(one) for one in part.get("licenses", ())] or [(KNOWN.get(part["name"], ""), "")]
            if not all(name for name, _ in licences):
                raise ValueError(f"{part['name']} in {library} has no licence")
            by = f", {part['author']}" if part.get("author") else ""
            lines.add(f"{part['name']} {part['version']}: {' AND '.join(name for name, _ in licences)}{by}\n")
            more |= {whole for _, whole in licences if whole}
    return HEAD.format(library=library) + "".join([*sorted(lines), *(f"\n{one}" for one in more)]) if lines else ""


def _licence(one: dict[str, object]) -> tuple[str, str]:
    """(name, text) of a licence; one without a name is called by the first line of its text."""
    said = one.get("license") or {}
    whole = b64decode(said["text"]["content"]).decode("utf-8") if "text" in said else ""
    name = one.get("expression") or said.get("id") or said.get("name") or ""
    return whole.partition("\n")[0] if name == "Unknown" else str(name), whole
