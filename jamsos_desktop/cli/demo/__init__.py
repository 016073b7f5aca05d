"""Demo: three villages and the district of Konawe through the whole loop, everything left in one folder.

One village sends somebody whom another has enrolled already, one somebody whose name is wrong, one brings an older
package a second time. One likely double is left open for whoever looks at the district's desk. At the end every status
of every person is counted and explained. A fourth village works behind PINs and loses nothing when its data file is
damaged.
"""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import msgspec

from jamsos_desktop import desk as desks
from jamsos_desktop.cli.demo import affairs, bringing, office, papers, safety, village
from jamsos_desktop.cli.demo.words import words as words
from jamsos_desktop.cli.session import Pictures, write_file
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.records import KELOMPOK, LEFT
from jamsos_desktop.paths import DataFolder

BEFORE_SENDING = ("draf", "perlu_dilengkapi", "siap_cetak", "tercetak", "siap_kirim")


def run(target: Path, clock: desks.Clock, pictures: Pictures | None) -> dict[str, Any]:
    """Make everything below ``target`` (a fresh folder beside it when it already holds something)."""
    folder = fresh_folder(target)
    district_folder, key, pack = office.set_up(folder, clock)
    places = [village.set_up(plan, folder / f"data-desa-{nth}", key, clock)
              for nth, plan in enumerate(village.PLANS, 1)]
    with ExitStack() as stack:
        district = stack.enter_context(desks.open_desk(district_folder, None, clock))
        villages = [stack.enter_context(desks.open_desk(place, None, clock)) for place in places]
        summary = _loop(district, villages, folder, pack)
        summary["aman"] = safety.keep_safe(district, folder, key, clock)
    summary["gambar"] = _pictures(pictures, folder, [places[0], district_folder])
    check(summary)
    write_file(folder / "ringkasan.json", msgspec.json.format(msgspec.json.encode(summary), indent=1))
    write_file(folder / "ringkasan.txt", words(summary).encode())
    return summary


def fresh_folder(target: Path) -> Path:
    """``target``, or ``target-2`` and so on when it already holds something: nothing is overwritten."""
    number, whole = 1, Path(os.path.abspath(target))  # "." and ".." have no name of their own
    folder = whole
    while folder.is_dir() and any(folder.iterdir()):
        number += 1
        folder = whole.with_name(f"{whole.name}-{number}")
    return folder


def _loop(district: desks.Desk, villages: list[desks.Desk], folder: Path, pack: Path) -> dict[str, Any]:
    for desk in villages:
        desk.take_in(pack)
    first, second, third = villages
    printed = [village.print_forms(desk, folder / "cetak" / desk.unit.nama) for desk in villages]
    original = village.ready(first)[0]
    double = village.enrol_twice(second, original)
    sent = [village.send(desk, folder / "kiriman-1", excel=desk is first) for desk in villages]
    came = office.take_in(district, folder / "kiriman-1")
    office.match(district, {desk.unit.kode: desk.own_fingerprint() for desk in villages})
    pair = office.decide_doubles(district, original.uid)
    wrong = village.ready_to_mend(third)
    office.of(district).refuse([wrong.uid], "NAMA_BEDA", f"KTP tercatat {wrong.nama}H.")
    handed = office.to_bpjs(district, folder / "bpjs")
    _answers(office.reply(district, folder / "balasan-1"), villages)
    again = _second_round(district, villages, folder, sent[2].path, wrong.uid)
    own = affairs.settle(first, folder / "urusan-desa")
    brought = bringing.bring(third, folder / "impor")
    return {
        "urusan": own, "impor": brought, "kertas": papers.every_kind(first, folder / "semua-kertas"),
        "folder": str(folder), "desa": [_village(desk) for desk in villages],
        "orang": sum(desk.counts().total for desk in villages),
        "cetak": [{"desa": desk.unit.sebutan, "berkas": str(one.path), "lembar": len(one.made), "halaman": one.pages}
                  for desk, made in zip(villages, printed, strict=True) for one in made],
        "kiriman": [_sent(one) for one in (*sent, *again["sent"])],
        "dpmd": {"terima_1": _report(came), "terima_2": _report(again["came"]), "bpjs": handed,
                 "ganda": {"nama": pair.row.nama, "rincian": pair.row.rincian, "keputusan": pair.row.keputusan},
                 "laporan": [str(p) for p in office.reports(district, folder / "laporan")],
                 "terdaftar": office.of(district).recap().terdaftar},
        "kisah": [_story(second, double.uid, "didaftarkan dua kali"),
                  _story(third, wrong.uid, "ditolak lalu diperbaiki"),
                  *(_story(desk, handed["ditolak_bpjs"], "ditolak BPJS") for desk in villages
                    if any(p.uid == handed["ditolak_bpjs"] for p in desk.everyone()))],
        "ulang": again["came"].ulang}


