"""A chapter of the guide as the HTML that a text view shows: headings with anchors, lists, tables, pictures, links.

Reads the small part of Markdown the guide is written in; everything else stays plain text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from html import escape

from jamsos_desktop.desk.guide import guide_anchor

_INLINE = re.compile(r"`([^`]+)`|\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|!\[([^\]]*)\]\(([^)]+)\)|\[([^\]]+)\]\(([^)]+)\)")
_HEADING = re.compile(r"(#{1,3}) (.+)")
_ITEM = re.compile(r"(- |\d+\. )(.+)")
_RULE = re.compile(r"\|[-|: ]+\|")


def guide_html(text: str) -> str:
    """The body of the chapter; colours and sizes come from the style sheet of the view."""
    return "".join(_blocks(text.splitlines()))


def _blocks(lines: list[str]) -> Iterator[str]:
    at = 0
    while at < len(lines):
        line = lines[at]
        if found := _HEADING.fullmatch(line):
            level = len(found[1])
            yield f'<h{level}><a name="{guide_anchor(found[2])}"></a>{_inline(found[2])}</h{level}>'
            at += 1
        elif line.startswith("```"):
            end = next((n for n in range(at + 1, len(lines)) if lines[n].startswith("```")), len(lines))
            yield f"<pre>{escape(chr(10).join(lines[at + 1:end]))}</pre>"
            at = end + 1
        elif line.startswith("|"):
            end = _while(lines, at, lambda one: one.startswith("|"))
            yield _table(lines[at:end])
            at = end
        elif _ITEM.match(line):
            end = _while(lines, at, lambda one: bool(_ITEM.match(one)) or one.startswith("  "))
            yield _list(lines[at:end])
            at = end
        elif line.strip():
            end = _while(lines, at, _is_words)
            yield f"<p>{_inline(' '.join(one.strip() for one in lines[at:end]))}</p>"
            at = end
        else:
            at += 1


def _while(lines: list[str], at: int, holds: Callable[[str], bool]) -> int:
    end = at + 1
    while end < len(lines) and holds(lines[end]):
        end += 1
    return end


def _is_words(line: str) -> bool:
    return bool(line.strip()) and not (line.startswith(("|", "#", "```")) or _ITEM.match(line))


def _list(lines: Iterable[str]) -> str:
    items: list[str] = []
    kind = ""
    for line in lines:
        if found := _ITEM.match(line):
            kind = kind or ("ul" if found[1] == "- " else "ol")
            items.append(found[2])
        else:
            items[-1] += f" {line.strip()}"
    return f"<{kind}>" + "".join(f"<li>{_inline(item)}</li>" for item in items) + f"</{kind}>"


def _table(lines: list[str]) -> str:
    told = (line for line in lines if not _RULE.fullmatch(line))
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in told]
    made = []
    for nth, row in enumerate(rows):
        tag = "th" if nth == 0 else "td"
        made.append("<tr>" + "".join(f'<{tag} align="left">{_inline(cell)}</{tag}>' for cell in row) + "</tr>")
    return f'<table cellspacing="0" cellpadding="6" width="100%">{"".join(made)}</table><p class="gap">&nbsp;</p>'


def _inline(text: str) -> str:
    made, at = [], 0
    for found in _INLINE.finditer(text):
        made += [escape(text[at:found.start()]), _mark(found)]
        at = found.end()
    return "".join([*made, escape(text[at:])])


def _mark(found: re.Match[str]) -> str:
    code, bold, slanted, alt, picture, words, link = found.groups()
    if code:
        return f"<code>{escape(code)}</code>"
    if bold or slanted:
        tag = "b" if bold else "i"
        return f"<{tag}>{_inline(bold or slanted)}</{tag}>"
    if picture:
        return f'<img src="{escape(picture)}" alt="{escape(alt)}">'
    return f'<a href="{escape(link)}">{_inline(words)}</a>'
