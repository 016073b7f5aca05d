"""Settings of a district under another law: another age of majority, dues from another year, other times."""

from __future__ import annotations

from pathlib import Path

from jamsos_desktop import desk as desks
from jamsos_desktop.policy import bundled_files
from tests.desk.test_desk_policies import edits, pack

AGE = 21
REPORT_HOURS = 36  # no whole days: said in hours
_OLD = b"2015-07-01"


def _replaced(file: str, *pairs: tuple[bytes, bytes]) -> bytes:
    data = bundled_files()[file]
    for old, new in pairs:
        assert old in data
        data = data.replace(old, new)
    return data


def other_law(dpmd: desks.Desk, folder: Path, versi: str, first: str) -> Path:
    """A pack under which a guardian is needed below 21, dues begin on ``first``, and everything is told sooner."""
    begin = (_OLD, first.encode())
    changes = edits(
        folder, versi,
        parameter_csv=_replaced("parameter.csv", (b"umur_wali,,18,", b"umur_wali,,%d," % AGE), begin),
        iuran_bpu_csv=_replaced("iuran_bpu.csv", begin), tarif_pu_csv=_replaced("tarif_pu.csv", begin),
        hak_data_csv=_replaced("hak_data.csv", (b"kebocoran,Pemberitahuan kebocoran,72,",
                                                b"kebocoran,Pemberitahuan kebocoran,24,"),
                               (b"akses,Melihat dan menerima data saya,72,",
                                b"akses,Melihat dan menerima data saya,48,")),
        manfaat_csv=_replaced("manfaat.csv", (b"JKK_LAPOR_JAM,JKK,48,", b"JKK_LAPOR_JAM,JKK,%d," % REPORT_HOURS)))
    return pack(dpmd, folder, versi, changes=changes)
