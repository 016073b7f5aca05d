"""The dagger of a layout that nobody has confirmed: beside the title and at the foot, gone with a pack that does."""

from __future__ import annotations

from dataclasses import replace

import test_office_forms as office
import test_paper_dues as lists
from paper_people import context
from paper_reading import words

from jamsos_desktop.paper.book import preview
from jamsos_desktop.policy import KEYAKINAN, Policy, load_policy


def sure_policy() -> Policy:
    """The policy of a pack in which somebody confirmed every layout and choice."""
    made = load_policy()
    return replace(made, acuan={code: replace(row, keyakinan=KEYAKINAN[0]) for code, row in made.acuan.items()})


def papers_of(policy: Policy) -> dict[str, str]:
    """What the layouts of the offices say, rendered with fictional facts."""
    made = {kind: words(office.made(kind, context(unit=office.UNIT_F1, policy=policy)))
            for kind in ("f1", "f1_wadah")}
    made["f2a_pu"] = words(preview(lists.pu(lists.ONE), context(policy=policy)).pdf)
    made["f2a_bpu"] = words(preview(lists.bpu(lists.BPU), context(policy=policy)).pdf)
    return made


def test_layouts_carry_the_dagger_until_a_pack_confirms_them() -> None:
    for kind, said in papers_of(load_policy()).items():
        assert "\u2020" in said, kind
        assert "belum dikonfirmasi" in said, kind
    sure = papers_of(sure_policy())
    assert {kind: said.count("belum dikonfirmasi") for kind, said in sure.items()} == dict.fromkeys(sure, 0)
    assert not [kind for kind, said in sure.items() if "susunan isian" in said or "Urutan kolom" in said]
