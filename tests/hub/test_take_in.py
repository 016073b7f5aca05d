"""Taking in: the road of packages, what they do to the register, and that nothing else ever changes it."""

from __future__ import annotations

import json
import zlib

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.desk.district.taking_records import HASIL, KEPUTUSAN
from jamsos_desktop.exchange import age, keys
from jamsos_desktop.exchange.canon import sha256
from jamsos_desktop.exchange.zips import SafeZip
from jamsos_desktop.hub.register import standing
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.problems import Problem
from jamsos_desktop.store.attachments import Attachments
from tests.hub import makers
from tests.hub.diary import KODE, Diary, deliver, drop, dump, lines_of, people_of, register_of, reseal


def unit(desk, kode=KODE):
    with desk.ctx.open() as db:
        row = db.one("SELECT seq, sha, sign, dicocokkan, minta_penuh, perangkat, profil, sisa, riwayat_n, cabang"
                     " FROM unit WHERE kode = ?", (kode,))
    keys_ = ("seq", "sha", "sign", "dicocokkan", "minta_penuh", "perangkat", "profil", "sisa", "riwayat_n", "cabang")
    return dict(zip(keys_, row, strict=True))


def decide(desk, uids, **values):
    with desk.ctx.open() as db, db.write():
        return standing.decide(db, desk.ctx.actor(), "uji", "uji", "", dict.fromkeys(uids, values))


def pieces(desk, kode=KODE):
    with desk.ctx.open() as db:
        return [zlib.decompress(row[0], -15) for row in db.all("SELECT data FROM isi WHERE unit = ?", (kode,))]


def test_a_first_package(district, to, village, stick):
    built = village.post(to, sisa=({"kelompok": "non_asn", "status": "draf", "jumlah": 4},))
    line, = deliver(district, stick, built)
    assert (line.hasil, line.keterangan) == ("kunci_belum", "kiriman pertama, 6 baru")
    assert (line.desa, line.kecamatan, line.seq, line.baru) == ("Bajo Indah", "Soropia", 1, 6)
    assert line.kode_periksa == built.kode_periksa
    now = unit(district)
    assert (now["seq"], now["sha"], now["dicocokkan"]) == (1, built.manifest_sha, "")
    assert (now["sign"], now["perangkat"], now["riwayat_n"]) == (village.keys.public.sign, village.device, 3)
    assert json.loads(now["sisa"]) == [{"jumlah": 4, "kelompok": "non_asn", "status": "draf"}]
    assert json.loads(now["profil"])["nama"] == "Bajo Indah"
    held = register_of(district)
    assert set(held) == set(village.rows)
    assert {one["keadaan"] for one in held.values()} == {"masuk"}
    assert [entry.hasil for entry in district.district.deliveries()] == ["kunci_belum"]


def test_records_are_kept_as_they_came_without_packing_again(district, to, village, stick, identity):
    built = village.post(to)
    deliver(district, stick, built)
    archive = SafeZip(age.unseal(built.data, identity))
    content = archive.read("data/peserta.ndjson")
    packed = archive.deflated("data/peserta.ndjson", len(content))
    with district.ctx.open() as db:
        assert packed == (content, db.one("SELECT data FROM isi")[0])


def test_twice_changes_nothing(district, to, village, stick):
    built = village.post(to)
    deliver(district, stick, built)
    before = dump(district)
    line, = deliver(district, stick, built)
    assert line.hasil == "ulang"
    assert line.keterangan.startswith("sama dengan yang diterima 21/11")
    assert dump(district) == before


def test_new_changed_ended_and_unchanged_add_up(district, to, village, stick):
    deliver(district, stick, village.post(to))
    first, second, *_ = village.rows
    village.edit(first, alamat="Dusun III")
    village.edit(second, permohonan="berhenti", keluar_tanggal="2026-11-20")
    village.begin(2)
    line, = deliver(district, stick, village.post(to))
    assert (line.hasil, line.baru, line.berubah, line.berakhir, line.sama) == ("berubah", 2, 1, 1, 4)
    assert line.keterangan == "2 baru, 1 perubahan, 1 berhenti"
    assert register_of(district)[second]["permohonan"] == "berhenti"


