"""Impor: bring in what the village already has, every row accounted for, and take it back again.

``reading`` a workbook, ``looking`` what would become of every row under a plan, ``storing`` it whole, ``undoing`` it.
"""
