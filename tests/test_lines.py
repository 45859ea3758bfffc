"""The line rules' lexica and patterns: sound, attested, and quick on hostile text."""

from time import process_time

import pytest

from articles import Article, Block, Kind, read_page
from checks.knowledge import Knowledge, data
from checks.lines.lexicon import BAR, LABEL, TECH, labels, literals
from checks.lines.patterns import PATTERNS
from checks.lines.scan import Scan, level
from checks.registry import all_rules, build

ONE_ARTICLE = ("REL1", "TPL1", "TXT1")
RULES = [build(r, Knowledge()) for r in all_rules() if r.code.startswith(ONE_ARTICLE)]
#: seconds of CPU that all rules together may spend on a hostile text of this size; a quadratic
#: rule would need many times that
HOSTILE, SECONDS = 60_000, 1.5

#: what each pattern must find; the rest of its line is what editors really leave around it
EXAMPLES = {
    "mustache": "It left at {{ departure }} sharp",
    "template tag": "{% include 'ferry' %}",
    "server tag": "It left at <%= departure %> sharp",
    "variable": "It left at ${departure} sharp",
    "object": "[object Object] said",
    "shortcode": '[gallery ids="1,2"]',
    "not a number": "NaN / NaN",
    "undefined": "Posted undefined ago",
    "format": "Verbinde mit %s",
    "merge field": "Dear *|FNAME|*",
    "invalid date": "Invalid Date",
    "missing": "translation missing: en.ferry.title",
    "lorem ipsum": "Lorem ipsum dolor sit amet",
    "dummy text": "It is simply dummy text",
    "bracketed": "The owner [insert name] said",
    "TKTK": "The ferry carried TKTK passengers",
    "to come": "Caption goes here",
    "a field": "The mayor of [CITY] opened it",
    "a program's message": "Warning: no ferry in /www/ferry.php on line 12",
    "an escape": "the caf\\u00e9 at the pier",
    "filler": "XXXXX",
    "script": "googletag.cmd.push(x)",
    "style": ".ferry { color: red; }",
    "markup": 'the <span class="a"> owners',
    "entity": "Smith &amp; Sons",
    "settings": '{"ferry": {"id": 1}}',
    "wire slug": "BC-EU--Ferry",
    "end mark": "###",
    "an excuse": "As an AI language model, I cannot",
    "a greeting": "Certainly! Here is a rewritten version",
    "what it does not know": "My knowledge cutoff is September 2021.",
    "to be written here": "ここに見出しを入力してください",
    "figures to come": "XX percent of the XX,000 residents voted.",
    "markup of a forum or a notebook": "The [statement](https://council.example/a) is short.",
    "a source mark": "said.:contentReference[oaicite:1]",
}


def _article(text: str) -> Article:
    lines = text.split("\n")
    blocks = tuple(Block(Kind.PARAGRAPH, line, line=n + 1) for n, line in enumerate(lines))
    return Article(key="k", id="i", blocks=blocks)


def _spent(article: Article) -> float:
    begin = process_time()
    for check in RULES:
        for _ in check.look(article):
            pass
    return process_time() - begin


@pytest.mark.parametrize("name", sorted({pattern.name for pattern in PATTERNS}))
def test_a_pattern_is_found_through_its_literals(name: str) -> None:
    scan = Scan(_article(EXAMPLES[name]))
    kinds = {pattern.kind for pattern in PATTERNS if pattern.name == name}
    cues = [cue for kind in kinds for cue in scan.cues(kind) if cue.what.name == name]
    assert any(cue.what.form.search(EXAMPLES[name]) for cue in cues)


def test_literals_are_levelled_or_they_would_never_be_found() -> None:
    for literal, _, _ in literals(level):
        assert literal and literal == level(literal.replace("\n", "")).join(
            ("\n" if literal.startswith("\n") else "", "\n" if literal.endswith("\n") else "")
        )
    for pattern in PATTERNS:
        for literal in pattern.literals:
            assert literal == literal.lower()


_WORDS = ("assistant_words", "citing_words", "field_words", "reader_words", "unfinished_words")


def test_every_list_says_where_it_comes_from() -> None:
    for name in ("related_labels", "residue_lines", "share_words", "code_words", *_WORDS):
        facts = data(f"{name}.json")
        assert next(iter(facts)) == "source"
        assert facts["licence"] and facts["date"]


def test_a_label_is_attested_or_says_that_it_is_not() -> None:
    rows = data("related_labels.json")["labels"]
    assert len({(row["language"], row["phrase"]) for row in rows}) == len(rows)
    assert sum(label.attested for label in labels()) == sum(
        bool(row["pages"] or row["code"]) for row in rows
    )
    assert len({label.language for label in labels() if label.attested}) >= 15


def test_levelling_keeps_every_character_in_its_place() -> None:
    for text in ("İSTANBUL’s\u00a0 see  also：", "ẞß ﬁ Ǆ", "\u0130\u0130 {{x}}"):
        assert len(level(text)) == len(text)


@pytest.mark.parametrize("kind", [LABEL, TECH, BAR, "ad", "share", "newsletter", "furniture"])
def test_repeated_literals_take_linear_time(kind: str) -> None:
    words = sorted({literal for literal, k, _ in literals(level) if k == kind})[:6]
    for word in words:
        text = (word.strip("\n") + " ") * (HOSTILE // (len(word) + 1))
        assert _spent(_article(text)) < SECONDS


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda p: p.name)
def test_hostile_repeats_take_linear_time(pattern: object) -> None:
    for literal in pattern.literals[:2]:  # type: ignore[attr-defined]  # a Pattern
        seed = literal.strip("\n")
        for text in (f"{seed} ", f"{seed}a=", f"{seed}\n"):
            hostile = (text * (HOSTILE // len(text) + 1))[:HOSTILE]
            assert _spent(_article(hostile)) < SECONDS


def test_a_line_of_a_megabyte_is_read_within_bounds() -> None:
    line = "See also: Ferry leaves the harbour and " + "nothing happens {{ x " * 50_000
    assert _spent(_article(line)) < SECONDS


def test_half_a_character_is_no_reason_to_stop() -> None:
    article = _article("\ud800\n\nSee also: Ferry leaves the harbour at last\n\n{{ \udfff }}")
    assert [f.code for check in RULES for f in check.look(article)].count("REL101") == 1


@pytest.mark.parametrize("between", ["", "<p>Photo: Ida Holm</p>"])
def test_template_text_behind_the_last_paragraph_is_told(between: str) -> None:
    story = "<p>The ferry left the harbour at noon with ninety passengers, the owners said.</p>" * 3
    page = f"<article><h1>Ferry leaves</h1>{story}{between}<p>{{{{ teaser }}}}</p></article>"
    article = read_page(page.encode())
    assert "TPL101" in {finding.code for check in RULES for finding in check.look(article)}