def test_a_missing_number_is_reported_and_the_package_applied(district, to, village, stick):
    first, lost, third = village.post(to), village.post(to), None
    village.begin(1)
    third = village.post(to)
    lines = deliver(district, stick, first, third)
    assert (lines[1].hasil, lines[1].keterangan) == ("nomor_terlewat", "no. 2 belum diterima, 1 baru")
    assert set(register_of(district)) == set(village.rows)
    line, = deliver(district, stick, lost)
    assert (line.hasil, line.keterangan) == ("berubah", "tidak ada yang berubah, 6 sama")
    assert unit(district)["seq"] == 3


@pytest.mark.parametrize("gap", [0, 4])
def test_what_waits_is_what_the_past_shows_as_open(district, to, village, stick, gap):
    verbs = district.district

    def waits():
        still = [line for line in verbs.deliveries() if line.hasil in KEPUTUSAN and not line.selesai]
        assert verbs.waiting().deliveries == len(still)
        return [line.hasil for line in still]

    village.seq = gap
    deliver(district, stick, village.post(to))
    assert waits() == ["kunci_belum"]
    verbs.match_key(KODE, verbs.unit(KODE).sidik)
    assert waits() == []
    verbs.retire_key(KODE)
    assert waits() == []
    village.keys = keys.generate()
    deliver(district, stick, village.post(to, penuh=True))
    assert waits() == ["kunci_belum"]


def test_an_absurd_number_is_only_a_number(district, to, village, stick):
    village.seq = 10 ** 8 - 1
    line, = deliver(district, stick, village.post(to))
    assert line.keterangan == "no. 1-99999999 belum diterima, kiriman pertama, 6 baru"
    assert line.hasil == "kunci_belum"


@pytest.mark.parametrize("way", ["its base", "a full one"])
def test_a_package_whose_base_is_missing_waits(district, to, village, stick, way):
    first = village.post(to)
    village.begin(1)
    second = village.post(to)
    village.base = 2
    village.begin(1)
    third = village.post(to)
    lines = deliver(district, stick, first, third)
    assert (lines[1].hasil, lines[1].keterangan) == ("menunggu", "no. 2 belum diterima, minta kiriman penuh")
    assert len(register_of(district)) == 6
    assert unit(district)["minta_penuh"] == 1
    before = dump(district)
    again, = deliver(district, stick, third)
    assert (again.hasil, again.kiriman_id) == ("menunggu", lines[1].kiriman_id)
    assert dump(district) == before
    line, = deliver(district, stick, second if way == "its base" else village.post(to, penuh=True))
    assert line.keterangan.endswith("no. 3 ikut masuk")
    assert set(register_of(district)) == set(village.rows)
    assert unit(district)["minta_penuh"] == (1 if way == "its base" else 0)
    with district.ctx.open() as db:
        assert db.all("SELECT * FROM tahanan") == []


def test_a_full_package_needs_no_base(district, to, village, stick):
    village.seq, village.base = 7, 5
    line, = deliver(district, stick, village.post(to, penuh=True))
    assert (line.hasil, line.baru) == ("kunci_belum", 6)


def test_an_older_package_changes_nobody_and_leaves_no_text(district, to, village, stick):
    old = village.post(to)
    uid = next(iter(village.rows))
    for one in village.rows:
        village.edit(one, alamat="Dusun Baru")
    new = village.post(to)
    deliver(district, stick, new)
    before = register_of(district)
    line, = deliver(district, stick, old)
    assert (line.sama, line.baru, line.berubah) == (6, 0, 0)
    assert register_of(district) == before
    assert len(pieces(district)) == 1
    assert people_of(district, [uid])[uid].revisi == 2


