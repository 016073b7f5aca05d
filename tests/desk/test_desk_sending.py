"""The package through the desk: gates, what travels, numbering, crash between file and note, copies."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.desk import packing, persons
from jamsos_desktop.desk.recipient import own_keys
from jamsos_desktop.exchange.package import verify_own
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.records import Persetujuan
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import outgoing
from tests.conftest import make_ready, salma


@pytest.fixture
def ready(desk: desks.Desk, key_file: Path) -> desks.Desk:
    """A desk with DPMD's key and one person ready to be sent."""
    desk.take_in(key_file)
    desk.save(salma("u1"), 0)
    make_ready(desk, "u1")
    return desk


def rows_of(desk: desks.Desk, path: Path, table: str = "peserta") -> list[dict[str, Any]]:
    with desk.ctx.open() as db:
        return list(verify_own(path, own_keys(db)).rows(table))


def test_without_the_key_it_refuses_with_a_sentence(desk: desks.Desk, person, tmp_path: Path) -> None:
    desk.save(person, 0)
    make_ready(desk, person.uid)
    with pytest.raises(Problem) as caught:
        run_to_end(desk.export_job(tmp_path / "k"))
    assert caught.value.kode == "KUNCI_DPMD_BELUM_ADA"
    assert not (tmp_path / "k").exists()
    assert desk.packages() == []


def test_an_expired_key_is_refused(ready: desks.Desk, folder, tmp_path: Path) -> None:
    later = replace(ready.ctx, clock=desks.Clock(date(2029, 1, 1)))
    with pytest.raises(Problem) as caught:
        run_to_end(packing.export_job(later, tmp_path, penuh=False, excel=False))
    assert caught.value.kode == "KUNCI_DPMD_HABIS"


def test_nothing_ready_says_so(desk: desks.Desk, key_file: Path, person, tmp_path: Path) -> None:
    desk.take_in(key_file)
    desk.save(person, 0)
    with pytest.raises(Problem, match="Belum ada orang yang siap kirim"):
        run_to_end(desk.export_job(tmp_path))


def test_a_package_is_whole_noted_and_received_on_paper(ready: desks.Desk, tmp_path: Path) -> None:
    sent = run_to_end(ready.export_job(tmp_path / "stik", excel=True))
    assert sent.path.name == "JD-7402112017-0001.jdx"
    assert sorted(p.name for p in (tmp_path / "stik").iterdir()) == [
        "JD-7402112017-0001.jdx", "JD-7402112017-0001.xlsx", "Tanda-terima-JD-7402112017-0001.pdf"]
    assert (sent.seq, sent.jumlah["orang"], sent.jumlah["daftar"]) == (1, 1, 1)
    assert ready.read("u1").status == "terkirim"
    assert sent.path.read_bytes() == (ready.folder.outbox / sent.path.name).read_bytes()
    [row] = rows_of(ready, sent.path)
    assert (row["nama"], row["permohonan"], row["iuran"]["sebulan_sen"]) == ("WA ODE SALMA", "daftar", 1_680_000)
    assert row["cetakan"]["kode_periksa"] == ready.trail("u1").kode_periksa
    assert sent.kode_periksa in sent.message
    assert "7402115408849417" not in sent.message


def test_a_stick_that_took_only_the_package_is_told_as_it_is(ready: desks.Desk, tmp_path: Path) -> None:
    (tmp_path / "Tanda-terima-JD-7402112017-0001.pdf").write_bytes(b"surat lain")
    with pytest.raises(Problem) as caught:
        run_to_end(ready.export_job(tmp_path))
    assert str(caught.value).startswith(
        "JD-7402112017-0001.jdx sudah tersalin, tetapi Tanda-terima-JD-7402112017-0001.pdf belum: Di ")
    assert caught.value.cara.startswith("Salin Tanda-terima-JD-7402112017-0001.pdf dari folder itu")
    assert (tmp_path / "JD-7402112017-0001.jdx").read_bytes() == (
        ready.folder.outbox / "JD-7402112017-0001.jdx").read_bytes()


