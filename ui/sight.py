"""How people's numbers look on this screen: whole in 6-6-4 groups, or masked by the switch in Pengaturan.

The switch is of this laptop (``setelan.json``): it guards against who stands behind the clerk, not against who works
here. Whoever only looks on gets the numbers masked from the core already.
"""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from jamsos_desktop.model.fields import Place
from jamsos_desktop.model.parse import group_nik
from jamsos_desktop.model.privacy import shown
from jamsos_desktop.settings import Settings

SETTING = "samarkan_nik"
_masked = False


def use(settings: Settings) -> None:
    """Put what this laptop remembers into force."""
    global _masked
    _masked = settings.get(SETTING, False)


def set_masked(settings: Settings, masked: bool) -> None:
    """Mask NIK and KK on every screen of this laptop, or show them whole again; remembered."""
    settings.put(SETTING, masked)
    use(settings)
    for window in QApplication.topLevelWidgets():
        window.update()


def masked() -> bool:
    """Whether lists and panels show the last four digits only."""
    return _masked


def nik(text: str, key: str = "nik") -> str:
    """A NIK (or the number of ``key``) as lists and panels show it: "740211 540884 9417"; "" of nothing."""
    return group_nik(shown(key, text, Place.LAYAR, mask=_masked))
