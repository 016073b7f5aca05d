"""A search for newcomers alone, the district's own threshold, and transfers while BPJS still works on somebody."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.hub.doubles import moved
from jamsos_desktop.hub.likeness_rules import load_rules
from jamsos_desktop.hub.register import people
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.problems import Problem
from tests.hub import bpjs_places as places
from tests.hub import doubles_people, makers
from tests.hub.doubles_people import active, of, seen, stand

LATER = "2026-11-30T09:00:00+08:00"
EARLIER = "2026-11-01T09:00:00+08:00"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[desks.Desk]:
    with doubles_people.filled(tmp_path, doubles_people.three_villages()) as desk:
        yield desk


def since(desk: desks.Desk, moment: str = LATER) -> desks.DoublesReport:
    return run_to_end(of(desk).find_doubles_job(since=moment))


def came(desk: desks.Desk, uid: str, **columns: Any) -> None:
    """A package brought somebody later on."""
    stand(desk, uid, diubah=LATER, **columns)


def others(desk: desks.Desk) -> list[str]:
    """Two people nobody resembles."""
    told = {uid for row in of(desk).pairs() for uid in row.uids}
    return [uid for (uid,) in of(desk).db.all("SELECT uid FROM orang ORDER BY uid") if uid not in told][:2]


def test_only_newcomers_are_compared_with_everybody(office):
    first, second = others(office)
    nik = of(office).db.all("SELECT nik FROM orang WHERE uid = ?", (second,))[0][0]
    before = of(office).pairs()
    stand(office, first, nik=nik)  # changed, but nothing says so: a search for newcomers does not look here
    assert since(office).baru == 0
    came(office, first)
    report = since(office)
    assert (report.baru, report.hilang, report.terbuka) == (1, 0, len(before) + 1)
    assert {row.uids for row in before} <= {row.uids for row in of(office).pairs()}
    assert seen(office, second)["tunda"] == 1


def test_pairs_of_newcomers_that_are_no_suspicion_any_more_are_forgotten_and_no_others(office):
    nik, alike = of(office).pairs()
    came(office, alike.uids[0], nama="LA ODE HASAN", nik="7402112011609077", tanggal_lahir="1960-11-20")
    assert since(office).hilang == 1
    assert [row.id for row in of(office).pairs()] == [nik.id]


def test_whoever_came_back_by_an_undone_decision_is_a_newcomer(office):
    row = of(office).pairs()[0]
    putusan = of(office).decide_pair(row.id, 1)
    of(office).db.run("DELETE FROM pasangan WHERE id <> ?", (row.id,))
    of(office).db.run("UPDATE putusan SET waktu = ?", (EARLIER,))
    of(office).undo_pair(putusan)
    of(office).db.run("UPDATE putusan SET dibatalkan = ?", (LATER,))
    of(office).db.run("DELETE FROM pasangan")
    assert since(office).baru == 1


def test_after_the_last_search_or_everybody_where_nobody_ever_searched(office, tmp_path):
    of(office).db.run("DELETE FROM pasangan")
    of(office).db.run("UPDATE orang SET diubah = ?", (EARLIER,))
    assert run_to_end(of(office).find_doubles_job(since="")).baru == 0  # all of them came before that search
    (tmp_path / "baru").mkdir()
    with makers.district(tmp_path / "baru") as desk:
        makers.fill(desk, doubles_people.three_villages())
        assert run_to_end(of(desk).find_doubles_job(since="")).baru == 2


def test_a_whole_search_and_one_for_everybody_find_the_same(office):
    whole = [(row.uids, row.skor) for row in of(office).pairs()]
    of(office).db.run("DELETE FROM pasangan")
    assert since(office, "2026-01-01").baru == len(whole)
    assert [(row.uids, row.skor) for row in of(office).pairs()] == whole


@pytest.mark.parametrize(("ambang", "alike"), [("100", 0), ("78", 1)])
def test_the_threshold_is_the_policys(office, ambang, alike):
    ctx = of(office).ctx
    own = {key: tuple(dataclasses.replace(p, nilai=dataclasses.replace(p.nilai, teks=ambang)) for p in periods)
           if key[0] == "ambang_mirip" else periods for key, periods in ctx.policy.values.items()}
    of(office).ctx = dataclasses.replace(ctx, policy=dataclasses.replace(ctx.policy, values=own))
    run_to_end(of(office).find_doubles_job())
    assert len(of(office).pairs("mirip")) == alike
    assert len(of(office).pairs("nik")) == 1


def test_the_shipped_policy_names_the_threshold_the_rules_were_tuned_for(office):
    shipped = of(office).ctx.policy.value("ambang_mirip", "", makers.CLOCK_DAY)
    assert shipped is not None
    assert float(shipped.teks) == load_rules().bobot.ambang


def test_nobody_is_moved_away_under_a_batch_that_bpjs_has(office):
    row = of(office).pairs()[0]
    active(office, row.uids[0])
    stand(office, row.uids[0], permohonan="lanjut", tunda=0, aktif_sampai="2026-11-30")
    with of(office).db.write():
        of(office).db.run("UPDATE unit SET dicocokkan = 'x'")
    unit = of(office).db.all("SELECT unit FROM orang WHERE uid = ?", (row.uids[0],))[0][0]
    places.set_npp(office, makers.Village(unit), "26100001")
    group = next(g for g in of(office).candidates() if g.jenis == "lanjut")
    nomor = run_to_end(of(office).make_batch_job(group.choice(group.masa_dari, 3))).nomor
    of(office).hand_over(nomor, makers.CLOCK_DAY, "")
    assert "masih diproses BPJS" in of(office).pair(row.id).pilihan[3].akibat
    with pytest.raises(Problem) as refused:
        of(office).decide_pair(row.id, 3)
    assert refused.value.kode == "KEPUTUSAN_TIDAK_BISA"


@pytest.mark.parametrize(("until", "since_day"), [
    ("2026-03-31", "2026-09-01"), ("2026-08-31", "2026-01-01"), ("2026-10-31", "2026-01-01")])
def test_two_periods_become_one_only_where_they_meet(office, until, since_day):
    row = of(office).pairs()[0]
    for uid in row.uids:
        active(office, uid)
    stand(office, row.uids[0], aktif_dari="2026-01-01", aktif_sampai=until)
    both = people.by_uids(of(office).db, list(row.uids))
    to = moved(both[row.uids[0]], both[row.uids[1]], date(2026, 11, 21))[row.uids[1]]
    assert (to["aktif_dari"], to["aktif_sampai"]) == (since_day, "2027-08-31")


def test_only_the_newest_decision_about_a_pair_is_undone(office):
    row = of(office).pairs()[0]
    first = of(office).decide_pair(row.id, 4)
    stand(office, row.uids[1], nama="SITTI RAHMAWATI")
    run_to_end(of(office).find_doubles_job())
    second = of(office).decide_pair(row.id, 4)
    with pytest.raises(Problem) as refused:
        of(office).undo_pair(first)
    assert refused.value.kode == "PASANGAN_BERUBAH"
    assert of(office).pair(row.id).row.keputusan == 4
    of(office).undo_pair(second)
