"""Reading a reply: strict about what it knows, patient with what it does not, and never half taken."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from parcels import NOW, UNIT, key_of

from jamsos_desktop.exchange import envelope, keys
from jamsos_desktop.exchange.canon import ndjson
from jamsos_desktop.exchange.envelope import seal_envelope
from jamsos_desktop.exchange.reply import (
    Address,
    Expected,
    Receipt,
    ReplyRows,
    build_reply,
    kode_of_name,
    own_reply,
    read_reply,
)
from jamsos_desktop.problems import Problem

VILLAGE, DISTRICT = keys.generate(), keys.generate()
SHA = "ab" * 32
HEAD = {"uid": UNIT.kode, "diterima": {"seq": 3, "sha": SHA}, "untuk_seq": 3, "dibuat": "2026-11-18",
        "penandatangan": "Hendra Wijaya"}
ONE = {"uid": "u1", "revisi": 2, "putusan": "aktif", "aktif_sampai": "2027-05-31"}
EXPECTED = Expected(UNIT.kode, UNIT.sebutan, VILLAGE.identity, key_of(DISTRICT))
ADDRESS = Address("74.02", "d9", (5, "b" * 64), UNIT.kode, VILLAGE.public)


def written(tmp_path: Path, data: bytes, name: str = "JB-7402112017-0003.jdx") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def sealed(tables: dict[str, list[Any]], **manifest: Any) -> bytes:
    """A reply put together by hand, with whatever an honest desk would not write."""
    whole = {"balasan": [HEAD], "putusan": [ONE], "tagihan": [], "pesan": [], **tables}
    fields = {"kind": "balasan", "isi": "delta", "schema": 1, "app": "9.9", "sender": "74.02", "recipient": UNIT.kode,
              "device": "d9", "seq": 3, "base": 0, "prev": "", "created": NOW.isoformat(),
              "riwayat": {"n": 1, "hash": "b" * 64}, "counts": {name: len(rows) for name, rows in whole.items()},
              **manifest}
    return seal_envelope(fields, {f"data/{name}.ndjson": ndjson(rows) for name, rows in whole.items()}, DISTRICT,
                         VILLAGE.public.age).data


def test_both_sides_read_what_was_written(tmp_path: Path) -> None:
    rows = ReplyRows(HEAD, [ONE], [{"kode_bayar": "8807", "jumlah_sen": 5}], [{"id": 1, "tanggal": "2026-11-18",
                                                                              "teks": "Rapat."}])
    built = build_reply(rows, 3, "", ADDRESS, DISTRICT, NOW)
    assert built.file_name == "JB-7402112017-0003.jdx"
    path = written(tmp_path, built.data)
    reply = read_reply(path, EXPECTED)
    assert own_reply(path, DISTRICT) == reply
    assert (reply.no, reply.isi, reply.head.diterima, reply.head.tertinggi) == (3, "delta", Receipt(3, SHA), 0)
    assert reply.putusan[0].aktif_sampai == date(2027, 5, 31)
    assert (reply.tagihan[0].jumlah_sen, reply.pesan[0].teks, reply.sha) == (5, "Rapat.", built.sha)


def test_what_a_newer_desk_adds_is_passed_over(tmp_path: Path) -> None:
    data = sealed({"putusan": [{**ONE, "bintang": 5}], "balasan": [{**HEAD, "cuaca": "cerah"}], "baru": [{"x": 1}]})
    assert read_reply(written(tmp_path, data), EXPECTED).putusan[0].putusan == "aktif"


@pytest.mark.parametrize("tables", [
    {"balasan": []}, {"balasan": [HEAD, HEAD]}, {"putusan": [ONE, ONE]}, {"putusan": [{**ONE, "putusan": "lulus"}]},
    {"putusan": [{**ONE, "revisi": "2"}]}, {"putusan": [{**ONE, "revisi": -1}]}, {"putusan": [{**ONE, "uid": ""}]},
    {"putusan": [{**ONE, "aktif_sampai": "31/05/2027"}]}, {"putusan": [{**ONE, "teks": "x" * 2001}]},
    {"putusan": [{**ONE, "tindakan": "hapus"}]}, {"tagihan": [{"jumlah_sen": 5}]},
    {"tagihan": [{"kode_bayar": "8", "jumlah_sen": 2 ** 60}]}, {"pesan": [{"id": 1, "teks": "x"}]},
    {"balasan": [{**HEAD, "diterima": {"seq": 3, "sha": "zz"}}]}, {"balasan": [{**HEAD, "dibuat": None}]}])
def test_a_row_that_no_desk_writes_refuses_the_whole(tmp_path: Path, tables: dict[str, list[Any]]) -> None:
    with pytest.raises(Problem) as caught:
        read_reply(written(tmp_path, sealed(tables)), EXPECTED)
    assert caught.value.kode == "PAKET_RUSAK"


@pytest.mark.parametrize(("manifest", "kode"), [
    ({"seq": 0}, "PAKET_RUSAK"), ({"isi": "separuh"}, "PAKET_RUSAK"), ({"kind": "setoran"}, "BALASAN_BUKAN_BALASAN"),
    ({"kind": "ketentuan"}, "BALASAN_BUKAN_BALASAN"), ({"sender": "74.03"}, "BALASAN_BUKAN_DPMD"),
    ({"recipient": "74.02.11.2024"}, "BALASAN_DESA_LAIN")])
def test_a_manifest_that_does_not_fit_says_so(tmp_path: Path, manifest: dict[str, Any], kode: str) -> None:
    with pytest.raises(Problem) as caught:
        read_reply(written(tmp_path, sealed({}, **manifest)), EXPECTED)
    assert caught.value.kode == kode


def test_a_newer_reader_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(envelope, "READER", 7)
    data = sealed({})
    monkeypatch.undo()
    with pytest.raises(Problem) as caught:
        read_reply(written(tmp_path, data), EXPECTED)
    assert caught.value.kode == "VERSI_BARU"


@pytest.mark.parametrize(("data", "kode"), [
    (b"", "BALASAN_BUKAN_BALASAN"), (b"%PDF-1.7", "BALASAN_BUKAN_BALASAN"), (b"PK\x03\x04", "BALASAN_BUKAN_BALASAN"),
    (sealed({})[:200], "PAKET_RUSAK"), (sealed({})[:-5], "PAKET_RUSAK")])
def test_what_is_no_reply_or_cut_off(tmp_path: Path, data: bytes, kode: str) -> None:
    with pytest.raises(Problem) as caught:
        read_reply(written(tmp_path, data), EXPECTED)
    assert caught.value.kode == kode


@pytest.mark.parametrize(("name", "kode"), [
    ("JB-7402112024-0003.jdx", "BALASAN_DESA_LAIN"), ("JD-7402112017-0003.jdx", "BALASAN_BUKAN_BALASAN"),
    ("JB-7402112017-0003.jdx", "PAKET_BUKAN_UNTUK_ANDA"), ("balasan.jdx", "PAKET_BUKAN_UNTUK_ANDA")])
def test_a_file_for_another_key_is_judged_by_its_name(tmp_path: Path, name: str, kode: str) -> None:
    stranger = EXPECTED._replace(identity=keys.generate().identity)
    with pytest.raises(Problem) as caught:
        read_reply(written(tmp_path, sealed({}), name), stranger)
    assert caught.value.kode == kode


@pytest.mark.parametrize(("name", "kode"), [
    ("JB-7402112024-0003.jdx", "7402112024"), ("JB-7402OPD01-0003.jdx", "7402OPD01"), ("JB-x-0003.jdx", ""),
    ("JD-7402112024-0003.jdx", ""), ("a.jdx", "")])
def test_the_code_in_a_name(name: str, kode: str) -> None:
    assert kode_of_name(Path(name)) == kode
