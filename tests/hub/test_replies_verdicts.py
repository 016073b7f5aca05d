"""Which word a village hears for which standing, and when its reply would say something else: tables of cases."""

from __future__ import annotations

from typing import Any

import pytest

from jamsos_desktop.hub.records import Person
from jamsos_desktop.hub.replies import Answerable, Basis, Told, digest, hindrance
from jamsos_desktop.hub.verdicts import NO_BILL, PersonBill, UnitBill, bill_row, period_words, sentence, verdict_row
from jamsos_desktop.policy import load_policy

REASONS = load_policy().alasan
BILL = PersonBill("880740211226", "2026-11-27", "2026-11-18")


def someone(**values: Any) -> Person:
    blank: dict[str, Any] = dict.fromkeys(Person._fields, "")
    whole = {**blank, "id": 1, "uid": "u1", "revisi": 3, "seq": 2, "isi_id": 1, "sebulan_sen": 0, "hapus": 0,
             "tunda": 0, "berubah": 0, "keadaan": "masuk", **values}
    return Person(**whole)


MEMBER = dict(kpj="26012345821", aktif_dari="2026-12-01", aktif_sampai="2027-05-31")


@pytest.mark.parametrize(("values", "row"), [
    (dict(), dict(putusan="diterima")),
    (dict(keadaan="diterima"), dict(putusan="diterima")),
    (dict(tunda=1), dict(putusan="diperiksa")),
    (dict(keadaan="diterima", tunda=2), dict(putusan="diperiksa")),
    (dict(keadaan="di_bpjs", tunda=1), dict(putusan="di_bpjs")),
    (dict(keadaan="menunggu_bayar"), dict(putusan="menunggu_bayar", **BILL._asdict())),
    (dict(keadaan="aktif", **MEMBER), dict(putusan="aktif", aktif_dari="2026-12-01", aktif_sampai="2027-05-31",
                                           **BILL._asdict())),
    (dict(keadaan="aktif", tunda=1, **MEMBER), dict(putusan="aktif", aktif_dari="2026-12-01",
                                                    aktif_sampai="2027-05-31", **BILL._asdict())),
    (dict(keadaan="ditolak", alasan="SUDAH_AKTIF", oleh="bpjs", tindakan="ganti_orang", kolom="nik",
          diputuskan="2026-11-18"),
     dict(putusan="ditolak", alasan="SUDAH_AKTIF", label=REASONS["SUDAH_AKTIF"].label,
          teks=REASONS["SUDAH_AKTIF"].teks, cara=REASONS["SUDAH_AKTIF"].cara, kolom=["nik"], oleh="bpjs",
          tindakan="ganti_orang", tanggal="2026-11-18")),
    (dict(keadaan="ditolak", alasan="LAIN", catatan="Bawa KTP asli", oleh="dpmd", tindakan="tanya"),
     dict(putusan="ditolak", alasan="LAIN", label="Alasan lain", teks="Bawa KTP asli.", oleh="dpmd",
          tindakan="tanya")),
    (dict(keadaan="ditolak", alasan="KODE_BARU", catatan="Baru"),
     dict(putusan="ditolak", alasan="KODE_BARU", label="KODE_BARU", teks="Baru.")),
])
def test_each_standing_has_its_words(values: dict[str, Any], row: dict[str, Any]) -> None:
    assert verdict_row(someone(**values), BILL, REASONS, with_kpj=False) == {"uid": "u1", "revisi": 3, **row}


def test_the_number_only_of_members_and_only_where_wished() -> None:
    for keadaan, wished, kpj in (("aktif", True, "26012345821"), ("aktif", False, ""), ("menunggu_bayar", True, "")):
        row = verdict_row(someone(keadaan=keadaan, **MEMBER), NO_BILL, REASONS, wished)
        assert row.get("kpj", "") == kpj


@pytest.mark.parametrize(("masa", "bulan", "words"), [
    ("2026-12-01", 6, "Des 2026 - Mei 2027"), ("2026-12", 1, "Des 2026"), ("2026-11-15", 2, "Nov 2026 - Des 2026"),
    ("", 6, ""), ("x", 1, "")])
def test_a_period_in_words(masa: str, bulan: int, words: str) -> None:
    assert period_words(masa, bulan) == words


def test_a_bill_of_somebody_else_shows_the_villages_share() -> None:
    bill = UnitBill("8807", 999, 20, "2026-11-27", "", "2026-12-01", 1, 2, False)
    assert bill_row(bill)["jumlah_sen"] == 20
    assert bill_row(bill._replace(sendiri=True))["jumlah_sen"] == 999


def test_a_sentence_ends() -> None:
    assert [sentence(words) for words in ("", " a  b ", "a.", "a?")] == ["", "a b.", "a.", "a?"]


UNIT = Answerable("74.02.11.2017", "Bajo Indah", "desa", "Soropia", "s", "age1x", "2026-11-13", 3, "ab", 0, 0, 3)
ROW = ("u1", 1, "diterima", "", "", "", "", "", "", "", "", "", "", "")


def basis(**changed: Any) -> Basis:
    return Basis(UNIT, [ROW], [], [], False)._replace(**changed)


@pytest.mark.parametrize("other", [
    basis(unit=UNIT._replace(seq=4)), basis(unit=UNIT._replace(sha="cd")), basis(unit=UNIT._replace(minta_penuh=1)),
    basis(standing=[]), basis(standing=[("u1", 2, *ROW[2:])]), basis(standing=[("u1", 1, "aktif", *ROW[3:])]),
    basis(messages=[Told(1, "a", "2026-11-20", 0)]),
    basis(bills=[UnitBill("8807", 1, 1, "", "", "2026-12-01", 1, 1, True)])])
def test_something_new_changes_the_digest(other: Basis) -> None:
    assert digest(other) != digest(basis())


def test_a_number_that_is_not_sent_is_nothing_new() -> None:
    numbered = basis(standing=[(*ROW[:3], "26012345821", *ROW[4:])])
    assert digest(numbered) == digest(basis())
    assert digest(numbered._replace(with_kpj=True)) != digest(basis(with_kpj=True))
    sent = basis(messages=[Told(1, "a", "2026-11-20", 0)])
    assert digest(sent) == digest(basis(messages=[Told(1, "a", "2026-11-20", 5)]))


@pytest.mark.parametrize(("unit", "words"), [
    (UNIT, ""), (UNIT._replace(age=""), "belum ada"), (UNIT._replace(dicocokkan=""), "belum dicocokkan"),
    (UNIT._replace(seq=0), "Belum ada kiriman")])
def test_who_can_be_answered(unit: Answerable, words: str) -> None:
    assert words in hindrance(unit) if words else hindrance(unit) == ""
