"""Editing the SOTK board: its seats and who sits in them. Each change is one short write that can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from jamsos_desktop import texts
from jamsos_desktop.desk import persons
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.structure_board import CHECKED, CLASS, KEPT, has_board, kept_rows, seated
from jamsos_desktop.desk.structure_records import FieldChange, SeatOrder, SeatsUndo
from jamsos_desktop.desk.structure_seating import ACTING, COLUMN_LABELS, formation, numbered
from jamsos_desktop.model.codes import code_label, code_list
from jamsos_desktop.model.fields import label as field_label
from jamsos_desktop.model.parse import clean
from jamsos_desktop.model.records import LEFT, Peserta
from jamsos_desktop.policy.formation import KLASIFIKASI
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import history, office, people, seats
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.seats import EMPTIED, SeatRow

LONGEST, MOST = 60, 60  # letters of a label; seats of a board, the largest desa has some thirty
STAFF = "STAF"
EMPTY = SeatOrder(keadaan=EMPTIED)
Rows = tuple[SeatRow, ...]


def add_seat(ctx: Context, db: Database, kolom: str, jabatan: str = "", label: str = "", dusun: str = "") \
        -> tuple[str, SeatsUndo]:
    """A seat more in a column; gives its id. Without a post it is one of a staff member under the words of ``label``.

    Problems: KURSI_SALAH (column, post or words that cannot be), KURSI_PENUH.
    """
    jabatan, dusun = (jabatan or (STAFF if clean(label) else "")).upper(), clean(dusun)
    post = ctx.policy.jabatan.get(jabatan)
    if post is None or post.kelompok != "perangkat_desa":
        raise _wrong(f"Jabatan {jabatan[:20] or 'kosong'} bukan jabatan perangkat desa.",
                     "Pilih jabatan, misalnya KASI_YAN, atau tulis namanya.")
    if kolom not in COLUMN_LABELS:
        raise _wrong(f"Kolom {kolom[:20] or 'kosong'} tidak ada di papan.", f"Pilih {', '.join(COLUMN_LABELS)}.")
    words = _label(label or (f"Dusun {dusun}" if dusun else post.label))
    made: list[str] = []

    def change(rows: Rows) -> Rows:
        if len(rows) >= MOST:
            raise Problem("KURSI_PENUH", f"Papan ini sudah berisi {MOST} kursi.", TIDAK_BERUBAH,
                          "Hapus kursi yang tidak dipakai.")
        made.append(_free_id(jabatan, dusun, rows))
        return (*rows, SeatRow(id=made[0], kolom=kolom, jabatan=jabatan, label=words, dusun=dusun, urut=len(rows)))

    undo = _change(ctx, db, "tambah", lambda: made[0], change)
    return made[0], undo


def _free_id(jabatan: str, dusun: str, rows: Sequence[SeatRow]) -> str:
    """KASI_YAN, KASI_YAN-2, KADUS-IV: short enough to be typed."""
    taken, start = {row.id for row in rows}, f"{jabatan}-{dusun.upper().replace(' ', '_')}" if dusun else jabatan
    return next(one for one in (start, *(f"{start}-{n}" for n in range(2, MOST + 2))) if one not in taken)


def remove_seat(ctx: Context, db: Database, kursi: str) -> SeatsUndo:
    """Take a seat off the board; its holder keeps their record. Problem KURSI_TIDAK_ADA."""
    return _change(ctx, db, "hapus", lambda: kursi, lambda rows: tuple(r for r in rows if r is not _row(rows, kursi)))


def rename_seat(ctx: Context, db: Database, kursi: str, label: str, dusun: str | None = None) -> SeatsUndo:
    """Other words for a seat; ``dusun`` of a kepala dusun, by which people find their seat."""
    words = _label(label)

    def change(rows: Rows) -> Rows:
        row = _row(rows, kursi)
        return _put(rows, replace(row, label=words, dusun=row.dusun if dusun is None else clean(dusun)))

    return _change(ctx, db, "ubah", lambda: kursi, change)


def move_seat(ctx: Context, db: Database, kursi: str, langkah: int = 0, kolom: str = "") -> SeatsUndo:
    """Move a seat so many places down (negative: up) in its column, or to the end of another column."""
    if kolom and kolom not in COLUMN_LABELS:
        raise _wrong(f"Kolom {kolom[:20]} tidak ada di papan.", f"Pilih {', '.join(COLUMN_LABELS)}.")

    def change(rows: Rows) -> Rows:
        row = _row(rows, kursi)
        if kolom and kolom != row.kolom:
            return (*(r for r in rows if r is not row), replace(row, kolom=kolom))
        column = [r for r in rows if r.kolom == row.kolom]
        at = column.index(row)
        column.insert(max(0, min(len(column) - 1, at + langkah)), column.pop(at))
        return (*(r for r in rows if r.kolom != row.kolom), *column)

    return _change(ctx, db, "pindah", lambda: kursi, change)


def empty_seat(ctx: Context, db: Database, kursi: str) -> SeatsUndo:
    """Nobody holds this seat; it stays empty until somebody is put there."""
    return _change(ctx, db, "kosongkan", lambda: kursi, lambda rows: _put(rows, _held(_row(rows, kursi), EMPTY)))


def reset_formation(ctx: Context, db: Database, klasifikasi: str = "") -> SeatsUndo:
    """The seats of the village's class again (``klasifikasi`` "": the class as it is). Who was put into a seat keeps
    it, also one that the formation does not have. Problem KLASIFIKASI_SALAH."""
    wanted = klasifikasi or office.setting(db, CLASS, "")
    if wanted and wanted not in KLASIFIKASI:
        raise Problem("KLASIFIKASI_SALAH", f"Klasifikasi desa {wanted[:20]} tidak dikenal.", TIDAK_BERUBAH,
                      f"Pilih {', '.join(KLASIFIKASI)}.")

    def change(rows: Rows) -> Rows:
        kept = {row.id: row for row in rows if row.uid or (row.nama and row.keadaan != EMPTIED)}
        fresh = formation(ctx.policy, ctx.unit, wanted)
        own = {row.id for row in fresh}
        return (*(_refilled(row, kept.get(row.id)) for row in fresh),
                *(row for row in kept.values() if row.id not in own))

    return _change(ctx, db, "susun", lambda: wanted or "bawaan", change, klasifikasi=wanted)


def _refilled(fresh: SeatRow, kept: SeatRow | None) -> SeatRow:
    return replace(kept, label=fresh.label, kolom=fresh.kolom, dusun=fresh.dusun) if kept else fresh


def check_board(ctx: Context, db: Database) -> dict[str, str]:
    """Note that the board was compared with the SK today, and by whom; gives the note before it, {} for none."""
    actor = ctx.actor()
    with db.write():
        before: dict[str, str] = office.setting(db, CHECKED) or {}
        office.put_setting(db, CHECKED, {"tanggal": ctx.today.isoformat(), "oleh": texts.title_name(ctx.user)})
        history.append(db, actor, "periksa", "struktur", ctx.unit.kode)
    return before


def uncheck_board(ctx: Context, db: Database, before: dict[str, str]) -> None:
    """Take that note back: the one ``before`` it stands again."""
    actor = ctx.actor()
    with db.write():
        office.put_setting(db, CHECKED, before)
        history.append(db, actor, "urungkan", "struktur", ctx.unit.kode)


# Who sits there.


def fill_seat(ctx: Context, db: Database, kursi: str, order: SeatOrder) -> SeatsUndo:
    """Put somebody into a seat, in the place of whoever sat there; with ``perbarui`` their record follows in the same
    write.

    Problems: KURSI_TIDAK_ADA, KURSI_SALAH (nobody or two named, an end before the start), PESERTA_TIDAK_ADA,
    KURSI_ORANG_KELUAR.
    """
    nama = clean(order.nama)
    if bool(order.uid) == bool(nama):
        raise _wrong("Pengisi kursi ini belum jelas.", "Pilih satu peserta, atau tulis satu nama.")
    if order.keadaan not in code_list("status_pejabat"):
        raise _wrong(f"Keadaan {order.keadaan[:20]} tidak dikenal.", "Pilih definitif, pj, atau plt.")
    if order.mulai and order.sampai and order.sampai < order.mulai:
        raise _wrong("Masa jabatan berakhir sebelum mulai.", "Periksa kedua tanggalnya.")
    if len(nama) > LONGEST:
        raise _wrong(f"Nama lebih dari {LONGEST} huruf.", "Tulis nama sesuai KTP.")
    if len(clean(order.sk_nomor)) > LONGEST:
        raise _wrong(f"Nomor SK lebih dari {LONGEST} huruf.", "Tulis nomornya saja.")

    def change(rows: Rows) -> Rows:
        row = _row(rows, kursi)
        if order.uid:
            person = _present(db, order.uid)
            if order.perbarui and changes_for(ctx, db, row, person, order):
                persons.save_inside(ctx, db, _changed(ctx, row, person, order), person.revisi, alasan="struktur desa")
        return _put(rows, _held(row, order))

    return _change(ctx, db, "isi", lambda: kursi, change)


def _held(row: SeatRow, order: SeatOrder) -> SeatRow:
    return replace(row, uid=order.uid, nama=clean(order.nama), keadaan=order.keadaan, mulai=order.mulai,
                   sampai=order.sampai, sk_nomor=clean(order.sk_nomor), sk_tanggal=order.sk_tanggal)


def _present(db: Database, uid: str) -> Peserta:
    person = people.read(db, uid)
    assert person is not None
    if person.status in LEFT:
        raise Problem("KURSI_ORANG_KELUAR", f"{texts.title_name(person.nama)} sudah tercatat "
                      f"{code_label('status', person.status).lower()}.", TIDAK_BERUBAH, "Pilih orang lain.")
    return person


def seat_changes(ctx: Context, db: Database, kursi: str, order: SeatOrder) -> tuple[FieldChange, ...]:
    """What ``perbarui`` would change in the record of the person named; empty when it fits already."""
    if not order.uid:
        return ()
    return changes_for(ctx, db, _row(kept_rows(ctx, db)[0], kursi), _present(db, order.uid), order)


def changes_for(ctx: Context, db: Database, row: SeatRow, person: Peserta, order: SeatOrder) \
        -> tuple[FieldChange, ...]:
    """The fields of a person that would follow the seat. Somebody who acts for another, or holds another seat
    already, keeps their own post."""
    new = _changed(ctx, row, person, order)
    elsewhere = any(one.holder and one.holder.uid == person.uid and one.row.id != row.id
                    for one in seated(ctx, db)[0])
    keys = ("kelompok", "jabatan", "segmen", "sk_nomor", "sk_tanggal", "sk_berakhir")
    if order.keadaan == "plt" or elsewhere:
        return ()
    return tuple(FieldChange(key, field_label(key), _shown(ctx, key, person), _shown(ctx, key, new))
                 for key in keys if getattr(new, key) != getattr(person, key))


def _changed(ctx: Context, row: SeatRow, person: Peserta, order: SeatOrder) -> Peserta:
    acting = next((code for code, post in ACTING.items() if post == row.jabatan), row.jabatan)
    jabatan = acting if order.keadaan == "pj" else row.jabatan
    post = ctx.policy.jabatan.get(jabatan)
    new = replace(person, kelompok="perangkat_desa", jabatan=jabatan,
                  sk_nomor=clean(order.sk_nomor) or person.sk_nomor, sk_tanggal=order.sk_tanggal or person.sk_tanggal,
                  sk_berakhir=order.sampai or person.sk_berakhir)
    if person.kelompok != "perangkat_desa" and post is not None:
        new = replace(new, segmen=post.segmen_awal)
    return replace(new, mentah={key: text for key, text in new.mentah.items() if key != "jabatan"})


def _shown(ctx: Context, key: str, person: Peserta) -> str:
    value = getattr(person, key)
    if key.startswith("sk_") and key != "sk_nomor":
        return texts.screen_date(value)
    return (ctx.label(key, value) if key in ("kelompok", "jabatan") else str(value)) or "-"


# Parts.


def _change(ctx: Context, db: Database, aksi: str, objek: Callable[[], str], change: Callable[[Rows], Rows],
            klasifikasi: str | None = None) -> SeatsUndo:
    """Read, change and keep the seats in one write; the first change makes the board the village's own."""
    if not has_board(ctx):
        raise Problem("TANPA_PAPAN", f"{ctx.unit.sebutan} tidak punya papan perangkat desa.", TIDAK_BERUBAH,
                      "Papan ini hanya untuk desa.")
    actor = ctx.actor()
    with db.write():
        before, own = kept_rows(ctx, db)
        was = office.setting(db, CLASS, "")
        after = numbered(change(before))
        seats.keep(db, after)
        office.put_setting(db, KEPT, True)
        if klasifikasi is not None:
            office.put_setting(db, CLASS, klasifikasi)
        history.append(db, actor, aksi, "kursi", objek())
    return SeatsUndo(before, after, own, was)


