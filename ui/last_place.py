"""Where work stopped, so that a power cut costs nobody her place: the form being typed, or one left unsaved before."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from jamsos_desktop.problems import Problem

if TYPE_CHECKING:
    from jamsos_desktop.desk import Desk, Draft
    from ui.window import Shell

FORM = "editor"
PLACE_FORM, PLACE_KEY = "layar", "terakhir"
LEFT = "ditinggal"


def stand(desk: Desk, uid: str) -> None:
    """Somebody types this form: should the program end now, it is what opens again."""
    kept = desk.draft(PLACE_FORM, PLACE_KEY)
    if kept is None or kept.isi != {"uid": uid}:
        desk.keep_draft(PLACE_FORM, PLACE_KEY, {"uid": uid})


def leave(desk: Desk) -> None:
    """The form is no longer in front. What is unsaved of it stays a draft, and is told if the program is cut off."""
    kept = desk.draft(PLACE_FORM, PLACE_KEY)
    if kept is None or kept.isi.get(LEFT):
        return
    if _draft(desk, kept) is None:
        desk.drop_draft(PLACE_FORM, PLACE_KEY)
    else:
        desk.keep_draft(PLACE_FORM, PLACE_KEY, {**kept.isi, LEFT: True})


def end(desk: Desk) -> None:
    """The window is closed by hand: whoever does so needs not be told of a form she left before."""
    with suppress(Problem):  # it is told once more at the next start
        kept = desk.draft(PLACE_FORM, PLACE_KEY)
        if kept is not None and kept.isi.get(LEFT):
            desk.drop_draft(PLACE_FORM, PLACE_KEY)


def resume_args(desk: Desk) -> dict[str, Any] | None:
    """What ``Shell.go("editor", ...)`` needs to come back to the form that was in front when the program ended."""
    kept = desk.draft(PLACE_FORM, PLACE_KEY)
    if kept is None or kept.isi.get(LEFT) or _draft(desk, kept) is None:
        return None
    return {"uid": kept.isi["uid"]}


def left_behind(desk: Desk) -> Draft | None:
    """The unsaved form that had been left for another page when the program was cut off."""
    kept = desk.draft(PLACE_FORM, PLACE_KEY)
    return _draft(desk, kept) if kept is not None and kept.isi.get(LEFT) else None


def come_back(shell: Shell) -> None:
    """After the first page is seen: the form that was in front opens over it; one that had been left is told, by the
    list itself or above another page."""
    if args := resume_args(shell.desk):
        shell.go("editor", **args)
        return
    draft = left_behind(shell.desk)
    if draft is None or shell.current_name == "peserta":
        return
    from ui.pages.peserta_strips import draft_words

    shell.offer(draft_words([draft]), "Lanjutkan", lambda: shell.go("editor", uid=draft.kunci), "Nanti saja")


def _draft(desk: Desk, place: Draft) -> Draft | None:
    return desk.draft(FORM, str(place.isi.get("uid", "")))
