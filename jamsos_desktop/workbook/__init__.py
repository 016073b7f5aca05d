"""Opening workbooks of unknown make: what runs in the child process, and the lines of its pipe.

``child`` is the whole of it; ``limits`` and ``pipe`` are what it and the program agree on. Only ``intake.reader``
starts it. It is a room of its own so that the child starts without the rest of the program.
"""
