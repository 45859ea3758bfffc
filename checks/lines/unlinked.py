"""What follows a label: a headline, a list of headlines, or nothing."""

from articles import Article, Block, Kind
from articles.lines.label_words import offers
from checks.lines.related import RelatedLine, following, is_headline, is_linked, shows_address
from checks.lines.scan import level

#: marks that set a label apart in any language; others count only in the article's own
_CLEAR = frozenset(":|»›>]→▶►")
#: a headline behind a single space has so many words, or label and tail are one sentence (a guess)
_TIGHT_WORDS = 5
#: letters behind a label among which its headlines are looked for
_FAR = 2000


def names_headline(article: Article, found: RelatedLine) -> bool:
    """Whether a label and an unlinked headline share the line."""
    if not found.tail or _linked_behind(article, found):
        return False
    if not found.label.inline:
        set_apart = found.mark in (":", "|") and found.near and not found.label.weak
        return set_apart and is_headline(found.tail, 4)
    clear = found.mark[:1] in _CLEAR
    if found.label.weak:
        return found.near and found.mark in (":", "|") and is_headline(found.tail, 4)
    if found.label.built:
        return clear and is_headline(found.tail, 4)
    known = found.near or found.label.language == "en"
    if not found.mark.strip():
        return known and found.label.tight and is_headline(found.tail, _TIGHT_WORDS)
    if not clear:
        return known and is_headline(found.tail)
    return is_headline(found.tail, sentence=found.near) or _is_small_headline(found)


def _is_small_headline(found: RelatedLine) -> bool:
    """Whether a headline goes on in small letters behind a colon: « Sur le même sujet : le gardien
    du phare prend sa retraite ». It has more words, and no full stop."""
    tail = found.tail[:1].upper() + found.tail[1:]
    return found.near and found.mark == ":" and is_headline(tail, _TIGHT_WORDS)


def heads_list(article: Article, found: RelatedLine) -> int:
    """How many unlinked headlines stand below a label that fills its line."""
    label = found.label
    if found.tail or is_linked(article, found.line.block, 3):
        return 0
    if label.weak and not (label.heads or label.opens) and found.mark != ":":
        return 0
    told = 0
    least = 4 if label.built else 3
    for text in _below(article, found):
        if not is_headline(text, least):
            break
        told += 1
    clear = found.mark == ":" or not (label.weak or label.built) or _offers(found)
    sure = clear and (label.inline or not article.markup)
    return told if told >= (1 if sure else 2) else 0


def _offers(found: RelatedLine) -> bool:
    """Whether a made-up label without a mark is sure enough of one headline below it."""
    label = found.label
    return label.built and not label.weak and offers(level(label.phrase), label.language)


def stands_alone(article: Article, found: RelatedLine) -> bool:
    """Whether nothing that belongs to a label follows it.

    A page has titles of its own for lists that are filled in later; in a text they are residue.
    """
    if found.tail or is_linked(article, found.line.block, 3) or heads_list(article, found):
        return False
    if found.label.built:
        return False
    if article.markup and not found.label.inline:
        return False
    if any(_is_card(article, block) for block in following(article, found.line.block)):
        return False
    if any(shows_address(line) for line in _below(article, found)[:1]):
        return False
    if found.label.weak:
        return found.near and found.mark == ":" and not found.label.opens
    return found.near or found.label.language == "en"


def _linked_behind(article: Article, found: RelatedLine) -> bool:
    block = article.blocks[found.line.block]
    return any(link.end > found.line.start and link.href.strip() for link in block.links)


def _below(article: Article, found: RelatedLine) -> list[str]:
    rest = (
        article.blocks[found.line.block]
        .text[found.line.end : found.line.end + _FAR]
        .split("\n")[:8]
    )
    lines = [line for line in rest if line.strip()]
    for block in following(article, found.line.block):
        if _is_card(article, block):
            break
        lines += [line for line in block.text[:_FAR].split("\n") if line.strip()]
    return lines[:12]


def _is_card(article: Article, block: Block) -> bool:
    """On a page the titles of cards are headings, and the link that covers a card is not theirs."""
    return article.markup and (block.tag in _CARD_TITLES or block.kind is Kind.OTHER)


_CARD_TITLES = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
