"""The verbs a clerk knows. ``ui`` and ``cli`` enter the core here."""

from jamsos_desktop.desk.context import Clock, clock_from_environment
from jamsos_desktop.desk.desk import Desk, open_desk
from jamsos_desktop.desk.importing import Imported, ImportedRow
from jamsos_desktop.desk.importing import totals as import_totals
from jamsos_desktop.desk.judging import Judgement
from jamsos_desktop.desk.opening import SetUp, set_up_desa, set_up_dpmd, state_of, unit_for, with_officials
from jamsos_desktop.desk.printing import PaperInfo, PreviewPage, Printed, PrintOrder, PrintPlan, paper_kinds
from jamsos_desktop.desk.sending import DesaPaper, Exported, Recipient, SendState
from jamsos_desktop.exchange.files import write_whole
from jamsos_desktop.store.drafts import Draft
from jamsos_desktop.store.listing import TABS, Counts, Query, Row
from jamsos_desktop.store.outgoing import PackageInfo

__all__ = [
    "TABS",
    "Clock",
    "Counts",
    "DesaPaper",
    "Desk",
    "Draft",
    "Exported",
    "Imported",
    "ImportedRow",
    "Judgement",
    "PackageInfo",
    "PaperInfo",
    "PreviewPage",
    "PrintOrder",
    "PrintPlan",
    "Printed",
    "Query",
    "Recipient",
    "Row",
    "SendState",
    "SetUp",
    "clock_from_environment",
    "import_totals",
    "open_desk",
    "paper_kinds",
    "set_up_desa",
    "set_up_dpmd",
    "state_of",
    "unit_for",
    "with_officials",
    "write_whole",
]
