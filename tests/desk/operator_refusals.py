"""What an operator is refused because only the secretary may, and what nobody can do at a village's desk."""

from __future__ import annotations

from jamsos_desktop import desk as desks
from jamsos_desktop.model.rights import Right
from tests.conftest import TODAY
from tests.desk.operator_village import LEADER, OPERATOR, Call, sheet_drawn

# What only the secretary may: verb, what of it, the right it needs, the call.
REFUSED: list[tuple[str, str, Right, Call]] = [
    ("set_unit", "", Right.KANTOR, lambda d, k: d.set_unit(desks.with_officials(d.unit))),
    ("set_office", "profil", Right.KANTOR, lambda d, k: d.set_office(npwp="012345678901000")),
    ("mark_step", "NPP", Right.KANTOR, lambda d, k: d.mark_step("pemberi_kerja", "bpjs", nomor="BB123456")),
    ("add_user", "", Right.PENGGUNA, lambda d, k: d.add_user("BARU", "operator", "736499")),
    ("change_user", "orang lain", Right.PENGGUNA, lambda d, k: d.change_user("p3", nama="NAMA BARU")),
    ("change_user", "peran sendiri", Right.PENGGUNA, lambda d, k: d.change_user(d.me().id, peran="sekretaris")),
    ("remove_user", "", Right.PENGGUNA, lambda d, k: d.remove_user("p3")),
    ("reset_pin", "", Right.PENGGUNA, lambda d, k: d.reset_pin("p1", "736499")),
    ("draw_sheet", "", Right.KUNCI, lambda d, k: d.draw_sheet()),
    ("keep_sheet", "", Right.KUNCI, lambda d, k: d.keep_sheet(sheet_drawn(d), "Rumah", "Saya")),
    ("recovery_pdf", "", Right.KUNCI, lambda d, k: d.recovery_pdf(sheet_drawn(d))),
    ("recovery_page_job", "", Right.KUNCI, lambda d, k: d.recovery_page_job(sheet_drawn(d), "A5", "Saya", 1.0)),
    ("save_recovery", "", Right.KUNCI, lambda d, k: d.save_recovery(sheet_drawn(d), "A5", "Saya", k.out / "kata.pdf")),
    ("recovery_printed", "", Right.KUNCI, lambda d, k: d.recovery_printed(sheet_drawn(d), "kertas")),
    ("new_key_job", "", Right.KUNCI, lambda d, k: d.new_key_job(OPERATOR, sheet_drawn(d))),
    ("drop_old_backups", "", Right.KUNCI, lambda d, k: d.drop_old_backups()),
    ("backup_job", "pindah", Right.PINDAH, lambda d, k: d.backup_job(k.out, pindah=True, ke="Saya")),
    ("restore_local_job", "", Right.PINDAH, lambda d, k: d.restore_local_job(d.local_backups()[0].path)),
    ("old_laptop_retired", "", Right.PINDAH, lambda d, k: d.old_laptop_retired()),
    ("take_pack", "", Right.KETENTUAN, lambda d, k: d.take_pack(k.file("ketentuan-baru.jdx"))),
    ("take_pack_job", "", Right.KETENTUAN, lambda d, k: d.take_pack_job(k.file("ketentuan-baru.jdx"))),
    ("roll_back_policy", "", Right.KETENTUAN, lambda d, k: d.roll_back_policy("2026.2")),
    ("roll_back_job", "", Right.KETENTUAN, lambda d, k: d.roll_back_job("2026.2")),
    *[(verb, f"{what} {name}", right, lambda d, k, verb=verb, name=name: getattr(d, verb)(k.file(name)))
      for what, name, right in (("kunci", "kunci.json", Right.PENERIMA), ("ketentuan", "ketentuan-baru.jdx",
                                                                          Right.KETENTUAN))
      for verb in ("take_in", "take_in_file", "take_in_job")],
    ("upgrade_job", "", Right.PERBARUI, lambda d, k: d.upgrade_job(next((k.root / "stik").glob("JR-*.jdx")))),
    ("withdraw_consent", "", Right.MUSNAH, lambda d, k: d.withdraw_consent("u2", "Tidak mau")),
    ("restrict_data", "", Right.MUSNAH, lambda d, k: d.restrict_data("u2", "Diperiksa")),
    ("lift_restriction", "", Right.MUSNAH, lambda d, k: d.lift_restriction("dibatasi", "Selesai")),
    ("erase_job", "", Right.MUSNAH, lambda d, k: d.erase_job(["terhapus"], "keliru")),
    ("clean_backups", "", Right.MUSNAH, lambda d, k: d.clean_backups()),
]

# What nobody can do at this desk as it stands: verb -> (the code it says so with, call).
NOT_HERE: dict[str, tuple[str, Call]] = {
    "make_key": ("BUKAN_DPMD", lambda d, k: d.make_key()),
    "make_pack": ("BUKAN_DPMD", lambda d, k: d.make_pack(desks.PackOrder(versi="2027.1", mulai=TODAY))),
    "pack_file": ("BUKAN_DPMD", lambda d, k: d.pack_file("2026.2")),
    "export_policy": ("BUKAN_DPMD", lambda d, k: d.export_policy(k.out)),
    "cancel_move": ("BELUM_DIPINDAHKAN", lambda d, k: d.cancel_move("Laptop baru rusak")),
    "start_pin": ("PIN_SUDAH_ADA", lambda d, k: d.start_pin(LEADER)),
    "step_back_sheet_job": ("PEMBARUAN_TIDAK_ADA", lambda d, k: d.step_back_sheet_job(k.out / "mundur.pdf")),
}
