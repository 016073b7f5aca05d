"""Bahan rapat: from the recap to one page with three things to decide."""

from __future__ import annotations

from collections import Counter

from jamsos_desktop.desk.district import coverage_reading as reading
from jamsos_desktop.desk.district.coverage_records import Bar, Recap
from jamsos_desktop.desk.district.report_making import Making, short_rupiah
from jamsos_desktop.desk.district.report_recap import counted, doubt_notes, head
from jamsos_desktop.model.report import BriefBar, Briefing, Report
from jamsos_desktop.texts import MONTHS, number

MOST_BARS, BEST = 42, 14  # where there are more kecamatan, the best 14 and the last 28 are shown
POINTS = 3


def briefing(making: Making) -> Briefing:
    """The page of the whole kabupaten."""
    recap = reading.recap(making.picture, making.db, "", making.kelompok)
    bars = recap.bars if len(recap.bars) <= MOST_BARS else (*recap.bars[:BEST], *recap.bars[BEST - MOST_BARS:])
    areas = Counter(unit.kecamatan for unit in recap.diam)
    most = tuple(sorted(areas.items(), key=lambda one: (-one[1], one[0])))
    return Briefing(
        laporan=Report(kode="bahan_rapat", judul="Bahan rapat jaminan sosial ketenagakerjaan", lingkup=making.lingkup,
                       hari=recap.hari, sumber=making.sumber, tabel=(), angka=head(recap, making),
                       catatan=(" ".join((*counted(recap), *doubt_notes(recap, making))),)),
        target=recap.target, batang=tuple(map(_bar, bars)), terlewat=len(recap.bars) - len(bars),
        kelompok=tuple(map(_bar, recap.kelompok_bars)), tahap=tuple((s.nama, s.desa) for s in recap.tahapan),
        bulan=tuple((MONTHS[int(p.bulan[5:]) - 1][:3], p.aktif) for p in recap.bulan), sasaran=recap.sasaran,
        belum_pernah=sum(unit.hari is None for unit in recap.diam),
        lama_diam=sum(unit.hari is not None for unit in recap.diam), diam=most,
        putusan=tuple(points(recap, most, _unpaid_sen(making))[:POINTS]))


def _bar(bar: Bar) -> BriefBar:
    return BriefBar(bar.nama, bar.persen, bar.nyata, bar.sasaran, f"{bar.melapor}/{bar.desa}" if bar.desa else "")


def _unpaid_sen(making: Making) -> int:
    """What those who wait for payment or are past their masa iuran would pay a month."""
    rows = reading.lapsing(making.picture, making.db, kelompok=making.kelompok)
    return sum(row.sebulan_sen for row in rows if row.jenis != "habis")


def points(recap: Recap, silent: tuple[tuple[str, int], ...], unpaid_sen: int) -> list[tuple[str, str]]:
    """(what is, what to decide), the weightiest first; at least three: what goes well needs decisions too."""
    found = [*_silent_point(recap, silent), *_gap_point(recap), *_money_point(recap, unpaid_sen), *_file_point(recap)]
    calm = (("Data desa sudah lengkap untuk bulan ini.", "Putuskan jadwal kiriman dan laporan bulan depan."),
            ("Cakupan terjaga.", "Putuskan sasaran dan anggaran iuran tahun depan."),
            ("Iuran berjalan.", "Putuskan siapa yang menyiapkan perpanjangan masa iuran."))
    return [*found, *calm]


def _silent_point(recap: Recap, silent: tuple[tuple[str, int], ...]) -> list[tuple[str, str]]:
    if not recap.diam:
        return []
    where = ", ".join(f"{name} {many}" for name, many in silent[:3])
    return [(f"{number(len(recap.diam))} dari {number(recap.desa)} desa belum melapor atau lama diam,"
             f" terbanyak di {where}.", "Putuskan tenggat kiriman dan camat yang menindaklanjuti.")]


def _gap_point(recap: Recap) -> list[tuple[str, str]]:
    if recap.target is None or not recap.sasaran:
        return [("Sasaran atau target tahun ini belum lengkap.", "Putuskan sasaran per desa dan target persen.")]
    if not recap.kurang:
        return []
    below = [bar for bar in recap.bars if bar.sasaran and not bar.mencapai]
    lowest = ", ".join(bar.nama for bar in below[::-1][:3])
    return [(f"Kurang {number(recap.kurang)} orang ke target {recap.target}%. {len(below)} kecamatan di bawah target,"
             f" terendah {lowest}.", "Putuskan pembagian kuota dan sumber dana untuk kekurangan itu.")]


def _money_point(recap: Recap, unpaid_sen: int) -> list[tuple[str, str]]:
    waiting = recap.keadaan.get("menunggu_bayar", 0)
    if not waiting and not recap.lewat:
        return []
    return [(f"{number(waiting)} orang menunggu iuran pertama dan {number(recap.lewat)} orang lewat masa"
             f" ({short_rupiah(unpaid_sen)} per bulan).", "Putuskan siapa membayar dan paling lambat kapan.")]


def _file_point(recap: Recap) -> list[tuple[str, str]]:
    refused = recap.keadaan.get("ditolak", 0)
    if not refused and not recap.tunda:
        return []
    return [(f"{number(refused)} orang ditolak dan {number(recap.tunda)} orang menunggu keputusan ganda.",
             "Putuskan siapa mendampingi desa melengkapi berkas.")]
