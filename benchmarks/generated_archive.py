"""Archives of any size, made on the fly: words as frequent as in life, copies planted with a truth.

Words are drawn by their frequencies (wordfreq) in ten languages; texts have the lengths of short
news. Nothing of it is kept in the repository: the same seed makes the same archive.
"""

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import wordfreq
import zstandard

SEED = 20261124
#: Languages and how often each is written here.
LANGUAGES = {
    "en": 0.4,
    "es": 0.12,
    "de": 0.1,
    "fr": 0.1,
    "pt": 0.06,
    "ru": 0.08,
    "it": 0.05,
    "pl": 0.04,
    "tr": 0.03,
    "ar": 0.02,
}
WORDS = 20_000
SITES = 400
#: Originals that copies are made of: kept at hand, exchanged on the way.
POOL = 5_000
#: Share of the archive that each planted class takes.
SHARE = 0.01
SERIES = ("Weather forecast", "Morning briefing", "Court reports", "Letters to the editor")


@dataclass(frozen=True, slots=True)
class Made:
    """One generated article."""

    url: str
    title: str
    paragraphs: tuple[tuple[str, ...], ...]
    date: str
    site: int
    lang: str

    def row(self) -> dict[str, str]:
        text = "\n\n".join(" ".join(words) for words in self.paragraphs)
        return {
            "url": self.url,
            "title": self.title,
            "text": text,
            "date": self.date,
            "lang": self.lang,
        }


class Press:
    """Writes articles, one after the other."""

    def __init__(self, seed: int = SEED) -> None:
        self.chance = random.Random(seed)
        self._numbers = np.random.default_rng(seed)
        self._words = {lang: self._vocabulary(lang) for lang in LANGUAGES}
        self._spare: dict[str, list[str]] = {lang: [] for lang in LANGUAGES}
        sizes = [1 / (rank + 10) for rank in range(SITES)]
        self._sites = [sum(sizes[: i + 1]) / sum(sizes) for i in range(SITES)]
        self._count = 0

    def _vocabulary(self, lang: str) -> tuple[np.ndarray, np.ndarray]:
        words = wordfreq.top_n_list(lang, WORDS)
        weights = np.cumsum([wordfreq.word_frequency(word, lang) for word in words])
        return np.array(words, object), weights / weights[-1]

    def words(self, lang: str, number: int) -> list[str]:
        """So many words, drawn by their frequencies."""
        spare = self._spare[lang]
        if len(spare) < number:
            words, weights = self._words[lang]
            drawn = np.searchsorted(weights, self._numbers.random(200_000))
            spare.extend(words[np.minimum(drawn, len(words) - 1)].tolist())
        taken = spare[-number:]
        del spare[-number:]
        return taken

    def place(self, site: int | None = None) -> tuple[int, str, str]:
        """A site, a new address there, and a day."""
        self._count += 1
        if site is None:
            draw = self.chance.random()
            site = next(i for i, upto in enumerate(self._sites) if draw <= upto)
        day = f"2026-{1 + self._count // 28 % 12:02d}-{1 + self._count % 28:02d}"
        return site, f"https://site-{site}.example/{day[:7]}/{self._count}", day

    def original(self) -> Made:
        """An article of its own."""
        lang = self.chance.choices(list(LANGUAGES), list(LANGUAGES.values()))[0]
        length = min(900, max(60, int(self.chance.lognormvariate(5.1, 0.5))))
        site, url, day = self.place()
        told = self.words(lang, length)
        paragraphs = tuple(_sentences(told[at : at + 55]) for at in range(0, length, 55))
        title = " ".join(self.words(lang, self.chance.randint(7, 11))).capitalize()
        return Made(url, title, paragraphs, day, site, lang)

    def elsewhere(self, made: Made) -> Made:
        """The same on another site."""
        site, url, day = self.place()
        while site == made.site:
            site, url, day = self.place()
        return replace(made, url=url, site=site, date=day)

    def again(self, made: Made) -> Made:
        """The same at another address of its site."""
        _, url, _ = self.place(made.site)
        return replace(made, url=url)

    def edited(self, made: Made, share: float) -> Made:
        """So many of the words exchanged for others."""

        def other(word: str) -> str:
            return self.words(made.lang, 1)[0] if self.chance.random() < share else word

        return replace(made, paragraphs=tuple(tuple(map(other, p)) for p in made.paragraphs))

    def cut(self, made: Made, share: float) -> Made:
        """The beginning alone."""
        words = [word for paragraph in made.paragraphs for word in paragraph]
        words = words[: max(30, int(len(words) * share))]
        return replace(
            made,
            paragraphs=tuple(tuple(words[at : at + 55]) for at in range(0, len(words), 55)),
        )

    def longer(self, made: Made) -> Made:
        """With as much again added, of its own."""
        added = self.words(made.lang, sum(map(len, made.paragraphs)))
        return replace(made, paragraphs=(*made.paragraphs, _sentences(added)))

    def slip(self, title: str) -> str:
        """Two neighbouring letters that differ exchanged, in the longest word that has such."""
        words = title.split(" ")
        for at in sorted(range(len(words)), key=lambda i: -len(words[i])):
            word, middle = words[at], len(words[at]) // 2
            if word[middle - 1 : middle] != word[middle : middle + 1]:
                words[at] = (
                    word[: middle - 1] + word[middle] + word[middle - 1] + word[middle + 1 :]
                )
                break
        return " ".join(words)


