"""Packs with a slip that no spreadsheet shows: a row twice, a table without rows, an empty cell, a discount at rest."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from jamsos_desktop.paths import resource
from jamsos_desktop.policy import bundled_files, load_policy
from jamsos_desktop.problems import Problem

ON = date(2026, 11, 21)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(resource("ketentuan"), tmp_path / "ketentuan"))


def rows_of(pack: Path, file: str) -> list[str]:
    return (pack / file).read_text(encoding="utf-8").splitlines()


def put(pack: Path, file: str, rows: list[str]) -> None:
    (pack / file).write_text("\n".join(rows) + "\n", encoding="utf-8")


def refused(pack: Path) -> str:
    with pytest.raises(Problem) as told:
        load_policy(pack)
    assert told.value.kode == "KETENTUAN_RUSAK"
    return told.value.apa


def test_a_field_required_twice_is_refused_by_its_row(pack: Path) -> None:
    rows = rows_of(pack, "wajib.csv")
    put(pack, "wajib.csv", [*rows, rows[3]])
    assert f"wajib.csv baris {len(rows) + 1}: kunci nik ditulis dua kali" in refused(pack)


def test_a_target_twice_is_refused_and_one_without_a_place_too(pack: Path) -> None:
    head = rows_of(pack, "sasaran.csv")[0]
    put(pack, "sasaran.csv", [head, "74.02,non_asn,2026,5", "74.02,non_asn,2027,5", "74.02,non_asn,2026,6"])
    assert "sasaran.csv baris 4: sasaran ini ditulis dua kali" in refused(pack)
    put(pack, "sasaran.csv", [head, " ,non_asn,2026,5"])
    assert "sasaran.csv baris 2: kolom kode kosong" in refused(pack)


def test_a_right_of_people_that_is_missing_or_due_at_once_is_refused(pack: Path) -> None:
    rows = rows_of(pack, "hak_data.csv")
    put(pack, "hak_data.csv", [row for row in rows if not row.startswith("akses,")])
    assert "akses tidak ada" in refused(pack)
    put(pack, "hak_data.csv", [row.replace(",72,", ",0,", 1) if row.startswith("akses,") else row for row in rows])
    assert "akses tidak ada atau jamnya tidak masuk akal" in refused(pack)


def test_one_start_of_keeping_with_two_lengths_is_refused(pack: Path) -> None:
    rows = rows_of(pack, "retensi.csv")
    put(pack, "retensi.csv", [*rows, rows[1].replace("KELUAR", "KELUAR_LAIN", 1)])
    assert "retensi.csv: satu masa ditulis dua kali" in refused(pack)


def test_a_table_of_dues_without_rows_is_refused(pack: Path) -> None:
    put(pack, "iuran_bpu.csv", rows_of(pack, "iuran_bpu.csv")[:1])
    assert "iuran_bpu.csv: tabel ini kosong" in refused(pack)


def test_a_pack_without_its_head_is_none() -> None:
    files = {name: data for name, data in bundled_files().items() if name != "ketentuan.json"}
    with pytest.raises(Problem) as told:
        load_policy(files)
    assert "ketentuan.json: berkas tidak ada" in told.value.apa


def test_a_discount_at_rest_is_read_and_not_given(pack: Path) -> None:
    given = {one.kode for one in load_policy(pack).diskon}
    rows = rows_of(pack, "diskon.csv")
    put(pack, "diskon.csv", [rows[0], rows[1].replace(",ya,", ",tidak,"), *rows[2:]])
    assert given - {one.kode for one in load_policy(pack).diskon} == {"PP50_TRANSPORT"}


def test_a_rate_counts_only_from_its_first_day(pack: Path) -> None:
    policy = load_policy(pack)
    before = date(2015, 6, 30)
    assert policy.pu_rates("JKM", "perangkat_desa", ON)
    assert policy.pu_rates("JKM", "perangkat_desa", before) == ()


@pytest.mark.parametrize(("hours", "said"), [
    ((72,) * 5, "3 x 24 jam"), ((72, 240, 24, 72, 72), "1 x 24 jam sampai 10 x 24 jam"),
    ((36, 72, 72, 36, 48), "36 jam sampai 3 x 24 jam")])
def test_within_what_time_people_are_answered_is_said_in_words(pack: Path, hours: tuple[int, ...], said: str) -> None:
    head, *rows = rows_of(pack, "hak_data.csv")
    asked = iter(hours)
    put(pack, "hak_data.csv", [head, *(row if row.startswith("kebocoran") else
                                       re.sub(r",\d+,", f",{next(asked)},", row, count=1) for row in rows)])
    assert load_policy(pack).pribadi.answered_within == said
