"""What stands on a person's paper, as one flat dictionary of texts.

``printed_values`` is canonical: the same record prints the same values on any day, so the check code
made of them holds for every copy. Print time, copy number and bundle are not among them.
"""

from __future__ import annotations

from typing import Protocol

from jamsos_desktop.model.codes import code_label
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.paper.address import address_of
from jamsos_desktop.paper.draw.words import capitals, plain_text, said
from jamsos_desktop.paper.kin import family_rows, kin_values
from jamsos_desktop.paper.money import dues_values
from jamsos_desktop.paper.sheets import PrintContext, PrintPerson
from jamsos_desktop.paper.unit import unit_values
from jamsos_desktop.texts import number, paper_date

# Field keys that stand on a form as they are (codes where the form has boxes to cross).
_AS_CODE = ("jenis_kelamin", "status_kawin", "pernah_peserta", "nik", "no_kk", "kode_pos", "hp", "npwp", "kpj",
            "rekening")
_IN_CAPITALS = ("nama", "tempat_lahir", "nama_ibu", "lokasi_kerja", "jam_kerja", "bank", "nama_rekening")
_AS_DATE = ("tanggal_lahir", "mulai_bekerja", "mulai")
# A move to another desa changes the data of somebody who stays a member.
_ASKED_AS = {"pindah": "ubah"}


class Grouped(Protocol):
    """Somebody of whom kelompok and segmen are known."""

    @property
    def kelompok(self) -> str: ...
    @property
    def segmen(self) -> str: ...


def form_of(peserta: Grouped) -> str:
    """``PU`` or ``BPU``: whose Formulir 1a this person signs."""
    if peserta.segmen in ("PU", "BPU"):
        return peserta.segmen
    return "PU" if peserta.kelompok in ("perangkat_desa", "non_asn") else "BPU"


def printed_values(person: PrintPerson, ctx: PrintContext) -> dict[str, str]:
    """Every printed value of a form by key (``keys.py``), the letterhead and officials included."""
    return {**unit_values(ctx.unit), **person_values(person, ctx)}


def bundle_values(people: tuple[PrintPerson, ...], ctx: PrintContext) -> dict[str, str]:
    """What a ceklis says, for its check code: who is in the bundle and which papers were there."""
    values = unit_values(ctx.unit) | {"bundel": ctx.bundel}
    for i, person in enumerate(people, 1):
        p = person.peserta
        papers = " ".join(f"{kode}={state}" for kode, state in sorted(p.berkas.items()))
        values[f"{i}"] = "|".join((person.nomor, p.nik, p.nama, papers))
    return values | {f"berkas.{b.kode}": b.state for b in ctx.berkas_desa}


def person_values(person: PrintPerson, ctx: PrintContext) -> dict[str, str]:
    """The part of ``printed_values`` that is the person's."""
    p = person.peserta
    values = {key: getattr(p, key) for key in _AS_CODE}
    for key in _IN_CAPITALS:
        values[key] = capitals(getattr(p, key))
    for key in _AS_DATE:
        values[key] = paper_date(getattr(p, key))
    values["permohonan"] = _ASKED_AS.get(p.permohonan, p.permohonan)
    values["email"] = plain_text(p.email)
    values["nomor"] = person.nomor
    values["kelompok"] = code_label("kelompok", p.kelompok) if p.kelompok else ""
    values["penghasilan"] = number(p.penghasilan) if p.penghasilan is not None else ""
    values.update(_work(p, ctx))
    for key, text in p.mentah.items():
        if key in values:
            values[key] = plain_text(text)
    values["upah.sebutan"] = "Siltap / bulan" if p.kelompok == "perangkat_desa" else "Upah / bulan"
    values["wadah.judul"] = f"Wadah {p.wadah_jenis}, kode / NPP" if p.wadah_jenis else "Kode wadah / NPP"
    values["alamat.lengkap"] = address_of(p, ctx.unit)
    values["golongan_darah.abo"] = p.golongan_darah.rstrip("+-")
    values["sk"] = ", ".join(part for part in (capitals(said(p, "sk_nomor")), said(p, "sk_tanggal")) if part)
    values.update(dues_values(p, person.dues, ctx.unit))
    rows = family_rows(p)
    values.update(kin_values("waris", [row for row in rows if row["waris"]], p.tanpa_ahli_waris))
    values.update(kin_values("keluarga", rows, p.tanpa_ahli_waris))
    return values


def _work(p: Peserta, ctx: PrintContext) -> dict[str, str]:
    """Jobs and post by their labels; whose work is a post of the village has it as the job too."""
    labels = ctx.policy.label_lists
    jobs, posts = labels.get("pekerjaan", {}), labels.get("jabatan", {})
    post = capitals(posts.get(p.jabatan, p.jabatan))
    job = ctx.policy.pekerjaan.get(p.pekerjaan)
    if job is not None:
        sector = "perikanan" if job.sektor == "perikanan" else "lain"
    else:
        sector = "lain" if post and not p.pekerjaan else ""
    return {"jabatan": post, "pekerjaan": capitals(jobs.get(p.pekerjaan, p.pekerjaan)) or post,
            "pekerjaan_2": capitals(jobs.get(p.pekerjaan_2, p.pekerjaan_2)), "pekerjaan.sektor": sector}
