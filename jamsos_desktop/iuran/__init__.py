"""What it costs: dues per person and month from the policy's dated tables, in exact arithmetic."""

from jamsos_desktop.iuran.dues import discount, dues, dues_in_month, jht_shares, percent
from jamsos_desktop.iuran.lapse import Lapse, lapse

__all__ = ["Lapse", "discount", "dues", "dues_in_month", "jht_shares", "lapse", "percent"]
