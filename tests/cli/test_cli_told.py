"""What is wrong with a command line, in one Indonesian sentence whatever the tool behind it says."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from jamsos_desktop.cli.told import wrong_usage
from jamsos_desktop.paths import DataFolder
from tests.cli.spoken import Words


@click.group(no_args_is_help=False)
def akar() -> None:
    """A program with an option of each kind."""


@akar.command()
@click.option("--warna", type=click.Choice(["merah", "biru"]))
@click.option("--file", type=click.Path(exists=True))
@click.option("--bulan", type=click.IntRange(1, 12))
@click.option("--paling-sedikit", type=click.IntRange(min=3))
@click.option("--paling-banyak", type=click.IntRange(max=9))
@click.option("--angka", type=int)
@click.option("--ya", type=bool)
@click.argument("nama")
def coba(**_: object) -> None:
    """Nothing is done."""


@pytest.mark.parametrize(("words", "says"), [
    ([], "Perintahnya belum ditulis."), (["entah"], "Perintah entah tidak dikenal."),
    (["coba"], "NAMA belum diisi."), (["coba", "a", "b"], "Terlalu banyak isian: b."),
    (["coba", "a", "--warnaa", "x"], "Pilihan --warnaa tidak dikenal. Mungkin --warna"),
    (["coba", "a", "--zzz"], "Pilihan --zzz tidak dikenal."),
    (["coba", "a", "--warna"], "Pilihan --warna memerlukan isian, atau tidak menerimanya."),
    (["coba", "a", "--warna", "x"], "Isian --warna tidak bisa dipakai. Pilih salah satu: merah, biru."),
    (["coba", "a", "--file", "/tidak/ada"], "Isian --file tidak bisa dipakai. Periksa nama dan letaknya."),
    (["coba", "a", "--bulan", "13"], "Isian --bulan tidak bisa dipakai. Tulis angka bulat 1 sampai 12."),
    (["coba", "a", "--paling-sedikit", "2"], "Isian --paling-sedikit tidak bisa dipakai. Tulis angka bulat paling"),
    (["coba", "a", "--paling-banyak", "10"], "Isian --paling-banyak tidak bisa dipakai. Tulis angka bulat paling"),
    (["coba", "a", "--angka", "dua"], "Isian --angka tidak bisa dipakai. Tulis angka."),
    (["coba", "a", "--ya", "besok"], "Isian --ya tidak bisa dipakai. Periksa penulisannya."),
])
def test_wrong_usage_is_one_sentence(words: list[str], says: str) -> None:
    with pytest.raises(click.UsageError) as raised:
        akar.main(words, standalone_mode=False)
    assert wrong_usage(raised.value).startswith(says)


@pytest.mark.parametrize("hint", ["--nik", None])
def test_a_value_without_its_option_is_named_as_well_as_it_can_be(hint: str | None) -> None:
    error = click.BadParameter("'x' is not a valid integer.", param_hint=hint)
    assert wrong_usage(error) == f"Isian {hint or 'Isian'} tidak bisa dipakai. Periksa penulisannya."


def test_what_is_not_confirmed_is_listed_narrowed_and_written_to_a_file(folder: DataFolder, tmp_path: Path,
                                                                        capsys: pytest.CaptureFixture[str]) -> None:
    words = Words(folder.root, capsys)
    every = words.json("perlu-dikonfirmasi")
    part = words.json("perlu-dikonfirmasi", "--bagian", every[0]["bagian"])
    assert {row["bagian"] for row in part} == {every[0]["bagian"]}
    assert 0 < len(part) < len(every)
    code, said, _ = words.run("perlu-dikonfirmasi")
    assert (code, said.splitlines()[-1]) == (0, f"{len(every)} baris perlu dikonfirmasi")
    made = words.json("perlu-dikonfirmasi", "--ke", tmp_path / "daftar.xlsx")
    assert made["baris"] == len(every)
    assert (tmp_path / "daftar.xlsx").read_bytes().startswith(b"PK")
