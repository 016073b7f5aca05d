"""What the history calls its actions, what they were done to, and how people read both: one table.

An entry keeps short codes (``aksi``, ``objek``); lists, papers and commands say "Mengubah peserta". Codes never change
their meaning: they stand in chained entries for good.
"""

from __future__ import annotations

from collections.abc import Mapping

# What was done; followed by what it was done to.
ACTIONS: Mapping[str, str] = {
    "tambah": "Menambah", "ubah": "Mengubah", "hapus": "Menghapus", "urungkan": "Mengurungkan perubahan",
    "pulihkan": "Memulihkan", "impor": "Mengimpor", "cetak": "Mencetak", "kirim": "Membuat", "terima": "Menerima",
    "tahan": "Menahan", "balas": "Membuat", "balasan": "Mencatat jawaban DPMD untuk", "pesan": "Menulis pesan untuk",
    "putusan": "Memutuskan", "cari": "Mencari", "siapkan": "Menyiapkan meja", "periksa": "Memeriksa",
    "setelan": "Mengubah pilihan", "buat": "Membuat", "batal": "Membatalkan", "salin": "Menyalin",
    "isi": "Mengisi", "buka": "Membuka",
    "tutup": "Menutup", "jawab": "Menjawab pertanyaan tentang",
    "pindah": "Memindahkan", "kosongkan": "Mengosongkan", "susun": "Menyusun",
    "langkah": "Mencatat langkah", "cocokkan": "Mencocokkan", "pensiunkan": "Mengakhiri", "kunci": "Memasukkan kunci",
    "ketentuan": "Memakai", "ketentuan.kembali": "Kembali ke", "berkas": "Mencatat kertas", "scan": "Menyimpan scan",
    "scan.hapus": "Menghapus scan", "keluar": "Mencatat keluar", "batal_keluar": "Membatalkan keluar",
    "lapor": "Mencatat laporan", "ajukan": "Mencatat pengajuan", "tagihan": "Membuat tagihan",
    "kode_bayar": "Mencatat kode bayar", "bayar": "Mencatat pembayaran", "bukti_bayar": "Menyimpan bukti bayar",
    "batal_bayar": "Membatalkan pembayaran", "perpanjang": "Mengajukan perpanjangan", "kuota": "Mengubah kuota",
    "usul": "Menyusun usulan", "tetapkan": "Menetapkan SK", "ganti_orang": "Mengganti orang di",
    "isi_kursi": "Mengisi kursi kosong di", "cadangan": "Membuat", "cadangan.uji": "Menguji",
    "perangkat.salinan": "Mengenali salinan di", "perangkat.ganti": "Mengganti", "pindah.batal": "Membatalkan pindah",
    "masuk": "Membuka kunci", "kunci.layar": "Mengunci layar", "ekspor": "Menulis", "lihat": "Melihat",
    "pengguna.tambah": "Menambah", "pengguna.ubah": "Mengubah", "pengguna.hapus": "Mengakhiri",
    "permintaan.catat": "Mencatat permintaan data", "permintaan.selesai": "Menjawab permintaan data",
    "persetujuan": "Mencatat persetujuan", "persetujuan.tarik": "Menarik persetujuan",
    "batasi": "Membatasi data", "batasi.cabut": "Membuka lagi data", "musnah": "Menghapus selamanya",
    "data_saya": "Memperlihatkan semua data", "kebocoran": "Menulis pemberitahuan kebocoran",
    "pin.salah": "Mengetik PIN salah dari",
    "pin.baru": "Membuat PIN", "pin.ganti": "Mengganti PIN", "pin.atur": "Memberi PIN baru kepada",
    "pin.pulih": "Membuat PIN baru dengan 12 kata untuk", "lembar.simpan": "Menyimpan",
    "pulih": "Menyelamatkan", "baca": "Membaca keterangan", "bersihkan": "Mengosongkan",
    "perbarui": "Memperbarui",
    "kunci.mulai": "Mulai memasang", "kunci.ganti": "Memasang", "kunci.bersih": "Memusnahkan cadangan lama sesudah",
}

