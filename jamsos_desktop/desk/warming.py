"""What opening a desk will need, loaded while somebody still types the PIN: modules and tables, nothing of the data."""

from __future__ import annotations

from importlib import import_module

from jamsos_desktop.jobs import Job, Progress

_ROOMS = ("jamsos_desktop.store.vault", "cryptography.hazmat.primitives.kdf.argon2",
          "cryptography.hazmat.primitives.ciphers.aead", "sqlcipher3.dbapi2", "jamsos_desktop.desk.opening",
          "jamsos_desktop.desk.glance", "jamsos_desktop.desk.entering", "jamsos_desktop.desk.filling",
          "jamsos_desktop.desk.importing.verbs", "jamsos_desktop.desk.desk", "jamsos_desktop.desk.road_today",
          "jamsos_desktop.desk.structure_board", "jamsos_desktop.store.today")


def warm_up_job() -> Job[None]:
    """Load them one after the other; it may be stopped after any."""
    for done, room in enumerate(_ROOMS):
        yield Progress(done, len(_ROOMS))
        import_module(room)
    yield Progress(len(_ROOMS), len(_ROOMS))
    from jamsos_desktop.policy import load_policy

    load_policy()