def _answers(made: desks.RepliesMade, villages: list[desks.Desk]) -> None:
    for one in made.balasan:
        next(desk for desk in villages if desk.unit.kode == one.kode).take_in(one.path)


def _second_round(district: desks.Desk, villages: list[desks.Desk], folder: Path, older: Path,
                  refused: str) -> dict[str, Any]:
    """The refused name is mended and sent, more people follow, and an older package comes a second time."""
    first, second, third = villages
    village.enrol_twice(second, next(p for p in first.everyone() if p.status == "menunggu_bayar"), slip=True)
    village.mend(third, refused, f"{third.read(refused).nama}H")
    village.correct_after_printing(first)
    village.more_ready(first)
    out = folder / "kiriman-2"
    sent = [village.send(desk, out) for desk in villages]
    write_file(out / older.name, older.read_bytes())
    came = office.take_in(district, out)
    run_to_end(office.of(district).find_doubles_job())
    _answers(office.reply(district, folder / "balasan-2"), villages)
    village.more_ready(first)
    return {"sent": sent, "came": came}


def _village(desk: desks.Desk) -> dict[str, Any]:
    counts = desk.counts()
    groups = [{"kelompok": k, "lengkap": done, "orang": many} for k, done, many in desk.per_group()]
    return {"kode": desk.unit.kode, "nama": f"{desk.unit.sebutan}, Kec. {desk.unit.kecamatan}", "orang": counts.total,
            "kelompok": groups, "status": counts.status, "iuran_sebulan_sen": counts.iuran_sen}


def _sent(one: desks.Exported) -> dict[str, Any]:
    return {"berkas": str(one.path), "seq": one.seq, "kode_periksa": one.kode_periksa, "orang": one.jumlah["orang"],
            "tanda_terima": str(one.receipt), "excel": str(one.excel) if one.excel else None}


def _report(report: desks.TakeInReport) -> list[dict[str, Any]]:
    return [{"berkas": line.nama_berkas, "desa": line.desa, "hasil": line.hasil, "keterangan": line.keterangan}
            for line in report.lines]


def _story(desk: desks.Desk, uid: str, apa: str) -> dict[str, Any]:
    person, reason = desk.read(uid), desk.reason_of(uid)
    return {"nama": person.nama, "desa": desk.unit.sebutan, "kisah": apa, "status": person.status,
            "alasan": f"{reason.teks} {reason.cara}" if reason else ""}


def _pictures(pictures: Pictures | None, folder: Path, places: list[DataFolder]) -> list[str]:
    return [str(p) for place in places for p in pictures(place.root, folder / "gambar")] if pictures else []


def check(summary: dict[str, Any]) -> None:
    """The sums of the summary; a demo that does not add up is a fault of ours, not the reader's."""
    for one in summary["desa"]:
        here = sum(many for status, many in one["status"].items() if status not in LEFT)
        assert one["orang"] == here == sum(g["orang"] for g in one["kelompok"])
    assert summary["orang"] == sum(one["orang"] for one in summary["desa"])
    first = summary["desa"][0]  # the village to be looked at: every group, every status before the package
    assert sum(first["status"].values()) == village.PLANS[0].orang
    assert {group["kelompok"] for group in first["kelompok"] if group["orang"]} == set(KELOMPOK)
    assert all(first["status"].get(status) for status in BEFORE_SENDING)
    # What a village has just noted itself, a payment and a death, DPMD hears of with the next package.
    unheard = summary["urusan"]["bayar"]["menjadi_aktif"] - bool(summary["urusan"]["meninggal"]["nama"])
    active = sum(one["status"].get("aktif", 0) for one in summary["desa"])
    assert active == summary["dpmd"]["terdaftar"] + unheard > 0
    assert summary["urusan"]["meninggal"]["berkas"]  # the death was that of a member, so it opened a claim
    for one in (summary["impor"][key] for key in ("opensid", "daftar", "dibenahi")):
        assert one["baris"] == one["siap"] + one["perlu_dilengkapi"] + one["ditahan"] + one["dilewati"]
        assert one["masuk"] == one["siap"] + one["perlu_dilengkapi"]
    assert not summary["kertas"]["dilewati"]  # every kind of paper can be made of this village
    assert summary["ulang"] == 1
    safe = summary["aman"]
    assert safe["tunggu_detik"] > 0
    assert safe["rusak"]["kembali"] or safe["rusak"]["sisa"]  # what was changed last came back, or is named
    assert safe["hapus"]["dpmd"][1] == safe["hapus"]["dpmd"][0] - safe["hapus"]["orang"]
    assert not safe["hapus"]["tersisa"]
    assert safe["riwayat"]["utuh"]
