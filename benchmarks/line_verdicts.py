"""Findings of the line rules that were read by eye: precision per rule and per language.

    python -m benchmarks.line_verdicts [judged] [languages]

judged     precision on the findings that were read, by two readers who did not see each other's
           verdicts, and how far they agree
languages  per language: attested labels, findings, judged precision, as docs/languages.md has it
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from articles import Article
from benchmarks.line_material import ONE_ARTICLE, crawled, digest, half, look, pages, rules, texts
from checks.lines.lexicon import labels
from checks.protocol import Finding

VERDICTS = Path(__file__).parent / "related_and_template_verdicts.jsonl"
#: findings that must have been read before anything is claimed of a language
_PROVEN = 10
_VERDICTS = ("right", "wrong")


def _mark(finding: Finding) -> str:
    return digest(finding.quote)


@cache
def found() -> tuple[tuple[str, Finding, tuple[str, str]], ...]:
    """All findings on texts, pages and crawled texts, with the verdicts of the two readers."""
    verdicts = {
        (v["source"], v["article"], v["code"], v["quote"]): (v["verdict"], v["second"])
        for v in map(json.loads, VERDICTS.read_text(encoding="utf-8").splitlines())
    }
    return tuple(
        (source, f, verdicts.get((source, f.span.article.id, f.code, _mark(f)), ("", "")))
        for source, articles in (("text", texts()), ("page", pages()), ("crawled", crawled()))
        for f in look(articles, rules(*ONE_ARTICLE))
    )


def judged() -> None:
    """Precision on the judged findings that are still reported, per rule, half and reader."""
    print("findings on texts, pages and crawled texts: right/judged per half, first reader;")
    print("then the second reader, who chose without regard to the halves; and all there are")
    groups: dict[str, Counter] = defaultdict(Counter)
    for source, finding, (first, second) in found():
        part, family = half(finding.span.article.id), finding.code[:3]
        for name in (f"{finding.code} {source}", family, f"{family} {finding.severity}"):
            groups[name][part, first] += 1
            groups[name]["second reader", second] += 1
            groups[name]["both", first, second] += 1
    for name in sorted(groups):
        _precision(name, groups[name])
    for name in ("REL", "TPL"):
        _agreement(name, groups[name])


def _precision(name: str, counts: Counter) -> None:
    line = [f"  {name:<15}"]
    for part in ("first half", "second half", "second reader"):
        right, wrong = counts[part, "right"], counts[part, "wrong"]
        share = f"{right / (right + wrong):.3f}" if right + wrong else "  -  "
        line.append(f"{part} {right:>3}/{right + wrong:<3} {share}")
    print("  ".join(line), f" of {sum(n for key, n in counts.items() if key[0] == 'both')}")


def _agreement(name: str, counts: Counter) -> None:
    """How often the readers of one finding agree, and Cohen's kappa, which takes chance away."""
    table = {(a, b): counts["both", a, b] for a in _VERDICTS for b in _VERDICTS}
    number = sum(table.values())
    same = sum(table[v, v] for v in _VERDICTS) / number
    by_chance = sum(
        sum(table[v, b] for b in _VERDICTS) * sum(table[a, v] for a in _VERDICTS) for v in _VERDICTS
    )
    by_chance /= number**2
    kappa = (same - by_chance) / (1 - by_chance) if by_chance < 1 else 1.0
    print(f"  {name}: read by both {number}, agreed {same:.3f}, kappa {kappa:.2f}")


def languages() -> None:
    """The table of docs/languages.md: languages with ten findings read, then all others by name."""
    language = {article.id: article.language[:2].lower() for article in _all()}
    attested = Counter(label.language for label in labels() if label.attested)
    listed = Counter(label.language for label in labels())
    counts: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for _, finding, (first, second) in found():
        verdict = _stricter(first, second)
        counts[language[finding.span.article.id]][finding.code[:3], verdict] += bool(verdict)
    read = {name: counts[name].total() for name in {*counts, *listed} if name in listed}
    print("| language | related labels, attested of all | related | template | damaged text |")
    print("|---|---|---|---|---|")
    for name in sorted((n for n in read if read[n] >= _PROVEN), key=lambda n: (-read[n], n)):
        cells = [_cell(counts[name], family) for family in ("REL", "TPL", "TXT")]
        print(f"| {name} | {attested[name]} of {listed[name]} | {' | '.join(cells)} |")
    some = sorted(name for name in read if 0 < read[name] < _PROVEN)
    print("\nOne to nine findings read:", ", ".join(f"{name} {read[name]}" for name in some))
    print("\nNone read:", ", ".join(sorted(name for name in read if not read[name])))


def _all() -> Iterator[Article]:
    for articles in (crawled(), pages(), texts()):
        yield from articles


def _stricter(first: str, second: str) -> str:
    """The two verdicts as one: wrong where one reader said so."""
    return "wrong" if "wrong" in (first, second) else first or second


def _cell(counts: Counter[tuple[str, str]], family: str) -> str:
    right, wrong = counts[family, "right"], counts[family, "wrong"]
    return f"{right} of {right + wrong}" if right + wrong else "–"


if __name__ == "__main__":
    PARTS = {function.__name__: function for function in (judged, languages)}
    for part in sys.argv[1:] or PARTS:
        PARTS[part]()
