"""A known person put through every path: nothing of them stays where nobody would look for it.

Not in plain bytes in the data folder, in names of files, in properties of PDFs and workbooks, on standard error, in the
log, in the history, in a temporary folder. What the papers themselves may say is held by ``test_privacy_papers``.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.cli.program import run
from jamsos_desktop.desk.printing_kinds import KINDS
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from tests.conftest import TODAY, make_ready
from tests.desk.imports import bring_in, write_csv
from tests.desk.talks import Talk, copied, dump, talking
from tests.house import canary
from tests.paper.paper_batch import OPTIONS
from tests.paper.paper_reading import tool

PIN, OTHER_PIN = "274913", "815306"
ROOT = Path(__file__).resolve().parents[2]
READABLE = ("keluar",)  # papers and lists that were asked for lie in the outbox


@dataclass
class Walk:
    """What the walk left behind. ``tmp``: names made in the temporary folder; ``said``: standard error; ``told``: what
    care and recovery say; ``back``: the folder a backup was brought back into."""

    data: DataFolder
    district: DataFolder
    out: Path
    tmp: list[str]
    said: str
    history: list[str]
    told: str
    back: DataFolder


@pytest.fixture(scope="module")
def walk(set_up: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    """The canary through the desk, the district and the command line, with a temporary folder of its own."""
    root = tmp_path_factory.mktemp("kenari")
    (scratch := root / "sementara").mkdir()
    (out := root / "keluaran").mkdir()
    data = copied(set_up, root / "desa")
    with ExitStack() as stack:
        desk = stack.enter_context(desks.open_desk(data, None, desks.Clock(TODAY)))
        talk = stack.enter_context(talking(desk, root))
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        patch.setenv("TMPDIR", str(scratch))
        patch.setenv("JAMSOS_HARI_INI", TODAY.isoformat())
        patch.setattr(tempfile, "tempdir", str(scratch))
        with canary.watched(scratch) as made:
            _village(desk, out)
            _to_and_fro(talk, out)
            _refused(desk, root)
            desk.close()
            said = _commands(data, root) + _faults(data, scratch)
            told, back = _locked(data, root, out)
            with desks.open_desk(data, PIN, desks.Clock(TODAY)) as again:
                history = [row for row in (*dump(again), *dump(talk.dpmd)) if row.startswith("riwayat ")]
            patch.setenv("JAMSOS_PIN", PIN)
            patch.setenv("JAMSOS_PENGGUNA", "p1")
            said += _said(data, (("cari", canary.NIK),))  # what care did stands there until somebody has read it
        yield Walk(data, talk.dpmd.folder, out, made, said, history, told, back)


def _village(desk: desks.Desk, out: Path) -> None:
    """Typed, drafted, printed in every kind, claimed, looked at."""
    desk.keep_draft("editor", "u9", {"texts": {"nik": canary.NIK, "nama": canary.NAME, "nama_ibu": canary.MOTHER}})
    desk.save(canary.person(), 0)
    make_ready(desk, "u0")
    whole = replace(OPTIONS, nik_penuh=True)
    order = desks.PrintOrder(("u0",), tuple(KINDS), "A4", out / "cetak" / "semua.pdf", whole)
    printed = run_to_end(desk.print_job(order))
    assert len(printed.made) > 10  # kinds that have nothing in a village of one are skipped
    assert desk.see_kpj(["u0"], "uji") == {"u0": canary.KPJ}
    listed = desk.find_person(canary.NIK)
    assert listed.nama == canary.NAME


def _to_and_fro(talk: Talk, out: Path) -> None:
    """Package with its list, reply with the KPJ, the reply on paper, backup on a stick and here."""
    made = run_to_end(talk.desa.export_job(out / "kirim", excel=True))
    talk.arrive(made.path)
    talk.district.set_kpj_wished(None)
    talk.activate("u0")
    talk.hear(kpj=True)
    run_to_end(talk.desa.reply_paper_job(1))
    run_to_end(talk.desa.visit_list_job(1))
    run_to_end(talk.desa.rights_paper_job("u0", path=out / "hak" / "data.pdf"))
    run_to_end(talk.desa.auto_backup_job("hitung"))
    for kind in talk.district.report_kinds():
        for ending in kind.bentuk:
            path = out / "laporan" / f"{kind.kode}{ending}"
            path.parent.mkdir(exist_ok=True)
            run_to_end(talk.district.report_job(kind.kode, path))
    run_to_end(talk.desa.backup_job(out / "flashdisk"))


def _refused(desk: desks.Desk, root: Path) -> None:
    """A list with every number damaged, and its list of problems; the import undone."""
    rows = [{"NIK": nik, "Nama": canary.NAME, "Nomor KK": kk, "Nama ibu kandung": canary.MOTHER,
             "Nomor HP": canary.PHONE}
            for nik, kk in ((canary.NIK[:-1], canary.KK), (canary.NIK + "1", canary.KK), ("7,40212E+15", "x"),
                            (canary.KK, canary.NIK), (canary.NIK, canary.NIK))]
    bring_in(desk, write_csv(root / "warga.csv", rows), kelompok="pekerja_rentan")
    with pytest.raises(Problem):
        desk.find_person(canary.KIN)


def _commands(data: DataFolder, root: Path) -> str:
    """Verbs that work and verbs that fail."""
    (broken := root / "orang.json").write_text(f'[{{"nama": "{canary.NAME}", "nik": "{canary.NIK}", ', "utf-8")
    (strange := root / "aneh.json").write_text(f'{{"nama": "{canary.NAME}", "bukan_kolom": "{canary.NIK}"}}', "utf-8")
    return _said(data, (
        ("daftar",), ("cari", canary.NIK), ("ubah", canary.KIN, "--dari", str(strange)),
        ("tambah", "--dari", str(broken)), ("tambah", "--dari", str(strange)), ("kpj", canary.NIK),
        ("keluar", canary.KIN, "--sebab", "pindah"), ("berkas", canary.NIK, "TIDAK_ADA", "ada"),
        ("impor", str(root / "tidak-ada.xlsx")), (canary.NIK,), ("daftar", canary.NIK)))


def _said(data: DataFolder, verbs: Iterable[tuple[str, ...]]) -> str:
    """What stands on standard error after some verbs; their output is theirs to show."""
    with redirect_stdout(io.StringIO()), redirect_stderr(error := io.StringIO()):
        for words in verbs:
            run(["--data", str(data.root), *words])
    return error.getvalue()


_SCRIPT = """
import sys, threading
sys.path.insert(0, {root!r})
import main
from jamsos_desktop.desk import Desk
def broken(*_, **__):
    nik, nama = {secrets!r}
    try:
        {{}}[nik]
    except KeyError as error:
        raise ValueError(f"{{nama}} {{nik}}") from error
