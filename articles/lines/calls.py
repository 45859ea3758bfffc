"""Calls to the reader that no list of phrases holds, told by the parts that they are made of.

"Straight to your mailbox before breakfast", "The rest of this piece is for members": several parts
of one language (`articles.lines.parts`), in one short line, make a call; one of them alone makes
news.
"""

from collections.abc import Callable, Sequence

from articles.lines.call_letters import is_newsletter
from articles.lines.call_networks import asks_to_follow, follows_on_a_network, is_share
from articles.lines.call_notices import is_ad, is_label, is_placeholder
from articles.lines.call_walls import is_paywall, is_wall
from articles.lines.parts import Parts, parts_of
from articles.lines.search import Found
from articles.model import Kind


def call_kind(line: str, words: Sequence[str], found: Found, text: str = "") -> Kind | None:
    """The kind of call that a levelled line makes, whose words and text these are; None where it
    makes none."""
    for parts in parts_of(line, words, found, text):
        kind = next((kind for kind, is_call in _CALLS if is_call(parts)), None)
        if kind is not None:
            return kind
    return None


_CALLS: tuple[tuple[Kind, Callable[[Parts], bool]], ...] = (
    (Kind.PAYWALL, is_wall),
    (Kind.AD, is_ad),
    (Kind.SHARE, asks_to_follow),
    (Kind.SHARE, follows_on_a_network),
    (Kind.PAYWALL, is_paywall),
    (Kind.NEWSLETTER, is_newsletter),
    (Kind.SHARE, is_share),
    (Kind.TEMPLATE, is_placeholder),
    (Kind.RELATED, is_label),
)
