"""Markdown, as site generators keep articles: with a head of keys, or without."""

from pathlib import Path

import pytest

from archives.open import read
from archives.reading import Tally
from tests.archive_reading import write

TEXT = "The ferry sails again on Thursday.\n\nThe harbour master said so on Monday.\n"


@pytest.mark.parametrize(
    ("head", "headline", "published"),
    [
        ("---\ntitle: Ferry returns\ndate: 2024-05-02\n---\n\n", "Ferry returns", "2024-05-02"),
        ("---\r\ntitle: 'Ferry: back'\r\n---\r\n", "Ferry: back", ""),
        ("\ufeff---\ntitle: Ferry\ntags: [a, b]\nmore:\n  - c\n---\n", "Ferry", ""),
        ('+++\ntitle = "Ferry returns"\ndate = 2024-05-02\n+++\n', "Ferry returns", "2024-05-02"),
        ("# Ferry returns\n\n", "Ferry returns", ""),
        ("---\ntitle: [a]\nurl: /news/1\n---\n# Ferry returns\n\n", "Ferry returns", ""),
    ],
)
@pytest.mark.parametrize("name", ["a.md", "a.markdown", "a.mdx", "A.MD"])
def test_the_head_of_a_markdown_file(
    tmp_path: Path, name: str, head: str, headline: str, published: str
) -> None:
    tally = Tally()
    (article,) = read([write(tmp_path / name, (head + TEXT).encode())], None, tally)
    assert (article.headline, article.published) == (headline, published)
    assert not article.damage and not tally.notes
    assert article.body == TEXT.strip()
    line = (head + TEXT).count("\n") - 2
    assert [block.line for block in article.blocks if block.is_story] == [line, line + 2]


def test_what_is_no_head_is_text(tmp_path: Path) -> None:
    for name, head in (
        ("a.md", "---\nA line between rules\n---\n\n"),
        ("a.txt", "---\na: b\n---\n"),
    ):
        (article,) = read([write(tmp_path / name, (head + TEXT).encode())])
        assert any("between rules" in each.text or "a: b" in each.text for each in article.blocks)
