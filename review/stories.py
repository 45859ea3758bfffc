"""Stories: the connected components of pairs that were found to be copies of each other."""

from collections.abc import Iterable
from hashlib import blake2b

from checks.protocol import Finding


def stories(findings: Iterable[Finding]) -> dict[str, str]:
    """Article key -> story, for every article that has a copy.

    A story is named after its origin, the one that no finding calls a copy, so a story that grows
    keeps its name, and the order of reading does not matter.
    """
    leader: dict[str, str] = {}
    copies: set[str] = set()
    for finding in findings:
        if finding.same_story:
            here = finding.span.article.key
            copies.add(here)
            for key in finding.across:
                _join(leader, here, key)
    origins: dict[str, str] = {}
    for key in sorted(leader, key=lambda key: (key in copies, key)):
        origins.setdefault(_first(leader, key), key)
    return {key: _name(origins[_first(leader, key)]) for key in sorted(leader)}


def _join(leader: dict[str, str], left: str, right: str) -> None:
    low, high = sorted((_first(leader, left), _first(leader, right)))
    leader[high] = low


def _first(leader: dict[str, str], key: str) -> str:
    """The smallest key known to be joined with this one; the path to it is shortened."""
    leader.setdefault(key, key)
    while leader[key] != key:
        leader[key] = leader[leader[key]]
        key = leader[key]
    return key


def _name(key: str) -> str:
    return blake2b(f"story|{key}".encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
