"""Papers made by a page or verb of their own: receipts, reports, hand-overs, the sheet that calibrates a printer."""
