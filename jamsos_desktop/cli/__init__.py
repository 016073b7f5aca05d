"""The verbs as commands (docs/perintah.md). The same desk as the window; nothing is asked back.

``--data`` and ``--json`` may stand anywhere. Exit 0 done; 1 a problem, one Indonesian sentence with
its code on standard error; 2 wrong usage.
"""
