"""Where machine text stands in an article, unless the article is about such things."""

import re
from collections.abc import Iterator

from articles import Article
from checks.lines.patterns import Pattern
from checks.lines.scan import Line, Scan, scan

#: so many different words of the trade in prose make an article about programming (a guess)
_TRADE_WORDS = 3
_SAYS = re.compile(
    r"html|\b(?:templates?|placeholders?|shortcodes?|syntax|(?:the|a) variable|vorlagen?|"
    r"platzhalter|plantillas?|gabarits?|modèles?|modelos?|modell[oi]|sjablo(?:on|nen)|mallen|"
    r"skabelon(?:en)?|šablon[ay]?|sablon|şablon|szablon(?:ie)?|шаблон\w{0,3}|πρότυπο)\b|"
    r"テンプレート|模板|템플릿"
)
_OPENING = "\"'“„«‘‚`´"
_CLOSING = "\"'”“»’‘`´"


def machine_text(article: Article, kind: str) -> Iterator[tuple[Pattern, Line, int, int]]:
    """Every first match of a pattern of this kind in a line: the pattern and the place."""
    here = scan(article)
    tried = set()
    for cue in here.cues(kind):
        pattern: Pattern = cue.what
        key = (pattern.form, cue.line.block, cue.line.start)
        if key in tried:
            continue
        tried.add(key)
        match = pattern.form.search(cue.line.text)
        if match is None or _quoted(cue.line.text, match.start(), match.end()):
            continue
        if pattern.certain or not (_says_so(cue.line, match) or _about_code(here, cue.line)):
            yield pattern, cue.line, match.start(), match.end()


def _quoted(text: str, start: int, end: int) -> bool:
    """Whether the words around speak about the match: it stands in quotes inside a longer line."""
    before, after = text[:start].rstrip(), text[end:].lstrip()
    return bool(before and after) and before[-1] in _OPENING and after[0] in _CLOSING


def _says_so(line: Line, match: re.Match[str]) -> bool:
    """Whether the line's other words say what it shows, as manuals do."""
    return _SAYS.search(f"{line.low[: match.start()]} {line.low[match.end() :]}") is not None


def _about_code(here: Scan, line: Line) -> bool:
    if here.shows_code:
        return True
    here_line = (line.block, line.start)
    words = {word for word, *place in here.trade_words() if tuple(place) != here_line}
    return len(words) >= _TRADE_WORDS
