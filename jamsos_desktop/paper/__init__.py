"""Print: form layouts as data, compiled to a static form and one template a page; PDF in bytes.

Light to import: reportlab and pypdfium2 are loaded by the first page that is made or shown.
"""