def _sentences(words: list[str]) -> tuple[str, ...]:
    """Capitals and full stops, every eighteen words."""
    for at in range(0, len(words), 18):
        words[at] = words[at].capitalize()
        words[min(at + 17, len(words) - 1)] += "."
    return tuple(words)


def _titled(change: Callable[[Press, str], str]) -> Callable[[Press, Made], Made]:
    return lambda press, made: replace(press.again(made), title=change(press, made.title))


#: Class -> the rule that is to find it, and how a copy is made.
PLANTED: dict[str, tuple[str, Callable[[Press, Made], Made]]] = {
    "exact copy": ("DUP203", lambda press, made: press.elsewhere(made)),
    "one word in 10 edited": (
        "DUP203",
        lambda press, made: press.edited(press.elsewhere(made), 0.1),
    ),
    "cut to 50 %": ("DUP203", lambda press, made: press.cut(press.elsewhere(made), 0.5)),
    "cut to 30 %": ("DUP203", lambda press, made: press.cut(press.elsewhere(made), 0.3)),
    "as much added": ("DUP203", lambda press, made: press.longer(press.elsewhere(made))),
    "headline with a slip": ("DUP202", _titled(lambda press, title: press.slip(title))),
    "headline with a prefix": ("DUP202", _titled(lambda press, title: f"Update: {title}")),
    "headline cut": ("DUP202", _titled(lambda press, title: title.rpartition(" ")[0])),
    "headline repeated": ("DUP201", lambda press, made: press.again(made)),
    "text under two headlines": (
        "DUP204",
        lambda press, made: replace(
            press.again(made), title=" ".join(press.words(made.lang, 8)).capitalize()
        ),
    ),
}


def articles(number: int, seed: int = SEED) -> Iterator[tuple[Made, str, str]]:
    """So many articles: each, with its class and the address of its original ("" and "")."""
    press = Press(seed)
    pool: list[Made] = []
    kinds = list(PLANTED)
    for _ in range(number):
        draw = press.chance.random()
        kind = int(draw / SHARE)
        if kind < len(kinds) and len(pool) > 100:
            made = pool.pop(press.chance.randrange(len(pool)))
            yield PLANTED[kinds[kind]][1](press, made), kinds[kind], made.url
            continue
        made = press.original()
        if kind == len(kinds):
            yield replace(made, title=press.chance.choice(SERIES)), "", ""
            continue
        if len(pool) < POOL:
            pool.append(made)
        elif press.chance.random() < 0.2:
            pool[press.chance.randrange(POOL)] = made
        yield made, "", ""


def write(number: int, path: Path, truth: Path) -> int:
    """The archive as JSON lines, packed, and its truth. Returns the bytes of text."""
    size = 0
    with (
        zstandard.open(path, "wt", encoding="utf-8", cctx=zstandard.ZstdCompressor(3)) as out,
        truth.open("w", encoding="utf-8") as told,
    ):
        for made, kind, of in articles(number):
            row = made.row()
            size += len(row["text"].encode()) + len(row["title"].encode())
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
            if kind:
                planted = {"class": kind, "code": PLANTED[kind][0], "url": made.url, "of": of}
                told.write(json.dumps(planted) + "\n")
    return size
