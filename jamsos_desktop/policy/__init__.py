"""The district's settings in force: rates, posts, papers, required fields, age limits, discounts.

Read from ``resources/ketentuan`` in the very format of a policy pack, and asked by date.
"""

from jamsos_desktop.policy.changes import TableChange, changes
from jamsos_desktop.policy.funds import FundLimit
from jamsos_desktop.policy.load import bundled_files, folder_files, load_policy
from jamsos_desktop.policy.policy import BandTable, Policy
from jamsos_desktop.policy.records import (
    KEYAKINAN,
    Alasan,
    Band,
    BatasUsia,
    Diskon,
    Jabatan,
    Nilai,
    Pekerjaan,
    PekerjaanKtp,
    SyaratBerkas,
    Tenggat,
)
from jamsos_desktop.policy.rows import Files
from jamsos_desktop.policy.sheets import from_sheet, to_sheet
from jamsos_desktop.policy.tables import HEAD, TABLES
from jamsos_desktop.policy.unconfirmed import Unconfirmed

__all__ = ["HEAD", "KEYAKINAN", "TABLES", "Alasan", "Band", "BandTable", "BatasUsia", "Diskon", "Files",
           "FundLimit", "Jabatan", "Nilai", "Pekerjaan", "PekerjaanKtp", "Policy", "SyaratBerkas",
           "TableChange", "Tenggat", "Unconfirmed", "bundled_files", "changes", "folder_files", "from_sheet",
           "load_policy", "to_sheet"]
