"""Replies as the village reads them: the list, one person by person, what is awaited, why somebody was refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from jamsos_desktop import texts
from jamsos_desktop.desk.answers_records import (
    AnswerRow,
    Awaited,
    BillRow,
    Message,
    Reason,
    ReplyInfo,
    ReplyView,
)
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.judging import job_label
from jamsos_desktop.desk.packing import next_seq
from jamsos_desktop.desk.recipient import held_key
from jamsos_desktop.model.records import LEFT, Peserta
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import answers, outgoing, people
from jamsos_desktop.store.answers import ASKED, IN_FORCE, STRANGE, Decision, KeptReply
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.outgoing import PackageInfo

ORDER = ("aktif", "menunggu_bayar", "di_bpjs", "diterima", "diperiksa", "keluar")
WAITING = frozenset(("menunggu_bayar", "di_bpjs", "diterima", "diperiksa"))
Counts = Mapping[tuple[str, str], int]


def replies(db: Database) -> list[ReplyInfo]:
    """All replies taken in, newest first."""
    kept, counted, packages = answers.replies(db), answers.counts(db), outgoing.packages(db)
    return [_info(one, counted.get(one.no, {}), packages, kept) for one in kept]


def _info(one: KeptReply, counted: Counts, packages: Iterable[PackageInfo], kept: Iterable[KeptReply]) -> ReplyInfo:
    def many(word: str) -> int:
        return sum(n for (putusan, keadaan), n in counted.items() if putusan == word and keadaan != STRANGE)

    def in_state(state: str) -> int:
        return sum(n for (_, keadaan), n in counted.items() if keadaan == state)

    made = next((p.waktu for p in packages if p.seq == one.untuk_seq and p.ukuran), "")
    return ReplyInfo(
        no=one.no, untuk_seq=one.untuk_seq, kiriman_dibuat=date.fromisoformat(made[:10]) if made else None,
        dibuat=date.fromisoformat(one.dibuat), diambil=one.diambil, penandatangan=one.penandatangan,
        kode_periksa=one.kode_periksa, isi=one.isi, terdaftar=many("aktif"), ditolak=many("ditolak"),
        menunggu=sum(many(word) for word in WAITING), pertanyaan=in_state(ASKED), asing=in_state(STRANGE),
        pesan=sum(message.baru for message in _messages(one, kept)))


def reply(ctx: Context, db: Database, no: int) -> ReplyView:
    """One reply in full. Problem BALASAN_TIDAK_ADA."""
    kept = answers.reply(db, no)
    if kept is None:
        raise Problem("BALASAN_TIDAK_ADA", f"Balasan no. {no} belum diambil.", TIDAK_BERUBAH, "Muat ulang halaman ini.")
    said = answers.of_reply(db, no)
    here = {person.uid: person for person in people.read_many(db, [one.uid for one in said])}
    ever = outgoing.noted(db)
    rows = [_row(ctx, one, here.get(one.uid), ever) for one in said]
    known = sorted((row for row in rows if row.keadaan != STRANGE), key=lambda row: (row.nama, row.uid))
    key = held_key(db)
    return ReplyView(
        info=next(info for info in replies(db) if info.no == no), dari=key.nama if key else "DPMD",
        ditolak=tuple(sorted((r for r in known if r.putusan == "ditolak" and r.keadaan != ASKED),
                             key=lambda row: row.selesai)),
        pertanyaan=tuple(r for r in known if r.keadaan == ASKED),
        terdaftar=tuple(sorted((r for r in known if r.putusan != "ditolak" and r.keadaan != ASKED),
                               key=lambda row: ORDER.index(row.putusan))),
        asing=tuple(r for r in rows if r.keadaan == STRANGE),
        tagihan=tuple(BillRow(r["kode_bayar"], r["jumlah_sen"], _day(r["jatuh_tempo"]), r["masa"], r["orang"],
                              _day(r["dibayar"])) for r in kept.tagihan),
        pesan=_messages(kept, answers.replies(db)), kiriman_berikut=next_seq(ctx, db))


def _messages(one: KeptReply, kept: Iterable[KeptReply]) -> tuple[Message, ...]:
    """Messages of a reply, newest first; the same one travels in many replies."""
    before = {message["id"] for other in kept if other.no < one.no for message in other.pesan}
    return tuple(Message(date.fromisoformat(m["tanggal"]), m["teks"], m["id"] not in before)
                 for m in reversed(one.pesan))


def _row(ctx: Context, one: Decision, person: Peserta | None, ever: Mapping[str, outgoing.Noted]) -> AnswerRow:
    who = person or Peserta()
    mended = one.putusan == "ditolak" and one.keadaan != ASKED and not _stands(one, person, ever)
    reason = ctx.policy.alasan.get(one.alasan) if one.putusan == "ditolak" else None
    return AnswerRow(
        uid=one.uid, nama=texts.title_name(who.nama), nik=who.nik, nomor=who.nomor,
        pekerjaan=job_label(ctx, who) if person else "", dusun=who.dusun, putusan=one.putusan, keadaan=one.keadaan,
        alasan=one.alasan, label=one.label, teks=one.teks, cara=one.cara, oleh=one.oleh,
        kolom=tuple(one.kolom.split()), tindakan=one.tindakan, selesai=mended, kpj=one.kpj, kode_bayar=one.kode_bayar,
        jatuh_tempo=_day(one.jatuh_tempo), dibayar=_day(one.dibayar), aktif_dari=_day(one.aktif_dari),
        aktif_sampai=_day(one.aktif_sampai), perlindungan=_cover(ctx, one),
        belum_dikonfirmasi=reason is not None and reason.belum_dikonfirmasi,
        sumber=reason.sumber.removeprefix("-") if reason else "")


def _stands(one: Decision, person: Peserta | None, ever: Mapping[str, outgoing.Noted]) -> bool:
    """Whether a refusal is still about the record as it is: nothing was changed or sent anew since."""
    if person is None or one.keadaan != IN_FORCE or person.status in LEFT:
        return False
    sent = ever.get(one.uid)
    return sent is None or (sent.revisi == one.revisi and sent.here == person.revisi)


def _cover(ctx: Context, one: Decision) -> str:
    """What the last column says of somebody's protection."""
    until, since, due = _day(one.aktif_sampai), _day(one.aktif_dari), _day(one.jatuh_tempo)
    if one.putusan == "aktif":
        if until and until < ctx.today:
            return f"Lewat masa sejak {short_day(until)}"
        if since and since > ctx.today:
            return f"Aktif mulai {short_day(since)}"
        return f"Aktif sampai {short_day(until)}" if until else "Aktif"
    if one.putusan == "menunggu_bayar":
        return "Menunggu bayar" + (f", sampai {texts.screen_date(due)}" if due else "")
    words = {"di_bpjs": "Diproses BPJS", "diterima": "Diterima DPMD", "diperiksa": "Masih diperiksa DPMD",
             "keluar": "Meninggal" if one.alasan == "MENINGGAL" else "Keluar", "ditolak": "Ditolak"}
    return words[one.putusan]


