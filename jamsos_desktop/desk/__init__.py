"""The verbs a clerk knows. ``ui`` and ``cli`` enter the core here.

Names are loaded when first asked for: the window paints its first page before the store, the
rules and the printing room are imported.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jamsos_desktop.desk.context import Clock as Clock
    from jamsos_desktop.desk.context import clock_from_environment as clock_from_environment
    from jamsos_desktop.desk.desk import Desk as Desk
    from jamsos_desktop.desk.desk import open_desk as open_desk
    from jamsos_desktop.desk.door import state_of as state_of
    from jamsos_desktop.desk.importing import Imported as Imported
    from jamsos_desktop.desk.importing import ImportedRow as ImportedRow
    from jamsos_desktop.desk.judging import Judgement as Judgement
    from jamsos_desktop.desk.opening import SetUp as SetUp
    from jamsos_desktop.desk.opening import set_up_desa as set_up_desa
    from jamsos_desktop.desk.opening import set_up_dpmd as set_up_dpmd
    from jamsos_desktop.desk.opening import unit_for as unit_for
    from jamsos_desktop.desk.opening import with_officials as with_officials
    from jamsos_desktop.desk.packing import Exported as Exported
    from jamsos_desktop.desk.previews import PreviewPage as PreviewPage
    from jamsos_desktop.desk.printing import PaperInfo as PaperInfo
    from jamsos_desktop.desk.printing import Printed as Printed
    from jamsos_desktop.desk.printing import PrintOrder as PrintOrder
    from jamsos_desktop.desk.printing import PrintPlan as PrintPlan
    from jamsos_desktop.desk.printing import paper_kinds as paper_kinds
    from jamsos_desktop.desk.recipient import Recipient as Recipient
    from jamsos_desktop.desk.sending import DesaPaper as DesaPaper
    from jamsos_desktop.desk.sending import SendState as SendState
    from jamsos_desktop.exchange.files import check_new_file as check_new_file
    from jamsos_desktop.exchange.files import write_whole as write_whole
    from jamsos_desktop.store.drafts import Draft as Draft
    from jamsos_desktop.store.listing import TABS as TABS
    from jamsos_desktop.store.listing import Counts as Counts
    from jamsos_desktop.store.listing import Query as Query
    from jamsos_desktop.store.listing import Row as Row
    from jamsos_desktop.store.outgoing import PackageInfo as PackageInfo

# The same names by module, for loading; a test holds both lists together.
HOME = {
    "desk.context": ("Clock", "clock_from_environment",),
    "desk.desk": ("Desk", "open_desk",),
    "desk.door": ("state_of",),
    "desk.importing": ("Imported", "ImportedRow",),
    "desk.judging": ("Judgement",),
    "desk.opening": ("SetUp", "set_up_desa", "set_up_dpmd", "unit_for", "with_officials",),
    "desk.previews": ("PreviewPage",),
    "desk.printing": ("PaperInfo", "PrintOrder", "PrintPlan", "Printed", "paper_kinds",),
    "desk.packing": ("Exported",),
    "desk.recipient": ("Recipient",),
    "desk.sending": ("DesaPaper", "SendState",),
    "exchange.files": ("check_new_file", "write_whole",),
    "store.drafts": ("Draft",),
    "store.listing": ("Counts", "Query", "Row", "TABS",),
    "store.outgoing": ("PackageInfo",),
}
_MODULE_OF = {name: module for module, names in HOME.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _MODULE_OF:
        raise AttributeError(name)
    value = globals()[name] = getattr(import_module(f"jamsos_desktop.{_MODULE_OF[name]}"), name)
    return value
