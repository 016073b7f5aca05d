"""Decisions of the district in words and columns, at the edges a walk through the pages seldom meets."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from jamsos_desktop.desk import Desk
from jamsos_desktop.hub import batches, doubles_words, fork_decisions, likeness_score
from jamsos_desktop.hub.doubles_words import Side
from jamsos_desktop.hub.records import Person
from jamsos_desktop.hub.register import people
from tests.hub import makers

STAMP = "2026-11-21T09:00:00+08:00"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with makers.district(tmp_path_factory.mktemp("dpmd")) as opened:
        makers.fill(opened, makers.villages(1, 2))
        yield opened


@pytest.fixture(scope="module")
def person(desk: Desk) -> Person:
    with desk.ctx.open() as db:
        uid = str(db.one("SELECT uid FROM orang ORDER BY uid")[0])  # type: ignore[index]
        return people.by_uids(db, [uid])[uid]


def case(jenis: str, **changed: object) -> batches.Case:
    return batches.Case("K-0001", jenis, "2026-12-01", 6, 1, True, True, "ok")._replace(**changed)  # type: ignore[arg-type]


def test_a_member_leaves_on_the_earlier_of_two_days_and_keeps_the_number_that_was_given(person: Person) -> None:
    member = person._replace(keadaan="aktif", kpj="25011234567", aktif_sampai="2026-12-31")
    left = batches.standing(case("berhenti", aktif_dari="2026-11-30", sebab="Pindah"), member, {}, STAMP)
    assert (left["keadaan"], left["aktif_sampai"], left["catatan"]) == ("keluar", "2026-11-30", "Pindah")
    assert "kpj" not in left
    later = batches.standing(case("berhenti", aktif_dari="2027-03-31"), member, {}, STAMP)
    assert "aktif_sampai" not in later  # cover is not made longer by leaving
    changed = batches.standing(case("ubah", kpj="25019999999"), member, {}, STAMP)
    assert changed["kpj"] == "25019999999"


def test_nothing_moves_for_a_member_before_bpjs_said_yes_and_was_paid(person: Person) -> None:
    member = person._replace(keadaan="aktif", batch="K-0001")
    assert batches.standing(case("lanjut", dibayar=False), member, {}, STAMP) == {}
    assert batches.standing(case("lanjut", hasil=""), member, {}, STAMP) == {}


@pytest.mark.parametrize(("a", "b", "says", "may"), [
    (dict(keadaan="masuk"), dict(keadaan="masuk"), "A keluar, B tetap diproses", True),
    (dict(keadaan="masuk"), dict(keadaan="aktif"), "B tetap aktif, A keluar", True),
    (dict(keadaan="aktif"), dict(keadaan="aktif"), "Masa aktif jadi satu di B, A keluar", True),
    (dict(keadaan="di_bpjs"), dict(keadaan="aktif"), "Belum bisa: A masih diproses BPJS", False),
    (dict(keadaan="aktif", unit="74.02.11.2018"), dict(keadaan="aktif"), "Tidak bisa: keduanya di desa", False)])
def test_what_moving_would_come_to_stands_in_words(person: Person, a: dict[str, str], b: dict[str, str], says: str,
                                                   may: bool) -> None:
    one = Side(person._replace(**{"unit": "74.02.11.2017", **a}), "Desa Bajo Indah")
    other = Side(person._replace(**{"unit": "74.02.11.2018", **b}), "Desa Leppe")
    found = doubles_words._move(one, other, doubles_words.A_KE_B)
    assert found.akibat.startswith(says)
    assert found.boleh is may


def test_another_version_of_somebody_refused_is_looked_at_again_and_of_a_member_is_told() -> None:
    again = fork_decisions._effects({"keadaan": "ditolak"})
    assert again["keadaan"] == "masuk"
    assert set(again.values()) == {"masuk", ""}
    assert fork_decisions._effects({"keadaan": "aktif"}) == {"berubah": 1}
    assert fork_decisions._effects({"keadaan": "masuk"}) == {}


def test_a_name_that_is_empty_is_called_so() -> None:
    from jamsos_desktop.hub.likeness_traits import Traits
    from jamsos_desktop.hub.likeness_words import Agreement

    def traits(*words: str) -> Traits:
        return Traits("", "", "", "", words, tuple(sorted(words)), (), (), (), (), 0.0)

    def said(a: Traits, b: Traits, *, beda: bool = False) -> str:
        return likeness_score._name_words(a, b, Agreement(0.0, 0, 0, beda, False))

    assert said(traits(), traits("SALMA"), beda=True) == "nama kosong"
    assert said(traits("WA", "SALMA"), traits("WA", "SALMA")) == "nama sama"
    assert said(traits("SALMA", "WA"), traits("WA", "SALMA")) == "nama sama, urutan katanya lain"
    assert said(traits("SALMA"), traits("SALMAH"), beda=True).startswith("nama mirip ")
