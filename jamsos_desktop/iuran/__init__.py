"""What it costs: dues per person and month from the policy's dated tables, in exact arithmetic."""

from jamsos_desktop.iuran.dues import discount, dues, percent

__all__ = ["discount", "dues", "percent"]
