"""Beranda, the work of the day: what is to do, most urgent first, in words. Pure: counted facts in, rows out.

The order: a deadline that passed, cover that lapsed, an accident to be reported, heirs who may claim, people
refused, bills to be paid, cover that ends, the map desa, freed seats, a column many lack, data, prints, signatures,
the next package, appointments that end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from jamsos_desktop import texts

if TYPE_CHECKING:
    from jamsos_desktop.desk import Board, EndingGroup, EventRow, FillColumn, FreedSeat, Reminder, RoadStep, Today

MOST_STEPS = 5
SOON_DAYS = 7
MOST_ENDINGS = 2  # groups of people whose cover ends that get a row of their own
MOST_CAUSES = 4
MANY_LACK = 10  # people who lack one column, from which it is quicker to fill it downwards
MAP, STRUCTURE = "map_desa", "struktur"
COVERED = ("data", "tanda_tangan", "dpmd")  # steps of the map that are rows of their own here


class Step(NamedTuple):
    """One thing to do: icon and its colour role, what, why or until when, button words, the same in few words, page
    and arguments. Page ``map_desa`` is the sheet of a step."""

    icon: str
    role: str
    what: str
    why: str
    button: str
    short: str
    page: str
    args: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Work:
    """What the rows are made of. ``opening``: steps of the map desa that can be worked on, the next one first;
    ``fund``: fund code -> its name; ``desa``: whether this unit has perangkat desa, ``unit``: what it is called."""

    today: date
    now: datetime
    counts: Today
    opening: Sequence[RoadStep] = ()
    events: Sequence[EventRow] = ()
    freed: Sequence[FreedSeat] = ()
    reminders: Sequence[Reminder] = ()
    fund: dict[str, str] = field(default_factory=dict)
    desa: bool = True
    unit: str = "desa"
    lacking: FillColumn | None = None  # the column most people lack whose papers ask for it
    asked: tuple[int, int] = (0, 0)  # requests about data that are open, and those late or due within a day
    no_sheet: bool = False  # a PIN, but no recovery sheet in the cupboard
    board: Board | None = None  # the SOTK, where there is one
    answered_within: str = ""  # the time the settings give for a request about data


def steps(work: Work) -> list[Step]:
    """The work of the day, most urgent first; empty when nothing is left to do."""
    if not work.counts.counts.total and not any(work.counts.counts.status.values()):
        return [*_sheet(work), *_first_day(work)]
    return [*_sheet(work), *(step for part in _PARTS for step in part(work))]


def _sheet(work: Work) -> Iterator[Step]:
    """Before all else: without it a forgotten PIN would lose everything."""
    if work.no_sheet:
        yield Step("key", "warn", "Cetak lembar pemulihan", "Tanpa lembar ini data hilang bila PIN lupa.",
                   "Cetak lembar", "cetak lembar pemulihan", "pengaturan", {"lembar": True})


def _asked(work: Work) -> Iterator[Step]:
    """The law gives a few days; the last of them is said here."""
    many, due = work.asked
    if due:
        yield Step("shield-check", "warn", f"Jawab {due} permintaan data pribadi",
                   f"{many} permintaan terbuka. Tenggatnya {work.answered_within}.", "Buka permintaan",
                   "jawab permintaan data", "data_pribadi", {"tab": "permintaan", "back_to": "beranda"})


def _first_day(work: Work) -> Iterator[Step]:
    if work.desa:
        yield Step("diagram-3", "info", "Isi struktur perangkat",
                   "Mulai dari Kepala Desa dan Sekretaris. Siapkan SK-nya.", "Isi struktur", "isi struktur",
                   STRUCTURE, {})
    else:
        yield Step("person-plus", "info", "Catat peserta pertama", "Siapkan KTP dan Kartu Keluarga orangnya.",
                   "Tambah peserta", "catat peserta", "editor", {})
    yield Step("file-earmark-spreadsheet", "info", "Ambil daftar dari Excel",
               "Bila kantor Anda sudah punya daftar orangnya.", "Impor Excel", "impor Excel", "impor", {})


def day_words(day: date, today: date) -> str:
    """30 November; with the year when it is another one."""
    return f"{day.day} {texts.MONTHS[day.month - 1]}" + (f" {day.year}" if day.year != today.year else "")


def short_day(day: date, today: date) -> str:
    """18 Nov; with the year when it is another one."""
    return f"{day.day} {texts.MONTHS[day.month - 1][:3]}" + (f" {day.year}" if day.year != today.year else "")


def left_words(days: int) -> str:
    """Hari ini, besok, 10 hari lagi; kemarin, 9 hari lalu."""
    near = {0: "hari ini", 1: "besok", -1: "kemarin"}
    return near.get(days) or (f"{texts.number(days)} hari lagi" if days > 0 else f"{texts.number(-days)} hari lalu")


def _small(words: str) -> str:
    """With a small first letter inside a sentence, but "NIK beda" stays."""
    return words if words[:2].isupper() else words[:1].lower() + words[1:]


def _deadline(work: Work) -> Iterator[Step]:
    due = work.counts.tenggat
    if due is not None and due.lewat:
        many = texts.number(work.counts.siap + work.counts.ubah)
        yield Step("clock", "error", f"Kirim data {many} orang, tenggatnya sudah lewat",
                   f"{due.label}: {day_words(due.tanggal, work.today)}. Kirim secepatnya dan beri tahu DPMD.", "Kirim",
                   f"kirim {many} orang", "kirim", {})


def _lapsed(work: Work) -> Iterator[Step]:
    gone = [group for group in work.counts.endings if group.hari < 0 and group.asked < group.orang]
    if not gone:
        return
    many = texts.number(sum(group.orang - group.asked for group in gone))
    days = sorted({group.sampai for group in gone})
    since = f"Iuran habis {day_words(days[-1], work.today)}." if len(days) == 1 else \
        f"Iuran habis antara {day_words(days[0], work.today)} dan {day_words(days[-1], work.today)}."
    yield Step("clock", "error", f"Pulihkan perlindungan {many} orang yang lewat masa",
               f"{since} Bila celaka di tempat kerja sekarang, tidak dijamin.", "Ajukan lagi",
               f"pulihkan {many} orang", "berakhir", {"tab": "lewat"})


def _accidents(work: Work) -> Iterator[Step]:
    due = [event for event in work.events if event.tenggat is not None and event.dilaporkan is None]
    for event in sorted(due, key=lambda one: one.tenggat or work.now):
        limit = event.tenggat
        assert limit is not None
        until = f"Paling lambat {day_words(limit.date(), work.today)} pukul {texts.clock(limit)}."
        yield Step("clock", "error", f"Laporkan kecelakaan kerja {event.nama}",
                   " ".join(part for part in (f"{event.sisa}." if event.sisa else "", until) if part), "Buka laporan",
                   "laporkan kecelakaan", "klaim", {"id": event.id})


def _heirs(work: Work) -> Iterator[Step]:
    for event in work.events:
        if event.tenggat is not None and event.dilaporkan is None:
            continue  # first its report
        papers = f"Berkas {event.berkas_ada} dari {event.berkas_perlu}. " if event.berkas_perlu else ""
        what = f"Ahli waris {event.nama} berhak mengajukan {event.jenis}" if event.meninggal else \
            f"Lanjutkan klaim kecelakaan kerja {event.nama}"
        yield Step("people-fill" if event.meninggal else "shield-check", "error" if event.meninggal else "warn", what,
                   f"{papers}{event.langkah.rstrip('.')}.", "Buka klaim", "urus klaim", "klaim", {"id": event.id})


def _refused(work: Work) -> Iterator[Step]:
    refused = work.counts.counts.tabs["ditolak"]
    if not refused:
        return
    why, args = "Alasannya ada di kolom Masalah.", {}
    if (facts := work.counts.refused) is not None:
        sides = ((facts.dpmd, "DPMD"), (facts.bpjs, "BPJS"))
        who = ", ".join(f"{texts.number(many)} ditolak {by}" for many, by in sides if many)
        day = f", {short_day(facts.tanggal, work.today)}" if facts.tanggal else ""
        worst = f". Terbanyak: {_small(facts.terbanyak)}" if facts.terbanyak else ""
        why, args = f"Balasan no. {facts.no}{day}: {who}{worst}", {"no": facts.no}
    page = "balasan" if args else "peserta"
    yield Step("x-octagon-fill", "error", f"Perbaiki {texts.number(refused)} peserta yang ditolak", why, "Perbaiki",
               f"perbaiki {texts.number(refused)} orang", page, args or {"tab": "ditolak"})


def _ending(work: Work) -> Iterator[Step]:
    groups = [group for group in work.counts.endings
              if group.segera and group.hari >= 0 and group.asked < group.orang]
    for group in groups[:MOST_ENDINGS]:
        many = texts.number(group.orang - group.asked)
        when = left_words(group.hari)
        who = _who(work, group)
        yield Step("clock", "warn", f"Perpanjang {many} iuran yang berakhir {day_words(group.sampai, work.today)}",
                   f"{when[:1].upper()}{when[1:]}. {who}", "Ajukan perpanjangan", f"perpanjang {many} iuran", "iuran",
                   {"sampai": group.sampai, "sumber_dana": group.sumber_dana})
    if rest := groups[MOST_ENDINGS:]:
        many = texts.number(sum(group.orang - group.asked for group in rest))
        yield Step("clock", "warn", f"Perpanjang {many} iuran lain yang akan berakhir",
                   f"Sampai {day_words(rest[-1].sampai, work.today)}, dari {len(rest)} kelompok.", "Lihat orangnya",
                   f"perpanjang {many} iuran lain", "peserta", {"sampai": "berakhir"})


def _bills(work: Work) -> Iterator[Step]:
    bills = work.counts.tagihan
    if not bills:
        return
    first, many = bills[0], texts.number(len(bills))
    late = first.keadaan == "lewat"
    sums = texts.rupiah_of_sen(sum(one.jumlah_sen for one in bills))
    when = f"Jatuh tempo {day_words(first.jatuh_tempo, work.today)}, {left_words(first.sisa_hari or 0)}" \
        if first.jatuh_tempo else "Tanpa jatuh tempo"
    yield Step("receipt", "error" if late else "warn", f"Bayar {many} tagihan iuran, {sums}",
               f"{when}. Kode {first.kode_bayar}, {texts.number(first.orang)} orang.", "Buka tagihan",
               f"bayar {many} tagihan", "iuran", {"bill": first.id})


def _who(work: Work, group: EndingGroup) -> str:
    """"Semua nelayan di Dusun II, dibayar APBD Kabupaten", as far as that is true of everybody in the group."""
    payer = f"dibayar {work.fund.get(group.sumber_dana, group.sumber_dana)}" if group.sumber_dana else \
        "pembayarnya belum diisi"
    asked = f"{texts.number(group.asked)} lagi sudah diajukan, " if group.asked else ""
    job = _small(group.kerja)
    place = f"di Dusun {group.dusun}" if group.dusun else ""
    whole = f"Semua {job} {place}" if job and place else f"Semua {job}" if job else f"Semua {place}" if place else ""
    if whole and group.orang > 1 and not asked:
        return f"{whole}, {payer}"
    said = f"{asked}{payer}"
    return said[:1].upper() + said[1:]


def _map(work: Work) -> Iterator[Step]:
    # A bill that waits has a row of its own.
    covered = (*COVERED, "bayar") if work.counts.tagihan else COVERED
    step = next((one for one in work.opening if one.kode not in covered), None)
    if step is not None:
        road = f"Map {work.unit}" + (", wadah" if step.jalur != "pemberi_kerja" else "")
        yield Step("folder2-open", "warn" if step.kode in ("berkas", "bayar") else "info", f"{road}: {step.label}",
                   step.hambatan or step.berikut, "Buka langkah", f"map {work.unit}: {step.label}", MAP,
                   {"jalur": step.jalur, "langkah": step.kode})


def _freed(work: Work) -> Iterator[Step]:
    if not work.freed:
        return
    first, many = work.freed[0], texts.number(len(work.freed))
    after = f"Cadangan pertama: {first.pengganti_nama}." if first.pengganti else "Belum ada cadangan."
    yield Step("person-plus", "warn", f"Ganti orang di {many} kursi pekerja rentan",
               f"{first.nama}: {first.alasan.rstrip('.')}. {after}", "Ganti orang", f"ganti {many} orang", STRUCTURE,
               {"tab": "pekerja_rentan"})


def _lacking(work: Work) -> Iterator[Step]:
    column = work.lacking
    if column is not None and column.wajib >= MANY_LACK:
        many, name = texts.number(column.wajib), _small(column.label)
        yield Step("columns-gap", "warn", f"Isi {name} {many} orang", "Ketik ke bawah seperti di Excel, tanpa membuka"
                   " formulir satu per satu.", "Isi cepat", f"isi {name} {many} orang", "isi_cepat",
                   {"kolom": column.key, "back_to": "beranda"})


def _incomplete(work: Work) -> Iterator[Step]:
    many = work.counts.counts.tabs["perlu_dilengkapi"]
    if many:
        causes = list(work.counts.causes)
        shown, rest = causes[:MOST_CAUSES], sum(n for _, n in causes[MOST_CAUSES:])
        why = " · ".join(f"{texts.number(n)} {word}" for word, n in [*shown, *([("lainnya", rest)] if rest else [])])
        yield Step("exclamation-triangle-fill", "warn", f"Lengkapi {texts.number(many)} peserta", why, "Lengkapi",
                   f"lengkapi {texts.number(many)} orang", "peserta", {"tab": "perlu_dilengkapi"})


def _print(work: Work) -> Iterator[Step]:
    many = work.counts.counts.tabs["siap_cetak"]
    if many:
        yield Step("printer", "info", f"Cetak {texts.number(many)} formulir yang sudah lengkap",
                   "Setelah dicetak: minta tanda tangan, lalu centang ceklis berkas", "Cetak",
                   f"cetak {texts.number(many)} formulir", "cetak", {})


def _sign(work: Work) -> Iterator[Step]:
    many = work.counts.counts.status.get("tercetak", 0)
    if many:
        yield Step("pencil", "info", f"Minta tanda tangan dan centang berkas {texts.number(many)} orang",
                   "Formulirnya sudah tercetak, berkasnya belum lengkap di map.", "Centang berkas",
                   "minta tanda tangan", "peserta", {"tab": "tercetak"})


def _send(work: Work) -> Iterator[Step]:
    counts = work.counts
    many = counts.siap + counts.ubah
    if (counts.tenggat is not None and counts.tenggat.lewat) or not (many or counts.minta_penuh):
        return
    why, role = f"Kiriman nomor {counts.seq_next}, disalin ke flashdisk.", "ok"
    if counts.tenggat is not None:
        days = (counts.tenggat.tanggal - work.today).days
        why = f"Tenggat {day_words(counts.tenggat.tanggal, work.today)}, {left_words(days)}. {why}"
        role = "warn" if days <= SOON_DAYS else role
    if not counts.kunci:
        why, role = "Ambil kunci DPMD dulu di halaman Kirim. " + why, "warn"
    what = f"Kirim data {texts.number(many)} orang ke DPMD" if many else "Kirim ulang semua data ke DPMD"
    short = f"kirim {texts.number(many)} orang" if many else "kirim ulang semua"
    yield Step("box-arrow-up", role, what, why if many else f"DPMD memintanya. {why}", "Kirim", short, "kirim", {})


def _reminders(work: Work) -> Iterator[Step]:
    if not work.reminders:
        return
    first = work.reminders[0]
    when = f"berakhir {day_words(first.tanggal, work.today)}, {left_words(first.hari)}"
    if len(work.reminders) == 1:
        what = f"Perbarui {first.label} {first.nama}"
        why = f"{first.jabatan}: {when}." if first.jabatan else f"{when[:1].upper()}{when[1:]}."
    else:
        what = f"Perbarui {texts.number(len(work.reminders))} SK, jabatan atau kontrak"
        why = f"Pertama {first.label} {first.nama}, {when}."
    page, args = (STRUCTURE, {"kursi": first.kursi}) if first.kursi else \
        ("editor", {"uid": first.uid, "field": "sk_berakhir", "back_to": "beranda"}) if first.uid else (STRUCTURE, {})
    yield Step("calendar-event", "warn", what, why, "Perbarui", "perbarui SK", page, args)


_PARTS = (_deadline, _lapsed, _asked, _accidents, _heirs, _refused, _bills, _ending, _map, _freed, _lacking,
          _incomplete, _print, _sign, _send, _reminders)


def after_words(found: Sequence[Step]) -> str:
    """"5 dari 7 langkah. Sesudah ini: minta tanda tangan, kirim 9 orang"; "" when all are shown."""
    rest = found[MOST_STEPS:]
    if not rest:
        return f"{len(found)} langkah" if len(found) > 1 else ""
    names = ", ".join(step.short for step in rest[:2]) + (f" dan {len(rest) - 2} lagi" if len(rest) > 2 else "")
    return f"{MOST_STEPS} dari {len(found)} langkah. Sesudah ini: {names}"
