"""What an officer and a viewer of the district see of the same person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.desk.district.bpjs_views import _member
from jamsos_desktop.desk.district.district import District
from jamsos_desktop.desk.district.doubles_reading import LAPSED, TABS
from jamsos_desktop.hub.register.batches import MemberRow
from jamsos_desktop.model.rights import ROLES
from tests.conftest import TODAY, make_ready
from tests.desk.talks import KODE, Talk, copied, talking
from tests.house import canary


@pytest.fixture(scope="module")
def talk(set_up: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Talk]:
    """The canary with the district: a member, with a KPJ of their own."""
    tmp = tmp_path_factory.mktemp("pelihat")
    with desks.open_desk(copied(set_up, tmp / "desa"), None, desks.Clock(TODAY)) as desk, talking(desk, tmp) as talk:
        desk.save(canary.person(), 0)
        make_ready(desk, "u0")
        talk.deliver()
        talk.decide("u0", keadaan="aktif", kpj=canary.KPJ, aktif_dari="2026-06-01", aktif_sampai="2026-11-10")
        yield talk


def seen_by(talk: Talk, role: str) -> str:
    """Everything the pages about people say, in one text."""
    with talk.dpmd.ctx.open() as db:
        district = District(replace(talk.dpmd.ctx, role=ROLES[role]), db)
        rows = district.people_of_unit(KODE)
        parts = [rows, district.person_view("u0"), district.lapsing(),
                 *(district.quality_people(tab) for tab, *_ in TABS), district.quality_people(LAPSED)]
        assert rows
        return "\n".join(repr(part) for part in parts)


def test_an_officer_sees_numbers_whole_but_no_mother_and_no_kpj(talk: Talk) -> None:
    text = seen_by(talk, "petugas")
    assert canary.NIK in text.replace(" ", "")
    assert "W••• B•••" in text
    assert canary.MOTHER.lower() not in text.lower()
    assert canary.KPJ not in text


def test_who_only_looks_on_sees_the_last_four(talk: Talk) -> None:
    text = seen_by(talk, "pelihat")
    assert canary.NAME.title() in text
    assert canary.NIK[-4:] in text
    joined = text.replace(" ", "")
    assert [number for number in (canary.NIK, canary.KK, canary.KPJ, canary.KIN, canary.ACCOUNT) if number in joined] \
        == []
    assert "W••• B•••" not in text
    assert canary.MOTHER.lower() not in text.lower()


def test_the_list_of_a_batch_shows_the_kpj_by_its_end(talk: Talk) -> None:
    member = MemberRow("u0", "", "", 0, KODE, 1, 0, "ok", canary.KPJ, "2026-12-01", "", "", canary.NIK, canary.NAME)
    for role, nik in (("petugas", canary.NIK), ("pelihat", "••••••••••••9973")):
        found = _member(replace(talk.dpmd.ctx, role=ROLES[role]), member, {})
        assert (found.nik, found.kpj) == (nik, "•••••••5439")
