"""Runs first in both programs of the bundle, in place of all that PyInstaller would run there.

Their modules lie in one archive beside them: PyInstaller would put them into every program, and two programs would
carry them twice. Each brings an empty archive, and its reader (which every finder holds) is pointed at the shared one.
What the system's own programs are started with (a PDF viewer, the file manager) must not be led to our libraries.
"""
import os
import sys

import pyimod02_importers

pyimod02_importers.pyz_archive.__init__(os.path.join(sys._MEIPASS, "program.pyz"), check_pymagic=True)

for name in ("QT_PLUGIN_PATH", "QT_QPA_PLATFORM_PLUGIN_PATH"):  # a desktop's own plugins were built for another Qt
    os.environ.pop(name, None)
if os.environ.get("QT_QPA_PLATFORM", "").startswith("wayland"):  # Qt would give up; XWayland serves this window
    del os.environ["QT_QPA_PLATFORM"]
before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)  # what the starter found there; it is in force already
if sys.platform != "win32":
    os.environ.pop("LD_LIBRARY_PATH", None)
if before:
    os.environ["LD_LIBRARY_PATH"] = before
