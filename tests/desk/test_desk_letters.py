"""Letters through the desk: what each says of its people, numbers given and proposed, what is refused."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.desk.letter_numbers import next_letter_number, number_after
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.records import Keluarga, Persetujuan, SumberDana
from jamsos_desktop.paths import DataFolder
from tests.conftest import salma
from tests.desk.choosing_village import fails
from tests.desk.talks import dump
from tests.paper.paper_reading import words

FUND = "APBD_KAB"


@pytest.fixture(scope="module")
def office(set_up: Path, tmp_path_factory: pytest.TempPathFactory, clock: desks.Clock) -> Iterator[desks.Desk]:
    """A village with a clerk of the desa, a fisher, a trader who signs by thumb, and a list of two chosen."""
    root = Path(shutil.copytree(set_up, tmp_path_factory.mktemp("surat") / "data"))
    with desks.open_desk(DataFolder(root), None, clock) as desk:
        desk.save(salma("s1"), 0)
        desk.save(salma("s2", nama="LA DANI", nik="7402111408849025", jenis_kelamin="L",
                        persetujuan=Persetujuan(tanggal=date(2026, 11, 1), cara="cap_jempol")), 0)
        desk.save(salma("p1", nama="RUSDIN", nik="7402111706889041", kelompok="perangkat_desa", segmen="PU",
                        jabatan="KAUR_TU", pekerjaan="", wadah_jenis="", jenis_kelamin="L", status_pegawai="PKWTT",
                        sumber_dana=SumberDana(jkk_jkm="APBDES_ADD"), mulai_bekerja=date(2023, 1, 2), desil=None,
                        penghasilan=2_022_200, periode_bayar=1, tanggal_lahir=date(1988, 6, 17)), 0)
        desk.set_berkas(["s1", "p1"], "KTP", "ada")
        desk.set_rentan_quota(2026, FUND, 2, "Perdes 4/2026")
        desk.propose_selection(2026, FUND)
        yield desk


def printed(desk: desks.Desk, out: Path, *jenis: str, uids: tuple[str, ...] = ("s1", "s2", "p1"), bundel: str = "",
            **opsi: Any) -> tuple[str, desks.Printed]:
    """The words of a bundle of these kinds, and what the desk answered."""
    order = desks.PrintOrder(uids, jenis, "F4", out, desks.PaperOptions(**opsi), bundel)
    answer = run_to_end(desk.print_job(order))
    return words(answer.path.read_bytes()), answer


def test_the_cover_letter_counts_people_and_papers_by_kelompok(office: desks.Desk, tmp_path: Path) -> None:
    read, _ = printed(office, tmp_path, "pengantar", "formulir", surat={"pengantar": "560/119/BI/XI/2026"},
                      tanggal=date(2026, 11, 23))
    assert "Nomor : 560/119/BI/XI/2026" in read
    assert "Bajo Indah, 23 November 2026" in read
    assert "BPJS Ketenagakerjaan Kantor Cabang Kendari" in read
    assert "3 (tiga) orang" in read
    assert "1. Perangkat desa 1 0 1 JKK + JKM Rp 10.919,88 \u2020" in read
    assert "2. Pekerja rentan 1 1 2 JKK + JKM Rp 33.600" in read
    assert "Formulir 1a 1 2 3" in read
    assert "Fotokopi KTP-el 1 1 2" in read
    assert "Camat Soropia;" in read
    assert office.letter_proposals() == {"pengantar": "560/120/BI/XI/2026"}


def test_the_pledge_has_its_stamp_and_its_people(office: desks.Desk, tmp_path: Path) -> None:
    read, _ = printed(office, tmp_path, "sptjm")
    assert "meterai Rp 10.000" in read
    assert "sebanyak 3 (tiga) orang" in read
    assert "Nomor: ......" in read


def test_everyone_gets_the_words_of_their_group_and_a_number_of_their_own(office: desks.Desk, tmp_path: Path) -> None:
    read, first = printed(office, tmp_path, "keterangan", surat={"keterangan": "470/08/BI/XI/2026"})
    assert "bekerja pada Pemerintah Desa Bajo Indah sebagai KAUR TATA USAHA DAN UMUM sejak 2 Januari 2023" in read
    assert "bekerja sendiri sebagai NELAYAN di Tempat pendaratan ikan, dengan penghasilan sekitar Rp 900.000" in read
    by_name = {name: read.index(f"Nama : {name}") for name in ("WA ODE SALMA", "LA DANI", "RUSDIN")}
    for name, number in (("WA ODE SALMA", "08"), ("LA DANI", "09"), ("RUSDIN", "10")):
        before = read[:by_name[name]]
        assert before.rindex(f"470/{number}/BI/XI/2026") == before.rindex("470/"), name
    assert office.letter_proposals()["keterangan"] == "470/11/BI/XI/2026"
    again, second = printed(office, tmp_path, "keterangan", surat={"keterangan": "470/08/BI/XI/2026"},
                            bundel=first.bundel)
    assert (second.bundel, again.count("Cetak ke-2")) == (first.bundel, 3)
    assert office.letter_proposals()["keterangan"] == "470/11/BI/XI/2026"


def test_the_head_has_no_letter_of_their_own_about_themselves(office: desks.Desk, tmp_path: Path) -> None:
    head = replace(office.read("p1"), uid="k1", nomor="", nama="MUH. ARSYAD TAHIR", nik="7402111706889042",
                   jabatan="KADES", berkas={}, revisi=0)
    office.save(head, 0)
    read, done = printed(office, tmp_path, "pengantar", "keterangan", "persetujuan", uids=("p1", "k1"))
    assert done.skipped == (("Muh. Arsyad Tahir", "Kepala desa tidak menerangkan pekerjaannya sendiri."),)
    assert read.count("SURAT KETERANGAN BEKERJA") == 1
    assert "Surat keterangan bekerja atau pekerja rentan 1 1" in read  # of two people, as the letter encloses them
    assert "Persetujuan pemrosesan data pribadi 2 2" in read


def test_consent_follows_the_person_unless_told_otherwise(office: desks.Desk, tmp_path: Path) -> None:
    read, _ = printed(office, tmp_path, "persetujuan")
    assert (read.count("cap jempol"), read.count("Saksi 1"), read.count("Wali dari")) == (1, 1, 0)
    read, _ = printed(office, tmp_path, "persetujuan", persetujuan="wali", uids=("s1",))
    assert "Saya wali yang sah dari WA ODE SALMA" in read


def test_who_is_not_of_age_has_a_guardian_decide(office: desks.Desk, tmp_path: Path) -> None:
    parent = Keluarga(nama="WA INDO", hubungan="orang_tua", nik="7402114107809088", tanggal_lahir=date(1980, 7, 1),
                      hp="081399000419", urutan=1)
    office.save(salma("m1", nama="LA MUDA", nik="7402110203099077", tanggal_lahir=date(2009, 3, 2), jenis_kelamin="L",
                      status_kawin="belum_kawin", keluarga=(parent,)), 0)
    read, answer = printed(office, tmp_path, "persetujuan", uids=("m1",))
    assert answer.refused == ()
    assert "Nama wali : WA INDO" in read
    assert "Wali dari yang bersangkutan," in read


def test_the_receipt_says_what_is_there_and_what_is_not(office: desks.Desk, tmp_path: Path) -> None:
    read, _ = printed(office, tmp_path, "terima_berkas", uids=("s1",))
    assert "NIK : ••••••••••••9417" in read
    assert "7402115408849417" not in read
    assert "Fotokopi KTP-el wajib 3." in read  # a drawn tick has no letters
    assert "Fotokopi Kartu Keluarga wajib BELUM" in read
    assert read.index("Yang menyerahkan,") < read.index("Yang menerima,")


def test_the_decree_is_that_of_the_list(office: desks.Desk, tmp_path: Path) -> None:
    read, _ = printed(office, tmp_path, "sk_rentan", tahun=2026, sumber_dana=FUND)
    assert "Menetapkan 2 (dua) orang pekerja rentan" in read
    assert "RUSDIN" not in read
    plan = office.print_plan(desks.PrintOrder(("s1",), ("sk_rentan",)))
    assert [(sheet.kunci, sheet.uids) for sheet in plan.sheets] == [(FUND, ())]
    later = desks.PaperOptions(tahun=2027)
    assert office.print_plan(desks.PrintOrder(("s1",), ("sk_rentan",), opsi=later)).sheets == ()


@pytest.mark.parametrize(("kode", "jenis", "opsi"), [
    ("NOMOR_SURAT_PANJANG", "pengantar", {"surat": {"pengantar": "5" * 81}}),
    ("PERSETUJUAN_SALAH", "persetujuan", {"persetujuan": "telepati"}),
    ("TAHUN_SALAH", "sk_rentan", {"tahun": 1999}),
    ("DANA_SALAH", "sk_rentan", {"sumber_dana": "KAS_PAMAN"}),
])
def test_what_cannot_be_is_refused_and_nothing_changes(office: desks.Desk, tmp_path: Path, kode: str, jenis: str,
                                                       opsi: dict[str, Any]) -> None:
    before = dump(office)
    fails(kode, lambda: printed(office, tmp_path, jenis, **opsi))
    assert dump(office) == before
    assert list(tmp_path.iterdir()) == []


def test_a_letter_nobody_can_print_leaves_out_its_sheets_alone(office: desks.Desk, tmp_path: Path) -> None:
    before = office.letter_proposals()
    read, answer = printed(office, tmp_path, "keterangan", "persetujuan", uids=("s1", "s2"),
                           surat={"keterangan": "470/\u0627/2026"})
    assert [name for name, _ in answer.skipped] == ["La Dani", "Wa Ode Salma"]
    assert all("U+0627" in why for _, why in answer.skipped)
    assert read.count("PERSETUJUAN PEMROSESAN DATA PRIBADI") == 2
    assert office.letter_proposals() == before


# Numbers of letters.

@pytest.mark.parametrize(("last", "following"), [
    ("560/118/BI/XI/2026", "560/119/BI/XI/2026"), ("560/009/BI/X/2026", "560/010/BI/XI/2026"),
    ("118/BI/XII/2025", "001/BI/XI/2026"), ("47", "48"),
    ("140/DS-BI/2026", "141/DS-BI/2026"), ("tanpa angka", ""), ("", ""),
])
def test_the_next_number_goes_on_in_the_same_pattern(last: str, following: str) -> None:
    assert next_letter_number(last, date(2026, 11, 21)) == following


def test_a_row_of_letters_gets_a_row_of_numbers() -> None:
    assert [number_after("470/099/BI/2026", step) for step in (0, 1, 2)] == [
        "470/099/BI/2026", "470/100/BI/2026", "470/101/BI/2026"]
    assert (number_after("X", 0), number_after("X", 1), number_after("", 3)) == ("X", "", "")
