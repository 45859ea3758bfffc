"""The table of forms says what the word lists say."""

import pytest

from articles.lines import forms as line_forms
from articles.words.lists import content


@pytest.mark.parametrize("latin", [True, False])
def test_the_table_is_made_of_the_word_lists_as_they_are(latin: bool) -> None:
    sources, _, rows = content(line_forms.table(latin)).decode().partition("\n")
    again = "run `python -m tools.line_forms`"
    assert sources == line_forms.fingerprint(), again
    made = line_forms.forms_made(latin)
    assert rows.splitlines() == [f"{form}\t{told}" for form, told in made.items()], again


def test_what_is_read_is_what_was_made() -> None:
    shown, told = line_forms.forms(True)
    assert dict(zip(shown, told, strict=True)) == line_forms.forms_made(True)


def test_changed_word_lists_are_read_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line_forms, "fingerprint", lambda: "another")
    monkeypatch.setattr(line_forms, "forms_made", lambda latin: {" made anew ": "+"})
    assert line_forms.forms(True) == ([" made anew "], ["+"])
