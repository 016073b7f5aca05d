"""The demo's summary for people: what was made, and what each status means."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jamsos_desktop.desk import SHEET_KINDS
from jamsos_desktop.model.codes import code_label, code_list
from jamsos_desktop.model.records import LEFT
from jamsos_desktop.rules.road_records import ROADS
from jamsos_desktop.texts import rupiah_of_sen

MEANING = {
    "draf": "baru ditulis sebagian, belum bisa dinilai",
    "perlu_dilengkapi": "masih ada yang salah atau kosong",
    "siap_cetak": "datanya lengkap, formulirnya belum dicetak",
    "tercetak": "formulirnya jadi, tanda tangan atau berkasnya belum",
    "siap_kirim": "berkasnya lengkap, ikut kiriman berikut",
    "terkirim": "dalam kiriman, DPMD belum menjawab atau masih memeriksa",
    "diterima": "diterima DPMD, menunggu diserahkan ke BPJS",
    "ditolak": "ditolak DPMD atau BPJS dengan alasan, menunggu perbaikan desa",
    "di_bpjs": "sudah diserahkan ke BPJS, kode bayar belum ada",
    "menunggu_bayar": "kode bayar sudah ada, iuran pertama belum dibayar",
    "aktif": "terdaftar: diterima BPJS dan iuran pertama dibayar",
    "lewat_masa": "pernah terdaftar, masa iurannya lewat",
    "keluar": "sudah keluar dari daftar desa",
    "meninggal": "meninggal, ahli warisnya mungkin berhak JKM",
}


def words(summary: dict[str, Any]) -> str:
    """Everything in one page."""
    lines = [f"Tiga desa dan DPMD, semuanya orang rekaan: {summary['folder']}", ""]
    for one in summary["desa"]:
        lines += [_people(one), "  " + ", ".join(f"{code_label('kelompok', row['kelompok'])} {row['orang']}"
                                                for row in one["kelompok"])]
        lines += [f"  {label:18} {one['status'][code]:4}  {MEANING[code]}" for code, label in
                  code_list("status").items() if one["status"].get(code)]
    lines += ["", "Formulir dan ceklis"]
    lines += [f"  {row['desa']}: {row['lembar']} lembar, {row['halaman']} halaman. {row['berkas']}"
              for row in summary["cetak"]]
    lines += ["", "Yang diterima DPMD"]
    lines += [f"  {row['berkas']}: {row['hasil'].replace('_', ' ')}. {row['keterangan']}"
              for part in ("terima_1", "terima_2") for row in summary["dpmd"][part]]
    lines += ["", "Kisah"]
    for row in summary["kisah"]:
        now = code_label("status", row["status"])
        lines.append(f"  {row['nama']} ({row['desa']}): {row['kisah']}. Sekarang: {now}. {row['alasan']}".rstrip())
    lines += ["", *_affairs(summary["urusan"]), "", *_brought(summary["impor"])]
    paper = summary["kertas"]
    lines += [f"  Semua kertas: {paper['jenis']} jenis, {paper['lembar']} lembar, {paper['halaman']} halaman."
              f" {paper['berkas']}", f"  Bundel {paper['bundel']} dicetak lagi: {paper['ulang']}"]
    lines += ["", *_safe(summary["aman"])]
    lines += ["", _members(summary)]
    lines += [f"Kiriman no. {one['seq']}: {one['berkas']} ({one['orang']} orang, kode periksa {one['kode_periksa']})"
              for one in summary["kiriman"]]
    lines += [f"Laporan: {path}" for path in summary["dpmd"]["laporan"]]
    lines.append(f"Gambar halaman: {len(summary['gambar'])} di {Path(summary['folder']) / 'gambar'}")
    return "\n".join(lines)


def _people(one: dict[str, Any]) -> str:
    """Everybody of a village; who left or died is not on its list any more, but stands below with the others."""
    gone = [f"{one['status'][code]} {code_label('status', code).lower()}" for code in LEFT if one["status"].get(code)]
    more = f" ({one['orang']} di daftar, {', '.join(gone)})" if gone else ""
    return f"{one['nama']}: {sum(one['status'].values())} orang{more}"


def _members(summary: dict[str, Any]) -> str:
    """Members as DPMD counts them, and why the villages count others: what they noted themselves goes with the next
    package."""
    own, died = summary["urusan"]["bayar"]["menjadi_aktif"], bool(summary["urusan"]["meninggal"]["nama"])
    here = sum(one["status"].get("aktif", 0) for one in summary["desa"])
    news = [*([f"{own} baru dibayar desa sendiri"] if own else []), *(["1 meninggal"] if died else [])]
    more = f" Di desa {here}: {', '.join(news)}, ikut kiriman berikut." if news else ""
    return f"Terdaftar di kabupaten: {summary['dpmd']['terdaftar']} orang.{more}"


def _affairs(own: dict[str, Any]) -> list[str]:
    """What the first village did beside enrolling."""
    rentan, paid, died = own["rentan"], own["bayar"], own["meninggal"]
    lines = ["Urusan desa pertama",
             f"  Pekerja rentan: {rentan['terpilih']} dari {rentan['kuota']} kursi terisi,"
             f" {rentan['cadangan']} cadangan. {rentan['berkas']}",
             f"  Iuran dibayar desa: {paid['orang']} orang, {rupiah_of_sen(paid['jumlah_sen'])}"]
    lines += [f"  Map desa, {ROADS[one['jalur']]}: {one['selesai']} dari {one['langkah']} langkah."
              + (f" Berikutnya: {one['berikut']}." if one["berikut"] else "") for one in own["map"]]
    lines += [f"  {died['hak']} {died['berkas']}".rstrip()] if died["nama"] else []
    return [*lines, *(f"  {path}" for path in own["lampiran"])]


def _brought(own: dict[str, Any]) -> list[str]:
    """What the third village brought in from Excel, and took back."""
    lines = ["Impor desa ketiga", f"  Templat untuk diisi: {own['templat']}"]
    for one in (own["opensid"], own["daftar"], own["dibenahi"]):
        lines.append(f"  {Path(one['berkas']).name}, {SHEET_KINDS[one['jenis']]}: {one['masuk']} dari {one['baris']}"
                     f" baris masuk, {one['ditahan']} ditahan, {one['dilewati']} dilewati.")
    return [*lines, f"  Diurungkan: {own['diurungkan']['orang']} orang, {own['diurungkan']['tinggal']} tinggal."]


def _safe(own: dict[str, Any]) -> list[str]:
    """What the village behind PINs went through."""
    found, key, gone, past = own["rusak"], own["kunci"], own["hapus"], own["riwayat"]
    return [f"Desa keempat, dibuka dengan PIN: {own['desa']}",
            f"  Sekretaris dan operator memakai PIN masing-masing. Lembar pemulihan: {own['lembar']}",
            f"  PIN salah {own['salah']} kali: tunggu {own['tunggu_detik']} detik, tidak ada data yang dihapus."
            " PIN baru dibuat dengan 12 kata.",
            f"  Cadangan otomatis {own['cadangan']}, lalu {len(own['diubah'])} orang diubah dan file data dirusak.",
            f"  {found['judul']}: {found['orang']} orang.", *(f"    {line}." for line in found["kembali"]),
            *(f"    {line}" for line in found["sisa"]), f"    File yang rusak disisihkan di {found['disisihkan']}.",
            f"  Kunci baru dengan lembar no. {key['lembar']}. Perlu PIN baru: {', '.join(key['perlu_pin'])}.",
            f"  Data saya: {own['data_saya']}. Datanya dibatasi: {own['dibatasi']}.",
            f"  Dihapus selamanya {gone['orang']} orang: di DPMD dari {gone['dpmd'][0]} menjadi {gone['dpmd'][1]}."
            f" {gone['berkas']}",
            f"  Riwayat {past['catatan']} catatan, {'utuh' if past['utuh'] else 'terputus'}, kode periksa"
            f" {past['kode_periksa']}. {past['rekap']}"]
