"""The installer of a Windows release, taken out whole and read back."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from jamsos_desktop.desk.upgrading_place import AS_BEFORE
from jamsos_desktop.exchange import release
from jamsos_desktop.exchange.release import Release
from jamsos_desktop.files import is_full
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.problems import Problem


def take_out_job(found: Release, target: Path) -> Job[None]:
    """The installer out of its release, whole and read back."""
    beside, said, done = target.with_name(f".{target.name}.baru"), found.manifest.isi, 0
    try:
        with release.payload(found) as stream, beside.open("wb") as out:
            while piece := stream.read():
                out.write(piece)
                done += len(piece)
                yield Progress(done, 2 * said.ukuran, "mengambil pemasang")
            out.flush()
            os.fsync(out.fileno())
        digest = hashlib.sha256()
        with beside.open("rb") as back:
            while piece := back.read(release.PIECE):
                digest.update(piece)
                yield Progress(said.ukuran + done, 2 * said.ukuran, "dibaca ulang")
        if digest.hexdigest() != said.sha256:
            raise Problem("SALINAN_BERBEDA", "Pemasang dibaca ulang dan isinya berbeda.", AS_BEFORE,
                          "Periksa tempat simpan laptop ini.")
        beside.replace(target)
    except OSError as cause:
        if is_full(cause):
            raise Problem("DISK_PENUH", "Tempat simpan di laptop penuh.", AS_BEFORE,
                          "Kosongkan tempat simpan, lalu coba lagi.") from cause
        raise Problem("TIDAK_BISA_TULIS", f"Folder {target.parent.name} tidak dapat ditulisi.", AS_BEFORE,
                      "Periksa izin folder, lalu coba lagi.") from cause
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
