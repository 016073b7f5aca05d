"""A village that lost its laptop and its words: a full reply brings back what DPMD holds, and the sequence goes on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.hub.register import contents, people
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from tests.conftest import make_ready
from tests.desk.talks import KODE, Talk, copied, person, talking
from tests.hub import makers


@pytest.fixture
def lost(desk: desks.Desk, set_up: Path, tmp_path: Path, clock: desks.Clock) -> Iterator[Talk]:
    """A new laptop with a new desk of the same village, after the old one sent three packages and was lost."""
    (tmp_path / "kunci").mkdir()
    with makers.district(tmp_path) as dpmd:
        name, data = dpmd.make_key()
        key = desks.write_whole(data, tmp_path / "kunci" / name)
        desk.take_in(key)
        old = Talk(desk, dpmd, tmp_path)
        old.enrol(1, 2)
        desk.set_berkas_desa("SPTJM", "ada")
        old.deliver()
        old.activate("u1")
        old.hear()
        old.enrol(3)
        old.deliver()
        old.district.refuse(["u3"], "IBU_KOSONG")
        old.change("u2", hp="081299000888")
        old.deliver()
        new_folder = DataFolder(tmp_path / "baru")
        unit = desks.unit_for(KODE, "MUH. ARSYAD TAHIR", "NURHAYATI SALAM")
        desks.set_up_desa(new_folder, desks.SetUp(unit), clock)
        with desks.open_desk(new_folder, None, clock) as fresh:
            fresh.take_in(key)
            yield Talk(fresh, dpmd, tmp_path / "lagi")


def first_contact(lost: Talk) -> None:
    """The new laptop enters somebody, and its first package is taken in once the old key is retired."""
    lost.enrol(4)
    path = lost.send()
    assert lost.arrive(path).hasil == "kunci_lain"
    lost.district.retire_key(KODE)
    lost.arrive(path)
    assert lost.district.unit(KODE).dicocokkan


def test_everybody_comes_back_with_papers_and_family_and_as_answered(lost: Talk) -> None:
    first_contact(lost)
    [row] = [r for r in lost.district.replies() if r.kode == KODE]
    assert (row.penuh, row.baru, row.halangan) == (True, True, "")
    words = lost.hear(kpj=True)
    assert "3 orang dikembalikan dari DPMD. 1 orang di sini mendapat nomor baru." in words
    assert {uid: lost.status(uid) for uid in ("u1", "u2", "u3", "u4")} == {
        "u1": "aktif", "u2": "diterima", "u3": "ditolak", "u4": "siap_kirim"}
    back = lost.desa.read("u1")
    assert (back.nama, back.kpj, back.aktif_sampai) == ("JUMRIA LATIF", "26012340001", date(2027, 5, 31))
    assert [k.nama for k in back.keluarga] == [k.nama for k in person(1).keluarga]
    assert "ada" in back.berkas.values()
    assert lost.desa.read("u2").hp == "081299000888"
    assert {p.kode: p.state for p in lost.desa.berkas_desa()}["SPTJM"] == "ada"
    reason = lost.desa.reason_of("u3")
    assert reason is not None
    assert reason.kolom == ("nama_ibu",)
    assert [r.penuh for r in lost.district.replies() if r.kode == KODE] == [False]


def test_numbers_go_on_after_the_highest(lost: Talk) -> None:
    first_contact(lost)
    lost.hear()
    numbers = [lost.desa.read(f"u{n}").nomor for n in (1, 2, 3, 4)]
    # The new desk had given the first number to u4; forms of the others carry theirs.
    assert numbers == [lost.held(f"u{n}").nomor for n in (1, 2, 3)] + ["BPU-000004"]
    assert lost.desa.save(person(5), 0).nomor == "BPU-000005"
    assert lost.desa.send_state().seq_next == 4


def test_the_next_package_continues_and_is_no_fork(lost: Talk) -> None:
    first_contact(lost)
    lost.hear()
    lost.enrol(5)
    lost.change("u1", hp="081299000999")
    lost.change("u3", nama_ibu="WA BARU")
    make_ready(lost.desa, "u3")
    line = lost.deliver()
    assert (line.seq, line.baru, line.berubah, line.sama, line.bentrok) == (4, 1, 3, 1, 0)
    assert line.hasil in ("baru", "berubah")
    assert (lost.held("u1").permohonan, lost.held("u1").keadaan, lost.held("u1").berubah) == ("ubah", "aktif", 1)
    assert (lost.held("u3").permohonan, lost.held("u3").keadaan) == ("daftar", "masuk")
    lost.hear()
    assert [lost.status(f"u{n}") for n in (1, 2, 3, 4, 5)] == ["aktif", "diterima", "diterima", "diterima", "diterima"]


def test_a_full_reply_that_comes_after_a_newer_one_still_brings_everybody_back(lost: Talk) -> None:
    first_contact(lost)
    full = lost.answer()
    lost.activate("u2")
    assert "3 orang tidak ada di desa ini." in lost.hear()
    lost.desa.take_in(full)
    assert [lost.status(f"u{n}") for n in (1, 2, 3)] == ["aktif", "aktif", "ditolak"]
    assert lost.desa.reply(2).asing == ()


def test_who_was_deleted_here_stays_deleted(lost: Talk) -> None:
    first_contact(lost)
    lost.hear()
    lost.desa.delete(["u2"])
    assert "dikembalikan" not in lost.hear(penuh=True)
    assert {p.uid for p in lost.desa.everyone()} == {"u1", "u3", "u4"}


def test_an_older_copy_of_the_data_is_brought_forward(desk: desks.Desk, folder: DataFolder, tmp_path: Path,
                                                      clock: desks.Clock) -> None:
    """Same keys, a copy from before the second package: a plain reply is refused, a full one heals."""
    with talking(desk, tmp_path) as talk:
        talk.enrol(1)
        talk.deliver()
        with desk.ctx.open() as db:
            db.checkpoint()
        before = copied(folder.root, tmp_path / "lama")
        for left in (before.lock, before.lock_holder):
            left.unlink(missing_ok=True)
        talk.enrol(2)
        talk.deliver()
        with desks.open_desk(before, None, clock) as old:
            with pytest.raises(Problem) as caught:
                old.take_in(talk.answer())
            assert caught.value.kode == "BALASAN_LAPTOP_LAIN"
            assert "1 orang dikembalikan dari DPMD." in old.take_in(talk.answer(penuh=True))
            again = Talk(old, talk.dpmd, tmp_path / "lagi")
            again.change("u2", hp="081299000333")
            sent = run_to_end(old.export_job(tmp_path / "lagi"))
            assert sent.seq == 3
            with old.ctx.open() as db:
                assert db.one("SELECT base, prev FROM paket WHERE seq = 3") == (
                    2, desk.packages()[0].sha)
            assert replace(old.read("u2"), status="").hp == "081299000333"


def test_what_an_older_copy_lacks_is_caught_up_and_its_changes_count(desk: desks.Desk, folder: DataFolder,
                                                                     tmp_path: Path, clock: desks.Clock) -> None:
    with talking(desk, tmp_path) as talk:
        talk.enrol(1, 2)
        talk.deliver()
        with desk.ctx.open() as db:
            db.checkpoint()
        before = copied(folder.root, tmp_path / "lama")
        for left in (before.lock, before.lock_holder):
            left.unlink(missing_ok=True)
        for hp in ("081299000111", "081299000112"):
            talk.change("u1", hp=hp)
            talk.change("u2", hp=hp)
        talk.deliver()
        with desks.open_desk(before, None, clock) as old:
            again = Talk(old, talk.dpmd, tmp_path / "lagi")
            again.change("u2", hp="081299000333")  # before anybody knew that the copy is old
            words = old.take_in(talk.answer(penuh=True))
            assert "Data 2 orang di sini lebih lama daripada di DPMD. Periksa lagi." in words
            assert (old.read("u1").hp, old.read("u1").status) == ("081299000112", "diterima")
            assert (old.read("u2").hp, old.read("u2").status) == ("081299000333", "siap_kirim")
            again.change("u1", hp="081299000444")
            line = again.deliver()
            assert (line.berubah, line.sama) == (2, 0)
            with talk.dpmd.ctx.open() as db:
                held = contents.rows_of(db, list(people.by_uids(db, ["u1", "u2"]).values()))
            assert {uid: row["hp"] for uid, row in held.items()} == {"u1": "081299000444", "u2": "081299000333"}
