"""What a reader is told, and what it tells besides the articles."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from articles.errors import CopydeskError
from articles.model import Article, Damage

#: Inputs of which the tally keeps the names; it counts the others.
NAMED = 1000
#: Columns that are remembered, for who names one that does not exist.
_COLUMNS = 100
#: Remarks on single inputs that are told; the others are counted.
_SAID = 10


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read: all that `check`, `extract` and `import` let the user say about their input.

    `columns` says which column of a table is what: `{"headline": "title", "body": "text"}`.
    `url` is the address of the one article in the input, where the input does not hold it.
    `limit` stops after so many articles; `sample` keeps so many, chosen by `seed`, in order.
    """

    input_format: str = "auto"
    columns: Mapping[str, str] = field(default_factory=dict)
    exclude: tuple[str, ...] = ()
    files_from: str = ""
    url: str = ""
    #: The largest page or text that is read; a larger one is reported and left out.
    max_bytes: int = 32_000_000
    #: The most that compressed input may grow while it is read, once it has grown beyond 256 MB.
    #: Deflate itself can reach 1,032; news archives measured here lie between 3 and 30.
    max_ratio: int = 250
    #: How many layers of packing (an archive, a compression) may lie inside one another.
    max_depth: int = 6
    limit: int = 0
    sample: int = 0
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Record:
    """One article as it lies in the archive, read but not yet parsed: cheap to make and to send.

    `data` is the page or the text as bytes; `markup` tells which. What the container states about
    the article stands beside it. `extracted` holds a line of our own `extract` output instead.
    """

    path: str
    record: str = ""
    data: bytes = b""
    markup: bool = False
    charset: str = ""
    url: str = ""
    site: str = ""
    headline: str = ""
    language: str = ""
    id: str = ""
    published: str = ""
    authors: tuple[str, ...] = ()
    extracted: str = ""
    damage: Damage | None = None
    #: what this is called, in the plural, where it lies beside saved pages and is no article
    company: str = ""


@dataclass(slots=True)
class Loss:
    """What could not be read: how many inputs, how many articles in them as far as that is known,
    and in how many of them it is not known."""

    inputs: int = 0
    articles: int = 0
    unknown: int = 0

    def count(self, damage: Damage) -> None:
        """Note one input that could not be read."""
        self.inputs += 1
        self.articles += damage.lost or 0
        self.unknown += damage.lost is None

    def add(self, other: "Loss") -> None:
        """What was lost in another part of the input."""
        self.inputs += other.inputs
        self.articles += other.articles
        self.unknown += other.unknown


@dataclass(slots=True)
class Tally:
    """What became of the input, filled while it is read.

    `articles` counts those that could be read, `unreadable` the damaged ones. `aside` counts what
    is no article and no fault (requests, redirects, images ...). `barren` names inputs that hold
    neither an article nor damage. `rows` counts rows of tables where the user named columns, `met`
    are those of them that some row has, `columns` others that rows have.
    """

    inputs: int = 0
    articles: int = 0
    unreadable: int = 0
    aside: Counter[str] = field(default_factory=Counter)
    barren: list[str] = field(default_factory=list)
    barren_count: int = 0
    rows: int = 0
    met: list[str] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    #: what a reader had to say of its input: the first of it, and how much there was
    notes: list[str] = field(default_factory=list)
    notes_count: int = 0

    def counted(self, article: Article) -> Article:
        """Count an article on its way."""
        self.unreadable += article.damage is not None
        self.articles += article.damage is None
        return article

    def note(self, what: str) -> None:
        """Remember what a reader has to say."""
        self.notes_count += 1
        if len(self.notes) < _SAID:
            self.notes.append(what)

    def note_barren(self, path: str) -> None:
        """Remember an input that yielded nothing; the first thousand by name."""
        self.barren_count += 1
        if len(self.barren) < NAMED:
            self.barren.append(path)

    def note_columns(self, row: Collection[str], wanted: Collection[str]) -> None:
        """What a row of a table is made of, as far as the user named columns of it."""
        self.rows += 1
        self.met += [name for name in wanted if name in row and name not in self.met]
        if len(self.met) < len(wanted) and len(self.columns) < _COLUMNS:
            self.columns += [name for name in row if name not in self.columns]

    def add(self, other: "Tally") -> None:
        """What became of another part of the input."""
        self.inputs += other.inputs
        self.articles += other.articles
        self.unreadable += other.unreadable
        self.aside.update(other.aside)
        self.barren += other.barren[: max(0, NAMED - len(self.barren))]
        self.barren_count += other.barren_count
        self.rows += other.rows
        self.met += [name for name in other.met if name not in self.met]
        self.columns += [name for name in other.columns if name not in self.columns]
        self.notes += other.notes[: max(0, _SAID - len(self.notes))]
        self.notes_count += other.notes_count

    def lines(self) -> Iterator[str]:
        """What to tell the user on stderr, besides the findings; nothing if there is nothing."""
        if self.aside:
            parts = ", ".join(f"{what} {count:,}" for what, count in sorted(self.aside.items()))
            yield f"left aside, not articles: {parts}"
        for path in self.barren[:10]:
            yield f"{path}: no article in it"
        if self.barren_count > 10:
            yield f"{self.barren_count - 10} more inputs with no article in them"
        yield from self.remarks()

    def remarks(self) -> Iterator[str]:
        """What readers had to say of single inputs."""
        yield from self.notes
        if self.notes_count > len(self.notes):
            yield f"{self.notes_count - len(self.notes):,} more remarks of this sort"


class MissingInputError(CopydeskError):
    """A path that does not exist or may not be opened."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path}: {why}")
        self.path = path


class OneAddressError(CopydeskError):
    """`--url` was given for more than one article."""

    def __init__(self, what: str) -> None:
        super().__init__(f"--url is the address of one article, and there are {what}")


class UnknownFormatError(CopydeskError):
    """An input format that no reader bears."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(f"there is no input format {name}; choose from auto, {', '.join(known)}")


class UnknownColumnError(CopydeskError):
    """`--map` names a part that articles do not have."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(f"--map: {name} is no part of an article; choose from {', '.join(known)}")


class MissingPackageError(CopydeskError):
    """A format whose package is an extra."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} need an extra: pip install 'copydesk[{extra}]'")
