"""Read an article for names: its capitalised words, each with its neighbours.

No model: capitals, neighbours and white space say enough to compare spellings. What no reader takes
for prose (addresses, handles, code) is masked; lines in capitals or title case are read, but their
capitals count for nothing. A word all in capitals is read where a place stands: in a dateline, and
behind "in".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from articles import Article, Kind
from checks.names.datelines import dateline_end
from checks.names.folding import plain_word
from checks.names.languages import language_of_names
from checks.names.small_words import small_words

#: What is read: the story and the lines that a reader meets around it.
LOOKED_AT = frozenset(
    {
        Kind.HEADLINE,
        Kind.SUBHEAD,
        Kind.SUMMARY,
        Kind.PARAGRAPH,
        Kind.HEADING,
        Kind.LIST,
        Kind.QUOTE,
        Kind.CAPTION,
        Kind.RELATED,
    }
)
#: Bounds against hostile input: more text or more names than any article has are left unread.
MAX_CHARACTERS, MAX_NAMES = 400_000, 1_500
#: So many characters tell in which letters a text is written.
_SAMPLE = 1_000

_WORD = re.compile(r"[^\W\d_]+(?:['’‘‐‑-][^\W\d_]+)*")
#: The same for text whose accents stand behind their letters as characters of their own.
_MARKS = "\u0300-\u036f"
_MARKED_WORD = re.compile(rf"(?:[^\W\d_][{_MARKS}]*)+(?:['’‘‐‑-](?:[^\W\d_][{_MARKS}]*)+)*")
_MARK = re.compile(f"[{_MARKS}]")
_CODE = re.compile(r"`[^`\n]*`")
#: Between white space; the marks end a run in languages that write without spaces.
_RUN = re.compile(r"[^\s。、，！？]+")
#: No word is longer. It also bounds the work that the next pattern can be put to.
_LONGEST_RUN = 200
_NO_PROSE = re.compile(
    r"\b(?:https?://|www\.)\S+|\S+@\S+|(?<!\w)[@#]\w+|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}\b(?:/\S*)?"
    r"|\S*[\\/_|=<>{}]\S*|\S*\d[^\W\d_]\S*|\S*[^\W\d_]\d\S*"
)
_BREAK = re.compile(r"[.!?:;\n\"“”„«»–—•|()\[\]…*]|\s-\s|\s{2,}| '| ‘|' |’ ")
_TITLE_CASE_PERCENT = 80
#: A dateline opens one of the first paragraphs. Shorter words in capitals are acronyms, mostly.
_PARAGRAPHS_WITH_DATELINE, _SHORTEST_IN_CAPITALS = 2, 5
#: The genitive and the endings that some languages hang on a name with an apostrophe.
_ARTICLE = re.compile(r"[a-zà-ÿ]{1,5}['’‘](?=[A-ZÀ-Þ])")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_]{3})['’‘][^\W\d_]{0,6}$")


#: Languages that put the names of firms in quotation marks.
_QUOTING = frozenset(("ru", "uk", "bg", "mk"))


@dataclass(frozen=True, slots=True)
class Mention:
    """One capitalised word where it stands. `part` is its place in a hyphenated word, else -1."""

    block: int
    start: int
    end: int
    text: str
    index: int
    hyphenated: bool
    loud: bool  # in a line of title case or capitals

    def in_its_case(self, name: str) -> str:
        """Another name, in capitals where this one is."""
        return name.upper() if self.text.isupper() else name


@dataclass(slots=True)
class Reading:
    """An article's words in order, and for each capitalised one where it stands."""

    language: str
    words: list[str] = field(default_factory=list)  # as written, without genitive
    plain: list[str] = field(default_factory=list)
    fresh: list[bool] = field(default_factory=list)  # begins a sentence, a line, a quotation
    close: list[bool] = field(default_factory=list)  # only white space stands before it
    places: list[tuple[int, int]] = field(default_factory=list)  # block and offset
    names: dict[str, list[Mention]] = field(default_factory=dict)
    lower: set[str] = field(default_factory=set)  # words that stand somewhere without a capital
    datelines: set[int] = field(default_factory=set)  # words that are the place of a dateline

    def before(self, index: int) -> str:
        """The neighbour on the left as written, "" across a break."""
        return self.words[index - 1] if index and self.close[index] else ""

    def after(self, index: int) -> str:
        """The neighbour on the right as written, "" across a break."""
        after = index + 1
        return self.words[after] if after < len(self.words) and self.close[after] else ""

    def is_isolated(self, index: int) -> bool:
        """A line or a quotation of this word alone: the text may speak of the word itself."""
        after = index + 1
        return self.fresh[index] and (after == len(self.words) or self.fresh[after])

    def is_firm(self, index: int) -> bool:
        """A quoted word behind "company" or "bank", in a language that quotes names of firms."""
        before = self.words[index - 1] if index else ""
        named = self.language in _QUOTING and self.is_quoted(index)
        return named and plain_word(before) in small_words("firm", self.language)

    def is_quoted(self, index: int) -> bool:
        """The same within a line."""
        return self.is_isolated(index) and self.places[index][1] > 0


