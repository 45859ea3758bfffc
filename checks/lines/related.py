"""Related lines: a label that announces another article, alone or with the headline behind it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles import Article, Block, Kind
from articles.lines.label_words import is_alone, language_of_label
from articles.words.fold import words
from checks.lines.label_words import label_ends
from checks.lines.lexicon import LABEL, Label
from checks.lines.scan import LONG, Cue, Line, Scan, level, scan

#: marks that may stand before a label
_LEAD = re.compile(r"[\s>»›→▶►•·*|\-–—(\[【\"“👉➡️■□▼▽◆◇●○★☆※▲△☞✔✅🔴📌🔗👇➤➜➔]{0,12}")
_BEHIND = re.compile(
    r"(?P<gap>[\s\])】\"”]{0,6})(?P<mark>[:：|｜»›>→▶►]{1,4}|[-–—](?=\s))?(?P<rest>\s{0,6})"
)
#: a headline may begin with "Watch:"
_NO_PLACE = frozenset({Kind.HEADLINE, Kind.SUBHEAD, Kind.BYLINE, Kind.SITE})
_CAPTION_TAGS = frozenset({"figcaption", "figure", "caption", "video", "audio"})
_HEAD = frozenset({Kind.BYLINE, Kind.DATELINE})
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
#: scripts that put no space between words
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff]")
_ADDRESS = re.compile(r"(?i)https?:|www\.|\b[\w-]+\.(?:com|org|net)/")
_LAST_ABBREVIATION = re.compile(r"(?:\b\w|\b[A-Z][a-z]{0,2})\.$")
_SENTENCES = re.compile(r"[.!?]\s+[^\W\d_]")
#: words that stood on a link
_HERE = frozenset(
    "here hier ici aquí aqui qui här her tutaj здесь тут itt zde tu aici burada".split()
)
#: more words than this behind "More from" are a sentence; in small letters even fewer
_TOPIC_WORDS, _SMALL_TOPIC_WORDS = 5, 2
#: "on harbour.example", which some labels end with
_ON_SITE = re.compile(r"(?i)(?:\S{1,6}\s){0,2}[\w-]{2,40}\.[a-z]{2,12}")
#: "on the budget: headline"
_TOPIC_FIRST = re.compile(r"([^:|\s][^:|]{1,60}?)\s?[:|]\s+(?=\S)")
#: "iPhone", "eBay"
_CAMEL = re.compile(r"[a-z]{1,2}[A-Z]")
#: label lines with a headline below them are looked for so many blocks down
_REACH = 3


@dataclass(frozen=True, slots=True)
class RelatedLine:
    """A line that begins with a label. `tail` is what follows it, "" where nothing does.

    `sure` says that a mark or a wide gap separates the two; `near` that the label belongs to the
    article's own language, or that the article does not say which that is.
    """

    line: Line
    label: Label
    mark: str
    tail: str
    near: bool


def related_lines(article: Article) -> tuple[RelatedLine, ...]:
    """Every line that begins with a label, each once, under its longest label."""
    here = scan(article)
    if here.related is None:
        here.related = tuple(_related_lines(here))
    return here.related


def _related_lines(here: Scan) -> Iterator[RelatedLine]:
    best: dict[tuple[int, int], tuple[tuple[bool, int, bool], RelatedLine]] = {}
    for cue in (*here.cues(LABEL), *_built(here)):
        found = _read(here, cue)
        if found is None:
            continue
        place = (found.line.block, found.line.start)
        listed = not (found.label.weak or found.label.built) or _is_set_apart(found)
        weight = (listed, len(found.label.phrase), found.near)
        if place not in best or weight > best[place][0]:
            best[place] = (weight, found)
    return (found for _, (_, found) in sorted(best.items(), key=lambda item: item[0]))


def _built(here: Scan) -> Iterator[Cue]:
    """Labels that no list holds, made of label words from the line's beginning to the cue."""
    spoken = here.article.language[:2].lower()
    for first, head in here.heads():
        lead = _LEAD.match(head)
        start = lead.end() if lead else 0
        for end in label_ends(head, start):
            if language := language_of_label(head[start:end], spoken):
                line = here.line(first)
                yield Cue(_label(language, line.text[start:end]), line, start, end)


def _label(language: str, phrase: str) -> Label:
    alone = is_alone(phrase)
    return Label(
        language=language,
        phrase=phrase,
        weak=alone,
        inline=True,
        heads=not alone,
        tight=False,
        opens=False,
        attested=False,
        built=True,
    )


def _is_set_apart(found: RelatedLine) -> bool:
    """Whether a made-up label of several words has a colon or a bar behind it."""
    return found.label.built and not found.label.weak and found.mark in (":", "|")


