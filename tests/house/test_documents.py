"""The documents around the code are true: links and paths lead somewhere, pictures and tables are those of this source,
every command is told, and nothing is written down that only a machine of ours knows."""

from __future__ import annotations

import re
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import cast

import pytest

import jamsos_desktop
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.rules import address
from jamsos_desktop.rules.kinds import Known

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
README = ROOT / "README.md"
CONTRIBUTING = DOCS / "CONTRIBUTING.md"
GUIDE = DOCS / "panduan"
# Where a path in a document may begin: the house itself, the core, the documents and their tests.
BEGINNINGS = (ROOT, ROOT / "jamsos_desktop", DOCS, ROOT / "tests")
ENDINGS = r"\.(?:py|md|toml|csv|json|txt|spec|sh|nsi|svg|yml|xml|ts|qss|in)"
# Named in documents, made elsewhere: on a user's disk, by a build, or by the reader who follows an example.
MADE = re.compile(r"(ketentuan|build|dist|hasil|keluar|rusak|data|cadangan|pemasang|lampiran)/"
                  r"|.*(NAME|NNN|TIME|VERSION)|(FILE|DIR|DAFTAR|CATATAN|BAGIAN)\.|data\.db|(kunci|kunci\.salinan|percobaan|setelan|persiapan|rencana|pemakai|manifest)\.json"
                  r"|(catatan-aplikasi|berhenti-mendadak|key)\.txt")


def pages(*, guide: bool = False) -> list[Path]:
    """Documents for developers; with ``guide`` also those for users."""
    found = [README, *sorted(DOCS.rglob("*.md"))]
    return [page for page in found if guide or GUIDE not in page.parents]


