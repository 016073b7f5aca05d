"""What page Balasan of a village is told: replies, the people in them, bills, and why somebody was refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ReplyInfo:
    """One reply taken in, as the list at the left shows it.

    ``untuk_seq``: newest package DPMD had then (0: none), made on ``kiriman_dibuat``. ``diambil``: ISO time.
    ``ditolak``: refusals that still stand; ``terdaftar``: active people; ``menunggu``: accepted or on the way;
    ``pertanyaan``: answers about an older version that wait for the clerk; ``asing``: people who are not in this
    desk; ``pesan``: messages that this reply brought first. ``isi``: ``delta`` or ``penuh``.
    """

    no: int
    untuk_seq: int
    kiriman_dibuat: date | None
    dibuat: date
    diambil: str
    penandatangan: str
    kode_periksa: str
    isi: str
    terdaftar: int
    ditolak: int
    menunggu: int
    pertanyaan: int
    asing: int
    pesan: int


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One person of a reply.

    ``putusan``: diterima, ditolak, di_bpjs, menunggu_bayar, aktif, keluar or diperiksa. ``keadaan``: ``berlaku``
    (in force), ``tanya`` (about an older version: ``answer_question``), ``diabaikan`` (the clerk kept the newer
    data), ``lama`` (an older version, or a newer reply came), ``asing`` (not in this desk; names are empty).
    ``label`` of the reason, ``teks`` what is wrong, ``cara`` how to mend it, ``oleh`` dpmd or bpjs, ``kolom`` field
    keys, the first to open the editor at; ``tindakan``: perbaiki, ganti_orang, keluarkan, tanya or "".
    ``selesai``: changed since the refusal, so it travels again. ``kpj`` "" where DPMD does not send it.
    ``perlindungan``: words for the last column, e.g. "Aktif mulai 1 Des 2026". ``belum_dikonfirmasi``: nobody has
    confirmed the reason of the refusal, which comes from ``sumber``.
    """

    uid: str
    nama: str
    nik: str
    nomor: str
    pekerjaan: str
    dusun: str
    putusan: str
    keadaan: str
    alasan: str
    label: str
    teks: str
    cara: str
    oleh: str
    kolom: tuple[str, ...]
    tindakan: str
    selesai: bool
    kpj: str
    kode_bayar: str
    jatuh_tempo: date | None
    dibayar: date | None
    aktif_dari: date | None
    aktif_sampai: date | None
    perlindungan: str
    belum_dikonfirmasi: bool = False
    sumber: str = ""


@dataclass(frozen=True, slots=True)
class BillRow:
    """A bill of the village. ``masa``: what it pays for ("Des 2026 - Mei 2027"); ``dibayar`` None: open."""

    kode_bayar: str
    jumlah_sen: int
    jatuh_tempo: date | None
    masa: str
    orang: int
    dibayar: date | None


@dataclass(frozen=True, slots=True)
class Message:
    """Words of DPMD. ``baru``: this reply brought it first."""

    tanggal: date
    teks: str
    baru: bool


@dataclass(frozen=True, slots=True)
class ReplyView:
    """One reply in full. Its signature was checked when it was taken in.

    ``ditolak``: refusals (``keadaan`` berlaku, ``selesai`` last); ``pertanyaan``: rows to be asked about;
    ``terdaftar``: everybody else whom DPMD has (aktif first, then menunggu_bayar, di_bpjs, diterima, diperiksa and
    keluar); ``asing``: people who are not here. ``kiriman_berikut``: the number mended people will travel under.
    """

    info: ReplyInfo
    dari: str
    ditolak: tuple[AnswerRow, ...]
    pertanyaan: tuple[AnswerRow, ...]
    terdaftar: tuple[AnswerRow, ...]
    asing: tuple[AnswerRow, ...]
    tagihan: tuple[BillRow, ...]
    pesan: tuple[Message, ...]
    kiriman_berikut: int


@dataclass(frozen=True, slots=True)
class Awaited:
    """The newest package without an answer: its number, people, and days since it was made."""

    seq: int
    orang: int
    hari: int


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody was refused; fields as in AnswerRow. ``tanggal``: when it was decided; ``no``: of the reply."""

    label: str
    teks: str
    cara: str
    kolom: tuple[str, ...]
    oleh: str
    tindakan: str
    tanggal: date
    no: int


@dataclass(frozen=True, slots=True)
class Taken:
    """What taking in a file did. ``jenis``: kunci, balasan or ketentuan; ``kalimat``: the sentences to show;
    ``no``: of the reply (0 else); ``baru``: False when it was here already."""

    jenis: str
    kalimat: str
    no: int = 0
    baru: bool = True