def test_those_not_ready_travel_as_counts_without_identity(ready: desks.Desk, tmp_path: Path) -> None:
    ready.save(salma("u2", nama="ORANG BELUM LENGKAP", nik="7402111408809001", jenis_kelamin="L",
                     tanggal_lahir=date(1980, 8, 14), keluarga=()), 0)
    sent = run_to_end(ready.export_job(tmp_path))
    assert [row["uid"] for row in rows_of(ready, sent.path)] == ["u1"]
    [office] = rows_of(ready, sent.path, "desa")
    assert {"kelompok": "pekerja_rentan", "status": "perlu_dilengkapi", "jumlah": 1} in office["sisa"]
    assert "BELUM LENGKAP" not in repr(office)


def test_until_a_reply_comes_each_package_is_cumulative(ready: desks.Desk, tmp_path: Path) -> None:
    first = run_to_end(ready.export_job(tmp_path))
    with pytest.raises(Problem, match=r"Tidak ada perubahan sejak kiriman no\. 1"):
        run_to_end(ready.export_job(tmp_path))
    ready.save(salma("u2", nama="LA BASRI", nik="7402111408809001", jenis_kelamin="L",
                     tanggal_lahir=date(1980, 8, 14)), 0)
    make_ready(ready, "u2")
    second = run_to_end(ready.export_job(tmp_path))
    assert [row["uid"] for row in rows_of(ready, second.path)] == ["u1", "u2"]
    with ready.ctx.open() as db:
        manifest = verify_own(second.path, own_keys(db)).manifest
    assert (manifest.seq, manifest.base) == (2, 0)
    assert manifest.prev == ready.packages()[1].sha
    assert first.kode_periksa.replace("-", "").lower() == manifest.prev[:12]


def test_a_change_after_sending_moves_the_status_back_and_travels(ready: desks.Desk, tmp_path: Path) -> None:
    run_to_end(ready.export_job(tmp_path))
    kept = ready.read("u1")
    kept = ready.save(replace(kept, hp="081299000123"), kept.revisi)
    assert kept.status == "siap_kirim"
    sent = run_to_end(ready.export_job(tmp_path))
    assert rows_of(ready, sent.path)[0]["hp"] == "081299000123"


def test_a_deleted_person_travels_as_a_tombstone(ready: desks.Desk, tmp_path: Path) -> None:
    run_to_end(ready.export_job(tmp_path))
    ready.delete(["u1"], "ganda")
    assert (ready.send_state().changed, ready.send_state().again) == (1, 0)
    sent = run_to_end(ready.export_job(tmp_path))
    assert rows_of(ready, sent.path) == []
    assert [row["uid"] for row in rows_of(ready, sent.path, "hapus")] == ["u1"]


def test_a_crash_before_the_note_leaves_no_package(ready: desks.Desk, tmp_path: Path) -> None:
    job = ready.export_job(tmp_path)
    while next(job).done < 2:
        pass
    job.close()
    assert ready.packages() == []
    assert ready.read("u1").status == "siap_kirim"
    sent = run_to_end(ready.export_job(tmp_path))  # the held file of before is no obstacle
    assert sent.seq == 1


def test_a_crash_after_the_note_is_finished_at_the_next_start(ready: desks.Desk, tmp_path: Path) -> None:
    sent = run_to_end(ready.export_job(tmp_path))
    holding = ready.folder.outbox / packing.HOLDING
    kept = ready.folder.outbox / sent.path.name
    kept.rename(holding / kept.name)
    (holding / "JD-7402112017-0002.jdx").write_bytes(b"never noted")
    with ready.ctx.open() as db:
        packing.finish_pending(ready.ctx, db)
    assert kept.read_bytes() == sent.path.read_bytes()
    assert list(holding.iterdir()) == []


@pytest.mark.parametrize("place", ["/proc/stik", "surat.txt/dalam"])
def test_an_unwritable_target_notes_nothing(ready: desks.Desk, tmp_path: Path, place: str) -> None:
    (tmp_path / "surat.txt").write_text("x")
    with pytest.raises(Problem) as caught:
        run_to_end(ready.export_job(tmp_path / place))
    assert caught.value.kode == "TIDAK_BISA_TULIS"
    assert ready.packages() == []
    assert ready.read("u1").status == "siap_kirim"
    assert run_to_end(ready.export_job(tmp_path / "stik")).seq == 1


