"""The verbs of the district's desk: ``Desk.district`` where the data folder is a DPMD's, else None."""
