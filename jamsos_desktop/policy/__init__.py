"""The district's settings in force: rates, posts, papers, required fields, age limits, discounts.

Read from ``resources/ketentuan`` in the very format of a policy pack, and asked by date.
"""

from jamsos_desktop.policy.load import load_policy
from jamsos_desktop.policy.policy import BandTable, Policy
from jamsos_desktop.policy.records import (
    KEYAKINAN,
    Band,
    BatasUsia,
    Diskon,
    Jabatan,
    Nilai,
    Pekerjaan,
    PekerjaanKtp,
    SyaratBerkas,
)

__all__ = ["KEYAKINAN", "Band", "BandTable", "BatasUsia", "Diskon", "Jabatan", "Nilai", "Pekerjaan", "PekerjaanKtp",
           "Policy", "SyaratBerkas", "load_policy"]
