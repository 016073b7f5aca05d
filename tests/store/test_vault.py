"""The vault: who gets in, who does not, and what survives a damaged file."""

from __future__ import annotations

import json
import re
import stat
from pathlib import Path

import msgspec
import pytest

from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import device_secret, key_file, slots, vault
from jamsos_desktop.store.key_file import VaultUser
from jamsos_desktop.store.words import entropy_of, from_text, qr_text, word_list, words_of
from tests.kdf_cost import SHIPPED

PIN = "482913"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """New slots are hardly stretched: how much stands in each slot."""
    monkeypatch.setattr(slots, "MEMORY_KIB", 16)
    monkeypatch.setattr(slots, "PASSES", 2)


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


def code_of(action) -> str:
    with pytest.raises(Problem) as caught:
        action()
    assert caught.value.apa
    assert caught.value.cara
    return caught.value.kode


def rewrite(folder: DataFolder, change, mend_check: bool = True) -> None:
    """Change kunci.json and its twin as someone with an editor (and our source) could."""
    kept = json.loads(folder.keys.read_text())
    change(kept)
    if mend_check:
        kept["cek"] = ""
        kept["cek"] = key_file.check(msgspec.convert(kept, key_file.KeyFile, strict=False))
    for path in (folder.keys, folder.keys_copy):
        path.write_text(json.dumps(kept))


def test_with_a_pin_the_desk_opens_by_pin_and_words_only(folder):
    made = vault.create(folder, PIN, "db-1")
    assert len(made.dek) == 32
    assert vault.kinds(folder) == {"pin", "pemulihan"}
    assert vault.open_with_device(folder) is None
    assert vault.open_with_pin(folder, PIN).dek == made.dek
    assert vault.open_with_words(folder, made.words) == made.dek
    assert vault.database_id(folder) == "db-1"


def test_without_a_pin_this_laptop_opens_unasked(folder):
    made = vault.create(folder, None, "db-1")
    assert vault.kinds(folder) == {"perangkat", "pemulihan"}
    assert vault.open_with_device(folder) == made.dek
    assert vault.open_with_words(folder, [" ".join(made.words).upper()]) == made.dek
    assert code_of(lambda: vault.open_with_pin(folder, PIN)) == "TANPA_PIN"


def test_no_vault_yet(folder):
    assert vault.kinds(folder) == set()
    assert code_of(lambda: vault.open_with_device(folder)) == "KUNCI_HILANG"


@pytest.mark.parametrize("pin", ["48291", "4829133", "48291a", "٤٨٢٩١٣", "482913\n"])
def test_a_pin_is_six_digits(folder, pin):
    assert code_of(lambda: vault.create(folder, pin, "db-1")) == "PIN_BENTUK"
    assert not folder.root.exists()


def test_wrong_pin(folder):
    vault.create(folder, PIN, "db-1")
    assert code_of(lambda: vault.open_with_pin(folder, "482914")) == "PIN_SALAH"


@pytest.mark.parametrize("secret", [None, "mentah " + "00" * 32, "mentah 00", "dpapi AAAA", ""])
def test_a_copied_folder_is_useless_without_the_laptop(folder, secret):
    made = vault.create(folder, PIN, "db-1")
    folder.device_secret.unlink()
    if secret is not None:
        folder.device_secret.write_text(secret)
    assert code_of(lambda: vault.open_with_pin(folder, PIN)) == "BUKAN_LAPTOP_INI"
    assert vault.open_with_words(folder, made.words) == made.dek


def test_device_slot_needs_its_laptop(folder):
    vault.create(folder, None, "db-1")
    folder.device_secret.write_text("mentah " + "11" * 32)
    assert code_of(lambda: vault.open_with_device(folder)) == "BUKAN_LAPTOP_INI"


def test_words_of_another_desk(folder, tmp_path):
    vault.create(folder, PIN, "db-1")
    others = vault.create(DataFolder(tmp_path / "lain"), PIN, "db-2").words
    assert code_of(lambda: vault.open_with_words(folder, others)) == "KATA_BUKAN_DESA_INI"


