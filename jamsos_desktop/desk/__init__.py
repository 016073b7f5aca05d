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
    from jamsos_desktop.desk.backing_records import WHY as WHY
    from jamsos_desktop.desk.backing_records import BackupState as BackupState
    from jamsos_desktop.desk.backing_records import Comparison as Comparison
    from jamsos_desktop.desk.backing_records import LastTest as LastTest
    from jamsos_desktop.desk.backing_records import LocalRestored as LocalRestored
    from jamsos_desktop.desk.backing_records import newer_words as newer_words
    from jamsos_desktop.desk.budgeting_records import Ceiling as Ceiling
    from jamsos_desktop.desk.budgeting_records import RateLine as RateLine
    from jamsos_desktop.desk.budgeting_records import WageBaseRow as WageBaseRow
    from jamsos_desktop.desk.care_records import Cared as Cared
    from jamsos_desktop.desk.care_records import Clearable as Clearable
    from jamsos_desktop.desk.care_records import Retype as Retype
    from jamsos_desktop.desk.care_records import Space as Space
    from jamsos_desktop.desk.care_words import CareWords as CareWords
    from jamsos_desktop.desk.care_words import care_told as care_told
    from jamsos_desktop.desk.choosing_paper import SkOrder as SkOrder
    from jamsos_desktop.desk.choosing_records import FreedSeat as FreedSeat
    from jamsos_desktop.desk.choosing_records import RentanQuota as RentanQuota
    from jamsos_desktop.desk.choosing_records import Selection as Selection
    from jamsos_desktop.desk.choosing_records import SelectionRow as SelectionRow
    from jamsos_desktop.desk.clock import Clock as Clock
    from jamsos_desktop.desk.clock import clock_from_environment as clock_from_environment
    from jamsos_desktop.desk.data_rights_held import HeldPart as HeldPart
    from jamsos_desktop.desk.data_rights_paper import PERSON_PAPERS as PERSON_PAPERS
    from jamsos_desktop.desk.data_rights_records import BASES as BASES
    from jamsos_desktop.desk.data_rights_records import GRANTED as GRANTED
    from jamsos_desktop.desk.data_rights_records import KEPT as KEPT
    from jamsos_desktop.desk.data_rights_records import REASONS as REASONS
    from jamsos_desktop.desk.data_rights_records import REFUSED as REFUSED
    from jamsos_desktop.desk.data_rights_records import REQUESTS as REQUESTS
    from jamsos_desktop.desk.data_rights_records import RESULTS as RESULTS
    from jamsos_desktop.desk.data_rights_records import Breach as Breach
    from jamsos_desktop.desk.data_rights_records import DestructionRow as DestructionRow
    from jamsos_desktop.desk.data_rights_records import Erased as Erased
    from jamsos_desktop.desk.data_rights_records import ErasePlan as ErasePlan
    from jamsos_desktop.desk.data_rights_records import PersonRights as PersonRights
    from jamsos_desktop.desk.data_rights_records import RequestRow as RequestRow
    from jamsos_desktop.desk.data_rights_records import RetentionRow as RetentionRow
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
    from jamsos_desktop.desk.door import names_seen as names_seen
    from jamsos_desktop.desk.door import pin_wait as pin_wait
    from jamsos_desktop.desk.door import state_of as state_of
    from jamsos_desktop.desk.doubts_records import DoubtFile as DoubtFile
    from jamsos_desktop.desk.doubts_records import DoubtOrder as DoubtOrder
    from jamsos_desktop.desk.doubts_records import DoubtRow as DoubtRow
    from jamsos_desktop.desk.filling_records import FillColumn as FillColumn
    from jamsos_desktop.desk.filling_records import Filled as Filled
    from jamsos_desktop.desk.filling_records import FillEntry as FillEntry
    from jamsos_desktop.desk.filling_records import FillQuery as FillQuery
    from jamsos_desktop.desk.filling_records import FillReport as FillReport
    from jamsos_desktop.desk.filling_records import FillRow as FillRow
    from jamsos_desktop.desk.filling_records import FillSheetRow as FillSheetRow
    from jamsos_desktop.desk.glance import DAMAGE as DAMAGE
    from jamsos_desktop.desk.guide import GuideChapter as GuideChapter
    from jamsos_desktop.desk.guide import GuideHit as GuideHit
    from jamsos_desktop.desk.guide import GuidePart as GuidePart
    from jamsos_desktop.desk.guide import find_in_guide as find_in_guide
    from jamsos_desktop.desk.guide import guide_anchor as guide_anchor
    from jamsos_desktop.desk.guide import guide_contents as guide_contents
    from jamsos_desktop.desk.guide import guide_folder as guide_folder
    from jamsos_desktop.desk.guide import guide_text as guide_text
    from jamsos_desktop.desk.guide_card import CARD_PAPERS as CARD_PAPERS
    from jamsos_desktop.desk.guide_card import quick_card_job as quick_card_job
    from jamsos_desktop.desk.guide_html import guide_html as guide_html
    from jamsos_desktop.desk.handover import BackupInfo as BackupInfo
    from jamsos_desktop.desk.handover import BackupMade as BackupMade
    from jamsos_desktop.desk.handover import LastBackup as LastBackup
    from jamsos_desktop.desk.importing.records import FILL as FILL
    from jamsos_desktop.desk.importing.records import LEAVE as LEAVE
    from jamsos_desktop.desk.importing.records import NEW_PERSON as NEW_PERSON
    from jamsos_desktop.desk.importing.records import REPLACED_MARK as REPLACED_MARK
    from jamsos_desktop.desk.importing.records import TAKEN as TAKEN
    from jamsos_desktop.desk.importing.records import CellMark as CellMark
    from jamsos_desktop.desk.importing.records import Imported as Imported
    from jamsos_desktop.desk.importing.records import ImportedRow as ImportedRow
    from jamsos_desktop.desk.importing.records import ImportMend as ImportMend
    from jamsos_desktop.desk.importing.records import ImportPlan as ImportPlan
    from jamsos_desktop.desk.importing.records import ImportSource as ImportSource
    from jamsos_desktop.desk.importing.records import ImportUndone as ImportUndone
    from jamsos_desktop.desk.importing.records import PastImport as PastImport
    from jamsos_desktop.desk.importing.records import RowProblem as RowProblem
    from jamsos_desktop.desk.judging import Judgement as Judgement
    from jamsos_desktop.desk.leaving_records import ACCIDENT as ACCIDENT
    from jamsos_desktop.desk.leaving_records import OUTCOMES as OUTCOMES
    from jamsos_desktop.desk.leaving_records import EventPaper as EventPaper
    from jamsos_desktop.desk.leaving_records import EventRow as EventRow
    from jamsos_desktop.desk.leaving_records import EventView as EventView
    from jamsos_desktop.desk.leaving_records import HeirLine as HeirLine
    from jamsos_desktop.desk.leaving_records import LeaveOrder as LeaveOrder
    from jamsos_desktop.desk.leaving_records import Left as Left
    from jamsos_desktop.desk.opening import SetUp as SetUp
    from jamsos_desktop.desk.opening import office_for as office_for
    from jamsos_desktop.desk.opening import set_up_desa as set_up_desa
    from jamsos_desktop.desk.opening import set_up_dpmd as set_up_dpmd
    from jamsos_desktop.desk.opening import unit_for as unit_for
    from jamsos_desktop.desk.opening import with_officials as with_officials
    from jamsos_desktop.desk.packing import Exported as Exported
    from jamsos_desktop.desk.paying_records import BillDraft as BillDraft
    from jamsos_desktop.desk.paying_records import BillMember as BillMember
    from jamsos_desktop.desk.paying_records import BillOrder as BillOrder
    from jamsos_desktop.desk.paying_records import Cover as Cover
    from jamsos_desktop.desk.paying_records import CoverRow as CoverRow
    from jamsos_desktop.desk.paying_records import DuesBill as DuesBill
    from jamsos_desktop.desk.paying_records import DuesBillView as DuesBillView
    from jamsos_desktop.desk.paying_records import EndingListOrder as EndingListOrder
    from jamsos_desktop.desk.paying_records import EndingRow as EndingRow
    from jamsos_desktop.desk.paying_records import Extended as Extended
    from jamsos_desktop.desk.paying_records import ExtendOrder as ExtendOrder
    from jamsos_desktop.desk.paying_records import Proposal as Proposal
    from jamsos_desktop.desk.paying_records import Skipped as Skipped
    from jamsos_desktop.desk.policies import PolicyInfo as PolicyInfo
    from jamsos_desktop.desk.policy_making import PackOrder as PackOrder
    from jamsos_desktop.desk.practice import PracticeTask as PracticeTask
    from jamsos_desktop.desk.practice import make_practice_job as make_practice_job
    from jamsos_desktop.desk.practice import practice_of as practice_of
    from jamsos_desktop.desk.practice import practice_stick as practice_stick
    from jamsos_desktop.desk.practice import practice_task as practice_task
    from jamsos_desktop.desk.practice_away import discard_practice as discard_practice
    from jamsos_desktop.desk.practice_away import sweep_practices_job as sweep_practices_job
    from jamsos_desktop.desk.practice_steps import answer_practice_job as answer_practice_job
    from jamsos_desktop.desk.practice_steps import practice_done as practice_done
    from jamsos_desktop.desk.previews import PreviewPage as PreviewPage
    from jamsos_desktop.desk.printing_blank import calibration_pdf as calibration_pdf
    from jamsos_desktop.desk.printing_blank import check_blank as check_blank
    from jamsos_desktop.desk.printing_blank_records import BlankChecked as BlankChecked
    from jamsos_desktop.desk.printing_blank_records import BlankField as BlankField
    from jamsos_desktop.desk.printing_blank_records import BlankInfo as BlankInfo
    from jamsos_desktop.desk.printing_blank_records import FitGroup as FitGroup
    from jamsos_desktop.desk.printing_blank_records import FitReport as FitReport
    from jamsos_desktop.desk.printing_blank_records import FitRow as FitRow
    from jamsos_desktop.desk.printing_kinds import paper_kinds as paper_kinds
    from jamsos_desktop.desk.printing_lists import nominatif_columns as nominatif_columns
    from jamsos_desktop.desk.printing_lists import usual_columns as usual_columns
    from jamsos_desktop.desk.printing_records import PaperInfo as PaperInfo
    from jamsos_desktop.desk.printing_records import PaperOptions as PaperOptions
    from jamsos_desktop.desk.printing_records import PlannedSheet as PlannedSheet
    from jamsos_desktop.desk.printing_records import Printed as Printed
    from jamsos_desktop.desk.printing_records import PrintOrder as PrintOrder
    from jamsos_desktop.desk.printing_records import PrintPlan as PrintPlan
    from jamsos_desktop.desk.recipient import Recipient as Recipient
    from jamsos_desktop.desk.recycling import DeletedPerson as DeletedPerson
    from jamsos_desktop.desk.restoring import Restored as Restored
    from jamsos_desktop.desk.restoring import backup_name as backup_name
    from jamsos_desktop.desk.restoring import restore_job as restore_job
    from jamsos_desktop.desk.restoring import word_hint as word_hint
    from jamsos_desktop.desk.road_today import Copies as Copies
    from jamsos_desktop.desk.road_today import Deadline as Deadline
    from jamsos_desktop.desk.road_today import EndingGroup as EndingGroup
    from jamsos_desktop.desk.road_today import LastParcel as LastParcel
    from jamsos_desktop.desk.road_today import RefusedFacts as RefusedFacts
    from jamsos_desktop.desk.road_today import Today as Today
    from jamsos_desktop.desk.scan_making import ScanWork as ScanWork
    from jamsos_desktop.desk.scan_records import MOST_TILT as MOST_TILT
    from jamsos_desktop.desk.scan_records import SCAN_LOOKS as SCAN_LOOKS
    from jamsos_desktop.desk.scan_records import SCAN_WHOLE as SCAN_WHOLE
    from jamsos_desktop.desk.scan_records import MadeScan as MadeScan
    from jamsos_desktop.desk.scan_records import PhotoFile as PhotoFile
    from jamsos_desktop.desk.scan_records import ScanEdit as ScanEdit
    from jamsos_desktop.desk.scan_records import ScanLook as ScanLook
    from jamsos_desktop.desk.sending import DesaPaper as DesaPaper
    from jamsos_desktop.desk.sending import SendState as SendState
    from jamsos_desktop.desk.sheet_paper import typed_words as typed_words
    from jamsos_desktop.desk.sheet_paper import words_fit as words_fit
    from jamsos_desktop.desk.staffing_records import KeyChanged as KeyChanged
    from jamsos_desktop.desk.staffing_records import RecoverySheet as RecoverySheet
    from jamsos_desktop.desk.staffing_records import SheetState as SheetState
    from jamsos_desktop.desk.staffing_slots import births_of as births_of
    from jamsos_desktop.desk.staffing_slots import recover_pin as recover_pin
    from jamsos_desktop.desk.structure_own import OwnPosts as OwnPosts
    from jamsos_desktop.desk.structure_records import Board as Board
    from jamsos_desktop.desk.structure_records import BoardColumn as BoardColumn
    from jamsos_desktop.desk.structure_records import FieldChange as FieldChange
    from jamsos_desktop.desk.structure_records import PostGroup as PostGroup
    from jamsos_desktop.desk.structure_records import PostPerson as PostPerson
    from jamsos_desktop.desk.structure_records import Reminder as Reminder
    from jamsos_desktop.desk.structure_records import Seat as Seat
    from jamsos_desktop.desk.structure_records import SeatOrder as SeatOrder
    from jamsos_desktop.desk.structure_records import SeatsUndo as SeatsUndo
    from jamsos_desktop.desk.structure_records import Unseated as Unseated
    from jamsos_desktop.desk.trail_records import Anchor as Anchor
    from jamsos_desktop.desk.trail_records import ChainBreak as ChainBreak
    from jamsos_desktop.desk.trail_records import DayRecap as DayRecap
    from jamsos_desktop.desk.trail_records import Deed as Deed
    from jamsos_desktop.desk.trail_records import TrailCheck as TrailCheck
    from jamsos_desktop.desk.trail_records import TrailQuery as TrailQuery
    from jamsos_desktop.desk.trail_records import TrailRow as TrailRow
    from jamsos_desktop.desk.unlocking import lock_users as lock_users
    from jamsos_desktop.desk.warming import warm_up_job as warm_up_job
    from jamsos_desktop.exchange.files import check_new_file as check_new_file
    from jamsos_desktop.exchange.files import write_whole as write_whole
    from jamsos_desktop.hub.register.listing import PeopleQuery as PeopleQuery
    from jamsos_desktop.intake.layout import SHEET_KINDS as SHEET_KINDS
    from jamsos_desktop.intake.layout import Column as Column
    from jamsos_desktop.intake.layout import Layout as Layout
    from jamsos_desktop.intake.notes import DateQuestion as DateQuestion
    from jamsos_desktop.intake.sheet import Sheet as Sheet
    from jamsos_desktop.intake.targets import TARGETS as TARGETS
    from jamsos_desktop.intake.targets import Target as Target
    from jamsos_desktop.paper.sheets import BAGIAN as BAGIAN
    from jamsos_desktop.policy.changes import TableChange as TableChange
    from jamsos_desktop.policy.funds import FundLimit as FundLimit
    from jamsos_desktop.rules.road_records import Road as Road
    from jamsos_desktop.rules.road_records import RoadPaper as RoadPaper
    from jamsos_desktop.rules.road_records import RoadStep as RoadStep
    from jamsos_desktop.store.backups import LocalBackup as LocalBackup
    from jamsos_desktop.store.differing import Differing as Differing
    from jamsos_desktop.store.drafts import Draft as Draft
    from jamsos_desktop.store.key_file import VaultUser as VaultUser
    from jamsos_desktop.store.listing import TABS as TABS
    from jamsos_desktop.store.listing import Counts as Counts
    from jamsos_desktop.store.listing import Likeness as Likeness
    from jamsos_desktop.store.listing import Mark as Mark
    from jamsos_desktop.store.listing import Query as Query
    from jamsos_desktop.store.listing import Row as Row
    from jamsos_desktop.store.outgoing import PackageInfo as PackageInfo
    from jamsos_desktop.store.scans import Scan as Scan
    from jamsos_desktop.store.staff import User as User
    from jamsos_desktop.store.today import FundDues as FundDues

