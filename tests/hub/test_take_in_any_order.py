"""Any order, repetition and loss of packages end in the same register; nobody acknowledged disappears."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import run_to_end
from tests.hub import makers
from tests.hub.diary import KODE, Diary, drop, dump, register_of

FEW = settings(max_examples=18, deadline=None, derandomize=True,
               suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
STEPS = st.lists(st.sampled_from(["begin", "edit", "edit", "end", "delete", "back", "confirm"]), min_size=0, max_size=4)
HISTORIES = st.lists(st.tuples(STEPS, st.booleans()), min_size=2, max_size=6)


class Story:
    """What a village did between its packages; ``confirmed``: numbers a reply confirmed (they cannot be lost)."""

    def __init__(self, to, history, dice) -> None:
        self.village, self.built, self.confirmed = Diary(KODE), [], set()
        self.village.begin(4)
        deleted = []
        for steps, penuh in history:
            for step in steps:
                self._do(step, dice, deleted)
            self.built.append(self.village.post(to, penuh=penuh))

    def _do(self, step, dice, deleted) -> None:
        rows = sorted(self.village.rows)
        if step == "begin":
            self.village.begin(1)
        elif step == "edit" and rows:
            self.village.edit(dice.choice(rows), alamat=f"Jalan {dice.randrange(99)}")
        elif step == "end" and rows:
            self.village.edit(dice.choice(rows), permohonan="berhenti", keluar_tanggal="2026-11-20")
        elif step == "delete" and len(rows) > 1:
            deleted.append(self.village.delete(dice.choice(rows)))
        elif step == "back" and deleted:
            self.village.bring_back(deleted.pop(dice.randrange(len(deleted))))
        elif step == "confirm" and self.village.seq:
            self.village.base = self.village.seq
            self.confirmed.add(self.village.seq)


@contextmanager
def districts() -> Iterator[tuple[desks.Desk, desks.Desk, Path]]:
    """Two registers of one district: the same keys, nothing in them."""
    root = Path(tempfile.mkdtemp(prefix="jamsos-urutan-"))
    try:
        for name in ("satu", "dua"):
            (root / name).mkdir()
        with makers.district(root / "satu") as one, makers.district(root / "dua") as two:
            yield one, two, root
    finally:
        shutil.rmtree(root)


def take_in(desk, folder, built) -> list[desks.FileLine]:
    shutil.rmtree(folder, ignore_errors=True)
    return list(run_to_end(desk.district.take_in_job([drop(folder, built)])).lines)


@FEW
@given(HISTORIES, st.randoms(use_true_random=False))
def test_any_order_repetition_and_loss_converge(history, dice):
    with districts() as (straight, crooked, root):
        to = makers.recipient_of(straight, root)
        story = Story(to, history, dice)
        for built in story.built:
            take_in(straight, root / "stik", built)
        travelled = [built for built in story.built
                     if built.seq in story.confirmed or built is story.built[-1] or dice.random() < 0.7]
        travelled += [dice.choice(travelled) for _ in range(dice.randrange(3))]
        dice.shuffle(travelled)
        seen: dict[str, int] = {}
        for built in travelled:
            line, = take_in(crooked, root / "stik", built)
            assert line.hasil in ("baru", "berubah", "ulang", "nomor_terlewat", "kunci_belum", "menunggu")
            now = {uid: one["revisi"] for uid, one in register_of(crooked).items()}
            assert all(now.get(uid, -1) >= revisi for uid, revisi in seen.items()), "somebody disappeared"
            seen = now
        wanted, found = register_of(straight), register_of(crooked)
        # A deletion of somebody who never arrived leaves nothing to compare but itself.
        assert found == {uid: one for uid, one in wanted.items() if not one["hapus"] or uid in found}
        assert {uid for uid, one in found.items() if not one["hapus"]} == set(story.village.rows)
        assert {uid: found[uid]["revisi"] for uid in story.village.rows} \
            == {uid: row["revisi"] for uid, row in story.village.rows.items()}
        before = dump(crooked)
        for built in travelled:
            take_in(crooked, root / "stik", built)
        assert dump(crooked) == before