def slot_of(kept, kind):
    return next(s for s in kept["slot"] if s["jenis"] == kind)


@pytest.mark.parametrize(("name", "change"), [
    ("cheaper passes", lambda k: slot_of(k, "pin")["kdf"].update(t=1)),
    ("cheaper memory", lambda k: slot_of(k, "pin")["kdf"].update(m=8)),
    ("another user", lambda k: slot_of(k, "pin").update(pengguna="u-02")),
    ("another slot name", lambda k: slot_of(k, "pin").update(id="00000000")),
    ("another database", lambda k: k.update(db_id="db-2")),
    ("sealed keys swapped", lambda k: slot_of(k, "pin").update(isi=slot_of(k, "pemulihan")["isi"])),
])
def test_nothing_beside_a_sealed_key_can_be_changed(folder, name, change):
    vault.create(folder, PIN, "db-1")
    rewrite(folder, change)
    assert code_of(lambda: vault.open_with_pin(folder, PIN)) == "PIN_SALAH"


def test_the_recovery_slot_does_not_pass_for_a_pin(folder):
    vault.create(folder, PIN, "db-1")
    rewrite(folder, lambda k: slot_of(k, "pemulihan").update(jenis="perangkat"))
    assert code_of(lambda: vault.open_with_device(folder)) == "BUKAN_LAPTOP_INI"


@pytest.mark.parametrize("change", [
    lambda k: slot_of(k, "pin")["kdf"].update(m=1 << 19),
    lambda k: slot_of(k, "pin")["kdf"].update(t=10 ** 6),
    lambda k: slot_of(k, "pin")["kdf"].update(cara="hkdf"),
    lambda k: slot_of(k, "pin").update(isi="AAAA"),
    lambda k: k.update(slot=[]),
])
def test_unpayable_or_misshapen_slots_are_damage(folder, change):
    vault.create(folder, PIN, "db-1")
    rewrite(folder, change)
    assert code_of(lambda: vault.open_with_pin(folder, PIN)) == "KUNCI_RUSAK"


@pytest.mark.parametrize("harm", [b"", b"{", b"[" * 100_000, b"\xff\xfe", b'{"versi":1}', b'{"versi":"1"}'])
def test_a_damaged_file_falls_back_to_its_twin_and_is_mended(folder, harm):
    made = vault.create(folder, PIN, "db-1")
    whole = folder.keys.read_bytes()
    folder.keys.write_bytes(harm)
    assert vault.open_with_pin(folder, PIN).dek == made.dek
    assert folder.keys.read_bytes() == whole


def test_one_flipped_letter_of_a_sealed_key_is_damage_not_a_wrong_pin(folder):
    made = vault.create(folder, PIN, "db-1")
    kept = json.loads(folder.keys.read_text())
    sealed = slot_of(kept, "pin")["isi"]
    slot_of(kept, "pin")["isi"] = ("A" if sealed[0] != "A" else "B") + sealed[1:]
    folder.keys.write_text(json.dumps(kept))
    assert vault.open_with_pin(folder, PIN).dek == made.dek


def test_both_damaged_or_unknown(folder):
    vault.create(folder, PIN, "db-1")
    rewrite(folder, lambda k: k.update(db_id="db-9"), mend_check=False)
    assert code_of(lambda: vault.kinds(folder)) == "KUNCI_RUSAK"
    rewrite(folder, lambda k: k.update(asing=1), mend_check=False)
    assert code_of(lambda: vault.kinds(folder)) == "KUNCI_RUSAK"


def test_a_newer_file_is_refused_not_mended(folder):
    vault.create(folder, PIN, "db-1")
    folder.keys.write_text('{"versi": 3, "baru": true}')
    assert code_of(lambda: vault.open_with_pin(folder, PIN)) == "VERSI_BARU"
    assert json.loads(folder.keys.read_text())["versi"] == 3


