"""Photos made into scans: small, upright, cut, without what the camera wrote; hostile files told in one sentence."""

from __future__ import annotations

import io
import os
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from jamsos_desktop.desk import ScanEdit, scan_finding
from jamsos_desktop.desk import scan_making as making
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.problems import Problem
from tests.photos import paper, photo

TURNED = 6  # EXIF: the phone was held upright, turn a quarter to the right


def at(tmp_path: Path, data: bytes, name: str = "foto.jpg") -> Path:
    (tmp_path / name).write_bytes(data)
    return tmp_path / name


def made(tmp_path: Path, data: bytes, edit: ScanEdit = ScanEdit()) -> tuple[making.MadeScan, Image.Image]:  # noqa: B008
    path = at(tmp_path, data)
    kept = making.make(making.work_on(path), edit)
    assert path.read_bytes() == data  # the file chosen is never touched
    return kept, Image.open(io.BytesIO(kept.data))


def noisy(size: tuple[int, int]) -> Image.Image:
    """As a real photo: grain everywhere."""
    return Image.blend(paper("KARTU KELUARGA", size), Image.effect_noise(size, 60).convert("RGB"), 0.25)


def as_bytes(picture: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def test_a_phone_photo_becomes_small_upright_and_says_nothing_of_the_phone(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = TURNED
    exif[0x010F] = "PonselDesa"
    exif.get_ifd(0x8825)[1] = "S"
    data = as_bytes(noisy((2400, 1800)), quality=96, exif=exif, comment=b"Rumah Salma")
    assert b"PonselDesa" in data
    kept, picture = made(tmp_path, data)
    assert picture.size == (1200, 1600)
    assert (len(kept.data) <= making.TARGET, kept.semula, kept.kind) == (True, len(data), "jpg")
    assert len(data) > 5 * len(kept.data)
    assert not any(word in kept.data for word in (b"PonselDesa", b"Exif", b"Salma", b"GPS"))
    assert not {"exif", "comment", "icc_profile"} & set(picture.info)


def test_nothing_done_is_drawn_anew_too_and_the_same_each_time(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "PonselDesa"
    path = at(tmp_path, photo(exif=exif))
    kept = making.made_from(path)
    assert b"PonselDesa" not in kept.data
    assert kept == making.made_from(path)
    assert Image.open(io.BytesIO(kept.data)).size == (600, 380)


def corner(picture: Image.Image) -> str:
    """Which corner is dark."""
    grey, (wide, high) = picture.convert("L"), picture.size
    found = {name: grey.getpixel(point) for name, point in {
        "kiri atas": (5, 5), "kanan atas": (wide - 6, 5), "kanan bawah": (wide - 6, high - 6),
        "kiri bawah": (5, high - 6)}.items()}
    return min(found, key=lambda name: found[name])


def marked(size: tuple[int, int] = (400, 300)) -> bytes:
    picture = Image.new("RGB", size, "white")
    picture.paste("black", (0, 0, 60, 60))
    return as_bytes(picture, quality=95)


@pytest.mark.parametrize(("turns", "where", "size"), [
    (0, "kiri atas", (400, 300)), (1, "kanan atas", (300, 400)), (2, "kanan bawah", (400, 300)),
    (3, "kiri bawah", (300, 400)), (5, "kanan atas", (300, 400))])
def test_quarter_turns_go_to_the_right(tmp_path: Path, turns: int, where: str, size: tuple[int, int]) -> None:
    _, picture = made(tmp_path, marked(), ScanEdit(putar=turns))
    assert (corner(picture), picture.size) == (where, size)


def test_tilt_cut_and_corners(tmp_path: Path) -> None:
    cut = ((0.0, 0.0), (0.5, 0.0), (0.5, 0.5), (0.0, 0.5))
    assert made(tmp_path, marked(), ScanEdit(sudut=cut))[1].size == (200, 150)
    tilted = made(tmp_path, marked(), ScanEdit(miring=5))[1]
    assert tilted.width > 400
    assert min(tilted.getpixel((tilted.width - 1, 0))) > 240  # what comes in at the corners is white
    bent = ((0.1, 0.05), (0.95, 0.0), (1.0, 1.0), (0.0, 0.9))
    picture = made(tmp_path, marked(), ScanEdit(sudut=bent))[1]
    assert picture.size == (401, 301)
    numbers = making.bending([(0, 0), (10, 0), (10, 20), (0, 20)], [(1, 1), (9, 0), (10, 20), (0, 19)])
    x, y = 10, 20
    below = numbers[6] * x + numbers[7] * y + 1
    assert (numbers[0] * x + numbers[1] * y + numbers[2]) / below == pytest.approx(10)
    assert (numbers[3] * x + numbers[4] * y + numbers[5]) / below == pytest.approx(20)


def test_black_on_white_keeps_words_in_the_shadow(tmp_path: Path) -> None:
    shade = Image.linear_gradient("L").resize((600, 380)).point(lambda dot: 90 + dot * 165 // 255)
    picture = paper(size=(600, 380))
    shaded = Image.composite(shade.convert("RGB"), Image.new("RGB", (600, 380), (20, 20, 20)), picture.convert("L"))
    kept, scan = made(tmp_path, as_bytes(shaded, quality=95), ScanEdit(rupa="hitam_putih"))
    assert (kept.kind, scan.mode) == ("png", "1")
    assert [scan.getpixel(point) for point in ((300, 60), (300, 340))] == [255, 255]  # paper, dark side and light side
    assert [scan.getpixel(point) for point in ((14, 190), (300, 13), (300, 367))] == [0, 0, 0]  # the frame everywhere


@pytest.mark.parametrize("rupa", ["tegas", "abu", "hitam_putih"])
def test_every_look_is_the_same_on_screen_and_when_kept(tmp_path: Path, rupa: str) -> None:
    work = making.work_on(at(tmp_path, photo()))
    seen = making.look(work, ScanEdit(rupa=rupa))
    assert (seen.width, seen.height, len(seen.data)) == (600, 380, 600 * 380 * 4)
    assert seen.data != making.look(work, ScanEdit(putar=2)).data
    assert making.make(work, ScanEdit(rupa=rupa)).data


ODD = {
    "CMYK": as_bytes(paper().convert("CMYK")), "abu": as_bytes(paper().convert("L")),
    "16 bit": as_bytes(Image.new("I;16", (300, 200), 60_000), "PNG"), "palet": as_bytes(paper().convert("P"), "PNG"),
    "tembus": as_bytes(Image.new("RGBA", (300, 200), (0, 0, 0, 0)), "PNG"),
    "abu tembus": as_bytes(Image.new("LA", (300, 200), (0, 0)), "PNG"),
    "progresif": as_bytes(paper(), progressive=True), "satu titik": as_bytes(Image.new("RGB", (1, 1)), "PNG"),
    "panjang": as_bytes(Image.new("RGB", (9000, 3), "white"), "PNG"),
}


@pytest.mark.parametrize("kind", sorted(ODD))
def test_odd_but_whole_pictures_become_scans(tmp_path: Path, kind: str) -> None:
    kept, picture = made(tmp_path, ODD[kind])
    assert picture.mode in ("RGB", "L")
    assert max(picture.size) <= making.LONG_SIDE
    if kind not in ("satu titik", "abu", "CMYK"):
        assert picture.convert("L").getpixel((picture.width // 2, picture.height - 1)) > 200, kind  # paper stays white
    assert kept.kind == "jpg"


def bomb(width: int, height: int) -> bytes:
    """A PNG that says it is very large."""
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


def animated() -> bytes:
    return as_bytes(paper("satu"), "PNG", save_all=True, append_images=[paper("dua")])


HOSTILE = {
    "terpotong": (photo()[:-900], "SCAN_RUSAK"), "kepala saja": (b"\xff\xd8\xff\xe0", "SCAN_RUSAK"),
    "png terpotong": (photo(kind="PNG")[:500], "SCAN_RUSAK"), "png kosong": (b"\x89PNG\r\n\x1a\n", "SCAN_RUSAK"),
    "bom": (bomb(30_000, 30_000), "SCAN_BESAR"), "bom di batas": (bomb(9_000, 9_900), "SCAN_BESAR"),
    "bom isi kurang": (bomb(4_000, 4_000), "SCAN_RUSAK"), "bergerak": (animated(), "SCAN_BERGERAK"),
    "heic": (b"\x00\x00\x00\x18ftypheic" + bytes(60), "SCAN_BUKAN_GAMBAR"),
    "webp": (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "SCAN_BUKAN_GAMBAR"), "gif": (b"GIF89a" + bytes(40), "SCAN_BUKAN_GAMBAR"),
    "docx": (b"PK\x03\x04" + bytes(40), "SCAN_BUKAN_GAMBAR"),
    "video": (b"\x00\x00\x00\x18ftypmp42", "SCAN_BUKAN_GAMBAR"),
    "kosong": (b"", "SCAN_BUKAN_GAMBAR"), "pdf besar": (b"%PDF-1.7" + bytes(5 << 20), "SCAN_BESAR"),
    "foto besar": (photo() + bytes(25 << 20), "SCAN_BESAR"),
}


@pytest.mark.parametrize("kind", sorted(HOSTILE))
def test_a_hostile_file_is_one_sentence(tmp_path: Path, kind: str) -> None:
    data, kode = HOSTILE[kind]
    for act in (making.work_on, making.made_from, lambda path: making.thumbnail(path, 120)):
        with pytest.raises(Problem) as told:
            act(at(tmp_path, data))
        assert told.value.kode == kode
        said = told.value.args[1]
        assert (said.count("."), "foto.jpg" in said, len(said.split()) <= 16) == (2, True, True), said


def test_a_kind_that_is_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="berisi foto HEIC dari HP, bukan foto"):
        making.work_on(at(tmp_path, HOSTILE["heic"][0]))


def test_a_wrong_ending_matters_not_and_a_pdf_stays_as_it_is(tmp_path: Path) -> None:
    assert making.made_from(at(tmp_path, photo(kind="PNG"), "kk.jpg")).kind == "jpg"
    pdf = b"%PDF-1.7 sebuah kartu"
    kept = making.made_from(at(tmp_path, pdf, "kk.jpeg"))
    assert (kept.kind, kept.data) == ("pdf", pdf)


def test_a_very_large_photo_is_read_smaller(tmp_path: Path) -> None:
    size = (9_000, 4_500)
    assert size[0] * size[1] > making.MOST_DOTS  # of a PNG this would be too many
    _, picture = made(tmp_path, as_bytes(Image.new("L", size, "white"), quality=50))
    assert picture.size == (1600, 800)


def test_the_newest_photos_of_a_stick_come_first_and_nothing_else(tmp_path: Path) -> None:
    deep = tmp_path / "DCIM" / "Kamera"
    deep.mkdir(parents=True)
    (tmp_path / ".sampah").mkdir()
    names = {"lama.JPG": 1, "DCIM/Kamera/baru.jpeg": 3, "surat.pdf": 2, "daftar.xlsx": 9, ".sampah/x.jpg": 9,
             ".diam.png": 9}
    for name, age in names.items():
        (tmp_path / name).write_bytes(b"x")
        os.utime(tmp_path / name, (age * 1000, age * 1000))
    (tmp_path / "tautan.jpg").symlink_to("/etc/hostname")
    found = run_to_end(scan_finding.newest_job(tmp_path))
    assert [one.path.name for one in found] == ["baru.jpeg", "surat.pdf", "lama.JPG"]
    assert found[0].size == 1
    with pytest.raises(Problem) as told:
        run_to_end(scan_finding.newest_job(tmp_path / "tidak ada"))
    assert told.value.kode == "FOLDER_TIDAK_ADA"
