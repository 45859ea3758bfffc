"""What a page shows about itself in its lines, looked for where its statements do not suffice."""

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from articles.metadata.linked_data import plain
from articles.metadata.markup import (
    LONGEST_BYLINE,
    MOST,
    WHOLE,
    Shown,
    Statements,
    elsewhere,
    text_of,
)

_RARE_BYLINES = 'h1, [class*="autor" i], [class*="auteur" i], [data-hook="user-name"]'
_SHOWING_DATES = (
    '[class*="date" i], [class*="time" i], [class*="publi" i], [class*="post-meta" i],'
    ' [class*="article-info" i], [class*="meta" i], [id*="date" i], [data-testid*="date" i],'
    " [datetime], [data-datetime], [data-published], [data-timestamp], [data-date]"
)
_DATE_ATTRIBUTES = ("datetime", "data-datetime", "data-published", "data-timestamp", "data-date")
_MOST_TEXT = 200_000


def rare_bylines(tree: LexborHTMLParser, page: Statements) -> Iterator[Shown]:
    """Elements in which fewer systems show names; looked for where no other names anybody."""
    after = False
    for node in tree.css(_RARE_BYLINES)[: 4 * MOST]:
        if node.tag == "h1":
            after = True
        elif node.tag not in WHOLE and not elsewhere(node, page):
            text = text_of(node)
            if 0 < len(text) <= LONGEST_BYLINE:
                yield Shown(text, after, (node.attributes.get("class") or "")[:300])


def shown_dates(tree: LexborHTMLParser, page: Statements) -> Iterator[Shown]:
    """Elements that look as if they showed a date, in document order; the last resort."""
    after = False
    for count, node in enumerate(tree.css(f"h1, {_SHOWING_DATES}")):
        if count > 4 * MOST:
            return
        if node.tag == "h1":
            after = True
        elif node.tag not in WHOLE and not elsewhere(node, page):
            attributes = node.attributes
            stated = next((attributes[k] or "" for k in _DATE_ATTRIBUTES if k in attributes), "")
            hint = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"[:300]
            yield Shown(text_of(node)[:200], after, hint, stated[:100])


def lines_under_headline(tree: LexborHTMLParser, page: Statements) -> Iterator[str]:
    """The lines of the page's text from its headline on; from its beginning without one."""
    lines = text_lines(tree, page)
    return iter(lines[headline_line(lines, page) :])


def text_lines(tree: LexborHTMLParser, page: Statements) -> list[str]:
    """The texts of the page as they stand in its elements, in order; kept with its statements."""
    if not page.lines:
        body = tree.body
        text = body.text(deep=True, separator="\n")[:_MOST_TEXT] if body is not None else ""
        page.lines.extend(filter(None, map(str.strip, text.split("\n"))))
    return page.lines


def headline_line(lines: list[str], page: Statements) -> int:
    """The number of the line that begins the first heading, 0 where none does."""
    shown = [heading.text for heading in page.headings if heading.text]
    first_letters = {text[0] for text in shown}
    for number, line in enumerate(lines):
        if line[0] not in first_letters:
            continue
        text = plain(line)
        if any(text == one or (len(text) > 15 and one.startswith(text)) for one in shown):
            return number
    return 0
