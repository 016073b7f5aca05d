"""The village's package: same in, same out; opened by itself, by DPMD and by Debian's own tools."""

from __future__ import annotations

import json
import os
import subprocess
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from parcels import NOW, UNIT, key_of, parcel, people
from tools import tool

from jamsos_desktop.exchange import keys, minisign
from jamsos_desktop.exchange.canon import canonical_bytes
from jamsos_desktop.exchange.envelope import open_envelope
from jamsos_desktop.exchange.package import (
    SetoranData,
    build_setoran,
    person_row,
    verify_own,
    write_package,
)
from jamsos_desktop.model.plain import peserta_from
from jamsos_desktop.model.records import Keluarga, Peserta
from jamsos_desktop.problems import Problem

VILLAGE, DISTRICT = keys.generate(), keys.generate()


def test_what_the_receipt_says():
    built = parcel(people(9), VILLAGE, DISTRICT)
    assert built.file_name == "JD-7402112017-0005.jdx"
    assert built.kode_periksa.replace("-", "").lower() == built.manifest_sha[:12]
    assert [len(part) for part in built.kode_periksa.split("-")] == [4, 4, 4]
    assert built.counts == {"desa": 1, "peserta": 9, "hapus": 1, "sotk": 1}
    assert built.asked == {"daftar": 9}
    assert built.created == "2026-11-21T10:44:00+08:00"


def test_the_same_input_gives_the_same_identity_in_any_order():
    rows = people(20)
    first = parcel(rows, VILLAGE, DISTRICT)
    assert parcel(rows[::-1], VILLAGE, DISTRICT).manifest == first.manifest
    rows[3] = {**rows[3], "hp": "081200000000"}
    assert parcel(rows, VILLAGE, DISTRICT).manifest_sha != first.manifest_sha


def test_the_manifest_names_everything():
    envelope = verify_own(parcel(people(3), VILLAGE, DISTRICT).data, VILLAGE)
    said = json.loads(envelope.raw)
    assert envelope.raw == canonical_bytes(said)
    assert {"format", "format_version", "min_reader", "schema", "app", "kind", "isi", "sender", "sender_keys", "device",
            "key_id", "recipient", "seq", "base", "prev", "created", "riwayat", "counts", "files"} <= set(said)
    assert (said["kind"], said["isi"], said["sender"], said["recipient"]) == ("setoran", "delta", UNIT.kode, "74.02")
    assert said["sender_keys"] == {"sign": VILLAGE.public.sign, "age": VILLAGE.public.age}
    assert said["riwayat"] == {"n": 17, "hash": "b" * 64}
    tables = ("desa", "hapus", "peserta", "sotk")
    assert [entry["path"] for entry in said["files"]] == [f"data/{table}.ndjson" for table in tables]


def test_both_sides_open_it_nobody_else_does():
    built = parcel(people(3), VILLAGE, DISTRICT)
    assert verify_own(built.data, VILLAGE).sha == built.manifest_sha
    at_district = open_envelope(built.data, DISTRICT.identity)
    assert not at_district.key_known
    assert at_district.sender_keys == VILLAGE.public
    assert at_district.kode_periksa == built.kode_periksa
    assert open_envelope(built.data, DISTRICT.identity, VILLAGE.public.sign_bytes).key_known
    with pytest.raises(Problem) as caught:
        open_envelope(built.data, keys.generate().identity)
    assert caught.value.kode == "PAKET_BUKAN_UNTUK_ANDA"


def test_people_come_out_as_they_went_in():
    rows = people(5)
    out = list(open_envelope(parcel(rows, VILLAGE, DISTRICT).data, DISTRICT.identity).rows("peserta"))
    assert out == sorted(rows, key=lambda row: row["uid"])
    back = peserta_from({k: v for k, v in out[0].items() if k not in ("iuran", "bayar")})
    assert person_row(back, iuran=rows[0]["iuran"], bayar=rows[0]["bayar"]) == out[0]


def test_the_village_row_has_backlog_papers_and_no_crest():
    row, = open_envelope(parcel([], VILLAGE, DISTRICT).data, DISTRICT.identity).rows("desa")
    assert row["profil"]["nama"] == "Bajo Indah"
    assert "lambang" not in row["profil"]
    assert row["sisa"] == [{"jumlah": 5, "kelompok": "pekerja_rentan", "status": "tercetak"}]
    assert row["berkas"] == {"sptjm": "tidak_ada"}


