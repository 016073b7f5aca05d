"""Words in data files: cells of tables, values of layouts and letters, the guide's paragraphs, Qt's own words."""

from __future__ import annotations

import csv
import io
import json
import re
import tomllib
from collections.abc import Callable, Iterator
from xml.sax.saxutils import escape, unescape

from words.unit import ROOT, Unit
from words.use import named

# What a value of these keys says is read by the program, not by people.
KEYS = {"is", "use", "key", "kode", "align", "colour", "weight", "edge", "sumber", "keyakinan", "versi", "jenis",
        "mode", "bab", "siapa", "daftar", "bila", "naskah", "style", "from", "isian", "untuk", "tick", "sisipan", "cap",
        "tanda"}
_TOML_TEXT = re.compile(r'"""(?:[^\\]|\\.)*?"""|\'\'\'.*?\'\'\'|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'', re.DOTALL)
_TOML_KEY = re.compile(r"([\w-]+)\s*=\s*$")
_KEYBOARD = re.compile(r"(?:Ctrl|Alt|Shift|F\d|Pg|Esc|Enter|Del)")
_TS = re.compile(r"(<translation>)([^<]+)(</translation>)")

Say = Callable[[Unit], str]  # what is said instead


def files() -> list[str]:
    """Every data file with words in it, from the root of the project."""
    tables = [f"resources/{name}" for name in named()["kolom"]]
    texts = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "resources").rglob("*.toml")
                   if path.parent.name != "bahasa")
    guide = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs" / "panduan").glob("*.md"))
    return [*sorted(tables), *texts, "resources/ketentuan/ketentuan.json", "resources/jamsos_id.ts",
            "docs/panduan/isi.toml", *guide]


def unnamed_columns() -> list[str]:
    """Columns with sentences that the list neither shows nor keeps."""
    told, kept = named()["kolom"], set(named()["kolom_tetap"])
    found = []
    for path in sorted((ROOT / "resources").rglob("*.csv")):
        name = path.relative_to(ROOT / "resources").as_posix()
        rows = list(csv.reader(io.StringIO(path.read_text("utf-8")), delimiter=delimiter(path.read_text("utf-8"))))
        for at, head in enumerate(rows[0] if rows else ()):
            spoken = any(" " in row[at].strip() for row in rows[1:] if at < len(row))
            if spoken and head not in told.get(name, ()) and head not in kept and f"{name}:{head}" not in kept:
                found.append(f"{name}:{head}")
    return found


def units(file: str, text: str) -> Iterator[Unit]:
    """Every text of a data file."""
    heard: list[Unit] = []

    def hear(unit: Unit) -> str:
        heard.append(unit)
        return unit.words

    rewritten(file, text, hear)
    return iter(heard)


def rewritten(file: str, text: str, say: Say) -> str:
    """The same file saying something else; what is not said stays byte for byte."""
    kind = file.rpartition(".")[2]
    return {"csv": _table, "toml": _toml, "json": _json, "ts": _qt, "md": _guide}[kind](file, text, say)


def delimiter(text: str) -> str:
    """Comma or semicolon, whichever the head of a table has more of."""
    head = text.partition("\n")[0]
    return ";" if head.count(";") > head.count(",") else ","


def _table(file: str, text: str, say: Say) -> str:
    shown = named()["kolom"][file.removeprefix("resources/")]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter(text), lineterminator="\r\n" if "\r\n" in text else "\n")
    reader = csv.reader(io.StringIO(text), delimiter=delimiter(text))
    head = next(reader)
    writer.writerow(head)
    for row in reader:
        writer.writerow([say(Unit(file, reader.line_num, cell)) if name in shown and _speaks(cell) else cell
                         for name, cell in zip(head, row, strict=False)])
    return out.getvalue()


def _speaks(words: str) -> bool:
    return bool(re.search(r"[A-Za-z][a-z]", re.sub(r"\{[^}]*\}", "", words)))


def _toml(file: str, text: str, say: Say) -> str:
    out, at = [], 0
    for hit in _toml_texts(text):
        words = tomllib.loads(f"x = {hit[0]}")["x"]
        if _speaks_in(text, hit, words):
            fresh = say(Unit(file, text.count("\n", 0, hit.start()) + 1, words))
            if fresh != words:
                out += [text[at:hit.start()], json.dumps(fresh, ensure_ascii=False)]
                at = hit.end()
    return "".join((*out, text[at:]))


