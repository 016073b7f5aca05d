"""Forms of the office: Formulir 1 of the employer, Formulir 1 BPU Mitra of each wadah, numbered empty Formulir 1a.

The first two look at everybody of the village who has not left, whoever was chosen: they tell of the office, not of a
bundle. An empty form takes its number when it is printed, never in a plan or a preview, and no number comes twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from jamsos_desktop.desk import road_steps
from jamsos_desktop.desk.printing_records import Asked, Kind, PlannedSheet
from jamsos_desktop.iuran import dues
from jamsos_desktop.model.codes import code_label
from jamsos_desktop.model.dues import Dues, period
from jamsos_desktop.model.records import KELOMPOK, PROGRAM, Peserta
from jamsos_desktop.paper.office_facts import Blank, Employer, GroupCount, ProgramSum, Wadah
from jamsos_desktop.paper.sheets import PAPERS, PrintContext, Sheet
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.rules.road_records import WADAH
from jamsos_desktop.store import chosen, history, office, people, road

HEAD_POST = "KADES"
BLANK_COUNTER = "kosong"
BLANK_KINDS = {"kosong_bpu": "BPU", "kosong_pu": "PU"}  # in the order of a bundle
MOST_BLANKS = 500  # a ream of paper

Costs = Sequence[tuple[Peserta, Dues | None]]


def blank_name(number: int) -> str:
    """K-0001."""
    return f"K-{number:04}"


# Formulir 1 of the employer.

def _plan_employer(asked: Asked) -> list[PlannedSheet]:
    return [PlannedSheet("f1", PAPERS["f1"].nama)] if road.has_segment(asked.db, "PU", _of_district(asked)) else []


def _employer(asked: Asked, planned: PlannedSheet, paper: PrintContext) -> Sheet:
    from jamsos_desktop.paper.kinds.f1 import f1_values

    facts = employer_facts(asked, _with_dues(asked, "PU", _of_district(asked)))
    return Sheet(jenis="f1", isi=facts, kode_periksa=asked.code(f1_values(facts, paper)), nama=planned.nama,
                 ke=paper.ke)


def _of_district(asked: Asked) -> tuple[str, ...]:
    """Groups whose employer is the district government, with one NPP for all: this office does not enrol them."""
    ctx = asked.ctx
    said = {kelompok: ctx.policy.value("pemberi_kerja", kelompok, ctx.today) for kelompok in KELOMPOK}
    return tuple(kelompok for kelompok, value in said.items() if value is not None and value.teks == "pemda")


def _with_dues(asked: Asked, segmen: str, but: Sequence[str] = ()) -> Costs:
    ctx = asked.ctx
    return [(p, dues(p, ctx.policy, ctx.today, ctx.bases))
            for p in people.read_many(asked.db, road.uids_of(asked.db, segmen, but))]


def employer_facts(asked: Asked, workers: Costs) -> Employer:
    """What Formulir 1 says of these workers."""
    starts = [p.mulai for p, _ in workers if p.mulai]
    risks = {p.kelompok: asked.ctx.policy.value("pu_risiko", p.kelompok, asked.ctx.today) for p, _ in workers}
    known = [one for one in risks.values() if one is not None]
    head = _head(asked, workers)
    return Employer(
        kelompok=tuple(_group(kelompok, workers) for kelompok in (*KELOMPOK, "") if kelompok in risks),
        tanpa_upah=sum(_wage(*one) is None for one in workers),
        tanpa_jk=sum(p.jenis_kelamin not in ("L", "P") for p, _ in workers),
        program=tuple(code for code in PROGRAM if any(code in p.program for p, _ in workers)),
        mulai=min(starts, default=None),
        dana=_funds(code for p, _ in workers for code in (p.sumber_dana.jkk_jkm,
                                                          p.sumber_dana.jht if "JHT" in p.program else "")),
        risiko=tuple(sorted({one.teks for one in known})),
        dagger=any(cost is not None and cost.dagger for _, cost in workers)
        or any(one.belum_dikonfirmasi for one in known),
        nik_kepala=head.nik if head else "", dasar=_appointed(head))


def _group(kelompok: str, workers: Costs) -> GroupCount:
    mine = [(p, cost) for p, cost in workers if p.kelompok == kelompok]
    label = code_label("kelompok", kelompok) if kelompok else "Kelompok belum diisi"
    return GroupCount(label, sum(p.jenis_kelamin == "L" for p, _ in mine),
                      sum(p.jenis_kelamin == "P" for p, _ in mine), len(mine),
                      sum(_wage(*one) or 0 for one in mine))


def _wage(person: Peserta, cost: Dues | None) -> int | None:
    """Rupiah a month: what dues are computed from, else what was typed."""
    return cost.dasar if cost is not None else person.penghasilan


def _funds(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(code_label("sumber_dana", code) for code in dict.fromkeys(codes) if code)


def _head(asked: Asked, workers: Costs) -> Peserta | None:
    """The person who heads the village, among its workers: same post and same name as who signs."""
    name = asked.ctx.unit.pejabat_untuk("kepala_desa").nama.casefold()
    return next((p for p, _ in workers if name and p.jabatan == HEAD_POST and p.nama.casefold() == name), None)


def _appointed(head: Peserta | None) -> str:
    """The SK of the head, which stands for a licence (documents.csv: SK_KADES, general knowledge)."""
    from jamsos_desktop.paper.draw.words import said

    parts = (said(head, "sk_nomor"), said(head, "sk_tanggal")) if head else ()
    return ", ".join(part for part in parts if part)


# Formulir 1 BPU Mitra, one for each kind of wadah and fund.

def _plan_wadah(asked: Asked) -> list[PlannedSheet]:
    pairs = dict.fromkeys((_kind_of(asked, kind, fund), fund) for kind, fund in road.wadah_funds(asked.db))
    return [PlannedSheet("f1_wadah", f"{PAPERS['f1_wadah'].nama} {kind} {code_label('sumber_dana', fund)}".strip(), (),
                         f"{kind}|{fund}") for kind, fund in pairs if kind]


def _kind_of(asked: Asked, kind: str, fund: str) -> str:
    """The kind of wadah as noted, else as the policy says its fund makes."""
    usual = asked.ctx.policy.wadah_dana.get(fund)
    return kind or (usual.wadah_jenis if usual else "")


def _wadah(asked: Asked, planned: PlannedSheet, paper: PrintContext) -> Sheet:
    from jamsos_desktop.paper.kinds.f1_wadah import wadah_values

    kind, _, fund = planned.kunci.partition("|")
    members = [(p, cost) for p, cost in _with_dues(asked, "BPU")
               if (_kind_of(asked, p.wadah_jenis, p.sumber_dana.jkk_jkm), p.sumber_dana.jkk_jkm) == (kind, fund)]
    facts = wadah_facts(asked, kind, fund, members)
    return Sheet(jenis="f1_wadah", isi=facts, kode_periksa=asked.code(wadah_values(facts, paper)), nama=planned.nama,
                 ke=paper.ke)


def wadah_facts(asked: Asked, kind: str, fund: str, members: Costs) -> Wadah:
    """What Formulir 1 BPU Mitra says of these people, who go into one wadah."""
    steps = next((one for one in road_steps.roads(asked.ctx, asked.db) if one.jalur == WADAH), None)
    pks, given = (steps.step("pks"), steps.step("bpjs")) if steps else (None, None)
    number = given.nomor if given and given.jenis in ("", kind) else ""
    usual = asked.ctx.policy.wadah_dana.get(fund)
    spans = [period(p.mulai, p.periode_bayar) for p, _ in members if p.mulai and p.periode_bayar]
    start = min((first for first, _ in spans), default=None)
    sk, sk_day = _decree(asked, fund, start)
    return Wadah(
        jenis=kind, jenis_label=code_label("wadah_jenis", kind), dana=fund,
        dana_label=code_label("sumber_dana", fund) if fund else "", permohonan=_asked_for(members, number),
        dagger=usual is None or usual.wadah_jenis != kind or usual.belum_dikonfirmasi, nomor=number,
        pks=pks.nomor if pks else "", pks_tanggal=pks.tanggal if pks else None, sk=sk, sk_tanggal=sk_day,
        laki=sum(p.jenis_kelamin == "L" for p, _ in members),
        perempuan=sum(p.jenis_kelamin == "P" for p, _ in members), orang=len(members), mulai=start,
        sampai=max((last for _, last in spans), default=None),
        tanpa_iuran=sum(cost is None for _, cost in members), program=_sums(members, fund),
        dana_lain=sum(any(line.ikut and line.sumber_dana != fund for line in cost.lines)
                      for _, cost in members if cost),
        nik_kepala=_head_nik(asked))


def _asked_for(members: Costs, number: str) -> str:
    if members and all(p.permohonan == "lanjut" for p, _ in members):
        return "lanjut"
    return "ubah" if number else "daftar"


def _sums(members: Costs, fund: str) -> tuple[ProgramSum, ...]:
    """What this fund pays: a JHT that somebody pays for themselves is on no bill of the wadah."""
    found = []
    for program in PROGRAM:
        lines = [(line.sebulan_sen, cost.bulan) for _, cost in members if cost
                 for line in cost.lines if line.program == program and line.ikut and line.sumber_dana == fund]
        if lines:
            found.append(ProgramSum(program, len(lines), sum(sen for sen, _ in lines),
                                    sum(sen * months for sen, months in lines)))
    return tuple(found)


def _decree(asked: Asked, fund: str, start: date | None) -> tuple[str, date | None]:
    """Number and day of the SK that settled the list of this fund for the year the wadah starts in."""
    found = chosen.decree(asked.db, (start or asked.ctx.today).year, fund)
    return (found.nomor, date.fromisoformat(found.tanggal)) if found else ("", None)


def _head_nik(asked: Asked) -> str:
    if asked.ctx.unit.pejabat_untuk("kepala_desa").nik:
        return ""  # the profile has it
    workers = [(p, None) for p in people.read_many(asked.db, road.uids_of(asked.db, "PU")) if p.jabatan == HEAD_POST]
    head = _head(asked, workers)
    return head.nik if head else ""


# Empty forms.

def _plan_blanks(asked: Asked, jenis: str) -> list[PlannedSheet]:
    many = asked.opsi.kosong
    if not 1 <= many <= MOST_BLANKS:
        raise Problem("KOSONG_SALAH", f"Formulir kosong diminta {many} lembar.", TIDAK_BERUBAH,
                      f"Minta 1 sampai {MOST_BLANKS} lembar sekali cetak.")
    return [PlannedSheet(jenis, f"{PAPERS[jenis].nama} {at} dari {many}", (), str(at)) for at in range(1, many + 1)]


def _blank(asked: Asked, planned: PlannedSheet, paper: PrintContext) -> Sheet:
    from jamsos_desktop.paper.draw.words import plain_text

    number = blank_name(asked.numbers.give(BLANK_COUNTER)) if asked.mencetak else _likely_number(asked, planned)
    isi = Blank(BLANK_KINDS[planned.jenis], plain_text(asked.opsi.dusun))
    code = asked.code({"kosong": number, "segmen": isi.segmen, "dusun": isi.dusun, "unit": asked.ctx.unit.kode})
    return Sheet(jenis=planned.jenis, isi=isi, kode_periksa=code, nomor=number, nama=planned.nama)


def note_blanks(asked: Asked, numbers: Sequence[str]) -> None:
    """Keep which empty forms went out; inside ``db.write()``."""
    for number in numbers:
        history.append(asked.db, asked.ctx.actor(), "cetak", "formulir_kosong", number)


def _likely_number(asked: Asked, planned: PlannedSheet) -> str:
    """The number this form gets when the bundle is printed now; it is not taken."""
    before = [kind for kind in BLANK_KINDS if kind in asked.order.jenis]
    behind = before.index(planned.jenis) * asked.opsi.kosong
    return blank_name(office.last_number(asked.db, BLANK_COUNTER) + behind + int(planned.kunci))


EMPLOYER = Kind("Pemberi kerja, pekerja, upah", _plan_employer, _employer, "Belum ada pekerja penerima upah")
WADAH_FORM = Kind("Per wadah dan sumber dana", _plan_wadah, _wadah, "Belum ada peserta BPU")
BLANK_BPU = Kind("Bernomor, diisi dengan pena", lambda asked: _plan_blanks(asked, "kosong_bpu"), _blank)
BLANK_PU = Kind("Bernomor, diisi dengan pena", lambda asked: _plan_blanks(asked, "kosong_pu"), _blank)
