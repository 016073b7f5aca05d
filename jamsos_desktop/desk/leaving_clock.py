"""The hours of an accident report: until when, and how long is left. Now is always passed in."""

from __future__ import annotations

from datetime import datetime, timedelta

from jamsos_desktop import texts
from jamsos_desktop.policy import Policy


def local(moment: datetime, now: datetime) -> datetime:
    """A moment with a zone: one without is local time, as a clerk types it."""
    return moment if moment.tzinfo else moment.replace(tzinfo=now.tzinfo)


def deadline(policy: Policy, accident: datetime) -> datetime:
    """Until when an accident must be reported, by ``manfaat.csv``."""
    return accident + timedelta(hours=policy.klaim.report_hours(accident.date()))


def countdown(until: datetime, now: datetime) -> str:
    """"Sisa 31 jam", "Sisa 25 menit", "Lewat 5 jam", "Lewat 3 hari": whole hours, never more than is left."""
    minutes = int((until - now).total_seconds() // 60)
    if minutes >= 0:
        return f"Sisa {minutes // 60} jam" if minutes >= 60 else f"Sisa {minutes} menit"
    late = -minutes
    if late < 60:
        return f"Lewat {late} menit"
    return f"Lewat {late // 60} jam" if late < 48 * 60 else f"Lewat {late // (24 * 60)} hari"


def moment_words(moment: datetime) -> str:
    """22/11/2026 pukul 09.30."""
    return f"{texts.screen_date(moment.date())} pukul {texts.clock(moment)}"

