"""A parsed page as a row of pieces: one walk over the tree, iterative, nothing dropped."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from articles.model import Link
from articles.tree.element_names import LETTERS, told_by_names
from articles.tree.pieces import Box, Piece

#: machine text: never seen by a reader
_UNSEEN = frozenset(
    "script style noscript template iframe head canvas object video audio embed -comment link meta"
    " title base param source track defs symbol desc metadata annotation annotation-xml !doctype"
    " !--".split()
)
#: elements that end a run of text
_BLOCKS = frozenset(
    "p div section article main aside header footer nav ul ol li h1 h2 h3 h4 h5 h6 blockquote pre"
    " table tr td th tbody thead tfoot caption figure figcaption form dl dt dd body html address"
    " details summary fieldset legend center hr menu dialog option select button textarea label"
    " hgroup search optgroup amp-ad amp-sidebar text".split()
)
_PAGE_ITSELF = frozenset(("body", "main", "article"))  # their names tell of scripts, not of a box
_EMPHASIS = frozenset(("b", "strong", "em", "i"))
#: elements that pages set side by side without a space: <span>Ida Holm</span><span>5 May</span>
_LABELS = frozenset(("span", "time", "a", "b", "strong", "em", "i", "small"))
_SHORTEST = 4  # letters of such a neighbour (a guess)
#: white space that is no single space already
_SPACE = re.compile(r"[\t\n\r\f\v][ \t\n\r\f\v]*| [ \t\n\r\f\v]+")
_PLAIN_SPACE = " "
_HINTS = ("class", "id", "itemprop", "data-testid", "role", "data-component", "data-type")
_RARELY_TELLING = frozenset((*_HINTS[1:], "hidden", "aria-hidden", "style"))
_UNNAMED = ("", False)
#: what the walk does at a node: looked up once for each
_INLINE, _BLOCK, _LINK, _STRESS, _TEXT, _BREAK, _NOTHING = range(7)
_SORTS = {
    **dict.fromkeys(_EMPHASIS, _STRESS),
    **dict.fromkeys(_BLOCKS, _BLOCK),
    **dict.fromkeys(_UNSEEN, _NOTHING),
    "a": _LINK,
    "br": _BREAK,
    "-text": _TEXT,
}


def pieces(tree: LexborHTMLParser) -> list[Piece]:
    """All text of a page in reading order."""
    root = tree.body or tree.root
    return _Walk().run(root) if root is not None else []


class _Walk:
    """The state of one walk: open boxes, the text being gathered, the link being inside."""

    def __init__(self) -> None:
        self.found: list[Piece] = []
        self.boxes = 0
        self.box = Box("body", "", told_by_names(""), None, 0, 0)
        self.text: list[str] = []
        self.length = 0
        self.space = True  # a space was just written, or nothing yet
        self.links: list[Link] = []
        self.linked = 0
        self.strong = 0
        self.href: str | None = None
        self.link_start = 0  # where the open link begins in the text being gathered,
        self.link_part = 0  # and in the list of its parts
        self.emphasis = 0
        self.breaks = 0

    def run(self, root: LexborNode) -> list[Piece]:
        """Depth first with an own stack: nesting of any depth costs memory, never a crash.

        This loop sees every node of every page: hence the local names and the table of sorts.
        """
        self._open(root, "body")
        top = self.box
        sorts = _SORTS
        stack: list[tuple[LexborNode | None, int]] = []
        node = root.child
        while True:
            if node is None:
                if not stack:
                    break
                node, leaving = stack.pop()
                if leaving == _BLOCK:
                    self._close()
                elif leaving:
                    self._leave(leaving)
                continue
            tag = node.tag or ""
            sort = sorts.get(tag, _INLINE)
            if sort == _TEXT:
                text = node.text_content or ""
                if text.isspace() and self.box.tag != "pre" and "\u00a0" not in text:
                    if not self.space:  # half of all texts only part elements
                        self._space()
                else:
                    if self.text and not self.space and _may_be_apart(self.text[-1], text):
                        self._part(node)
                    self._write(text)
            elif sort == _BREAK:
                self._break()
            elif sort != _NOTHING:
                if sort == _BLOCK:
                    self._open(node, tag)
                elif sort:
                    self._enter(node, sort)
                stack.append((node.next, sort))
                node = node.child
                continue
            node = node.next
        self._flush()
        top.last = self.boxes
        return self.found

    def _space(self) -> None:
        self.text.append(_PLAIN_SPACE)
        self.length += 1
        self.strong += self.emphasis > 0
        self.space = True

    def _part(self, node: LexborNode) -> None:
        """Neighbours that only a style sheet keeps apart: elements with no text between them."""
        parent = node.parent
        if parent is not None and parent.tag in _LABELS and node.prev is None:
            before = parent.prev
            if before is not None and before.tag in _LABELS and not _are_alike(before, parent):
                self._write(_PLAIN_SPACE)

    def _enter(self, node: LexborNode, sort: int) -> None:
        if sort == _STRESS:
            self.emphasis += 1
            return
        if self.text and self.links and self.links[-1].end == self.length and not self.space:
            self._write(" ")  # neighbours that only a style sheet keeps apart
        self.href = (node.attrs.get("href") or "").strip()
        self.link_start, self.link_part = self.length, len(self.text)

    def _leave(self, sort: int) -> None:
        if sort == _STRESS:
            self.emphasis -= 1
        else:
            self._close_link()
            self.href = None

    def _open(self, node: LexborNode, tag: str) -> None:
        """A block-level element begins."""
        if self.text:
            self._flush()
        self.breaks = 0
        parent = self.box
        attributes = node.attributes
        names, hidden = _names(attributes) if attributes else _UNNAMED
        told = told_by_names(names[:LETTERS])
        self.boxes += 1
        self.box = Box(
            tag,
            told.names,
            told,
            parent,
            parent.depth + 1,
            self.boxes,
            0,
            hidden or parent.hidden,
            parent.never or (told.never and tag not in _PAGE_ITSELF),
            parent.linked if self.href is None else self.href or "#",
        )

    def _close(self) -> None:
        """A block-level element ends."""
        if self.text:
            self._flush()
        self.breaks = 0
        box = self.box
        box.last = self.boxes
        if box.parent is not None:
            self.box = box.parent

    def _write(self, text: str) -> None:
        if self.box.tag != "pre":
            if "  " in text or not text.isprintable():  # a third of all texts
                text = _SPACE.sub(_PLAIN_SPACE, text)
            if self.space and text[:1] == _PLAIN_SPACE:
                text = text[1:]
        if not text:
            return
        if text != _PLAIN_SPACE:
            self.breaks = 0
        self.text.append(text)
        self.length += len(text)
        self.space = text[-1] in " \n"
        if self.emphasis:
            self.strong += len(text)

    def _break(self) -> None:
        """A line break; two of them end a paragraph in all but name."""
        self.breaks += 1
        if self.breaks >= 2 and self.href is None:
            self._flush()
        elif self.text:
            self.text.append("\n")
            self.length += 1
            self.space = True

    def _close_link(self) -> None:
        if self.href is not None and self.length > self.link_start:
            parts = self.text[self.link_part :]
            text = parts[0] if len(parts) == 1 else "".join(parts)
            label = text.strip()
            if label:
                start = self.link_start
                if len(label) != len(text):
                    start += len(text) - len(text.lstrip())
                self.links.append(Link(self.href, label, start, start + len(label)))
                self.linked += len(label)

    def _flush(self) -> None:
        if self.href is not None:
            self._close_link()
        if self.text:
            text = "".join(self.text).rstrip(" \t\n\r\f\v")
            if text.strip():
                self._keep(text)
            self.text = []
        self.length = self.linked = self.strong = self.link_start = self.link_part = 0
        self.links = []
        self.space = True
        self.breaks = 0

    def _keep(self, text: str) -> None:
        if not self.links and self.box.linked:
            self.links.append(Link(self.box.linked, text, 0, len(text)))
            self.linked = len(text)
        self.found.append(Piece(text, self.box, self.links, self.linked, self.strong))


def _are_alike(one: LexborNode, other: LexborNode) -> bool:
    """Whether two elements may be halves of one word: of one sort, type or style, unnamed."""
    if one.tag != other.tag or one.tag == "a":
        return False
    words = [len(node.text(deep=True).split()) for node in (one, other)]
    return one.tag in _EMPHASIS or words == [1, 1]


def _may_be_apart(before: str, text: str) -> bool:
    """Whether a word ends where a text does and another begins: no word goes on so. Of a single
    letter or digit it does: drop caps, formulas."""
    last, first = before[-1], text[:1]
    if len(before) < _SHORTEST or len(text) < _SHORTEST:
        return False
    if _is_uncased(last) and _is_uncased(first):
        return True
    if first.isupper():
        if last.isupper():
            return _ends_in_capitals(before, text)
        return last.islower() or last.isdigit() or last in ".!?"
    return first.isdigit() and last.isalnum() and last.isascii()


def _is_uncased(letter: str) -> bool:
    """Whether a script has spaces and no capitals: Arabic, Hebrew, those of India, Georgian."""
    return "\u0590" <= letter < "\u0e00" or "\u10d0" <= letter <= "\u10ff"


def _ends_in_capitals(before: str, text: str) -> bool:
    """Whether a word in capitals ends where small letters follow one: "RELATED", "A crane"."""
    word = next(reversed(before.split()), "")
    return word.isupper() and len(word) >= _SHORTEST and not text[1:2].isupper()


def _names(attributes: dict[str, str | None]) -> tuple[str, bool]:
    """Class, id and what else names an element; and whether it is hidden."""
    names = attributes.get("class")
    if len(attributes) == (names is not None) or _RARELY_TELLING.isdisjoint(attributes):
        return names or "", False  # most elements
    return " ".join(filter(None, map(attributes.get, _HINTS))), _is_hidden(attributes)


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    style = attributes.get("style")
    return bool(style) and "display:none" in (style or "").replace(" ", "").lower()