def _toml_texts(text: str) -> Iterator[re.Match[str]]:
    """Quoted strings that are values; comments are stepped over."""
    at = 0
    while at < len(text):
        hit = re.compile(r"#[^\n]*|" + _TOML_TEXT.pattern, re.DOTALL).search(text, at)
        if hit is None:
            return
        if not hit[0].startswith("#"):
            yield hit
        at = hit.end()


def _speaks_in(text: str, hit: re.Match[str], words: str) -> bool:
    before = text[max(0, hit.start() - 200):hit.start()]
    is_key = text[hit.end():hit.end() + 3].lstrip().startswith("=")
    if is_key or not re.search(r"[A-Za-z]{2}", re.sub(r"\{[^}]*\}", "", words)):
        return False
    key = _key_before(before)
    if key in KEYS:
        return False
    if key == "options":  # [code, words, place]
        return before.rstrip()[-1:] == "," and before.rstrip()[:-1].rstrip()[-1:] in "\"'"
    if key == "baris" and before.rstrip().endswith("["):  # keys of the keyboard stand first in a line of the card
        return False
    if key == "baris":
        return not _KEYBOARD.match(words)
    return not re.fullmatch(r"[a-z0-9_.]+|\w+(?:\.\w+)+", words) and not _KEYBOARD.match(words)


def _key_before(before: str) -> str:
    """The key whose value the string is, or is part of."""
    depth, plain = 0, re.sub(_TOML_TEXT, '""', before)
    for at in range(len(plain) - 1, -1, -1):
        depth += (plain[at] in "]}") - (plain[at] in "[{")
        if plain[at] == "=" and depth <= 0:
            hit = _TOML_KEY.search(plain[:at + 1])
            return hit[1] if hit else ""
    return ""


def _json(file: str, text: str, say: Say) -> str:
    told = json.loads(text)
    words = str(told["nama"])
    said = say(Unit(file, text.count("\n", 0, text.index(words)) + 1, words))
    return text.replace(json.dumps(words), json.dumps(said, ensure_ascii=False))


def _qt(file: str, text: str, say: Say) -> str:
    def fresh(hit: re.Match[str]) -> str:
        words = unescape(hit[2], {"&quot;": '"', "&apos;": "'"})
        return hit[1] + escape(say(Unit(file, text.count("\n", 0, hit.start()) + 1, words))) + hit[3]

    return _TS.sub(fresh, text)


_PICTURE = re.compile(r"^()(!\[.*)$")
_LIST = re.compile(r"^(\s*(?:[-*]|\d+\.)\s+|#+\s+|>\s*)(.*)$")


def _guide(file: str, text: str, say: Say) -> str:
    out: list[str] = []
    block: list[str] = []  # head of a block and its lines
    start, fenced = 0, False

    def close() -> None:
        if block:
            words = " ".join((block[1], *(line.strip() for line in block[2:]))).strip()
            out.append(block[0] + (say(Unit(file, start, words)) if _speaks(words) else words))
            block.clear()

    for at, line in enumerate(text.splitlines(), 1):
        head = _LIST.match(line) or _PICTURE.match(line)
        if fenced or not line.strip() or line.startswith(("```", "|")) or head:
            close()
        if line.startswith("```"):
            fenced = not fenced
        if fenced or line.startswith("```") or not line.strip():
            out.append(line)
        elif line.startswith("|"):
            out.append(_row(file, at, line, say))
        elif head:
            start = at
            block += [head[1], head[2]]
        elif block:
            block.append(line)
        else:
            start = at
            block += [line[:len(line) - len(line.lstrip())], line.strip()]
        if head and (head[1].lstrip().startswith("#") or not head[1]):
            close()
    close()
    return "\n".join(out) + "\n"


def _row(file: str, at: int, line: str, say: Say) -> str:
    cells = re.split(r"(?<!\\)\|", line)
    return "|".join(cell.replace(cell.strip(), say(Unit(file, at, cell.strip()))) if _speaks(cell) else cell
                    for cell in cells)
