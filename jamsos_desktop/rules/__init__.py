"""Is it right: the rule catalogue, and which status follows from what is still missing."""

from jamsos_desktop.rules.catalogue import RULES, check
from jamsos_desktop.rules.hints import name_hint, nik_problem
from jamsos_desktop.rules.kinds import Known, Rule, Seat
from jamsos_desktop.rules.readiness import MEMBER, VERDICTS, Trail, core_values, covered_until, papers, status_of

__all__ = ["MEMBER", "RULES", "VERDICTS", "Known", "Rule", "Seat", "Trail", "check", "core_values", "covered_until",
           "name_hint", "nik_problem", "papers", "status_of"]
