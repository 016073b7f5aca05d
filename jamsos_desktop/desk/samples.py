"""Contoh: fictional people of all four groups, in every status from draf to siap_kirim.

Everyone is invented: names are drawn from lists of common name parts, NIK serials are 9xxx, phone
numbers lie in 0812 9900 xxxx. The same seed makes the same people.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

from jamsos_desktop import texts
from jamsos_desktop.desk import persons
from jamsos_desktop.desk.context import Context, uuid7
from jamsos_desktop.desk.printing_records import PrintOrder
from jamsos_desktop.jobs import Job, Progress, run_to_end
from jamsos_desktop.model.parse import with_texts
from jamsos_desktop.model.records import Keluarga, Persetujuan, Peserta, SumberDana
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import people
from jamsos_desktop.store.engine import Database

MOST = 20_000
REASON = "contoh"
CHUNK = 1_000
SHARES = (("perangkat_desa", 0.08), ("ekosistem_desa", 0.26), ("non_asn", 0.03), ("pekerja_rentan", 1.0))
# Of a hundred people: how far each one's file has come.
STAGES = (("draf", 4), ("kurang", 24), ("periksa", 4), ("siap_cetak", 24), ("tercetak", 16), ("siap_kirim", 28))

_MEN = ("La Ode", "Muh.", "Abdul", "La", "", "", "", "")
_WOMEN = ("Wa Ode", "Sitti", "Wa", "Nur", "", "", "", "")
_MEN_NAMES = ("Rusdin", "Baharuddin", "Darwis", "Jumardin", "Sahrul", "Basri", "Darman", "Hamzah", "Samsu", "Amir",
              "Rahmat", "Saharuddin", "Karim", "Rustam", "Nuru", "Arifin", "Jufri", "Kasman", "Lukman", "Mansur",
              "Nasrun", "Ramlan", "Sudirman", "Syamsir", "Udin", "Yusran", "Zainuddin", "Hasan", "Fajar", "Idris")
_WOMEN_NAMES = ("Asmawati", "Hasnia", "Haeruni", "Jumria", "Mardiana", "Nurdiana", "Salma", "Halima", "Nilam", "Suri",
                "Rosdiana", "Hawa", "Hasni", "Aminah", "Indo", "Murni", "Suharti", "Hasriani", "Nursida", "Marwah",
                "Fatma", "Kartini", "Lisna", "Megawati", "Rahmawati", "Sarina", "Titin", "Warni", "Yuliana", "Ernawati")
_LAST = ("Latif", "Tahir", "Lapae", "Salam", "Lamani", "Kalenggo", "Tawulo", "Mekuo", "Bolang", "Samaga", "Hidayat",
         "Amin", "Saranani", "Puuwatu", "Langgai", "Mowila", "Ranomeeto", "Sambara", "Tongasa", "Lambara")
_PLACES = ("SOROPIA", "KENDARI", "UNAAHA", "SAMPARA", "LAMBUYA", "BAJO INDAH", "POHARA", "TORONIPA")
_STREETS = ("dekat dermaga", "depan masjid", "belakang pasar", "lorong nelayan", "dekat SD", "jalan poros",
            "tepi sungai")
_POSTS = {
    "perangkat_desa": ("KADES", "SEKDES", "KAUR_TU", "KAUR_KEU", "KASI_PEM", "KASI_KESRA", "KASI_YAN", "KADUS", "KADUS",
                       "KADUS"),
    "ekosistem_desa": ("BPD_KETUA", "BPD_ANGG", "RT", "RT", "RW", "PKK", "POSYANDU", "POSYANDU", "LINMAS",
                       "KARANG_TARUNA", "GURU_NGAJI", "IMAM", "KPM", "BUMDES_DIR"),
    "non_asn": ("HONORER", "PTT", "GURU_HONOR", "NAKES_HONOR"),
}
# Units other than a desa have no perangkat desa; an office has its own staff alone.
GROUPS = {"kelurahan": ("non_asn", "pekerja_rentan"), "opd": ("non_asn",)}
_JOBS = ("NELAYAN", "BURUH_NELAYAN", "RUMPUT_LAUT", "PETAMBAK", "PKL", "IKAN_KELILING", "TANI", "BURUH_BANGUNAN",
         "PASAR", "GURU_NGAJI", "OJEK", "JAHIT")
_INCOMES = (600_000, 750_000, 900_000, 1_000_000, 1_200_000, 1_500_000, 1_800_000)


def samples_job(ctx: Context, many: int, seed: int, *, stay: bool = True) -> Job[int]:
    """Add ``many`` invented people and bring some of them through printing; returns how many.

    Where it fails on the way the Problem says how many people stand already; ``stay`` False: the caller takes the
    whole desk away.
    """
    if not 1 <= many <= MOST:
        raise Problem("JUMLAH_SALAH", f"Jumlah contoh {many} tidak bisa dibuat.", TIDAK_BERUBAH,
                      f"Pilih 1 sampai {texts.number(MOST)}.")
    rng, stands = random.Random(seed), 0
    with ctx.open() as db:
        maker = Maker(ctx, rng, {p.nik for p in people.read_many(db)})
        made = [maker.person(n, many) for n in range(many)]
        try:
            for start in range(0, many, CHUNK):
                yield Progress(start, many, "Menyimpan orang contoh")
                persons.add_many(ctx, db, [p for p, _ in made[start:start + CHUNK]], REASON)
                stands = min(start + CHUNK, many)
            _walk_on(ctx, db, made)
        except Problem as problem:
            raise _cut_short(problem, stands if stay else 0, many) from problem
        yield Progress(many, many)
    return many


def _cut_short(problem: Problem, stands: int, many: int) -> Problem:
    """The same with what stands of the samples; just the same while nobody does."""
    if not stands:
        return Problem(problem.kode, problem.apa, problem.aman, problem.cara)
    saved = f"{texts.number(stands)} dari {texts.number(many)} orang contoh sudah tersimpan dan tetap ada"
    rest = "" if stands < many else ", formulir dan berkasnya belum lengkap"
    return Problem(problem.kode, problem.apa, f"{saved}{rest}.",
                   "Atasi sebabnya, lalu cetak formulirnya di halaman Cetak atau buat contoh di folder data baru.")


def _walk_on(ctx: Context, db: Database, made: Sequence[tuple[Peserta, str]]) -> None:
    """Print the forms of those who have come that far, and tick the papers of the ready ones."""
    printed = tuple(p.uid for p, stage in made if stage in ("tercetak", "siap_kirim"))
    if printed:
        from jamsos_desktop.desk.printing import print_job

        order = PrintOrder(printed, ("ceklis", "formulir"), ctx.unit.kertas, _pdf(ctx))
        run_to_end(print_job(ctx, order))
    ready = [(p.uid, p.kelompok) for p, stage in made if stage == "siap_kirim"]
    for kelompok in dict.fromkeys(group for _, group in ready):
        uids = [uid for uid, group in ready if group == kelompok]
        for paper in ctx.policy.berkas_orang(kelompok):
            if paper.perlu.get(kelompok) == "W" and paper.tahap == "kirim":
                persons.set_papers(ctx, db, uids, paper.kode, "ada")


def _pdf(ctx: Context) -> Path:
    return ctx.folder.outbox / "Contoh.pdf"


class Maker:
    """Invents people; holds the random numbers and the NIKs already used."""

    def __init__(self, ctx: Context, rng: random.Random, used: set[str]) -> None:
        self._ctx, self._rng, self._serials = ctx, rng, used
        # People of an office come from anywhere: here from the first kecamatan of its kabupaten.
        near = ctx.regions.units_of(ctx.unit.kode[:5])[:1]
        self._prefix = ctx.unit.nik_prefix or near[0].kode.replace(".", "")[:6]

    def person(self, n: int, many: int) -> tuple[Peserta, str]:
        """A person and the stage they are meant to reach."""
        kelompok = self._group(n, many)
        stage = self._stage(n)
        base = self._whole(kelompok, n)
        return (self._damaged(base, stage, n) if stage in ("draf", "kurang", "periksa") else base), stage

    def _group(self, n: int, many: int) -> str:
        ends = accumulate(max(1, round(many * share)) for _, share in SHARES)
        found = next(kelompok for (kelompok, _), end in zip(SHARES, ends, strict=True) if n < end)
        allowed = GROUPS.get(self._ctx.unit.jenis)
        return found if allowed is None or found in allowed else "non_asn"

    def _stage(self, n: int) -> str:
        # Spread evenly, so that every stage is there in every group even among few people.
        ends = accumulate(share for _, share in STAGES)
        return next(stage for (stage, _), end in zip(STAGES, ends, strict=True) if n * 37 % 100 < end)

    def _whole(self, kelompok: str, n: int) -> Peserta:
        rng, ctx = self._rng, self._ctx
        female = rng.random() < 0.45
        born = ctx.today - timedelta(days=rng.randrange(22 * 365, 58 * 365))
        base = persons.new_person(ctx, kelompok)
        name = self._name(female)
        job = self._work(kelompok, n, base)
        texts_in = {
            "nik": self._nik(born, female), "nama": name, "tempat_lahir": rng.choice(_PLACES),
            "jenis_kelamin": "P" if female else "L", "no_kk": self._kk(), "nama_ibu": self._name(True),
            "status_kawin": "kawin", "golongan_darah": rng.choice(("A", "B", "AB", "O")),
            "alamat": f"Dusun {texts.roman(1 + n % 3)} {rng.choice(_STREETS)}", "dusun": texts.roman(1 + n % 3),
            "rt": f"{rng.randrange(1, 5):03}", "rw": f"{rng.randrange(1, 4):03}", "kode_pos": "93351",
            "hp": f"08129900{rng.randrange(10_000):04}", "lokasi_kerja": f"{ctx.unit.sebutan}",
            "jam_kerja": "08.00 - 14.00", "pekerjaan_ktp": "9" if kelompok == "pekerja_rentan" else "99",
            "mulai": (ctx.today.replace(day=1) + timedelta(days=32)).replace(day=1).isoformat(),
        }
        person = with_texts(replace(base, uid=uuid7(), tanggal_lahir=born, **job), texts_in, ctx.lists)
        return replace(person, keluarga=self._kin(name, female, born), persetujuan=Persetujuan(
            tanggal=ctx.today, cara="tanda_tangan"))

    def _work(self, kelompok: str, n: int, base: Peserta) -> dict[str, Any]:
        rng = self._rng
        decree = {"sk_nomor": f"141/{n + 1:02}/{self._ctx.unit.kode[-2:]}/2023", "sk_tanggal": date(2023, 1, 2),
                  "mulai_bekerja": date(2023, 1, 2), "status_pegawai": "PKWTT"}
        if kelompok == "pekerja_rentan":
            jht = rng.random() < 0.08
            return {"pekerjaan": rng.choice(_JOBS), "penghasilan": rng.choice(_INCOMES), "desil": rng.randrange(1, 5),
                    "mulai_bekerja": date(2010, 1, 1), "desil_tanggal": self._ctx.today - timedelta(days=20),
                    "sk_nomor": "188.45/412/2026", "sk_tanggal": date(2026, 11, 2),
                    "program": ("JKK", "JKM", "JHT") if jht else ("JKK", "JKM"),
                    "sumber_dana": SumberDana(jkk_jkm="APBD_KAB", jht="MANDIRI" if jht else "")}
        posts = _POSTS[kelompok]
        post = self._ctx.policy.jabatan[posts[n % len(posts)]]
        wage = post.dasar_upah or rng.choice((1_000_000, 1_200_000, 1_500_000))
        segment = post.segmen_awal
        return {**decree, "jabatan": post.kode, "segmen": segment, "penghasilan": wage,
                "pekerjaan": "LAIN" if segment == "BPU" else "", "periode_bayar": 6 if segment == "BPU" else 1}

    def _damaged(self, person: Peserta, stage: str, n: int) -> Peserta:
        if stage == "draf":
            return replace(person, nik="", tanggal_lahir=None, nama_ibu="", keluarga=(), persetujuan=None)
        if stage == "periksa":
            born = person.tanggal_lahir or self._ctx.today
            return replace(person, tanggal_lahir=born.replace(year=born.year + 1, day=min(born.day, 28)))
        damages: tuple[Callable[[Peserta], Peserta], ...] = (
                   lambda p: replace(p, keluarga=()), lambda p: replace(p, no_kk=p.no_kk[:-1]),
                   lambda p: replace(p, nama_ibu=""), lambda p: replace(p, nik=p.nik[:-1]),
                   lambda p: replace(p, penghasilan=None, mentah={"penghasilan": "sekitar 900"}),
                   lambda p: replace(p, alamat="", no_kk=""), lambda p: replace(p, tanggal_lahir=None))
        return damages[n % len(damages)](person)

    def _name(self, female: bool) -> str:
        rng = self._rng
        first = rng.choice(_WOMEN if female else _MEN)
        given = rng.choice(_WOMEN_NAMES if female else _MEN_NAMES)
        last = rng.choice(_LAST) if not first or rng.random() < 0.3 else ""
        first = "Muhammad" if first == "Muh." else first
        return " ".join(part for part in (first, given, last) if part)

    def _nik(self, born: date, female: bool) -> str:
        prefix = self._prefix
        day = born.day + (40 if female else 0)
        while True:
            nik = f"{prefix}{day:02}{born:%m%y}9{self._rng.randrange(1000):03}"
            if nik not in self._serials:
                self._serials.add(nik)
                return nik

    def _kk(self) -> str:
        day = date(2005, 1, 1) + timedelta(days=self._rng.randrange(7000))
        return f"{self._prefix}{day:%d%m%y}9{self._rng.randrange(1000):03}"

    def _kin(self, name: str, female: bool, born: date) -> tuple[Keluarga, ...]:
        rng = self._rng
        spouse_born = born + timedelta(days=rng.randrange(-1500, 1500))
        spouse = Keluarga(nama=self._name(not female).upper(), hubungan="suami" if female else "istri",
                          nik=self._nik(spouse_born, not female), tanggal_lahir=spouse_born,
                          hp=f"08139900{rng.randrange(10_000):04}", urutan=1)
        found = [spouse]
        for order in range(2, 2 + rng.randrange(3)):
            girl = rng.random() < 0.5
            child_born = min(born + timedelta(days=rng.randrange(20 * 365, 30 * 365)), self._ctx.today)
            minor = self._ctx.policy.is_minor(child_born, self._ctx.today)
            found.append(Keluarga(
                nama=self._name(girl).upper(), hubungan="anak", nik=self._nik(child_born, girl),
                tanggal_lahir=child_born, urutan=order,
                wali=f"{texts.title_name(spouse.nama)} ({'ayah' if female else 'ibu'})" if minor else ""))
        return tuple(found)