class Late:
    def __del__(self):
        broken()
Desk.people_of = Desk.find_person = broken
from jamsos_desktop.cli import program
program.hide_faults(["--data", {data!r}])
thread = threading.Thread(target=broken)
thread.start()
thread.join()
late = Late()
del late
main.main(["--data", {data!r}, "cari", {secrets!r}[0]])
"""


def _faults(data: DataFolder, scratch: Path) -> str:
    """Faults of ours that quote the canary: in a thread, while something is put away, in a verb."""
    script = _SCRIPT.format(root=str(ROOT), data=str(data.root), secrets=(canary.NIK, canary.NAME))
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, cwd=scratch)
    assert done.returncode == 1
    assert done.stderr.count("GALAT_PROGRAM") == 3
    assert "ValueError" in done.stderr
    assert "berasal dari KeyError" in done.stderr
    assert done.stdout == ""
    return done.stderr


def _locked(data: DataFolder, root: Path, out: Path) -> tuple[str, DataFolder]:
    """PINs, a PIN given anew, a new key, the recap of the day; a backup brought back elsewhere; the file damaged and
    cared for; somebody erased. Returns what was told."""
    clock, back = desks.Clock(TODAY), DataFolder(root / "pulih")
    with desks.open_desk(data, None, clock) as desk:
        desk.start_pin(PIN)
        helper = desk.add_user("LA ODE OPERATOR", "operator", OTHER_PIN)
        desk.reset_pin(helper.id, PIN[::-1])
        sheet = desk.draw_sheet()
        desk.take_new_key(run_to_end(desk.new_key_job(PIN, sheet, "lemari besi", "Sekretaris")))
        desk.save(canary.person("u8", nik=canary.KIN, kpj="", pernah_peserta="tidak", keluarga=()), 0)
        run_to_end(desk.recap_paper_job(TODAY, "A5", out / "laporan" / "rekap-harian.pdf"))
        run_to_end(desk.auto_backup_job("hitung"))
        desk.keep_draft("editor", "u7", {"texts": {"nik": canary.NIK, "nama": canary.NAME, "nama_ibu": canary.MOTHER}})
        kept = run_to_end(desk.backup_job(out / "flashdisk")).path
    brought = run_to_end(desks.restore_job(kept, back, sheet.words, clock))
    data.database.write_bytes(data.database.read_bytes()[:-9000])
    with desks.open_desk(data, PIN, clock) as desk:
        cared = desk.cared()
        assert cared is not None
        words = desks.care_told(cared)
        erased = run_to_end(desk.erase_job(["u8"], "permintaan"))
        run_to_end(desk.destruction_paper_job(erased.id, out / "laporan" / "pemusnahan.pdf"))
        again = (row.tentang + row.alasan for row in desk.trail_list() if row.uid == "")
        told = [words.title, *map(str, words.facts), *words.good, *words.open, repr(brought), repr(erased), *again]
    return "\n".join(told), back


def test_the_search_itself_finds_what_it_looks_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"NIK {canary.NIK}")
    (tmp_path / "b.bin").write_bytes(b"x" + canary.NAME.title().encode() + canary.KPJ.encode("utf-16-le"))
    assert canary.found_in_bytes(tmp_path) == {"a.txt": [canary.NIK], "b.bin": [canary.KPJ, canary.NAME, "KENARI"]}
    assert canary.found_in("740211 540884 9973") == [canary.NIK]
    with canary.watched(tmp_path) as made:
        subprocess.run([sys.executable, "-c", "open('sebentar', 'w'); import os; os.remove('sebentar')"], cwd=tmp_path,
                       check=True)
    assert made == ["sebentar"]


def test_nothing_readable_lies_in_a_data_folder(walk: Walk) -> None:
    for folder in (walk.data, walk.district):
        assert folder.database.is_file()
        assert canary.found_in_bytes(folder.root, READABLE) == {}


def test_no_file_is_called_after_somebody(walk: Walk) -> None:
    names = [str(path.relative_to(folder)) for folder in (walk.data.root, walk.district.root, walk.out)
             for path in canary.files_of(folder)]
    assert len(names) > 20
    assert [name for name in names if canary.found_in(name)] == []


def test_no_file_says_of_itself_whom_it_is_about(walk: Walk) -> None:
    files = [path for path in canary.files_of(walk.out, walk.data.outbox) if path.suffix in (".pdf", ".xlsx")]
    assert {path.suffix for path in files} == {".pdf", ".xlsx"}
    assert len(files) > 15
    assert [path.name for path in files if canary.found_in(canary.told_by_properties(path))] == []


def test_papers_of_a_single_kind_show_the_last_four(walk: Walk) -> None:
    """Receipts, replies, visit lists, reports: no form, so no whole number, no mother, no KPJ."""
    files = [path for path in canary.files_of(walk.out / "laporan", walk.out / "kirim", walk.data.outbox)
             if path.suffix in (".pdf", ".xlsx") and not path.name.startswith("Bundel-")]  # those hold forms
    assert len(files) > 6
    wrong = {path.name: found for path in files
             if (found := set(canary.found_in(_text(path))) & {canary.NIK, canary.KK, canary.KPJ, canary.KIN,
                                                               canary.ACCOUNT, canary.MOTHER})}
    assert wrong == {}


def _text(path: Path) -> str:
    if path.suffix == ".pdf":
        return tool("pdftotext", "-raw", "-enc", "UTF-8", path, "-")
    with zipfile.ZipFile(path) as book:
        return "".join(book.read(name).decode() for name in book.namelist())


def test_standard_error_names_nobody(walk: Walk) -> None:
    assert "PESERTA_TIDAK_ADA" in walk.said
    assert "JSON_SALAH" in walk.said
    named = {canary.NAME, "KENARI"}  # whose draft came back after damage is said by name, in words for the person
    assert "Data sudah dipulihkan dari cadangan" in walk.said
    assert set(canary.found_in(walk.said)) - named == set()


def test_the_log_holds_kinds_and_places(walk: Walk) -> None:
    text = walk.data.log.read_text("utf-8")
    assert text.count("galat perintah ValueError") == 3
    assert canary.found_in(text) == []
    assert str(Path.home()) not in text


def test_the_history_holds_no_values(walk: Walk) -> None:
    assert len(walk.history) > 20
    assert [row for row in walk.history if canary.found_in(row)] == []
    assert any("'lihat', 'kpj', 'u0'" in row for row in walk.history)


def test_nothing_is_left_or_made_in_the_temporary_folder(walk: Walk) -> None:
    assert walk.tmp == []


def test_what_came_back_from_a_backup_lies_locked_as_before(walk: Walk) -> None:
    with desks.open_desk(walk.back, None, desks.Clock(TODAY)) as desk:
        assert desk.find_person(canary.NIK).nama == canary.NAME
    assert canary.found_in_bytes(walk.back.root, READABLE) == {}


def test_what_care_and_recovery_say_names_no_number(walk: Walk) -> None:
    """Whose draft came back is said by name: the person sits before the screen."""
    assert "Data sudah dipulihkan dari cadangan" in walk.told
    assert set(canary.found_in(walk.told)) & {*canary.NUMBERS, canary.MOTHER} == set()