def test_keys_in_use_are_never_replaced(folder):
    vault.create(folder, PIN, "db-1")
    first = folder.keys.read_bytes()
    folder.database.write_bytes(b"x")
    assert code_of(lambda: vault.create(folder, PIN, "db-2")) == "SUDAH_DISIAPKAN"
    folder.database.rename(folder.root / "rusak.db")
    assert code_of(lambda: vault.create(folder, PIN, "db-2")) == "SUDAH_DISIAPKAN"
    assert folder.keys.read_bytes() == first


def test_a_set_up_cut_short_may_begin_again(folder):
    vault.create(folder, PIN, "db-1")
    folder.lock.touch()
    folder.keys.with_name("kunci.json.baru").touch()
    again = vault.create(folder, None, "db-1")
    assert vault.open_with_device(folder) == again.dek


def test_files_are_the_owners_only_and_hold_no_secret(folder):
    made = vault.create(folder, PIN, "db-1")
    for path in (folder.keys, folder.keys_copy, folder.device_secret):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert sorted(p.name for p in folder.root.iterdir()) == ["kunci.json", "kunci.salinan.json", "perangkat.rahasia"]
    text = folder.keys.read_text()
    assert PIN not in text
    own = set(re.findall(r'"(\w+)"', re.sub(r'"(\w+)":', "", text)))  # what is said in it; its labels are words too
    assert not own & set(made.words)
    assert folder.device_secret.read_text().split()[1] not in text


def test_a_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("")
    folder = DataFolder(tmp_path / "file" / "data")
    assert code_of(lambda: vault.create(folder, PIN, "db-1")) == "TIDAK_BISA_TULIS"


def test_subkeys_differ_and_stay(folder):
    keys = {vault.subkey(b"\1" * 32, name) for name in vault.SUBKEYS}
    assert len(keys) == len(vault.SUBKEYS)
    # Pinned: databases made with it must open for ever.
    assert vault.subkey(b"\1" * 32, "db").hex() == "bb6a282d96968f1774839b8d6e8ff95910e98ba0aab8ea7a45e7cdcf0cf3d28c"
    with pytest.raises(ValueError, match="no such use"):
        vault.subkey(b"\1" * 32, "lain")


def test_a_new_slot_is_stretched_in_full(folder, monkeypatch):
    assert SHIPPED == (65_536, 3)  # RFC 9106, second recommended set with one lane: 64 MiB, three passes
    for name, value in zip(("MEMORY_KIB", "PASSES"), SHIPPED, strict=True):
        monkeypatch.setattr(slots, name, value)
    vault.create(folder, PIN, "db-1")
    kept = json.loads(folder.keys.read_text())["slot"]
    assert [(slot["kdf"]["cara"], slot["kdf"]["m"], slot["kdf"]["t"]) for slot in kept] == [("argon2id", 65536, 3)] * 2


# --- people --------------------------------------------------------------------------------------


def test_a_slot_from_before_people_were_told_apart_is_the_first_ones(folder):
    made = vault.create(folder, PIN, "db-1")  # nobody named
    assert vault.open_with_pin(folder, PIN) == (made.dek, "p1")
    assert vault.users(folder) == ()
    vault.rename_user(folder, VaultUser("p1", "NURHAYATI"))
    vault.set_pin(folder, made.dek, VaultUser("p2", "RAHMAT"), "739187")
    assert [one.id for one in vault.users(folder)] == ["p1", "p2"]
    assert vault.open_with_pin(folder, PIN, "p1").user == "p1"
    vault.set_pin(folder, made.dek, VaultUser("p1", "NURHAYATI"), "864297")
    assert code_of(lambda: vault.open_with_pin(folder, PIN, "p1")) == "PIN_SALAH"
    assert vault.open_with_pin(folder, "864297", "p1").dek == made.dek


