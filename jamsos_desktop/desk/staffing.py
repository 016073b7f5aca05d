"""Verbs of those who work here: people and roles, PINs, the recovery sheet, when the window locks itself.

Names and roles stand in the data, PINs as sealed slots beside it (``store.vault``). What changes both is one write: the
slot is sealed first, because that is slow, and put in place just before the data are written.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.staffing_slots import (
    SHEET,
    Births,
    births,
    keys_or_nothing,
    officials_of,
    sheet_note,
    valid_note,
)
from jamsos_desktop.model.pin import PinRule
from jamsos_desktop.model.rights import LEAD, ROLES, Right
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import attempts, history, office, staff, vault
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.key_file import VaultUser
from jamsos_desktop.store.staff import User

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jamsos_desktop.desk.staffing_records import KeyChanged, RecoverySheet, SheetState
    from jamsos_desktop.jobs import Job

MOST_LETTERS = 60
LOCK_CHOICES, LOCK_USUAL, LOCK_AFTER = (5, 10, 30), 10, "kunci_otomatis"


class Staffing:
    """Part of ``Desk``: needs its context and its connection."""

    ctx: Context
    _db: Database

    # People.

    def users(self) -> list[User]:
        """Those who work here, in the order they came."""
        return [one for one in staff.every(self._db) if one.aktif]

    def me(self) -> User:
        """Whose PIN opened the desk."""
        found = staff.get(self._db, self.ctx.user_id)
        assert found is not None
        return found

    def without_pin(self) -> list[User]:
        """Those who work here and have no PIN on this laptop; empty where it opens unasked."""
        kinds = vault.kinds(self.ctx.folder)
        held = {one.id for one in vault.users(self.ctx.folder)}
        return [one for one in self.users() if one.id not in held] if "pin" in kinds else []

    def roles(self) -> dict[str, str]:
        """Code -> label of the roles at this kind of desk."""
        return {role.kode: role.label for role in ROLES.values() if role.mode == self.ctx.mode}

    def add_user(self, nama: str, peran: str, pin: str) -> User:
        """Let somebody else work here under an own PIN.

        Problems: HAK_TIDAK_CUKUP, PIN_SENDIRI_DULU, NAMA_PENGGUNA, PERAN_SALAH, PIN_BENTUK, PIN_LEMAH, and of writing.
        """
        self.ctx.must(Right.PENGGUNA)
        self._needs_own_pin()
        ids = {one.id for one in staff.every(self._db)}
        fresh = next(f"p{n}" for n in range(2, len(ids) + 3) if f"p{n}" not in ids)
        added = User(fresh, self._name(nama, fresh), self._role(peran), dibuat=self.ctx.actor().stamp)
        with self._new_pin(added, pin) as db:
            staff.put(db, self.ctx.actor(), added, "pengguna.tambah")
        return added

    def change_user(self, id: str, nama: str | None = None, peran: str | None = None) -> User:
        """Another name or role.

        Problems: HAK_TIDAK_CUKUP, PENGGUNA_TIDAK_ADA, NAMA_PENGGUNA, PERAN_SALAH, PEMIMPIN_TERAKHIR.
        """
        self.ctx.must(Right.PENGGUNA)
        old = self._user(id)
        new = replace(old, nama=old.nama if nama is None else self._name(nama, id),
                      peran=old.peran if peran is None else self._role(peran))
        if new.peran != old.peran:
            self._keep_a_lead(without=new)
        changed = tuple(key for key in ("nama", "peran") if getattr(new, key) != getattr(old, key))
        if changed:
            with keys_or_nothing(self.ctx.folder), self._db.write():
                staff.put(self._db, self.ctx.actor(), new, "pengguna.ubah", changed)
                vault.rename_user(self.ctx.folder, VaultUser(new.id, new.nama))
        if id == self.ctx.user_id:
            self.ctx = replace(self.ctx, user=new.nama, role=ROLES[new.peran])
        return new

    def remove_user(self, id: str) -> None:
        """End somebody's way in; the name stays in the history.

        Problems: HAK_TIDAK_CUKUP, PENGGUNA_TIDAK_ADA, PENGGUNA_SENDIRI, PEMIMPIN_TERAKHIR.
        """
        self.ctx.must(Right.PENGGUNA)
        gone = replace(self._user(id), aktif=False)
        if id == self.ctx.user_id:
            raise Problem("PENGGUNA_SENDIRI", "Anda tidak bisa menghapus diri sendiri.", TIDAK_BERUBAH,
                          "Minta pengguna lain dengan peran yang sama menghapusnya.")
        self._keep_a_lead(without=gone)
        with keys_or_nothing(self.ctx.folder), self._db.write():
            staff.put(self._db, self.ctx.actor(), gone, "pengguna.hapus")
            if any(one.id == id for one in vault.users(self.ctx.folder)):
                vault.drop_user(self.ctx.folder, id)
        attempts.forgive(self.ctx.folder, id)

    # PINs.

    def pin_rules(self, pin: str, again: str, id: str = "") -> list[PinRule]:
        """The rules of a new PIN, ticked as far as they are kept; ``id``: whose it will be, "" of whoever works now."""
        from jamsos_desktop.model import pin as pins

        days, known = self._births(id or self.ctx.user_id)
        return list(pins.rules(pin, again, days, officials_of(self.ctx), known=known))

    def start_pin(self, pin: str) -> None:
        """The first PIN of a desk that opened unasked; from now on it asks.

        Problems: PIN_SUDAH_ADA, PIN_BENTUK, PIN_LEMAH.
        """
        if "pin" in vault.kinds(self.ctx.folder):
            raise Problem("PIN_SUDAH_ADA", "Data ini sudah memakai PIN.", TIDAK_BERUBAH, "Pilih Ganti PIN.")
        with self._new_pin(self.me(), pin) as db:
            history.append(db, self.ctx.actor(), "pin.baru", "pengguna", self.ctx.user_id)

    def change_pin(self, old: str, new: str) -> None:
        """Another PIN for whoever works here.

        Problems: PIN_SALAH, PIN_TUNGGU, PIN_SAMA, PIN_BENTUK, PIN_LEMAH, TANPA_PIN.
        """
        from jamsos_desktop.desk import unlocking

        unlocking.by_pin(self.ctx.folder, old, self.ctx.clock, self.ctx.user_id)
        if old == new:
            raise Problem("PIN_SAMA", "PIN baru sama dengan PIN lama.", TIDAK_BERUBAH, "Pilih 6 angka lain.")
        with self._new_pin(self.me(), new) as db:
            history.append(db, self.ctx.actor(), "pin.ganti", "pengguna", self.ctx.user_id)

    def reset_pin(self, id: str, pin: str) -> None:
        """A new PIN for somebody else, who tells the lead they forgot it.

        Problems: HAK_TIDAK_CUKUP, PENGGUNA_TIDAK_ADA, PENGGUNA_SENDIRI, PIN_SENDIRI_DULU, PIN_BENTUK, PIN_LEMAH.
        """
        self.ctx.must(Right.PENGGUNA)
        self._needs_own_pin()
        user = self._user(id)
        if id == self.ctx.user_id:
            raise Problem("PENGGUNA_SENDIRI", "PIN sendiri diganti dengan PIN lama.", TIDAK_BERUBAH, "Pilih Ganti PIN.")
        with self._new_pin(user, pin) as db:
            history.append(db, self.ctx.actor(), "pin.atur", "pengguna", id)
        attempts.forgive(self.ctx.folder, id)

    # The recovery sheet.

    def draw_sheet(self) -> RecoverySheet:
        """Twelve new words for a new sheet; until ``keep_sheet`` the old sheet stays valid. Problem HAK_TIDAK_CUKUP."""
        from jamsos_desktop.desk.staffing_records import RecoverySheet

        self.ctx.must(Right.KUNCI)
        last = office.setting(self._db, SHEET) or {"nomor": 0}
        return RecoverySheet(vault.draw_words(), int(last["nomor"]) + 1, self.ctx.clock.now())

    def keep_sheet(self, sheet: RecoverySheet, simpan_di: str, penanggung: str, *, terbukti: bool = True) -> SheetState:
        """The sheet is printed and put away: its words open the data from now on, those before no longer.

        ``terbukti``: three words of it were asked back. Problems: HAK_TIDAK_CUKUP, and of writing.
        """
        self.ctx.must(Right.KUNCI)
        slot = vault.words_slot(self.ctx.folder, self.ctx.dek, sheet.words)
        actor = self.ctx.actor()
        with keys_or_nothing(self.ctx.folder), self._db.write():
            office.put_setting(self._db, SHEET, sheet_note(sheet, slot, actor.stamp, simpan_di, penanggung, terbukti))
            history.append(self._db, actor, "lembar.simpan", "pemulihan", str(sheet.nomor))
            vault.put_words_slot(self.ctx.folder, slot)
        kept = self.sheet_state()
        assert kept is not None
        return kept

    def sheet_state(self) -> SheetState | None:
        """The sheet in the cupboard; None while none was printed, or it is not sure that its words are in force."""
        from jamsos_desktop.desk.staffing_records import SheetState

        kept = valid_note(self.ctx.folder, self._db)
        if not kept:
            return None
        return SheetState(int(kept["nomor"]), datetime.fromisoformat(kept["dibuat"]),
                          datetime.fromisoformat(kept["dicetak"]), kept["simpan_di"], kept["penanggung"],
                          bool(kept["terbukti"]))

    # A new key.

    def new_key_job(self, pin: str, sheet: RecoverySheet, simpan_di: str = "", penanggung: str = "", *,
                    terbukti: bool = True) -> Job[KeyChanged]:
        """A new data key after a suspected leak (``rekeying``); afterwards give its answer to ``take_new_key``."""
        from jamsos_desktop.desk import rekeying

        return rekeying.new_key_job(self.ctx, pin, sheet, simpan_di, penanggung, terbukti)

    def old_backups_due(self) -> bool:
        """Whether own backups under an earlier key wait to be destroyed, because there was no room for a fresh one."""
        from jamsos_desktop.desk import rekeying

        return rekeying.old_backups_due(self._db)

    def drop_old_backups(self) -> None:
        """Destroy them after a fresh backup. Problems: HAK_TIDAK_CUKUP and those of a backup."""
        from jamsos_desktop.desk import rekeying

        rekeying.drop_old_backups(self.ctx)

    # When the window locks itself.

    def lock_minutes(self) -> int:
        """Minutes without a key or a click until the window locks: 5, 10 or 30."""
        kept = office.setting(self._db, LOCK_AFTER, LOCK_USUAL)
        return kept if kept in LOCK_CHOICES else LOCK_USUAL

    def set_lock_minutes(self, minutes: int) -> None:
        """Problem KUNCI_OTOMATIS_SALAH for another number than 5, 10 or 30."""
        if minutes not in LOCK_CHOICES:
            raise Problem("KUNCI_OTOMATIS_SALAH", f"Kunci otomatis tidak bisa {minutes} menit.", TIDAK_BERUBAH,
                          "Pilih 5, 10 atau 30 menit.")
        if minutes == self.lock_minutes():
            return
        with self._db.write():
            office.put_setting(self._db, LOCK_AFTER, minutes)
            history.append(self._db, self.ctx.actor(), "setelan", "setelan", LOCK_AFTER, [LOCK_AFTER])

    # What the verbs above share.

    @contextmanager
    def _new_pin(self, user: User, pin: str) -> Iterator[Database]:
        """Around the write that tells of somebody's new PIN: the slot is in place when it ends.

        The connection is one of its own: whoever may only look still chooses an own PIN.
        """
        from jamsos_desktop.model import pin as pins

        days, known = self._births(user.id, user.nama)
        pins.check(pin, days, known=known)
        holder = VaultUser(user.id, user.nama)
        slot = vault.pin_slot(self.ctx.folder, self.ctx.dek, holder, pin)
        key = vault.subkey(self.ctx.dek, "db")
        with Database(self.ctx.folder.database, key, refusal=self.ctx.moved, gate=self.ctx.gate) as db, \
                keys_or_nothing(self.ctx.folder), db.write():
            yield db
            vault.put_pin(self.ctx.folder, holder, slot)
        vault.end_unasked(self.ctx.folder)

    def _needs_own_pin(self) -> None:
        if "perangkat" in vault.kinds(self.ctx.folder):
            raise Problem("PIN_SENDIRI_DULU", "Anda sendiri belum memakai PIN.", TIDAK_BERUBAH,
                          "Buat dulu PIN Anda, lalu tambah pengguna lain.")

    def _user(self, id: str) -> User:
        found = next((one for one in self.users() if one.id == id), None)
        if found is None:
            raise Problem("PENGGUNA_TIDAK_ADA", "Pengguna ini tidak lagi bekerja di sini.", TIDAK_BERUBAH,
                          "Pilih nama lain di daftar pengguna.")
        return found

    def _name(self, text: str, id: str) -> str:
        name = " ".join(text.split())
        taken = any(one.nama.casefold() == name.casefold() for one in self.users() if one.id != id)
        if not name or len(name) > MOST_LETTERS or taken:
            why = "Nama ini sudah dipakai pengguna lain." if taken else "Nama pengguna kosong." if not name \
                else f"Nama pengguna lebih dari {MOST_LETTERS} huruf."
            raise Problem("NAMA_PENGGUNA", why, TIDAK_BERUBAH, "Tulis nama sesuai KTP.")
        return name

    def _role(self, peran: str) -> str:
        if peran not in self.roles():
            raise Problem("PERAN_SALAH", f"Peran {peran} tidak dikenal.", TIDAK_BERUBAH,
                          f"Pilih {' atau '.join(self.roles())}.")
        return peran

    def _keep_a_lead(self, without: User) -> None:
        """Somebody with every right and a PIN must remain when ``without`` is as it will be."""
        lead, pinless = LEAD[self.ctx.mode], {one.id for one in self.without_pin()}
        after = [without if one.id == without.id else one for one in self.users()]
        if not any(one.aktif and one.peran == lead and one.id not in pinless for one in after):
            raise Problem("PEMIMPIN_TERAKHIR", f"Harus ada satu {ROLES[lead].label.lower()} yang memakai PIN.",
                          TIDAK_BERUBAH, f"Beri dulu peran {ROLES[lead].label.lower()} kepada orang lain.")

    def _births(self, id: str, nama: str = "") -> Births:
        return births(self.ctx, self._db, nama or next((one.nama for one in self.users() if one.id == id), ""))