def is_headline(text: str, min_words: int = 3, *, sentence: bool = False) -> bool:
    """Whether a line reads like a headline: short, begins big, does not end like a sentence.

    With `sentence` it may end with a full stop, as some headlines do.

    >>> is_headline("Clashes in Georgia - after discussing a controversial bill")
    True
    >>> is_headline("He stated that such meetings could have harmful results.")
    False
    """
    text = text.strip(" \t\u00a0\"'“”„»«›‹>→]【】")
    if not 6 <= len(text) <= 220 or _ADDRESS.search(text):
        return False
    if text[-1] in (";,:" if sentence else ".;,:。") and not _may_end_so(text):
        return False
    if len(_SENTENCES.findall(text)) > 1:
        return False
    first = next((c for c in text if c.isalnum()), "a")
    georgian = "\u10d0" <= first <= "\u10ff"  # which has no capitals
    small = first.islower() and not georgian and not _CAMEL.match(text)
    return not small and _long_enough(text, min_words)


def _may_end_so(text: str) -> bool:
    return text.endswith("...") or _LAST_ABBREVIATION.search(text) is not None


def _long_enough(text: str, min_words: int) -> bool:
    if _UNSPACED.search(text):
        return len(_UNSPACED.findall(text)) >= 2 * min_words
    return min_words <= len(_WORD.findall(text)) <= 30


def shows_address(text: str) -> bool:
    """Whether an address stands in the text as words."""
    return _ADDRESS.search(text[:LONG]) is not None


def is_linked(article: Article, block: int, reach: int = 0) -> bool:
    """Whether this block, or one of the next few, bears a link. Plain text has none, and an anchor
    that lost its address is none."""
    blocks = article.blocks[block : block + 1 + reach]
    return any(link.href.strip() for each in blocks for link in each.links)


def following(article: Article, block: int) -> list[Block]:
    """The next few blocks that a reader meets."""
    zone = scan(article).zone
    return list(article.blocks[block + 1 : min(block + 1 + _REACH, zone.stop)])


def _read(here: Scan, cue: Cue) -> RelatedLine | None:
    """The related line that a cue begins, if it begins one."""
    label: Label = cue.what
    block = here.article.blocks[cue.line.block]
    if block.kind in _NO_PLACE or (label.weak and _is_caption(block)):
        return None
    line, end = cue.line, cue.start + len(label.phrase)
    lead = _LEAD.match(line.text)
    if lead is None or lead.end() != cue.start or _heads_article(here, line, label):
        return None
    if line.low[end : end + 1].isalnum() or level(label.phrase) != line.low[cue.start : end]:
        return None
    behind = _BEHIND.match(line.text, end)
    if behind is None:
        return None
    tail = line.text[behind.end() :].strip().rstrip(")]】").strip()
    near = here.article.language[:2] in ("", label.language)
    mark = _mark(behind, line.text[end : behind.end()])
    if _belongs_to_label(label, mark, tail):
        tail, mark = "", ":" if tail.endswith(":") else mark
    elif topic := _topic_first(label, mark, tail):
        tail, mark = tail[topic:], ":"
    return RelatedLine(line, label, mark, tail, near)


def _is_caption(block: Block) -> bool:
    """Whether a picture's or a film's words stand here: "Watch: the keeper says farewell"."""
    return block.kind is Kind.CAPTION or block.tag in _CAPTION_TAGS


def _heads_article(here: Scan, line: Line, label: Label) -> bool:
    """Whether a line stands above the headline, as kickers and menus do, or is the headline."""
    blocks = here.article.blocks
    below = {block.kind for block in blocks[line.block + 1 : line.block + 2]}
    if Kind.HEADLINE in below or (label.weak and below & _HEAD):
        return True
    heads = (here.article.headline, blocks[0].text)
    return label.weak and words(line.text) in (words(head[:LONG]) for head in heads)


def _belongs_to_label(label: Label, mark: str, tail: str) -> bool:
    """Whether what follows a label only completes it: "here", a topic, words up to a colon."""
    if tail.lower().strip(" .:!>»→") in _HERE:
        return True
    if not tail.strip(" .…:") and not mark.strip():
        return True
    if mark.strip():
        return False
    size, bare = len(tail.split()), tail.rstrip(" :…")
    most = _SMALL_TOPIC_WORDS if bare[0].islower() else _TOPIC_WORDS
    topic = label.opens and size <= most and bare[-1].isalnum()
    if topic or (tail.endswith(":") and not label.weak and size <= _TOPIC_WORDS * 2):
        return True
    return not label.weak and _ON_SITE.fullmatch(tail) is not None


def _topic_first(label: Label, mark: str, tail: str) -> int:
    """Where the headline begins if a topic and a colon stand before it: "More on rents: ..."."""
    if mark.strip() or not tail:
        return 0
    found = _TOPIC_FIRST.match(tail)
    if found is None or len(found[1].split()) > _TOPIC_WORDS:
        return 0
    return found.end() if label.opens else 0


def _mark(behind: re.Match[str], between: str) -> str:
    """What separates the label from its tail: a sign, a wide gap, or only a space."""
    if behind["mark"]:
        return behind["mark"].replace("：", ":").replace("｜", "|")
    if any(closing in between for closing in "])】"):
        return "]"
    return "gap" if len(between) > 1 or "\u00a0" in between or "\t" in between else between