def test_a_stick_that_fills_up_names_the_finished_file(ready: desks.Desk, tmp_path: Path) -> None:
    stick = tmp_path / "stik"
    stick.mkdir()
    (stick / "JD-7402112017-0001.jdx").write_bytes(b"another file of that name")
    with pytest.raises(Problem) as caught:
        run_to_end(ready.export_job(stick))
    assert "JD-7402112017-0001.jdx aman di folder keluar" in caught.value.aman
    assert (stick / "JD-7402112017-0001.jdx").read_bytes() == b"another file of that name"
    [info] = ready.packages()
    copied = run_to_end(ready.copy_job(ready.folder.outbox / info.nama_berkas, ready.folder.root / "lain"))
    assert copied.read_bytes() == (ready.folder.outbox / info.nama_berkas).read_bytes()


def test_the_state_of_the_page_adds_up(ready: desks.Desk, tmp_path: Path) -> None:
    state = ready.send_state()
    assert (state.seq_next, state.ready, state.changed, state.again, state.waiting) == (1, 1, 0, 0, 0)
    assert state.iuran_sen == 1_680_000
    assert state.recipient is not None
    assert not state.recipient.kedaluwarsa
    run_to_end(ready.export_job(tmp_path))
    after = ready.send_state()
    assert (after.seq_next, after.ready, after.changed, after.again) == (2, 0, 0, 1)
    assert after.last is not None
    assert after.last.keadaan == "dibuat"


def test_papers_of_the_desa_are_ticked_by_name(ready: desks.Desk) -> None:
    ready.set_berkas_desa("SPTJM", "ada")
    assert {p.kode: p.state for p in ready.berkas_desa()}["SPTJM"] == "ada"
    with pytest.raises(Problem):
        ready.set_berkas_desa("SURAT_CINTA", "ada")


def test_a_receipt_can_be_shown_again(ready: desks.Desk, tmp_path: Path) -> None:
    run_to_end(ready.export_job(tmp_path))
    page = run_to_end(ready.receipt_preview_job(1, 1.0))
    assert page.width > 200


def test_the_note_keeps_what_was_asked(ready: desks.Desk, tmp_path: Path) -> None:
    run_to_end(ready.export_job(tmp_path))
    with ready.ctx.open() as db:
        assert outgoing.noted(db) == {"u1": outgoing.Noted(1, ready.read("u1").revisi, "daftar")}


def test_who_leaves_on_a_day_to_come_is_asked_to_end_on_that_day(ready: desks.Desk, folder, tmp_path: Path) -> None:
    kept = ready.read("u1")
    ready.save(replace(kept, keluar_tanggal=date(2026, 12, 1), keluar_sebab="pindah"), kept.revisi)
    first = run_to_end(ready.export_job(tmp_path))
    assert rows_of(ready, first.path)[0]["permohonan"] == "daftar"
    later = replace(ready.ctx, clock=desks.Clock(date(2026, 12, 2)))
    with later.open() as db:
        persons.recompute(later, db, ["u1"])
    sent = run_to_end(packing.export_job(later, tmp_path, penuh=False, excel=False))
    assert (sent.seq, rows_of(ready, sent.path)[0]["permohonan"]) == (2, "berhenti")


def test_somebody_sent_and_changed_again_travels_as_sent(ready: desks.Desk, tmp_path: Path) -> None:
    run_to_end(ready.export_job(tmp_path))
    kept = ready.read("u1")
    assert ready.save(replace(kept, nama_ibu="WA LAIN"), kept.revisi).status == "siap_cetak"
    ready.save(salma("u2", nama="LA BASRI", nik="7402111408809001", jenis_kelamin="L",
                     tanggal_lahir=date(1980, 8, 14)), 0)
    make_ready(ready, "u2")
    sent = run_to_end(ready.export_job(tmp_path))
    assert {row["uid"]: row["nama_ibu"] for row in rows_of(ready, sent.path)} == {"u1": "WA MUNA", "u2": "WA MUNA"}
    assert ready.read("u1").status == "siap_cetak"


def test_a_change_of_the_village_itself_is_news(ready: desks.Desk, tmp_path: Path) -> None:
    run_to_end(ready.export_job(tmp_path))
    ready.set_berkas_desa("SPTJM", "ada")
    sent = run_to_end(ready.export_job(tmp_path))
    assert rows_of(ready, sent.path, "desa")[0]["berkas"] == {"SPTJM": "ada"}


def test_a_new_letterhead_is_news_and_travels(ready: desks.Desk, tmp_path: Path) -> None:
    run_to_end(ready.export_job(tmp_path))
    ready.set_unit(replace(ready.unit, npp="26004417"))
    assert ready.unit.npp == "26004417"
    sent = run_to_end(ready.export_job(tmp_path))
    assert rows_of(ready, sent.path, "desa")[0]["profil"]["npp"] == "26004417"


