"""The office's own blank at the desk: it travels in the settings, is checked at their door, printed, tried."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from jamsos_desktop.settings import MOST_OFFSET, Offset, Settings, keep_printer_offset, printer_offset
from tests.conftest import TODAY, salma
from tests.hub import makers
from tests.paper import paper_blanks as made
from tests.paper.paper_reading import words

FORM = made.acroform()
TWO = "01a00000-0000-7000-8000-000000000002"
BLANKS = {"formulir_bpu.toml": made.FIELDS, "formulir_bpu.pdf": FORM}


def edited(root: Path, blanks: dict[str, bytes]) -> Path:
    """A folder of changes for a pack, with these blanks."""
    for name, data in blanks.items():
        (root / "blangko").mkdir(parents=True, exist_ok=True)
        (root / "blangko" / name).write_bytes(data)
    return root


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Iterator[desks.District]:
    with makers.district(tmp_path_factory.mktemp("kab")) as dpmd:
        yield dpmd


@pytest.fixture(scope="module")
def village(district: desks.Desk, set_up: Path, clock: desks.Clock,
            tmp_path_factory: pytest.TempPathFactory) -> Iterator[desks.Desk]:
    """A village whose district sent the blank, with two people; nothing of it is changed by a test."""
    import shutil

    root = tmp_path_factory.mktemp("desa")
    folder = DataFolder(Path(shutil.copytree(set_up, root / "data")))
    with desks.open_desk(folder, None, clock) as desk:
        name, data = district.make_key()
        desk.take_in(desks.write_whole(data, root / name))
        name, data = district.make_pack(desks.PackOrder(versi="2026.7", mulai=TODAY,
                                                        changes=edited(root / "ubah", BLANKS)))
        desk.take_in(desks.write_whole(data, root / name))
        desk.save(salma(), 0)
        desk.save(salma(TWO, nik="7402115408849425", nama="WA ODE " + "PANJANG " * 12), 0)
        yield desk


def printed(desk: desks.Desk, out: Path, *uids: str, **options: object) -> desks.Printed:
    order = desks.PrintOrder(uids, ("formulir",), "F4", out, desks.PaperOptions(**options))  # type: ignore[arg-type]
    return run_to_end(desk.print_job(order))


def test_the_blank_of_the_settings_is_printed_on_and_can_be_left_aside(village: desks.Desk, tmp_path: Path) -> None:
    assert [(one.jenis, one.segmen, one.cara) for one in village.blanks()] == [("formulir", "BPU", "isian")]
    text = words(printed(village, tmp_path / "a.pdf", salma().uid).path.read_bytes())
    assert made.TITLE in text
    assert "WA ODE SALMA" in text
    own = words(printed(village, tmp_path / "b.pdf", salma().uid, tanpa_blangko=True).path.read_bytes())
    assert made.TITLE not in own
    assert "WA ODE SALMA" in own


def test_the_fit_test_names_the_field_and_the_printing_leaves_that_sheet_out(
        village: desks.Desk, tmp_path: Path) -> None:
    order = desks.PrintOrder((salma().uid, TWO), ("formulir",), "F4")
    report = run_to_end(village.fit_test_job(order))
    (lost,) = report.ditolak
    assert (lost.uid, lost.key, lost.akibat, lost.jenis) == (TWO, "nama", "tidak_muat", "formulir")
    assert lost.panjang > 90
    assert report.ringkas[0] == desks.FitGroup("formulir", lost.kolom, "tidak_muat", 1)
    assert report.diuji == 2
    done = printed(village, tmp_path / "a.pdf", salma().uid, TWO)
    assert len(done.made) == 1
    assert "tidak muat di blangko" in done.skipped[0][1]
    own = run_to_end(village.fit_test_job(replace(order, opsi=desks.PaperOptions(tanpa_blangko=True))))
    assert not own.ditolak
    assert [row.akibat for row in own.rows if row.uid == TWO and row.key == "nama"] == ["lampiran"]


def test_the_longest_of_the_village_is_tried_too(village: desks.Desk) -> None:
    report = run_to_end(village.fit_test_job(desks.PrintOrder((salma().uid,), ("formulir",), "F4")))
    assert not report.ditolak
    outside = [row for row in report.rows if not row.dipilih]
    assert {(row.uid, row.akibat) for row in outside if row.key == "nama"} == {(TWO, "tidak_muat")}


def test_pages_for_pre_printed_paper_are_told(desk: desks.Desk, tmp_path: Path) -> None:
    places = made.PLACES.replace(b"tumpang", b"pracetak").replace(b'berkas = "scan.png"\n', b"")
    desk.save(salma(), 0)
    desk.ctx = replace(desk.ctx, policy=replace(desk.policy, blangko={"scan.toml": places}))
    assert printed(desk, tmp_path / "a.pdf", salma().uid).pracetak == frozenset({0})
    assert desk.bundles()[0]["pracetak"] == frozenset({0})  # kept, so that a bundle cancelled midway prints right too


def test_the_form_of_the_office_stands_on_its_blank_too(desk: desks.Desk, tmp_path: Path) -> None:
    f1 = made.PLACES.replace(b'"formulir"\nsegmen = "BPU"', b'"f1"').split(b"[[pages]]")[0] + b'''[[pages]]
items = [{ is = "value", key = "f1.nama", x = 30, y = 60, w = 120 },
         { is = "value", key = "f1.jumlah", x = 30, y = 70, w = 9 }]
'''
    desk.save(salma(segmen="PU", kelompok="perangkat_desa"), 0)
    desk.ctx = replace(desk.ctx, policy=replace(desk.policy, blangko={"f1.toml": f1, "scan.png": made.scan()}))
    order = desks.PrintOrder((), ("f1",), "A4", tmp_path / "a.pdf")
    assert run_to_end(desk.fit_test_job(order)).diuji == 1
    done = run_to_end(desk.print_job(order))
    text = words(done.path.read_bytes())
    assert "PEMERINTAH DESA" in text
    assert "bukan formulir resmi" not in text
    narrow = f1.replace(b"y = 60, w = 120", b"y = 60, w = 12")
    desk.ctx = replace(desk.ctx, policy=replace(desk.policy, blangko={"f1.toml": narrow, "scan.png": made.scan()}))
    assert [row.key for row in run_to_end(desk.fit_test_job(order)).ditolak] == ["f1.nama"]


@pytest.mark.parametrize(("blanks", "why"), [
    ({"formulir_bpu.toml": made.FIELDS.replace(b'"nik"', b'"nomor_nik"', 1), "formulir_bpu.pdf": FORM}, "nomor_nik"),
    ({"formulir_bpu.toml": made.FIELDS, "formulir_bpu.pdf": FORM[:2000]}, "rusak"),
    ({"Formulir BPU.pdf": FORM}, "huruf kecil"),
    ({"formulir_bpu.doc": FORM}, "huruf kecil"),
    ({"formulir_bpu.toml": made.FIELDS, "formulir_bpu.pdf": FORM + bytes(4 << 20)}, "4 MiB"),
])
def test_a_blank_that_cannot_be_used_is_no_part_of_any_settings(
        district: desks.Desk, tmp_path: Path, blanks: dict[str, bytes], why: str) -> None:
    before = district.policies()
    with pytest.raises(Problem) as caught:
        district.make_pack(desks.PackOrder(versi="2026.8", mulai=TODAY, changes=edited(tmp_path, blanks)))
    assert caught.value.kode == "KETENTUAN_RUSAK"
    assert why in caught.value.apa
    assert district.policies() == before


def test_a_pack_with_a_bad_blank_is_refused_by_the_village(
        district: desks.Desk, village: desks.Desk, tmp_path: Path) -> None:
    from jamsos_desktop.desk.recipient import own_keys
    from jamsos_desktop.exchange.policy_pack import PackHead, make_pack
    from jamsos_desktop.policy import bundled_files

    with district.ctx.open() as db:
        signer = own_keys(db)
    head = PackHead(kode="74.02", versi="2026-9", urut=2027010101, nama="Rusak", mulai=TODAY)
    path = tmp_path / "JP.jdx"
    path.write_bytes(make_pack(head, bundled_files(), signer, district.now(),
                               blanks={"formulir_bpu.toml": made.FIELDS, "formulir_bpu.pdf": made.locked()}))
    before = village.policies()
    with pytest.raises(Problem) as caught:
        village.take_in(path)
    assert caught.value.kode == "KETENTUAN_RUSAK"
    assert "blangko/formulir_bpu.pdf" in caught.value.apa
    assert "kata sandi" in caught.value.apa
    assert village.policies() == before


def test_new_settings_keep_the_blanks_unless_their_folder_says_otherwise(tmp_path: Path) -> None:
    with makers.district(tmp_path) as dpmd:
        dpmd.make_pack(desks.PackOrder(versi="2026.7", mulai=TODAY, changes=edited(tmp_path / "a", BLANKS)))
        dpmd.use_policy()
        out = dpmd.export_policy(tmp_path)
        assert (out / "blangko" / "formulir_bpu.pdf").read_bytes() == FORM
        dpmd.make_pack(desks.PackOrder(versi="2026.8", mulai=TODAY))
        dpmd.use_policy()
        assert dict(dpmd.policy.blangko) == BLANKS
        (tmp_path / "b" / "blangko").mkdir(parents=True)
        dpmd.make_pack(desks.PackOrder(versi="2026.9", mulai=TODAY, changes=tmp_path / "b"))
        dpmd.use_policy()
        assert dict(dpmd.policy.blangko) == {}
        told = [[(one.label, one.tambah, one.ubah, one.hapus, one.contoh) for one in dpmd.policy_changes(versi)]
                for versi in ("2026.7", "2026.8", "2026.9")]
        title = ("Formulir kantor cabang",)
        assert told == [[("Blangko kantor", 1, 0, 0, title)], [], [("Blangko kantor", 0, 0, 1, title)]]


def test_a_mapping_is_checked_beside_its_file(tmp_path: Path) -> None:
    folder = edited(tmp_path, BLANKS) / "blangko"
    checked = desks.check_blank(folder / "formulir_bpu.toml")
    assert checked.pages == 1
    fields = {one.name: one for one in desks.check_blank(folder / "formulir_bpu.pdf").fields}
    assert (fields["nik"].cells, fields["jk"].states) == (16, ("Laki", "Perem"))
    assert (fields["orang.nama"].x, fields["orang.nama"].y) == (pytest.approx(60, abs=0.1), pytest.approx(43, abs=0.1))
    (folder / "formulir_bpu.pdf").unlink()
    with pytest.raises(Problem) as caught:
        desks.check_blank(folder / "formulir_bpu.toml")
    assert caught.value.kode == "BLANGKO_SALAH"
    assert "formulir_bpu.pdf: tidak ada" in caught.value.apa


def test_a_printer_keeps_its_offset(tmp_path: Path) -> None:
    path = tmp_path / "setelan.json"
    assert keep_printer_offset(Settings(path), "HP P1102", Offset(1.46, -0.5)) == Offset(1.5, -0.5)
    keep_printer_offset(Settings(path), "Epson L3110", Offset(99, -99))
    again = Settings(path)
    assert printer_offset(again, "HP P1102") == Offset(1.5, -0.5)
    assert printer_offset(again, "Epson L3110") == Offset(MOST_OFFSET, -MOST_OFFSET)
    assert printer_offset(again, "lain") == Offset()
    keep_printer_offset(again, "HP P1102", Offset())
    assert printer_offset(Settings(path), "HP P1102") == Offset()


@pytest.mark.parametrize("kept", ['{"HP": "1"}', '{"HP": [1]}', '{"HP": [NaN, 1]}', "7", '{"HP": ["1", 2]}'])
def test_a_damaged_offset_is_none(tmp_path: Path, kept: str) -> None:
    path = tmp_path / "setelan.json"
    path.write_text(f'{{"cetak.geser": {kept}}}', encoding="utf-8")
    assert printer_offset(Settings(path), "HP") == Offset()