def test_pieces_nobody_points_to_are_tidied(district, to, village, stick):
    for _ in range(4):
        village.edit(next(iter(village.rows)), alamat=f"RT {village.seq}")
        deliver(district, stick, village.post(to))
    assert len(pieces(district)) == 1
    village.base = 4
    village.edit(next(iter(village.rows)), alamat="RT 9")
    deliver(district, stick, village.post(to))
    assert sorted(piece.count(b"\n") for piece in pieces(district)) == [1, 6]


# --- deletions -------------------------------------------------------------------------------------


def test_who_the_village_erased_is_erased_here(district, to, village, stick):
    deliver(district, stick, village.post(to))
    village.base = 1
    uid = next(iter(village.rows))
    village.edit(uid, alamat="Dusun IV")
    deliver(district, stick, village.post(to))
    kept, row = village.post(to), village.delete(uid)
    line, = deliver(district, stick, village.post(to))
    assert (line.dihapus, line.keterangan) == (1, "no. 3 belum diterima, 1 dihapus")
    for piece in pieces(district):
        assert uid.encode() not in piece
        assert row["nik"].encode() not in piece
    assert row["nik"] not in repr(dump(district))
    deliver(district, stick, kept)  # an older package does not bring anybody back
    assert row["nik"] not in repr(dump(district))
    assert register_of(district)[uid]["hapus"] == 1
    village.bring_back(row)
    line, = deliver(district, stick, village.post(to))
    assert (line.baru, register_of(district)[uid]["nama"]) == (1, row["nama"])


def test_a_deletion_before_the_person_keeps_them_out(district, to, village, stick):
    first = village.post(to)
    uid = next(iter(village.rows))
    village.delete(uid)
    deliver(district, stick, village.post(to), first)
    assert register_of(district)[uid]["hapus"] == 1
    assert not any(uid.encode() in piece for piece in pieces(district))


@pytest.mark.parametrize("keadaan", ["di_bpjs", "menunggu_bayar", "aktif"])
def test_a_deletion_never_ends_a_membership(district, to, village, stick, keadaan):
    deliver(district, stick, village.post(to))
    uid = next(iter(village.rows))
    decide(district, [uid], keadaan=keadaan, kpj="24011122334", aktif_sampai="2027-12-31")
    village.delete(uid)
    line, = deliver(district, stick, village.post(to))
    now = people_of(district, [uid])[uid]
    assert (now.hapus, now.keadaan, now.kpj, now.berubah) == (0, keadaan, "24011122334", 1)
    assert (now.permohonan, line.dihapus, now.nama != "") == ("berhenti", 1, True)


# --- what the district decided ---------------------------------------------------------------------


def test_the_districts_columns_are_its_own(district, to, village, stick):
    deliver(district, stick, village.post(to))
    refused, member, ending, calm = list(village.rows)[:4]
    decide(district, [refused], keadaan="ditolak", alasan="NIK", kolom="nik", oleh="dpmd", tindakan="perbaiki",
           catatan="lihat KTP")
    decide(district, [member, ending, calm], keadaan="aktif", kpj="24011122334", aktif_dari="2026-01-01",
           aktif_sampai="2026-12-31")
    village.edit(refused, nama="WA ODE SALMAH")
    village.edit(member, hp="081200000000")
    village.edit(ending, permohonan="berhenti", keluar_tanggal="2026-11-01")
    deliver(district, stick, village.post(to))
    now = people_of(district, [refused, member, ending, calm])
    assert [getattr(now[refused], key) for key in ("keadaan", "alasan", "kolom", "oleh", "tindakan", "catatan")] \
        == ["masuk", "", "", "", "", ""]
    for uid, berubah in ((member, 1), (ending, 1), (calm, 0)):
        assert (now[uid].keadaan, now[uid].kpj, now[uid].berubah) == ("aktif", "24011122334", berubah)


