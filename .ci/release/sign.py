"""Sign files for Windows, when a certificate is given; without one it says so and leaves them as they are.

    .ci/release/sign.py FILE...

``JAMSOS_SIGN_PFX``: the certificate with its key (a .pfx); ``JAMSOS_SIGN_PASSWORD``: its password;
``JAMSOS_SIGN_TIMESTAMP``: the address of a time stamp service, so that signatures outlive the certificate.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

PFX, PASSWORD, TIMESTAMP = "JAMSOS_SIGN_PFX", "JAMSOS_SIGN_PASSWORD", "JAMSOS_SIGN_TIMESTAMP"


def sign(path: Path, given: Mapping[str, str]) -> None:
    """Put a signature into ``path``; a file that could not be signed stays as it was. SystemExit with the reason."""
    with tempfile.TemporaryDirectory(dir=path.parent) as place:
        password, signed = Path(place, "kata"), Path(place, path.name)
        # Not as an argument: those are seen by whoever lists processes.
        password.touch(0o600)
        password.write_text(given.get(PASSWORD, ""), encoding="utf-8")
        stamp = ["-ts", given[TIMESTAMP]] if given.get(TIMESTAMP) else []
        command = ["osslsigncode", "sign", "-pkcs12", given[PFX], "-readpass", str(password), "-h", "sha256",
                   "-n", "Jamsos Desa", *stamp, "-in", str(path), "-out", str(signed)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"{path.name} is not signed: {done.stdout}{done.stderr}")
        signed.chmod(path.stat().st_mode)
        signed.replace(path)


def main(argv: Sequence[str]) -> int:
    """0 when all are signed, or when there is no certificate at all."""
    if not os.environ.get(PFX):
        sys.stderr.write(f"No certificate in {PFX}: {len(argv)} files stay unsigned.\n")
        return 0
    for name in argv:
        sign(Path(name), os.environ)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
