"""What lies beside saved pages and is no article: feeds, robots.txt, read-me files, data.

In a web archive such responses are left aside. A mirror that was saved as a folder, a tar or a zip
holds the same files, and they are left aside there if it holds pages. Without a page they may be
what the user meant, and are told.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from archives.reading import Record
from archives.source import Desk, Source
from articles.model import DamageKind

#: Names of saved pages; wget keeps the query behind them.
_PAGE = re.compile(r"\.(?:x?html?|shtml|php|aspx?|jsp)(?:[?@].*)?(?:\.gz)?\Z", re.I)
#: Texts for machines and for whoever unpacks an archive.
_NOTICE = re.compile(
    r"(?:robots|humans|ads|app-ads|security|llms)\.txt|(?:readme|licen[cs]e)(?:\.(?:txt|md))?", re.I
)
#: So many files wait in one archive for its first page (a guess).
_MOST_WAITING = 10_000
_NO_ARTICLE = (DamageKind.UNSUPPORTED, DamageKind.MALFORMED)


def is_page(name: str) -> bool:
    """Whether a file bears the name of a page."""
    return _PAGE.search(name) is not None


def marked(found: Iterator[Record], source: Source, data: bool) -> Iterator[Record]:
    """The records of one file, marked where they are company: a read-me file, or `data` of which
    the first record is the only one, and no article."""
    if source.named:
        yield from found
        return
    first, second = next(found, None), next(found, None)
    if first and not second:
        if _NOTICE.fullmatch(source.name):
            first = replace(first, company="texts for machines and read-me files")
        elif data and first.damage and first.damage.kind in _NO_ARTICLE:
            first = replace(first, company="JSON files")
    yield from (record for record in (first, second) if record)
    yield from found


def beside_pages(found: Iterable[Record], desk: Desk) -> Iterator[Record]:
    """The records of a folder that holds pages: company is counted."""
    for record in found:
        if record.company:
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
