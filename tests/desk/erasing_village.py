"""A village where one person left traces in every place a desk has, and the file's own pages as plain bytes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.records import Keluarga, Persetujuan
from jamsos_desktop.store import vault
from tests.conftest import CLOCK_DAY, make_ready, salma

UID, OTHER = "01a00000-0000-7000-8000-000000000001", "01a00000-0000-7000-8000-000000000002"
NIK, KK, NAME, MOTHER, HEIR = "7402115408849417", "7402111203109276", "ZUBAEDAH CANARI", "WA KENARI", "LA ODE WARISAN"
CANARY = (NIK, KK, NAME, MOTHER, HEIR, "Zubaedah", "081299000417")


def person(**changed: object) -> object:
    return salma(UID, nama=NAME, nama_ibu=MOTHER, kpj="26012345678",
                 persetujuan=Persetujuan(tanggal=CLOCK_DAY, cara="tanda_tangan"),
                 keluarga=(Keluarga(nama=HEIR, hubungan="suami", nik="7402110302809366", urutan=1),), **changed)


def traces_everywhere(desk: desks.Desk, tmp: Path, key_file: Path) -> None:
    """The person is saved, changed, printed, scanned, sent, half edited, billed and called off; another one beside."""
    desk.take_in(key_file)
    desk.save(person(), 0)  # type: ignore[arg-type]
    desk.save(salma(OTHER, nik="7402115408849418", nama="JUMRIA LATIF", nama_ibu="WA BUNGA", no_kk="7402111203109277",
                    hp="081299000418"), 0)
    kept = desk.read(UID)
    desk.save(replace(kept, catatan=f"Tetangga {MOTHER}"), kept.revisi)
    make_ready(desk, UID, OTHER)
    picture = tmp / f"{NIK}.jpg"
    picture.write_bytes(b"%PDF-1.7" + NIK.encode() * 20)
    desk.attach_scan(UID, "KTP", picture)
    run_to_end(desk.export_job(None, excel=True))
    desk.keep_draft("editor", UID, {"uid": UID, "texts": {"nama": NAME, "nik": NIK}})
    desk.keep_draft("editor-tempat", "tempat", {"uid": UID})
    run_to_end(desk.rights_paper_job(UID))


def plain_bytes(desk: desks.Desk, into: Path) -> bytes:
    """Every page of the data file without its lock, and the log beside it: what is left between the rows too."""
    with desk.ctx.open() as db:
        db.checkpoint()
        wal = desk.folder.database.with_name("data.db-wal")
        log = wal.read_bytes() if wal.is_file() else b""
        assert not log, "the log was not brought in"
        pages = int(db.one("PRAGMA page_count")[0])  # type: ignore[index]
        size = int(db.one("PRAGMA page_size")[0])  # type: ignore[index]
    return pages_of(desk.folder.database, vault.subkey(desk.ctx.dek, "db"), pages, size)


def pages_of(path: Path, key: bytes, pages: int, size: int) -> bytes:
    """The pages of a SQLCipher 4 file decrypted one by one (AES-256-CBC, 16 bytes IV and 64 bytes HMAC at the end), so
    that free pages and free room inside pages are seen too."""
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    raw, found = path.read_bytes(), []
    for at in range(pages):
        page = raw[at * size:(at + 1) * size]
        start, end = (16 if at == 0 else 0), size - 80
        decryptor = Cipher(algorithms.AES(key), modes.CBC(page[end:end + 16])).decryptor()
        found.append(decryptor.update(page[start:end]) + decryptor.finalize())
    return b"".join(found)


def seen_in(data: bytes) -> list[str]:
    """Which of the canary's values stand in these bytes, in any case of letters."""
    folded = data.lower()
    return [value for value in CANARY if value.lower().encode() in folded]