def restore_seats(ctx: Context, db: Database, undo: SeatsUndo) -> None:
    """Take a change back. Problem TIDAK_BISA_URUNG when the board changed since."""
    actor = ctx.actor()
    with db.write():
        if kept_rows(ctx, db)[0] != undo.sesudah:
            raise Problem("TIDAK_BISA_URUNG", "Papan ini sudah diubah lagi sesudah itu.", TIDAK_BERUBAH,
                          "Ubah kursinya satu per satu.")
        seats.keep(db, undo.sebelum if undo.tersimpan else ())
        office.put_setting(db, KEPT, undo.tersimpan)
        office.put_setting(db, CLASS, undo.klasifikasi)
        history.append(db, actor, "urungkan", "kursi", ctx.unit.kode)


def _row(rows: Sequence[SeatRow], kursi: str) -> SeatRow:
    found = next((row for row in rows if row.id == kursi), None)
    if found is None:
        raise Problem("KURSI_TIDAK_ADA", f"Kursi {kursi[:40] or 'kosong'} tidak ada di papan.", TIDAK_BERUBAH,
                      "Lihat daftar kursi dengan perintah struktur.")
    return found


def _put(rows: Sequence[SeatRow], row: SeatRow) -> Rows:
    return tuple(row if one.id == row.id else one for one in rows)


def _label(text: str) -> str:
    words = clean(text)
    if not 0 < len(words) <= LONGEST:
        raise _wrong("Nama kursi kosong." if not words else f"Nama kursi lebih dari {LONGEST} huruf.",
                     "Tulis misalnya Kasi Pelayanan.")
    return words


def _wrong(what: str, how: str) -> Problem:
    return Problem("KURSI_SALAH", what, TIDAK_BERUBAH, how)

