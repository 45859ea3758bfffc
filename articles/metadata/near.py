"""The `<time>` elements that are the article's own by their place: those before the story.

Further down stand those of other articles, of comments and of what the story tells.
"""

from selectolax.lexbor import LexborHTMLParser, LexborNode

from articles.metadata.markup import Shown, Statements, states_time

#: Letters of a text that counts as prose, and of the prose behind the headline that a standfirst
#: may have: the story begins with more (guesses).
_PROSE, _STANDFIRST = 40, 250
_NO_PROSE = frozenset(("script", "style", "noscript", "template", "a", "time"))
_MOST_NODES = 20_000


def times_near_headline(tree: LexborHTMLParser, page: Statements) -> list[Shown]:
    """The times of the page up to the first prose behind its headline, or of all without one.

    >>> from articles.metadata.markup import gather
    >>> story = "<p>" + "The harbour has reopened after the storm. " * 9
    >>> tree = LexborHTMLParser(f"<h1>Harbour</h1><time>9:15</time>{story}<time>18:45</time>")
    >>> [time.text for time in times_near_headline(tree, gather(tree))]
    ['9:15']
    """
    return page.times[: _times_before_story(tree, page)] if page.times else []


def _times_before_story(tree: LexborHTMLParser, page: Statements) -> int:
    root = tree.root
    found, prose, behind = 0, 0, not page.headings
    for count, node in enumerate(root.traverse(include_text=True) if root is not None else ()):
        if count > _MOST_NODES or prose > _STANDFIRST or found >= len(page.times):
            break
        behind = behind or node.tag == "h1"
        found += states_time(node)
        prose += _prose(node) if behind and node.tag == "-text" else 0
    return found


def _prose(node: LexborNode) -> int:
    """The letters of a text, 0 where it is too short for prose or no text of the page's own."""
    letters = len((node.text_content or "").strip())
    parent = node.parent
    told = parent is None or parent.tag not in _NO_PROSE
    return letters if letters >= _PROSE and told else 0
