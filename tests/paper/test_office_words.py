"""An office of the kabupaten and a kelurahan print the same papers, and none of them calls them a desa."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.records import Unit
from jamsos_desktop.paths import DataFolder
from tests.paper import paper_village
from tests.paper.paper_batch import OPTIONS, Batch, everything

KELURAHAN = replace(desks.unit_for("74.02.02.1001", "ANDI BASO", "SITTI AMINAH"), alamat="Jl. Lasolo")
OPD = Unit(kode="74.02.90.0001", nama="Dinas Pendidikan", jenis="opd", kabupaten="Kabupaten Konawe",
           provinsi="Sulawesi Tenggara", alamat="Jl. Inolobunggadue", pejabat=KELURAHAN.pejabat)
# What is called so by others: this program, the district's office, a kind of wadah, who writes a certificate.
NAMES = re.compile("jamsos desa|masyarakat dan desa|pekerja rentan desa apbd|kepala desa atau lurah",
                   re.IGNORECASE)


@pytest.mark.parametrize("unit", [KELURAHAN, OPD], ids=lambda unit: unit.jenis)
def test_no_paper_calls_it_a_desa(tmp_path: Path, unit: Unit) -> None:
    folder = DataFolder(tmp_path / "data")
    desks.set_up_desa(folder, desks.SetUp(unit), paper_village.clock())
    with desks.open_desk(folder, None, paper_village.clock()) as desk:
        run_to_end(desk.samples_job(6, 7))
        order = replace(everything(desk, "A4"), opsi=replace(OPTIONS, tempat_acara="Aula"),
                        uids=tuple(p.uid for p in desk.everyone()))
        batch = Batch(desk, order, tmp_path)
    assert batch.printed.skipped == ()
    assert len({sheet.plan.jenis for sheet in batch.sheets}) >= 18
    wrong = [(sheet.plan.jenis, line) for sheet in batch.sheets for line in sheet.letters.splitlines()
             if re.search(r"\bdesa\b", NAMES.sub("", line), re.IGNORECASE)]
    assert wrong == []
