"""What a district officer does with one kiriman, by its outcome: words, facts, steps and buttons as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jamsos_desktop.desk import FileLine
from jamsos_desktop.texts import number

if TYPE_CHECKING:
    from jamsos_desktop.desk import UnitInfo

SAFE = "Tidak ada data yang berubah. Filenya tetap di folder asal."
FULL = "Minta kiriman penuh: di desa, Kirim ke DPMD, lalu Kirim semua."


class Step(NamedTuple):
    """One numbered step; ``under`` stands small below it (a name and a phone number)."""

    words: str
    under: str = ""


class Action(NamedTuple):
    """A button: what it does (``key``), its words, kind and icon."""

    key: str
    words: str
    kind: str = ""
    icon: str = ""


class Advice(NamedTuple):
    """Everything the right panel says. ``sidik``: a fingerprint to compare, shown large."""

    lead: str
    facts: tuple[tuple[str, str], ...] = ()
    sidik: str = ""
    steps: tuple[Step, ...] = ()
    actions: tuple[Action, ...] = ()
    note: str = ""


PEOPLE = Action("orang", "Lihat orang desa ini", "", "people")
COPY = Action("pesan", "Salin pesan untuk desa", "", "chat-dots")
COPY_FIRST = Action("pesan", "Salin pesan untuk desa", "primary", "chat-dots")
# What the village is asked for when its file was refused, by the code of the problem.
REFUSED = {
    "PAKET_RUSAK": "Minta salinan ulang. Flashdisk dicabut setelah Keluarkan.",
    "PAKET_BUKAN_UNTUK_ANDA": "Beri desa file kunci DPMD yang berlaku, lalu minta kiriman baru.",
    "PAKET_TANDA_TANGAN": "Tanyakan siapa yang membuat file ini. Jangan dipakai sebelum jelas.",
    "VERSI_BARU": "Perbarui aplikasi di meja ini, lalu ambil lagi file yang sama.",
    "PAKET_SANDI": "Minta kiriman yang dibuat dari aplikasi, tanpa kata sandi tambahan.",
}


def advice_of(line: FileLine, unit: UnitInfo | None) -> Advice:
    """The words for a kiriman and its village (None when the file names none that is known)."""
    return (_taken if line.selesai else _MAKERS.get(line.hasil, _taken))(line, unit)


def _contact(unit: UnitInfo | None) -> str:
    return unit.kontak if unit is not None else ""


def _taken(line: FileLine, unit: UnitInfo | None) -> Advice:
    facts = [("Orang baru", line.baru), ("Berubah", line.berubah), ("Keluar", line.berakhir),
             ("Beda di dua laptop", line.bentrok), ("Sama seperti dulu", line.sama), ("Dihapus desa", line.dihapus)]
    shown = tuple((name, f"{number(many)} orang") for name, many in facts if many or name == "Orang baru")
    return Advice("Kiriman ini sudah masuk.", (*shown, ("Kode periksa", line.kode_periksa), *_history(line, unit)),
                  actions=(PEOPLE,),
                  note="Belum ada yang diputuskan. Jawaban untuk desa dibuat di halaman Balasan.")


def _history(line: FileLine, unit: UnitInfo | None) -> tuple[tuple[str, str], ...]:
    """Where the village's history ended in its newest kiriman: the village compares it with its own."""
    if unit is None or not unit.riwayat_n or line.seq != unit.seq:
        return ()
    return (("Riwayat desa, catatan no.", number(unit.riwayat_n)), ("Kode periksa riwayat", unit.riwayat_kode))


def _repeat(line: FileLine, unit: UnitInfo | None) -> Advice:
    return Advice("Kiriman yang sama sudah pernah diterima.", (("Kode periksa", line.kode_periksa),),
                  actions=(PEOPLE,), note="Tidak ada yang dicatat dua kali.")


def _gap(line: FileLine, unit: UnitInfo | None) -> Advice:
    taken = _taken(line, unit)
    return Advice(
        "Isinya sudah masuk. Ada nomor sebelumnya yang belum pernah diterima.",
        taken.facts, steps=(Step("Minta nomor yang terlewat, bila filenya masih ada.", _contact(unit)), Step(FULL)),
        actions=(COPY_FIRST, PEOPLE), note="Nomor yang terlewat tidak menahan kiriman ini.")


