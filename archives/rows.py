"""A row of a table (a JSON object, a CSV line, a Parquet row) as a record."""

from collections.abc import Mapping
from typing import Any

from archives.reading import Reading, Record, UnknownColumnError
from articles.model import Damage, DamageKind

#: What a column may be called by default, first choice first.
NAMES = {
    "id": ("id",),
    "url": ("url",),
    "headline": ("headline", "title"),
    "body": ("body", "text"),
    "html": ("html",),
    "published": ("published", "date"),
    "authors": ("authors",),
    "language": ("lang", "language"),
    "site": ("site",),
}
_CONTENT = ("headline", "body", "html")
_LONGEST = 4000


def columns_of(options: Reading) -> dict[str, tuple[str, ...]]:
    """What each column is called here: what the user said, else the defaults."""
    for name in options.columns:
        if name not in NAMES:
            raise UnknownColumnError(name, tuple(NAMES))
    return NAMES | {name: (column,) for name, column in options.columns.items()}


def has_content(row: Mapping[str, Any], columns: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether the row has a column for a headline, a text or a page."""
    return any(name in row for part in _CONTENT for name in columns[part])


def record_of(
    row: Mapping[str, Any],
    columns: Mapping[str, tuple[str, ...]],
    path: str,
    place: str,
    limit: int,
) -> Record:
    """The row as a record; a page wins over a text."""

    def said(part: str) -> str:
        return _text(_first(row, columns[part]))

    html, body, headline = said("html"), said("body"), said("headline")
    data = (html or body).encode("utf-8", "replace")
    damage = None
    if not data.strip() and not headline.strip():
        damage = Damage(DamageKind.EMPTY, "neither a headline nor a text")
    elif len(data) > limit:
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
    return next((row[name] for name in names if row.get(name) not in (None, "")), "")


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
