"""All deeds by name."""

from __future__ import annotations

from tests.torture import deeds, deeds_care, deeds_copies, deeds_lists, deeds_papers, deeds_vault
from tests.torture.deeds import Deed

DEEDS = {
    "siapkan": Deed(deeds.before_set_up, deeds.set_up, deeds.check_set_up, rounds=1),
    "simpan": Deed(deeds.village, deeds.save, deeds.check_saves, rounds=4, again=True),
    "draf": Deed(deeds.village, deeds.type_letters, deeds.check_typing, rounds=6, again=True),
    "impor": Deed(deeds.village, deeds_lists.bring_in, deeds_lists.check_lists, rounds=2, again=True),
    "gabung": Deed(deeds_lists.make_district, deeds_lists.merge, deeds_lists.check_merged, rounds=4),
    "pembaruan": Deed(deeds_lists.make_older, deeds_lists.carry_forward, deeds_lists.check_forward, rounds=1),
    "cadangan": Deed(deeds_copies.make_backups, deeds_copies.back_up, deeds_copies.check_backups, rounds=1),
    "pulihkan": Deed(deeds_copies.make_restore, deeds_copies.bring_back, deeds_copies.check_back, rounds=1),
    "kembali": Deed(deeds_copies.make_going_back, deeds_copies.go_back, deeds_copies.check_gone_back, rounds=1),
    "cetak": Deed(deeds_papers.make_papers, deeds_papers.print_bundles, deeds_papers.check_prints, rounds=1),
    "kirim": Deed(deeds_papers.make_papers, deeds_papers.send, deeds_papers.check_sent, rounds=1),
    "kunci": Deed(deeds_vault.make_vault, deeds_vault.new_keys, deeds_vault.check_key, rounds=1),
    "lokal": Deed(deeds_vault.make_local, deeds_vault.keep_copies, deeds_vault.check_copies, rounds=2, again=True),
    "rawat": Deed(deeds_care.make_damaged, deeds_care.care, deeds_care.check_cared, rounds=1),
    "hapus": Deed(deeds_vault.make_erasing, deeds_vault.erase, deeds_vault.check_erased, rounds=2),
}
