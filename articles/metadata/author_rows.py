"""Authors of whom a page shows each in an element of their own, side by side: rows of links to
authors, or of elements that are called so."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from selectolax.lexbor import LexborHTMLParser, LexborNode

from articles.metadata.markup import LONGEST_BYLINE, Statements, elsewhere, text_of

#: where sites keep the pages of their authors, in languages
_PLACES = (
    "/autor", "/auteur", "/autrice", "/avtor", "/journalist", "/reporter", "/skribent",
    "/forfatter", "/kirjoittaja", "/toimittaja", "/szerzo", "/yazar", "/penulis", "/tac-gia",
    "/writer", "/columnist", "/contributor",
)  # fmt: skip
_SURE = '[rel~="author"], [href*="/author"]'
_PERHAPS = ", ".join(f'a[href*="{place}"]' for place in _PLACES)
_ELEMENTS = '[class*="author" i], [class*="autor" i], [class*="auteur" i]'
_LISTED = frozenset(("li", "dd"))
_WHOLE = frozenset(("html", "body", "main", "article", "section", "form", "table", "meta", "link"))
_MOST_LOOKED_AT, _MOST_NAMES, _LONGEST_NAME = 120, 12, 60
_LONGEST_JOIN = 5


@dataclass(frozen=True, slots=True)
class Row:
    """The texts of the elements, and of what they stand in: "" where that is no byline."""

    names: tuple[str, ...]
    whole: str = ""

    def apart(self, line: str) -> str:
        """A line with these names set apart, whatever stands between them.

        >>> Row(("Ann Lee", "Tom Ray")).apart("By Ann Lee Tom Ray")
        'By ;Ann Lee; ;Tom Ray;'
        """
        for name in self.names:
            line = line.replace(name, f";{name};", 1)
        return line


def link_rows(page: Statements) -> list[Row]:
    """The rows of links to authors, those behind the first heading before all others."""
    return _rows(page.author_links[:_MOST_LOOKED_AT], _SURE, page)


def perhaps_rows(tree: LexborHTMLParser, page: Statements) -> list[Row]:
    """The rows of links to where sites keep authors in other languages, and other things too."""
    return _rows(_in_order(tree, _PERHAPS), _PERHAPS, page)


def element_row(tree: LexborHTMLParser, page: Statements) -> Row | None:
    """The first of the rows of elements that are called authors, if it has two or more."""
    first = next(iter(_rows(_in_order(tree, _ELEMENTS), _ELEMENTS, page)), None)
    return first if first is not None and len(first.names) > 1 else None


def _in_order(tree: LexborHTMLParser, wanted: str) -> Iterator[tuple[LexborNode, bool]]:
    """The elements, and whether a heading came before each."""
    behind = False
    for node in _each_once(tree.css(f"h1, {wanted}")[:_MOST_LOOKED_AT]):
        if node.tag == "h1":
            behind = True
        else:
            yield node, behind


def _rows(nodes: Iterable[tuple[LexborNode, bool]], wanted: str, page: Statements) -> list[Row]:
    before: dict[int, list[LexborNode]] = {}
    behind: dict[int, list[LexborNode]] = {}
    for node, is_behind in nodes:
        if node.tag not in _WHOLE and not elsewhere(node, page) and _is_innermost(node, wanted):
            found = behind if is_behind else before
            found.setdefault(_around(node).mem_id, []).append(node)
    made = (_row(nodes) for group in (behind, before) for nodes in group.values())
    return [row for row in made if row.names]


def _each_once(nodes: Iterable[LexborNode]) -> Iterable[LexborNode]:
    """Nodes that fit several selectors come several times."""
    return {node.mem_id: node for node in nodes}.values()


def _is_innermost(node: LexborNode, wanted: str) -> bool:
    return all(inner.mem_id == node.mem_id for inner in node.css(wanted))


def _row(nodes: list[LexborNode]) -> Row:
    """The row of a container; of a long one, which is no byline, the first nodes that touch."""
    whole = text_of(_around(nodes[0]))
    if len(whole) > LONGEST_BYLINE:
        nodes, whole = list(_touching(nodes)), ""
    texts = filter(None, map(text_of, nodes[:_MOST_NAMES]))
    names = dict.fromkeys(text for text in texts if len(text) <= _LONGEST_NAME)
    return Row(tuple(names), whole)


def _touching(nodes: list[LexborNode]) -> Iterator[LexborNode]:
    """The first node and those that follow with no more than a comma or "and" between."""
    yield nodes[0]
    for left, right in pairwise(nodes):
        step = left.next
        while step is not None and step.tag == "-text" and len(text_of(step)) <= _LONGEST_JOIN:
            step = step.next
        if step is None or step.mem_id != right.mem_id:
            return
        yield right


def _around(node: LexborNode) -> LexborNode:
    """The element whose text is more than that of the node, or that lists it."""
    text = node.text(deep=True).strip()
    step = node.parent
    while step is not None and (step.tag in _LISTED or step.text(deep=True).strip() == text):
        step = step.parent
    return step if step is not None else node
