"""Take in workbooks: reading in a child process, recognising the layout, rows with what is wrong.

``read_workbook`` gives a ``Sheet``, ``recognise`` its ``Layout``, ``take_rows`` makes people's texts of both. Nothing
is stored here.
"""

from jamsos_desktop.intake.layout import Column, Layout, Pattern
from jamsos_desktop.intake.notes import CellMend, CellNote, DateQuestion
from jamsos_desktop.intake.reader import read_workbook
from jamsos_desktop.intake.recognise import recognise
from jamsos_desktop.intake.rows import Candidate, Intake, Reading, take_rows
from jamsos_desktop.intake.sheet import Sheet, SheetRow
from jamsos_desktop.intake.titles import numbered_titles
from jamsos_desktop.workbook.limits import Limits

__all__ = ["Candidate", "CellMend", "CellNote", "Column", "DateQuestion", "Intake", "Layout", "Limits", "Pattern",
           "Reading", "Sheet", "SheetRow", "numbered_titles", "read_workbook", "recognise", "take_rows"]
