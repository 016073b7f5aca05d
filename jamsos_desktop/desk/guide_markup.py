"""A chapter of the guide as the HTML that a text view shows: headings with anchors, lists, tables, pictures, boxes,
links. What it is written in is read by ``paper.guide.marks``, as for the printed book."""

from __future__ import annotations

from html import escape

from jamsos_desktop.paper.guide.marks import Block, Box, Code, Heading, Items, Rows, Run, Shown, blocks_of, runs_of

_TAGS = {"kode": "code", "tebal": "b", "miring": "i"}


def guide_html(text: str) -> str:
    """The body of the chapter; colours and sizes come from the style sheet of the view."""
    return "".join(_block(block) for block in blocks_of(text))


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f'<h{block.level}><a name="{block.anchor}"></a>{_inline(block.words)}</h{block.level}>'
        case Shown():
            return f'<p class="gambar"><img src="{escape(block.file)}" alt="{escape(block.words)}"></p>'
        case Code():
            return f"<pre>{escape(block.text)}</pre>"
        case Rows():
            return _table(block)
        case Box():
            kind = "awas" if block.warning else "ingat"
            return (f'<table class="{kind}" cellspacing="0" cellpadding="8" width="100%"><tr><td class="{kind}">'
                    f'<p class="kotak">{_inline(block.text)}</p></td></tr></table><p class="gap">&nbsp;</p>')
        case Items():
            kind, start = ("ol", f' start="{block.start}"') if block.start else ("ul", "")
            return f"<{kind}{start}>" + "".join(f"<li>{_inline(item)}</li>" for item in block.items) + f"</{kind}>"
        case _:
            return f"<p>{_inline(block.text)}</p>"


def _table(block: Rows) -> str:
    made = []
    for nth, row in enumerate(block.rows):
        tag = "th" if nth == 0 else "td"
        made.append("<tr>" + "".join(f'<{tag} align="left">{_inline(cell)}</{tag}>' for cell in row) + "</tr>")
    return f'<table cellspacing="0" cellpadding="6" width="100%">{"".join(made)}</table><p class="gap">&nbsp;</p>'


def _inline(text: str) -> str:
    return "".join(_run(run) for run in runs_of(text))


def _run(run: Run) -> str:
    if run.kind == "taut":
        return f'<a href="{escape(run.target)}">{_inline(run.words)}</a>'
    if not run.kind:
        return escape(run.words)
    tag = _TAGS[run.kind]
    return f"<{tag}>{escape(run.words) if tag == 'code' else _inline(run.words)}</{tag}>"
