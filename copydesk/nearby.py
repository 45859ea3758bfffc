"""Did you mean ...? One place, so that every wrong word gets the same kind of answer."""

from collections.abc import Iterable


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`; did you mean X?`, or nothing where no known word is near.

    >>> did_you_mean("fail_on", ["select", "fail-on"])
    '; did you mean fail-on?'
    >>> did_you_mean("zzz", ["select"])
    ''
    """
    from difflib import get_close_matches

    folded = {name.casefold(): name for name in sorted(known, reverse=True)}
    near = get_close_matches(word.casefold(), list(folded), n=1, cutoff=0.6)
    return f"; did you mean {folded[near[0]]}?" if near else ""