def test_a_full_package_of_nobody_is_not_made(desk: desks.Desk, key_file: Path, tmp_path: Path) -> None:
    desk.take_in(key_file)
    with pytest.raises(Problem, match="Belum ada orang yang siap kirim"):
        run_to_end(desk.export_job(tmp_path, penuh=True))
    assert desk.packages() == []


def test_gathering_asks_the_file_the_same_number_of_times_for_many(desk: desks.Desk) -> None:
    from jamsos_desktop.desk.shipment import gather

    asked = []
    for many in (10, 60):
        run_to_end(desk.samples_job(many, many))
        with desk.ctx.open() as db:
            statements: list[str] = []
            db.connection.set_trace_callback(statements.append)
            gather(desk.ctx, db, penuh=False)
            db.connection.set_trace_callback(None)
        asked.append(len(statements))
    assert asked[0] == asked[1]


def test_what_would_travel_is_told_without_reading_anybody_whole(desk: desks.Desk) -> None:
    run_to_end(desk.samples_job(60, 3))
    statements: list[str] = []
    desk._db.connection.set_trace_callback(statements.append)
    state = desk.send_state()
    desk._db.connection.set_trace_callback(None)
    assert state.ready
    assert not [one for one in statements if "keluarga" in one]


def test_the_outline_of_a_package_is_the_package(ready: desks.Desk, tmp_path: Path) -> None:
    from jamsos_desktop.desk.shipment import gather, news, outline

    def same() -> tuple[list[str], tuple[str, ...]]:
        with ready.ctx.open() as db:
            whole, light = gather(ready.ctx, db, penuh=False), outline(ready.ctx, db)
            assert [(p.uid, p.revisi, p.permohonan) for p in whole.people] == \
                [(p.uid, p.revisi, p.permohonan) for p in light.people]
            assert (whole.carried, whole.gone, whole.sent_as) == (light.carried, light.gone, light.sent_as)
            assert news(db, whole) == news(db, light)
            return [p.uid for p in whole.people], whole.carried

    for at, uid in enumerate(("u2", "u3", "u4", "u5"), 1):
        ready.save(salma(uid, nik=f"740211540884942{at}"), 0)
        make_ready(ready, uid)
    assert same() == (["u1", "u2", "u3", "u4", "u5"], ())
    run_to_end(ready.export_job(tmp_path))
    assert same() == (["u1", "u2", "u3", "u4", "u5"], ())  # until a reply has it, it travels again
    ready.save(replace(ready.read("u1"), nama=""), ready.read("u1").revisi)
    ready.save(replace(ready.read("u2"), keluar_tanggal=ready.today, keluar_sebab="pindah"), ready.read("u2").revisi)
    ready.delete(["u3"])
    given = Persetujuan(tanggal=ready.today, cara="tanda_tangan")
    ready.save(replace(ready.read("u4"), persetujuan=replace(given, ditarik=ready.today)), ready.read("u4").revisi)
    assert same() == (["u2", "u5"], ("u1",))


def test_an_older_copy_of_the_data_never_reuses_a_number(ready: desks.Desk, folder, tmp_path: Path) -> None:
    import shutil

    with ready.ctx.open() as db:
        db.checkpoint()
    shutil.copy(folder.database, tmp_path / "lama.db")
    first = run_to_end(ready.export_job(tmp_path / "a"))
    given = first.path.read_bytes()
    clock = ready.ctx.clock
    ready.close()
    for left in ("", "-wal", "-shm"):
        folder.database.with_name(f"data.db{left}").unlink(missing_ok=True)
    shutil.copy(tmp_path / "lama.db", folder.database)
    with desks.open_desk(folder, None, clock) as again:
        assert run_to_end(again.export_job(tmp_path / "b")).seq == 2
    assert (folder.outbox / first.path.name).read_bytes() == given


def test_a_person_is_judged_again_before_being_sent(ready: desks.Desk, tmp_path: Path) -> None:
    """A kept status that is out of date must not let anybody through."""
    with ready.ctx.open() as db:
        db.run("UPDATE peserta SET nama_ibu = '' WHERE uid = 'u1'")
    with pytest.raises(Problem, match="Belum ada orang yang siap kirim"):
        run_to_end(ready.export_job(tmp_path))
