"""How many findings on saved pages an editor would call right.

    python -m benchmarks.findings

`copydesk check ../shared/data/articles/html -f jsonl` prints its findings on 941 pages;
`verdicts/first_hundred.jsonl` judges the first hundred of them ("first-100"), and keeps what an
earlier state of the rules reported and a later one does not, or not so early ("earlier"). That
state was read by one reader, not the author of the rules: 82 of 146 right. The rules were then
mended by what that reader found, and one of their authors judged what came new into the first
hundred. So "first-100" is no held-out figure. "right" means that what the finding says is true and
that an editor would agree that it is what the rule says it is; "arguable" counts as wrong. What a
page itself shows on purpose (its own advertising slot, say) was judged no fault.

Many findings come from few pages, so the share of pages on which all findings are right stands
beside. A rule that has changed since has to be judged again.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

VERDICTS = Path(__file__).with_name("verdicts") / "first_hundred.jsonl"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One finding, judged."""

    article: str
    code: str
    fingerprint: str
    severity: str
    verdict: str
    why: str
    sample: str


def main() -> None:
    """Print the share right by sample, by severity and by rule."""
    judged = read()
    for sample in dict.fromkeys(one.sample for one in judged):
        part = [one for one in judged if one.sample == sample]
        print(f"\n{sample}: {_share(part)}, arguable {_count(part, 'arguable')}")
        print(f"  pages without a wrong finding: {_pages(part)}")
        for name in ("severity", "code"):
            groups = _groups(part, name)
            for value in sorted(groups):
                print(f"  {value:<8} {_share(groups[value])}")


def read(path: Path = VERDICTS) -> list[Verdict]:
    """The judged findings, in the order they were printed in."""
    with path.open(encoding="utf-8") as lines:
        return [Verdict(**json.loads(line)) for line in lines]


def _groups(judged: Iterable[Verdict], name: str) -> dict[str, list[Verdict]]:
    groups: dict[str, list[Verdict]] = defaultdict(list)
    for one in judged:
        groups[getattr(one, name)].append(one)
    return groups


def _share(judged: list[Verdict]) -> str:
    right = _count(judged, "right")
    return f"{right:>3}/{len(judged):<3} {right / len(judged):.2f}"


def _pages(judged: list[Verdict]) -> str:
    pages = _groups(judged, "article").values()
    clean = sum(_count(page, "right") == len(page) for page in pages)
    return f"{clean}/{len(pages)}"


def _count(judged: Iterable[Verdict], verdict: str) -> int:
    return sum(one.verdict == verdict for one in judged)


if __name__ == "__main__":
    main()
