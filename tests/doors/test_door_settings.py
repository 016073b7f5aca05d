"""Policy packs that are signed rightly and hold odd tables: refused in a sentence with the old policy in force, or in
force and then usable by everybody."""

from __future__ import annotations

import json
import random
from base64 import b64encode
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from odd_trees import DONE, broken_bytes, end_of, odd_table, with_odd

from jamsos_desktop import desk as desks
from jamsos_desktop.exchange import minisign, zips
from jamsos_desktop.exchange.canon import canonical_bytes, sha256
from jamsos_desktop.exchange.keys import DeskKeys
from jamsos_desktop.store import office
from tests.desk.talks import Talk, talking

SHORT, LONG = 40, 400


@pytest.fixture
def talk(desk: desks.Desk, tmp_path: Path):
    with talking(desk, tmp_path) as both:
        both.enrol(0, 1)
        yield both


def parts_of(talk: Talk) -> tuple[dict[str, bytes], DeskKeys]:
    """The files of a real pack of this district, and its keys."""
    import io
    import zipfile

    _, data = talk.dpmd.make_pack(desks.PackOrder(versi="2027.1", mulai=date(2026, 11, 21)))
    with zipfile.ZipFile(io.BytesIO(data)) as archive, talk.dpmd.ctx.open() as db:
        return ({name: archive.read(name) for name in archive.namelist()},
                DeskKeys.from_plain(office.setting(db, "kunci.sendiri")))


def odd_pack(dice: random.Random, whole: dict[str, bytes], keys: DeskKeys, urut: int) -> bytes:
    files = {name: data for name, data in whole.items() if not name.startswith("manifest.json")}
    files["ketentuan/ketentuan.json"] = files["ketentuan/ketentuan.json"].replace(b"2027.1", b"2027.%d" % urut)
    manifest = {**json.loads(whole["manifest.json"]), "seq": urut, "versi": f"2027.{urut}"}
    kind = dice.random()
    if kind < 0.75:
        name = dice.choice([name for name in files if name.endswith(".csv")])
        files[name] = odd_table(dice, files[name].decode("utf-8")).encode("utf-8", "replace")
    elif kind < 0.85:
        name = dice.choice(list(files))
        files[name] = broken_bytes(dice, files[name])
    else:
        told = {key: manifest[key] for key in ("versi", "nama", "berlaku_mulai", "seq")}
        manifest = {**manifest, **with_odd(dice, told)}
    manifest |= {"files": [{"path": name, "size": len(data), "sha256": sha256(data)} for name, data in files.items()],
                 "sender_keys": {"sign": b64encode(keys.public.sign_bytes).decode(), "age": keys.public.age}}
    raw = canonical_bytes(manifest)
    return zips.pack({**files, "manifest.json": raw,
                      "manifest.json.minisig": minisign.sign(keys.signer, raw, "x").encode()})


def torture(talk: Talk, seeds: range) -> Counter[str]:
    whole, keys = parts_of(talk)
    path, ends = talk.tmp / "JP-7402-2027.jdx", Counter[str]()
    base = json.loads(whole["manifest.json"])["seq"]
    for nth, seed in enumerate(seeds, 1):
        try:
            data = odd_pack(random.Random(seed), whole, keys, base + nth)
        except (ValueError, TypeError, OverflowError):  # no canonical form: nobody can sign it
            ends["tidak dibuat"] += 1
            continue
        path.write_bytes(data)
        before = talk.desa.policy.versi
        end = end_of(seed, lambda: talk.desa.take_pack(path))
        ends[end] += 1
        assert end == DONE or talk.desa.policy.versi == before, seed
        for one in talk.desa.everyone():
            talk.desa.judge(one)
        talk.desa.policies()
    return ends


def test_odd_tables_are_refused_or_usable(talk: Talk) -> None:
    ends = torture(talk, range(SHORT))
    assert sum(ends.values()) == SHORT
    assert ends["KETENTUAN_RUSAK"] > 3
    assert ends[DONE]


@pytest.mark.long
def test_many_odd_tables(talk: Talk) -> None:
    assert sum(torture(talk, range(1000, 1000 + LONG)).values()) == LONG
