"""Replies at the district: who hears what, made in one go, durable per village; crash, cancel and refusal."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.desk.district.replying_files import HOLDING, folder_of
from jamsos_desktop.desk.recipient import own_keys
from jamsos_desktop.exchange.reply import Expected, Reply, own_reply, read_reply
from jamsos_desktop.hub.register import people, standing
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.policy import load_policy
from jamsos_desktop.problems import Problem
from tests.hub import makers

SHA = "ab" * 32


@pytest.fixture
def office(tmp_path: Path) -> Iterator[desks.Desk]:
    with makers.district(tmp_path) as opened:
        yield opened


def ready(office: desks.Desk, many: int = 3, people_each: int = 4) -> list[makers.Village]:
    """Villages whose people are in the register and whose keys were compared."""
    made = makers.villages(many, people_each)
    makers.fill(office, made)
    with office.ctx.open() as db, db.write():
        db.run("UPDATE unit SET dicocokkan = '2026-11-13', sha = ? WHERE seq > 0", (SHA,))
    return made


def district(office: desks.Desk) -> desks.District:
    assert office.district is not None
    return office.district


def make(office: desks.Desk, out: Path | None = None, kodes: list[str] | None = None, **how: bool) -> desks.RepliesMade:
    return run_to_end(district(office).reply_job(out, kodes, **how))


def opened(office: desks.Desk, village: makers.Village, path: Path) -> Reply:
    """The reply as its village reads it."""
    dpmd = makers.recipient_of(office, path.parent)
    return read_reply(path, Expected(village.kode, village.unit.sebutan, village.keys.identity, dpmd))


def of(office: desks.Desk, kode: str) -> list[people.Person]:
    with office.ctx.open() as db:
        return people.of_unit(db, kode)


def test_all_villages_in_one_go_and_then_nothing_new(office: desks.Desk, tmp_path: Path) -> None:
    made = ready(office)
    report = make(office, tmp_path / "stik")
    assert [one.kode for one in report.balasan] == sorted(v.kode for v in made)
    assert sorted(p.name for p in (tmp_path / "stik").iterdir()) == sorted(one.path.name for one in report.balasan)
    for one, village in zip(report.balasan, sorted(made, key=lambda v: v.kode), strict=True):
        reply = opened(office, village, one.path)
        assert (reply.no, reply.isi, reply.head.diterima.seq, reply.head.diterima.sha) == (1, "delta", 1, SHA)
        assert {v.uid: v.putusan for v in reply.putusan} == dict.fromkeys(village.rows, "diterima")
        assert reply.peserta == ()
        assert one.putusan == {"diterima": 4}
    assert {p.keadaan for v in made for p in of(office, v.kode)} == {"diterima"}
    again = make(office, tmp_path / "stik")
    assert (again.balasan, again.sama) == ((), 3)
    assert [row.baru for row in district(office).replies()] == [False] * 3


def test_whoever_has_something_new_to_hear_gets_the_next_number(office: desks.Desk, tmp_path: Path) -> None:
    first, second, _ = ready(office)
    make(office)
    district(office).message(second.kode, "Rapat hari Senin.")
    uid = next(iter(first.rows))
    district(office).refuse([uid], "NAMA_BEDA", "KTP tercatat lain")
    fresh = {row.kode: row for row in district(office).replies() if row.baru}
    assert set(fresh) == {first.kode, second.kode}
    assert (fresh[first.kode].putusan, fresh[second.kode].pesan) == ({"ditolak": 1, "diterima": 3}, 1)
    report = make(office, tmp_path / "b")
    assert [(one.kode, one.no) for one in report.balasan] == [(first.kode, 2), (second.kode, 2)]
    told = {v.uid: v for v in opened(office, first, report.balasan[0].path).putusan}[uid]
    reason = load_policy().alasan["NAMA_BEDA"]
    assert (told.putusan, told.label, told.teks, told.cara, told.kolom, told.oleh, told.tindakan) == (
        "ditolak", reason.label, "KTP tercatat lain.", reason.cara, ("nama",), "dpmd", "perbaiki")
    assert [note.teks for note in opened(office, second, report.balasan[1].path).pesan] == ["Rapat hari Senin."]


def test_words_to_paste_hold_no_name_and_no_nik(office: desks.Desk) -> None:
    village = ready(office, 1)[0]
    [one] = make(office).balasan
    assert one.message == district(office).reply_message(village.kode)
    assert "4 diterima" in one.message
    assert one.kode_periksa in one.message
    for row in village.rows.values():
        assert row["nik"] not in one.message
        assert row["nama"].split()[0] not in one.message.upper()


def test_a_key_nobody_compared_gets_nothing(office: desks.Desk, tmp_path: Path) -> None:
    made = ready(office, 2)
    with office.ctx.open() as db, db.write():
        db.run("UPDATE unit SET dicocokkan = '' WHERE kode = ?", (made[0].kode,))
    report = make(office, tmp_path / "b")
    assert [one.kode for one in report.balasan] == [made[1].kode]
    assert [(one.kode, one.sebab) for one in report.dilewati] == [(made[0].kode, "Kuncinya belum dicocokkan.")]
    assert {p.keadaan for p in of(office, made[0].kode)} == {"masuk"}


def test_a_lost_file_is_handed_out_again_under_its_number(office: desks.Desk, tmp_path: Path) -> None:
    village = ready(office, 1)[0]
    [one] = make(office, tmp_path / "a").balasan
    [again] = make(office, tmp_path / "b", [village.kode]).balasan
    assert (again.no, again.kode_periksa, again.path.read_bytes()) == (1, one.kode_periksa, one.path.read_bytes())
    with pytest.raises(Problem) as caught:
        make(office, tmp_path / "c", ["74.02.99.2001"])
    assert caught.value.kode == "DESA_TAK_DIKENAL"


def test_a_full_reply_carries_rows_as_the_village_sent_them(office: desks.Desk) -> None:
    village = ready(office, 1)[0]
    with office.ctx.open() as db, db.write():
        db.run("UPDATE unit SET balas_penuh = 1 WHERE kode = ?", (village.kode,))
    [one] = make(office).balasan
    reply = opened(office, village, one.path)
    assert reply.isi == "penuh"
    assert {row["uid"]: row for row in reply.peserta} == village.rows
    assert reply.desa["uid"] == village.kode
    assert [row.penuh for row in district(office).replies()] == [False]


# Refusing.


@pytest.mark.parametrize("keadaan", ["di_bpjs", "menunggu_bayar", "aktif", "keluar"])
def test_nothing_ends_a_membership_in_passing(office: desks.Desk, keadaan: str) -> None:
    uids = list(ready(office, 1)[0].rows)
    with office.ctx.open() as db, db.write():
        standing.decide(db, office.ctx.actor(), "uji", uids[1], "", {uids[1]: {"keadaan": keadaan}})
    with pytest.raises(Problem) as caught:
        district(office).refuse(uids, "NAMA_BEDA")
    assert caught.value.kode == "PESERTA_BERJALAN"
    assert sorted(p.keadaan for p in of(office, ready_kode(office))) == sorted([keadaan, "masuk", "masuk", "masuk"])


def ready_kode(office: desks.Desk) -> str:
    return next(row.kode for row in district(office).replies())


@pytest.mark.parametrize(("uids", "alasan", "kode"), [
    (["tidak-ada"], "NAMA_BEDA", "PESERTA_TIDAK_ADA"), ([], "NAMA_BEDA", "PESERTA_TIDAK_ADA"),
    (["tidak-ada"], "KARANGAN", "ALASAN_TAK_DIKENAL")])
def test_a_wrong_refusal_says_why(office: desks.Desk, uids: list[str], alasan: str, kode: str) -> None:
    with pytest.raises(Problem) as caught:
        district(office).refuse(uids, alasan)
    assert caught.value.kode == kode


@pytest.mark.parametrize("teks", ["", "   ", "x" * 1001])
def test_a_message_must_say_something_short(office: desks.Desk, teks: str) -> None:
    with pytest.raises(Problem) as caught:
        district(office).message(ready(office, 1)[0].kode, teks)
    assert caught.value.kode == "PESAN_SALAH"


# KPJ numbers.


def test_numbers_go_only_where_wished(office: desks.Desk, tmp_path: Path) -> None:
    first, second = sorted(ready(office, 2), key=lambda v: v.kode)
    with office.ctx.open() as db, db.write():
        standing.decide(db, office.ctx.actor(), "uji", "x", "", {
            uid: {"keadaan": "aktif", "kpj": "26012345821", "aktif_sampai": "2027-05-31"}
            for village in (first, second) for uid in village.rows})
    assert district(office).kpj_wished() == frozenset()
    made = make(office, tmp_path / "a").balasan
    assert {v.kpj for one, village in zip(made, (first, second), strict=True)
            for v in opened(office, village, one.path).putusan} == {""}
    district(office).set_kpj_wished([second.kode])
    [one] = make(office, tmp_path / "b").balasan
    assert (one.kode, {v.kpj for v in opened(office, second, one.path).putusan}) == (second.kode, {"26012345821"})


# Crash and cancel.


def test_what_was_never_noted_leaves_no_trace(office: desks.Desk, tmp_path: Path) -> None:
    village = ready(office, 1)[0]
    holding = folder_of(office.ctx) / HOLDING
    holding.mkdir(parents=True)
    name = f"JB-{village.kode.replace('.', '')}-0001.jdx"
    (holding / name).write_bytes(b"cut off before it was noted")
    [one] = make(office).balasan
    assert one.no == 1
    assert own_read(office, one.path).no == 1
    assert list(holding.iterdir()) == []


def own_read(office: desks.Desk, path: Path) -> Reply:
    with office.ctx.open() as db:
        return own_reply(path, own_keys(db))


def test_a_noted_reply_gets_its_file_at_the_next_start(office: desks.Desk) -> None:
    ready(office, 1)
    [one] = make(office).balasan
    data = one.path.read_bytes()
    one.path.rename(folder_of(office.ctx) / HOLDING / one.path.name)
    district(office).finish_replies()
    assert one.path.read_bytes() == data


def test_a_cancelled_run_keeps_what_was_made(office: desks.Desk, tmp_path: Path) -> None:
    ready(office, 3)
    job = district(office).reply_job(tmp_path / "b")
    done = next(step.done for step in job if step.done == 2)
    job.close()
    assert done == 2
    assert sum(row.no == 1 for row in district(office).replies()) == 2
    assert len(make(office, tmp_path / "b").balasan) == 1


def test_an_older_copy_of_the_register_repeats_no_number(office: desks.Desk) -> None:
    village = ready(office, 1)[0]
    [one] = make(office).balasan
    with office.ctx.open() as db, db.write():
        db.run("DELETE FROM jawaban")
    [again] = make(office, None, [village.kode]).balasan
    assert (again.no, one.path.exists()) == (2, True)


VICTIM = """
import sys
from pathlib import Path
from jamsos_desktop import desk as desks
from jamsos_desktop.paths import DataFolder
with desks.open_desk(DataFolder(Path(sys.argv[1]))) as desk:
    print("buka", flush=True)
    while True:
        for _ in desk.district.reply_job(None, None, penuh=True):
            pass
