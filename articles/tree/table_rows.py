"""Tables of figures: a row is read as one piece, and a table amid the story belongs to it.

By themselves cells say little: "Share" over a column is no share bar, and a forest takes numbers
for furniture. Tables that lay out a page hold paragraphs; their cells stay apart.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from articles.model import Kind, Link
from articles.tree.pieces import Box, Piece

#: between the cells of a row
SEPARATOR = " | "
_CELLS = ("td", "th")
#: letters of a cell: a longer one is a page's layout (a guess)
_LONGEST_CELL = 200
_SENTENCE = 60  # letters of a sentence that is no cell's (a guess)
_FEWEST_ROWS = 2
_MOST_LINKED = 0.5  # share of a row's letters (a guess)


def with_rows(found: Sequence[Piece]) -> list[Piece]:
    """The pieces, with the cells of each row of figures joined to one."""
    joined: list[Piece] = []
    for row, cells in groupby(found, _row):
        listed = list(cells)
        joined += _joined(listed) if row else listed
    return joined


def tables_amid_story(
    found: Sequence[Piece], told: Sequence[Kind | None], is_story: Sequence[bool]
) -> list[bool]:
    """`is_story`, with the rows of tables that stand between pieces of the story, or right behind
    the last paragraph in one box with it."""
    inside = [index for index, story in enumerate(is_story) if story]
    chosen = list(is_story)
    for rows in _tables(found) if inside else ():
        amid = inside[0] < rows[0] and rows[-1] < inside[-1]
        if (amid or _ends_story(found, is_story, rows)) and not any(
            told[n] or found[n].box.never for n in rows
        ):
            for index in rows:
                chosen[index] = True
    return chosen


def _ends_story(found: Sequence[Piece], is_story: Sequence[bool], rows: Sequence[int]) -> bool:
    """Whether a table follows a piece of the story, and both lie in the same box: a league's table
    behind the report of a match."""
    before = rows[0] - 1
    if before < 0 or not is_story[before]:
        return False
    around, table = found[before].box.parent, _table(found[rows[0]].box)
    return table is not None and around is not None and table.parent is around


def layouts(found: Sequence[Piece], is_story: Sequence[bool], top: int) -> frozenset[int]:
    """The numbers of the tables that lay out the page: they hold its headline or a paragraph."""
    inside = (index for index, story in enumerate(is_story) if story or index == top)
    tables = (table_of(found[n].box) for n in inside if n == top or is_paragraph(found[n].text))
    return frozenset(tables) - {0}


def is_paragraph(text: str) -> bool:
    """Whether the text of a cell is too long for a table, or a sentence of some length."""
    letters = len(text)
    return letters > _LONGEST_CELL or (letters >= _SENTENCE and text[-1] in '.!?…”"»。')


def _tables(found: Sequence[Piece]) -> Iterator[list[int]]:
    """The numbers of the joined rows of each table."""
    rows = (index for index, piece in enumerate(found) if _is_row(piece))
    for table, indexes in groupby(rows, lambda index: table_of(found[index].box)):
        listed = list(indexes)
        if table and len(listed) >= _FEWEST_ROWS:
            yield listed


def _is_row(piece: Piece) -> bool:
    return SEPARATOR in piece.text and _row(piece) > 0


def _row(piece: Piece) -> int:
    """The number of the row that a piece is a cell of, 0 for none."""
    cell = _cell(piece.box)
    return cell.parent.number if cell is not None and cell.parent is not None else 0


def _cell(box: Box) -> Box | None:
    """The cell that is this box, or holds nothing but it."""
    if box.tag in _CELLS:
        return box
    return box.parent if box.parent is not None and box.parent.tag in _CELLS else None


def table_of(box: Box) -> int:
    """The number of the table around a box, 0 for none."""
    table = _table(box)
    return table.number if table is not None else 0


def _table(box: Box) -> Box | None:
    above: Box | None = box
    while above is not None and above.tag != "table":
        above = above.parent
    return above


def _joined(cells: Sequence[Piece]) -> Sequence[Piece]:
    """The cells as one piece; as they are where one is long, hidden, has several pieces or is
    alone, and where they lead to other articles."""
    apart = {id(_cell(piece.box)) for piece in cells}
    if len(apart) < max(2, len(cells)) or not all(map(_may_join, cells)):
        return cells
    linked, strong = sum(c.linked for c in cells), sum(c.strong for c in cells)
    if linked > _MOST_LINKED * sum(len(cell.text) for cell in cells):
        return cells
    links: list[Link] = []
    start = 0
    for cell in cells:
        links += [
            Link(link.href, link.text, link.start + start, link.end + start) for link in cell.links
        ]
        start += len(cell.text) + len(SEPARATOR)
    text = SEPARATOR.join([cell.text for cell in cells])
    return [Piece(text, cells[0].box, links, linked, strong)]


def _may_join(cell: Piece) -> bool:
    return len(cell.text) <= _LONGEST_CELL and "\n" not in cell.text and not cell.box.hidden
