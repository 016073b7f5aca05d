"""What a PIN costs in the tests: thousands of desks are made, none of which anybody attacks.

The cost is written into each slot, so desks of either cost open alike. Imported once, before any desk is made.
"""

from __future__ import annotations

from jamsos_desktop.store import slots

SHIPPED = (slots.MEMORY_KIB, slots.PASSES)
slots.MEMORY_KIB, slots.PASSES = 64, 1
