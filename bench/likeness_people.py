"""Invented people of a kabupaten with planted doubles, for measuring how well one person is recognised twice.

Names follow the peoples of Konawe (Tolaki, Bugis, Buton and Muna, Bajo, Java, Bali), word frequencies fall as
1/rank, a NIK has the serial of a real one (the nth of its kecamatan and day, from 9001: fictional), one date in
twelve is 31-12, 01-07 or 01-01. Beside the doubles there are people who only look like one: twins, siblings of
one mother, namesakes (also on the same day), children named after a parent. The seed decides everything.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate

from jamsos_desktop.hub.likeness_records import Someone


def _words(text: str) -> list[str]:
    return text.split()


MEN = _words("""
    RAHMAT HASAN HUSEN AMIR ARIF RUSLI JUFRI HAMZAH ILHAM IRFAN FIRMAN SULAIMAN YUSUF IBRAHIM ISMAIL IDRIS UMAR
    USMAN ALI SALEH SYAHRUL SYAMSUL BAKRI TAMRIN ASRI BASRI KAHAR KARIM RAHIM RAHMAN LATIF MALIK AZIS GAFUR HALIM
    HAMID JABBAR KADIR MAJID MANAF RASYID SALAM SAMAD WAHID YASIN ZAINAL FAJAR FAUZI FADLI HERMAN HENDRA HARDIN
    JAMAL JUNAEDI KAMARUDDIN LUKMAN MUSTAFA MURSALIM NASIR RIZAL RIDWAN SAHARUDDIN SUDIRMAN SUARDI SUPARMAN TAHIR
    TASRIF UDIN WAHYU YUNUS ZULKIFLI AGUS ANDRI BUDI DEDI EKO JOKO HERI SLAMET SUGENG SUTRISNO WAWAN YANTO""")
WOMEN = _words("""
    RAHMA AMINAH FATIMAH HADIJAH HALIMAH MARYAM SALMA SALMIAH RAHMATIA ROSDIANA ROSMIATI HASNAWATI HASNIA HARTATI
    HARTINA HERLINA JUMRIA JUMIATI KARTINI KASMAWATI LINDA LISNAWATI MARDIANA MARLINA MARWAH MASNI MIRNAWATI MURNI
    MURNIATI NADIA NINGSIH NURAENI PUTRI RATNA RISKA ROSTINA RUSNI SAHARIA SANTI SARINA SARTIKA SRIWAHYUNI SUARNI
    SUHARTI SUMIATI SURIANI SURIATI SUSANTI TATI TINI WAHYUNI WARNI YANTI YULIANA YUNITA ZAENAB ZUBAIDAH DARMA DARMI
    HASNA HASNI RAHMI KASMA KASMI SITTIARA INDAH DEWI LESTARI SRI ENDANG""")
HEADS = _words("""
    SAM BAHA NAS KAMA SAHA JAMA BURHA SYAM FAH MUH AMI ALI HASA HUSA IDRU JALA KAHA LAH MAH NUR RUS SAFI SUDI TAJU
    WAHI ZAINU ARI ASRU BASRU DARMA FAKH GAZA HAIRU IMA JUNAI MARDI NAJAMU QOMARU SIRAJU SUARDI TASRI""")
MALE_TAILS = _words("""
    UDDIN RUDDIN LUDDIN MUDDIN NUDDIN RULLAH RIANTO WANSYAH RIADI MANSYAH RIZAL WAN SAN JAYA""")
FEMALE_TAILS = _words("""
    WATI NIATI RIANI HAYATI AENI NINGSIH LINDA RIANTI SIAH LIANA MIATI NITA DIANA SANTI TINI""")
PREFIX = {"L": (("", 34), ("MUHAMMAD", 18), ("LA", 7), ("LA ODE", 9), ("ABDUL", 9), ("ANDI", 4), ("I WAYAN", 3),
                ("I MADE", 3), ("I NYOMAN", 2), ("AHMAD", 4), ("BASO", 2)),
          "P": (("", 36), ("SITTI", 19), ("WA", 7), ("WA ODE", 9), ("NUR", 9), ("ANDI", 4), ("NI WAYAN", 3),
                ("NI MADE", 3), ("NI KETUT", 2), ("SRI", 4), ("BESSE", 2))}
KECAMATAN = tuple(f"7402{n:02}" for n in range(1, 31)) + ("740301", "740512", "737104", "731002", "747101", "351203")
COMMON = 20  # words of a name that many bear
HEAPS = ((12, 31), (7, 1), (1, 1))
# Ways of writing that people mix up, from the plain to the other one.
VARIANTS = (("U", "OE"), ("J", "DJ"), ("C", "TJ"), ("SY", "S"), ("S", "SY"), ("H", "KH"), ("D", "DH"), ("I", "Y"),
            ("F", "P"), ("Z", "S"), ("T", "TT"), ("M", "MM"), ("N", "NN"), ("Y", "I"), ("K", "Q"))
SHORT = (("MUHAMMAD ", ("MUH. ", "MOH. ", "M. ", "MUHAMAD ", "MUH ")), ("SITTI ", ("ST. ", "SITI ", "ST ")),
         ("ABDUL ", ("ABD. ", "ABD ")), ("LA ODE ", ("LAODE ", "LD. ")), ("WA ODE ", ("WAODE ", "WD. ")),
         ("I WAYAN ", ("I WYN ",)), ("NUR ", ("NUR",)))


@dataclass
class Crowd:
    """``people`` with ``doubles``: pairs of uids that are one person; ``alike``: pairs that only look so."""

    people: list[Someone] = field(default_factory=list)
    doubles: set[frozenset[str]] = field(default_factory=set)
    alike: set[frozenset[str]] = field(default_factory=set)


class Maker:
    """Makes people one after another; see ``make``."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(f"orang-{seed}")
        self.crowd = Crowd()
        self._serial: dict[str, int] = {}
        self._words = {"L": self._vocabulary(MEN, HEADS, MALE_TAILS), "P": self._vocabulary(WOMEN, HEADS, FEMALE_TAILS)}

    def _vocabulary(self, known: list[str], heads: list[str], tails: list[str]) -> tuple[list[str], list[float]]:
        made = [head + tail for head in heads for tail in tails]
        self.dice.shuffle(made)
        words = list(dict.fromkeys([*self.dice.sample(known, len(known)), *made]))
        return words, list(accumulate(1 / (rank + 4) for rank in range(len(words))))

    def name(self, sex: str, second: float = 0.55) -> str:
        """A name; ``second``: how likely it has another word."""
        words, weights = self._words[sex]
        prefix = self.dice.choices(*zip(*PREFIX[sex], strict=True))[0]
        first, other = self.dice.choices(words, cum_weights=weights, k=2)
        tail = f" {other}" if self.dice.random() < (second if prefix in ("", "ANDI") else second / 2) else ""
        return f"{prefix} {first}{tail}".strip()

    def born(self, early: int = 1958, late: int = 2007) -> date:
        """A day of birth; some fall on the days that offices write when nobody knows."""
        year = self.dice.randint(early, late)
        if self.dice.random() < 0.08:
            return date(year, *self.dice.choice(HEAPS))
        return date(year, 1, 1) + timedelta(self.dice.randrange(365))

    def nik(self, kecamatan: str, born: date, sex: str) -> str:
        """An invented NIK, with a serial from 9001 on."""
        start = f"{kecamatan}{born.day + 40 * (sex == 'P'):02}{born:%m%y}"
        self._serial[start] = self._serial.get(start, 0) + 1
        return f"{start}{9000 + self._serial[start]}"

    def add(self, name: str, born: date, mother: str, sex: str, kecamatan: str = "", nik: str = "") -> Someone:
        """Add somebody to the crowd, with a NIK of their own unless one is given."""
        kecamatan = kecamatan or self.dice.choice(KECAMATAN[:30] * 4 + KECAMATAN[30:])
        one = Someone(f"u{len(self.crowd.people):07}", nik or self.nik(kecamatan, born, sex), name, born.isoformat(),
                      mother)
        self.crowd.people.append(one)
        return one

    def anybody(self) -> Someone:
        """Add somebody who resembles nobody by intent."""
        sex = self.dice.choice("LP")
        return self.add(self.name(sex), self.born(), self.name("P", 0.3), sex)

    def siblings(self) -> None:
        """Two to four children of one mother in one kecamatan, names often of one pattern."""
        mother, kecamatan = self.name("P", 0.3), self.dice.choice(KECAMATAN[:30])
        born, made, pattern = self.born(1960, 2000), [], self.name(self.dice.choice("LP"))
        for _ in range(self.dice.randint(2, 4)):
            sex = self.dice.choice("LP")
            kind = self.dice.random()
            name = self.name(sex) if kind < 0.5 else self.near(pattern) if kind < 0.6 else self.patterned(pattern, sex)
            made.append(self.add(name, born, mother, sex, kecamatan))
            born += timedelta(self.dice.randint(300, 1500))
        self._only_alike(made)

    def patterned(self, pattern: str, sex: str) -> str:
        """Another given name with the family's last word."""
        return f"{self.name(sex, 0).split()[-1]} {pattern.split()[-1]}"

    def near(self, name: str) -> str:
        """A rhyme: HASNA, HASNI; RAHMAT, RAHMAN."""
        *rest, last = name.split()
        ends = {"A": "I", "I": "A", "T": "N", "N": "T", "H": "TI", "U": "O"}
        return " ".join((*rest, last[:-1] + ends.get(last[-1], "A")))

    def twins(self) -> None:
        """Add two children of one mother and one day, with names that are near each other or not."""
        mother, kecamatan, born = self.name("P", 0.3), self.dice.choice(KECAMATAN[:30]), self.born()
        sex = self.dice.choice("LP")
        other = sex if self.dice.random() < 0.7 else "LP"[sex == "L"]
        name = self.name(sex)
        kind = self.dice.random()
        second = self.near(name) if kind < 0.4 else self.patterned(name, other) if kind < 0.8 else self.name(other)
        if second == name:  # no mother names two children alike
            second = self.near(name)
        self._only_alike([self.add(name, born, mother, sex, kecamatan),
                          self.add(second, born, mother, other, kecamatan)])

    def namesake(self) -> None:
        """Two with one common name and, by chance, the same day, mother's name or kecamatan; never all."""
        sex, born = self.dice.choice("LP"), self.born()
        prefix = self.dice.choices(*zip(*PREFIX[sex], strict=True))[0]
        words = self.dice.sample(self._words[sex][0][:COMMON], self.dice.choice((1, 1, 2)))
        first = self.add(" ".join((prefix, *words)).strip(), born, self.name("P", 0.3), sex)
        day, mother, place = self.dice.choices(((1, 0, 0), (1, 0, 1), (0, 1, 0), (0, 1, 1), (0, 0, 1), (0, 0, 0)),
                                               (2, 1, 2, 2, 2, 2))[0]
        self._only_alike([first, self.add(first.nama, born if day else self.born(),
                                          first.nama_ibu if mother else self.name("P", 0.3), sex,
                                          first.nik[:6] if place else "")])

    def _only_alike(self, made: list[Someone]) -> None:
        self.crowd.alike.update(frozenset((a.uid, b.uid)) for a in made for b in made if a.uid < b.uid)

    # Doubles

    def double(self, one: Someone) -> None:
        """The same person as another village writes them down."""
        dice, uid = self.dice, f"u{len(self.crowd.people):07}"
        self.crowd.people.append(one._replace(
            uid=uid, nik=self._written_nik(one), nama=self._written_name(one.nama),
            tanggal_lahir=self._written_day(one.tanggal_lahir), nama_ibu=self._written_mother(one.nama_ibu)))
        self.crowd.doubles.add(frozenset((one.uid, uid)))
        if dice.random() < 0.03:
            third = self.crowd.people[-1]._replace(uid=f"u{len(self.crowd.people):07}")
            self.crowd.people.append(third)
            self.crowd.doubles |= {frozenset((one.uid, third.uid)), frozenset((uid, third.uid))}

    def _written_nik(self, one: Someone) -> str:
        kind, nik = self.dice.random(), one.nik
        if kind < 0.36:
            return nik
        if kind < 0.84:
            return self._mistyped(nik)
        if kind < 0.92:
            at = self.dice.randrange(15)
            return nik[:at] + nik[at + 1] + nik[at] + nik[at + 2:]
        if kind < 0.97:
            return self._mistyped(self._mistyped(nik))
        return self.nik(self.dice.choice(KECAMATAN), self.born(), "LP"[int(nik[6:8]) > 40])

    def _mistyped(self, nik: str) -> str:
        at = self.dice.randrange(16)
        return nik[:at] + self.dice.choice([d for d in "0123456789" if d != nik[at]]) + nik[at + 1:]

    def _written_name(self, name: str) -> str:
        kind, words = self.dice.random(), name.split()
        if kind < 0.25:
            return name
        for plain, short in SHORT:
            if name.startswith(plain) and self.dice.random() < 0.6:
                return self._variant(self.dice.choice(short) + name[len(plain):], 0.5)
        if kind < 0.35 and len(words) > 1:
            del words[self.dice.randrange(len(words))]
            return " ".join(words)
        if kind < 0.43 and len(words) > 1:
            return " ".join((words[-1], *words[:-1]))
        if kind < 0.53:
            return self._slip(name)
        return self._variant(name, 1.0)

    def _variant(self, name: str, chance: float) -> str:
        if self.dice.random() > chance:
            return name
        fitting = [(plain, other) for plain, other in VARIANTS if plain in name]
        for plain, other in self.dice.sample(fitting, min(len(fitting), self.dice.choice((1, 1, 2)))):
            name = name.replace(plain, other, 1)
        return name + "H" if name.endswith("A") and self.dice.random() < 0.3 else name

    def _slip(self, name: str) -> str:
        """One letter left out, doubled or wrong."""
        at = self.dice.randrange(len(name))
        return name[:at] + self.dice.choice(("", name[at] * 2, self.dice.choice("AEIOUNRST"))) + name[at + 1:]

    def _written_day(self, iso: str) -> str:
        kind, born = self.dice.random(), date.fromisoformat(iso)
        if kind < 0.08 and born.day <= 12:
            return born.replace(month=born.day, day=born.month).isoformat()
        if kind < 0.16:
            return (born + timedelta(self.dice.choice((1, -1, 10, -10, 2)))).isoformat()
        if kind < 0.19:
            return date(born.year + self.dice.choice((1, -1, 10, -10)), born.month, min(born.day, 28)).isoformat()
        return date(born.year, *self.dice.choice(HEAPS)).isoformat() if kind < 0.23 else iso

    def _written_mother(self, mother: str) -> str:
        kind = self.dice.random()
        if kind < 0.15:
            return ""
        if kind < 0.18:
            return self.name("P", 0.3)
        return mother if kind < 0.7 else self._written_name(mother)


def make(seed: int, many: int = 150_000, share: float = 0.05) -> Crowd:
    """``many`` people, ``share`` of them doubles of others; shuffled."""
    maker = Maker(seed)
    people, singles = maker.crowd.people, round(many * (1 - share))
    while len(people) < singles:
        kind = maker.dice.random()
        if kind < 0.11:
            maker.siblings()
        elif kind < 0.12:
            maker.twins()
        elif kind < 0.14:
            maker.namesake()
        else:
            maker.anybody()
    for one in maker.dice.sample(people, many - len(people)):
        if len(people) < many:
            maker.double(one)
    maker.dice.shuffle(people)
    return maker.crowd