# To what, where a name of its own does not follow.
OBJECTS: Mapping[str, str] = {
    "peserta": "peserta", "unit": "profil kantor", "desa": "desa", "dpmd": "DPMD", "opd": "kantor",
    "cetakan": "bundel", "formulir_kosong": "formulir kosong", "paket": "kiriman", "kiriman": "kiriman",
    "balasan": "balasan", "iuran": "iuran", "dasar_upah": "dasar upah", "pagu": "pagu", "kejadian": "kejadian",
    "berkas_desa": "berkas desa", "map_desa": "map desa", "kursi": "kursi struktur", "struktur": "struktur",
    "jabatan": "jabatan", "penetapan": "daftar pekerja rentan", "impor": "daftar Excel", "pola_impor": "pola impor",
    "ketentuan": "ketentuan", "cadangan": "cadangan", "perangkat": "laptop", "pengguna": "pengguna",
    "batch": "batch BPJS", "setelan": "pilihan", "sasaran": "sasaran", "kuota": "kuota", "kunci": "kunci desa",
    "ganda": "orang ganda", "cabang": "kiriman dua laptop", "versi": "data dua laptop", "tolak": "penolakan",
    "meninggal": "orang meninggal", "layar": "layar", "kpj": "nomor KPJ", "laporan": "laporan", "daftar": "daftar",
    "riwayat": "riwayat", "rekap_harian": "rekap harian", "lembar": "lembar",
    "kunci_data": "kunci data baru",
    "pemulihan": "lembar pemulihan", "lembar_pemulihan": "lembar pemulihan", "ruang": "tempat simpan",
    "data": "data dari file yang rusak", "program": "program ini",
}

# Where verb and object together would not be said so.
_WHOLE: Mapping[tuple[str, str], str] = {
    ("siapkan", "desa"): "Menyiapkan meja desa", ("siapkan", "dpmd"): "Menyiapkan meja DPMD",
    ("balasan", "balasan"): "Mengambil balasan DPMD", ("balasan", "peserta"): "Mencatat jawaban DPMD",
    ("kirim", "paket"): "Membuat kiriman", ("pindah", "cadangan"): "Memindahkan data ke laptop lain",
    ("pindah.batal", "perangkat"): "Membatalkan pindah laptop", ("perangkat.ganti", "perangkat"): "Mengganti laptop",
    ("perangkat.salinan", "perangkat"): "Mengenali data yang disalin dari laptop lain",
    ("pulihkan", "cadangan"): "Memulihkan dari cadangan", ("masuk", "layar"): "Membuka kunci dengan PIN",
    ("kunci.layar", "layar"): "Mengunci layar", ("cari", "ganda"): "Mencari orang ganda",
    ("kunci", "dpmd"): "Memasukkan kunci DPMD", ("keluar", "peserta"): "Mencatat peserta keluar",
    ("batal_keluar", "peserta"): "Membatalkan peserta keluar", ("tagihan", "iuran"): "Membuat tagihan iuran",
    ("kode_bayar", "iuran"): "Mencatat kode bayar", ("bayar", "iuran"): "Mencatat pembayaran iuran",
    ("bukti_bayar", "iuran"): "Menyimpan bukti bayar", ("batal_bayar", "iuran"): "Membatalkan pembayaran iuran",
    ("batal", "iuran"): "Membatalkan tagihan iuran", ("urungkan", "iuran"): "Mengurungkan tagihan iuran",
    ("balas", "balasan"): "Membuat balasan untuk desa", ("setelan", "balasan"): "Mengubah isi balasan",
    ("setelan", "setelan"): "Mengubah pilihan di Pengaturan",
    ("buka", "kejadian"): "Membuka lagi kejadian", ("ajukan", "kejadian"): "Mencatat pengajuan klaim",
    ("lapor", "kejadian"): "Mencatat laporan kejadian", ("lihat", "kpj"): "Melihat nomor KPJ",
    ("perpanjang", "peserta"): "Mengajukan perpanjangan", ("usul", "penetapan"): "Menyusun usulan pekerja rentan",
    ("tetapkan", "penetapan"): "Menetapkan SK pekerja rentan", ("tetapkan", "peserta"): "Menetapkan di SK",
    ("kuota", "penetapan"): "Mengubah kuota pekerja rentan", ("ganti_orang", "peserta"): "Mengganti orang di SK",
    ("isi_kursi", "peserta"): "Mengisi kursi kosong di SK", ("kuota", "peserta"): "Mengubah kuota pekerja rentan",
    ("usul", "peserta"): "Menyusun usulan pekerja rentan", ("langkah", "map_desa"): "Mencatat langkah map desa",
    ("berkas", "berkas_desa"): "Mencatat berkas desa", ("putusan", "tolak"): "Menolak peserta",
    ("putusan", "balasan"): "Mencatat isi balasan",
    ("pulih", "kunci"): "Memulihkan file kunci", ("baca", "pemulihan"): "Membaca keterangan pemulihan",
    ("cetak", "peserta"): "Mencetak surat peserta",
    ("berkas", "peserta"): "Mencatat kertas peserta", ("kirim", "kiriman"): "Membuat kiriman",
    ("jawab", "peserta"): "Menjawab pertanyaan dari balasan", ("salin", "paket"): "Menyalin kiriman ke luar laptop",
    ("putusan", "ganda"): "Memutuskan orang ganda", ("urungkan", "tolak"): "Mengurungkan penolakan",
}


