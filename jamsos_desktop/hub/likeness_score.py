"""How likely two people are one: points for every sign that speaks for or against it, explained in words.

The points are weights of evidence: what two strangers seldom share counts much (a rare name), what they often
share counts little (born 31-12, a mother named Aminah), and signs of another person count against it. Twins have
the day, the mother and almost the NIK in common: there only the names decide.
"""

from __future__ import annotations

from rapidfuzz.distance import Hamming
from rapidfuzz.fuzz import ratio

from jamsos_desktop.hub.likeness_records import Reason
from jamsos_desktop.hub.likeness_rules import Weights
from jamsos_desktop.hub.likeness_traits import Rarity, Traits
from jamsos_desktop.hub.likeness_words import Agreement, compare

NOBODY = -100.0  # another name and another NIK: whatever else agrees, there is nothing to ask
PLACE = 6  # so many digits name the kecamatan of first issue
SEX = 6  # the digit that is higher by 4 for a woman
SERIAL = 12  # from this digit on a NIK only counts people of one day and kecamatan
SERIALS_OF_A_DAY = 20  # two that lie further apart are one of them mistyped: no kecamatan bears so many in a day


class Judge:
    """Scores pairs by the rules' weights and the rarity of what they share."""

    def __init__(self, weights: Weights, rarity: Rarity) -> None:
        self._w, self._rare = weights, rarity

    def points(self, a: Traits, b: Traits) -> float:
        """The sum of all signs, as ``explain`` tells them one by one; far below zero for another name."""
        name = self.name(a, b)
        if name.beda and a.nik != b.nik:
            return NOBODY
        return (self._name_points(name) + self._day(a, b)[0] + self._mother(a, b)[0] + self._nik(a, b)[0]
                + self._sex(a, b) + self._twins(a, b, name))

    def explain(self, a: Traits, b: Traits) -> tuple[Reason, ...]:
        """Every sign that gave points, or was looked at and gave none."""
        name = self.name(a, b)
        day, mother, nik = self._day(a, b), self._mother(a, b), self._nik(a, b)
        found = [Reason("Nama", round(self._name_points(name)), _name_words(a, b, name)),
                 Reason("Tanggal lahir", round(day[0]), day[1]), Reason("Ibu kandung", round(mother[0]), mother[1]),
                 Reason("NIK", round(nik[0]), nik[1])]
        if self._sex(a, b):
            found.append(Reason("Jenis kelamin", round(self._sex(a, b)), "jenis kelamin menurut NIK beda"))
        if self._twins(a, b, name):
            found.append(Reason("Kembar", round(self._twins(a, b, name)), "mungkin saudara kembar"))
        return tuple(found)

    def name(self, a: Traits, b: Traits) -> Agreement:
        """How far the names agree."""
        rare, most = self._rare.kata, self._rare.most
        if a.urut == b.urut:
            return Agreement(sum(rare.get(word, most) for word in a.kata), 0, 0, not a.kata)
        return compare(a.kata, b.kata, rare, most, self._w)

    def _name_points(self, name: Agreement) -> float:
        w = self._w
        if name.beda:
            return w.nama_beda
        return (min(name.langka, w.nama_terlangka) * w.poin_kelangkaan + name.hilang * w.kata_hilang
                + name.ejaan * w.ejaan_beda)

    def _day(self, a: Traits, b: Traits) -> tuple[float, str]:
        w, x, y = self._w, a.lahir, b.lahir
        rare = min(a.langka, b.langka) * w.poin_kelangkaan
        if not x or not y:
            return 0.0, "tanggal lahir kosong"
        if x == y:
            return rare, "tanggal lahir sama"
        if x == a.lahir_nik and y == b.lahir_nik:
            return w.lahir_beda_pasti, "tanggal lahir beda, masing-masing cocok dengan NIK"
        if x[2:4] + x[:2] + x[4:] == y:
            return rare + w.lahir_tertukar, "hari dan bulan lahir tertukar"
        if a.lahir_nik and (a.lahir_nik == b.lahir_nik or x == b.lahir_nik or y == a.lahir_nik):
            return rare + w.lahir_menurut_nik, "tanggal lahir beda, tanggal di NIK sama"
        if Hamming.distance(x, y) == 1:
            return rare + w.lahir_satu_angka, "tanggal lahir beda satu angka"
        near = a.nik and b.nik and Hamming.distance(a.nik, b.nik) <= 1
        return w.lahir_beda_nik_dekat if near else w.lahir_beda, "tanggal lahir beda"

    def _mother(self, a: Traits, b: Traits) -> tuple[float, str]:
        w, rare = self._w, self._rare
        if not a.ibu or not b.ibu:
            return w.ibu_kosong, "ibu: kosong"
        if a.ibu_urut == b.ibu_urut:
            found = Agreement(sum(rare.ibu.get(word, rare.most) for word in a.ibu), 0, 0, False)
        else:
            found = compare(a.ibu, b.ibu, rare.ibu, rare.most, w)
        if found.beda:
            return w.ibu_beda, "ibu: beda"
        points = (min(found.langka, w.ibu_terlangka) * w.poin_kelangkaan + found.hilang * w.kata_hilang
                  + found.ejaan * w.ejaan_beda)
        return points, "ibu: mirip" if found.hilang or found.ejaan else "ibu: sama"

    def _nik(self, a: Traits, b: Traits) -> tuple[float, str]:
        w, x, y = self._w, a.nik, b.nik
        if not x or not y:
            return 0.0, "NIK kosong atau tidak utuh"
        far = Hamming.distance(x, y)
        if far == 0:
            return w.nik_sama, "NIK sama"
        if a.lahir_nik == b.lahir_nik and _serials_near(x, y):
            if x[:PLACE] == y[:PLACE]:
                return w.nik_urut, "NIK hanya beda nomor urut"
            if self._rare.known_place(x) and self._rare.known_place(y):
                return w.nik_wilayah, "NIK dari kecamatan lain"
        if far == 1:
            return w.nik_satu_angka, "NIK beda satu angka"
        if far == 2:
            if _transposed(x, y):
                return w.nik_tertukar, "dua angka NIK tertukar"
            neighbours = x[SERIAL:] != y[SERIAL:] and _serials_near(x, y)
            return w.nik_urut if neighbours else w.nik_dua_angka, "NIK beda dua angka"
        return w.nik_jauh, "NIK beda"

    def _sex(self, a: Traits, b: Traits) -> float:
        """Another sex by the NIK speaks against it, unless a slip in the day makes it so."""
        if not a.jk or not b.jk or a.jk == b.jk:
            return 0.0
        slip = a.lahir_nik != b.lahir_nik and a.nik[:SEX] + a.nik[SEX + 1:] == b.nik[:SEX] + b.nik[SEX + 1:]
        return 0.0 if slip else self._w.jenis_kelamin_beda

    def _twins(self, a: Traits, b: Traits, name: Agreement) -> float:
        if not (name.ejaan or name.hilang) or not a.nik or not b.nik or a.nik == b.nik:
            return 0.0
        one_day = a.lahir == b.lahir or a.lahir_nik == b.lahir_nik
        other = a.nik[SERIAL:] != b.nik[SERIAL:] or bool(self._sex(a, b))
        return self._w.kembar if one_day and other and (name.rima or _serials_near(a.nik, b.nik)) else 0.0


def _serials_near(x: str, y: str) -> bool:
    return abs(int(x[SERIAL:]) - int(y[SERIAL:])) <= SERIALS_OF_A_DAY


def _transposed(x: str, y: str) -> bool:
    at = next(n for n in range(len(x)) if x[n] != y[n])
    return x[at:at + 2] == y[at + 1:at + 2] + y[at:at + 1]


def _name_words(a: Traits, b: Traits, name: Agreement) -> str:
    if name.beda and not a.kata:
        return "nama kosong"
    if a.kata == b.kata:
        return "nama sama"
    percent = round(ratio(" ".join(a.urut), " ".join(b.urut)))
    return "nama sama, urutan katanya lain" if a.urut == b.urut else f"nama mirip {percent}%"
