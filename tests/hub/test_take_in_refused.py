"""Packages that no honest desk makes: refused whole, told in a line, nothing else changed."""

from __future__ import annotations

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.exchange import age, envelope, minisign, zips
from jamsos_desktop.exchange.keys import DeskKeys
from jamsos_desktop.jobs import run_to_end
from tests.hub import makers
from tests.hub.diary import KODE, Diary, deliver, drop, dump, lines_of, reseal

NAME = "JD-7402112017-0001.jdx"


def refused(desk, path, kode) -> desks.FileLine:
    before = dump(desk)
    line, = run_to_end(desk.district.take_in_job([path])).lines
    assert line.problem_kode == kode
    assert line.keterangan
    assert line.keterangan[-1] != "."
    assert dump(desk) == before
    return line


def bad_rows(village):
    first, *rest = village.rows.values()
    uid = first["uid"]
    return {
        "no uid": [{"nama": "A", "revisi": 1}], "number as name": [{**first, "nama": 3}],
        "revisi as text": [{**first, "revisi": "3"}], "revisi beyond all numbers": [{**first, "revisi": 2 ** 70}],
        "negative dues": [{**first, "iuran": {"sebulan_sen": -1}}], "endless uid": [{**first, "uid": "x" * 65}],
        "dues beyond all numbers": [{**first, "iuran": {"sebulan_sen": 2 ** 64}}],
        "dues that no sum can hold": [{**first, "iuran": {"sebulan_sen": 2 ** 52}}],
        "true as a number": [{**first, "revisi": True}], "true as dues": [{**first, "iuran": {"sebulan_sen": True}}],
        "an unknown group": [{**first, "kelompok": "raja"}], "an unknown segment": [{**first, "segmen": "X"}],
        "an unknown request": [{**first, "permohonan": "hibah"}], "an endless name": [{**first, "nama": "A" * 301}],
        "a list as program": [{**first, "program": [["JKK"]]}],
        "one person twice": [first, {**first, "revisi": 2}], "one good, one bad": [*rest, {"uid": uid}],
    }


@pytest.mark.parametrize("what", bad_rows(Diary(KODE, rows={"u": {"uid": "u", "revisi": 1}})))
def test_one_bad_row_refuses_the_whole_package(district, to, village, stick, identity, what):
    rows = bad_rows(village)[what]
    sealed = reseal(village.post(to), village, to, identity, {"data/peserta.ndjson": lines_of(rows)})
    line = refused(district, drop(stick / "x", ("JD-7402112017-0001.jdx", sealed.data)), "KIRIMAN_BARIS_SALAH")
    assert (line.hasil, line.desa, line.seq) == ("ditolak", "Bajo Indah", 1)


OTHER_FILES = {
    "not JSON": {"data/peserta.ndjson": b"{nama}\n"}, "a list": {"data/peserta.ndjson": b"[]\n"},
    "a carriage return in a row": {"data/peserta.ndjson": b'{"uid":"u",\r"revisi":1}\n'},
    "half a letter": {"data/peserta.ndjson": b'{"uid":"u","revisi":1,"nama":"\\ud800"}\n'},
    "deletion without revisi": {"data/hapus.ndjson": b'{"uid":"u"}\n'},
    "deletion twice": {"data/hapus.ndjson": b'{"revisi":1,"uid":"u"}\n{"revisi":2,"uid":"u"}\n'},
    "profile of another village": {"data/desa.ndjson": b'{"uid":"74.02.11.2016"}\n'},
    "profile as text": {"data/desa.ndjson": b'{"uid":"74.02.11.2017","profil":"x"}\n'},
    "backlog in words": {"data/desa.ndjson": b'{"sisa":["x"],"uid":"74.02.11.2017"}\n'},
    "backlog below nothing": {"data/desa.ndjson": b'{"sisa":[{"jumlah":-1}],"uid":"74.02.11.2017"}\n'},
    "officials as lists": {"data/desa.ndjson": b'{"profil":{"pejabat":[{"jabatan":[]}]},"uid":"74.02.11.2017"}\n'},
    "a step of the map as number": {"data/desa.ndjson": b'{"map":[{"langkah":7}],"uid":"74.02.11.2017"}\n'},
    "a bill below zero": {"data/desa.ndjson": b'{"bayar":[{"jumlah_sen":-1}],"uid":"74.02.11.2017"}\n'},
    "a bill of nobody's sum": {"data/desa.ndjson": b'{"bayar":[{"jumlah_sen":1.5}],"uid":"74.02.11.2017"}\n'},
    "a phone as number": {"data/desa.ndjson": b'{"profil":{"telepon":812},"uid":"74.02.11.2017"}\n'},
    "scan under another name": {f"lampiran/{'0' * 64}.jpg": b"\xff\xd8\xff"},
}


@pytest.mark.parametrize("what", OTHER_FILES)
def test_other_tables_are_read_as_strictly(district, to, village, stick, identity, what):
    sealed = reseal(village.post(to), village, to, identity, OTHER_FILES[what])
    refused(district, drop(stick / "x", ("a.jdx", sealed.data)), "KIRIMAN_BARIS_SALAH")


