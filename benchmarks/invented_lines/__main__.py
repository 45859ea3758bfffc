"""Invented articles with planted faults and near-misses in many languages: found and falsely found.

    python -m benchmarks.invented_lines [first] [second] [third] [fourth] [misses]

The texts beside this file were written before anybody looked at what the rules say of them, in two
parts: the rules were mended by what `first` showed, `second` was only counted. A section is a
language: `p` prose, `h` headlines, `s` lines of the site's template, `+CODE` a planted fault ({h}
is a headline, // a new line), `-` a line that only looks like a fault. Each fault and near-miss
stands between prose in an article of its site; the lines of the template stand below it.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from random import Random

from articles import Article
from articles.text import read_text
from checks.knowledge import Knowledge
from checks.protocol import Check, Finding
from checks.registry import all_rules, build
from checks.runner import run

_PARTS = ("first", "second", "third", "fourth")
#: what a near-miss and a template line carry in place of a code
_SILENT, _NEUTRAL, _SITE = "", "any", "TPL201"
#: articles of a site in which its template is looked for, and words of their made-up prose
_SITE_ARTICLES, _WORDS = 8, 25


@dataclass(slots=True)
class Section:
    """What was written in one language."""

    language: str
    prose: list[str] = field(default_factory=list)
    headlines: list[str] = field(default_factory=list)
    site: list[str] = field(default_factory=list)
    planted: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Made:
    """An article as lines, each with the code that should be reported there."""

    language: str
    number: int
    lines: list[tuple[str, str]]

    def article(self) -> Article:
        """Read as a plain text of its site."""
        return read_text(
            "\n\n".join(text for text, _ in self.lines),
            url=f"https://{self.language}.example/{self.number}",
            id=f"{self.language}/{self.number}",
            language=self.language,
        )


def sections(part: str) -> list[Section]:
    """The sections of one part."""
    found: list[Section] = []
    for line in (Path(__file__).parent / f"{part}.txt").read_text(encoding="utf-8").splitlines():
        mark, _, rest = line.partition(" ")
        match mark:
            case "=":
                found.append(Section(rest))
            case "p":
                found[-1].prose.append(rest)
            case "h":
                found[-1].headlines.append(rest)
            case "s":
                found[-1].site.append(rest)
            case _:
                found[-1].planted.append((mark.strip("+-"), rest))
    return found


def articles(section: Section) -> Iterator[Made]:
    """Two planted segments an article: the n-th of the first half and of the second."""
    middle = (len(section.planted) + 1) // 2
    prose, headlines = cycle(section.prose), cycle(section.headlines)
    for number in range(middle):
        lines = [(next(headlines), _NEUTRAL), *_prose(prose, 2)]
        pair = section.planted[number::middle]
        for code, text in sorted(pair, key=lambda each: each[0] == "TXT102"):
            lines += [*_segment(code, text, headlines), *_prose(prose, code != "TXT102")]
        yield Made(section.language, number, lines)


def _prose(prose: Iterator[str], number: int) -> list[tuple[str, str]]:
    return [(text, _SILENT) for text in islice(prose, number)]


def _segment(code: str, text: str, headlines: Iterator[str]) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(text.split(" // ")):
        while "{h}" in line:
            line = line.replace("{h}", next(headlines), 1)
        yield line, _NEUTRAL if number and code else code


def site_articles(section: Section) -> Iterator[Made]:
    """Articles of one site in made-up prose, each with most of the site's lines below it."""
    rng = Random(section.language)
    text = " ".join(section.prose)
    spaced = text.count(" ") > _WORDS
    words = text.split() if spaced else list(text)
    for number in range(_SITE_ARTICLES):
        prose = [(_made_up(words, rng), _SILENT) for _ in range(5)]
        below = [(s, _SITE) for n, s in enumerate(section.site) if (number + n) % 4]
        yield Made(
            section.language, number, [(_made_up(words, rng)[:60], _NEUTRAL), *prose, *below]
        )


def _made_up(words: list[str], rng: Random) -> str:
    return " ".join(rng.sample(words, min(_WORDS, len(words)))) + "."


def rules(*prefixes: str) -> list[Check]:
    """The rules whose codes begin so, ready to run."""
    return [build(rule, Knowledge()) for rule in all_rules() if rule.code.startswith(prefixes)]


def measure(part: str, *, tell: bool = False) -> None:
    """Per planted code: articles, found under this code, found at all; then the false alarms."""
    counts: Counter[tuple[str, str]] = Counter()
    alarms: dict[str, int] = defaultdict(int)
    checks = rules("REL1", "TPL1", "TXT1")
    written = sections(part)
    made = [each for section in written for each in articles(section)]
    for each in made:
        _compare(each, _by_line(each, checks), counts, alarms, tell)
    for section in written:
        _site(section, counts, alarms, tell)
    near = sum(code == _SILENT for s in written for code, _ in s.planted)
    print(f"{part}: {len(made)} articles, {len(written)} languages, {near} near-misses")
    for code in sorted({code for code, _ in counts}):
        all_, own, any_ = (counts[code, what] for what in ("all", "own", "any"))
        wrong = alarms.get(code, 0)
        share = f"{own / (own + wrong):.3f}" if own + wrong else "  -  "
        print(
            f"  {code}  planted {all_:>3}  found {own:>3} = {own / max(1, all_):.3f}"
            f"  under any code {any_ / max(1, all_):.3f}  wrong {wrong:>2}  precision {share}"
        )
    rest = {code: number for code, number in alarms.items() if (code, "all") not in counts}
    print(f"  wrong under other codes: {sum(rest.values())} {rest or ''}")


def _by_line(made: Made, checks: list[Check]) -> dict[int, list[Finding]]:
    article, found = made.article(), defaultdict(list)
    for check in checks:
        for finding in check.look(article):
            found[(finding.span.line - 1) // 2].append(finding)
    return found


def _compare(
    made: Made,
    found: dict[int, list[Finding]],
    counts: Counter[tuple[str, str]],
    alarms: dict[str, int],
    tell: bool,
) -> None:
    for number, (line, code) in enumerate(made.lines):
        codes = [finding.code for finding in found.get(number, ())]
        if code == _SILENT:
            for wrong in codes:
                alarms[wrong] += 1
                if tell:
                    print(f"  wrong {wrong} {made.language}: {line}")
        elif code != _NEUTRAL:
            counts[code, "all"] += 1
            counts[code, "own"] += code in codes
            counts[code, "any"] += bool(codes)
            if tell and code not in codes:
                print(f"  missed {code} {made.language} (said {codes}): {line}")
            if tell and len(codes) > 1:
                print(f"  twice {codes} {made.language}: {line}")


def _site(
    section: Section, counts: Counter[tuple[str, str]], alarms: dict[str, int], tell: bool
) -> None:
    """One finding a line and site: counted by its words."""
    made = list(site_articles(section))
    told = {f.quote for f in run(rules("TPL201"), [each.article() for each in made])}
    for line in section.site:
        counts[_SITE, "all"] += 1
        counts[_SITE, "own"] += line in told
        counts[_SITE, "any"] += line in told
        if tell and line not in told:
            print(f"  missed {_SITE} {section.language}: {line}")
    alarms[_SITE] += len(told - set(section.site))


if __name__ == "__main__":
    for part in [each for each in sys.argv[1:] if each in _PARTS] or _PARTS:
        measure(part, tell="misses" in sys.argv)
