"""Headlines and copies: what the rules stand on, tested by itself."""

import random
import re
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

from articles import Article, Block, Kind
from articles.words import fold
from checks.copies import copied
from checks.copy_changes import Traits, changes, origin_of
from checks.headline_pairs import near
from checks.headlines import alike, candidates
from checks.knowledge import Knowledge
from checks.protocol import Check, Severity
from checks.registry import all_rules, build, select
from checks.runner import run
from checks.sketch import Sketch, sketch
from review.stories import stories

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


def _by_brute_force(lines: list[str]) -> set[tuple[int, int]]:
    return {
        (i, j) for j in range(len(lines)) for i in range(j) if fuzz.ratio(lines[i], lines[j]) >= 90
    }


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000))
def test_near_reports_only_what_is_near(seed: int) -> None:
    lines = _lines(seed, 60)
    pairs, ratios = near(lines)
    told = {(i, j): ratio for (i, j), ratio in zip(pairs.tolist(), ratios.tolist(), strict=True)}
    for (i, j), ratio in told.items():
        assert i < j and abs(fuzz.ratio(lines[i], lines[j]) - ratio) < 0.01
    assert set(told) <= _by_brute_force(lines)


def test_near_reports_nearly_all_that_is_near() -> None:
    """Over many lists together: of one short list the share is a matter of luck (the least seen is
    .88), for headlines of three common words, two of them run together, share no key."""
    found = wanted = 0
    for seed in range(40):
        lines = _lines(seed, 60)
        found += len(near(lines)[0])
        wanted += len(_by_brute_force(lines))
    assert found >= 0.95 * wanted


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


REPORT = (
    "Crews on the car ferries to the outer islands voted on Sunday to stop work from Thursday,"
    " said Olde Hansen, after 14 rounds of talks about the winter timetable ended without result."
)


def _printed(site: str, text: str, published: str = "", credit: str = "") -> Article:
    return Article(
        key=f"{site}-key",
        id=site,
        url=f"https://{site}/ferries",
        site=site,
        headline="Ferry crews vote",
        published=published,
        credit=credit,
        blocks=(Block(Kind.PARAGRAPH, text),),
    )


def test_a_copy_that_exchanged_a_number_and_a_name_is_told_apart() -> None:
    changed = REPORT.replace("14", "15").replace("Hansen", "Jansen")
    here, there = (Traits.of(_printed("a.example", text)) for text in (changed, REPORT))
    assert changes(here, there) == "other numbers: 15 for 14; other names: Jansen for Hansen"
    assert Traits.parse(here.written) == here
    assert changes(there, there) == ""


def test_a_copy_that_was_cut_says_how_far() -> None:
    long = Traits.of(_printed("a.example", f"{REPORT} {REPORT[::-1]}"))
    assert changes(Traits.of(_printed("b.example", REPORT)), long) == "cut to 50%"


def test_a_credit_line_names_the_origin_whatever_the_clock_says() -> None:
    traits = [
        Traits.of(_printed("ledger.example", REPORT, credit="The Coastal Courier")),
        Traits.of(_printed("coastalcourier.example", REPORT)),
    ]
    sites = ["ledger.example", "coastalcourier.example"]
    assert origin_of(["", ""], sites, traits) == (1, "named in the credit line")
    assert origin_of(["", ""], sites, traits[::-1])[0] == 0


def _copies() -> list[Check]:
    return [build(rule, Knowledge()) for rule in select(all_rules(), ("DUP203",))]


def test_a_story_that_grows_keeps_its_name_and_its_findings() -> None:
    articles = [
        _printed(f"{name}.example", REPORT, f"2026-11-1{day}")
        for day, name in enumerate(("mill", "pier", "able", "zinc"))
    ]
    before, after = (list(run(_copies(), articles[:size])) for size in (3, 4))
    assert len(before) == 2 and len(after) == 3
    assert {f.across for f in before} < {f.across for f in after}
    assert set(stories(before).values()) == set(stories(after).values())
    assert len(set(stories(after).values())) == 1


def test_a_sketch_survives_being_written() -> None:
    for text in ("", REPORT, " ".join(f"{REPORT} {number}" for number in range(20))):
        assert Sketch.parse(str(sketch(text))) == sketch(text)


def test_what_five_texts_of_a_site_bear_is_no_evidence() -> None:
    own = ["".join(random.Random(i).choices("abcdefgh ", k=60)) for i in range(6)]
    sketches = [sketch(f"{REPORT} {REPORT.upper()} {text}") for text in own]
    assert list(copied(sketches, ["a.example"] * 6, 0.1)) == []
    assert len(list(copied(sketches[:4], ["a.example"] * 4, 0.1))) == 6
    assert len(list(copied(sketches, [f"{i}.example" for i in range(6)], 0.1))) == 15


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("東京湾の橋が嵐の修理後に再開された", "東京湾の橋が嵐の修理の後に再開"),
        ("港口大桥暴风雨维修后重新开放", "港口大桥在暴风雨维修后重新开放"),
        ("สะพานท่าเรือเปิดอีกครั้งหลังพายุ", "สะพานท่าเรือเปิดอีกครั้งหลังพายุใหญ่"),
        ("جسر الميناء يعاد فتحه بعد إصلاحات العاصفة", "جسر الميناء يعاد فتحه بعد اصلاحات العاصفة"),
        ("Οι ναυτικοί ψηφίζουν απεργία στα νησιά", "Ναυτικοί ψηφίζουν απεργία στα νησιά"),
        ("तूफान के बाद बंदरगाह पुल फिर खुला", "तूफान के बाद बंदरगाह का पुल फिर खुला"),
        ("Паромщики островов голосуют за забастовку", "Паромщики островов голосуют за забастовки"),
    ],
)
def test_near_headlines_are_found_in_every_script(left: str, right: str) -> None:
    rule = [build(rule, Knowledge()) for rule in select(all_rules(), ("DUP202",))]
    articles = [
        Article(key=f"k{i}", id=str(i), url=f"https://a.example/{i}", site="a.example", headline=h)
        for i, h in enumerate((left, right))
    ]
    assert [finding.quote for finding in run(rule, articles)] == [right]


def test_a_page_saved_twice_is_no_second_address() -> None:
    rule = [build(rule, Knowledge()) for rule in select(all_rules(), ("DUP201",))]
    pages = [replace(_printed("a.example", REPORT), url="", path=f"{name}.html") for name in "xy"]
    [finding] = run(rule, pages)
    assert finding.severity is Severity.INFO and "saved a second time" in finding.message
    [finding] = run(rule, [replace(page, key=page.path) for page in pages])
    assert finding.severity is Severity.WARNING and "in another file" in finding.message


def test_copies_are_the_same_however_few_hashes_are_held_at_a_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chance = random.Random(4)
    own = [" ".join(chance.choices(WORDS, k=60)) for _ in range(30)]
    sketches = [sketch(text) for text in own + [text[:200] for text in own]]
    sites = [f"{number % 7}.example" for number in range(60)]
    days = [number % 5 for number in range(60)]
    at_once = sorted(copied(sketches, sites, 0.4, days))
    monkeypatch.setattr("checks.copies.AT_A_TIME", 40)
    assert sorted(copied(sketches, sites, 0.4, days)) == at_once and len(at_once) >= 30