def _waits(line: FileLine, unit: UnitInfo | None) -> Advice:
    return Advice(
        "Kiriman ini melanjutkan nomor yang tidak ada di meja ini, jadi belum bisa dipakai.",
        (("Kode periksa", line.kode_periksa),), steps=(Step(FULL, _contact(unit)),
                                                       Step("Ambil kiriman penuh itu. Yang ini menyusul sendiri.")),
        actions=(COPY_FIRST, PEOPLE), note="Kiriman ini disimpan. Data desa tidak berubah.")


def _unmatched(line: FileLine, unit: UnitInfo | None) -> Advice:
    return Advice(
        "Kiriman pertama desa ini sudah masuk. Kuncinya belum dicocokkan.",
        sidik=unit.sidik if unit is not None else "",
        steps=(Step("Buka tanda terima yang dibawa desa, atau telepon desanya.", _contact(unit)),
               Step("Bandingkan keempat kelompok di atas, satu per satu.")),
        actions=(Action("cocok", "Sidik sama, cocokkan", "primary", "shield-check"),
                 Action("beda", "Sidik tidak sama"), PEOPLE),
        note="Sebelum dicocokkan, balasan untuk desa ini tidak dibuat.")


def _other_key(line: FileLine, unit: UnitInfo | None) -> Advice:
    known = unit.sidik if unit is not None else ""
    return Advice(
        "Kiriman ini memakai kunci lain dari yang tercatat untuk desa ini. Isinya ditahan.",
        (("Sidik yang tercatat", known), ("Kode periksa", line.kode_periksa)),
        steps=(Step("Telepon desa: apakah laptop dan kata pemulihannya hilang?", _contact(unit)),
               Step("Bila ya, cabut kunci lama. Kunci baru lalu dicocokkan dari tanda terima."),
               Step("Bila tidak, jangan dipakai. Tanyakan siapa yang membuat file ini.")),
        actions=(Action("cabut", "Cabut kunci lama...", "danger", "key"), COPY, PEOPLE),
        note="Kiriman ini disimpan. Data desa tidak berubah.")


def _refused(line: FileLine, unit: UnitInfo | None) -> Advice:
    ask = REFUSED.get(line.problem_kode, "Minta desa membuat kiriman baru dari aplikasi.")
    return Advice(f"Ditolak. {_sentence(line.keterangan)}", (("Kode galat", line.problem_kode or "-"),),
                  steps=(Step(ask, _contact(unit)), Step("Ambil file yang baru di halaman ini.")),
                  actions=(COPY_FIRST, PEOPLE) if unit is not None else (COPY_FIRST,), note=SAFE)


def _foreign(line: FileLine, unit: UnitInfo | None) -> Advice:
    return Advice(f"File ini bukan kiriman dari desa. {_sentence(line.keterangan)}",
                  steps=(Step("Kiriman desa bernama JD-kode-nomor.jdx."),
                         Step("Balasan dan ketentuan tidak diambil di halaman ini.")), note=SAFE)


def _sentence(words: str) -> str:
    """A remark of a table cell as a sentence."""
    words = words.strip()
    return words[:1].upper() + words[1:] + ("" if not words or words.endswith(".") else ".")


_MAKERS = {"baru": _taken, "berubah": _taken, "ulang": _repeat, "nomor_terlewat": _gap, "menunggu": _waits,
           "kunci_belum": _unmatched, "kunci_lain": _other_key, "ditolak": _refused, "bukan_kiriman": _foreign}


def message_of(line: FileLine, place: str, office: str) -> str:
    """Words to paste into a chat with the village: numbers and codes only, never a NIK or a person's name."""
    what = f"kiriman no. {line.seq} {place}" if line.seq else "kiriman Anda"
    greeting = f"{office}: tentang {what} ({line.nama_berkas})."
    asks = {
        "nomor_terlewat": f"Sudah masuk. {_sentence(line.keterangan)} Mohon kirim file nomor itu, atau kiriman penuh.",
        "menunggu": "Belum bisa dipakai karena nomor sebelumnya tidak ada di DPMD. Mohon buat kiriman penuh.",
        "dua_laptop": "Nomor ini datang dari dua laptop dengan isi berbeda. Laptop mana yang dipakai desa?",
        "kunci_belum": "Mohon bacakan sidik kunci pada tanda terima, empat kelompok huruf dan angka.",
        "kunci_lain": "Kuncinya lain dari yang tercatat. Apakah laptop desa diganti?",
    }
    words = asks.get(line.hasil, f"Belum bisa diterima. {_sentence(line.keterangan)}"
                                 f" {REFUSED.get(line.problem_kode, 'Mohon buat kiriman baru dari aplikasi.')}")
    return f"{greeting} {words}"
