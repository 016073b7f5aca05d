"""BPJS's list held against a batch: every row of it ends in exactly one of five states."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

STATES = ("cocok", "sudah", "bukan_batch", "ganda", "tidak_terbaca")


class Answer(NamedTuple):
    """A row as read: ``hasil`` ok or ditolak, or "" with why in ``salah``. ``alasan``: reason code of a refusal."""

    baris: int
    nik: str
    nama: str
    kpj: str
    hasil: str
    tanggal: date | None
    alasan: str
    teks: str
    salah: str


class Waiting(NamedTuple):
    """Somebody in the batch. ``kpj``: the one BPJS gave them before; ``kata_desa``: the one their village wrote down;
    ``hasil``: what was answered before."""

    uid: str
    nik: str
    kpj: str
    kata_desa: str
    hasil: str
    lembar: str


class Matched(NamedTuple):
    """A row and what became of it. ``uid`` only where it is ``cocok`` or ``sudah``."""

    answer: Answer
    keadaan: str
    uid: str = ""
    kpj: str = ""
    keterangan: str = ""


def match(answers: Sequence[Answer], waiting: Iterable[Waiting], kpj_owner: Mapping[str, Collection[str]],
          newcomer: str) -> list[Matched]:
    """Every answer with its state. ``kpj_owner``: KPJ -> uids of whoever the register says owns it;
    ``newcomer``: the sheet whose people own no KPJ before they are accepted."""
    by_nik: dict[str, list[Waiting]] = {}
    for one in waiting:
        by_nik.setdefault(one.nik, []).append(one)
    whole = [answer for answer in answers if not answer.salah]
    niks = Counter(answer.nik for answer in whole)
    kpjs = Counter(answer.kpj for answer in whole if answer.kpj and answer.hasil == "ok")
    return [_state(answer, by_nik, niks, kpjs, kpj_owner, newcomer) for answer in answers]


def _state(answer: Answer, by_nik: Mapping[str, Sequence[Waiting]], niks: Counter[str], kpjs: Counter[str],
           kpj_owner: Mapping[str, Collection[str]], newcomer: str) -> Matched:
    if answer.salah:
        return Matched(answer, "tidak_terbaca", keterangan=answer.salah)
    people = by_nik.get(answer.nik, ())
    if not people:
        return Matched(answer, "bukan_batch", keterangan="NIK ini tidak ada di batch ini.")
    if len(people) > 1:
        return Matched(answer, "ganda", keterangan="Dua orang di batch ini memakai NIK itu.")
    if niks[answer.nik] > 1:  # nobody can say which of the rows is right, so none is taken
        return Matched(answer, "ganda", keterangan=f"NIK ini ada di {niks[answer.nik]} baris.")
    one = people[0]
    strange = one.uid not in kpj_owner.get(answer.kpj, (one.uid,))
    if answer.hasil == "ok" and answer.kpj and (kpjs[answer.kpj] > 1 or strange):
        return Matched(answer, "ganda", keterangan="KPJ ini juga milik orang lain.")
    if answer.hasil == "ok" and one.lembar == newcomer and not (answer.kpj or one.kpj):
        return Matched(answer, "tidak_terbaca", keterangan="Diterima, tetapi nomor KPJ kosong.")
    if answer.hasil == "ok" and one.kpj and answer.kpj and one.kpj != answer.kpj:
        return Matched(answer, "tidak_terbaca", keterangan="KPJ berbeda dari yang sudah tercatat.")
    if one.hasil:
        return Matched(answer, "sudah", one.uid, keterangan="Hasil orang ini sudah dicatat.")
    return Matched(answer, "cocok", one.uid, answer.kpj or one.kpj or one.kata_desa)

