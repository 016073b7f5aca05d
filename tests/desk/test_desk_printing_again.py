"""A bundle once more, and what happens between its plan and its paper: nothing is said twice in two ways."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.desk import printing_people
from jamsos_desktop.desk.judging import judge_in
from jamsos_desktop.desk.printing import ask
from jamsos_desktop.desk.printing_forms import shown_name
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from tests.conftest import make_ready, salma
from tests.desk.talks import dump
from tests.paper.paper_reading import words

EVERYONE = tuple(f"u{n}" for n in range(5))
NAMES = tuple(f"La Basri {letter}" for letter in "ABCDE")
FIRST = "470/08/BI/XI/2026"


@pytest.fixture(scope="module")
def filled(set_up: Path, tmp_path_factory: pytest.TempPathFactory, clock: desks.Clock) -> Path:
    """A village of five fishers who are ready to be printed."""
    root = Path(shutil.copytree(set_up, tmp_path_factory.mktemp("lagi") / "data"))
    with desks.open_desk(DataFolder(root), None, clock) as desk:
        for uid, name in zip(EVERYONE, NAMES, strict=True):
            desk.save(salma(uid, nama=name.upper(), nik=f"740211140880901{uid[1]}", jenis_kelamin="L",
                            tanggal_lahir=date(1980, 8, 14)), 0)
    return root


@pytest.fixture
def village(filled: Path, tmp_path: Path, clock: desks.Clock) -> Iterator[desks.Desk]:
    with desks.open_desk(DataFolder(Path(shutil.copytree(filled, tmp_path / "data"))), None, clock) as desk:
        yield desk


def order(*jenis: str, out: Path, uids: tuple[str, ...] = EVERYONE, **opsi: object) -> desks.PrintOrder:
    return desks.PrintOrder(uids, jenis, "F4", out, desks.PaperOptions(**opsi))  # type: ignore[arg-type]


def printed(desk: desks.Desk, asked: desks.PrintOrder, before: Callable[[int], None] = lambda _: None) -> desks.Printed:
    """Print, with something done before each sheet."""
    job = desk.print_job(asked)
    while True:
        try:
            before(next(job).done)
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]


def test_letters_of_a_stopped_bundle_keep_their_numbers_when_it_is_finished(village: desks.Desk, tmp_path: Path) \
        -> None:
    job = village.print_job(order("keterangan", out=tmp_path, surat={"keterangan": FIRST}))
    while next(job).done < 2:
        pass
    job.close()
    assert village.letter_proposals() == {"keterangan": "470/10/BI/XI/2026"}
    again = printed(village, replace(village.order_again("B-0001"), out=tmp_path))
    assert len(again.made) == 5
    assert village.letter_proposals() == {"keterangan": "470/13/BI/XI/2026"}
    printed(village, order("keterangan", out=tmp_path, surat={"keterangan": "470/13/BI/XI/2026"}))
    printed(village, replace(village.order_again("B-0001"), out=tmp_path))
    assert village.letter_proposals() == {"keterangan": "470/18/BI/XI/2026"}  # an older bundle takes nothing back


def test_a_bundle_once_more_says_the_same_on_a_later_day(filled: Path, tmp_path: Path, clock: desks.Clock) -> None:
    folder = DataFolder(Path(shutil.copytree(filled, tmp_path / "data")))
    with desks.open_desk(folder, None, clock) as desk:
        printed(desk, order("pengantar", out=tmp_path, surat={"pengantar": "560/119/BI/XI/2026"}))
        printed(desk, order("f1a_daftar", out=tmp_path))
    with desks.open_desk(folder, None, desks.Clock(date(2027, 1, 5))) as desk:
        letter, listed = (words(printed(desk, replace(desk.order_again(nomor), out=tmp_path)).path.read_bytes())
                          for nomor in ("B-0001", "B-0002"))
        assert "560/119/BI/XI/2026" in letter
        assert "Bajo Indah, 21 November 2026" in letter
        assert "Januari 2027" not in letter
        assert "dicetak 05-01-2027" in letter
        assert "11/2026" in listed
        new = printed(desk, order("pengantar", out=tmp_path))
        assert "Bajo Indah, 5 Januari 2027" in words(new.path.read_bytes())


def test_who_was_erased_since_is_told_and_left_out(village: desks.Desk, tmp_path: Path) -> None:
    printed(village, order("formulir", out=tmp_path))
    village.delete([EVERYONE[1]])
    again = printed(village, replace(village.order_again("B-0001"), out=tmp_path))
    assert again.made == (NAMES[0], *NAMES[2:])
    assert again.refused == (("Satu orang", "Sudah dihapus dari daftar"),)
    assert again.path.name == "Bundel-B-0001-F4-cetak-2.pdf"


def test_what_lies_in_the_folder_is_never_written_over(village: desks.Desk, tmp_path: Path) -> None:
    (tmp_path / "Bundel-B-0001-F4.pdf").write_bytes(b"bundel laptop lain")
    made = printed(village, order("formulir", out=tmp_path))
    assert made.path == tmp_path / "Bundel-B-0001-F4 (2).pdf"
    assert (tmp_path / "Bundel-B-0001-F4.pdf").read_bytes() == b"bundel laptop lain"
    assert village.bundles(1)[0]["berkas"] == str(made.path)


def test_a_bundle_comes_back_on_the_paper_it_was_last_printed_on(village: desks.Desk, tmp_path: Path) -> None:
    printed(village, order("hadir", out=tmp_path))
    printed(village, replace(village.order_again("B-0001"), out=tmp_path, kertas="A4"))
    assert village.order_again("B-0001").kertas == "A4"


def test_a_number_nobody_gave_is_not_printed_once_more(village: desks.Desk, tmp_path: Path) -> None:
    before = dump(village)
    with pytest.raises(Problem) as caught:
        printed(village, replace(order("formulir", out=tmp_path), bundel="B-0077"))
    assert (caught.value.kode, dump(village)) == ("BUNDEL_TIDAK_ADA", before)


def test_paper_that_could_not_be_noted_does_not_stay(village: desks.Desk, tmp_path: Path) -> None:
    out = tmp_path / "cetak"
    with village.ctx.open() as db:
        db.run("CREATE TRIGGER penuh BEFORE INSERT ON bundel_lembar BEGIN SELECT RAISE(ABORT, 'penuh'); END")
    with pytest.raises(Problem):
        printed(village, order("formulir", out=out))
    assert list(out.iterdir()) == []
    assert village.counts().status == {"siap_cetak": 5}


def test_no_sheet_at_all_is_a_problem_not_a_file(village: desks.Desk, tmp_path: Path) -> None:
    with pytest.raises(Problem) as caught:
        printed(village, order("hadir", out=tmp_path / "cetak", baris=-1))
    assert caught.value.kode == "TAK_ADA_JADI"
    assert "-1 baris" in caught.value.apa
    assert village.bundles() == []
    assert not (tmp_path / "cetak").exists()


def test_who_changes_while_others_are_printed_gets_no_sheet(village: desks.Desk, tmp_path: Path,
                                                           monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing_people, "BLOCK", 2)
    monkeypatch.setattr(printing_people, "HELD", 4)

    def change(done: int) -> None:
        if done == 1:
            person = village.read(EVERYONE[3])
            village.save(replace(person, nama_ibu="WA LAIN"), person.revisi)
            village.delete([EVERYONE[4]])

    made = printed(village, order("nominatif", "formulir", out=tmp_path), change)
    assert made.made[1:] == NAMES[:3]
    assert made.left_out == ((4, "Data La Basri D berubah selagi dicetak."),
                             (5, "Data La Basri E berubah selagi dicetak."))
    assert [village.read(uid).status for uid in EVERYONE[:4]] == ["tercetak"] * 3 + ["siap_cetak"]
    (note,) = village.bundles()
    assert (note["lembar"], note["dilewati"]) == ({"nominatif": 1, "formulir": 3}, 2)


def test_a_plan_knows_who_left_since_the_records_were_judged(filled: Path, tmp_path: Path, clock: desks.Clock) -> None:
    folder, asked = DataFolder(Path(shutil.copytree(filled, tmp_path / "data"))), order("formulir", out=tmp_path)
    with desks.open_desk(folder, None, clock) as desk:
        person = desk.read(EVERYONE[0])
        desk.save(replace(person, keluar_tanggal=date(2026, 11, 22), keluar_sebab="pindah"), person.revisi)
        assert desk.print_plan(asked).refused == ()
    with desks.open_desk(folder, None, desks.Clock(date(2026, 11, 22))) as tomorrow:
        plan = tomorrow.print_plan(asked)
        assert (plan.allowed, plan.refused) == (4, (("La Basri A", "Sudah keluar"),))


def test_a_plan_refuses_whom_the_rules_refuse(village: desks.Desk) -> None:
    run_to_end(village.samples_job(120, 7))
    double = village.read(EVERYONE[0])
    village.save(replace(double, uid="kembar", nomor="", nama="LA KEMBAR", berkas={}, revisi=0), 0)
    everyone = village.everyone()
    with village.ctx.open() as db:
        judged = {p.uid: judge_in(village.ctx, db, p) for p in everyone}
        blocked = {shown_name(p): judged[p.uid].blocking[0].singkat for p in everyone if judged[p.uid].blocking}
        asked = ask(village.ctx, db, order("formulir", out=Path("x"), uids=tuple(p.uid for p in everyone)))
        assert dict(asked.refused) == blocked
        assert len(blocked) > 20
        whole = asked.of([one.uid for one in asked.allowed])
        assert {one.peserta.uid: one.hasil.dues for one in whole} == {
            uid: result.dues for uid, result in judged.items() if not result.blocking}


def test_only_the_form_makes_anybody_printed(village: desks.Desk, tmp_path: Path) -> None:
    others = tuple(kind.kode for kind in village.papers() if kind.kode != "formulir")
    made = printed(village, order(*others, out=tmp_path, kosong=2))
    assert len(made.made) > 20
    assert village.counts().status == {"siap_cetak": 5}
    assert [village.trail(uid).copies for uid in EVERYONE] == [0] * 5


def test_a_form_signed_before_this_laptop_knew_of_it_stays_signed(village: desks.Desk, tmp_path: Path,
                                                                  key_file: Path) -> None:
    village.take_in(key_file)
    make_ready(village, EVERYONE[0])
    run_to_end(village.export_job(tmp_path / "kirim"))
    with village.ctx.open() as db:  # as answers of DPMD bring people back: sent, and nothing printed here
        db.run("DELETE FROM cetakan")
    before = village.read(EVERYONE[0])
    assert before.status == "terkirim"
    printed(village, order("formulir", out=tmp_path, uids=EVERYONE[:1]))
    after = village.read(EVERYONE[0])
    assert (after.status, after.revisi, after.berkas["F1A"]) == ("terkirim", before.revisi, "ada")
