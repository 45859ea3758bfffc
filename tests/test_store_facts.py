"""Clues on disk are the clues that went in, sorted, each key once."""

from contextlib import closing

from hypothesis import given, settings
from hypothesis import strategies as st

from articles import Ref, Span
from checks.protocol import Fact
from db.facts import FactFile

FACTS = st.builds(
    lambda key, block, quote: Fact(key, Span(Ref(quote, "i"), block, 0, 1), quote, "note"),
    st.text(max_size=3),
    st.integers(-1, 3),
    st.text(max_size=3),
)
CLUES = st.lists(st.tuples(st.sampled_from(("SPL201", "DUP203")), FACTS), max_size=12)


@settings(deadline=None, max_examples=50)
@given(CLUES, st.integers(0, 12))
def test_any_split_gives_the_same(clues: list[tuple[str, Fact]], cut: int) -> None:
    whole: dict[tuple[str, str], list[Fact]] = {}
    with closing(FactFile()) as file:
        for part in (clues[:cut], clues[cut:]):
            here: dict[tuple[str, str], list[Fact]] = {}
            for code, fact in part:
                here.setdefault((code, fact.key), []).append(fact)
                whole.setdefault((code, fact.key), []).append(fact)
            file.add(here)
        kept = list(file)
    assert kept == [(code, key, sorted(whole[code, key])) for code, key in sorted(whole)]
