"""The way back: a village sends, the district answers, the village learns person by person what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from tests.conftest import make_ready
from tests.desk.talks import KODE, Talk, copied, dump, person, talking
from tests.hub import makers


@pytest.fixture
def talk(desk: desks.Desk, tmp_path: Path) -> Iterator[Talk]:
    """A village that holds the district's key, with three people ready to be sent."""
    with talking(desk, tmp_path) as both:
        both.enrol(1, 2, 3)
        yield both


def test_what_came_in_is_told_as_accepted_and_the_package_is_confirmed(talk: Talk) -> None:
    talk.deliver()
    assert talk.desa.awaited() == desks.Awaited(1, 3, 0)
    words = talk.hear()
    assert words == "Balasan no. 1 diambil: 3 diterima."
    assert [talk.status(f"u{n}") for n in (1, 2, 3)] == ["diterima"] * 3
    assert talk.held("u1").keadaan == "diterima"
    assert talk.desa.packages()[0].keadaan == "dikonfirmasi"
    assert talk.desa.awaited() is None
    with pytest.raises(Problem, match=r"Tidak ada perubahan sejak kiriman no\. 1"):
        talk.send()


def test_a_refusal_says_why_and_a_mended_person_goes_the_normal_road(talk: Talk) -> None:
    talk.deliver()
    talk.district.refuse(["u2"], "NAMA_BEDA", "KTP tercatat JUMRIAH")
    talk.hear()
    assert talk.status("u2") == "ditolak"
    reason = talk.desa.reason_of("u2")
    assert reason is not None
    assert (reason.label, reason.kolom, reason.oleh, reason.tindakan) == (
        "Nama beda dengan KTP", ("nama",), "dpmd", "perbaiki")
    assert reason.teks == "KTP tercatat JUMRIAH."
    assert "Samakan nama" in reason.cara
    [row] = talk.desa.reply(1).ditolak
    assert (row.uid, row.nama, row.selesai) == ("u2", "La Basri", False)

    talk.change("u2", nama="JUMRIAH LATIF")
    assert talk.status("u2") == "siap_cetak"
    assert talk.desa.reason_of("u2") is not None  # until it has travelled
    assert talk.desa.reply(1).ditolak[0].selesai
    make_ready(talk.desa, "u2")
    assert talk.deliver().berubah == 1
    assert talk.desa.reason_of("u2") is None
    assert (talk.held("u2").keadaan, talk.held("u2").permohonan, talk.held("u2").alasan) == ("masuk", "daftar", "")
    talk.hear()
    assert talk.status("u2") == "diterima"


def test_an_active_member_gets_the_dates_and_no_number_unless_wished(talk: Talk) -> None:
    talk.deliver()
    talk.activate("u1", "u2")
    assert talk.hear() == "Balasan no. 1 diambil: 2 terdaftar, 1 diterima."
    kept = talk.desa.read("u1")
    assert (kept.status, kept.kpj, kept.aktif_sampai) == ("aktif", "", date(2027, 5, 31))
    talk.hear(kpj=True)
    assert talk.desa.read("u1").kpj == "26012340001"
    view = talk.desa.reply(2)
    assert [(row.putusan, row.kpj) for row in view.terdaftar] == [
        ("aktif", "26012340001"), ("aktif", "26012340002"), ("diterima", "")]
    assert view.terdaftar[0].perlindungan == "Aktif mulai 1 Des 2026"


def test_an_answer_written_into_a_record_is_no_change_of_the_village(talk: Talk) -> None:
    talk.deliver()
    before = talk.desa.read("u1").revisi
    talk.activate("u1")
    talk.hear()
    assert talk.desa.read("u1").revisi == before + 1  # an open form notices
    state = talk.desa.send_state()
    assert (state.ready, state.changed, state.again) == (0, 0, 0)
    assert talk.held("u1").berubah == 0
    line = talk.deliver(penuh=True)
    assert (line.sama, line.berubah, line.bentrok) == (3, 0, 0)
    assert (talk.held("u1").berubah, talk.held("u1").revisi) == (0, before)
    talk.hear()
    assert talk.status("u1") == "aktif"


