"""Rules on what is missing or could not be read, and on programme and period."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import lru_cache
from operator import attrgetter

from jamsos_desktop.model.fields import BY_KEY, FAMILY_FIELDS, Field
from jamsos_desktop.model.findings import Mend
from jamsos_desktop.model.parse import parse, value_of
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.rules.kinds import KURANG, PERIKSA, SALAH, Hit, Known, rule, short, unsure
from jamsos_desktop.texts import MONTHS, long_date, screen_date

BY_EXCEL = re.compile(r"\d([.,]\d*)?[eE]\+?\d+")
# How far from today a start may be before it looks like a slip of the year.
LONG_PAST, FAR_AHEAD = timedelta(days=92), timedelta(days=366)
_FAMILY = {field.key: field for field in FAMILY_FIELDS}


def field_of(key: str) -> Field | None:
    """The field of a ``mentah`` key: its own, or that of a family row (``keluarga.2.nik``)."""
    return BY_KEY.get(key) or (_FAMILY.get(key.rpartition(".")[2]) if key.startswith("keluarga.") else None)


@rule("MENTAH", SALAH, "*", apa="Isian yang diketik dapat dibaca sebagai angka, tanggal atau pilihan.",
      cara="Ketik ulang.", sumber="kamus data")
def mentah(p: Peserta, known: Known) -> Iterator[Hit]:
    for key, text in p.mentah.items():
        field = field_of(key)
        name = short(key)
        if field is not None and field.length and BY_EXCEL.fullmatch(text.strip()):
            yield Hit(f"Angka {name} hilang karena Excel ({text}).", f"{name} rusak Excel", (key,),
                      cara="Salin ulang dari KTP atau KK. Angka aslinya tidak ada lagi di berkas itu.")
            continue
        reason, how = f"Isian {name} tidak terbaca: {text}.", f"Ketik ulang. {field.hint if field else ''}".strip()
        if field is not None:
            try:
                parse(field, text, known.policy.lists)
            except ValueError as error:
                reason = str(error)
        yield Hit(reason, f"{name} salah", (key,), cara=how)


@rule("WAJIB", KURANG, "*", apa="Isian yang diminta berkas kelompok dan segmennya tidak kosong.",
      cara="Isi dari KTP, Kartu Keluarga atau SK.", sumber="wajib.csv: Formulir 1a, SIPP, JMO")
def wajib(p: Peserta, known: Known) -> Iterator[Hit]:
    keys = known.policy.required_keys(p.kelompok, p.segmen)
    for key, value in zip(keys, _values(keys)(p), strict=True):
        if value in ("", None, ()) and not (key in p.mentah or (key == "hp" and p.tanpa_hp)):
            field = BY_KEY[key]
            yield Hit(f"{field.label} belum diisi.", f"{short(key)} kosong", (key,),
                      cara=unsure(field.hint, known.policy.wajib_unsure(key, p.segmen), "Kewajiban mengisi ini"))


@lru_cache(32)
def _values(keys: tuple[str, ...]) -> Callable[[Peserta], tuple[object, ...]]:
    """Reads these fields of somebody at once (``sumber_dana.jht`` reaches inside)."""
    if len(keys) < 2:  # attrgetter gives one value bare
        return lambda p: tuple(value_of(p, key) for key in keys)
    return attrgetter(*keys)


@rule("PROGRAM_WAJIB", SALAH, "program", apa="JKK dan JKM selalu diikuti bersama.",
      cara="Pilih JKK dan JKM. JHT boleh ditambahkan.", sumber="SE Mendagri 842.2/5193/SJ; PP 44/2015")
def program_wajib(p: Peserta, known: Known) -> Iterator[Hit]:
    missing = [name for name in ("JKK", "JKM") if name not in p.program]
    if p.program and missing:
        whole = " ".join(name for name in ("JKK", "JKM", "JHT") if name in (*p.program, *missing))
        yield Hit(f"{' dan '.join(missing)} belum dipilih.", f"{missing[0]} belum dipilih",
                  mends=(Mend(f"Pakai {whole}", "program", whole),))


@rule("MULAI", PERIKSA, "mulai", apa="Mulai kepesertaan yang diminta dekat dengan hari ini, dan setelah lahir.",
      cara="Lihat tahunnya. Tulis tanggal mulai yang diminta.", sumber="simpulan: salah ketik tahun")
def mulai(p: Peserta, known: Known) -> Iterator[Hit]:
    start, today = p.mulai, known.today
    if start is None:
        return
    if p.tanggal_lahir and p.tanggal_lahir <= today and start < p.tanggal_lahir:
        yield Hit(f"Mulai kepesertaan {screen_date(start)}, sebelum tanggal lahir.", "Tanggal mulai salah",
                  ("mulai", "tanggal_lahir"), tingkat=SALAH)
    elif p.permohonan == "daftar" and not p.aktif_sampai:  # whoever is a member already began long ago
        first = known.policy.first_dues(p.segmen)
        if first and start < first:  # no sum could be printed, and no age limit is known for that day
            yield Hit(f"Mulai kepesertaan {screen_date(start)}, sebelum ada tarif iuran.", "Tanggal mulai salah",
                      cara="Lihat tahunnya. Bila orangnya sudah peserta, pilih permohonan yang lain.", tingkat=SALAH)
        elif start < today - LONG_PAST:
            yield Hit(f"Mulai kepesertaan {screen_date(start)} sudah lama lewat.", "Tanggal mulai lama")
        elif start > today + FAR_AHEAD:
            yield Hit(f"Mulai kepesertaan {screen_date(start)} masih jauh.", "Tanggal mulai jauh")


@rule("MASA_IURAN", PERIKSA, "aktif_sampai", apa="Masa iuran belum lewat dan tidak segera berakhir.",
      cara="Buka Iuran, lalu pilih Ajukan perpanjangan.",
      sumber="konten BPJSTK: 3 bulan tidak bayar menjadi nonaktif", settle=False)
def masa_iuran(p: Peserta, known: Known) -> Iterator[Hit]:
    end = p.aktif_sampai
    notice = known.policy.value("hari_akan_berakhir", "", known.today)
    if end is None or p.keluar_tanggal:
        return
    brief = f"{end.day} {MONTHS[end.month - 1][:3]}"
    if end < known.today:
        yield Hit(f"Masa iuran berakhir {long_date(end)}.", f"Lewat masa {brief}")
    elif notice and end - known.today <= timedelta(days=int(notice.teks)):
        yield Hit(f"Masa iuran berakhir {long_date(end)}.", f"Iuran berakhir {brief}",
                  cara=unsure(masa_iuran.cara, notice.belum_dikonfirmasi, f"Batas {notice.teks} hari"))
