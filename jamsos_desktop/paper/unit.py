"""What a paper says of the office: letterhead, employer, place of signing, officials."""

from __future__ import annotations

from jamsos_desktop.model.records import Pejabat, Unit
from jamsos_desktop.paper.draw.words import capitals, plain_text


def unit_values(unit: Unit) -> dict[str, str]:
    """Letterhead, employer and officials by key (``keys.py``)."""
    lines = _letterhead(unit)
    head, clerk = unit.pejabat_untuk("kepala_desa"), unit.pejabat_untuk("sekretaris")
    office = government(unit)
    return {
        "kop.1": lines[0], "kop.2": lines[1], "kop.3": lines[2], "kop.alamat": lines[3],
        "unit.pemerintah": office,
        "unit.pemberi_kerja": capitals(", ".join(part for part in (office, *_district(unit)) if part)),
        "unit.npp": plain_text(unit.npp), "unit.tempat": place_of(unit), "unit.wilayah": unit.kode,
        "unit.dpmd": f"DPMD {plain_text(unit.kabupaten)}".strip(),
        "kepala.sebutan": _acting(head) + _head_title(unit), "kepala.nama": plain_text(head.nama_bergelar),
        "sekretaris.sebutan": _acting(clerk) + _clerk_title(unit),
        "sekretaris.nama": plain_text(clerk.nama_bergelar),
    }


def government(unit: Unit) -> str:
    """"Pemerintah Desa Bajo Indah"; a kelurahan and an OPD are offices of the kabupaten and go by their names."""
    name = plain_text(unit.sebutan)
    return f"Pemerintah {name}" if unit.jenis == "desa" else name


def employer_word(unit: Unit) -> str:
    """The employer in one word, for a narrow cell: desa, kelurahan or instansi."""
    return unit.jenis if unit.jenis in ("desa", "kelurahan") else "instansi"


def place_of(unit: Unit) -> str:
    """Where a paper is signed: the desa or kelurahan; an OPD is no place, its kecamatan or kabupaten is."""
    if unit.jenis in ("desa", "kelurahan"):
        return plain_text(unit.nama)
    return plain_text(unit.kecamatan) or plain_text(unit.kabupaten).removeprefix("Kabupaten ").removeprefix("Kota ")


def _district(unit: Unit) -> tuple[str, str]:
    kecamatan = f"Kec. {plain_text(unit.kecamatan)}" if unit.kecamatan else ""
    return kecamatan, plain_text(unit.kabupaten).replace("Kabupaten ", "Kab. ")


def area_of(unit: Unit) -> tuple[str, ...]:
    """The office, kecamatan and kabupaten as an address says them; an unknown one is ""."""
    return plain_text(unit.sebutan), *_district(unit)


def _letterhead(unit: Unit) -> tuple[str, str, str, str]:
    """Three lines of the kop and its address line; own lines of the unit come first."""
    own = [line for line in unit.kop if line.strip()]
    known = (f"PEMERINTAH {unit.kabupaten}", f"KECAMATAN {unit.kecamatan}" if unit.kecamatan else "", unit.sebutan)
    lines = [plain_text(line) for line in own or known if line]
    lines = ["", "", *lines][-3:] if len(lines) < 3 else lines
    address = [*lines[3:], plain_text(unit.alamat), f"Kode Pos {unit.kode_pos}" if unit.kode_pos else ""]
    joined = ", ".join(part for part in address if part)
    kind = "Kode" if unit.jenis == "opd" else "Kode wilayah"
    foot = " \u00b7 ".join(part for part in (joined, f"{kind} {unit.kode}" if unit.kode else "") if part)
    return capitals(lines[0]), capitals(lines[1]), capitals(lines[2]), foot


def _acting(official: Pejabat) -> str:
    return {"pj": "Pj. ", "plt": "Plt. "}.get(official.status, "")


def _head_title(unit: Unit) -> str:
    word = {"desa": "Kepala Desa", "kelurahan": "Lurah"}.get(unit.jenis, "Kepala")
    return f"{word} {plain_text(unit.nama)}".strip()


def _clerk_title(unit: Unit) -> str:
    return {"desa": "Sekretaris Desa", "kelurahan": "Sekretaris Kelurahan"}.get(unit.jenis, "Sekretaris")
