"""Stories, gates and did-you-mean: the thinking between findings and an exit code."""

from hypothesis import given
from hypothesis import strategies as st

from articles import Ref, Span
from checks.protocol import Finding, Severity
from copydesk.config import Config, GateConfig
from copydesk.gate import Limits, limits
from copydesk.nearby import did_you_mean
from copydesk.tables import Rate
from review.model import CheckReport, Reported, State
from review.stories import stories
from review.summary import closing


def _edge(left: str, right: str) -> Finding:
    span = Span(Ref(key=left, id=left))
    return Finding("DUP203", span, "q", "m", Severity.INFO, across=(left, right), same_story=True)


def _found(code: str, severity: Severity, key: str = "a", state: State = State.NEW) -> Reported:
    finding = Finding(code, Span(Ref(key=key, id=key)), "q", "m", severity)
    return Reported(finding, "0" * 16, "1" * 16, "name", state)


def test_a_story_is_a_connected_component() -> None:
    found = stories([_edge("a", "b"), _edge("c", "d"), _edge("b", "e")])
    assert found["a"] == found["b"] == found["e"] != found["c"] == found["d"]
    assert len(found["a"]) == 16


def test_findings_that_are_no_copies_make_no_story() -> None:
    span = Span(Ref(key="a", id="a"))
    assert stories([Finding("DUP201", span, "q", "m", Severity.INFO, across=("a", "b"))]) == {}


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh"))), st.randoms())
def test_stories_do_not_depend_on_the_order(pairs: list[tuple[str, str]], chance: object) -> None:
    edges = [_edge(left, right) for left, right in pairs]
    expected = stories(edges)
    chance.shuffle(edges)  # type: ignore[attr-defined]  # hypothesis hands over a Random
    assert stories(edges) == expected


def test_each_limit_stands_for_itself() -> None:
    found = [_found("SPL101", Severity.ERROR), _found("TPL104", Severity.WARNING, "b")]
    assert Limits().judge(found, 100).failures == ("errors 1 > 0",)
    assert Limits("warning").judge(found, 100).failures == ("errors 1 > 0", "warnings 1 > 0")
    assert Limits("never").judge(found, 100).passed
    assert Limits("never", Rate(0.01)).judge(found, 100).failures == ("rate 2% > 1%",)
    assert Limits("never", Rate(0.02)).judge(found, 100).passed
    by_family = Limits("never", max_rates={"SPL": Rate(0), "TPL": Rate(0.5)})
    assert by_family.judge(found, 100).failures == ("SPL rate 1% > 0%",)
    assert Limits("never", max_new=1).judge(found, 100).failures == ("new findings 2 > 1",)


def test_what_is_known_or_damaged_does_not_gate() -> None:
    found = [
        _found("SPL101", Severity.ERROR, state=State.KNOWN),
        _found("SPL101", Severity.ERROR, state=State.SUPPRESSED),
        _found("ARC101", Severity.ERROR),
    ]
    assert Limits("info", Rate(0), max_new=0).judge(found, 1).passed


def test_infos_count_only_where_infos_fail() -> None:
    found = [_found("DUP203", Severity.INFO)]
    assert Limits("error", Rate(0), max_new=0).judge(found, 1).passed
    assert not Limits("info").judge(found, 1).passed


def test_the_command_line_wins_over_the_file() -> None:
    config = Config(fail_on="never", gate=GateConfig(Rate(0.5), {"spl": Rate(0.1)}, 7))
    from_file = limits(config)
    assert (from_file.fail_on, from_file.max_rate, from_file.max_new) == ("never", 0.5, 7)
    assert from_file.max_rates == {"SPL": 0.1}
    merged = limits(config, "error", ["3%", "SPL=1%", "DUP=2%"], 0)
    assert (merged.fail_on, merged.max_rate, merged.max_new) == ("error", 0.03, 0)
    assert merged.max_rates == {"SPL": 0.01, "DUP": 0.02}


def test_the_closing_lines_say_it_all() -> None:
    run = CheckReport("1", findings=(_found("SPL101", Severity.ERROR),), articles=1, complete=False)
    first, second, last = closing(run)
    assert first == (
        "Checked 1 article: 1 finding (1 error), 1 new, 0 known, 0 suppressed, 0 unreadable"
    )
    assert second.startswith("INCOMPLETE")
    assert last == "Gate: passed"


def test_a_word_that_is_near_nothing_gets_no_suggestion() -> None:
    assert did_you_mean("DUP1O1", ["DUP101", "SPL101"]) == "; did you mean DUP101?"
    assert did_you_mean("qqqq", ["DUP101"]) == ""
