"""The baseline file: findings that are known, so that only new ones fail a run.

JSON lines, sorted, one finding a line, so that a diff shows what came and went. A SARIF report of
ours is read as well.
"""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from articles.errors import CopydeskError
from checks.fingerprint import SCHEME, Marked
from copydesk.unreadable import unread, unwritten


class BaselineError(CopydeskError):
    """The baseline cannot be read."""


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """One known finding. `articles` are the keys of all its articles; `why` is the user's note."""

    site: str
    url: str
    code: str
    fp: str
    quote: str = ""
    added: str = ""
    why: str = ""
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Baseline:
    """Known findings by fingerprint, and the rules that looked for them."""

    known: dict[str, Known]
    rules: frozenset[str] = frozenset()

    def covers(self, code: str) -> bool:
        """Whether this rule ran when the baseline was written."""
        return not self.rules or code in self.rules

    def shrunk(self, present: Collection[str], checked: Collection[str]) -> "Baseline":
        """Without the findings that are gone although all their articles were checked."""
        kept = {
            fp: known
            for fp, known in self.known.items()
            if fp in present or not known.articles or not set(known.articles) <= set(checked)
        }
        return replace(self, known=kept)


def baseline_of(
    found: Iterable[Marked], rules: Iterable[str], today: str, old: Baseline | None = None
) -> Baseline:
    """A baseline of these findings. What was known keeps its date and its note."""
    before = old.known if old else {}
    known = {}
    for marked in found:
        past = before.get(marked.fingerprint)
        fresh = _known(marked, today)
        known[fresh.fp] = replace(fresh, added=past.added, why=past.why) if past else fresh
    return Baseline(known, frozenset(rules))


def _known(marked: Marked, today: str) -> Known:
    finding, ref = marked.finding, marked.finding.span.article
    keys = sorted({ref.key, *finding.across})
    return Known(
        site=ref.site,
        url=ref.url,
        code=finding.code,
        fp=marked.fingerprint,
        quote=finding.quote,
        added=today,
        articles=tuple(keys),
    )


def read_baseline(path: str) -> Baseline:
    """The baseline in this file."""
    try:
        text = Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BaselineError(f"cannot read the baseline {path}: {unread(error)}") from None
    try:
        return _from_sarif(text) if '"runs"' in text[:2000] else _from_lines(text)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BaselineError(f"{path} is no baseline: {error}; write one anew") from None


def _from_lines(text: str) -> Baseline:
    if not text.strip():
        raise ValueError("it is empty")
    header, *records = [json.loads(line) for line in text.split("\n") if line.strip()]
    if header.get("type") != "baseline" or header.get("format") != 1:
        raise ValueError("its first line is not a baseline header of format 1")
    if header["scheme"] != SCHEME:
        raise ValueError(f"its fingerprints are of scheme {header['scheme']}, not {SCHEME}")
    known = [
        Known(**{**record, "articles": tuple(record.get("articles", ()))}) for record in records
    ]
    return Baseline({each.fp: each for each in known}, frozenset(header.get("rules", ())))


def _from_sarif(text: str) -> Baseline:
    results = [result for run in json.loads(text)["runs"] for result in run.get("results", ())]
    rules = [
        rule["id"] for run in json.loads(text)["runs"] for rule in run["tool"]["driver"]["rules"]
    ]
    known = [
        Known("", "", result["ruleId"], result["partialFingerprints"][f"copydesk/{SCHEME}"])
        for result in results
    ]
    return Baseline({each.fp: each for each in known}, frozenset(rules))


def write_baseline(path: str, baseline: Baseline, version: str) -> None:
    """Write it whole or not at all."""
    header: dict[str, Any] = {
        "type": "baseline",
        "format": 1,
        "scheme": SCHEME,
        "tool": version,
        "rules": sorted(baseline.rules),
    }
    lines = [header, *(_record(known) for known in sorted(baseline.known.values()))]
    body = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    target = Path(path)
    draft = target.with_name(f".{target.name}.new")
    try:
        draft.write_text(body, encoding="utf-8", newline="\n")
        draft.replace(target)
    except OSError as error:
        raise BaselineError(f"cannot write the baseline {path}: {unwritten(error)}") from None


def _record(known: Known) -> dict[str, Any]:
    return {
        "fp": known.fp,
        "code": known.code,
        "site": known.site,
        "url": known.url,
        "quote": known.quote[:200],
        "added": known.added,
        "why": known.why,
        "articles": list(known.articles),
    }