def test_a_change_of_a_member_is_asked_as_a_change(talk: Talk) -> None:
    talk.deliver()
    talk.activate("u1")
    talk.hear()
    talk.change("u1", hp="081299000777")
    talk.change("u2", hp="081299000778")
    talk.deliver()
    assert (talk.held("u1").permohonan, talk.held("u1").berubah) == ("ubah", 1)
    assert talk.held("u2").permohonan == "daftar"  # accepted, but nobody at BPJS knows them yet


def test_a_lapsed_member_shows_so_by_the_date(talk: Talk) -> None:
    talk.deliver()
    talk.activate("u1", sampai="2026-11-20")
    talk.hear()
    assert talk.status("u1") == "lewat_masa"
    assert talk.desa.reply(1).terdaftar[0].perlindungan == "Lewat masa sejak 20 Nov 2026"


def test_an_answer_about_an_older_version_asks(talk: Talk) -> None:
    talk.deliver()
    talk.activate("u1")
    talk.change("u1", hp="081299000555")
    before = talk.desa.read("u1")
    words = talk.hear(kpj=True)
    assert "1 jawaban tentang data lama menunggu keputusan Anda." in words
    assert talk.desa.read("u1") == before
    [asked] = talk.desa.reply(1).pertanyaan
    assert (asked.uid, asked.putusan, asked.keadaan) == ("u1", "aktif", "tanya")
    assert talk.desa.replies()[0].pertanyaan == 1

    talk.desa.answer_question("u1", 1, True)
    kept = talk.desa.read("u1")
    assert (kept.kpj, kept.aktif_sampai, kept.hp) == ("26012340001", date(2027, 5, 31), "081299000555")
    assert kept.status == "siap_kirim"
    with pytest.raises(Problem) as again:
        talk.desa.answer_question("u1", 1, False)
    assert again.value.kode == "PERTANYAAN_TIDAK_ADA"
    talk.deliver()
    assert talk.held("u1").berubah == 1
    talk.hear()
    assert talk.status("u1") == "aktif"


def test_what_was_answered_is_not_asked_again(talk: Talk) -> None:
    talk.deliver()
    talk.activate("u1")
    talk.change("u1", hp="081299000555")
    talk.hear()
    talk.desa.answer_question("u1", 1, False)
    assert talk.desa.read("u1").aktif_sampai is None
    talk.district.message(KODE, "Rapat hari Senin.")
    talk.hear()
    assert talk.desa.reply(2).pertanyaan == ()
    talk.activate("u1", sampai="2027-11-30")  # something new is asked again
    talk.hear()
    assert [row.uid for row in talk.desa.reply(3).pertanyaan] == ["u1"]


def test_a_refusal_of_an_older_version_can_be_let_count(talk: Talk) -> None:
    talk.deliver()
    talk.district.refuse(["u1"], "IBU_KOSONG")
    talk.change("u1", hp="081299000555")
    talk.send()
    talk.hear()
    assert (talk.status("u1"), talk.desa.reason_of("u1")) == ("terkirim", None)
    talk.desa.answer_question("u1", 1, True)
    assert talk.status("u1") == "ditolak"
    reason = talk.desa.reason_of("u1")
    assert reason is not None
    assert reason.kolom == ("nama_ibu",)


def test_the_same_reply_twice_changes_nothing_and_says_so(talk: Talk) -> None:
    talk.deliver()
    talk.activate("u1")
    path = talk.answer()
    talk.desa.take_in(path)
    before = dump(talk.desa)
    assert talk.desa.take_in(path) == "Balasan no. 1 sudah diambil 21/11, tidak ada yang berubah."
    assert dump(talk.desa) == before


def test_an_older_reply_is_history_only(talk: Talk) -> None:
    talk.deliver()
    talk.district.refuse(["u1"], "NAMA_BEDA")
    first = talk.answer()
    talk.activate("u1")
    talk.hear()
    words = talk.desa.take_in(first)
    assert words == "Balasan no. 1 diambil sebagai riwayat. Balasan yang lebih baru tetap berlaku."
    assert (talk.status("u1"), talk.desa.reason_of("u1")) == ("aktif", None)
    assert [info.no for info in talk.desa.replies()] == [2, 1]


def test_losing_a_reply_is_harmless(talk: Talk) -> None:
    talk.deliver()
    talk.district.refuse(["u3"], "NAMA_BEDA")
    talk.answer()  # lost on the way
    talk.activate("u1")
    talk.hear()
    assert [talk.status(f"u{n}") for n in (1, 2, 3)] == ["aktif", "diterima", "ditolak"]


