"""The district of the demo: takes packages in, decides, hands people to BPJS, answers."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from jamsos_desktop import desk as desks
from jamsos_desktop.cli.session import write_file
from jamsos_desktop.exchange.tables import write_table
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder

DISTRICT = "74.02"
VERSION = "2026.2"
TARGETS = {"perangkat_desa": 14, "ekosistem_desa": 30, "non_asn": 4, "pekerja_rentan": 40}
WADAH = {"pekerja_rentan": "26104417", "ekosistem_desa": "26104425", "non_asn": "26104433"}
PAID, WAITING = "pekerja_rentan", "ekosistem_desa"  # groups whose dues are paid, and not paid yet
REPORTS = (("rekap", "xlsx"), ("rekap", "pdf"), ("bahan_rapat", "pdf"), ("belum_melapor", "pdf"),
           ("belum_patuh", "pdf"), ("map_desa", "pdf"), ("lewat_masa", "xlsx"))


def set_up(folder: Path, clock: desks.Clock) -> tuple[DataFolder, Path, Path]:
    """A district desk; returns it with its key file and its settings for the villages."""
    data = DataFolder(folder / "data-dpmd")
    desks.set_up_dpmd(data, DISTRICT, None, clock)
    with desks.open_desk(data, None, clock) as desk:
        name, content = desk.make_key()
        key = write_file(folder / name, content)
        name, content = desk.make_pack(desks.PackOrder(versi=VERSION, mulai=desk.today))
        pack = write_file(folder / name, content)
    return data, key, pack


def take_in(desk: desks.Desk, folder: Path) -> desks.TakeInReport:
    """Take in every package of a folder; returns the report of it."""
    return run_to_end(of(desk).take_in_job([folder]))


def of(desk: desks.Desk) -> desks.District:
    """The district's verbs of a desk that is the DPMD's."""
    assert desk.district is not None
    return desk.district


def match(desk: desks.Desk, printed: dict[str, str]) -> None:
    """Compare each village's key with the fingerprint printed on its receipt; set what is aimed at."""
    for kode, sidik in printed.items():
        of(desk).match_key(kode, sidik)
    of(desk).set_targets(desk.today.year, {kode: dict(TARGETS) for kode in printed})


def decide_doubles(desk: desks.Desk, keep_uid: str) -> desks.PairView:
    """Find people enrolled twice; the one of the demo stays where they were enrolled first."""
    run_to_end(of(desk).find_doubles_job())
    pair = next(p for p in of(desk).pairs() if p.jenis == "nik" and keep_uid in p.uids and not p.keputusan)
    of(desk).decide_pair(pair.id, 1 if pair.uids[0] == keep_uid else 2, "Tercatat lebih dulu di sana.")
    return of(desk).pair(pair.id)


def to_bpjs(desk: desks.Desk, out: Path) -> dict[str, Any]:
    """Batches of all groups: one is paid and answered, one waits for its payment, the others lie at BPJS.

    The one that is paid is paid from this month on, so that its people are members today.
    """
    district, made = of(desk), []
    for kelompok, npp in WADAH.items():
        district.set_npp(kelompok, npp)
    for group in district.candidates():
        begin = desk.today.replace(day=1) if group.kelompok == PAID else group.masa_dari
        batch = run_to_end(district.make_batch_job(group.choice(begin, 6)))
        if group.segmen == "BPU":
            run_to_end(district.bpu_list_job(batch.nomor, out / f"Daftar-{batch.nomor}.xlsx"))
        run_to_end(district.sipp_job(out / batch.nomor, None, batch.nomor))
        district.hand_over(batch.nomor, desk.today, "560/731/DPMD/2026")
        made.append((group.kelompok, batch.nomor))
    paid = next(nomor for kelompok, nomor in made if kelompok == PAID)
    waiting = next(nomor for kelompok, nomor in made if kelompok == WAITING)
    for nomor in (paid, waiting):
        for nth, bill in enumerate(district.batch(nomor).bills, 1):
            district.set_kode_bayar(bill.id, f"88074021{nomor[-2:]}{nth:02}", desk.today + timedelta(days=14))
            if nomor == paid:
                district.set_paid(bill.id, desk.today, "SP2D 01482")
    refused = _answer(desk, paid, out)
    return {"batch": [nomor for _, nomor in made], "dibayar": paid, "menunggu": waiting, "ditolak_bpjs": refused}


def _answer(desk: desks.Desk, nomor: str, out: Path) -> str:
    """BPJS's list of results as an office types it: all accepted but the last; returns that one's uid."""
    members = of(desk).batch(nomor).members
    rows = [[m.nik, m.nama, f"26004{nth:06}", "Diterima", ""] for nth, m in enumerate(members[:-1], 1)]
    rows.append([members[-1].nik, members[-1].nama, "", "Ditolak", "Sudah aktif di pemberi kerja lain"])
    path = write_table(out / f"hasil-bpjs-{nomor}.xlsx", ("NIK", "NAMA", "KPJ", "STATUS", "KETERANGAN"), rows)
    of(desk).apply_results(of(desk).read_results(path, nomor))
    return members[-1].uid


def reports(desk: desks.Desk, out: Path) -> list[Path]:
    """What a district prints of its register."""
    made = [run_to_end(of(desk).report_job(kind, out / f"{kind}.{suffix}")) for kind, suffix in REPORTS]
    periode = f"{desk.today.year}-Q{(desk.today.month + 2) // 3}"
    made.append(run_to_end(of(desk).report_job("laporan_triwulan", out / f"laporan-triwulan-{periode}.pdf",
                                               periode=periode)))
    return made


def reply(desk: desks.Desk, out: Path) -> desks.RepliesMade:
    """Write the replies that are due into folder ``out``."""
    return run_to_end(of(desk).reply_job(out))
