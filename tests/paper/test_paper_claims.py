"""Ceklis klaim as a page: one page however much is on it, in rising density, every letter there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from paper_people import context
from paper_reading import codes, words

from jamsos_desktop.paper.book import preview
from jamsos_desktop.paper.kinds.claim import Claim, ClaimHeir, ClaimLine, ClaimPaper
from jamsos_desktop.paper.kinds.claim_words import claim_words
from jamsos_desktop.paper.sheets import Sheet
from jamsos_desktop.problems import Problem

LONG = ("MUHAMMAD ABDURRAHMAN SYAHRIR " * 5)[:120].strip()
CLAIM = Claim(
    judul="Ceklis klaim JKM, jaminan kematian", fakta=(("Nama", "WA ODE SALMA"), ("KPJ", "\u20264417"), ("Tempat", "")),
    hak="Ahli waris berhak mengajukan JKM Rp 42.000.000.", alasan="Terlindungi sejak 1 Juni 2026.",
    papers=(ClaimPaper("Kartu peserta", True, "ada"), ClaimPaper("KTP ahli waris", True, "tidak_ada"),
            ClaimPaper("Buku nikah", False, "tidak_ada", True)),
    heirs=(ClaimHeir("La Ode Hasan", "Suami", "46 th", "", "081399000418"),), urutan="suami atau istri dan anak",
    steps=tuple(ClaimLine(step.teks, "", step.unsure) for step in claim_words().jkm),
    sums=(ClaimLine("Santunan kematian", "Rp 20.000.000"),), sumber="bursakota.co.id", catatan=claim_words().catatan)


def sheet(claim: Claim) -> Sheet:
    return Sheet(jenis="klaim_jkm", isi=claim, kode_periksa="7f3a91c2", nomor="BPU-000417")


def crowded(heirs: int, papers: int) -> Claim:
    return replace(CLAIM, fakta=(("Nama", LONG), *CLAIM.fakta),
                   heirs=tuple(ClaimHeir(LONG, "Anak kandung", "11 th", "isi walinya", "") for _ in range(heirs)),
                   papers=tuple(ClaimPaper(f"Surat nomor {n}", True, "ada") for n in range(papers)))


@pytest.mark.parametrize("kertas", ["A4", "F4"])
@pytest.mark.parametrize("claim", [CLAIM, crowded(9, 14), replace(CLAIM, heirs=None, urutan="")])
def test_one_page_with_nothing_left_out(claim: Claim, kertas: str) -> None:
    made = preview(sheet(claim), context(kertas=kertas))
    assert made.pages == 1
    read = words(made.pdf)
    joined = read.replace(" ", "")
    assert joined.count(LONG.replace(" ", "")) == (len(claim.heirs or ()) + 1 if claim.papers[0].label[0] == "S" else 0)
    for said in (*(step.label for step in claim.steps), *(paper.label for paper in claim.papers), "NURHAYATI SALAM"):
        assert said.replace(" ", "") in joined, said
    assert ("AHLI WARIS" in read) == (claim.heirs is not None)
    assert codes(made.pdf)[0].rstrip() == "JSD1|JKM|74.02.11.2017|BPU-000417|7F3A91C2"


def test_what_nobody_confirmed_is_marked_and_explained_and_only_then() -> None:
    read = words(preview(sheet(CLAIM), context()).pdf)
    assert "Buku nikah\u2020" in read
    assert "Kartu peserta\u2020" not in read
    assert f"\u2020 {CLAIM.catatan}" in read
    sure = replace(CLAIM, papers=CLAIM.papers[:2], steps=(ClaimLine("Simpan tanda terima."),))
    assert "\u2020" not in words(preview(sheet(sure), context()).pdf)


def test_a_paper_that_is_not_there_says_so_in_words_unless_it_is_optional() -> None:
    read = words(preview(sheet(CLAIM), context()).pdf)
    assert read.count("BELUM") == 1
    assert "bila perlu" in read


def test_a_letter_the_font_lacks_adds_no_page() -> None:
    odd = replace(CLAIM, heirs=(ClaimHeir("\u0645\u062d\u0645\u062f", "Anak"),))
    with pytest.raises(Problem) as caught:
        preview(sheet(odd), context())
    assert caught.value.kode == "HURUF_TIDAK_ADA"


def test_steps_carry_their_sources() -> None:
    for step in (*claim_words().jkm, *claim_words().jkk):
        assert step.unsure or step.sumber or step.tanggal == "selesai", step.teks