def test_an_open_question_at_the_district_is_no_verdict(talk: Talk) -> None:
    talk.deliver()
    with talk.dpmd.ctx.open() as db, db.write():
        db.run("UPDATE orang SET tunda = 1 WHERE uid IN ('u1', 'u2')")
    talk.activate("u2")
    talk.hear()
    assert (talk.status("u1"), talk.held("u1").keadaan) == ("terkirim", "masuk")
    assert talk.status("u2") == "aktif"  # a member stays one while a question is open
    assert talk.desa.reply(1).terdaftar[-1].perlindungan == "Masih diperiksa DPMD"


def test_a_transfer_ends_somebody_here_and_says_so(talk: Talk) -> None:
    talk.deliver()
    talk.decide("u1", keadaan="keluar", alasan="PINDAH_DESA", oleh="dpmd", tindakan="keluarkan",
                diputuskan="2026-11-20", catatan="Pindah ke Desa Leppe.")
    words = talk.hear()
    assert "1 orang dicatat keluar: Jumria Latif." in words
    kept = talk.desa.read("u1")
    assert (kept.status, kept.keluar_tanggal, kept.keluar_sebab) == ("keluar", date(2026, 11, 20), "pindah")
    with pytest.raises(Problem, match="Tidak ada perubahan"):
        talk.send()  # DPMD knows; nothing is asked of it


def test_an_end_without_a_date_counts_from_the_reply(talk: Talk) -> None:
    talk.deliver()
    talk.decide("u1", keadaan="keluar", alasan="PINDAH_DESA")
    talk.hear()
    assert (talk.status("u1"), talk.desa.read("u1").keluar_tanggal) == ("keluar", date(2026, 11, 21))


def test_people_who_are_not_here_are_counted_apart(talk: Talk) -> None:
    talk.deliver()
    talk.desa.delete(["u3"])
    assert "1 orang tidak ada di desa ini." in talk.hear()
    [row] = talk.desa.reply(1).asing
    assert (row.uid, row.nama, row.keadaan) == ("u3", "", "asing")
    assert talk.deliver().dihapus == 1


def test_a_full_package_is_asked_for_and_made_without_news(talk: Talk) -> None:
    talk.deliver()
    with talk.dpmd.ctx.open() as db, db.write():
        db.run("UPDATE unit SET minta_penuh = 1 WHERE kode = ?", (KODE,))
    assert "DPMD meminta kiriman penuh." in talk.hear()
    assert talk.desa.send_state().minta_penuh
    talk.deliver()
    assert (talk.desa.packages()[0].isi, talk.desa.packages()[0].jumlah["orang"]) == ("penuh", 3)
    assert not talk.desa.send_state().minta_penuh


def test_messages_and_bills_come_along(talk: Talk) -> None:
    talk.deliver()
    talk.district.message(KODE, "  Rapat hari   Senin. ")
    with talk.dpmd.ctx.open() as db, db.write():
        db.run("INSERT INTO batch (nomor, jenis, segmen, kelompok, wadah, sumber_dana, masa_dari, bulan, dibuat) VALUES"
               " ('K-1', 'daftar', 'BPU', 'pekerja_rentan', 'SA', 'APBD_KAB', '2026-12-01', 6, '2026-11-20')")
        db.run("INSERT INTO tagihan (id, batch, npp, unit, orang, sebulan_sen, jumlah_sen, kode_bayar, jatuh_tempo)"
               " VALUES (7, 'K-1', '', '', 90, 99, 999, '880740211226', '2026-11-27')")
        db.many("INSERT INTO batch_orang (batch, uid, npp, lembar, tagihan, unit, revisi, sebulan_sen)"
                " VALUES ('K-1', ?, '', 'x', 7, ?, 1, 1680000)", [("u1", KODE), ("u2", KODE)])
    talk.decide("u1", keadaan="menunggu_bayar", batch="K-1")
    talk.decide("u2", keadaan="menunggu_bayar", batch="K-1")
    talk.hear()
    view = talk.desa.reply(1)
    assert view.tagihan == (desks.BillRow("880740211226", 20_160_000, date(2026, 11, 27), "Des 2026 - Mei 2027", 2,
                                          None),)
    assert [(m.teks, m.baru) for m in view.pesan] == [("Rapat hari Senin.", True)]
    assert view.terdaftar[0].perlindungan == "Menunggu bayar, sampai 27/11/2026"
    assert view.terdaftar[0].kode_bayar == "880740211226"
    talk.activate("u1")
    talk.hear()
    assert [m.baru for m in talk.desa.reply(2).pesan] == [False]