ADDRESSES = [
    ("village of another regency", {"sender": "74.03.01.2001"}, "KIRIMAN_BARIS_SALAH"),
    ("another district", {"recipient": "74.03"}, "PAKET_BUKAN_UNTUK_ANDA"),
    ("a reply", {"kind": "balasan"}, "KIRIMAN_JENIS_LAIN"),
    ("a policy pack", {"kind": "ketentuan"}, "KIRIMAN_JENIS_LAIN"),
    ("base beyond itself", {"base": 9}, "KIRIMAN_BARIS_SALAH"),
    ("number zero", {"seq": 0}, "KIRIMAN_BARIS_SALAH"),
    ("number beyond all numbers", {"seq": 2 ** 40}, "KIRIMAN_BARIS_SALAH"),
    ("no laptop", {"device": ""}, "KIRIMAN_BARIS_SALAH"),
    ("an endless laptop", {"device": "x" * 65}, "KIRIMAN_BARIS_SALAH"),
    ("no date", {"created": "kemarin"}, "KIRIMAN_BARIS_SALAH"),
]


@pytest.mark.parametrize(("changed", "kode"), [case[1:] for case in ADDRESSES], ids=[case[0] for case in ADDRESSES])
def test_the_address_is_looked_at(district, to, village, stick, identity, changed, kode):
    sealed = reseal(village.post(to), village, to, identity, **changed)
    line = refused(district, drop(stick / "x", ("JD-7402112017-0001.jdx", sealed.data)), kode)
    assert line.hasil == ("bukan_kiriman" if "kind" in changed else "ditolak")


def test_a_village_of_another_regency_is_refused(district, to, stick):
    stranger = Diary("74.01.01.1001")
    stranger.begin(1)
    refused(district, drop(stick / "x", stranger.post(to)), "KIRIMAN_LUAR_WILAYAH")


def test_a_newer_program_is_asked_for_and_the_file_left(district, to, village, stick, identity, monkeypatch):

    monkeypatch.setattr(envelope, "READER", 2)
    built = village.post(to)
    monkeypatch.undo()
    path = drop(stick / "x", built)
    line = refused(district, path, "VERSI_BARU")
    assert line.hasil == "ditolak"
    assert (path / built.file_name).read_bytes() == built.data


UNREADABLE = {"half a letter": b',"kelak":"\xff"}', "a number beyond all": b',"kelak":1e999999}',
              "a number without end": b',"kelak":' + b"9" * 5000 + b"}", "a pit": b',"kelak":' + b"[" * 99_999 + b"}"}


def resigned(built, village, to, identity, change) -> bytes:
    """The package with other bytes in its manifest, honestly signed."""
    opened = envelope.open_envelope(built.data, identity)
    raw = change(opened.raw)
    files = {entry.path: opened.read(entry.path) for entry in opened.manifest.files}
    signature = minisign.sign(village.keys.signer, raw, "uji").encode()
    return age.seal(zips.pack({envelope.MANIFEST: raw, envelope.SIGNATURE: signature, **files}), [to.age])


@pytest.mark.parametrize("what", UNREADABLE)
def test_keys_nobody_knows_may_hold_anything_and_stop_no_run(district, to, village, stick, identity, what):
    data = resigned(village.post(to), village, to, identity, lambda raw: raw[:-1] + UNREADABLE[what])
    other, = makers.villages(1, 1)
    folder = drop(stick / "x", (NAME, data), other.send(to))
    lines = {line.kode: line for line in run_to_end(district.district.take_in_job([folder])).lines}
    assert (lines[KODE].hasil, lines[other.kode].hasil) == ("ditolak", "kunci_belum")


def test_a_key_that_cannot_be_answered_is_refused(district, to, village, stick, identity):
    """Sealing a reply for it would stop the replies of all villages."""
    own = village.keys.public.age.encode()
    data = resigned(village.post(to), village, to, identity, lambda raw: raw.replace(own, b"age1" + b"q" * 58))
    refused(district, drop(stick / "x", (NAME, data)), "KIRIMAN_BARIS_SALAH")


def test_more_people_than_any_village_has(district, to, village, stick, identity, monkeypatch):
    from jamsos_desktop.hub import incoming

    monkeypatch.setattr(incoming, "_MOST_PEOPLE", 5)
    line = refused(district, drop(stick / "x", village.post(to)), "KIRIMAN_BARIS_SALAH")
    assert "6 orang" in line.keterangan


def test_the_half_of_a_retired_key_opens_nothing(district, to, village, stick):
    """Whoever holds the old signing key cannot come back with it and a fresh age key."""
    deliver(district, stick, village.post(to))
    old = village.keys
    district.district.retire_key(KODE)
    village.keys = DeskKeys(old.seed, Diary(KODE).keys.identity)
    line, = deliver(district, stick, village.post(to))
    assert line.hasil == "kunci_lain"
    assert "dicabut" in line.keterangan