def test_empty_values_and_unread_text_stay_home():
    row = person_row(Peserta(uid="u1", nama="A", mentah={"nik": "12"}, penghasilan=0, tanpa_hp=False), cetakan=None)
    assert row["penghasilan"] == 0
    assert not {"mentah", "tanpa_hp", "hp", "keluarga", "sumber_dana", "cetakan", "tanggal_lahir"} & set(row)
    kin = person_row(Peserta(uid="u1", keluarga=(Keluarga(nama="B", tanggal_lahir=date(2000, 2, 29)),)))["keluarga"]
    assert kin == [{"nama": "B", "tanggal_lahir": "2000-02-29"}]


@pytest.mark.parametrize("rows", [[{"nama": "A"}], [{"uid": "u"}, {"uid": "u"}]])
def test_rows_without_a_uid_of_their_own_are_our_fault(rows):
    with pytest.raises(ValueError, match="uid"):
        parcel(rows, VILLAGE, DISTRICT)


TEXT = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30)
ROW = st.fixed_dictionaries({"uid": st.uuids().map(str), "nama": TEXT}, optional={
    "alamat": TEXT, "penghasilan": st.integers(0, 10 ** 12), "program": st.lists(TEXT, min_size=1, max_size=3),
    "berkas": st.dictionaries(st.sampled_from(["ktp", "kk"]), TEXT, min_size=1),
    "keluarga": st.lists(st.fixed_dictionaries({"nama": TEXT, "urutan": st.integers(1, 9)}), min_size=1, max_size=3)})


def nfc(value):
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, dict):
        return {key: nfc(item) for key, item in value.items()}
    return [nfc(item) for item in value] if isinstance(value, list) else value


@settings(max_examples=60, deadline=None)
@given(st.lists(ROW, max_size=5, unique_by=lambda row: row["uid"]))
def test_any_text_survives_the_road(rows):
    out = list(open_envelope(parcel(rows, VILLAGE, DISTRICT).data, DISTRICT.identity).rows("peserta"))
    assert out == sorted(nfc(rows), key=lambda row: row["uid"])


def test_written_whole_read_back_and_never_over_another(tmp_path):
    built = parcel(people(2), VILLAGE, DISTRICT)
    path = write_package(built, tmp_path / "keluar")
    assert path.read_bytes() == built.data
    assert verify_own(path, VILLAGE).sha == built.manifest_sha
    with pytest.raises(Problem) as caught:  # sealed anew: same identity, other bytes
        write_package(parcel(people(2), VILLAGE, DISTRICT), tmp_path / "keluar")
    assert caught.value.kode == "NAMA_SUDAH_ADA"
    assert path.read_bytes() == built.data


def test_five_hundred_people_fit_in_ninety_kilobytes(record_property):
    built = parcel(people(500), VILLAGE, DISTRICT, isi="penuh")
    record_property("bytes_500", len(built.data))
    print(f"500 people: {len(built.data):,} bytes")
    assert len(built.data) <= 90_000


# The one-liner of exchange.md, word for word; the other is read out of docs/paket.md.
ONE_LINER = ("age -d -i key.txt -o p.zip JD-7402112017-0005.jdx && unzip -q p.zip -d isi && cd isi && "
             "minisign -V -p ../desa.pub -m manifest.json && "
             "jq -r '.files[]|.sha256+\"  \"+.path' manifest.json | sha256sum -c")


@pytest.mark.parametrize("reader", [VILLAGE, DISTRICT], ids=["desa", "dpmd"])
def test_debians_own_tools_open_it(tmp_path, reader):
    for name in ("age", "unzip", "minisign", "jq", "sha256sum", "basenc"):
        tool(name)
    write_package(parcel(people(50), VILLAGE, DISTRICT), tmp_path)
    (tmp_path / "key.txt").write_text(reader.identity + "\n")
    book = (Path(__file__).resolve().parents[2] / "docs" / "paket.md").read_text("utf-8")
    assert ONE_LINER in book
    [line] = [line for line in book.splitlines() if line.endswith("> desa.pub")]
    subprocess.run(["bash", "-c", line], cwd=tmp_path, env={**os.environ, "sign": VILLAGE.public.sign}, check=True)
    assert (tmp_path / "desa.pub").read_text().splitlines()[1] == \
        minisign.public_file(VILLAGE.public.sign_bytes).splitlines()[1]
    done = subprocess.run(["bash", "-c", ONE_LINER], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "data/peserta.ndjson: OK" in done.stdout
    lines = (tmp_path / "isi" / "data" / "peserta.ndjson").read_text().splitlines()
    assert len(lines) == 50


def test_a_first_package_may_be_empty():
    data = SetoranData(unit=UNIT, seq=1, base=0, prev="", device="d", riwayat=(0, ""))
    built = build_setoran(data, VILLAGE, key_of(DISTRICT), NOW)
    assert verify_own(built.data, VILLAGE).manifest.counts["peserta"] == 0