# What is refused leaves everything as it was.


def refused(desk: desks.Desk, path: Path) -> Problem:
    before = dump(desk)
    for verb in (desk.check_in, desk.take_in):
        with pytest.raises(Problem) as caught:
            verb(path)
        assert dump(desk) == before
    return caught.value


def test_a_reply_of_another_village_is_told_by_its_name(talk: Talk, tmp_path: Path) -> None:
    [other] = makers.villages(1, 2, first=3)
    parcel = tmp_path / "JD-lain.jdx"
    parcel.write_bytes(other.send(makers.recipient_of(talk.dpmd, tmp_path)).data)
    run_to_end(talk.district.take_in_job([parcel]))
    talk.district.match_key(other.kode, talk.district.unit(other.kode).sidik)
    [made] = run_to_end(talk.district.reply_job(tmp_path / "b", [other.kode])).balasan
    problem = refused(talk.desa, made.path)
    assert problem.kode == "BALASAN_DESA_LAIN"
    assert "JB-7402112017" in problem.cara
    facts = {name: (expected, found) for name, expected, found in talk.desa.file_facts(made.path)}
    assert facts["Kode"] == (KODE, other.kode)
    assert facts["Desa"] == ("Bajo Indah", other.unit.nama)


def test_a_foreign_signer_is_not_processed(talk: Talk, tmp_path: Path, clock: desks.Clock) -> None:
    parcel = talk.send()
    talk.arrive(parcel)
    foreign = DataFolder(tmp_path / "palsu")
    desks.set_up_dpmd(foreign, "74.02", None, clock)
    with desks.open_desk(foreign, None, clock) as dpmd:
        with talk.dpmd.ctx.open() as db:
            unit = db.one("SELECT sign, age, sha FROM unit WHERE kode = ?", (KODE,))
        with dpmd.ctx.open() as db, db.write():
            db.run("UPDATE unit SET sign = ?, age = ?, sha = ?, seq = 1, dicocokkan = 'x' WHERE kode = ?",
                   (*unit, KODE))
        assert dpmd.district is not None
        [made] = run_to_end(dpmd.district.reply_job(tmp_path / "b", [KODE])).balasan
    problem = refused(talk.desa, made.path)
    assert (problem.kode, problem.apa) == (
        "BALASAN_BUKAN_DPMD", "Tanda tangan bukan dari DPMD Kabupaten Konawe. Tidak diproses.")


@pytest.mark.parametrize(("at", "kode"), [(-40, "PAKET_RUSAK"), (500, "PAKET_RUSAK")])
def test_a_tampered_reply_is_refused(talk: Talk, tmp_path: Path, at: int, kode: str) -> None:
    talk.deliver()
    data = bytearray(talk.answer().read_bytes())
    data[at] ^= 1
    path = tmp_path / "JB-7402112017-0001.jdx"
    path.write_bytes(data)
    assert refused(talk.desa, path).kode == kode


def test_a_package_of_the_village_itself_is_no_reply(talk: Talk) -> None:
    assert refused(talk.desa, talk.send()).kode == "BALASAN_BUKAN_BALASAN"


def test_a_reply_to_another_laptop_of_the_village_is_refused(talk: Talk, folder: DataFolder, tmp_path: Path,
                                                             clock: desks.Clock) -> None:
    with talk.desa.ctx.open() as db:
        db.checkpoint()
    twin_folder = copied(folder.root, tmp_path / "kembar")
    twin_folder.lock.unlink(missing_ok=True)
    twin_folder.lock_holder.unlink(missing_ok=True)
    with desks.open_desk(twin_folder, None, clock) as twin:
        twin.save(person(4), 0)
        sent = run_to_end(twin.export_job(tmp_path / "kembar-kirim")).path
        talk.arrive(sent)
        talk.send()
        path = talk.answer()
        assert refused(talk.desa, path).kode == "BALASAN_LAPTOP_LAIN"
        twin.take_in(path)
        assert twin.packages()[0].keadaan == "dikonfirmasi"
