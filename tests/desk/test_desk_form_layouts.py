"""Layouts of forms that the district's settings bring: printed from their day on, checked before, taken back."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.exchange.policy_pack import PackHead, make_pack
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paper.draw import layouts
from jamsos_desktop.paths import resource
from jamsos_desktop.policy import bundled_files
from jamsos_desktop.problems import Problem
from tests.conftest import TODAY, salma
from tests.hub import makers

FORM = "formulir_bpu.toml"
OLD, NEW = b"FORMULIR 1a: PENDAFTARAN PESERTA", b"FORMULIR KANTOR KENDARI: PESERTA"


def printed(desk: desks.Desk, out: Path) -> str:
    made = run_to_end(desk.print_job(desks.PrintOrder((salma().uid,), ("formulir",), "A4", out)))
    return subprocess.run(["pdftotext", "-layout", str(made.path), "-"], capture_output=True, text=True,
                          check=True).stdout


def test_a_layout_of_the_district_is_printed_and_taken_back(desk: desks.Desk, tmp_path: Path) -> None:
    with makers.district(tmp_path) as dpmd:
        name, data = dpmd.make_key()
        desk.take_in(desks.write_whole(data, tmp_path / name))
        desk.save(salma(), 0)
        edited = tmp_path / "ubah"
        (edited / "formulir").mkdir(parents=True)
        own = resource("formulir", FORM).read_bytes()
        assert OLD in own
        (edited / "formulir" / FORM).write_bytes(own.replace(OLD, NEW))
        name, data = dpmd.make_pack(desks.PackOrder(versi="2026.5", mulai=TODAY, changes=edited))
        desk.take_in(desks.write_whole(data, tmp_path / name))
    assert NEW.decode() in printed(desk, tmp_path / "baru.pdf")
    before = desk.policies()[-1].versi
    desk.roll_back_policy(before)
    text = printed(desk, tmp_path / "lama.pdf")
    assert OLD.decode() in text
    assert NEW.decode() not in text


def test_new_settings_keep_the_layouts_unless_their_folder_says_otherwise(tmp_path: Path) -> None:
    own = {FORM: resource("formulir", FORM).read_bytes().replace(OLD, NEW)}
    (tmp_path / "a" / "formulir").mkdir(parents=True)
    (tmp_path / "a" / "formulir" / FORM).write_bytes(own[FORM])
    (tmp_path / "b" / "formulir").mkdir(parents=True)
    with makers.district(tmp_path) as dpmd:
        for versi, changes, held in (("2026.5", tmp_path / "a", own), ("2026.6", None, own),
                                     ("2026.7", tmp_path / "b", {})):
            dpmd.make_pack(desks.PackOrder(versi=versi, mulai=TODAY, changes=changes))
            dpmd.use_policy()
            assert dict(dpmd.policy.formulir) == held, versi
            out = dpmd.export_policy(tmp_path) / "formulir" / FORM
            assert out.exists() == bool(held)


@pytest.mark.parametrize(("name", "data", "why"), [
    ("formulir_bpu.toml", b"title = ", "tidak terbaca"),
    ("formulir_bpu.toml", b'title = "x"\nwarna = 1\nblocks = []', "tidak dikenal"),
    ("formulir_bpu.toml", b'title = "x"\n[[blocks]]\nuse = "formulir_bpu"', "formulir_bpu"),
    ("formulir_bpu.toml", b'title = "x"\n[[blocks]]\nuse = "../rahasia"', "rahasia"),
    ("formulir_bpu.toml", b'title = "x"\n[[blocks]]\nitems = [{is = "text", text = "{palsu}"}]', "palsu"),
    ("formulir_bpu.toml", b'title = "x"\n[[blocks]]\nitems = [{is = "text", text = "RT {rt}"}]', "isian rt tidak"),
    ("formulir_baru.toml", b'title = "x"\nblocks = []', "tidak ada"),
])
def test_a_layout_that_cannot_be_printed_is_refused_by_name(name: str, data: bytes, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        layouts.check(name.removesuffix(".toml"), {name: data})


def test_a_pack_with_a_bad_layout_changes_nothing(desk: desks.Desk, tmp_path: Path) -> None:
    from jamsos_desktop.desk.recipient import own_keys

    with makers.district(tmp_path) as dpmd:
        name, data = dpmd.make_key()
        desk.take_in(desks.write_whole(data, tmp_path / name))
        with dpmd.ctx.open() as db:
            signer = own_keys(db)
        head = PackHead(kode="74.02", versi="2026-2", urut=1, nama="Rusak", mulai=TODAY)
        path = tmp_path / "JP.jdx"
        path.write_bytes(make_pack(head, bundled_files(), signer, dpmd.now(), forms={"kaki.toml": b"title = 1"}))
    with pytest.raises(Problem) as caught:
        desk.take_in(path)
    assert caught.value.kode == "KETENTUAN_RUSAK"
    assert [one.keadaan for one in desk.policies()] == ["berlaku"]
