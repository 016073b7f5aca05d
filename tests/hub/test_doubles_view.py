"""A pair side by side: what differs, what stays hidden, three records at once; and people with marks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from jamsos_desktop import desk as desks
from tests.hub import doubles_people, makers
from tests.hub.doubles_people import again, named, of, stand


@pytest.fixture
def office(tmp_path) -> Iterator[desks.Desk]:
    """A register of three villages with one pair of the same NIK and one that is alike."""
    with doubles_people.filled(tmp_path, doubles_people.three_villages()) as desk:
        yield desk


def test_the_view_shows_what_differs_but_not_the_mother(office):
    view = of(office).pair(of(office).pairs()[0].id)
    rows = {row.label: row for row in view.baris}
    assert rows["NIK"].nilai == ("740211 550385 9012",) * 2
    assert rows["NIK"].sama
    assert (rows["Nama"].sama, rows["Nama"].kata) == (False, "beda")
    assert rows["Ibu kandung"].nilai == ("tidak ditampilkan",) * 2
    assert rows["Ibu kandung"].kata == "ibu: sama"
    assert rows["Tanggal lahir"].nilai[0] == "15-03-1985"
    assert rows["Status"].nilai == ("Baru, kiriman no. 1",) * 2
    assert not any("MUNA" in value for row in view.baris for value in row.nilai)
    assert [record.huruf for record in view.records] == ["A", "B"]
    assert {record.judul for record in view.records} == {"Desa Awuliti, Kec. Lambuya",
                                                         "Kelurahan Lambuya, Kec. Lambuya"}
    assert sum(reason.poin for reason in view.alasan) >= view.row.skor


def test_three_records_of_one_person_stand_side_by_side(tmp_path):
    made = makers.villages(3, 4)
    named(made[0], 0, "SITTI RAHMA", "1985-03-15", "WA MUNA", "7402115503859012")
    again(made[0], 0, made[1], 0)
    again(made[0], 0, made[2], 0)
    with doubles_people.filled(tmp_path, made) as desk:
        rows = of(desk).pairs()
        assert len(rows) == 3
        view = of(desk).pair(rows[0].id)
        assert [record.huruf for record in view.records] == ["A", "B", "C"]
        assert {len(row.nilai) for row in view.baris} == {3}
        of(desk).decide_pair(rows[0].id, 1)
        assert len([row for row in of(desk).pairs() if not row.keputusan]) == 1


# Marks

def test_quality_tabs_count_people_once_and_list_them(tmp_path):
    made = makers.villages(2, 4)
    uid = named(made[0], 0, "MUH. AMIR", "1985-03-15", "", "7402115503859012")
    made[0].rows[uid]["hp"] = ""
    with doubles_people.filled(tmp_path, made) as desk:
        member = next(iter(made[1].rows))
        stand(desk, member, keadaan="aktif", aktif_dari="2025-10-01", aktif_sampai="2026-09-30")
        tabs = {tab.kode: tab for tab in of(desk).quality_tabs()}
        people = of(desk).quality_people("isian")
        assert uid in [one.uid for one in people]
        assert tabs["isian"].orang == len(people)
        found = next(one for one in people if one.uid == uid)
        assert "Nama disingkat" in found.tanda
        assert "Nama ibu kosong" in found.tanda
        assert [one.uid for one in of(desk).quality_people("iuran_lewat")] == [member]
        assert (tabs["iuran_lewat"].orang, of(desk).quality_people("iuran_lewat")[0].tanda) \
            == (1, "Masa iuran sampai 30/09/2026")
