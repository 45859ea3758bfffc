"""Where machine text stands in an article, unless the article is about such things."""

import re
from collections.abc import Iterator

from articles import Article
from checks.lines.cited import is_cited, is_speech
from checks.lines.pattern import Pattern
from checks.lines.scan import Line, scan
from checks.lines.trade import about_code

_SAYS = re.compile(
    r"html|\b(?:templates?|placeholders?|shortcodes?|syntax|(?:the|a) variable|vorlagen?|"
    r"(?:the|a|its) form|left blank|formular|formulaire|formulario|formulário|modulo|"
    r"merge fields?|mail[- ]merges?|serienbrief\w{0,2}|publipostage|"
    r"platzhalter|plantillas?|gabarits?|modèles?|modelos?|modell[oi]|sjablo(?:on|nen)|mallen|"
    r"skabelon(?:en)?|šablon[ay]?|sablon|şablon|szablon(?:ie)?|шаблон\w{0,3}|πρότυπο)\b|"
    r"テンプレート|模板|템플릿"
)
#: what a manual says on either side of a variable: "a value such as ${region}", "stands for"
_SUCH = re.compile(
    r"\b(?:values?|variables?|names?|expressions?|strings?|tokens?|werte?|namen|ausdr[uü]cke?"
    r"|valeurs?|noms?|valor(?:es)?|nombres?|valor[ei]|nom[ei]|waarden?|värden?),? "
    r"(?:such as|like|wie|comme|como|come|zoals|som) \W{0,2}$"
)
_MEANS = re.compile(
    r"\W{0,2} (?:stands? for|means|expands to|(?:is|are|gets?|will be|be) (?:replaced|substituted)"
    r"|steht für|wird (?:\w+ )?ersetzt|wird durch|est remplacée?|désigne|se (?:sustituye|reemplaza)"
    r"|viene sostituit[oa]|sta per|é substituíd[oa]|representa|staat voor|wordt vervangen|ersätts"
    r"|erstattes|oznacza|заменяется|означает)\b"
)
Found = tuple[Pattern, Line, int, int]


def machine_text(article: Article, kind: str) -> Iterator[Found]:
    """Every first match of a pattern of this kind in a line: the pattern and the place.

    What a line cites is left alone, and so is the same text wherever else in that article.
    """
    found = list(_matches(article, kind))
    cited = {_text(one) for one in found if is_cited(one[1].text, one[2], one[3])}
    here = scan(article)
    for one in found:
        pattern, line, start, end = one
        if _text(one) in cited or (pattern.spared and is_speech(line.text, start, end)):
            continue
        if pattern.certain or not (_says_so(line, start, end) or about_code(here, *one[1:])):
            yield one


def _matches(article: Article, kind: str) -> Iterator[Found]:
    tried = set()
    for cue in scan(article).cues(kind):
        pattern: Pattern = cue.what
        key = (pattern.form, cue.line.block, cue.line.start)
        if key not in tried:
            tried.add(key)
            if match := pattern.form.search(cue.line.text):
                yield pattern, cue.line, match.start(), match.end()


def _text(found: Found) -> str:
    _, line, start, end = found
    return line.low[start:end]


def _says_so(line: Line, start: int, end: int) -> bool:
    """Whether the line's other words say what it shows, as manuals do."""
    before, behind = line.low[:start], line.low[end:]
    variable = line.text.startswith("${", start)
    if variable and (_SUCH.search(before) or _MEANS.match(behind)):
        return True
    return _SAYS.search(f"{before} {behind}") is not None
