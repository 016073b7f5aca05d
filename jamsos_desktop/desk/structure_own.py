"""The village's own list of posts, laid over that of the district.

What the village added, hid, or books as PU or BPU counts in the policy as this desk uses it, so that editor, importer,
rules and papers know it without asking. It is the desk's own: a pack of the district never loses it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from jamsos_desktop.model.codes import fold
from jamsos_desktop.policy import Jabatan, Policy
from jamsos_desktop.store import office
from jamsos_desktop.store.engine import Database

SETTING = "struktur.jabatan"
OWN = "Tambahan desa"


@dataclass(frozen=True, slots=True)
class OwnPosts:
    """``tambah``: code -> (label, kelompok, segmen); ``sembunyi``: codes not offered; ``segmen``: code -> PU or BPU."""

    tambah: Mapping[str, tuple[str, str, str]] = field(default_factory=dict)
    sembunyi: tuple[str, ...] = ()
    segmen: Mapping[str, str] = field(default_factory=dict)


def own_posts(db: Database) -> OwnPosts:
    """What the village changed of the list of posts."""
    kept: dict[str, Any] = office.setting(db, SETTING, {})
    return OwnPosts({code: (row[0], row[1], row[2]) for code, row in kept.get("tambah", {}).items()},
                    tuple(kept.get("sembunyi", ())), dict(kept.get("segmen", {})))


def with_own_posts(policy: Policy, own: OwnPosts) -> Policy:
    """The policy as this village uses it; a post the district meanwhile lists itself is the district's."""
    posts, spellings = dict(policy.jabatan), dict(policy.lists.get("jabatan", {}))
    for code, (label, kelompok, segmen) in own.tambah.items():
        if code not in posts:
            posts[code] = _own_post(code, label, kelompok, segmen)
            spellings.setdefault(fold(label), code)
            spellings.setdefault(fold(code), code)
    for code, segmen in own.segmen.items():
        if code in posts:
            posts[code] = replace(posts[code], segmen=segmen)
    if posts == policy.jabatan and not own.sembunyi:
        return policy
    offered = {code: post.label for code, post in posts.items() if code not in own.sembunyi}
    return replace(policy, jabatan=posts, lists={**policy.lists, "jabatan": spellings},
                   label_lists={**policy.label_lists, "jabatan": offered})


def _own_post(code: str, label: str, kelompok: str, segmen: str) -> Jabatan:
    return Jabatan(kode=code, label=label, nama_resmi=label, kelompok=kelompok, unsur=OWN, segmen=segmen, dasar_sk="",
                   upah="", siltap="", dasar_upah=None, pesan_periksa="", sumber="ditambah desa",
                   keyakinan="kompilasi sendiri")