def test_a_record_of_another_village_is_never_overwritten(district, to, village, stick):
    other = Diary("74.02.11.2023", seed=2)
    uid = next(iter(village.rows))
    other.rows, other.touched = {uid: {**village.rows[uid], "nama": "ORANG LAIN", "revisi": 9}}, {uid: 1}
    other.begin(2)
    stone = Diary("74.02.11.2016", seed=3)
    stone.gone, stone.touched = {uid: 9}, {uid: 1}
    lines = deliver(district, stick, village.post(to), other.post(to), stone.post(to))
    assert (lines[1].baru, lines[1].bentrok) == (2, 1)
    assert lines[1].keterangan == "kiriman pertama, 2 baru, 1 bentrok, 1 tercatat di Bajo Indah"
    now = people_of(district, [uid])[uid]
    assert (now.unit, now.nama, now.hapus) == (KODE, village.rows[uid]["nama"], 0)
    assert not any(b"ORANG LAIN" in piece for piece in pieces(district, other.kode))


# --- keys and laptops -------------------------------------------------------------------------------


def test_another_key_is_kept_out_until_the_old_one_is_retired(district, to, village, stick):
    deliver(district, stick, village.post(to))
    thief = Diary(KODE, seed=5, device="asing")
    thief.begin(1)
    built = thief.post(to)
    before = register_of(district), unit(district)
    line, = deliver(district, stick, built)
    assert (line.hasil, line.keterangan) == ("kunci_lain", "kunci beda dari yang terdaftar")
    assert (register_of(district), unit(district)) == before
    frozen = dump(district)
    assert district.district.release_held(KODE) == []
    assert dump(district) == frozen
    district.district.retire_key(KODE)
    released, = district.district.release_held(KODE, line.kiriman_id)
    assert (released.hasil, released.baru) == ("kunci_belum", 1)
    assert unit(district)["sign"] == thief.keys.public.sign
    late, = deliver(district, stick, village.post(to))
    assert (late.hasil, late.keterangan) == ("kunci_lain", "memakai kunci lama yang sudah dicabut")


def test_the_file_may_as_well_be_taken_in_again_after_retiring(district, to, village, stick):
    deliver(district, stick, village.post(to))
    reborn = Diary(KODE, seed=5)
    reborn.begin(1)
    built = reborn.post(to)
    deliver(district, stick, built)
    district.district.retire_key(KODE)
    line, = deliver(district, stick, built)
    assert (line.hasil, line.baru) == ("kunci_belum", 1)


def test_a_replaced_laptop_no_longer_counts(district, to, village, stick, identity, tmp_path):
    deliver(district, stick, village.post(to))
    old = village.twin(village.device)
    village.device = "laptop-baru"
    village.begin(1)
    named = reseal(village.post(to), village, to, identity, menggantikan=old.device)
    path = drop(stick / "baru", ("JD-7402112017-0002.jdx", named.data))
    line, = run_to_end(district.district.take_in_job([path])).lines
    assert (line.hasil, line.baru, line.asing) == ("baru", 1, 0)
    old.seq, old.prev = 2, named.sha
    line, = deliver(district, stick, old.post(to))
    assert (line.hasil, line.keterangan) == ("dua_laptop", "dari laptop yang sudah diganti")
    with district.ctx.open() as db:
        assert db.all("SELECT perangkat, nomor, keadaan, menggantikan FROM perangkat ORDER BY nomor") == [
            (old.device, 1, "pensiun", ""), ("laptop-baru", 2, "dipakai", old.device)]


def test_unknown_keys_are_kept_and_counted(district, to, village, stick, identity):
    rows = [{**row, "kelak": {"a": 1}} for row in village.rows.values()]
    sealed = reseal(village.post(to), village, to, identity,
                    {"data/peserta.ndjson": lines_of(rows), "data/kelak.ndjson": b"{}\n"}, nanti=True)
    path = drop(stick / "x", ("a.jdx", sealed.data))
    line, = run_to_end(district.district.take_in_job([path])).lines
    assert (line.baru, line.asing) == (6, 3)
    assert line.keterangan == "kiriman pertama, 6 baru, 3 isian belum dikenal"
    assert all(b'"kelak"' in piece for piece in pieces(district))


