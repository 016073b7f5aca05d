"""Rules on heirs (ahli waris) and the family: someone to pay to, in the order of the law."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from jamsos_desktop.model.codes import code_label
from jamsos_desktop.model.letters import unprintable
from jamsos_desktop.model.nik import Nik, same_day
from jamsos_desktop.model.records import Keluarga, Peserta
from jamsos_desktop.rules.identity import SEX, number_problem
from jamsos_desktop.rules.kinds import INFO, KURANG, PERIKSA, SALAH, Hit, Known, age, rule, unsure
from jamsos_desktop.rules.names import strange_letters
from jamsos_desktop.texts import screen_date, title_name

# Who comes first (Permenaker 4/2023 Ps 57): lower numbers before higher ones.
ORDER = {"suami": 1, "istri": 1, "anak": 1, "cucu": 2, "orang_tua": 2, "kakek_nenek": 2, "saudara": 3, "mertua": 4,
         "wasiat": 5, "lain": 6}
# Of these an unwritten birth date may be read from the NIK; of a grandfather "24" would make a child.
YOUNG = frozenset(("anak", "cucu", "saudara", "lain", ""))
SPOUSE_OF = {"suami": "L", "istri": "P"}  # of whom there can be none
LAW = "Permenaker 4/2023 Ps 57"


def _cell(place: int, column: str) -> tuple[str, ...]:
    """The key of one cell of the family table (rows from 0), and of the table."""
    return f"keluarga.{place}.{column}", "keluarga"


def _heirs(p: Peserta) -> list[tuple[int, Keluarga]]:
    return [(place, member) for place, member in enumerate(p.keluarga) if member.urutan is not None]


def _who(heir: Keluarga) -> str:
    return title_name(heir.nama) or f"ahli waris ke-{heir.urutan}"


def _member(place: int, member: Keluarga) -> str:
    return title_name(member.nama) or f"keluarga ke-{place + 1}"


@rule("AHLI_WARIS", KURANG, "keluarga tanpa_ahli_waris", apa="JKM perlu paling sedikit satu ahli waris.",
      cara="Isi dari Kartu Keluarga, atau centang tidak punya ahli waris.", sumber=LAW)
def ahli_waris(p: Peserta, known: Known) -> Iterator[Hit]:
    if "JKM" in p.program and not p.ahli_waris and not p.tanpa_ahli_waris:
        yield Hit("Belum ada ahli waris. JKM perlu paling sedikit satu.", "Ahli waris kosong")


@rule("AHLI_WARIS_TANPA", PERIKSA, "tanpa_ahli_waris keluarga", apa="Tidak punya ahli waris berarti daftarnya kosong.",
      cara="Hapus centang atau hapus namanya.", sumber=LAW, settle=False)
def ahli_waris_tanpa(p: Peserta, known: Known) -> Iterator[Hit]:
    if p.tanpa_ahli_waris and p.ahli_waris:
        yield Hit(f"Dicentang tidak punya ahli waris, tetapi ada {len(p.ahli_waris)} nama.", "Ahli waris bertentangan")


@rule("AHLI_WARIS_TIDAK_ADA", INFO, "tanpa_ahli_waris keluarga",
      apa="Tidak punya ahli waris adalah jawaban yang sah.",
      cara="Tidak perlu diubah bila memang tidak ada keluarga maupun orang dalam wasiat.",
      sumber="Permenaker 4/2023 Ps 57: biaya pemakaman kepada yang mengurus, lainnya ke Dana Jaminan Sosial")
def ahli_waris_tidak_ada(p: Peserta, known: Known) -> Iterator[Hit]:
    if p.tanpa_ahli_waris and not p.ahli_waris:
        yield Hit("Biaya pemakaman dibayar kepada yang mengurus pemakaman. Santunan lain masuk Dana Jaminan Sosial.",
                  "Tanpa ahli waris")


@rule("AHLI_WARIS_PASANGAN", PERIKSA, "keluarga status_kawin jenis_kelamin",
      apa="Suami atau istri di daftar keluarga sesuai jenis kelamin dan status perkawinan.",
      cara="Cocokkan dengan Kartu Keluarga.", sumber="simpulan: salah pilih hubungan")
def ahli_waris_pasangan(p: Peserta, known: Known) -> Iterator[Hit]:
    for place, member in enumerate(p.keluarga):
        if member.hubungan not in SPOUSE_OF:
            continue
        where = (*_cell(place, "hubungan"), "status_kawin", "jenis_kelamin")
        word = code_label("hubungan", member.hubungan)
        if p.jenis_kelamin == SPOUSE_OF[member.hubungan]:
            yield Hit(f"{_member(place, member)} tertulis {word.lower()}, pesertanya {SEX[p.jenis_kelamin]}.",
                      "Hubungan beda", where)
        elif p.status_kawin == "belum_kawin":
            yield Hit(f"Status belum kawin, tetapi ada {word.lower()} di daftar keluarga.", "Status kawin beda", where)


@rule("AHLI_WARIS_ISI", KURANG, "keluarga", apa="Tiap ahli waris punya nama dan hubungan.",
      cara="Lihat Kartu Keluarga, lalu isi kolomnya.", sumber="Formulir 1a Bagian II")
def ahli_waris_isi(p: Peserta, known: Known) -> Iterator[Hit]:
    for place, heir in _heirs(p):
        if not heir.nama:
            yield Hit(f"Nama ahli waris ke-{heir.urutan} kosong.", "Ahli waris kosong", _cell(place, "nama"))
        elif not heir.hubungan and f"keluarga.{place}.hubungan" not in p.mentah:
            yield Hit(f"Hubungan {_who(heir)} dengan peserta kosong.", "Hubungan kosong", _cell(place, "hubungan"))


@rule("AHLI_WARIS_NAMA", SALAH, "keluarga",
      apa="Nama keluarga hanya huruf, spasi, titik, koma, petik dan tanda hubung.",
      cara="Tulis seperti di Kartu Keluarga.", sumber="Formulir 1a Bagian II")
def ahli_waris_nama(p: Peserta, known: Known) -> Iterator[Hit]:
    for place, member in enumerate(p.keluarga):
        strange = strange_letters(member.nama)
        if strange and not unprintable(strange):  # else HURUF_CETAK asks already
            yield Hit(f"Nama keluarga {title_name(member.nama)} memuat \u201c{strange}\u201d.", "Nama keluarga salah",
                      _cell(place, "nama"))
        elif member.nama and not strange and not any(c.isalpha() for c in member.nama):
            yield Hit(f"Nama keluarga terisi \u201c{member.nama}\u201d.", "Nama keluarga salah", _cell(place, "nama"))


@rule("AHLI_WARIS_NIK", SALAH, "keluarga nik", apa="NIK keluarga 16 angka, bukan NIK peserta atau keluarga lain.",
      cara="Lihat Kartu Keluarga, atau kosongkan NIK-nya.", sumber="Template SIPP")
def ahli_waris_nik(p: Peserta, known: Known) -> Iterator[Hit]:
    seen: dict[str, str] = {}
    for place, member in enumerate(p.keluarga):
        if not member.nik:
            continue
        first = seen.get(member.nik)
        seen.setdefault(member.nik, _member(place, member))
        if found := number_problem("NIK", member.nik):
            yield Hit(f"NIK {_member(place, member)}: {found[0]}", "NIK keluarga salah", _cell(place, "nik"))
        elif member.nik == p.nik:
            yield Hit(f"NIK {_member(place, member)} sama dengan NIK peserta.", "NIK keluarga sama",
                      _cell(place, "nik"))
        elif first is not None:
            yield Hit(f"NIK {_member(place, member)} sama dengan NIK {first}.", "NIK keluarga ganda",
                      _cell(place, "nik"))


@rule("AHLI_WARIS_LAHIR", PERIKSA, "keluarga", apa="Tanggal lahir keluarga sama dengan tanggal di NIK-nya.",
      cara="Lihat Kartu Keluarga.", sumber="dukcapil.klaten.go.id")
def ahli_waris_lahir(p: Peserta, known: Known) -> Iterator[Hit]:
    for place, member in enumerate(p.keluarga):
        where = _cell(place, "tanggal_lahir")
        nik, born = Nik.parse(member.nik, known.today), member.tanggal_lahir
        if born and born > known.today:
            yield Hit(f"Tanggal lahir {_member(place, member)} belum tiba.", "Lahir keluarga salah", where)
        elif nik and nik.tanggal_lahir and born and not same_day(nik, member.nik, born):
            read = screen_date(nik.tanggal_lahir)
            yield Hit(f"Tanggal lahir {_member(place, member)} di NIK: {read}. Cocokkan dengan KK.",
                      "Lahir keluarga beda", where)


@rule("AHLI_WARIS_ANAK", PERIKSA, "keluarga", apa="Ahli waris yang belum dewasa (bawaan di bawah 18 tahun) punya wali.",
      cara="Tulis nama wali di kolom Wali.", sumber="UU 35/2014 Ps 1, pengetahuan umum; parameter.csv", settle=False)
def ahli_waris_anak(p: Peserta, known: Known) -> Iterator[Hit]:
    limit = known.policy.value("umur_wali", "", known.today)
    for place, heir in _heirs(p):
        born = heir.tanggal_lahir or _born_by_nik(p, place, known)
        if limit and born and born <= known.today and not heir.wali and known.policy.is_minor(born, known.today):
            yield Hit(f"{_who(heir)} berumur {age(born, known.today)} tahun. Isi walinya.", "Wali kosong",
                      _cell(place, "wali"), cara=unsure(ahli_waris_anak.cara, limit.belum_dikonfirmasi))


def _born_by_nik(p: Peserta, place: int, known: Known) -> date | None:
    """The birth date of the NIK where none stands, for relations in which its youngest reading is the likely one."""
    heir = p.keluarga[place]
    if heir.hubungan not in YOUNG or f"keluarga.{place}.tanggal_lahir" in p.mentah or number_problem("NIK", heir.nik):
        return None
    nik = Nik.parse(heir.nik, known.today)
    return nik.tanggal_lahir if nik else None


@rule("AHLI_WARIS_URUT", PERIKSA, "keluarga", apa="Urutan ahli waris: pasangan dan anak, lalu orang tua, lalu saudara.",
      cara="Susun ulang urutannya bila tidak ada alasan lain.", sumber=LAW)
def ahli_waris_urut(p: Peserta, known: Known) -> Iterator[Hit]:
    heirs = [heir for heir in p.ahli_waris if heir.hubungan in ORDER]
    for first, then in pairwise(heirs):
        if ORDER[first.hubungan] > ORDER[then.hubungan]:
            before, after = (code_label("hubungan", h.hubungan).lower() for h in (first, then))
            yield Hit(f"{before.capitalize()} tertulis sebelum {after}.", "Urutan ahli waris")
            return
    if len({heir.urutan for heir in p.ahli_waris}) != len(p.ahli_waris):
        yield Hit("Dua ahli waris bernomor urut sama.", "Urutan ahli waris")