def short_day(day: date) -> str:
    """1 Des 2026."""
    return f"{day.day} {texts.MONTHS[day.month - 1][:3]} {day.year}"


def awaited(ctx: Context, db: Database) -> Awaited | None:
    """The newest package while no reply has it."""
    packages = outgoing.packages(db)
    if not packages or packages[0].keadaan == "dikonfirmasi":
        return None
    last = packages[0]
    days = (ctx.today - date.fromisoformat(last.waktu[:10])).days
    return Awaited(last.seq, int(last.jumlah.get("orang", 0)), max(days, 0))


def from_reply(db: Database, person: Peserta) -> frozenset[str]:
    """See ``Desk.from_reply``: what stands there is what the newest answer in force says."""
    one = answers.in_force(db, person.uid)
    if one is None:
        return frozenset()
    said = {"kpj": one.kpj if one.putusan == "aktif" else ""}
    if one.putusan == "keluar":
        said["keluar_tanggal"] = str(one.tanggal or "")
    found = {key for key, value in said.items() if value and str(getattr(person, key) or "") == value}
    return frozenset(found | ({"keluar_sebab"} if "keluar_tanggal" in found and person.keluar_sebab else set()))


def reason_of(db: Database, uid: str) -> Reason | None:
    """Why somebody is refused, until the mended record has travelled; None where nothing stands against them."""
    one = answers.in_force(db, uid)
    if one is None or one.putusan != "ditolak":
        return None
    sent = outgoing.noted(db).get(uid)
    if sent is not None and sent.revisi != one.revisi:
        return None
    kept = answers.reply(db, one.balasan_no)
    day = one.tanggal or (kept.dibuat if kept else "")
    return Reason(one.label, one.teks, one.cara, tuple(one.kolom.split()), one.oleh, one.tindakan,
                  date.fromisoformat(day), one.balasan_no)


def file_facts(ctx: Context, path: Path) -> tuple[tuple[str, str, str], ...]:
    """(what, expected, by the file's name) of a reply that is not for this village; () when its name says nothing."""
    from jamsos_desktop.exchange.reply import kode_of_name

    kode = kode_of_name(path)
    if not kode:
        return ()
    found = ctx.regions.get(kode)
    return (("Desa", ctx.unit.nama, found.nama if found else "tidak dikenal"),
            ("Kode", ctx.unit.kode, found.kode if found else kode), ("Jenis", "Balasan DPMD", "Balasan DPMD"))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
