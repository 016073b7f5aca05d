"""Make ``qr_v4m.bin`` (run by hand from the checkout): ``python resources/formulir/build_qr.py``."""

from __future__ import annotations

import sys
import zlib
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent))

from jamsos_desktop.paper.draw.qr_basis import build  # noqa: E402

if __name__ == "__main__":
    (HERE / "qr_v4m.bin").write_bytes(zlib.compress(build(), 9))
