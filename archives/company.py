"""What lies beside saved pages and is no article: feeds, robots.txt, read-me files, data.

In a web archive such responses are left aside. A mirror that was saved as a folder, a tar or a zip
holds the same files, and they are left aside there if it holds pages. In a folder of archives that
goes for read-me files and JSON alone. Else they may be what the user meant, and are told.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from archives.reading import Record
from archives.source import Desk, Source
from articles.model import DamageKind

#: Names of saved pages; wget keeps the query behind them.
_PAGE = re.compile(r"\.(?:x?html?|shtml|php|aspx?|jsp)(?:[?@].*)?(?:\.gz)?\Z", re.I)
#: Names that promise a page, unless a server named it so: /photo/9/ is saved as index.html.
_STRICTLY_PAGE = re.compile(r"(?!index\.).+\.x?html?\Z", re.I)
_ARCHIVE = re.compile(
    r"\.(?:warc|wet|wacz|jsonl|ndjson|csv|tsv|parquet|pq|zip|tar|t(?:gz|bz2?|xz|zst))(?:\.(?:gz|bz2|xz|zst))?\Z",
    re.I,
)
#: Texts for machines and for whoever unpacks an archive.
_NOTICE = re.compile(
    r"(?:robots|humans|ads|app-ads|security|llms|bagit|bag-info|fetch)\.txt"
    r"|(?:readme|licen[cs]e|copying|notice|changelog)(?:\.(?:txt|md|rst))?",
    re.I,
)
#: Files that file managers and data tools leave behind, whatever is in them.
_LITTER = frozenset(("thumbs.db", "ehthumbs.db", "desktop.ini", "_metadata", "_common_metadata"))
#: Files that say what they say by being there, or that hold no text anyway.
_MAY_BE_EMPTY = re.compile(r"_SUCCESS|_DONE|__init__\.py|.+\.(?:css|m?js|map|lock|done|ok)", re.I)
#: So many files wait in one archive for its first page (a guess).
_MOST_WAITING = 10_000
_READ_ME, _JSON = "texts for machines and read-me files", "JSON files"
#: JSON lines under these names are an archive, if one whose columns were not understood.
_ROWS = re.compile(r"\.(?:jsonl|ndjson)(?:\.\w{2,4})?\Z", re.I)
_NO_ARTICLE = (DamageKind.UNSUPPORTED, DamageKind.MALFORMED)


def is_page(name: str) -> bool:
    """Whether a file bears the name of a page."""
    return _PAGE.search(name) is not None


def is_archive(name: str) -> bool:
    """Whether a file bears the name of an archive."""
    return _ARCHIVE.search(name) is not None


def promises_page(name: str) -> bool:
    """Whether anything but a page under this name is a mistake."""
    return _STRICTLY_PAGE.fullmatch(name) is not None


def is_litter(name: str) -> bool:
    """Whether a file is one that nobody put there."""
    return name.startswith(".") or name.lower() in _LITTER


def may_be_empty(name: str) -> bool:
    """Whether there need not be anything in a file of this name."""
    return _MAY_BE_EMPTY.fullmatch(name) is not None


def marked(found: Iterator[Record], source: Source, data: bool) -> Iterator[Record]:
    """The records of one file, marked where they are company: a read-me file, or `data` of which
    the first record is the only one, and no article."""
    if source.named:
        yield from found
        return
    first, second = next(found, None), next(found, None)
    if first and not second:
        if _NOTICE.fullmatch(source.name):
            first = replace(first, company=_READ_ME)
        elif data and first.damage and first.damage.kind in _NO_ARTICLE:
            first = replace(first, company="" if _ROWS.search(source.name) else _JSON)
    yield from (record for record in (first, second) if record)
    yield from found


def beside_pages(found: Iterable[Record], desk: Desk) -> Iterator[Record]:
    """The records of a folder that holds pages: company is counted."""
    for record in found:
        if record.company:
            desk.aside(record.company)
        else:
            yield record


def beside_archives(found: Iterable[Record], desk: Desk) -> Iterator[Record]:
    """The records of a folder that holds archives: what explains them is counted."""
    for record in found:
        if record.company in (_READ_ME, _JSON):
            desk.aside(record.company)
        else:
            yield record


def of_archive(found: Iterable[Record], desk: Desk) -> Iterator[Record]:
    """The records of a tar or a zip: company waits for the first page; without one it is told."""
    waiting: list[Record] = []
    rest = iter(found)
    for record in rest:
        if record.company and len(waiting) < _MOST_WAITING:
            waiting.append(record)
            continue
        if record.markup:
            yield from beside_pages((*waiting, record), desk)
            yield from beside_pages(rest, desk)
            return
        yield record
    yield from (replace(record, company="") for record in waiting)