def words(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def links(page: Path) -> Iterator[tuple[str, str]]:
    """(path, heading) of every link to a file of ours."""
    for target in re.findall(r"\]\((?!\w+:)([^)\s]+)\)", words(page)):
        path, _, heading = target.partition("#")
        yield path, heading


def heading_marks(page: Path) -> set[str]:
    """The marks by which the host finds headings: lower case, blanks as dashes."""
    titles = re.findall(r"^#+ (.+)$", words(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", re.sub(r"[`*]", "", title)).strip().lower().replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", pages(guide=True), ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    for path, heading in links(page):
        target = (page.parent / path) if path else page
        assert target.exists(), path
        if heading:
            assert heading in heading_marks(target), f"{path}#{heading}"


def test_every_document_is_reached_from_the_readme() -> None:
    reached, ahead = set(), [README]
    while ahead:
        page = ahead.pop()
        if page in reached or not page.is_file():
            continue
        reached.add(page)
        ahead += [(page.parent / path).resolve() for path, _ in links(page) if path.endswith(".md")]
    assert [str(page.relative_to(ROOT)) for page in pages() if page not in reached] == []


@cache
def names() -> frozenset[str]:
    """Names of all files of the house, for those told without their room."""
    tops = ("jamsos_desktop", "ui", "tests", "bench", "resources", "docs", "requirements", ".ci", ".github")
    below = (path for top in tops for path in (ROOT / top).rglob("*") if path.is_file())
    return frozenset(path.name for path in (*below, *ROOT.glob("*")))


def exists(told: str) -> bool:
    """Whether a path of a document stands for at least one file; ``*`` stands for anything."""
    if MADE.match(told):
        return True
    if "/" not in told:
        return told in names() or any(Path(name).match(told) for name in names())
    return any(next(iter(top.glob(told.rstrip("/"))), None) for top in BEGINNINGS)


def paths(page: Path) -> list[str]:
    """What stands as a path in code marks: ends like a file, or names a folder of the house."""
    marked = re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", words(page), flags=re.DOTALL))
    single = [word for text in marked for word in text.split()]
    file = re.compile(rf"(?:tests/|bench/|\.ci/)?[\w.*/-]+{ENDINGS}")
    folder = re.compile(r"(?:jamsos_desktop|ui|tests|bench|resources|docs|requirements|\.ci)(?:/[\w*-]+)+/?")
    return [word for word in single if file.fullmatch(word) or folder.fullmatch(word)]


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_every_path_in_a_document_exists(page: Path) -> None:
    if page.name == "CHANGELOG.md":  # tells of what was
        return
    assert [told for told in paths(page) if not exists(told)] == []


def test_the_search_for_paths_finds_what_is_not_there() -> None:
    assert not exists("desk/no_such_room.py")
    assert not exists("nobody_wrote_this.py")
    assert not exists("tests/house/no_*.py")
    assert exists("desk/backing*.py")
    assert exists("ui/window.py")


def test_the_picture_of_the_rooms_is_that_of_this_source() -> None:
    done = subprocess.run([sys.executable, ".ci/docs/rooms.py", "--check"], cwd=ROOT, capture_output=True, text=True,
                          timeout=60)
    assert done.returncode == 0, f"run: make rooms\n{done.stderr}"


def test_every_python_command_of_a_document_exists() -> None:
    said = [(page.name, told) for page in pages() for told in re.findall(r"python ((?:-m )?\w[\w./-]+)", words(page))]
    assert len(said) > 10
    for name, told in said:
        if told.startswith("-m "):
            module = ROOT / told.removeprefix("-m ").rstrip(".").replace(".", "/")
            assert told == "-m pytest" or module.with_suffix(".py").exists() or module.is_dir(), f"{name}: {told}"
        else:
            assert told.endswith(".py"), f"{name}: {told}"
            assert exists(told), f"{name}: {told}"


def test_the_example_of_the_first_hour_is_a_rule_that_finds() -> None:
    example = re.search(r"^   ```python\n(.*?)^   ```$", words(CONTRIBUTING), re.DOTALL | re.MULTILINE)
    assert example
    room = dict(vars(address))
    exec(textwrap.dedent(example.group(1)), room)
    rule = room["tempat_lahir_angka"]
    known = cast(Known, None)  # it asks nothing of it
    assert list(rule.check(Peserta(uid="p", tempat_lahir="SOROPIA"), known)) == []
    hit, = rule.check(Peserta(uid="p", tempat_lahir="SOROPIA 14-08-1984"), known)
    assert rule.finding(hit).kode == "TEMPAT_LAHIR_ANGKA"


def targets() -> set[str]:
    """Commands of the Makefile that it lists itself."""
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z-]+):.*## ", text, re.MULTILINE))


def test_every_make_target_is_told_and_every_told_one_exists() -> None:
    told = set(re.findall(r"`make ([a-z-]+)", words(CONTRIBUTING).partition("## Every command")[2]))
    assert told == targets()
    hidden = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    text = "\n".join(words(page) for page in pages(guide=True))
    assert set(re.findall(r"(?:`|^)make ([a-z-]+)", text, re.MULTILINE)) <= targets() | hidden


def test_every_decision_stands_in_the_index_under_its_number() -> None:
    index = words(DOCS / "decisions/README.md")
    listed = re.findall(r"^\| \[(\d+) [^\]]+\]\((\d{4}-[a-z-]+\.md)\) \| \S", index, re.MULTILINE)
    there = sorted(page.name for page in (DOCS / "decisions").glob("[0-9]*.md"))
    assert [name for _, name in listed] == there
    assert all(int(name[:4]) == int(number) for number, name in listed)


def test_the_changelog_begins_with_this_version_and_leads_to_what_users_are_told() -> None:
    newest = re.split(r"^## ", words(DOCS / "CHANGELOG.md"), flags=re.MULTILINE)[1]
    assert newest.split()[0] == jamsos_desktop.__version__
    assert f"](../.ci/release/baru/{jamsos_desktop.__version__}.txt)" in newest
    assert re.search(r"^- \S", newest, re.MULTILINE)


def test_every_issue_that_is_left_says_what_for_what_must_stand_and_what_shows_it() -> None:
    issues = re.split(r"^### ", words(DOCS / "next.md"), flags=re.MULTILINE)[1:]
    assert len(issues) > 10
    for issue in issues:
        assert re.search(r"^Purpose: .+?Must stand:\s.+?Shown by:\s.+?\.$", issue, re.DOTALL | re.MULTILINE), issue[:40]


def test_every_bench_notes_its_claims_and_stands_in_the_table() -> None:
    table = words(DOCS / "performance.md").partition("<!-- figures -->")[2].partition("<!-- /figures -->")[0]
    short = (ROOT / "bench/run.py").read_text(encoding="utf-8")
    for bench in sorted((ROOT / "bench").glob("bench_*.py")):
        source = bench.read_text(encoding="utf-8")
        assert re.search(r"^ +note\(", source, re.MULTILINE), f"{bench.name} notes nothing"
        assert f"python bench/{bench.name}" in source, f"{bench.name} does not say how it is run"
        assert f"[`{bench.stem}`](../bench/{bench.name})" in table, f"make bench INTO=docs/performance.md: {bench.name}"
        assert f'"{bench.stem}": (' in short, f"{bench.name} has no short form in bench/run.py"


def test_what_is_left_is_written_as_an_issue_and_not_into_the_code() -> None:
    marks = re.compile("|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X:")))  # in pieces: this file is searched too
    tops = ("jamsos_desktop", "ui", "tests", "bench", ".ci")
    sources = [path for top in tops for path in (ROOT / top).rglob("*.py")] + [ROOT / "main.py"]
    assert [str(path.relative_to(ROOT)) for path in sources if marks.search(path.read_text(encoding="utf-8"))] == []
