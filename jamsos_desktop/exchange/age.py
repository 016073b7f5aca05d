"""age (age-encryption.org/v1) with X25519 keys only: the one file that knows pyrage.

The header is read before anything is opened: a passphrase stanza (scrypt) can cost its reader half
a minute and gigabytes, so only X25519 stanzas and the greasing that age libraries add are let in.
"""

from __future__ import annotations

import re

from jamsos_desktop.problems import TIDAK_BERUBAH, Problem

MAGIC = b"age-encryption.org/v1\n"
MOST_HEADER = 16 * 1024
_MOST_STANZAS = 20
_PUBLIC = re.compile(r"age1[02-9ac-hj-np-z]{58}")


def new_identity() -> str:
    """A new secret key, "AGE-SECRET-KEY-1..."."""
    from pyrage import x25519

    return str(x25519.Identity.generate())


def public_of(identity: str) -> str:
    """The public key "age1..." of a secret key."""
    from pyrage import x25519

    return str(x25519.Identity.from_str(identity).to_public())


def is_public(text: str) -> bool:
    """Whether ``text`` is an X25519 public key of age."""
    from pyrage import RecipientError, x25519

    if not _PUBLIC.fullmatch(text):
        return False
    try:
        x25519.Recipient.from_str(text)
    except RecipientError:
        return False
    return True


def seal(data: bytes, recipients: list[str]) -> bytes:
    """``data`` so that each of the public keys can open it."""
    import pyrage

    keys = [pyrage.x25519.Recipient.from_str(text) for text in dict.fromkeys(recipients)]
    sealed: bytes = pyrage.encrypt(data, keys)
    return sealed


def unseal(data: bytes, identity: str) -> bytes:
    """What was sealed. Problems: those of ``check_header``, PAKET_BUKAN_UNTUK_ANDA, PAKET_RUSAK."""
    import pyrage

    check_header(data)
    try:
        opened: bytes = pyrage.decrypt(data, [pyrage.x25519.Identity.from_str(identity)])
    except pyrage.DecryptError as cause:
        if "No matching keys" in str(cause):
            raise Problem("PAKET_BUKAN_UNTUK_ANDA", "Kiriman ini dibuat untuk kunci lain.", TIDAK_BERUBAH,
                          "Minta pengirim membuat kiriman dengan kunci Anda yang sekarang.") from cause
        raise damaged("isinya terpotong atau berubah") from cause
    return opened


def check_header(data: bytes) -> None:
    """Refuse what is no age file, is damaged, or is locked otherwise than with X25519 keys.

    Problems: PAKET_BUKAN_KIRIMAN, PAKET_RUSAK, PAKET_SANDI, PAKET_JENIS_KUNCI.
    """
    if not data.startswith(MAGIC):
        raise Problem("PAKET_BUKAN_KIRIMAN", f"Ini bukan kiriman Jamsos Desa, melainkan {what_is(data)}.",
                      TIDAK_BERUBAH, "Pilih file yang namanya berakhir .jdx.")
    head, end, _ = data[len(MAGIC) - 1:MOST_HEADER].partition(b"\n--- ")
    if not end:
        raise damaged("bagian depannya terpotong")
    kinds = [line[3:].split(b" ")[0] for line in head.split(b"\n") if line.startswith(b"-> ")]
    if b"scrypt" in kinds:
        raise Problem("PAKET_SANDI", "Kiriman ini dikunci dengan kata sandi, seharusnya dengan kunci.",
                      TIDAK_BERUBAH, "Minta pengirim membuat kiriman dari Jamsos Desa.")
    strange = [kind for kind in kinds if kind != b"X25519" and not kind.endswith(b"-grease")]
    if strange or b"X25519" not in kinds or len(kinds) > _MOST_STANZAS:
        raise Problem("PAKET_JENIS_KUNCI", "Kiriman ini dikunci dengan cara yang tidak dikenal.",
                      TIDAK_BERUBAH, "Minta pengirim membuat kiriman dari Jamsos Desa.")


def damaged(how: str) -> Problem:
    """A package that was whole once: ``how`` says what is wrong with it."""
    return Problem("PAKET_RUSAK", f"Kiriman ini rusak: {how}.", TIDAK_BERUBAH,
                   "Salin ulang dari asalnya, atau minta dikirim lagi.")


_SIGNS = ((b"\xff\xd8\xff", "sebuah foto"), (b"\x89PNG", "sebuah gambar"), (b"%PDF", "sebuah PDF"),
          (b"PK\x03\x04", "buku kerja Excel atau arsip zip"), (b"\xd0\xcf\x11\xe0", "dokumen Office lama"),
          (b"-----BEGIN AGE", "kiriman dalam bentuk teks"), (MAGIC, "sebuah kiriman"))


def what_is(data: bytes) -> str:
    """What a file looks like from its first bytes, in words people know."""
    if not data:
        return "file kosong"
    found = [words for sign, words in _SIGNS if data.startswith(sign)]
    if found:
        return found[0]
    return "file teks" if data[:200].isascii() and b"\0" not in data[:200] else "file jenis lain"
