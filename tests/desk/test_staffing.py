"""People at a desk: who comes in by which PIN, who may let others in, and what forgetting a PIN costs."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import device_secret, history, key_file, vault
from tests.conftest import salma
from tests.desk.vault_desk import CLOCK, LEAD, OPERATOR, OTHER, TODAY, cheap, code_of, folder, made, open_as

__all__ = ["cheap", "folder", "made"]


def entries(desk):
    return [(row["aksi"], row["pelaku"], row["objek_id"]) for row in history.entries(desk._db, limit=5)]


def test_each_person_comes_in_by_an_own_pin(folder):
    assert [(one.id, one.nama) for one in desks.lock_users(folder)] == [("p1", "NURHAYATI SALAM"),
                                                                         ("p2", "Rahmat Hidayat")]
    with open_as(folder, OPERATOR, "p2") as desk:
        assert (desk.me().nama, desk.me().peran, desk.user) == ("Rahmat Hidayat", "operator", "Rahmat Hidayat")
        desk.add_people([{"kelompok": "pekerja_rentan", "nama": "WA BAU"}])
        assert entries(desk)[0][:2] == ("tambah", "Rahmat Hidayat")
    assert code_of(lambda: open_as(folder, OPERATOR, "p1")) == "PIN_SALAH"
    assert code_of(lambda: open_as(folder, LEAD, "p2")) == "PIN_SALAH"
    assert code_of(lambda: desks.open_desk(folder, LEAD, CLOCK)) == "PILIH_PENGGUNA"
    assert code_of(lambda: open_as(folder, LEAD, "p9")) == "PILIH_PENGGUNA"
    assert code_of(lambda: desks.open_desk(folder, None, CLOCK)) == "PIN_DIPERLUKAN"


def test_an_operator_lets_nobody_in(folder):
    with open_as(folder, OPERATOR, "p2") as desk:
        sheet = desks.RecoverySheet(vault.draw_words(), 1, CLOCK.now())
        refused = {code_of(action) for action in (
            lambda: desk.add_user("Wa Ina", "operator", OTHER), lambda: desk.remove_user("p1"),
            lambda: desk.change_user("p2", peran="sekretaris"), lambda: desk.reset_pin("p1", OTHER),
            desk.draw_sheet, lambda: desk.keep_sheet(sheet, "", ""), lambda: list(desk.new_key_job(OPERATOR, sheet)))}
    assert refused == {"HAK_TIDAK_CUKUP"}


def test_somebody_comes_changes_and_goes(folder):
    with open_as(folder, LEAD, "p1") as desk:
        new = desk.add_user("  Wa  Ina ", "operator", OTHER)
        assert (new.id, new.nama) == ("p3", "Wa Ina")
        assert entries(desk)[0] == ("pengguna.tambah", "NURHAYATI SALAM", "p3")
        desk.change_user("p3", nama="Wa Ina Sari", peran="sekretaris")
        assert [one.nama for one in desks.lock_users(folder)] == ["NURHAYATI SALAM", "Rahmat Hidayat", "Wa Ina Sari"]
        desk.remove_user("p2")
        assert [one.id for one in desk.users()] == ["p1", "p3"]
        # A name that is free again is somebody else: the history tells them apart.
        assert desk.add_user("Rahmat Hidayat", "operator", OPERATOR).id == "p4"
        assert code_of(lambda: desk.remove_user("p2")) == "PENGGUNA_TIDAK_ADA"
        assert code_of(lambda: desk.remove_user("p1")) == "PENGGUNA_SENDIRI"
    assert code_of(lambda: open_as(folder, OPERATOR, "p2")) == "PILIH_PENGGUNA"
    with open_as(folder, OTHER, "p3") as desk:
        desk.change_user("p1", peran="operator")
        assert code_of(lambda: desk.change_user("p3", peran="operator")) == "PEMIMPIN_TERAKHIR"
        assert code_of(lambda: desk.change_user("p3", peran="pelihat")) == "PERAN_SALAH"


@pytest.mark.parametrize(("nama", "peran", "pin", "kode"), [
    ("rahmat HIDAYAT", "operator", OTHER, "NAMA_PENGGUNA"), ("  ", "operator", OTHER, "NAMA_PENGGUNA"),
    ("A" * 61, "operator", OTHER, "NAMA_PENGGUNA"), ("Wa Ina", "pelihat", OTHER, "PERAN_SALAH"),
    ("Wa Ina", "operator", "12345", "PIN_BENTUK"), ("Wa Ina", "operator", "345678", "PIN_LEMAH")])
def test_who_is_not_let_in_leaves_no_trace(folder, nama, peran, pin, kode):
    with open_as(folder, LEAD, "p1") as desk:
        before = (key_file.read(folder), desk.users(), history.head(desk._db))
        assert code_of(lambda: desk.add_user(nama, peran, pin)) == kode
        assert (key_file.read(folder), desk.users(), history.head(desk._db)) == before


def test_a_key_file_that_cannot_be_written_undoes_the_whole_write(folder):
    with open_as(folder, LEAD, "p1") as desk:
        before = (desk.users(), history.head(desk._db))
        keys = folder.keys.read_bytes()
        beside = folder.root / ".kunci.json.baru"
        beside.mkdir()  # in the way of the new file
        assert code_of(lambda: desk.add_user("Wa Ina", "operator", OTHER)) == "TIDAK_BISA_TULIS"
        assert code_of(lambda: desk.change_pin(LEAD, OTHER)) == "TIDAK_BISA_TULIS"
        assert code_of(lambda: desk.remove_user("p2")) == "TIDAK_BISA_TULIS"
        assert code_of(lambda: desk.change_user("p2", nama="Lain")) == "TIDAK_BISA_TULIS"
        assert code_of(lambda: desk.keep_sheet(desk.draw_sheet(), "", "")) == "TIDAK_BISA_TULIS"
        assert (desk.users(), history.head(desk._db), folder.keys.read_bytes()) == (*before, keys)
        beside.rmdir()
        (folder.root / ".kunci.salinan.json.baru").mkdir()  # now only the twin cannot
        assert code_of(lambda: desk.change_pin(LEAD, OTHER)) == "TIDAK_BISA_TULIS"
        desk.check_pin(LEAD)


def test_pins_change_by_oneself_and_by_the_lead(folder):
    with open_as(folder, OPERATOR, "p2") as desk:
        assert code_of(lambda: desk.change_pin(LEAD, OTHER)) == "PIN_SALAH"
        assert code_of(lambda: desk.change_pin(OPERATOR, OPERATOR)) == "PIN_SAMA"
        desk.change_pin(OPERATOR, OTHER)
        assert entries(desk)[0] == ("pin.ganti", "Rahmat Hidayat", "p2")
        assert code_of(lambda: desk.check_pin(OPERATOR)) == "PIN_SALAH"
    for _ in range(6):
        with pytest.raises(Problem):
            open_as(folder, "000001", "p2")
    assert desks.pin_wait(folder, CLOCK, "p2") > 0
    with open_as(folder, LEAD, "p1") as desk:
        assert code_of(lambda: desk.reset_pin("p1", OTHER)) == "PENGGUNA_SENDIRI"
        desk.reset_pin("p2", OPERATOR)
    assert desks.pin_wait(folder, CLOCK, "p2") == 0
    open_as(folder, OPERATOR, "p2").close()


def test_the_first_pin_ends_the_opening_unasked(folder, tmp_path):
    fresh = type(folder)(tmp_path / "baru")
    desks.set_up_desa(fresh, desks.SetUp(desks.unit_for("74.02.11.2017", "A", "NURHAYATI")), CLOCK)
    with desks.open_desk(fresh, None, CLOCK) as desk:
        assert desk.device_only
        assert desk.without_pin() == []
        assert code_of(lambda: desk.add_user("Wa Ina", "operator", OTHER)) == "PIN_SENDIRI_DULU"
        desk.start_pin(LEAD)
        assert not desk.device_only
        assert code_of(lambda: desk.start_pin(OTHER)) == "PIN_SUDAH_ADA"
    assert desks.state_of(fresh) == "pin"
    assert code_of(lambda: desks.open_desk(fresh, None, CLOCK)) == "PIN_DIPERLUKAN"
    desks.open_desk(fresh, LEAD, CLOCK).close()


def test_days_of_birth_of_officials_and_of_oneself_are_no_pin(folder):
    with open_as(folder, LEAD, "p1") as desk:
        assert not rule(desk, "140351", "lahir")  # not all days are known: any day is refused
        for n, (post, name, born) in enumerate((("KADES", "MUH. ARSYAD TAHIR", "1971-03-14"),
                                                ("SEKDES", "NURHAYATI SALAM", "1985-12-02"),
                                                ("", "RAHMAT HIDAYAT", "1990-01-05"))):
            person = salma(f"01a00000-0000-7000-8000-00000000010{n}", nama=name, jabatan=post,
                           nik=f"74021114087194{n}7", keluarga=(),
                           tanggal_lahir=type(TODAY).fromisoformat(born))
            desk.save(person, 0)
        for pin in ("140371", "710314", "031971", "141971", "197103", "021285", "021985"):
            assert not rule(desk, pin, "lahir"), pin
        assert rule(desk, "140351", "lahir")
        assert rule(desk, "050190", "lahir")
        assert not rule(desk, "050190", "lahir", "p2")
        assert code_of(lambda: desk.reset_pin("p2", "050190")) == "PIN_LEMAH"


def rule(desk, pin, kode, user=""):
    found, = (one.ya for one in desk.pin_rules(pin, pin, user) if one.kode == kode)
    return found


def test_forgotten_pin_and_twelve_words(folder):
    with open_as(folder, LEAD, "p1") as desk:
        sheet = desk.draw_sheet()
        assert code_of(lambda: desks.recover_pin(folder, sheet.words, OTHER, CLOCK)) == "KATA_BUKAN_DESA_INI"
        desk.keep_sheet(sheet, " Lemari arsip ", "MUH. ARSYAD TAHIR")
        state = desk.sheet_state()
        assert (state.nomor, state.simpan_di, state.terbukti) == (1, "Lemari arsip", True)
    assert code_of(lambda: desks.recover_pin(folder, sheet.words, "111111", CLOCK)) == "PIN_LEMAH"
    typed = [" ".join(f"{n}. {word.upper()}," for n, word in enumerate(sheet.words, 1))]
    for _ in range(7):
        with pytest.raises(Problem):
            open_as(folder, "000001", "p1")
    desks.recover_pin(folder, typed, OTHER, CLOCK)  # whoever leads
    with open_as(folder, OTHER, "p1") as desk:
        assert ("pin.pulih", "NURHAYATI SALAM", "p1") in entries(desk)
        reset = next(row for row in desk.trail_list(most=5) if row.apa.startswith("Membuat PIN baru"))
        assert reset.alasan == "5 kali PIN salah sebelumnya"  # what the words let through is not forgotten
        assert desk.without_pin() == []  # the operator's PIN stays
    desks.recover_pin(folder, sheet.words, LEAD, CLOCK, "p2")
    open_as(folder, LEAD, "p2").close()


def test_the_words_open_a_copied_folder_on_another_laptop(folder):
    with open_as(folder, LEAD, "p1") as desk:
        sheet = desk.draw_sheet()
        desk.keep_sheet(sheet, "", "")
    device_secret.write(folder, b"\5" * 32)  # another laptop's own
    assert code_of(lambda: open_as(folder, LEAD, "p1")) == "BUKAN_LAPTOP_INI"
    # Their PINs ended with the other laptop: an operator alone could let nobody in any more.
    assert code_of(lambda: desks.recover_pin(folder, sheet.words, OTHER, CLOCK, "p2")) == "PEMIMPIN_TANPA_PIN"
    assert desks.recover_pin(folder, sheet.words, OTHER, CLOCK) == "p1"
    with open_as(folder, OTHER, "p1") as desk:
        assert [one.id for one in desk.without_pin()] == ["p2"]
        desk.reset_pin("p2", OPERATOR)
    open_as(folder, OPERATOR, "p2").close()


def test_wrong_words_close_no_desk_that_stands_open(folder):
    closed = []
    with open_as(folder, LEAD, "p1") as desk:
        wrong = desk.draw_sheet().words
        assert code_of(lambda: desks.recover_pin(folder, wrong, OTHER, CLOCK, proved=lambda: closed.append(True))) \
            == "KATA_BUKAN_DESA_INI"
    assert closed == []


def test_the_first_pin_also_ends_what_older_keys_opened_unasked(cheap, tmp_path):
    """A backup of before holds a slot that asks no PIN: who puts it back, or deletes the keys, stays outside."""
    folder = DataFolder(tmp_path / "data")
    words = desks.set_up_desa(folder, desks.SetUp(desks.unit_for("74.02.11.2017")), CLOCK)
    unasked = folder.keys.read_bytes()
    with desks.open_desk(folder, None, CLOCK, recompute=False) as desk:
        run_to_end(desk.auto_backup_job("tutup"))
        holder = key_file.VaultUser("p1", "NURHAYATI")
        slot = vault.pin_slot(folder, desk.ctx.dek, holder, LEAD)  # the power goes off here,
        assert vault.open_with_device(folder) == desk.ctx.dek
        vault.put_pin(folder, holder, slot)  # or here
        assert len(device_secret.read(folder)) == 2
    open_as(folder, LEAD, "p1").close()
    assert len(device_secret.read(folder)) == 1
    for put_back in (lambda path: path.write_bytes(unasked), Path.unlink):
        for path in (folder.keys, folder.keys_copy):
            put_back(path)
        assert desks.state_of(folder) == "perangkat"
        assert code_of(lambda: desks.open_desk(folder, None, CLOCK)) == "BUKAN_LAPTOP_INI"
    desks.recover_pin(folder, words, OTHER, CLOCK)
    open_as(folder, OTHER, "p1").close()


def test_keys_that_nest_without_end_are_damage(folder):
    for path in (folder.keys, folder.keys_copy):
        path.write_bytes(b"[" * 100_000)
    assert code_of(lambda: desks.state_of(folder)) == "KUNCI_RUSAK"


def test_a_sheet_is_in_force_only_when_its_own_words_are(folder):
    """The power went off between the words and the note of them: the old sheet must not be named as valid."""
    with open_as(folder, LEAD, "p1") as desk:
        desk.keep_sheet(desk.draw_sheet(), "Lemari", "")
        assert not desk.sheet_missing()
        vault.put_words(folder, desk.ctx.dek, desk.draw_sheet().words)
        assert desk.sheet_state() is None
        assert desk.sheet_missing()
        fresh = desk.draw_sheet()
        assert desk.keep_sheet(fresh, "Lemari", "").nomor == 2


def test_a_new_sheet_ends_the_old_one(folder):
    with open_as(folder, LEAD, "p1") as desk:
        first = desk.draw_sheet()
        desk.keep_sheet(first, "", "")
        second = desk.draw_sheet()
        assert (first.nomor, second.nomor, desk.draw_sheet().nomor) == (1, 2, 2)
        assert vault.open_with_words(folder, first.words) == desk.ctx.dek  # drawn is not kept
        desk.keep_sheet(second, "", "", terbukti=False)
        assert code_of(lambda: vault.open_with_words(folder, first.words)) == "KATA_BUKAN_DESA_INI"
        assert not desk.sheet_state().terbukti
        assert all(word not in repr(second) for word in second.words)
    held = b"".join(path.read_bytes() for path in folder.root.rglob("*") if path.is_file())
    fields = {b'"jenis"', b'"salah"', b'"sejak"'}  # of files beside the data; they may be common words as well
    assert not any(word in held for word in {f'"{word}"'.encode() for word in second.words} - fields)


def test_keys_and_data_that_fell_apart_come_together(folder):
    """The power went off between the two, or an older backup of one came back."""
    with open_as(folder, LEAD, "p1") as desk:
        dek = desk.ctx.dek
        desk.change_user("p2", nama="Rahmat H.")
    vault.rename_user(folder, key_file.VaultUser("p2", "Nama lama"))
    vault.set_pin(folder, dek, key_file.VaultUser("p7", "Tidak dikenal"), OTHER)
    folder.keys_copy.write_text("rusak")
    beside = folder.root / ".kunci.json.baru"
    beside.mkdir()
    open_as(folder, LEAD, "p1").close()  # what cannot be mended now shuts nobody out
    beside.rmdir()
    assert code_of(lambda: open_as(folder, OTHER, "p7")) == "PENGGUNA_TIDAK_ADA"
    open_as(folder, LEAD, "p1").close()
    assert [one.nama for one in desks.lock_users(folder)] == ["NURHAYATI SALAM", "Rahmat H."]
    assert folder.keys.read_bytes() == folder.keys_copy.read_bytes()


def test_lock_minutes(folder):
    with open_as(folder, OPERATOR, "p2") as desk:
        assert desk.lock_minutes() == 10
        desk.set_lock_minutes(30)
        assert code_of(lambda: desk.set_lock_minutes(7)) == "KUNCI_OTOMATIS_SALAH"
    with open_as(folder, OPERATOR, "p2") as desk:
        assert desk.lock_minutes() == 30


def test_a_district_desk_waits_too(cheap, tmp_path):
    folder = desks_folder(tmp_path)
    desks.set_up_dpmd(folder, "74.02", LEAD, CLOCK, petugas="La Ode")
    for _ in range(5):
        with pytest.raises(Problem):
            desks.open_desk(folder, "000001", CLOCK)
    assert code_of(lambda: desks.open_desk(folder, LEAD, CLOCK)) == "PIN_TUNGGU"
    later = Later(timedelta(seconds=61))
    with desks.open_desk(folder, LEAD, later) as desk:
        viewer = desk.add_user("Wa Sari", "pelihat", OTHER)
        assert list(desk.roles()) == ["petugas", "pelihat"]
    with desks.open_desk(folder, OTHER, later, user=viewer.id) as desk:
        assert code_of(lambda: desk.set_lock_minutes(30)) == "HAK_TIDAK_CUKUP"
        desk.change_pin(OTHER, OPERATOR)  # what only looks still has a PIN of its own
        assert entries(desk)[0] == ("pin.ganti", "Wa Sari", "p2")
    desks.open_desk(folder, OPERATOR, later, user=viewer.id, recompute=False).close()


def test_an_open_desk_asks_no_faster_than_the_lock_page(folder):
    still = Still()
    with desks.open_desk(folder, OPERATOR, still, user="p2", recompute=False) as desk:
        assert [code_of(lambda: desk.check_pin(LEAD)) for _ in range(6)] == ["PIN_SALAH"] * 5 + ["PIN_TUNGGU"]
        assert code_of(lambda: desk.check_pin(OPERATOR)) == "PIN_TUNGGU"
    assert desks.pin_wait(folder, still) == 60
    with open_as(folder, LEAD, "p1") as desk:
        desk.remove_user("p2")
    assert desks.pin_wait(folder, CLOCK) == 0


def desks_folder(tmp_path):
    from jamsos_desktop.paths import DataFolder

    return DataFolder(tmp_path / "dpmd")


class Still(desks.Clock):
    """The same day, and one moment of it for as long as it is held."""

    def __init__(self):
        super().__init__(TODAY)
        object.__setattr__(self, "moment", CLOCK.now())

    def now(self):
        return self.moment


class Later(desks.Clock):
    """The same day, some time on."""

    def __init__(self, by):
        super().__init__(None)
        object.__setattr__(self, "by", by)

    def now(self):
        return CLOCK.now() + self.by

    def today(self):
        return TODAY