"""


@pytest.mark.parametrize("seed", range(4))
def test_a_kill_between_file_and_note_loses_and_repeats_nothing(office: desks.Desk, tmp_path: Path, seed: int) -> None:
    made = ready(office, 3)
    folder, clock = office.folder, office.ctx.clock
    office.close()
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2]), "JAMSOS_HARI_INI": "2026-11-21"}
    victim = subprocess.Popen([sys.executable, "-c", VICTIM, str(folder.root)], stdout=subprocess.PIPE, text=True,
                              env=env)
    assert victim.stdout is not None
    assert victim.stdout.readline() == "buka\n"
    time.sleep(random.Random(seed).uniform(0.1, 0.6))
    victim.kill()
    victim.communicate()
    with desks.open_desk(folder, None, clock) as again:
        with again.ctx.open() as db:
            noted = db.all("SELECT unit, no, sha, nama_berkas FROM jawaban ORDER BY unit, no")
            assert {p.name for p in folder_of(again.ctx).glob("*.jdx")} == {row[3] for row in noted}
            for unit, no, sha, name in noted:
                reply = own_reply(folder_of(again.ctx) / name, own_keys(db))
                assert (reply.no, reply.sha) == (no, sha)
                assert no <= sum(row[0] == unit for row in noted)
            told = {row[0] for row in noted}
        assert {p.keadaan for v in made for p in of(again, v.kode) if v.kode in told} <= {"diterima"}
        assert len(make(again, penuh=True).balasan) == 3


def test_a_reply_that_never_reached_its_stick_is_given_the_next_time(tmp_path: Path) -> None:
    with makers.district(tmp_path) as desk:
        made = makers.villages(2, 3)
        makers.fill(desk, made)
        assert desk.district is not None
        for village in made:
            desk.district.match_key(village.kode, village.keys.public.fingerprint)
        job = desk.district.reply_job(tmp_path / "stik")
        blocked = tmp_path / "stik" / f"JB-{made[0].kode.replace('.', '')}-0001.jdx"
        blocked.parent.mkdir()
        blocked.write_bytes(b"milik orang lain")  # the copy is refused: the name is taken
        with pytest.raises(Problem) as caught:
            run_to_end(job)
        assert caught.value.kode == "NAMA_SUDAH_ADA"
        again = run_to_end(desk.district.reply_job(tmp_path / "stik-lain"))
        assert [(one.kode, one.no) for one in again.balasan] == [(village.kode, 1) for village in made]
        assert run_to_end(desk.district.reply_job(tmp_path / "stik-ketiga")).sama == 2