# What was changed, where it is no field of a person: columns of bills, events, decisions and the office.
COLUMNS: Mapping[str, str] = {
    "akibat": "Akibat", "aktif_dari": "Aktif dari", "alasan": "Alasan", "alasan_batal": "Alasan pembatalan",
    "batal": "Tanggal pembatalan", "batch": "Nomor batch", "bentuk": "Bentuk badan",
    "berlaku_sampai": "Berlaku sampai", "berubah": "Isian yang berubah",
    "bukti": "Bukti", "bukti_scan": "Scan bukti",
    "bulan_dari": "Bulan pertama", "bulan_sampai": "Bulan terakhir", "cadangan.hari": "Hari pengingat cadangan",
    "catatan": "Catatan",
    "dasar": "Dasar", "diajukan": "Tanggal pengajuan",
    "dibayar_tanggal": "Tanggal bayar", "dicatat": "Tanggal pencatatan", "dikonfirmasi": "Tanggal konfirmasi",
    "dilaporkan": "Tanggal laporan", "diputuskan": "Tanggal putusan", "diubah": "Waktu perubahan",
    "id": "Nomor dalam data", "jatuh_tempo": "Jatuh tempo", "jenis": "Jenis", "jumlah_dusun": "Jumlah dusun",
    "jumlah_sen": "Jumlah iuran", "kabupaten": "Kabupaten",
    "keadaan": "Keadaan", "kecamatan": "Kecamatan", "kertas": "Ukuran kertas", "kode": "Kode",
    "kode_bayar": "Kode bayar",
    "kolom": "Isian yang ditanyakan", "kop": "Kop surat", "kunci": "Kunci", "kunci_otomatis": "Kunci otomatis",
    "lambang": "Lambang", "mentah": "Tulisan di daftar Excel", "npp": "NPP", "oleh": "Diputuskan oleh",
    "pejabat": "Pejabat", "pembayar": "Pembayar", "penagih": "Penagih", "perpanjangan": "Perpanjangan",
    "pic_email": "Email narahubung", "pic_hp": "HP narahubung",
    "pic_jabatan": "Jabatan narahubung", "pic_nama": "Nama narahubung", "pilihan": "Pilihan", "provinsi": "Provinsi",
    "revisi": "Nomor perubahan", "rupiah": "Rupiah", "segmen": "Segmen", "selesai": "Tanggal selesai",
    "sumber_dana": "Sumber dana",
    "tanggal": "Tanggal", "telepon": "Telepon", "tempat": "Tempat", "tindakan": "Tindakan", "uid": "Nomor dalam data",
    "uraian": "Uraian", "waktu": "Waktu",
}


# The parts the history can be narrowed to: key -> (words, objects).
PARTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "orang": ("Peserta dan berkas", ("peserta", "berkas_desa", "penetapan", "kejadian", "struktur", "kursi", "jabatan",
                                     "ganda", "versi", "tolak", "meninggal")),
    "kertas": ("Cetak dan kiriman", ("cetakan", "formulir_kosong", "paket", "kiriman", "balasan", "batch", "cabang",
                                     "laporan", "daftar", "lembar", "rekap_harian")),
    "impor": ("Impor Excel", ("impor", "pola_impor")),
    "iuran": ("Iuran", ("iuran", "dasar_upah", "pagu")),
    "kantor": ("Kantor dan ketentuan", ("unit", "ketentuan", "setelan", "sasaran", "kuota", "kunci", "dpmd",
                                        "map_desa", "desa", "opd")),
    "aman": ("Kunci, pengguna, cadangan", ("layar", "pengguna", "cadangan", "perangkat", "kpj", "riwayat", "pin",
                                           "pemulihan", "kunci_data", "pemusnahan", "lembar_pemulihan",
                                           "ruang", "data", "program")),
}


def action_words(aksi: str, objek: str) -> str:
    """"Mengubah peserta"; a code nobody knows is shown as it is."""
    whole = _WHOLE.get((aksi, objek))
    return whole or f"{ACTIONS.get(aksi, aksi)} {OBJECTS.get(objek, objek)}".strip()
