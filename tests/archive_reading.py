"""What readers tell of an archive: for the tests of formats and of damage."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from archives.open import read
from archives.reading import Reading
from articles import Article
from articles.words.fold import words
from tests import archive_files as made


def told(articles: Sequence[Article]) -> list[tuple[str, str]]:
    """What an article says, whatever it was packed in."""
    return [(article.headline, words(article.body)) for article in articles]


STORIES = [(story["headline"], words(made.body(story))) for story in made.STORIES]


def damages(articles: Sequence[Article]) -> list[str]:
    """The kinds of damage among them, in order."""
    return [str(article.damage.kind) for article in articles if article.damage]


def write(path: Path, content: bytes) -> str:
    """The path of a new file."""
    path.write_bytes(content)
    return str(path)


def both(path: str, options: Reading | None = None) -> tuple[list[Article], list[Article]]:
    """The articles that could be read, and the others."""
    found = list(read([path], options))
    return [a for a in found if not a.damage], [a for a in found if a.damage]


def table(path: Path, **columns: Any) -> str:
    """A Parquet file of these columns, with checksums, 200 rows a group."""
    import pyarrow
    from pyarrow import parquet

    parquet.write_table(pyarrow.table(columns), path, row_group_size=200, write_page_checksum=True)
    return str(path)


MANY = [f"Ferry number {number} returns to the northern islands" for number in range(300)]
