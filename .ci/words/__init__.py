"""All words people read, in one catalogue, and the way back from a translation to a program (``make words``).

Indonesian is the source and stands in the code where it is said. ``code`` and ``data`` read it from there,
``catalogue`` writes it in the form translators use, ``build`` puts a translation in its place in a copy of the program.
"""
