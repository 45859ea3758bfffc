"""A row of a table (a JSON object, a CSV line, a Parquet row) as a record."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from archives.reading import Reading, Record, UnknownColumnError
from articles.model import Damage, DamageKind

#: What a column may be called by default, first choice first; capitals, blanks and hyphens do not
#: matter. A description is the last resort: mostly it is a teaser.
NAMES = {
    "id": ("id",),
    "url": ("url",),
    "headline": ("headline", "title", "article_title"),
    "body": (
        *("body", "text", "content", "article", "story"),
        *("article_text", "articletext", "article_body", "articlebody", "article_content"),
        *("full_text", "fulltext", "body_text", "bodytext", "main_text", "maintext"),
        *("story_text", "plain_text", "plaintext", "clean_text", "content_text", "paragraphs"),
        "description",
    ),
    "html": ("html", "raw_html", "page_html", "body_html", "content_html", "html_content"),
    "published": ("published", "date"),
    "authors": ("authors",),
    "language": ("lang", "language"),
    "site": ("site",),
}
_CONTENT = ("headline", "body", "html")
_LONGEST = 4000
#: What tables write where there is nothing.
_NOTHING = frozenset(("", "nan", "NaN", "NaT", "None", "null", "NULL", "<NA>"))


def columns_of(options: Reading) -> dict[str, tuple[str, ...]]:
    """What each column is called here: what the user said, else the defaults."""
    for name in options.columns:
        if name not in NAMES:
            raise UnknownColumnError(name, tuple(NAMES))
    return NAMES | {name: (column,) for name, column in options.columns.items()}


@lru_cache(4096)  # every row names its columns again
def plain(name: Any) -> str:
    """A column's name as `NAMES` writes it.

    >>> plain("Full Text")
    'full_text'
    """
    return str(name).strip().lower().replace(" ", "_").replace("-", "_")


def has_content(names: Iterable[Any], columns: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether one of these columns is for a headline, a text or a page."""
    return _has(names, columns, _CONTENT)


def has_text(names: Iterable[Any], columns: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether one of these columns is for a text or a page."""
    return _has(names, columns, _CONTENT[1:])


def headlines_only(names: Iterable[Any]) -> str:
    """What is said of a table without a text."""
    return f"no column for the text (columns: {shown(names)}); only headlines were read"


def shown(names: Iterable[Any]) -> str:
    """The first names of columns, as messages show them."""
    return ", ".join(str(name)[:40] for name in list(names)[:8]) or "none"


def _has(
    names: Iterable[Any], columns: Mapping[str, tuple[str, ...]], parts: Iterable[str]
) -> bool:
    given = {form for name in names for form in (name, plain(name))}
    return any(not given.isdisjoint(columns[part]) for part in parts)


def record_of(
    row: Mapping[str, Any],
    columns: Mapping[str, tuple[str, ...]],
    path: str,
    place: str,
    limit: int,
) -> Record:
    """The row as a record; a page wins over a text."""

    row = {plain(name): value for name, value in row.items()} | dict(row)

    def said(part: str) -> str:
        return _text(_first(row, columns[part]))

    html, body, headline = said("html"), said("body"), said("headline")
    data = (html or body).encode("utf-8", "replace")
    damage = None
    if not data and (name := _structured(row, columns)):
        note = f"its column {name} holds objects, not a text; --map names another"
        damage = Damage(DamageKind.UNSUPPORTED, note)
    elif not data.strip() and (has_text(row, columns) or not headline.strip()):
        lacks = "its text is empty" if headline.strip() else "neither a headline nor a text"
        damage = Damage(DamageKind.EMPTY, lacks)
    elif max(len(data), len(headline)) > limit:
        damage = Damage(DamageKind.OVERSIZE, f"larger than {limit:,} bytes: not read")
    return Record(
        path,
        place,
        b"" if damage else data,
        markup=bool(html),
        charset="utf-8",
        url=said("url")[:_LONGEST],
        site=said("site")[:_LONGEST],
        headline=headline[:_LONGEST],
        language=said("language")[:_LONGEST],
        id=said("id")[:_LONGEST],
        published=said("published")[:_LONGEST],
        authors=_list(_first(row, columns["authors"])),
        damage=damage,
    )


def _first(row: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    return next((row[name] for name in names if _says(row.get(name))), "")


def _says(value: Any) -> bool:
    """Whether there is something in a cell; what is no number to a table is nothing."""
    if isinstance(value, str):
        return value.strip() not in _NOTHING
    return value is not None and value == value and not _is_structured(value)


def _is_structured(value: Any) -> bool:
    """An object, or a list of objects that are no names."""
    if isinstance(value, list | tuple):
        return bool(value) and all(isinstance(part, dict) and "name" not in part for part in value)
    return isinstance(value, dict)


def _structured(row: Mapping[str, Any], columns: Mapping[str, tuple[str, ...]]) -> str:
    """The column of a text that holds objects, or ""."""
    names = (*columns["html"], *columns["body"])
    return next((name for name in names if _is_structured(row.get(name))), "")


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, list | tuple):
        return "\n".join(_text(part) for part in value)
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    return "" if isinstance(value, dict) else str(value)


def _list(value: Any) -> tuple[str, ...]:
    """Several authors, however they are written: a list, or one string with separators."""
    if isinstance(value, list | tuple):
        return tuple(text for part in value if (text := _name(part)))
    parts = _text(value).replace(";", "|").split("|")
    return tuple(text.strip() for text in parts if text.strip())


def _name(value: Any) -> str:
    return _text(value.get("name", "") if isinstance(value, dict) else value).strip()
