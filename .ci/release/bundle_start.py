"""Runs first in both programs of the bundle, in place of all that PyInstaller would run there.

Their modules lie in one archive beside them: PyInstaller would put them into every program, and two programs would
carry them twice. Each brings an empty archive, and its reader (which every finder holds) is pointed at the shared one.
What the system's own programs are started with (a PDF viewer, the file manager) must not be led to our libraries.
"""
import os
import sys

import pyimod02_importers

pyimod02_importers.pyz_archive.__init__(os.path.join(sys._MEIPASS, "program.pyz"), check_pymagic=True)

os.environ.pop("QT_PLUGIN_PATH", None)  # a desktop's own plugins were built for another Qt
before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)  # what the starter found there; it is in force already
if sys.platform != "win32":
    os.environ.pop("LD_LIBRARY_PATH", None)
if before:
    os.environ["LD_LIBRARY_PATH"] = before
