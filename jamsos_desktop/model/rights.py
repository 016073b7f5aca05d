"""Who may do what: roles of those who work at a desk, and the jobs only some of them may do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from jamsos_desktop.problems import TIDAK_BERUBAH, Problem


class Right(StrEnum):
    """A kind of job that not everybody at a desk may do."""

    TULIS = "tulis"  # write anything at all
    PENGGUNA = "pengguna"  # people, their PINs and roles
    KUNCI = "kunci"  # recovery sheet, new key
    PINDAH = "pindah"  # move to another laptop, restore a backup over this desk
    KETENTUAN = "ketentuan"  # settings of the district
    KANTOR = "kantor"  # who signs, letterhead, office profile
    PENERIMA = "penerima"  # whose key packages are locked for
    PERBARUI = "perbarui"  # put a newer program in place
    MUSNAH = "musnah"  # erase for good, withdraw, restrict


@dataclass(frozen=True, slots=True)
class Role:
    """``kode`` is stored with the person; ``mode``: which kind of desk has it. ``penuh``: sees every NIK whole."""

    kode: str
    label: str
    mode: str
    hak: frozenset[Right]
    penuh: bool = True

    def may(self, right: Right) -> bool:
        """Whether this role may do that job."""
        return right in self.hak


_ALL = frozenset(Right)
ROLES = {role.kode: role for role in (
    Role("sekretaris", "Sekretaris", "desa", _ALL),
    Role("operator", "Operator", "desa", frozenset({Right.TULIS})),
    Role("petugas", "Petugas", "dpmd", _ALL),
    Role("pelihat", "Pelihat", "dpmd", frozenset(), penuh=False),
)}
# Who leads a kind of desk: somebody with every right must remain.
LEAD = {"desa": "sekretaris", "dpmd": "petugas"}

_JOBS = {
    Right.TULIS: "Mengubah data",
    Right.PENGGUNA: "Mengatur pengguna dan PIN orang lain",
    Right.KUNCI: "Membuat lembar pemulihan atau kunci baru",
    Right.PINDAH: "Memindahkan atau memulihkan data",
    Right.KETENTUAN: "Mengganti ketentuan kabupaten",
    Right.KANTOR: "Mengubah pejabat dan profil kantor",
    Right.PENERIMA: "Memasukkan kunci DPMD",
    Right.PERBARUI: "Memperbarui aplikasi",
    Right.MUSNAH: "Menghapus selamanya dan menarik persetujuan",
}


def role(kode: str) -> Role:
    """The role of a code; one nobody knows may do nothing."""
    return ROLES.get(kode) or Role(kode, kode, "", frozenset(), penuh=False)


def refusal(right: Right, mode: str) -> Problem:
    """The sentence for somebody who may not do a job at this kind of desk."""
    lead = ROLES[LEAD[mode]].label.lower()
    return Problem("HAK_TIDAK_CUKUP", f"{_JOBS[right]} hanya boleh dilakukan {lead}.", TIDAK_BERUBAH,
                   f"Minta {lead} masuk dengan PIN-nya.")
