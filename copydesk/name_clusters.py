"""Clusters of spellings: the connected components of what the names rules found in an archive."""

import sys
from argparse import Namespace
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from archives.reading import Tally
from articles import Article
from checks.names.reading import read
from checks.protocol import Finding
from checks.registry import all_rules, build
from checks.runner import Run
from copydesk.config import Config
from copydesk.reading import articles_of, knowledge_of, require_paths

_RULES = ("SPL101", "SPL102", "SPL201", "SPL202")
INCOMPLETE = 3
_MARK = " (suggested)"


def list_clusters(args: Namespace, config: Config) -> int:
    """Print one line a cluster: the forms by the number of articles that write them; a suggested
    one is marked."""
    require_paths(args)
    tally = Tally()
    knowledge = knowledge_of(config)
    run = Run([build(rule, knowledge) for rule in all_rules() if rule.code in _RULES])
    counts: Counter[str] = Counter()
    findings = [
        finding for article in _read(args, config, tally, counts) for finding in run.look(article)
    ]
    findings += run.judge()
    right = {finding.suggestion for finding in findings} - {finding.quote for finding in findings}
    for forms in _clusters(findings, counts):
        shown = (f"{form} {counts[form.casefold()]}{_MARK * (form in right)}" for form in forms)
        print("  ".join(shown))
    print(f"{tally.articles} articles read, {tally.unreadable} unreadable", file=sys.stderr)
    return 0 if tally.articles and not tally.unreadable else INCOMPLETE


def _read(args: Namespace, config: Config, tally: Tally, counts: Counter[str]) -> Iterator[Article]:
    for article in articles_of(args, config, tally):
        mentions = read(article).names.values()
        counts.update({mention.text.casefold() for found in mentions for mention in found})
        yield article


def _clusters(findings: Iterable[Finding], counts: Counter[str]) -> Iterator[list[str]]:
    """Forms that findings tie together, most frequent first; larger clusters first."""
    near: defaultdict[str, set[str]] = defaultdict(set)
    for finding in findings:
        other = finding.suggestion or next((found.quote for found in finding.related), "")
        if other:
            near[finding.quote].add(other)
            near[other].add(finding.quote)
    clusters = []
    left = set(near)
    while left:
        group = _reach(min(left), near)
        left -= group
        clusters.append(sorted(group, key=lambda form: (-counts[form.casefold()], form)))
    yield from sorted(
        clusters, key=lambda forms: (-sum(counts[f.casefold()] for f in forms), forms)
    )


def _reach(start: str, near: dict[str, set[str]]) -> set[str]:
    group, todo = set(), [start]
    while todo:
        form = todo.pop()
        if form not in group:
            group.add(form)
            todo.extend(near[form])
    return group
