"""Files of full names, as Wikidata and OpenSanctions export them."""

import csv
import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any, cast

from articles.errors import CopydeskError

#: Columns or keys that hold names, wherever they come from; the first words of each are enough.
_NAME_KEYS = ("name", "label", "caption", "title", "itemlabel", "personlabel", "alias", "altlabel")
#: Kinds of entries that are no names of people, places or bodies.
_NO_NAMES = {"vessel", "airplane", "vehicle", "security", "address", "identification", "passport"}


class NoNamesError(CopydeskError):
    """A file of names holds none."""


def names_in(path: str) -> Iterator[str]:
    """All names of a CSV, TSV, JSON-lines or plain list, gzipped or not."""
    file = Path(path)
    if not file.is_file():
        raise NoNamesError(f"{path} is no file: give a CSV, JSONL or a list with one name a line")
    with _open(file) as lines:
        kind = file.name.lower().removesuffix(".gz")
        if kind.endswith((".jsonl", ".json", ".ndjson")):
            yield from _from_json(path, lines)
        elif kind.endswith((".csv", ".tsv")):
            yield from _from_table(path, lines, "\t" if kind.endswith(".tsv") else ",")
        else:
            yield from (line.strip() for line in lines)


def _open(file: Path) -> IO[str]:
    if file.name.lower().endswith(".gz"):
        return cast(IO[str], gzip.open(file, "rt", encoding="utf-8", errors="replace"))
    return file.open(encoding="utf-8-sig", errors="replace", newline="")


def _from_table(path: str, lines: Iterable[str], delimiter: str) -> Iterator[str]:
    rows = csv.DictReader(lines, delimiter=delimiter)
    keys = [key for key in rows.fieldnames or () if _holds_names(key)]
    if not keys:
        columns = ", ".join(rows.fieldnames or ()) or "none"
        raise NoNamesError(f"{path} has no column of names (columns: {columns}); call one `name`")
    for row in rows:
        if (row.get("schema") or "").lower() not in _NO_NAMES:
            for key in keys:
                yield from _apart(row[key] or "")


def _from_json(path: str, lines: Iterable[str]) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError:
            raise NoNamesError(f"{path}: line {number} is no JSON; one object a line") from None
        if isinstance(row, dict) and str(row.get("schema", "")).lower() not in _NO_NAMES:
            yield from _of_object(row)


def _of_object(row: dict[str, Any]) -> Iterator[str]:
    for key, value in row.items():
        if key == "properties" and isinstance(value, dict):
            yield from _of_object(value)
        elif _holds_names(key):
            for part in value if isinstance(value, list) else [value]:
                if isinstance(part, str):
                    yield from _apart(part)


def _holds_names(key: str) -> bool:
    word = key.lower().replace("_", "")
    return word in _NAME_KEYS or word.removesuffix("es") in _NAME_KEYS or word[:-1] in _NAME_KEYS


def _apart(text: str) -> Iterator[str]:
    yield from (part.strip() for part in text.replace("|", ";").split(";") if part.strip())
