"""Headlines and copies: what the rules stand on, tested by itself."""

import random
import re
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

from articles import fold
from checks.headline_pairs import near
from checks.headlines import alike, candidates

ASCII = st.text(st.characters(max_codepoint=127), max_size=80)
WORDS = (
    "ferry harbour strike vote crew island winter bread flour price judge trial bell storm".split()
)


@given(ASCII)
def test_the_short_way_for_ascii_gives_what_the_long_way_gives(text: str) -> None:
    slow = re.sub(r"[\W_]+", " ", fold.fold(text)).strip()
    assert fold.words(text) == slow
    assert fold.tokens(text) == slow.split()


def _lines(seed: int, size: int) -> list[str]:
    """Headlines of few words, so that many are near each other."""
    chance = random.Random(seed)
    lines = [" ".join(chance.choices(WORDS, k=chance.randint(3, 8))) for _ in range(size)]
    lines += [line.replace(chance.choice(line), "x", 1) for line in lines]
    return sorted(set(lines))


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000))
def test_near_reports_only_what_is_near_and_nearly_all_of_it(seed: int) -> None:
    lines = _lines(seed, 60)
    pairs, ratios = near(lines)
    told = {(i, j): ratio for (i, j), ratio in zip(pairs.tolist(), ratios.tolist(), strict=True)}
    for (i, j), ratio in told.items():
        assert i < j and abs(fuzz.ratio(lines[i], lines[j]) - ratio) < 0.01
    brute = {
        (i, j) for j in range(len(lines)) for i in range(j) if fuzz.ratio(lines[i], lines[j]) >= 90
    }
    assert set(told) <= brute
    assert len(set(told)) >= 0.9 * len(brute)


def _other_beginnings(left: tuple[str, ...], right: tuple[str, ...]) -> int:
    one, other = (Counter(word[:4] for word in side) for side in (left, right))
    return (one - other).total()


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000))
def test_the_bound_loses_no_pair_but_one_with_two_slips_at_beginnings(seed: int) -> None:
    lines = [tuple(line.split()) for line in _lines(seed, 40)]
    everything = {tuple(pair) for pair in candidates(lines, 0.0).tolist()}
    likely = {tuple(pair) for pair in candidates(lines, 0.7).tolist()}
    assert likely <= everything
    lost = everything - likely
    for i, j in lost:
        assert alike(lines[i], lines[j]) < 0.7 or _other_beginnings(lines[i], lines[j]) > 1


def test_order_of_the_headlines_does_not_matter() -> None:
    lines = _lines(7, 50)
    mixed = random.Random(1).sample(lines, len(lines))
    one = {frozenset((lines[i], lines[j])) for i, j in near(lines)[0].tolist()}
    other = {frozenset((mixed[i], mixed[j])) for i, j in near(mixed)[0].tolist()}
    assert one == other


def test_none_and_one_headline_are_no_pair() -> None:
    assert len(near([])[0]) == len(near(["storm"])[0]) == len(candidates([], 0.6)) == 0
