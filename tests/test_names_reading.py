"""What the names rules read, and that hostile text costs them no time."""

import time

import pytest

from articles.text import read_text
from checks.names.reading import read


@pytest.mark.parametrize("text", ["a" * 150_000, "a." * 75_000, "a-" * 75_000, "1" * 150_000])
def test_a_word_without_end_is_read_in_linear_time(text: str) -> None:
    article = read_text(f"# Rain\n\nIt rained in Velterbrook. {text} It rained.\n", language="en")
    start = time.process_time()
    reading = read(article)
    assert time.process_time() - start < 2
    assert "velterbrook" in reading.names


@pytest.mark.parametrize(
    "masked", ["Velterbrook99", "u/Velterbrook", "@Velterbrook", "x1Velterbrook"]
)
def test_user_names_are_no_names(masked: str) -> None:
    article = read_text(f"# Rain\n\nIt rained, wrote {masked} in the night.\n", language="en")
    assert not any("velter" in name for name in read(article).names)