def read(article: Article) -> Reading:
    """The article's words and names. One article is read once, whichever rules ask."""
    global _last
    if _last[0] is not article:
        _last = (article, _read(article))
    return _last[1]


def _read(article: Article) -> Reading:
    sample = f"{article.headline} {article.body[:_SAMPLE]}"
    reading = Reading(language_of_names(article.language, sample))
    left = MAX_CHARACTERS
    zone, paragraphs = article.zone, 0
    for number, block in enumerate(article.blocks):
        if block.kind in LOOKED_AT and (number in zone or block.kind is Kind.HEADLINE):
            if len(block.text) > left:
                break
            left -= len(block.text)
            paragraphs += block.kind is Kind.PARAGRAPH
            opens = block.kind is Kind.PARAGRAPH and paragraphs <= _PARAGRAPHS_WITH_DATELINE
            _read_block(reading, number, block.text, dateline_end(block.text) if opens else 0)
    return reading


_last: tuple[Article | None, Reading] = (None, Reading(""))


def _read_block(reading: Reading, number: int, text: str, dateline: int) -> None:
    text = _RUN.sub(_masked, _CODE.sub(_blank, text))
    found = list((_MARKED_WORD if _MARK.search(text) else _WORD).finditer(text))
    loud = _is_loud([match.group() for match in found])
    end = 0
    for match in found:
        start, written = match.start(), match.group()
        gap = text[end:start]
        end = match.end()
        fresh, close = _gap(reading, gap, start)
        before = _ARTICLE.match(written)
        if before:  # "d'Ivoire", "l'Iran": the name begins behind the apostrophe
            start, written = start + before.end(), written[before.end() :]
        word = _APOSTROPHE.sub("", written) if len(written) > 3 else written
        key = plain_word(word)
        index = len(reading.words)
        reading.words.append(word)
        reading.plain.append(key)
        reading.fresh.append(fresh)
        reading.close.append(close)
        reading.places.append((number, start))
        if word[0].islower():
            reading.lower.add(key)
        if start < dateline:
            reading.datelines.add(index)
        if word.isupper() and _may_be_a_place(reading, index, loud):
            _note(reading, Mention(number, start, start + len(word), word, index, False, False))
        elif len(word) > 3 and not word.islower():  # "al-Sudani" has a capital within
            for part in _parts(word, number, start, index, loud):
                _note(reading, part)


def _may_be_a_place(reading: Reading, index: int, loud: bool) -> bool:
    """A word in capitals that stands where a place stands, in a text that is not all so."""
    word = reading.words[index]
    if len(word) < _SHORTEST_IN_CAPITALS or not word.isalpha():
        return False
    before = plain_word(reading.before(index))
    behind = not loud and before in small_words("before_place", reading.language)
    return index in reading.datelines or behind


def _masked(run: re.Match[str]) -> str:
    """A run of prose as it is; of addresses, handles and user names only the white space."""
    return _NO_PROSE.sub(_blank, run.group()) if len(run.group()) <= _LONGEST_RUN else _blank(run)


def _blank(found: re.Match[str]) -> str:
    return "\n" * len(found.group())


def _gap(reading: Reading, gap: str, start: int) -> tuple[bool, bool]:
    """Whether a word begins something new, and whether it follows its neighbour closely."""
    if not reading.words or (not gap and not start):
        return True, False
    if gap in (" ", "\u00a0", "\n"):
        return False, True
    if gap.startswith(".") and len(reading.words[-1]) <= 3 and reading.words[-1][0].isupper():
        return False, gap.strip(".\u00a0 ") == ""  # "George W. Bush", "St. Gallen", "Mr. Smith"
    return bool(_BREAK.search(gap)), False


def _parts(word: str, block: int, start: int, index: int, loud: bool) -> Iterator[Mention]:
    """A name, or the capitalised parts of a hyphenated one. Acronyms and brands are no names."""
    pieces = re.split(r"[‐‑-]", word)
    for piece in pieces:
        if len(piece) > 3 and piece[0].isupper() and piece[1:].islower():
            yield Mention(block, start, start + len(piece), piece, index, len(pieces) > 1, loud)
        start += len(piece) + 1


def _note(reading: Reading, mention: Mention) -> None:
    key = plain_word(mention.text)
    if key in reading.names:
        reading.names[key].append(mention)
    elif len(reading.names) < MAX_NAMES:
        reading.names[key] = [mention]


def _is_loud(words: list[str]) -> bool:
    """Title case or capitals: most longer words begin with a capital."""
    long = [word for word in words if len(word) > 3]
    capitals = sum(word[0].isupper() for word in long)
    return len(long) > 2 and capitals * 100 > _TITLE_CASE_PERCENT * len(long)
