"""Everything this desk holds of one person, in words: for the copy they may ask for, on paper and as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from jamsos_desktop.desk import data_rights_reading as reading
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.data_rights_records import BASES, RESULTS
from jamsos_desktop.model import masa
from jamsos_desktop.model.actions import action_words
from jamsos_desktop.model.codes import code_label, code_list
from jamsos_desktop.model.fields import BY_KEY, FIELDS, SECTION_LABELS, Field, Kind, label
from jamsos_desktop.model.parse import text_of
from jamsos_desktop.model.privacy import last_four
from jamsos_desktop.model.records import Keluarga, Peserta
from jamsos_desktop.store import data_requests, events, held, history, people, scans, seats
from jamsos_desktop.store.engine import Database
from jamsos_desktop.texts import clock, rupiah_exact, screen_date, title_name

MOST_STEPS = 5000  # entries of the history told; nobody has so many


class HeldPart(NamedTuple):
    """One part of the copy: a heading, the heads of its columns, rows of as many texts."""

    judul: str
    kolom: tuple[str, ...]
    baris: tuple[tuple[str, ...], ...]


def parts(ctx: Context, db: Database, person: Peserta) -> tuple[HeldPart, ...]:
    """The whole copy, part by part; what there is nothing of is left out."""
    found = (*_facts(ctx, person), _kin(person), _papers(ctx, db, person), _decisions(ctx, db, person),
             _sent(db, person), _printed(db, person), _bills(ctx, db, person), _events(db, person), _posts(db, person),
             _copies(db, person), _steps(ctx, db, person))
    return tuple(part for part in found if part.baris)


def _facts(ctx: Context, person: Peserta) -> Iterable[HeldPart]:
    for section, heading in SECTION_LABELS.items():
        rows = [(field.label, value) for field in FIELDS
                if field.section is section and (value := _value(ctx, person, field))]
        yield HeldPart(heading, ("Isian", "Yang tercatat"), tuple(rows))
    other = [("Nomor di kantor", person.nomor),
             ("Keluar", f"{screen_date(person.keluar_tanggal)}, {code_label('keluar_sebab', person.keluar_sebab)}"
              if person.keluar_tanggal else "")]
    known = {key for key in person.mentah if key in BY_KEY}
    other += [(f"{label(key)} (belum terbaca)", text) for key, text in person.mentah.items() if key not in known]
    other += [("Sudah dicocokkan", f"{one.kode}, {one.oleh}, {_moment(one.waktu)}") for one in person.dicocokkan]
    yield HeldPart("Lainnya", ("Isian", "Yang tercatat"), tuple((name, text) for name, text in other if text))


def _value(ctx: Context, person: Peserta, field: Field) -> str:
    text = text_of(person, field.key)
    if field.key in person.mentah:
        return f"{text} (belum terbaca)"
    if field.kind is Kind.CODE and field.codes:
        return ctx.label(field.codes, text) if text else ""
    return f"Rp {text}" if field.kind is Kind.MONEY and text else text


def _kin(person: Peserta) -> HeldPart:
    rows = tuple((title_name(one.nama) or "-", code_label("hubungan", one.hubungan),
                  last_four(one.nik) if one.nik else "-", screen_date(one.tanggal_lahir), one.hp or "-", _role(one))
                 for one in person.keluarga)
    return HeldPart("Keluarga dan ahli waris", ("Nama", "Hubungan", "NIK", "Lahir", "HP", "Sebagai"), rows)


def _role(one: Keluarga) -> str:
    heir = f"Ahli waris {one.urutan}" if one.urutan else "Keluarga"
    return f"{heir}, wali {title_name(one.wali)}" if one.wali else heir


def _papers(ctx: Context, db: Database, person: Peserta) -> HeldPart:
    names = {paper.kode: paper.singkat for paper in ctx.policy.berkas_orang(person.kelompok)}
    sealed = scans.of(db, person.uid)
    states = code_list("status_berkas")
    codes = list(dict.fromkeys((*person.berkas, *sealed)))
    rows = tuple((names.get(kode, kode), states.get(person.berkas.get(kode, ""), "-"),
                  f"{_moment(sealed[kode].waktu.isoformat())}, {sealed[kode].oleh}" if kode in sealed else "-")
                 for kode in codes)
    return HeldPart("Berkas dan scan", ("Berkas", "Keadaan", "Scan diambil"), rows)


def _decisions(ctx: Context, db: Database, person: Peserta) -> HeldPart:
    rest = data_requests.restrictions(db, [person.uid]).get(person.uid)
    given = person.persetujuan
    rows = [("Persetujuan", reading.consent_words(given) or "Belum tercatat"),
            ("Saksi", given.saksi if given else ""), ("Sebab ditarik", given.sebab_tarik if given else ""),
            ("Dibatasi sejak", f"{_moment(rest.sejak)}: {rest.alasan}" if rest else "")]
    for one in reading.rows(ctx, db, data_requests.of(db, person.uid)):
        rows.append((one.label, f"diminta {_moment(one.diterima.isoformat())}, "
                     + (f"selesai {_moment(one.selesai.isoformat())}" if one.selesai else "belum selesai")))
    return HeldPart("Persetujuan dan permintaan", ("Hal", "Keterangan"), tuple(r for r in rows if r[1]))


def _sent(db: Database, person: Peserta) -> HeldPart:
    rows = [(_moment(one.waktu), f"Kiriman no. {one.seq} ke {one.penerima or 'DPMD'}",
             code_label("permohonan", one.permohonan)) for one in held.sent(db, person.uid)]
    rows += [(_moment(one.diambil), f"Balasan DPMD no. {one.no}",
              ": ".join(filter(None, (code_label("status", one.putusan), one.label, one.teks))))
             for one in held.told(db, person.uid)]
    return HeldPart("Kepada siapa data dikirim, dan jawabannya", ("Waktu", "Apa", "Isi"), tuple(rows))


def _printed(db: Database, person: Peserta) -> HeldPart:
    from jamsos_desktop.paper.sheets import PAPERS

    rows = tuple((_moment(one.waktu), PAPERS[one.jenis].nama if one.jenis in PAPERS else one.jenis, one.bundel,
                  one.oleh) for one in held.printed(db, person.uid))
    return HeldPart("Kertas yang dicetak", ("Waktu", "Kertas", "Bundel", "Oleh"), rows)


def _bills(ctx: Context, db: Database, person: Peserta) -> HeldPart:
    rows = tuple((masa.words(one.bulan_dari, one.bulan_sampai),
                  rupiah_exact(one.sebulan_sen), ctx.label("sumber_dana", one.sumber_dana),
                  screen_date(date.fromisoformat(one.dibayar)) if one.dibayar else "belum")
                 for one in held.billed(db, person.uid))
    return HeldPart("Iuran", ("Bulan", "Sebulan", "Sumber dana", "Dibayar"), rows)


def _events(db: Database, person: Peserta) -> HeldPart:
    rows = tuple((_moment(one.waktu), one.jenis, " ".join(filter(None, (one.tempat, one.uraian, one.catatan))) or "-",
                  one.keadaan) for one in events.every(db, person.uid))
    return HeldPart("Kematian dan kecelakaan kerja", ("Waktu", "Jenis", "Uraian", "Keadaan"), rows)


def _posts(db: Database, person: Peserta) -> HeldPart:
    rows = tuple((seat.label, seat.keadaan, seat.sk_nomor or "-") for seat in seats.every(db) if seat.uid == person.uid)
    return HeldPart("Kursi di struktur desa", ("Kursi", "Keadaan", "SK"), rows)


_COPIES = {"draf": "Draf yang belum disimpan", "urungkan": "Salinan untuk mengurungkan, paling lama 30 hari",
           "impor": "Isi sebelum diubah impor Excel, paling lama 30 hari"}


def _copies(db: Database, person: Peserta) -> HeldPart:
    rows = tuple((_COPIES[kind], _moment(waktu)) for kind, waktu in held.copies(db, person.uid))
    return HeldPart("Salinan sementara", ("Apa", "Sejak"), rows)


_LABELS = {"sumber_dana": "Sumber dana", "catatan": "Catatan", "kartu": "Kartu", "keluar_tanggal": "Tanggal keluar",
           "keluar_sebab": "Sebab keluar", "tanpa_ahli_waris": "Tanpa ahli waris", "mentah": "Yang belum terbaca"}


def _reason(ctx: Context, said: str) -> str:
    """Why, as the history keeps it; a kind of request by its words."""
    kind, _, result = said.partition(": ")
    right = ctx.policy.pribadi.hak.get(kind)
    return ": ".join(filter(None, (right.label, RESULTS.get(result, result)))) if right else BASES.get(said, said)


def _steps(ctx: Context, db: Database, person: Peserta) -> HeldPart:
    rows = []
    for entry in reversed(history.entries(db, person.uid, MOST_STEPS)):
        columns = entry["kolom"]
        assert isinstance(columns, list)
        words = action_words(str(entry["aksi"]), str(entry["objek"]))
        rows.append((_moment(str(entry["waktu"])), str(entry["pelaku"]), words,
                     ", ".join(_LABELS.get(column) or label(column) for column in columns if column != "uid") or "-",
                     _reason(ctx, str(entry["alasan"])) or "-"))
    return HeldPart("Riwayat pemrosesan", ("Waktu", "Oleh", "Yang dikerjakan", "Isian", "Alasan"), tuple(rows))


def _moment(text: str) -> str:
    """An ISO day or moment as people read it."""
    if len(text) <= len("2026-11-20"):
        return screen_date(date.fromisoformat(text))
    found = datetime.fromisoformat(text)
    return f"{screen_date(found.date())} {clock(found)}"


def person_of(db: Database, uid: str) -> Peserta:
    """The person a copy is made of. Problem PESERTA_TIDAK_ADA."""
    found = people.read(db, uid)
    assert found is not None
    return found
