"""A copy of the program that speaks a translation: exactly the texts of the catalogue are replaced, nothing else."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from words import code, data, refuse
from words.catalogue import Translation, code_files, compared, compared_by, entries, everything
from words.unit import ROOT, Unit, page_of

SHIPPED = ("main.py", "jamsos_desktop", "ui", "resources", "docs/panduan", "LICENSE")
_HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)
_LINK = re.compile(r"\b([a-z-]+)((?:\.md)?#)[\w-]+")
_PLURAL = '''"""Which form of a counted text is said: the rule of the language this program was built for."""

RULE = compile({rule!r}, "plural", "eval")


def chosen(forms: tuple[str, ...], value: object = 0) -> str:
    """The form for a number; a number may come as it is written, 1.200."""
    digits = "".join(filter(str.isdigit, str(value)))
    return forms[min(int(eval(RULE, {{"n": int(digits or 0)}})), len(forms) - 1)]
'''


class Refused(Exception):
    """The translation cannot be built; one reason a line."""


def build(translation: Translation, out: Path) -> None:
    """Write the translated program into the new folder ``out``; ``Refused`` before anything is written."""
    if why := refuse.faults(translation, entries(everything()), compared()):
        raise Refused("\n".join(why))
    module = plural_module(translation.plural)
    copied(out)
    alike = compared()
    same = {words: forms for (_, words), forms in translation.said.items() if words in alike}
    for file in code_files():
        say = _sayer(translation, page_of(file), same)
        _write(out / file, code.rewritten((ROOT / file).read_text("utf-8"), file, say,
                                         compared_by(file)))
    for file in data.files():
        text = (ROOT / file).read_text("utf-8")
        _write(out / file, data.rewritten(file, text, lambda unit: _said(translation, unit)))
    _places(out)
    (out / "jamsos_plural.py").write_text(module, "utf-8")
    _compile_qt(out / "resources" / "jamsos_id.ts")


def copied(out: Path, parts: Iterable[str] = SHIPPED) -> None:
    """The program as it is, without what was compiled or is about words only."""
    out.mkdir(parents=True)
    for part in parts:
        (out / part).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, out / part, ignore=shutil.ignore_patterns("__pycache__", "bahasa"))
        else:
            shutil.copy2(ROOT / part, out / part)


def _sayer(translation: Translation, page: str, same: dict[str, tuple[str, ...]]) -> code.Translate:
    return lambda words: translation.said.get((page, words)) or same.get(words)


def _said(translation: Translation, unit: Unit) -> str:
    return translation.said.get((unit.page, unit.words), (unit.words,))[0]


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8"))


def plural_module(rule: str) -> str:
    """The module that chooses forms; ``Refused`` when the rule is anything but an expression of n."""
    if not re.fullmatch(r"[n\d\s()%<>=!?:&|]*", rule):
        raise Refused(f"Plural-Forms: {rule}")
    return _PLURAL.format(rule=_as_python(rule))


def _as_python(rule: str) -> str:
    plain = rule.replace("&&", " and ").replace("||", " or ")
    hit = re.fullmatch(r"\s*\(?(.*?)\?(.*?):(.*?)\)?\s*", plain)
    return f"({hit[2]}) if ({hit[1]}) else ({_as_python(hit[3])})" if hit else plain


def _places(out: Path) -> None:
    """Headings of the guide are also places: links and pages that lead to one lead to its translation."""
    from jamsos_desktop.paper.guide.marks import guide_anchor

    fresh: dict[str, str] = {}
    for file in sorted((ROOT / "docs" / "panduan").glob("*.md")):
        old, new = (_HEADING.findall(path.read_text("utf-8")) for path in (file, out / "docs" / "panduan" / file.name))
        fresh |= {f"{file.stem}#{guide_anchor(was)}": f"{file.stem}#{guide_anchor(now)}"
                  for was, now in zip(old, new, strict=True)}
    for path in (*sorted((out / "ui").rglob("*.py")), *sorted((out / "docs" / "panduan").glob("*.md"))):
        text = path.read_text("utf-8")
        led = _LINK.sub(lambda hit: fresh.get(hit[0].replace(".md#", "#"), hit[0]).replace("#", hit[2]), text)
        if led != text:
            _write(path, led)


def _compile_qt(source: Path) -> None:
    tool = Path(__import__("PySide6").__file__).parent / "lrelease"
    if tool.is_file():
        subprocess.run([tool, "-silent", source, "-qm", source.with_suffix(".qm")], check=True, capture_output=True)

