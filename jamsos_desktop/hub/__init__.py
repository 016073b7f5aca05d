"""The district's register: what all villages sent, what was decided about it, and how far everybody is.

Decisions (``merge``, ``likeness``, ``standing``, ...) are pure and know no engine; ``register`` holds all SQL of
this floor, so that the same register can stand on another engine.
"""
