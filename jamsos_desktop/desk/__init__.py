"""The verbs a clerk knows. ``ui`` and ``cli`` enter the core here.

Names are loaded when first asked for: the window paints its first page before the store, the
rules and the printing room are imported.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jamsos_desktop.desk.answers_records import AnswerRow as AnswerRow
    from jamsos_desktop.desk.answers_records import Awaited as Awaited
    from jamsos_desktop.desk.answers_records import BillRow as BillRow
    from jamsos_desktop.desk.answers_records import Message as Message
    from jamsos_desktop.desk.answers_records import Reason as Reason
    from jamsos_desktop.desk.answers_records import ReplyInfo as ReplyInfo
    from jamsos_desktop.desk.answers_records import ReplyView as ReplyView
    from jamsos_desktop.desk.answers_records import Taken as Taken
    from jamsos_desktop.desk.context import Clock as Clock
    from jamsos_desktop.desk.context import clock_from_environment as clock_from_environment
    from jamsos_desktop.desk.desk import Desk as Desk
    from jamsos_desktop.desk.desk import open_desk as open_desk
    from jamsos_desktop.desk.devices import Notice as Notice
    from jamsos_desktop.desk.district.bpjs_records import BatchChoice as BatchChoice
    from jamsos_desktop.desk.district.bpjs_records import BatchGroup as BatchGroup
    from jamsos_desktop.desk.district.bpjs_records import BatchMade as BatchMade
    from jamsos_desktop.desk.district.bpjs_records import BatchMember as BatchMember
    from jamsos_desktop.desk.district.bpjs_records import BatchRow as BatchRow
    from jamsos_desktop.desk.district.bpjs_records import BatchView as BatchView
    from jamsos_desktop.desk.district.bpjs_records import Bill as Bill
    from jamsos_desktop.desk.district.bpjs_records import Death as Death
    from jamsos_desktop.desk.district.bpjs_records import FilesMade as FilesMade
    from jamsos_desktop.desk.district.bpjs_records import Lapse as Lapse
    from jamsos_desktop.desk.district.bpjs_records import PaymentsView as PaymentsView
    from jamsos_desktop.desk.district.bpjs_records import QuotaUse as QuotaUse
    from jamsos_desktop.desk.district.bpjs_records import ResultLine as ResultLine
    from jamsos_desktop.desk.district.bpjs_records import ResultPreview as ResultPreview
    from jamsos_desktop.desk.district.bpjs_records import ResultsApplied as ResultsApplied
    from jamsos_desktop.desk.district.bpjs_records import TemplateCheck as TemplateCheck
    from jamsos_desktop.desk.district.bpjs_records import TemplateField as TemplateField
    from jamsos_desktop.desk.district.coverage_records import Bar as Bar
    from jamsos_desktop.desk.district.coverage_records import LapseRow as LapseRow
    from jamsos_desktop.desk.district.coverage_records import MonthPoint as MonthPoint
    from jamsos_desktop.desk.district.coverage_records import PersonRow as PersonRow
    from jamsos_desktop.desk.district.coverage_records import PersonView as PersonView
    from jamsos_desktop.desk.district.coverage_records import QualityRow as QualityRow
    from jamsos_desktop.desk.district.coverage_records import Recap as Recap
    from jamsos_desktop.desk.district.coverage_records import ReportKind as ReportKind
    from jamsos_desktop.desk.district.coverage_records import SilentUnit as SilentUnit
    from jamsos_desktop.desk.district.coverage_records import Stage as Stage
    from jamsos_desktop.desk.district.district import District as District
    from jamsos_desktop.desk.district.doubles_records import Choice as Choice
    from jamsos_desktop.desk.district.doubles_records import Compared as Compared
    from jamsos_desktop.desk.district.doubles_records import DoublesReport as DoublesReport
    from jamsos_desktop.desk.district.doubles_records import PairCounts as PairCounts
    from jamsos_desktop.desk.district.doubles_records import PairReason as PairReason
    from jamsos_desktop.desk.district.doubles_records import PairRecord as PairRecord
    from jamsos_desktop.desk.district.doubles_records import PairRow as PairRow
    from jamsos_desktop.desk.district.doubles_records import PairView as PairView
    from jamsos_desktop.desk.district.doubles_records import QualityPerson as QualityPerson
    from jamsos_desktop.desk.district.doubles_records import QualityTab as QualityTab
    from jamsos_desktop.desk.district.replying_records import NotAnswered as NotAnswered
    from jamsos_desktop.desk.district.replying_records import RepliesMade as RepliesMade
    from jamsos_desktop.desk.district.replying_records import ReplyMade as ReplyMade
    from jamsos_desktop.desk.district.replying_records import ReplyRow as ReplyRow
    from jamsos_desktop.desk.district.taking_records import FileLine as FileLine
    from jamsos_desktop.desk.district.taking_records import ForkSide as ForkSide
    from jamsos_desktop.desk.district.taking_records import ForkView as ForkView
    from jamsos_desktop.desk.district.taking_records import TakeInReport as TakeInReport
    from jamsos_desktop.desk.district.taking_records import VersionRow as VersionRow
    from jamsos_desktop.desk.district.units_records import KeyInfo as KeyInfo
    from jamsos_desktop.desk.district.units_records import TargetsTaken as TargetsTaken
    from jamsos_desktop.desk.district.units_records import UnitInfo as UnitInfo
    from jamsos_desktop.desk.district.units_records import Waiting as Waiting
    from jamsos_desktop.desk.door import state_of as state_of
    from jamsos_desktop.desk.handover import BackupInfo as BackupInfo
    from jamsos_desktop.desk.handover import BackupMade as BackupMade
    from jamsos_desktop.desk.handover import LastBackup as LastBackup
    from jamsos_desktop.desk.importing import Imported as Imported
    from jamsos_desktop.desk.importing import ImportedRow as ImportedRow
    from jamsos_desktop.desk.judging import Judgement as Judgement
    from jamsos_desktop.desk.opening import SetUp as SetUp
    from jamsos_desktop.desk.opening import set_up_desa as set_up_desa
    from jamsos_desktop.desk.opening import set_up_dpmd as set_up_dpmd
    from jamsos_desktop.desk.opening import unit_for as unit_for
    from jamsos_desktop.desk.opening import with_officials as with_officials
    from jamsos_desktop.desk.packing import Exported as Exported
    from jamsos_desktop.desk.policies import PolicyInfo as PolicyInfo
    from jamsos_desktop.desk.policy_making import PackOrder as PackOrder
    from jamsos_desktop.desk.previews import PreviewPage as PreviewPage
    from jamsos_desktop.desk.printing import PaperInfo as PaperInfo
    from jamsos_desktop.desk.printing import Printed as Printed
    from jamsos_desktop.desk.printing import PrintOrder as PrintOrder
    from jamsos_desktop.desk.printing import PrintPlan as PrintPlan
    from jamsos_desktop.desk.printing import paper_kinds as paper_kinds
    from jamsos_desktop.desk.recipient import Recipient as Recipient
    from jamsos_desktop.desk.restoring import Restored as Restored
    from jamsos_desktop.desk.restoring import backup_name as backup_name
    from jamsos_desktop.desk.restoring import restore_job as restore_job
    from jamsos_desktop.desk.restoring import word_hint as word_hint
    from jamsos_desktop.desk.sending import DesaPaper as DesaPaper
    from jamsos_desktop.desk.sending import SendState as SendState
    from jamsos_desktop.exchange.files import check_new_file as check_new_file
    from jamsos_desktop.exchange.files import write_whole as write_whole
    from jamsos_desktop.hub.register.listing import PeopleQuery as PeopleQuery
    from jamsos_desktop.policy.changes import TableChange as TableChange
    from jamsos_desktop.store.drafts import Draft as Draft
    from jamsos_desktop.store.listing import TABS as TABS
    from jamsos_desktop.store.listing import Counts as Counts
    from jamsos_desktop.store.listing import Query as Query
    from jamsos_desktop.store.listing import Row as Row
    from jamsos_desktop.store.outgoing import PackageInfo as PackageInfo

# The same names by module, for loading; a test holds both lists together.
HOME = {
    "desk.answers_records": ("AnswerRow", "Awaited", "BillRow", "Message", "Reason", "ReplyInfo", "ReplyView",
                             "Taken",),
    "desk.district.replying_records": ("NotAnswered", "RepliesMade", "ReplyMade", "ReplyRow",),
    "desk.context": ("Clock", "clock_from_environment",),
    "desk.desk": ("Desk", "open_desk",),
    "desk.district.bpjs_records": ("BatchChoice", "BatchGroup", "BatchMade", "BatchMember", "BatchRow", "BatchView",
                                   "Bill", "Death", "FilesMade", "Lapse", "PaymentsView", "QuotaUse", "ResultLine",
                                   "ResultPreview", "ResultsApplied", "TemplateCheck", "TemplateField",),
    "desk.district.coverage_records": ("Bar", "LapseRow", "MonthPoint", "PersonRow", "PersonView", "QualityRow",
                                       "Recap", "ReportKind", "SilentUnit", "Stage",),
    "desk.district.taking_records": ("FileLine", "ForkSide", "ForkView", "TakeInReport", "VersionRow",),
    "desk.district.doubles_records": ("Choice", "Compared", "DoublesReport", "PairCounts", "PairReason",
                                      "PairRecord", "PairRow", "PairView", "QualityPerson", "QualityTab",),
    "desk.district.district": ("District",),
    "desk.district.units_records": ("KeyInfo", "TargetsTaken", "UnitInfo", "Waiting",),
    "desk.devices": ("Notice",),
    "desk.door": ("state_of",),
    "desk.handover": ("BackupInfo", "BackupMade", "LastBackup",),
    "desk.importing": ("Imported", "ImportedRow",),
    "desk.judging": ("Judgement",),
    "desk.opening": ("SetUp", "set_up_desa", "set_up_dpmd", "unit_for", "with_officials",),
    "desk.policies": ("PolicyInfo",),
    "desk.policy_making": ("PackOrder",),
    "desk.previews": ("PreviewPage",),
    "desk.printing": ("PaperInfo", "PrintOrder", "PrintPlan", "Printed", "paper_kinds",),
    "desk.packing": ("Exported",),
    "desk.recipient": ("Recipient",),
    "desk.restoring": ("Restored", "backup_name", "restore_job", "word_hint",),
    "desk.sending": ("DesaPaper", "SendState",),
    "exchange.files": ("check_new_file", "write_whole",),
    "policy.changes": ("TableChange",),
    "hub.register.listing": ("PeopleQuery",),
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
