"""Take in workbooks: reading in a child process, recognising columns, rows with what is wrong.

``read_workbook`` gives a ``Sheet``, ``take_rows`` makes people's texts of it. Nothing is stored here.
"""

from jamsos_desktop.intake.reader import read_workbook
from jamsos_desktop.intake.recognise import Columns, recognise
from jamsos_desktop.intake.rows import ImportRow, Intake, take_rows
from jamsos_desktop.intake.sheet import Limits, Sheet, SheetRow

__all__ = ["Columns", "ImportRow", "Intake", "Limits", "Sheet", "SheetRow", "read_workbook", "recognise", "take_rows"]
