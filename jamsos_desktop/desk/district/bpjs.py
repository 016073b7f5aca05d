"""Ke BPJS and Pembayaran: batches, workbooks, payment codes, results."""

from __future__ import annotations

from jamsos_desktop.desk.district.base import Verbs


class Bpjs(Verbs):
    """See the module."""
