"""The forms that one search looks for, and what each tells, as a table made of the word lists.

To make it takes a fifth of a second, to read it a hundredth: a new process reads it. A form's line
holds what it tells, apart by spaces: `share/strong` a phrase, `letter=5f` a part of calls and its
languages as bits, `+` a network's word, `byline:en` an anchor of stray lines, `byline:en!` a sure
one. What a line says is read when a text first holds its form.
"""

import zlib
from collections import defaultdict
from collections.abc import Mapping, Sequence

from articles.lines.call_forms import forms_of_calls
from articles.lines.phrases import listed_phrases, network_words
from articles.stray.forms import LISTED, listed_anchors, table_of
from articles.words.levelled import is_latin
from articles.words.lists import content, without_collecting

#: what the tables are made of
_SOURCES = (
    *("related_labels.json", "junk_lines.json", "line_parts.json"),
    *map(table_of, LISTED),
)
NETWORK, SURE = "+", "!"


def forms(latin: bool) -> tuple[Sequence[str], Sequence[str]]:
    """All forms in Latin letters, or all others, and the line of each. They are made anew where
    the word lists are no longer those that the table was made of."""
    sources, _, rows = content(table(latin)).decode().partition("\n")
    if sources == fingerprint():
        cells = rows.replace("\n", "\t").split("\t")
        return cells[:-1:2], cells[1::2]
    made = forms_made(latin)
    return list(made), list(made.values())


@without_collecting()
def forms_made(latin: bool) -> Mapping[str, str]:
    """The same, made of the word lists."""
    told: dict[str, list[str]] = defaultdict(list)
    for form, meant in forms_of_calls(latin).items():
        told[form] += [f"{part}={languages:x}" for part, languages in meant.items()]
    for word in sorted(word for word in network_words() if is_latin(word) == latin):
        told[f" {word} "].append(NETWORK)
    for form, kind, mode in listed_phrases(latin):
        told[form].append(f"{kind}/{mode}")
    for form, (kind, language, is_sure) in listed_anchors(latin):
        told[form].append(f"{kind}:{language}{SURE * is_sure}")
    return {form: " ".join(items) for form, items in told.items()}


def fingerprint() -> str:
    """Of the word lists as they are."""
    return " ".join(f"{zlib.crc32(content(name)):08x}" for name in _SOURCES)


def table(latin: bool) -> str:
    """The name of the file: its first line is the fingerprint, then come the forms, a tab behind
    each, and what it tells. `python -m tools.line_forms` writes it."""
    return f"line_forms_{'latin' if latin else 'other'}.tsv"
