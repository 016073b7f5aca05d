"""Posts of a group and the people in each: the village's list beside that of the district, PU or BPU by post."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from jamsos_desktop.desk import OwnPosts, PostGroup
from jamsos_desktop.problems import Problem
from jamsos_desktop.texts import number
from ui import theme
from ui.pages.struktur_sheets import PostSheet
from ui.pages.struktur_tables import PeopleTable, PostTable, table_view
from ui.widgets import Button, Card, Combo, Doubt, EmptyState, Label, UnsureMark

if TYPE_CHECKING:
    from jamsos_desktop.desk import Desk
    from ui.window import Shell


class PostsPanel(QWidget):
    """The tab of one group. ``back_to`` is where the editor comes back to."""

    def __init__(self, desk: Desk, shell: Shell, kelompok: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._shell, self.kelompok = desk, shell, kelompok
        self._done: list[OwnPosts] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._post_card(), 10)
        row.addWidget(self._people_card(), 9)

    def _post_card(self) -> Card:
        self.only = QCheckBox("Hanya yang ada orangnya")
        self.only.toggled.connect(lambda _: self.refresh())
        self.post_card = Card("Jabatan", self.only, self, margins=(0, 0, 0, 0))
        self.posts = PostTable()
        self.table = table_view(self.posts, f"Jabatan {self._desk.label('kelompok', self.kelompok)}", (1, 3),
                                self.post_card)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_people())
        self.table.activated.connect(lambda _: self.open_people())
        self.post_card.body.addWidget(self.table)
        return self.post_card

    def _people_card(self) -> Card:
        self.title = Label("", "caption", wrap=False)
        self.people_card = Card("Orang", self.title, self, margins=(0, 0, 0, 0))
        self.people = PeopleTable(self._desk)
        self.people_table = table_view(self.people, "Orang dengan jabatan ini", (2, 1, 3), self.people_card)
        self.people_table.activated.connect(lambda _: self.open_person())
        self.adding = Button("Tambah orang", icon="person-plus")
        self.adding.clicked.connect(self.new_person)
        self.empty = EmptyState("people", "Belum ada orang dengan jabatan ini.", "", parent=self.people_card, bare=True)
        body = self.people_card.body
        body.addWidget(self.people_table, 1)
        body.addWidget(self.empty, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 8, 12, 10)
        foot.setSpacing(8)
        first, second = QHBoxLayout(), QHBoxLayout()
        self.segment = Combo(self.people_card, {"PU": "Didaftarkan PU", "BPU": "Didaftarkan BPU"})
        self.segment.setAccessibleName("Orang baru didaftarkan sebagai")
        self.segment.setMinimumWidth(theme.px(186))
        self.segment.typed.connect(self._set_segment)
        self.either, self.mark = Label("", "caption", wrap=False), UnsureMark(parent=self.people_card)
        self.removing = Button("Hapus jabatan", "danger")
        self.removing.clicked.connect(self.remove)
        first.addWidget(self.segment)
        first.addWidget(self.either)
        first.addWidget(self.mark)
        first.addStretch(1)
        second.addWidget(self.adding)
        second.addStretch(1)
        second.addWidget(self.removing)
        foot.addLayout(first)
        foot.addLayout(second)
        body.addLayout(foot)
        return self.people_card

    # What is shown.

    def refresh(self) -> None:
        """Read again; the post chosen stays chosen. Hidden posts are left out."""
        kept = self.post.kode if self.post else None
        found = [post for post in self._desk.posts(self.kelompok) if not post.disembunyikan or post.orang]
        shown = [post for post in found if post.orang] if self.only.isChecked() else found
        self.posts.set_lines(shown)
        wanted = kept if kept is not None else next((post.kode for post in shown if post.orang), None)
        at = next((n for n, post in enumerate(shown) if post.kode == wanted), 0)
        if shown:
            self.table.selectRow(at)
        self._show_people()

    @property
    def post(self) -> PostGroup | None:
        """The post chosen."""
        at = self.table.currentIndex().row()
        return self.posts.line(at)

    def words(self) -> str:
        """"33 orang, 12 jabatan"."""
        held = [post for post in self._desk.posts(self.kelompok) if post.orang]
        return f"{number(sum(len(post.orang) for post in held))} orang, {number(len(held))} jabatan terisi"

    def choose(self, kode: str) -> None:
        """Mark a post."""
        at = next((n for n, post in enumerate(self.posts.lines) if post.kode == kode), -1)
        if at >= 0:
            self.table.selectRow(at)
            self.table.scrollTo(self.posts.index(at, 0))

    def start(self) -> None:
        """The keyboard goes to the posts."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_people(self) -> None:
        post = self.post
        people = list(post.orang) if post else []
        self.people.set_lines(people)
        if people:
            self.people_table.selectRow(0)
        self.people_table.setVisible(bool(people))
        self.empty.setVisible(not people)
        self.title.setText(post.label if post else "")
        listed = post is not None and bool(post.unsur)
        for widget in (self.segment, self.adding, self.removing):
            widget.setEnabled(listed)
        self.segment.set_text(post.segmen if post else "")
        self.either.setText(_origin(post) if post else "")
        self.either.setVisible(bool(self.either.text()))
        self.mark.set_doubts([Doubt(f"{post.label}: segmen {post.segmen_asal}", post.sumber.removeprefix("-"))]
                             if post and post.belum_dikonfirmasi else ())

    # Deeds.

    def open_people(self) -> None:
        """Enter on a post: its people, or the form of the first."""
        if self.people.lines:
            self.people_table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.new_person()

    def open_person(self) -> None:
        """Enter on a person."""
        at = self.people_table.currentIndex().row()
        if 0 <= at < len(self.people.lines):
            self._shell.go("editor", uid=self.people.lines[at].uid, back_to="struktur")

    def new_person(self) -> bool:
        """A new person of the group, with this post."""
        post = self.post
        return bool(self._shell.go("editor", kelompok=self.kelompok, jabatan=post.kode if post and post.unsur else "",
                                   back_to="struktur"))

    def add(self) -> None:
        """A post of the village's own."""
        before = self._desk.own_posts()
        sheet = PostSheet(self._shell, self._desk, self.kelompok)
        if sheet.exec():
            self._changed(before, "Jabatan ditambah. Sudah bisa dipilih di data peserta.")
            self.choose(sheet.value)

    def remove(self) -> None:
        """Offer the chosen post no more."""
        post = self.post
        if post is not None:
            self._try(lambda: self._desk.remove_post(post.kode), f"Jabatan {post.label} tidak ditawarkan lagi.")

    def _set_segment(self, segmen: str) -> None:
        post = self.post
        if post is not None and segmen != post.segmen:
            self._try(lambda: self._desk.set_post_segment(post.kode, "" if segmen == post.segmen_asal else segmen),
                      f"Orang baru {post.label} didaftarkan {segmen}. Yang sudah ada tetap.")

    def _try(self, do: Callable[[], object], words: str) -> None:
        before = self._desk.own_posts()
        try:
            do()
        except Problem as problem:
            self._shell.problem(problem)
            self.refresh()
            return
        self._changed(before, words)

    def _changed(self, before: OwnPosts, words: str) -> None:
        self._done.append(before)
        self._shell.posts_changed()
        self._shell.saved()
        self.refresh()
        self._shell.toast(words, self.undo)

    @property
    def undoable(self) -> bool:
        return bool(self._done)

    def undo(self) -> bool:
        """The list of posts as it was before the last change made here."""
        if not self._done:
            return False
        try:
            self._desk.put_own_posts(self._done[-1])
        except Problem as problem:  # somebody has the new post by now
            self._shell.problem(problem)
            return True
        self._done.pop()
        self._shell.posts_changed()
        self.refresh()
        self._shell.toast("Daftar jabatan dikembalikan.")
        return True

    def stops(self) -> list[QWidget]:
        """Where F6 goes."""
        return [self.table, *([self.people_table] if self.people.lines else [self.adding])]


def _origin(post: PostGroup) -> str:
    if post.sendiri:
        return "Ditambah di sini."
    return "Boleh PU atau BPU." if post.segmen_asal == "PU/BPU" else ""