# The same names by module, for loading; a test holds both lists together.
HOME = {
    "desk.answers_records": ("AnswerRow", "Awaited", "BillRow", "Message", "Reason", "ReplyInfo", "ReplyView",
                             "Taken",),
    "desk.district.replying_records": ("NotAnswered", "RepliesMade", "ReplyMade", "ReplyRow",),
    "desk.backing_records": ("BackupState", "Comparison", "LastTest", "LocalRestored", "WHY",
                             "newer_words",),
    "desk.budgeting_records": ("Ceiling", "RateLine", "WageBaseRow",),
    "desk.care_records": ("Cared", "Clearable", "Retype", "Space",),
    "desk.care_words": ("CareWords", "care_told",),
    "desk.choosing_paper": ("SkOrder",),
    "desk.choosing_records": ("FreedSeat", "RentanQuota", "Selection", "SelectionRow",),
    "desk.clock": ("Clock", "clock_from_environment",),
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
    "desk.glance": ("DAMAGE",),
    "desk.door": ("names_seen", "pin_wait", "state_of",),
    "desk.doubts_records": ("DoubtFile", "DoubtOrder", "DoubtRow",),
    "desk.filling_records": ("FillColumn", "FillEntry", "FillQuery", "FillReport", "FillRow", "FillSheetRow", "Filled"),
    "desk.guide": ("GuideChapter", "GuideHit", "GuidePart", "find_in_guide", "guide_anchor", "guide_contents",
                   "guide_folder", "guide_text"),
    "desk.guide_card": ("CARD_PAPERS", "quick_card_job",),
    "desk.guide_html": ("guide_html",),
    "desk.handover": ("BackupInfo", "BackupMade", "LastBackup",),
    "desk.importing.records": ("CellMark", "FILL", "ImportMend", "ImportPlan", "ImportSource", "ImportUndone",
                               "Imported", "ImportedRow", "LEAVE", "NEW_PERSON", "PastImport", "REPLACED_MARK",
                               "RowProblem", "TAKEN",),
    "desk.judging": ("Judgement",),
    "desk.leaving_records": ("ACCIDENT", "EventPaper", "EventRow", "EventView", "HeirLine", "LeaveOrder", "Left",
                             "OUTCOMES",),
    "desk.opening": ("SetUp", "office_for", "set_up_desa", "set_up_dpmd", "unit_for", "with_officials",),
    "desk.paying_records": ("BillDraft", "BillMember", "BillOrder", "Cover", "CoverRow", "DuesBill", "DuesBillView",
                            "EndingListOrder", "EndingRow", "Extended", "ExtendOrder", "Proposal", "Skipped",),
    "desk.policies": ("PolicyInfo",),
    "desk.policy_making": ("PackOrder",),
    "desk.practice": ("PracticeTask", "make_practice_job", "practice_of", "practice_stick", "practice_task",),
    "desk.practice_away": ("discard_practice", "sweep_practices_job",),
    "desk.practice_steps": ("answer_practice_job", "practice_done",),
    "desk.previews": ("PreviewPage",),
    "desk.printing_blank": ("calibration_pdf", "check_blank"),
    "desk.printing_blank_records": ("BlankChecked", "BlankField", "BlankInfo", "FitGroup", "FitReport", "FitRow"),
    "desk.printing_kinds": ("paper_kinds",),
    "desk.printing_lists": ("nominatif_columns", "usual_columns"),
    "desk.printing_records": ("PaperInfo", "PaperOptions", "PlannedSheet", "PrintOrder", "PrintPlan", "Printed"),
    "desk.data_rights_held": ("HeldPart",),
    "desk.data_rights_paper": ("PERSON_PAPERS",),
    "desk.data_rights_records": ("BASES", "GRANTED", "KEPT", "REASONS", "REFUSED", "REQUESTS", "RESULTS", "Breach",
                                 "DestructionRow", "Erased", "ErasePlan", "PersonRights", "RequestRow", "RetentionRow"),
    "desk.packing": ("Exported",),
    "desk.recipient": ("Recipient",),
    "desk.recycling": ("DeletedPerson",),
    "desk.restoring": ("Restored", "backup_name", "restore_job", "word_hint",),
    "desk.sheet_paper": ("typed_words", "words_fit",),
    "desk.staffing_records": ("KeyChanged", "RecoverySheet", "SheetState",),
    "desk.staffing_slots": ("births_of", "recover_pin",),
    "desk.structure_own": ("OwnPosts",),
    "desk.structure_records": ("Board", "BoardColumn", "FieldChange", "PostGroup", "PostPerson", "Reminder", "Seat",
                               "SeatOrder", "SeatsUndo", "Unseated",),
    "desk.road_today": ("Copies", "Deadline", "EndingGroup", "LastParcel", "RefusedFacts", "Today",),
    "desk.scan_making": ("ScanWork",),
    "desk.scan_records": ("MOST_TILT", "MadeScan", "PhotoFile", "SCAN_LOOKS", "SCAN_WHOLE", "ScanEdit", "ScanLook"),
    "desk.trail_records": ("Anchor", "ChainBreak", "DayRecap", "Deed", "TrailCheck", "TrailQuery", "TrailRow"),
    "desk.sending": ("DesaPaper", "SendState",),
    "desk.unlocking": ("lock_users",),
    "desk.warming": ("warm_up_job",),
    "exchange.files": ("check_new_file", "write_whole",),
    "intake.layout": ("SHEET_KINDS", "Column", "Layout",),
    "intake.notes": ("DateQuestion",),
    "intake.sheet": ("Sheet",),
    "intake.targets": ("TARGETS", "Target",),
    "paper.sheets": ("BAGIAN",),
    "policy.changes": ("TableChange",),
    "policy.funds": ("FundLimit",),
    "hub.register.listing": ("PeopleQuery",),
    "rules.road_records": ("Road", "RoadPaper", "RoadStep",),
    "store.backups": ("LocalBackup",),
    "store.differing": ("Differing",),
    "store.drafts": ("Draft",),
    "store.key_file": ("VaultUser",),
    "store.listing": ("Counts", "Likeness", "Mark", "Query", "Row", "TABS",),
    "store.outgoing": ("PackageInfo",),
    "store.scans": ("Scan",),
    "store.staff": ("User",),
    "store.today": ("FundDues",),
}
_MODULE_OF = {name: module for module, names in HOME.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _MODULE_OF:
        raise AttributeError(name)
    value = globals()[name] = getattr(import_module(f"jamsos_desktop.{_MODULE_OF[name]}"), name)
    return value
