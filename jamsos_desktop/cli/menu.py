"""The verb that puts the program into the menu of a Linux desktop. It opens no desk."""

from __future__ import annotations

import click

from jamsos_desktop import desk as desks
from jamsos_desktop.cli.session import Session

UNKNOWN = " File .jdx belum dikenali sistem: pasang paket shared-mime-info, lalu ulangi."


@click.command("pasang-menu")
@click.option("--hapus", is_flag=True, help="Keluarkan lagi dari menu.")
@click.pass_obj
def pasang_menu(session: Session, hapus: bool) -> None:
    """Linux: taruh Jamsos Desa di menu, dan buka file .jdx dengan klik dua kali."""
    done = desks.take_out_of_menu() if hapus else desks.put_into_menu()
    words = "Jamsos Desa sudah keluar dari menu." if hapus else "Jamsos Desa sudah ada di menu Anda."
    session.say(words + ("" if done.known else UNKNOWN),
                {"berkas": [str(path) for path in done.files], "dikenali": done.known})


VERBS = (pasang_menu,)
