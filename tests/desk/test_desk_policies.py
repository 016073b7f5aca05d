"""Policy packs on real desks: what they change, when they take over, going back, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.exchange import keys
from jamsos_desktop.exchange.policy_pack import PackHead, make_pack
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.policy import bundled_files, load_policy
from jamsos_desktop.problems import Problem
from tests.conftest import TODAY, make_ready, salma
from tests.hub import makers

BUNDLED = load_policy().versi


@pytest.fixture
def dpmd(tmp_path: Path) -> Iterator[desks.Desk]:
    with makers.district(tmp_path) as opened:
        yield opened


@pytest.fixture
def village(desk: desks.Desk, dpmd: desks.Desk, tmp_path: Path) -> desks.Desk:
    """A village that knows this DPMD, with one complete person."""
    name, data = dpmd.make_key()
    desk.take_in(desks.write_whole(data, tmp_path / name))
    desk.save(salma(), 0)
    return desk


def edits(tmp_path: Path, name: str = "ubah", **files: bytes) -> Path:
    """A folder of edited tables; parameter_csv=b"..." and so on."""
    folder = tmp_path / name
    folder.mkdir()
    for file, data in files.items():
        (folder / file.replace("_csv", ".csv")).write_bytes(data)
    return folder


def pack(dpmd: desks.Desk, tmp_path: Path, versi: str, *, mulai: date = date(2026, 11, 1), sampai: date | None = None,
         changes: Path | None = None) -> Path:
    name, data = dpmd.make_pack(desks.PackOrder(versi=versi, mulai=mulai, sampai=sampai, changes=changes))
    return desks.write_whole(data, tmp_path / name)


def changed(file: str, old: bytes, new: bytes) -> bytes:
    data = bundled_files()[file]
    assert old in data
    return data.replace(old, new, 1)


def fails(kode: str, call) -> Problem:
    with pytest.raises(Problem) as caught:
        call()
    assert caught.value.kode == kode, caught.value
    return caught.value


def states(desk: desks.Desk) -> dict[str, str]:
    return {one.versi: one.keadaan for one in desk.policies()}


def dues(desk: desks.Desk) -> int:
    return desk.judge(desk.read(salma().uid)).dues.sebulan_sen


def kept_dues(desk: desks.Desk) -> int:
    """The dues that lists show, as they were last written beside the record."""
    return sum(sen for _, _, sen in desk.per_fund())


def test_a_new_rate_changes_the_dues_of_everybody(village: desks.Desk, dpmd: desks.Desk, tmp_path: Path) -> None:
    before = dues(village)
    assert kept_dues(village) == before
    folder = edits(tmp_path, parameter_csv=changed("parameter.csv", b"bpu_jkm,,6800", b"bpu_jkm,,9000"))
    taken = village.take_pack(pack(dpmd, tmp_path, "2026-2", changes=folder))
    assert (taken.versi, taken.urut, taken.keadaan) == ("2026-2", 2026112101, "berlaku")
    assert taken.dari == "DPMD Kabupaten Konawe"
    assert dues(village) == before + 2200_00
    assert kept_dues(village) == before + 2200_00
    assert village.policy.versi == "2026-2"
    assert [(one.berkas, one.ubah, one.contoh) for one in village.policy_changes("2026-2")] == [
        ("parameter.csv", 1, ("bpu_jkm",))]
    village.roll_back_policy(BUNDLED)
    assert dues(village) == kept_dues(village) == before
    assert states(village) == {"2026-2": "disisihkan", BUNDLED: "berlaku"}
    village.roll_back_policy("2026-2")
    assert kept_dues(village) == before + 2200_00


def test_it_holds_when_the_desk_is_opened_again(village: desks.Desk, dpmd: desks.Desk, tmp_path: Path,
                                                clock: desks.Clock) -> None:
    folder = edits(tmp_path, parameter_csv=changed("parameter.csv", b"bpu_jkm,,6800", b"bpu_jkm,,9000"))
    village.take_pack(pack(dpmd, tmp_path, "2026-2", changes=folder))
    village.close()
    with desks.open_desk(village.folder, None, clock) as again:
        assert again.policy.versi == "2026-2"
        assert dues(again) == kept_dues(again)


def test_a_paper_becomes_required(village: desks.Desk, dpmd: desks.Desk, tmp_path: Path) -> None:
    uid = salma().uid
    make_ready(village, uid)
    assert village.read(uid).status == "siap_kirim"
    optional = next(p for p in village.person_papers("pekerja_rentan")
                    if p.perlu["pekerja_rentan"] == "O" and p.tahap == "kirim")
    lines = bundled_files()["berkas.csv"].decode().splitlines(keepends=True)
    at = next(n for n, line in enumerate(lines) if line.startswith(f"{optional.kode},"))
    cells = lines[at].split(",")
    cells[lines[0].split(",").index("pekerja_rentan")] = "W"
    lines[at] = ",".join(cells)
    folder = edits(tmp_path, berkas_csv="".join(lines).encode())
    village.take_pack(pack(dpmd, tmp_path, "2026-2", changes=folder))
    assert village.read(uid).status == "tercetak"
    village.set_berkas([uid], optional.kode, "ada")
    assert village.read(uid).status == "siap_kirim"


def test_reasons_posts_targets_and_deadlines(village: desks.Desk, dpmd: desks.Desk, tmp_path: Path) -> None:
    folder = edits(
        tmp_path, alasan_csv=changed("alasan.csv", b"Nama tidak sama dengan data Dukcapil.", b"Nama beda."),
        jabatan_csv=changed("jabatan.csv", b"KADES,Kepala Desa,", b"KADES,Hukum Tua,"),
        tenggat_csv=b"kode,tanggal,label,sumber\nkirim,2026-12-05,Kiriman terakhir tahun ini,Surat DPMD\n",
        sasaran_csv=b"kode,kelompok,tahun,orang\n74.02.11.2017,pekerja_rentan,2026,40\n")
    assert village.deadline("kirim") is None
    village.take_pack(pack(dpmd, tmp_path, "2026-2", changes=folder))
    assert village.policy.alasan["NAMA_BEDA"].teks == "Nama beda."
    assert village.label("jabatan", "KADES") == "Hukum Tua"
    assert village.lists["jabatan"]["hukum tua"] == "KADES"
    assert village.target(2026) == {"pekerja_rentan": 40}
    assert village.deadline("kirim") == (date(2026, 12, 5), "Kiriman terakhir tahun ini")


def test_the_deadline_stands_on_the_checklist(village: desks.Desk, dpmd: desks.Desk, tmp_path: Path) -> None:
    import pypdfium2

    folder = edits(tmp_path, tenggat_csv=b"kode,tanggal,label,sumber\nkirim,2026-12-05,Kiriman,Surat\n")
    village.take_pack(pack(dpmd, tmp_path, "2026-2", changes=folder))
    printed = run_to_end(village.print_job(desks.PrintOrder((salma().uid,), ("ceklis",), "A4", tmp_path / "c.pdf")))
    words = pypdfium2.PdfDocument(printed.path)[0].get_textpage().get_text_range()
    assert "Batas pengumpulan: 5 Desember 2026" in words


def test_a_pack_of_next_year_waits_for_its_day(village: desks.Desk, dpmd: desks.Desk, tmp_path: Path) -> None:
    folder = edits(tmp_path, parameter_csv=changed("parameter.csv", b"bpu_jkm,,6800", b"bpu_jkm,,9000"))
    before = dues(village)
    taken = village.take_pack(pack(dpmd, tmp_path, "2027-1", mulai=date(2027, 1, 1), changes=folder))
    assert taken.keadaan == "menunggu"
    assert (village.policy.versi, dues(village)) == (BUNDLED, before)
    fails("KETENTUAN_HABIS", lambda: village.roll_back_policy("2027-1"))
    village.close()
    with desks.open_desk(village.folder, None, desks.Clock(date(2027, 1, 1))) as later:
        assert later.policy.versi == "2027-1"
        assert dues(later) == kept_dues(later) == before + 2200_00


def test_one_that_ran_out_gives_way_to_the_one_before(village: desks.Desk, dpmd: desks.Desk, tmp_path: Path) -> None:
    village.take_pack(pack(dpmd, tmp_path, "2026-2"))
    village.take_pack(pack(dpmd, tmp_path, "2026-3", sampai=TODAY))
    assert states(village) == {"2026-3": "berlaku", "2026-2": "digantikan", BUNDLED: "digantikan"}
    village.close()
    with desks.open_desk(village.folder, None, desks.Clock(date(2026, 11, 22))) as later:
        assert later.policy.versi == "2026-2"
        assert states(later) == {"2026-3": "habis", "2026-2": "berlaku", BUNDLED: "digantikan"}


def test_older_ones_are_refused_until_one_goes_back(village: desks.Desk, dpmd: desks.Desk, tmp_path: Path) -> None:
    first, second = pack(dpmd, tmp_path, "2026-2"), pack(dpmd, tmp_path, "2026-3")
    village.take_pack(second)
    fails("KETENTUAN_LAMA", lambda: village.take_pack(first))
    assert village.policy.versi == "2026-3"
    village.roll_back_policy(BUNDLED)
    assert village.take_pack(first).keadaan == "berlaku"
    assert states(village) == {"2026-3": "disisihkan", "2026-2": "berlaku", BUNDLED: "digantikan"}


def test_going_back_leaves_what_is_still_to_start(village: desks.Desk, dpmd: desks.Desk, tmp_path: Path) -> None:
    for versi, mulai in (("2026-2", date(2026, 11, 1)), ("2027-1", date(2027, 1, 1))):
        village.take_pack(pack(dpmd, tmp_path, versi, mulai=mulai))
    village.roll_back_policy(BUNDLED)
    assert states(village) == {"2027-1": "menunggu", "2026-2": "disisihkan", BUNDLED: "berlaku"}


def test_twice_is_once(village: desks.Desk, dpmd: desks.Desk, tmp_path: Path) -> None:
    file = pack(dpmd, tmp_path, "2026-2")
    village.take_pack(file)
    before = village.policies()
    assert village.take_pack(file) == before[0]
    assert village.policies() == before


def test_the_same_number_with_other_contents_is_refused(village: desks.Desk, dpmd: desks.Desk, tmp_path: Path) -> None:
    from jamsos_desktop.desk.recipient import own_keys

    village.take_pack(pack(dpmd, tmp_path, "2026-2"))
    with dpmd.ctx.open() as db:
        signer = own_keys(db)
    held = village.policies()[0].urut
    for versi, urut in (("2026-9", held), ("2026-2", held + 8), (BUNDLED, held + 8)):
        head = PackHead(kode="74.02", versi=versi, urut=urut, nama="Lain", mulai=TODAY)
        path = tmp_path / f"{versi}-{urut}.jdx"
        path.write_bytes(make_pack(head, bundled_files(), signer, dpmd.now()))
        fails("KETENTUAN_KEMBAR", lambda path=path: village.take_pack(path))
    assert states(village) == {"2026-2": "berlaku", BUNDLED: "digantikan"}


def test_a_damaged_table_is_refused_by_row_and_changes_nothing(village: desks.Desk, dpmd: desks.Desk, tmp_path: Path) \
        -> None:
    from jamsos_desktop.desk.recipient import own_keys

    with dpmd.ctx.open() as db:
        signer = own_keys(db)
    head = PackHead(kode="74.02", versi="2026-2", urut=1, nama="Rusak", mulai=TODAY)
    for file, data, where in (
            ("tarif_pu.csv", changed("tarif_pu.csv", b"0.24", b"dua"), "tarif_pu.csv baris 2"),
            ("wajib.csv", changed("wajib.csv", b"nik,,", b"nikah,,"), "wajib.csv baris 4")):
        path = tmp_path / f"{file}.jdx"
        path.write_bytes(make_pack(head, {**bundled_files(), file: data}, signer, dpmd.now()))
        problem = fails("KETENTUAN_RUSAK", lambda path=path: village.take_pack(path))
        assert where in problem.apa
    path = tmp_path / "form.jdx"
    path.write_bytes(make_pack(head, bundled_files(), signer, dpmd.now(), forms={"kaki.toml": b"judul = 1"}))
    assert "formulir/kaki.toml" in fails("KETENTUAN_RUSAK", lambda: village.take_pack(path)).apa
    assert states(village) == {BUNDLED: "berlaku"}


def test_a_stranger_and_a_desk_without_key(village: desks.Desk, set_up: Path, tmp_path: Path,
                                           clock: desks.Clock) -> None:
    head = PackHead(kode="74.02", versi="2026-2", urut=1, nama="Tiruan", mulai=TODAY)
    path = tmp_path / "JP.jdx"
    path.write_bytes(make_pack(head, bundled_files(), keys.generate(), clock.now()))
    fails("KETENTUAN_BUKAN_DPMD", lambda: village.take_pack(path))
    import shutil

    with desks.open_desk(DataFolder(Path(shutil.copytree(set_up, tmp_path / "tanpa"))), None, clock) as bare:
        fails("KUNCI_DPMD_BELUM_ADA", lambda: bare.take_pack(path))


def test_a_pack_kept_by_a_laxer_program_is_passed_over(village: desks.Desk, dpmd: desks.Desk, tmp_path: Path,
                                                       clock: desks.Clock) -> None:
    from jamsos_desktop.desk.recipient import own_keys

    village.take_pack(pack(dpmd, tmp_path, "2026-2"))
    with dpmd.ctx.open() as db:
        signer = own_keys(db)
    head = PackHead(kode="74.02", versi="2026-3", urut=2, nama="Lain", mulai=TODAY)
    data = make_pack(head, {**bundled_files(), "usia.csv": b"kode\n"}, signer, clock.now())
    with village.ctx.open() as db, db.write():
        db.run("INSERT INTO ketentuan SELECT urut + 1, '2026-3', nama, 'x', berlaku_mulai, NULL, dari, diambil, ?,"
               " keadaan FROM ketentuan", (data,))
    village.close()
    with desks.open_desk(village.folder, None, clock) as again:
        assert again.policy.versi == "2026-2"
        assert states(again) == {"2026-3": "rusak", "2026-2": "berlaku", BUNDLED: "digantikan"}


def test_dpmd_edits_exports_and_uses_its_own(dpmd: desks.Desk, tmp_path: Path) -> None:
    out = dpmd.export_policy(tmp_path)
    assert {path.name for path in out.iterdir()} == {name for name in bundled_files() if name.endswith(".csv")}
    file = out / "parameter.csv"
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    file.write_bytes(file.read_bytes().replace(b"bpu_jkm,,6800", b"bpu_jkm,,7100"))
    made = pack(dpmd, tmp_path, "2026-2", changes=out)
    assert made.name == "JP-7402-2026-2.jdx"
    assert dpmd.policy.versi == "2026-2"
    assert dpmd.district.ctx.policy.amount("bpu_jkm", TODAY) == 7100
    assert [(one.berkas, one.ubah) for one in dpmd.policy_changes("2026-2")] == [("parameter.csv", 1)]
    assert dpmd.pack_file("2026-2") == (made.name, made.read_bytes())
    with dpmd.ctx.open() as db, db.write():
        db.run("INSERT INTO sasaran (kode, kelompok, tahun, orang) VALUES ('74.02.11.2017', 'non_asn', 2026, 12)")
    pack(dpmd, tmp_path, "2026-3")
    assert dpmd.policy.target("74.02.11.2017", 2026) == {"non_asn": 12}
    assert dpmd.policy.amount("bpu_jkm", TODAY) == 7100


@pytest.mark.parametrize(("file", "data", "says"), [
    ("tarif.csv", b"x", "tidak ada"), ("parameter.xlsx", b"PK", "CSV UTF-8"),
    ("parameter.csv", b"kunci,nilai\n", "kolom lingkup tidak ada"),
    ("siltap.csv", b"golongan;label\n\"x", "tidak terbaca")])
def test_an_edited_folder_is_refused_by_name(dpmd: desks.Desk, tmp_path: Path, file: str, data: bytes,
                                             says: str) -> None:
    folder = edits(tmp_path)
    (folder / file).write_bytes(data)
    problem = fails("KETENTUAN_RUSAK", lambda: pack(dpmd, tmp_path, "2026-2", changes=folder))
    assert file in problem.apa
    assert says in problem.apa
    assert states(dpmd) == {BUNDLED: "berlaku"}


def test_orders_that_cannot_be(dpmd: desks.Desk, village: desks.Desk, tmp_path: Path) -> None:
    fails("KETENTUAN_VERSI_SALAH", lambda: pack(dpmd, tmp_path, "../x"))
    fails("KETENTUAN_TANGGAL", lambda: pack(dpmd, tmp_path, "2026-2", sampai=date(2026, 1, 1)))
    fails("FILE_TIDAK_ADA", lambda: pack(dpmd, tmp_path, "2026-2", changes=tmp_path / "tiada"))
    pack(dpmd, tmp_path, "2026-2")
    fails("KETENTUAN_KEMBAR", lambda: dpmd.make_pack(desks.PackOrder(versi="2026-2", mulai=TODAY)))
    fails("BUKAN_DPMD", lambda: village.make_pack(desks.PackOrder(versi="2026-2", mulai=TODAY)))
    fails("KETENTUAN_TIDAK_ADA", lambda: village.roll_back_policy("2020-1"))


def test_a_pack_prolongs_the_key_it_is_signed_with(village: desks.Desk, dpmd: desks.Desk, tmp_path: Path) -> None:
    until = village.send_state().recipient.berlaku_sampai
    with dpmd.ctx.open() as db, db.write():
        db.run("UPDATE setelan SET nilai = '\"2031-12-31\"' WHERE kunci = 'kunci.berlaku_sampai'")
    village.take_pack(pack(dpmd, tmp_path, "2026-2"))
    assert until < village.send_state().recipient.berlaku_sampai == date(2031, 12, 31)


@pytest.mark.parametrize(("old", "new"), [
    (b"bpu_jkk,,1,persen", b"bpu_jkk,,ya,ya_tidak"), (b"bpu_jkk,,1,persen", b"bpu_jkk,,1,rupiah"),
    (b"bpu_jkm,,6800,rupiah", b"bpu_jkm,,68,persen"),
    (b"hari_akan_berakhir,,30,", b"hari_akan_berakhir,,999999999999,"),
    (b"target_cakupan,,70,persen", b"target_cakupan,,ya,ya_tidak"), (b"ump,74,3306496,rupiah", b"ump,74,33.5,persen"),
    (b"2014-10-17", b"9999-12-31"),
])
def test_a_signed_pack_cannot_lock_a_desk_out(village: desks.Desk, dpmd: desks.Desk, tmp_path: Path, old: bytes,
                                              new: bytes) -> None:
    from jamsos_desktop.desk.recipient import own_keys

    with dpmd.ctx.open() as db:
        signer = own_keys(db)
    head = PackHead(kode="74.02", versi="2026-2", urut=1, nama="Rusak", mulai=TODAY)
    files = {**bundled_files(), "parameter.csv": changed("parameter.csv", old, new)}
    path = tmp_path / "JP.jdx"
    path.write_bytes(make_pack(head, files, signer, dpmd.now()))
    before = dues(village)
    assert "parameter.csv baris" in fails("KETENTUAN_RUSAK", lambda: village.take_pack(path)).apa
    assert (states(village), dues(village)) == ({BUNDLED: "berlaku"}, before)


def test_an_older_one_still_comes_in_before_the_day_of_a_newer(village: desks.Desk, dpmd: desks.Desk, tmp_path: Path) \
        -> None:
    now = pack(dpmd, tmp_path, "2026-2")
    village.take_pack(pack(dpmd, tmp_path, "2027-1", mulai=date(2027, 1, 1)))
    assert village.take_pack(now).keadaan == "berlaku"
    assert states(village) == {"2027-1": "menunggu", "2026-2": "berlaku", BUNDLED: "digantikan"}


def test_a_district_that_lost_its_register_is_still_heard(village: desks.Desk, tmp_path: Path, clock: desks.Clock,
                                                          dpmd: desks.Desk) -> None:
    """Its keys came back from an old backup, the versions it had made since did not."""
    from jamsos_desktop.desk.recipient import own_keys

    for versi in ("2026-2", "2026-3", "2026-4"):
        village.take_pack(pack(dpmd, tmp_path, versi))
    with dpmd.ctx.open() as db:
        signer = own_keys(db)
        with db.write():
            db.run("DELETE FROM ketentuan")
    dpmd.close()
    with desks.open_desk(dpmd.folder, None, desks.Clock(date(2026, 11, 22))) as later:
        assert own_keys(later._db) == signer
        fresh = pack(later, tmp_path, "2026-5")
    assert village.take_pack(fresh).keadaan == "berlaku"


def test_nobody_goes_back_to_what_cannot_be_read(village: desks.Desk, dpmd: desks.Desk, tmp_path: Path,
                                                 clock: desks.Clock) -> None:
    folder = edits(tmp_path, parameter_csv=changed("parameter.csv", b"bpu_jkm,,6800", b"bpu_jkm,,9000"))
    for versi in ("2026-2", "2026-3"):
        village.take_pack(pack(dpmd, tmp_path, versi, changes=folder))
    with village.ctx.open() as db, db.write():
        db.run("UPDATE ketentuan SET isi = ? WHERE versi = '2026-2'", (b"PK\x03\x04",))
    with pytest.raises(Problem):
        village.roll_back_policy("2026-2")
    assert states(village)["2026-3"] == "berlaku"
    assert village.policy_changes("2026-2") == ()
    assert "parameter.csv" in [one.berkas for one in village.policy_changes("2026-3")]


def test_a_village_makes_no_settings(village: desks.Desk, dpmd: desks.Desk, tmp_path: Path) -> None:
    village.take_pack(pack(dpmd, tmp_path, "2026-2"))
    fails("BUKAN_DPMD", lambda: village.export_policy(tmp_path))
    fails("BUKAN_DPMD", lambda: village.pack_file("2026-2"))
