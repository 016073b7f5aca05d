"""What the road and the claims say at their edges: no cover known, a program not taken, few required fields."""

from __future__ import annotations

from datetime import date

import pytest

from jamsos_desktop.policy import load_policy
from jamsos_desktop.rules import complete, table
from jamsos_desktop.rules.entitlement import PERIKSA, TIDAK, entitlement
from jamsos_desktop.rules.road_records import SHORT, Road, RoadStep
from tests.conftest import salma

DAY = date(2026, 11, 10)
POLICY = load_policy()


@pytest.mark.parametrize(("changed", "first", "last", "keadaan", "why"), [
    (dict(program=("JHT",)), date(2026, 1, 1), date(2026, 12, 31), TIDAK, "Program JKM tidak diikuti."),
    (dict(kpj="25011234567"), None, None, PERIKSA, "pernah menjadi peserta. Tanyakan ke BPJS."),
    (dict(pernah_peserta="ya"), None, None, PERIKSA, "pernah menjadi peserta. Tanyakan ke BPJS."),
    (dict(), None, None, TIDAK, "iuran pertama belum dibayar."),
    (dict(), None, date(2026, 12, 31), PERIKSA, "Awal kepesertaannya tidak tercatat di sini."),
])
def test_cover_that_is_not_known_is_never_promised(changed: dict[str, object], first: date | None, last: date | None,
                                                   keadaan: str, why: str) -> None:
    found = entitlement(salma(**changed), DAY, first, last, POLICY)
    assert found.keadaan == keadaan
    assert why in found.alasan
    if keadaan == TIDAK:
        assert found.jumlah is None
        assert found.rincian == ()


def test_a_step_has_a_short_word_where_there_is_little_room() -> None:
    kode, short = next(iter(SHORT.items()))
    step = RoadStep("", kode, "Langkah", "belum")
    assert step.pendek == short
    road = Road("", "Jalan", (step,))
    assert road.step(kode) is step
    with pytest.raises(KeyError, match="tidak_ada"):
        road.step("tidak_ada")


@pytest.mark.parametrize(("keys", "values"), [((), ()), (("nama",), ("WA ODE SALMA",)),
                                              (("nama", "sumber_dana.jkk_jkm"), ("WA ODE SALMA", "APBD_KAB"))])
def test_however_many_fields_are_required_each_is_looked_at(keys: tuple[str, ...], values: tuple[str, ...]) -> None:
    assert complete._values(keys)(salma()) == values


def test_both_pages_of_the_rules_are_written_where_the_documents_are(tmp_path) -> None:
    (tmp_path / "panduan").mkdir()
    table.write(tmp_path)
    assert (tmp_path / "aturan.md").read_text(encoding="utf-8") == table.markdown()
    assert (tmp_path / "panduan" / "yang-diperiksa.md").read_text(encoding="utf-8") == table.guide()
