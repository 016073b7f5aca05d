"""Putting into words what start-up care did: what came back, what to type again, which scans are not here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

import msgspec

from jamsos_desktop import texts
from jamsos_desktop.desk.care_records import SETTING, Cared, Retype
from jamsos_desktop.desk.context import Clock
from jamsos_desktop.model import fields
from jamsos_desktop.model.rights import LEAD
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.store import backup, drafts, history, key_file, office, people, scans, staff
from jamsos_desktop.store.bringing import Brought
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.history import Actor
from jamsos_desktop.store.staff import User

WHO = "Jamsos Desa"  # nobody has been let in yet when this is done
_EDITOR = "editor"
# Parts of which something newer than the backup could not be read, as people name them, and what the history calls
# what is done to them: where it tells of none, nothing is missing there.
_PARTS: Mapping[str, tuple[str, frozenset[str]]] = {
    "paket": ("Catatan kiriman", frozenset({"paket"})), "balasan": ("Balasan DPMD", frozenset({"balasan"})),
    "iuran": ("Tagihan dan pembayaran", frozenset({"iuran"})), "kursi": ("Struktur desa", frozenset({"kursi"})),
    "penetapan": ("Daftar pekerja rentan", frozenset({"penetapan"})),
    "kejadian": ("Kejadian dan klaim", frozenset({"kejadian"})),
    "bundel": ("Riwayat cetak", frozenset({"cetakan"})), "bundel_cetak": ("Riwayat cetak", frozenset({"cetakan"})),
    "cetakan": ("Riwayat cetak", frozenset({"cetakan"})), "map_desa": ("Map desa", frozenset({"map_desa"})),
    "pengguna": ("Daftar pengguna", frozenset({"pengguna"})), "impor": ("Riwayat impor", frozenset({"impor"})),
    "ketentuan": ("Ketentuan dari DPMD", frozenset({"ketentuan"}))}
_BACK = "Orang yang terakhir dihapus atau dibatasi mungkin kembali. Periksa daftarnya."
_SETTINGS = "setelan"
_REGISTER = "kiriman"


class Found(NamedTuple):
    """What was found and used: as in ``Cared``; ``cut``: the end of the log is nowhere any more."""

    sebab: str
    made: datetime | None
    passed: int
    aside: str
    cut: bool


def told(folder: DataFolder, db: Database, clock: Clock, found: Found, brought: Brought) -> Cared:
    """What is to be said, once everything is in ``db``, the new data file."""
    now, made = clock.now(), found.made
    names = {person.uid: person.nama for person in people.read_many(db)}
    until = _moment(max((str(row["waktu"]) for row in brought.sesudah), default="")) or now
    return Cared(sebab=found.sebab, waktu=now, orang=backup.people(db), cadangan=made, dilewati=found.passed,
                 semula=brought.semula, jarak=max(0, int((until - made).total_seconds() // 60)) if made else 0,
                 kembali=_names(brought.orang, names), draf=_draft_names(db, brought, names),
                 ketik=_retype(db, brought, names), foto=_missing_scans(folder, db, names),
                 lain=_rest(found, brought), folder=found.aside)


def note(db: Database, clock: Clock, cared: Cared, came: Sequence[str]) -> None:
    """Keep it until somebody has read it, with the history of who came back; inside ``db.write()``."""
    actor = Actor(WHO, str(office.setting(db, "perangkat", "")), clock.now())
    put(db, cared)
    office.raise_counters(db)
    history.append_many(db, actor, "pulih", "peserta", [(uid, ()) for uid in came])
    history.append(db, actor, "pulih", "data", cared.folder, alasan=_reason(cared))


def put(db: Database, cared: Cared) -> None:
    """Keep what is to be told; inside ``db.write()``."""
    office.put_setting(db, SETTING, msgspec.to_builtins(cared))


def _reason(cared: Cared) -> str:
    if cared.cadangan is None:
        return "tanpa cadangan" if cared.sebab == "bacaan" else "dari catatan di samping file data"
    return f"cadangan {cared.cadangan:%d/%m/%Y %H.%M}"


def kept(db: Database) -> Cared | None:
    """What has not been read yet."""
    value = office.setting(db, SETTING)
    return msgspec.convert(value, Cared) if value else None


def somebody_works(db: Database, folder: DataFolder, clock: Clock) -> None:
    """A file without anybody who leads the desk would open for nobody; inside ``db.write()``."""
    lead = LEAD[str(office.setting(db, "mode", "desa"))]
    if any(one.aktif and one.peran == lead for one in staff.every(db)):
        return
    actor = Actor(WHO, str(office.setting(db, "perangkat", "")), clock.now())
    named = key_file.read(folder).pengguna or (key_file.VaultUser("p1", str(office.setting(db, "pengguna", WHO))),)
    for one in named:
        staff.put(db, actor, User(one.id, one.nama, lead, dibuat=actor.stamp), "pengguna.tambah")


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _names(uids: Sequence[str], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(texts.title_name(names[uid]) for uid in uids if names.get(uid))


def _draft_names(db: Database, brought: Brought, names: Mapping[str, str]) -> tuple[str, ...]:
    found = []
    for form, key in brought.draf:
        if form == _EDITOR:
            draft = drafts.get(db, form, key)
            body: object = draft.isi if draft else {}
            typed = body.get("texts", {}) if isinstance(body, dict) else {}
            found.append(texts.title_name(str(typed.get("nama") or names.get(key) or "")) or "orang tanpa nama")
    return tuple(found)


def _retype(db: Database, brought: Brought, names: Mapping[str, str]) -> tuple[Retype, ...]:
    """Whose last entries are lost: the history behind the backup tells the columns, never the values."""
    changed = _changed(brought)
    drafted = {key for form, key in brought.draf if form == _EDITOR}
    found = []
    for uid in sorted((brought.tak_terbaca | set(brought.draf_hilang or ())) - drafted):
        new = uid not in names
        if new or uid in changed or uid in (brought.draf_hilang or ()):
            labels = tuple(dict.fromkeys(fields.label(key) for key in sorted(changed.get(uid, ()))))
            name = names.get(uid) or brought.nama.get(uid, "")
            found.append(Retype(uid, texts.title_name(name), () if new else labels, new))
    return tuple(sorted(found, key=lambda one: (not one.nama, one.nama)))


def _changed(brought: Brought) -> dict[str, set[str]]:
    """uid -> columns that were written behind the backup, as far as the history can be read."""
    changed: dict[str, set[str]] = {}
    for row in brought.sesudah:
        if row["objek"] == "peserta":
            changed.setdefault(str(row["objek_id"]), set()).update(msgspec.json.decode(row["kolom"]))
    return changed


def _somebody(brought: Brought) -> bool:
    """Whether people may have lost their last entries whom nobody can name: neither the people nor the history of
    the damaged file can be read to their end."""
    if not brought.terbaca or brought.semua_riwayat:
        return False
    return not brought.semua_orang or not brought.tak_terbaca <= _changed(brought).keys()


def _missing_scans(folder: DataFolder, db: Database, names: Mapping[str, str]) -> tuple[str, ...]:
    from jamsos_desktop.policy import load_policy

    gone = [(uid, kode) for uid, kode, nama in scans.every(db) if not (folder.attachments / nama[:2] / nama).is_file()]
    if not gone:
        return ()
    papers = {one.kode: one.singkat for one in load_policy().berkas}
    return tuple(f"{papers.get(kode, kode)} {texts.title_name(names.get(uid, ''))}".strip()
                 for uid, kode in gone)


def _rest(found: Found, brought: Brought) -> tuple[str, ...]:
    """Sentences about what is not people."""
    gone = found.cut or (found.sebab == "log" and not brought.terbaca)
    said = ["Beberapa simpanan terakhir tidak ada lagi. Cocokkan dengan kertas."] if gone else []
    if gone or not brought.hak:
        said.append(_BACK)
    if not brought.terbaca and found.sebab == "hilang":
        return (*said, "Isian sesudah cadangan itu tidak ada lagi. Cocokkan dengan kertas.")
    if not brought.terbaca and found.sebab != "log":
        return (*said, "Isian sesudah cadangan itu tidak terbaca lagi. Cocokkan dengan kertas.")
    if _somebody(brought):
        said.append("Isian terakhir beberapa orang mungkin tidak terbaca lagi. Cocokkan dengan kertas.")
    if _REGISTER in brought.parsial:
        since = f" sesudah {found.made:%d/%m/%Y %H.%M}" if found.made else ""
        said.append(f"Kiriman desa yang diterima{since} perlu diterima lagi.")
    else:
        said += [f"{part}: sebagian tidak terbaca, periksa halamannya." for part in _parts(brought)]
    if brought.draf_hilang is None and brought.terbaca:
        said.append("Draf yang belum disimpan tidak terbaca lagi.")
    return tuple(said)


def _parts(brought: Brought) -> list[str]:
    """What is not people and lacks something newer than the backup, each once."""
    touched = {str(row["objek"]) for row in brought.sesudah}
    told = frozenset().union(*(objects for _, objects in _PARTS.values()), {"peserta"})
    found = ["Pilihan di Pengaturan"] if _SETTINGS in brought.parsial else []
    for name in brought.parsial:
        words, objects = _PARTS.get(name, ("Catatan lain", touched - told))
        if name != _SETTINGS and (objects & touched or not brought.semua_riwayat):
            found.append(words)
    return list(dict.fromkeys(found))
