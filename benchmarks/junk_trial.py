"""Junk lines of many languages between the paragraphs of real pages: recorded, labelled, not body?

The lines (benchmarks/trials/junk_lines*.toml) were written before the rules were first run on them
and are no source of the word lists; what the first runs found stands in docs/decisions/body.md.
Each page gets a few of them, in changing markup, each after another paragraph of its true body.
"""

import gzip
import html as entities
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from articles import Article, Kind

_HERE = Path(__file__).parent / "trials"
_WHICH = (
    "",
    "_second",
    "_third",
    "_fourth",
    "_fifth",
    "_sixth",
    "_seventh",
    "_eighth",
    "_ninth",
    "_tenth",
    "_eleventh",
    "_twelfth",
    "_thirteenth",
    "_fourteenth",
    "_fifteenth",
    "_sixteenth",
    "_seventeenth",
    "_eighteenth",
)
TRIALS = tuple(_HERE / f"junk_lines{which}.toml" for which in _WHICH)
#: lines of further kinds: notices, credits, dates, what leads through a page or stands for media
OTHER_KINDS = tuple(_HERE / f"junk_lines_other_kinds{which}.toml" for which in ("", "_second"))
#: lines of true stories that come near to junk
NEAR_MISSES = _HERE / "junk_near_misses.toml"
#: how papers set such lines; none of these names says what the line is
FRAMES = (
    "<p>{}</p>",
    '<p class="x-7f"><strong>{}</strong></p>',
    '<div class="c12">{}</div>',
    "<p><em>{}</em></p>",
    '<div class="wrap"><div><p>{}</p></div></div>',
)
A_PAGE = 6
_UNSEEN = re.compile(r"<(script|noscript|template)\b.*?</\1>|<!--.*?-->", re.S)


@dataclass(frozen=True, slots=True)
class Line:
    """A line as its page holds it and as a reader sees it."""

    group: str
    language: str
    markup: str
    shown: str

    @property
    def kind(self) -> Kind:
        """The kind that it should bear."""
        return Kind(self.group.partition("-")[0])


def lines(trial: Path) -> Iterator[Line]:
    """All lines of a trial; braces mark what is a link."""
    for group, languages in tomllib.loads(trial.read_text(encoding="utf-8")).items():
        for language, texts in languages.items():
            for text in texts:
                yield _line(group, language, text)


def near_misses() -> Iterator[Line]:
    """Lines of true stories that come near to junk: no rule may win over the classifier there."""
    for group, languages in tomllib.loads(NEAR_MISSES.read_text(encoding="utf-8")).items():
        for language, texts in languages.items():
            for text in texts:
                shown = text.replace("{", "").replace("}", "") if "linked" in group else text
                yield Line(group, language, text, shown)


def share_linked(line: Line) -> float:
    """The share of a near miss that lies in a link."""
    link = re.search(r"\{(.+?)\}", line.markup) if "linked" in line.group else None
    return len(link[1]) / len(line.shown) if link else 0.0


def _line(group: str, language: str, text: str) -> Line:
    if group != "related-linked":  # a page shows two spaces as one
        return Line(group, language, entities.escape(text), re.sub(" +", " ", text))
    label, _, rest = text.partition("{")
    headline, _, after = rest.partition("}")
    link = f'<a href="/2031/{len(headline)}-b">{headline}</a>'
    markup = entities.escape(label) + link + entities.escape(after)
    return Line(group, language, markup, label + headline + after)


def run(
    rows: Sequence[dict[str, Any]], data: Path, trial: Path
) -> dict[Line, list[tuple[bool, bool, bool]]]:
    """For each line whether it was recorded, had the right kind and was no body, page by page."""
    from articles.page import read_page

    found: dict[Line, list[tuple[bool, bool, bool]]] = defaultdict(list)
    waiting, frames = cycle(lines(trial)), cycle(FRAMES)
    for row in rows:
        page = gzip.decompress((data / row["html"]).read_bytes()).decode("utf-8", "replace")
        places = paragraph_ends(page, row["body"] or "")[1:]
        put = list(islice(waiting, min(A_PAGE, len(places)))) if len(places) > 1 else []
        for place, line in reversed(list(zip(places, put, strict=False))):
            page = page[:place] + next(frames).format(line.markup) + page[place:]
        if put:
            article = read_page(page.encode(), url=row["url"] or "", charset="utf-8")
            for line in put:
                found[line].append(_judged(line, article))
    return found


def paragraph_ends(page: str, body: str) -> list[int]:
    """Where paragraphs end that are surely body."""
    wanted = _bare(body)
    ends = []
    page = _UNSEEN.sub(lambda found: " " * len(found[0]), page)
    for paragraph in re.finditer(r"<p\b[^>]*>(.{60,4000}?)</p>", page, re.S):
        text = _bare(re.sub(r"<[^>]+>", " ", paragraph[1]))
        if len(text) > 60 and text in wanted:
            ends.append(paragraph.end())
    return ends


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text))


def _judged(line: Line, article: Article) -> tuple[bool, bool, bool]:
    holding = [block for block in article.blocks if line.shown in block.text]
    right = bool(holding) and any(block.kind is line.kind for block in holding)
    body = any(block.is_story and line.shown in block.text for block in holding)
    return bool(holding), right, bool(holding) and not (body and not right)


def report(found: dict[Line, list[tuple[bool, bool, bool]]]) -> Iterator[str]:
    """A table by group, then every line that ever bore another kind."""
    languages = len({line.language for line in found} - {"any"})
    yield f"| junk in {languages} languages | lines | times | recorded | right label | not body |"
    yield "|---|--:|--:|--:|--:|--:|"
    for group in dict.fromkeys(line.group for line in found):
        tries = [one for line, all_ in found.items() if line.group == group for one in all_]
        count = sum(line.group == group for line in found)
        shares = (sum(one[k] for one in tries) / len(tries) for k in range(3))
        yield f"| {group} | {count} | {len(tries)} | {' | '.join(f'{x:.3f}' for x in shares)} |"
    for line, tries in found.items():
        missed = sum(not right for _, right, _ in tries)
        if missed:
            yield f"missed {missed} of {len(tries)}: {line.group} {line.language} {line.shown}"