# --- the run ------------------------------------------------------------------------------------------


def test_scans_are_kept_by_content_and_sealed(district, to, village, stick, identity):
    scan = b"\xff\xd8\xff" + b"KTP" * 900
    name = f"{sha256(scan)}.jpg"
    sealed = reseal(village.post(to), village, to, identity, {f"lampiran/{name}": scan})
    path = drop(stick / "x", ("a.jdx", sealed.data))
    run_to_end(district.district.take_in_job([path]))
    kept = Attachments(district.ctx.folder, district.ctx.dek)
    assert kept.has(name)
    assert kept.get(name) == scan
    assert not kept.put(name, scan)
    file, = [one for one in district.ctx.folder.attachments.rglob("*") if one.is_file()]
    held = file.read_bytes()
    assert b"KTPKTP" not in held
    file.write_bytes(held[:-1] + bytes([held[-1] ^ 1]))  # a letter of ours may stand there already
    with pytest.raises(Problem, match="rusak"):
        kept.get(name)
    with pytest.raises(ValueError, match="content"):
        kept.put(name, scan + b"x")


def test_a_stick_is_searched_and_other_files_are_only_told_when_picked(district, to, stick):
    made = makers.villages(3, 2)
    drop(stick, made[0].send(to))
    drop(stick / "Soropia", made[1].send(to), ("JB-7402112017-0001.jdx", b"x"), ("catatan.txt", b"x"))
    drop(stick / "Soropia" / "November", made[2].send(to))
    drop(stick / ".Trashes", ("JD-7402112017-0009.jdx", b"x"))
    found = district.district.scan_files([stick])
    assert [path.name for path in found] == sorted(f"JD-{one.kode.replace('.', '')}-0001.jdx" for one in made)
    report = run_to_end(district.district.take_in_job([stick, stick / "Soropia" / "JB-7402112017-0001.jdx",
                                                       stick / "Soropia" / "catatan.txt", stick / "tiada.jdx"]))
    assert [line.hasil for line in report.lines] == ["kunci_belum"] * 3 + ["bukan_kiriman", "bukan_kiriman", "ditolak"]
    assert report.lines[3].keterangan == "balasan untuk desa, bukan kiriman dari desa"
    assert (report.masuk, report.ulang, report.keputusan, report.ditolak) == (0, 0, 3, 3)
    assert report.masuk + report.ulang + report.keputusan + report.ditolak == len(report.lines)
    assert (report.baru, report.perubahan) == (6, 0)


def test_in_the_order_of_numbers_with_a_bad_one_between(district, to, village, stick):
    built = [village.post(to)]
    for _ in range(3):
        village.edit(next(iter(village.rows)), alamat=f"RT {village.seq}")
        built.append(village.post(to))
    told: list[desks.FileLine] = []
    notes = []
    job = district.district.take_in_job([drop(stick, *built[::-1], ("JD-7402112016-0001.jdx", b"rusak"))], told.append)
    while True:
        try:
            notes.append(next(job))
        except StopIteration as end:
            report = end.value
            break
    assert [(line.seq, line.hasil) for line in report.lines] == [
        (1, "bukan_kiriman"), (1, "kunci_belum"), (2, "berubah"), (3, "berubah"), (4, "berubah")]
    assert tuple(told) == report.lines
    assert notes[1].note == "Bajo Indah no. 1"
    assert (notes[0].done, notes[-1].done, notes[-1].total) == (0, 5, 5)
    for line in report.lines:
        assert line.hasil in HASIL
        assert line.baru + line.berubah + line.berakhir + line.bentrok + line.sama in (0, 6)


def test_keys_are_the_same_however_they_are_written(district, to, village, stick):
    """The registered key is compared by what it is; a village with new keys is another."""
    deliver(district, stick, village.post(to))
    village.keys = keys.generate()
    line, = deliver(district, stick, village.post(to))
    assert line.hasil == "kunci_lain"
