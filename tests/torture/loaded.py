"""What the server of the victims has loaded before it forks one: the rooms that verbs load late, too."""

from __future__ import annotations

import reportlab.pdfgen.canvas
import sqlite_utils

from jamsos_desktop import desk as desks
from jamsos_desktop.desk import handover, printing, restoring
from jamsos_desktop.desk.district import district
from jamsos_desktop.desk.importing import looking, storing
from jamsos_desktop.model.regions import load_regions
from jamsos_desktop.policy import load
from jamsos_desktop.store.words import word_list
from tests.torture import register, victim

LOADED = (reportlab.pdfgen.canvas, sqlite_utils, handover, printing, restoring, district, looking, storing, register,
          victim, desks.open_desk, load)
load_regions()
word_list()
