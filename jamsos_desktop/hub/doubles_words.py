"""What the four decisions say: to whoever decides, in the note of a refused person, and to both villages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from jamsos_desktop.hub import doubles
from jamsos_desktop.hub.doubles import A_KE_B, BERBEDA, PAKAI_A, PAKAI_B, PINDAH, Message
from jamsos_desktop.hub.records import BERJALAN, Person
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.texts import long_date, title_name

WAITING = ("di_bpjs", "menunggu_bayar")


class Side(NamedTuple):
    """One record and how its village is called: "Desa Leppe". ``di_bpjs``: BPJS has yet to answer a batch they are in,
    or to be paid for it."""

    person: Person
    tempat: str
    di_bpjs: bool = False


class Option(NamedTuple):
    """A decision as it would work out. ``boleh`` False: ``akibat`` says why not. ``mengakhiri``: whose running
    membership it would end, in words, "" for nobody's."""

    akibat: str
    boleh: bool = True
    mengakhiri: str = ""


class Settled(NamedTuple):
    """A decision ready to be written: columns by uid, messages, and the line for Riwayat."""

    changes: Mapping[str, Mapping[str, Any]]
    messages: tuple[Message, ...]
    keterangan: str


def options(a: Side, b: Side, arah: str) -> dict[int, Option]:
    """The four decisions as they stand now; ``arah``: which way decision 3 goes."""
    return {PAKAI_A: _use(b, "B"), PAKAI_B: _use(a, "A"), PINDAH: _move(a, b, arah),
            BERBEDA: Option("Keduanya tetap, NIK diperiksa" if a.person.nik == b.person.nik else "Keduanya tetap")}


def _use(loser: Side, letter: str) -> Option:
    if loser.person.keadaan not in BERJALAN:
        return Option(f"{letter} ditolak dengan alasan ganda")
    what = "yang aktif" if loser.person.keadaan == "aktif" else "yang sedang berjalan di BPJS"
    return Option(f"Mengakhiri {letter} {what}",
                  mengakhiri=f"Kepesertaan {title_name(loser.person.nama)} di {loser.tempat} {what}")


def _move(a: Side, b: Side, arah: str) -> Option:
    (source, old), (target, new) = ((a, "A"), (b, "B")) if arah == A_KE_B else ((b, "B"), (a, "A"))
    if a.person.unit == b.person.unit:
        return Option("Tidak bisa: keduanya di desa yang sama", False)
    for side, letter in ((source, old), (target, new)):
        if side.person.keadaan in WAITING or side.di_bpjs:
            return Option(f"Belum bisa: {letter} masih diproses BPJS", False)
    if source.person.keadaan != "aktif":
        if target.person.keadaan == "aktif":
            return Option(f"{new} tetap aktif, {old} keluar")
        return Option(f"{old} keluar, {new} tetap diproses")
    if target.person.keadaan == "aktif":
        return Option(f"Masa aktif jadi satu di {new}, {old} keluar")
    return Option("KPJ dan masa aktif ikut")


def settle(a: Side, b: Side, nomor: int, catatan: str, arah: str, today: date, akhiri_aktif: bool) -> Settled:
    """What a decision writes.

    Problem AKTIF_AKAN_BERAKHIR when it would end a running membership and ``akhiri_aktif`` does not say so;
    KEPUTUSAN_TIDAK_BISA when it is not possible now.
    """
    option = options(a, b, arah)[nomor]
    if not option.boleh:
        raise Problem("KEPUTUSAN_TIDAK_BISA", f"Keputusan {nomor} tidak bisa dipakai. {option.akibat}.",
                      TIDAK_BERUBAH, "Pilih keputusan lain, atau tunggu jawaban BPJS.")
    if option.mengakhiri and not akhiri_aktif:
        raise Problem("AKTIF_AKAN_BERAKHIR", f"{option.mengakhiri} akan berakhir.", TIDAK_BERUBAH,
                      "Pilih 3 bila orangnya pindah desa. Bila memang harus berakhir, nyatakan itu.")
    if nomor == BERBEDA:
        return Settled({}, _different(a, b, catatan), "dua orang berbeda")
    if nomor == PINDAH:
        source, target = (a, b) if arah == A_KE_B else (b, a)
        return _moved(source, target, catatan, today)
    keep, lose = (a, b) if nomor == PAKAI_A else (b, a)
    return _one_person(keep, lose, catatan, today)


def _one_person(keep: Side, lose: Side, catatan: str, today: date) -> Settled:
    same = keep.person.unit == lose.person.unit
    known = (f"Sudah ada di daftar desa ini, nomor {keep.person.nomor or '-'}." if same
             else f"Sudah didaftarkan {keep.tempat} {_since(keep.person)}.")
    ended = "Kepesertaan di desa ini diakhiri. " if lose.person.keadaan in BERJALAN else ""
    columns = {**doubles.dropped(lose.person, today), "catatan": _noted(ended + known, catatan)}
    messages = () if same else (Message(
        keep.person.unit, _noted(f"{_name(keep)} juga didaftarkan {lose.tempat}. DPMD memutuskan: satu orang,"
                                 " tetap di desa Anda.", catatan), keep.person.uid),)
    return Settled({lose.person.uid: columns}, messages, "orang sama")


def _moved(source: Side, target: Side, catatan: str, today: date) -> Settled:
    changes = doubles.moved(source.person, target.person, today)
    runs = source.person.keadaan == "aktif"
    changes[source.person.uid]["catatan"] = _noted(f"Dipindahkan ke {target.tempat}.", catatan)
    came = f"Pindah dari {source.tempat}." + (" KPJ dan masa iuran ikut." if runs else "")
    changes[target.person.uid]["catatan"] = _noted(came, catatan)
    message = Message(target.person.unit, _noted(f"{_name(target)} pindah dari {source.tempat} ke desa Anda."
                                                 + (" KPJ dan masa iuran ikut." if runs else ""), catatan),
                      target.person.uid)
    return Settled(changes, (message,), "pindah desa")


def _different(a: Side, b: Side, catatan: str) -> tuple[Message, ...]:
    same_nik = a.person.nik == b.person.nik
    what = ("Periksa NIK di KTP-el: NIK yang sama dipakai dua orang." if same_nik
            else "Tidak ada yang perlu diubah.")

    def to(here: Side, other: Side) -> Message:
        where = "juga ada di daftar desa Anda" if here.person.unit == other.person.unit else f"ada di {other.tempat}"
        alike = "dengan NIK yang sama" if same_nik else "yang mirip"
        return Message(here.person.unit, _noted(f"{_name(here)}: catatan {alike} {where}. DPMD memutuskan: dua orang"
                                                f" berbeda. {what}", catatan), here.person.uid)

    return (to(a, b), to(b, a)) if a.person.unit != b.person.unit or same_nik else (to(a, b),)


def taken_back(message: Message, name: str) -> Message:
    """What a village is told when a decision it may already know of is undone."""
    return message._replace(teks=f"Keputusan DPMD tentang {name} dibatalkan. Tunggu keputusan yang baru.")


def _since(person: Person) -> str:
    day = person.aktif_dari if person.keadaan == "aktif" and person.aktif_dari else person.pertama[:10]
    return f"sejak {long_date(date.fromisoformat(day))}"


def _name(side: Side) -> str:
    return title_name(side.person.nama)


def _noted(text: str, catatan: str) -> str:
    note = catatan.strip()
    return f"{text} {note}{'' if note.endswith('.') else '.'}" if note else text
