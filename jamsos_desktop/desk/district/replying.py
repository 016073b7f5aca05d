"""Balasan: what each village is answered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from jamsos_desktop.desk.district import replying_files as files
from jamsos_desktop.desk.district.base import Verbs
from jamsos_desktop.desk.district.replying_records import RepliesMade, ReplyRow
from jamsos_desktop.hub import replies as pure
from jamsos_desktop.hub.register import people, standing
from jamsos_desktop.hub.register import replies as register
from jamsos_desktop.hub.register.replies import Answer
from jamsos_desktop.hub.replies import Basis
from jamsos_desktop.hub.verdicts import sentence
from jamsos_desktop.jobs import Job
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import history

LONGEST_WORDS = 1000


class Replying(Verbs):
    """See the module."""

    def replies(self) -> list[ReplyRow]:
        """Every village that ever sent a package: what it was told last, what it would hear now."""
        last, standings = register.newest(self.db), register.standing(self.db)
        bills, messages = register.unit_bills(self.db), register.messages(self.db)
        wished = files.wished(self.db)
        return [self._row(Basis(unit, standings.get(unit.kode, []), bills.get(unit.kode, []),
                                messages.get(unit.kode, []), wished is None or unit.kode in wished),
                          last.get(unit.kode)) for unit in register.answerable(self.db)]

    def _row(self, basis: Basis, last: Answer | None) -> ReplyRow:
        unit, counted = basis.unit, dict[str, int]()
        for row in basis.standing:
            counted[row[2]] = counted.get(row[2], 0) + 1
        changed = last is None or bool(unit.balas_penuh) or last.digest != pure.digest(basis)
        return ReplyRow(
            kode=unit.kode, desa=files.sebutan(unit), kecamatan=unit.kecamatan, no=last.no if last else 0,
            dibuat=date.fromisoformat(last.dibuat[:10]) if last else None, untuk_seq=last.untuk_seq if last else 0,
            seq=unit.seq, baru=changed, putusan=counted, pesan=sum(not one.dikirim for one in basis.messages),
            penuh=bool(unit.balas_penuh), minta_penuh=bool(unit.minta_penuh), halangan=pure.hindrance(unit))

    def reply_job(self, out: Path | None, kodes: Sequence[str] | None = None, penuh: bool = False,
                  kpj: bool = False) -> Job[RepliesMade]:
        """Make the replies of all villages with something new to hear (or of ``kodes``) and copy them to ``out``.

        ``penuh``: with all that is held of them. ``kpj``: these villages get KPJ numbers from now on
        (``set_kpj_wished``). Stopped half way, those made so far stand. Only villages whose key was compared are
        answered. Problems: DESA_TAK_DIKENAL, and those of ``exchange.files``.
        """
        return files.reply_job(self.ctx, out, kodes, penuh=penuh, kpj=kpj)

    def reply_message(self, kode: str) -> str:
        """Words to paste into a chat about the last reply of a village, "" when it has none."""
        last, units = register.newest(self.db).get(kode), register.answerable(self.db, [kode])
        return files.message(units[0], last, files.counts_of(last)) if last and units else ""

    def finish_replies(self) -> None:
        """Finish what a crash left undone; called when the desk opens."""
        files.finish_replies(self.ctx, self.db)

    # What a reply will say.

    def refuse(self, uids: Iterable[str], alasan: str, catatan: str = "") -> int:
        """Refuse people for a reason; returns the number by which it is undone.

        Problems: ALASAN_TAK_DIKENAL, PESERTA_TIDAK_ADA, PESERTA_BERJALAN (nothing ends a membership in passing).
        """
        reason = self.ctx.policy.alasan.get(alasan)
        if reason is None:
            raise Problem("ALASAN_TAK_DIKENAL", f"Alasan {alasan} tidak dikenal.", TIDAK_BERUBAH,
                          f"Pilih salah satu: {', '.join(self.ctx.policy.alasan)}.")
        values: dict[str, str] = {
            "keadaan": "ditolak", "alasan": alasan, "kolom": " ".join(reason.kolom), "oleh": reason.oleh or "dpmd",
            "tindakan": reason.tindakan, "catatan": sentence(catatan)[:LONGEST_WORDS],
            "diputuskan": self.ctx.today.isoformat()}
        wanted = list(dict.fromkeys(uids))
        with self.db.write():
            self._check_refusable(wanted)
            return standing.decide(self.db, self.ctx.actor(), "tolak", wanted[0], alasan,
                                   dict.fromkeys(wanted, values))

    def _check_refusable(self, uids: Sequence[str]) -> None:
        found = people.by_uids(self.db, uids)
        if not uids or any(uid not in found or found[uid].hapus for uid in uids):
            raise Problem("PESERTA_TIDAK_ADA", "Orang yang dipilih sudah tidak ada.", TIDAK_BERUBAH,
                          "Muat ulang daftar.")
        if held := pure.not_refusable(found.values()):
            raise Problem("PESERTA_BERJALAN", f"{held[0].nama or held[0].nomor} sudah {_AT[held[0].keadaan]}.",
                          TIDAK_BERUBAH, "Menolak tidak mengakhiri kepesertaan. Minta desa mengajukan berhenti.")

    def message(self, kode: str, teks: str) -> int:
        """Words for a village, carried by its next reply; returns their id. Problems: PESAN_SALAH, DESA_TAK_DIKENAL."""
        words = " ".join(teks.split())
        if not words or len(words) > LONGEST_WORDS:
            raise Problem("PESAN_SALAH", f"Pesan harus berisi 1 sampai {LONGEST_WORDS} huruf, ini {len(words)}.",
                          TIDAK_BERUBAH, "Tulis pesan yang lebih pendek, tanpa NIK.")
        actor = self.ctx.actor()
        with self.db.write():
            if not register.answerable(self.db, [kode]):
                raise Problem("DESA_TAK_DIKENAL", f"Desa {kode} tidak ada di daftar.", TIDAK_BERUBAH,
                              "Pilih kode desa dari daftar.")
            made = register.add_message(self.db, kode, words, actor.stamp, actor.pelaku)
            history.append(self.db, actor, "pesan", "unit", kode)
        return made

    def kpj_wished(self) -> frozenset[str] | None:
        """Villages that get the KPJ numbers of their people; None: all of them."""
        return files.wished(self.db)

    def set_kpj_wished(self, kodes: Iterable[str] | None) -> None:
        """Send KPJ numbers to these villages only (None: to all); the number opens a balance, so nobody by default."""
        with self.db.write():
            files.put_wished(self.ctx, self.db, kodes)


_AT = {"di_bpjs": "diserahkan ke BPJS", "menunggu_bayar": "menunggu bayar", "aktif": "aktif", "keluar": "keluar"}
