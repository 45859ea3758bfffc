"""Which reader reads a source, and what to say where that was a guess."""

import re

from archives import media
from archives.compression import codec_named
from archives.readers import Reader, reader_for

#: So much of a file tells its format: its first line too, where that is a page.
HEAD = 1 << 16
#: A reader at least this sure is believed even where the bytes look like something else.
_SURE = 50
#: The reader of plain text is this sure of whatever nobody else claims.
_LEFT_OVER = 1
#: Formats of which a file holds one article.
_SINGLE = {"html": "page", "text": "text"}
_CELL = re.compile(r"\"?\w[\w .-]{0,39}\"?")
_DELIMITERS = ",;\t|"


def chosen(head: bytes, name: str) -> tuple[Reader | None, str]:
    """Who reads these bytes (nobody reads an image as a text), and what the user should know."""
    sureness, reader = reader_for(head, name)
    if media.document(head) or (sureness < _SURE and media.foreign(head, name)):
        return None, ""
    promised = _promised(name)
    if promised and promised is not reader:
        return reader, f"its name promises {_name(promised)}, but it is read as {_name(reader)}"
    if columns := _table_head(head) if sureness < _SURE else "":
        note = f"read as one text, though it begins like a table ({columns}): "
        return reader, note + "--input-format csv and --map read it as one"
    if sureness == _LEFT_OVER:
        return reader, "read as one text, since nothing tells its format; --input-format names it"
    return reader, ""


def instead(head: bytes, name: str, *, named: bool) -> str:
    """What to say where one page or one text lies under the name of an archive: mostly an error
    page that was saved in its place. Beside other files `.json` may be anything a server sent."""
    promised = _promised(name)
    reader = reader_for(head, name)[1]
    if not promised or promised is reader or media.document(head):
        return ""
    if _name(reader) not in _SINGLE or (not named and ".json" in name.lower()):
        return ""
    what, kind = _SINGLE[_name(reader)], _name(reader)
    return (
        f"its name promises {_name(promised)}, but it holds one {what}, perhaps an error that was "
        f"saved in its place: fetch it again, or read it with --input-format {kind}"
    )


def _promised(name: str) -> Reader | None:
    """The reader that a file's name promises, whatever is in the file."""
    bare = name.rpartition(".")[0] if codec_named(name) else name
    bids = (reader_for(b"", each) for each in (bare, name))  # a.tgz promises two things
    return next((reader for sureness, reader in bids if sureness >= _SURE), None)


def _table_head(head: bytes) -> str:
    """The first line, if it may name the columns of a table: several short names, and a second
    line with as many cells at least."""
    lines = head[:20_000].decode("utf-8", "replace").split("\n")
    first = lines[0].strip("\r\ufeff")
    delimiter = max(_DELIMITERS, key=first.count)
    cells = [cell.strip() for cell in first.split(delimiter)]
    if len(cells) < 3 or len(lines) < 2 or len(set(cells)) < len(cells):
        return ""
    fits = lines[1].count(delimiter) >= len(cells) - 1
    return first[:80] if fits and all(map(_CELL.fullmatch, cells)) else ""


def _name(reader: Reader) -> str:
    return reader.FORMATS[0]
