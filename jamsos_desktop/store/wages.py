"""The money of a year in the file: wage bases and ceilings as the village set them, and who dues are counted for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from jamsos_desktop.model.dues import WageBase, WageBases
from jamsos_desktop.model.records import Peserta, SumberDana
from jamsos_desktop.store import history
from jamsos_desktop.store.bills import COVERING
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.history import Actor


def bases(db: Database, kode: str) -> WageBases:
    """Every choice of this desk; ``kode``: region code of the unit."""
    return WageBases(kode, {(year, group): WageBase(choice, rupiah, source, date.fromisoformat(day) if day else None)
                            for year, group, choice, rupiah, source, day in db.all(
        "SELECT tahun, kelompok, pilihan, rupiah, dasar, dikonfirmasi FROM dasar_upah")})


def put_base(db: Database, actor: Actor, tahun: int, kelompok: str, base: WageBase, changed: tuple[str, ...]) -> None:
    """Keep the choice of one year and kelompok, inside ``db.write()``; ``changed``: the columns that are new."""
    day = base.dikonfirmasi.isoformat() if base.dikonfirmasi else ""
    db.run("INSERT INTO dasar_upah (tahun, kelompok, pilihan, rupiah, dasar, dikonfirmasi, oleh) VALUES (?,?,?,?,?,?,?)"
           " ON CONFLICT (tahun, kelompok) DO UPDATE SET pilihan = excluded.pilihan, rupiah = excluded.rupiah,"
           " dasar = excluded.dasar, dikonfirmasi = excluded.dikonfirmasi, oleh = excluded.oleh",
           (tahun, kelompok, base.pilihan, base.rupiah, base.dasar, day, actor.pelaku))
    history.append(db, actor, "ubah", "dasar_upah", f"{tahun}/{kelompok}", changed)


def drop_base(db: Database, actor: Actor, tahun: int, kelompok: str) -> None:
    """Take the choice of one year and kelompok away, inside ``db.write()``; without one nothing happens."""
    key = (tahun, kelompok)
    if db.one("SELECT 1 FROM dasar_upah WHERE tahun = ? AND kelompok = ?", key):
        db.run("DELETE FROM dasar_upah WHERE tahun = ? AND kelompok = ?", key)
        history.append(db, actor, "hapus", "dasar_upah", f"{tahun}/{kelompok}")


class Pagu(NamedTuple):
    """The ceiling of a fund for a year; ``dasar``: the paper it stands in."""

    rupiah: int
    dasar: str


def ceilings(db: Database, tahun: int) -> dict[str, Pagu]:
    """Fund -> its ceiling, where one was set."""
    return {str(fund): Pagu(rupiah, source) for fund, rupiah, source in db.all(
        "SELECT sumber_dana, rupiah, dasar FROM pagu WHERE tahun = ?", (tahun,))}


def put_ceiling(db: Database, actor: Actor, tahun: int, sumber_dana: str, pagu: Pagu | None) -> None:
    """Set a ceiling or (None) take it away, inside ``db.write()``; without one nothing happens."""
    if pagu is None:
        if sumber_dana not in ceilings(db, tahun):
            return
        db.run("DELETE FROM pagu WHERE tahun = ? AND sumber_dana = ?", (tahun, sumber_dana))
    else:
        db.run("INSERT INTO pagu (tahun, sumber_dana, rupiah, dasar) VALUES (?,?,?,?)"
               " ON CONFLICT (tahun, sumber_dana) DO UPDATE SET rupiah = excluded.rupiah, dasar = excluded.dasar",
               (tahun, sumber_dana, pagu.rupiah, pagu.dasar))
    history.append(db, actor, "hapus" if pagu is None else "ubah", "pagu", f"{tahun}/{sumber_dana}",
                   ("rupiah", "dasar"))


class Payer(NamedTuple):
    """Somebody with only what dues of a year depend on; ``aktif_sampai`` is the last day they are covered, by replies
    and payments, ``sejak`` the first day (None: neither says)."""

    person: Peserta
    sejak: date | None


_PAYER = ("uid", "kelompok", "segmen", "jabatan", "pekerjaan", "penghasilan", "program", "sumber_jkk_jkm",
          "sumber_jht", "periode_bayar", "mulai", "sk_berakhir", "akhir_kontrak", "keluar_tanggal", "berlaku_sampai",
          "permohonan", "status")


def payers(db: Database) -> Iterator[Payer]:
    """Everybody of the file."""
    since = _covered_since(db)
    for (uid, kelompok, segmen, jabatan, pekerjaan, penghasilan, program, jkk_jkm, jht, periode, mulai, sk, kontrak,
         keluar, until, permohonan, status) in db.run(f"SELECT {', '.join(_PAYER)} FROM peserta"):
        yield Payer(Peserta(
            uid=uid, kelompok=kelompok, segmen=segmen, jabatan=jabatan, pekerjaan=pekerjaan, penghasilan=penghasilan,
            program=tuple(program.split()), sumber_dana=SumberDana(jkk_jkm=jkk_jkm, jht=jht), periode_bayar=periode,
            mulai=_day(mulai), sk_berakhir=_day(sk), akhir_kontrak=_day(kontrak), keluar_tanggal=_day(keluar),
            aktif_sampai=_day(until), permohonan=permohonan, status=status), _day(since.get(uid)))


def _covered_since(db: Database) -> dict[str, str]:
    """uid -> the first day (ISO) that a paid bill or a reply in force says they are covered."""
    return {str(uid): str(first) for uid, first in db.all(
        "SELECT uid, min(dari) FROM (SELECT o.uid, o.bulan_dari || '-01' AS dari FROM iuran_orang o"
        f" JOIN iuran i ON i.id = o.iuran_id WHERE i.dibayar_tanggal IS NOT NULL AND i.batal IS NULL AND {COVERING}"
        " UNION ALL SELECT uid, aktif_dari FROM keputusan"
        " WHERE putusan = 'aktif' AND keadaan = 'berlaku' AND aktif_dari <> '') GROUP BY uid")}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def usual_wages(db: Database) -> dict[str, int]:
    """What PU earn here as typed: the amount most people of a post or kelompok have, by code of either."""
    found: dict[str, int] = {}
    for column in ("kelompok", "jabatan"):
        for code, rupiah in db.all(
                f"SELECT {column}, penghasilan FROM peserta WHERE segmen = 'PU' AND penghasilan IS NOT NULL"
                f" AND {column} <> '' GROUP BY 1, 2 ORDER BY count(*) DESC, penghasilan DESC"):
            found.setdefault(str(code), rupiah)
    return found


def wage_earners(db: Database) -> list[tuple[str, str]]:
    """(uid, kelompok) of the PU."""
    return [(str(uid), str(group)) for uid, group in db.all("SELECT uid, kelompok FROM peserta WHERE segmen = 'PU'")]
