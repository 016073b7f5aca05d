"""The keyboard of page Cetak: its shortcuts, and the order Tab and F6 go in."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.keys import INSIDE, bind

if TYPE_CHECKING:
    from ui.pages.cetak import CetakPage


def add_shortcuts(page: CetakPage) -> None:
    """Paging, zoom and Atur dokumen, wherever on the page the keyboard stands."""
    zoom = page.preview.view
    for key, act in (("PgUp", lambda: page.step(-1)), ("PgDown", lambda: page.step(1)),
                     ("F2", page.windows.set_up), ("Ctrl++", zoom.zoom_in), ("Ctrl+=", zoom.zoom_in),
                     ("Ctrl+-", zoom.zoom_out)):
        bind(page, key, act, INSIDE)


def set_tab_order(page: CetakPage) -> None:
    """Tab goes as one reads: the buttons of the head, choice, preview, sheets, the strip."""
    order: list[QWidget] = [
        page.history_button, page.blank_button, page.who.link, page.who.box, page.left.fix, page.paper.list,
        page.paper.more, page.paper.set_up, page.sheet.size, page.sheet.result, page.sheet.place_link,
        page.preview.before, page.preview.after, page.preview.smaller, page.preview.fit, page.preview.larger,
        page.sheets, page.run.cancel_button, *page.run.buttons]
    for first, second in pairwise(order):
        QWidget.setTabOrder(first, second)


def panels(page: CetakPage) -> list[QWidget]:
    """Where F6 stops."""
    return [page.who.box, page.paper.list, page.sheet.size, page.sheets, page.run.first_button()]