def test_the_last_way_in_is_not_dropped(folder):
    made = vault.create(folder, PIN, "db-1", VaultUser("p1", "NURHAYATI"))
    assert code_of(lambda: vault.drop_user(folder, "p1")) == "PENGGUNA_TERAKHIR"
    vault.set_pin(folder, made.dek, VaultUser("p2", "RAHMAT"), "739187")
    vault.drop_user(folder, "p1")
    assert vault.users(folder) == (VaultUser("p2", "RAHMAT"),)
    assert code_of(lambda: vault.open_with_pin(folder, PIN, "p1")) == "PILIH_PENGGUNA"


def test_a_slot_does_not_pass_for_another_persons(folder):
    made = vault.create(folder, PIN, "db-1", VaultUser("p1", "NURHAYATI"))
    vault.set_pin(folder, made.dek, VaultUser("p2", "RAHMAT"), "739187")

    def swap(kept):
        for slot in kept["slot"]:
            slot["pengguna"] = {"p1": "p2", "p2": "p1"}.get(slot["pengguna"], "")

    rewrite(folder, swap)
    assert code_of(lambda: vault.open_with_pin(folder, PIN, "p2")) == "PIN_SALAH"


@pytest.mark.skipif(device_secret.sealing().form == "dpapi", reason="here the system seals it")
def test_a_secret_sealed_by_another_system_is_not_read_here(folder):
    made = vault.create(folder, PIN, "db-1")
    text = folder.device_secret.read_text()
    folder.device_secret.write_text(text.replace("mentah", "dpapi"))
    assert code_of(lambda: vault.open_with_pin(folder, PIN)) == "BUKAN_LAPTOP_INI"
    folder.device_secret.write_text(text)
    assert vault.open_with_pin(folder, PIN).dek == made.dek


# --- the words ---

# --- the words ---------------------------------------------------------------------------------


def slips(word: str) -> set[str]:
    """Everything one slip of the pen away: a letter lost, swapped, changed or added."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    parts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    lost = {a + b[1:] for a, b in parts if b}
    swapped = {a + b[1] + b[0] + b[2:] for a, b in parts if len(b) > 1}
    changed = {a + c + b[1:] for a, b in parts if b for c in letters}
    added = {a + c + b for a, b in parts for c in letters}
    return (lost | swapped | changed | added) - {word}


def test_the_word_list():
    words = word_list()
    assert len(words) == len(set(words)) == 1024
    assert list(words) == sorted(words)
    assert all(word.isascii() and word.isalpha() and word.islower() and 4 <= len(word) <= 8 for word in words)
    known = set(words)
    assert not [(word, near) for word in words for near in slips(word) & known]


def test_words_carry_their_bytes():
    for entropy in (bytes(14), b"\xff" * 14, bytes(range(14))):
        assert entropy_of(words_of(entropy)) == entropy
    assert words_of(bytes(14))[:11] == (word_list()[0],) * 11


def test_a_word_with_a_typo_is_named():
    words = list(words_of(bytes(range(14))))
    right = words[2]
    words[2] = right[:-1] + "x"
    with pytest.raises(Problem, match="Kata nomor 3 tidak dikenal") as caught:
        entropy_of(words)
    assert caught.value.kode == "KATA_TIDAK_DIKENAL"
    assert right in caught.value.cara


def test_words_out_of_whatever_was_typed_pasted_or_scanned():
    words = words_of(bytes(range(14)))
    numbered = "\n".join(f"{n:2}. {word.title()}" for n, word in enumerate(words, 1))
    for text in (" ".join(words), numbered, ", ".join(words), qr_text(words), qr_text(words).upper() + "\r\n"):
        assert from_text(text) == words
        assert entropy_of([text]) == bytes(range(14))
    assert from_text("") == ()


def test_swapped_missing_and_too_many_words():
    words = words_of(bytes(range(14)))
    assert code_of(lambda: entropy_of((words[1], words[0], *words[2:]))) == "KATA_SALAH"
    assert code_of(lambda: entropy_of(words[:11])) == "KATA_JUMLAH"
    assert code_of(lambda: entropy_of((*words, "abadi"))) == "KATA_JUMLAH"
