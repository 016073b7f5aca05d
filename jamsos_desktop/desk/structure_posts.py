"""Posts beside the board: who holds each, and what the village changes of the list."""

from __future__ import annotations

import re
from dataclasses import replace

from jamsos_desktop import texts
from jamsos_desktop.desk import persons
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.structure_own import SETTING, OwnPosts, own_posts
from jamsos_desktop.desk.structure_records import PostGroup, PostPerson
from jamsos_desktop.model.codes import fold
from jamsos_desktop.model.parse import clean
from jamsos_desktop.model.records import LEFT
from jamsos_desktop.policy import Jabatan, Policy
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import history, office, people, seats
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.seats import Holder

GROUPS = ("ekosistem_desa", "non_asn")  # whose list a village may change; the perangkat have their board
SEGMEN = ("PU", "BPU")
LONGEST, MOST = 50, 60
_CODE = re.compile(r"[^A-Z0-9]+")


def posts(ctx: Context, db: Database, plain: Policy, kelompok: str) -> list[PostGroup]:
    """The posts of a group with the people in each, in the order of the list; ``plain``: the district's own policy.

    People whose post the list does not know stand under their words, at the end.
    """
    own, held = own_posts(db), dict[str, list[Holder]]()
    for person in seats.holders(db, kelompok):
        if person.status not in LEFT:
            held.setdefault(person.jabatan, []).append(person)
    known = [post for post in ctx.policy.jabatan.values() if post.kelompok == kelompok]
    found = [_group(post, own, plain, held.pop(post.kode, [])) for post in known]
    return found + [_stray(ctx, code, kelompok, who) for code, who in held.items()]


def _group(post: Jabatan, own: OwnPosts, plain: Policy, who: list[Holder]) -> PostGroup:
    listed = plain.jabatan.get(post.kode)
    return PostGroup(
        kode=post.kode, label=post.label, kelompok=post.kelompok, unsur=post.unsur, segmen=post.segmen_awal,
        segmen_asal=listed.segmen if listed else post.segmen, sendiri=listed is None,
        disembunyikan=post.kode in own.sembunyi, belum_dikonfirmasi=listed is not None and post.belum_dikonfirmasi,
        sumber=post.sumber, orang=_people(who))


def _stray(ctx: Context, code: str, kelompok: str, who: list[Holder]) -> PostGroup:
    return PostGroup(kode=code, label=ctx.label("jabatan", code) if code else "Jabatan belum diisi", kelompok=kelompok,
                     unsur="", segmen="", segmen_asal="", sendiri=False, disembunyikan=False, belum_dikonfirmasi=False,
                     sumber="", orang=_people(who))


def _people(who: list[Holder]) -> tuple[PostPerson, ...]:
    return tuple(PostPerson(uid=p.uid, nomor=p.nomor, nama=texts.title_name(p.nama), segmen=p.segmen, dusun=p.dusun,
                            status=p.status, masalah=p.masalah, tingkat=p.tingkat, sk_berakhir=p.sk_berakhir)
                 for p in who)


# Changing the list. Each gives the village's posts as they are from now on.


def add_post(ctx: Context, db: Database, kelompok: str, label: str, segmen: str = "BPU") -> tuple[str, OwnPosts]:
    """A post of the village's own, or one that was hidden; gives its code.

    Problems: JABATAN_SALAH (group, words, segment), JABATAN_SUDAH_ADA, JABATAN_PENUH.
    """
    own, words = own_posts(db), clean(label)
    if kelompok not in GROUPS or segmen not in SEGMEN or not 0 < len(words) <= LONGEST:
        raise _wrong(f"Jabatan {words[:20] or 'tanpa nama'} tidak bisa ditambah.",
                     f"Tulis nama paling banyak {LONGEST} huruf, lalu pilih PU atau BPU.")
    code = ctx.lists["jabatan"].get(fold(words)) or _CODE.sub("_", words.upper()).strip("_")
    if code in own.sembunyi and ctx.policy.jabatan[code].kelompok == kelompok:
        return code, _keep(ctx, db, replace(own, sembunyi=tuple(c for c in own.sembunyi if c != code)), code,
                           aksi="tambah")
    if not code or code in ctx.policy.jabatan:
        post = ctx.policy.jabatan.get(code)
        where = f" di {ctx.label('kelompok', post.kelompok)}" if post else ""
        raise Problem("JABATAN_SUDAH_ADA", f"Jabatan {words} sudah ada{where}.", TIDAK_BERUBAH, "Pakai yang sudah ada.")
    if len(own.tambah) >= MOST:
        raise Problem("JABATAN_PENUH", f"Sudah {MOST} jabatan ditambah di sini.", TIDAK_BERUBAH,
                      "Hapus yang tidak dipakai.")
    new = replace(own, tambah={**own.tambah, code: (words, kelompok, segmen)})
    return code, _keep(ctx, db, new, code, aksi="tambah")


