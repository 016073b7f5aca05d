"""Places to sign: boxes like those of the checklist, an open place as on a letter, stamps beside the pen."""

from __future__ import annotations

import pytest
from paper_people import UNIT, context
from paper_reading import words

from jamsos_desktop.paper.draw.document import Document
from jamsos_desktop.paper.draw.frame import Frame
from jamsos_desktop.paper.draw.signing import (
    BY_HAND,
    METERAI,
    STAMP_H,
    Signer,
    clerk_signs,
    head_signs,
    signature,
    signatures,
    signatures_height,
)
from jamsos_desktop.paper.sheets import Sheet

DAY = "Bajo Indah, 20 November 2026"
TALL = "LA ODE MUHAMMAD RAHMATULLAH AL IDRUS BIN LA ODE ABDUL GAFUR AZZAHRA, S.Pd., M.Pd., M.Si."


def drawn(*signers: Signer, single: bool = False, used: float = 0.0) -> tuple[str, int]:
    doc = Document("A4", "uji")
    frame = Frame(doc, context())
    flow = frame.flow()
    flow.y += used
    if single:
        signature(flow, signers[0], DAY)
    else:
        signatures(flow, signers, DAY)
    pages = frame.add(flow.done(), frame.marks(Sheet(jenis="sptjm", kode_periksa="7F3A91C2"), "Uji", "Uji"))
    return words(doc.bytes()), pages


def test_boxes_say_who_and_the_day_once() -> None:
    read, pages = drawn(clerk_signs(UNIT, "Disusun oleh,"), head_signs(UNIT, "Mengetahui,"), Signer(("Petugas",)))
    assert pages == 1
    assert read.count(DAY) == 1
    for said in ("Disusun oleh,", "Sekretaris Desa", "NURHAYATI SALAM", "Kepala Desa Bajo Indah", BY_HAND):
        assert said in read


@pytest.mark.parametrize("many", [1, 2, 3, 4])
def test_long_names_stay_whole_in_any_number_of_boxes(many: int) -> None:
    read, pages = drawn(*(Signer((f"Saksi {n},",), TALL, "NIP 198001012006041001") for n in range(many)))
    assert pages == 1
    assert read.count("198001012006041001") == many
    assert all(read.count(word) >= many for word in TALL.split())


def test_a_stamp_has_room_between_the_words_and_the_rule() -> None:
    def height(*stamp: str) -> float:
        flow = Frame(Document("A4", "uji"), context()).flow()
        top = flow.y
        signatures(flow, (Signer(("Saksi 1,",)), Signer(("Yang menyatakan,",), TALL, stamp=stamp)), DAY, pen=5.0)
        return flow.y - top

    assert height(*METERAI) - height() == pytest.approx(STAMP_H + 3.5 - 5.0)
    flow = Frame(Document("A4", "uji"), context()).flow()
    plain, stamped = Signer(("Saksi,",)), Signer(("Saksi,",), stamp=METERAI)
    assert signatures_height(flow, [stamped]) > signatures_height(flow, [plain])


def test_boxes_that_do_not_fit_go_on_together() -> None:
    read, pages = drawn(head_signs(UNIT), clerk_signs(UNIT), used=225)
    assert pages == 2
    assert read.index("Halaman 1 dari 2") < read.index("MUH. ARSYAD TAHIR")


def test_the_height_told_beforehand_is_the_height_taken() -> None:
    flow = Frame(Document("A4", "uji"), context()).flow()
    for signers in ((head_signs(UNIT),), (clerk_signs(UNIT, "Disusun,"), Signer(("Saksi,",), TALL, "NIP 1980"))):
        top, told = flow.y, signatures_height(flow, signers, DAY)
        signatures(flow, signers, DAY)
        assert flow.y - top == pytest.approx(told)


def test_an_open_place_has_its_stamp_and_a_rule_for_a_name_by_hand() -> None:
    read, _ = drawn(head_signs(UNIT, "Yang menyatakan,", stamp=METERAI), single=True)
    assert read.index(DAY) < read.index("Yang menyatakan,") < read.index("MUH. ARSYAD TAHIR, S.Sos.")
    assert "meterai Rp 10.000" in read
    assert BY_HAND in drawn(Signer(("Penerima,",)), single=True)[0]