def remove_post(ctx: Context, db: Database, kode: str) -> OwnPosts:
    """Offer a post no more; one of the village's own is forgotten. Problems: JABATAN_TIDAK_ADA, JABATAN_TERPAKAI."""
    own = own_posts(db)
    _listed(ctx, kode)
    _refuse_if_held(db, kode)
    if kode in own.tambah:
        new = replace(own, tambah={c: row for c, row in own.tambah.items() if c != kode},
                      segmen={c: s for c, s in own.segmen.items() if c != kode})
    else:
        new = replace(own, sembunyi=(*(c for c in own.sembunyi if c != kode), kode))
    return _keep(ctx, db, new, kode, aksi="hapus")


def set_post_segment(ctx: Context, db: Database, kode: str, segmen: str) -> OwnPosts:
    """Whether people of a post are enrolled as PU or BPU from now on; "" is what the district's list says.

    Those who are there keep what they have. Problems: JABATAN_TIDAK_ADA, JABATAN_SALAH.
    """
    own = own_posts(db)
    _listed(ctx, kode)
    if segmen not in ("", *SEGMEN):
        raise _wrong(f"Segmen {segmen[:10]} tidak dikenal.", "Pilih PU atau BPU.")
    others = {c: s for c, s in own.segmen.items() if c != kode}
    return _keep(ctx, db, replace(own, segmen={**others, kode: segmen} if segmen else others), kode,
                 aksi="ubah")


def put_own_posts(ctx: Context, db: Database, own: OwnPosts) -> tuple[set[str], OwnPosts]:
    """The village's posts as they were (undo), and the codes of those that change by it. Problem JABATAN_TERPAKAI."""
    now = own_posts(db)
    for code in now.tambah.keys() - own.tambah.keys():
        _refuse_if_held(db, code)
    pairs = ((now.tambah, own.tambah), (now.segmen, own.segmen))
    changed = {code for before, after in pairs for code in {*before, *after} if before.get(code) != after.get(code)}
    return changed, _keep(ctx, db, own, *changed, aksi="urungkan")


def _keep(ctx: Context, db: Database, own: OwnPosts, *kode: str, aksi: str) -> OwnPosts:
    actor = ctx.actor()
    with db.write():
        office.put_setting(db, SETTING, {"tambah": {code: list(row) for code, row in own.tambah.items()},
                                         "sembunyi": list(own.sembunyi), "segmen": dict(own.segmen)})
        for code in kode:
            people.mark_stale(db, seats.uids_with_post(db, code))
        history.append(db, actor, aksi, "jabatan", " ".join(sorted(kode)))
    return own


def judge_again(ctx: Context, db: Database, *kode: str) -> None:
    """The people of these posts follow what was settled for them; ``ctx`` with the policy as it is by now."""
    persons.recompute(ctx, db, [uid for code in kode for uid in seats.uids_with_post(db, code)])


def _refuse_if_held(db: Database, kode: str) -> None:
    if held := seats.uids_with_post(db, kode):
        raise Problem("JABATAN_TERPAKAI", f"Jabatan ini masih dipakai {len(held)} orang.", TIDAK_BERUBAH,
                      "Ganti dulu jabatan orang-orang itu.")


def _listed(ctx: Context, kode: str) -> Jabatan:
    post = ctx.policy.jabatan.get(kode)
    if post is None or post.kelompok not in GROUPS:
        raise Problem("JABATAN_TIDAK_ADA", f"Jabatan {kode[:40] or 'kosong'} tidak ada di daftar.", TIDAK_BERUBAH,
                      "Lihat daftar jabatannya dulu.")
    return post


def _wrong(what: str, how: str) -> Problem:
    return Problem("JABATAN_SALAH", what, TIDAK_BERUBAH, how)
