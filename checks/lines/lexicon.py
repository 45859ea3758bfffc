"""The line lexica: related labels and the lines that templates, widgets and agencies leave."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from checks.knowledge import data

#: Marks that stand around a line without being part of it.
MARKS = " \t*•·▶►▸>»›→←↓×✕✖|-_:;.!()[]【】…\"'+#=~"
LABEL, TECH, BAR = "label", "trade word", "share bar"
_SHORT = 4


@dataclass(frozen=True, slots=True)
class Label:
    """A phrase that announces a related article, in one language.

    A weak one is also an everyday word and needs a colon or bar behind it. `heads` says that it
    stands above a list of headlines, `inline` that it stands before one, `tight` that a single
    space may part the two, `opens` that a topic follows ("More from Harbour"), `built` that no
    list holds the phrase.
    """

    language: str
    phrase: str
    weak: bool
    inline: bool
    heads: bool
    tight: bool
    opens: bool
    attested: bool
    built: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """A line that is no part of a story. `form` is None where the line must be the phrase."""

    language: str
    kind: str
    text: str
    exact: bool
    form: str | None

    def fills(self, bare: str, whole: str) -> bool:
        """Whether a line is this phrase; `bare` lacks the marks around it."""
        line = whole if self.exact else bare
        return _pattern(self.form).fullmatch(line) is not None if self.form else line == self.text


@cache
def labels() -> tuple[Label, ...]:
    """All related labels."""
    return tuple(
        Label(
            language=row["language"],
            phrase=row["phrase"],
            weak=row["weak"],
            inline="inline" in row["use"],
            heads="heading" in row["use"],
            tight="tight" in row["use"],
            opens=row["opens"],
            attested=bool(row["pages"] or row["code"]),
        )
        for row in data("related_labels.json")["labels"]
    )


def literals(level: Callable[[str], str]) -> Iterator[tuple[str, str, Label | Phrase | str]]:
    """What to search for, the kind of cue it makes, and what it stands for."""
    for label in labels():
        low = level(label.phrase)
        for form in _label_forms(low) if label.weak and not label.opens else (low,):
            yield form, LABEL, label
    for phrase, low in _phrases(level):
        yield _anchor(phrase, low), phrase.kind, phrase
    for word in data("share_words.json")["anchors"]:
        yield word, BAR, word
    code = data("code_words.json")
    for word in (*code["strong"], *code["words"]):
        yield level(word), TECH, word


def _phrases(level: Callable[[str], str]) -> Iterator[tuple[Phrase, str]]:
    """Each phrase once: of "newsletter", which ten languages share, one cue is enough a line."""
    known = set()
    for kind, by_language in data("residue_lines.json")["lines"].items():
        for language, texts in by_language.items():
            for low in map(level, texts):
                key = (kind, low, language if len(low) <= _SHORT else "")
                if key not in known:
                    known.add(key)
                    yield _phrase(language, kind, low), low


def _label_forms(low: str) -> tuple[str, ...]:
    return (f"{low}:", f"{low} :", f"{low}|", f"{low} |", f"\n{low}\n")


def _phrase(language: str, kind: str, low: str) -> Phrase:
    exact = not low[0].isalnum() and low[0] not in "*#"
    text = low if exact else low.strip(MARKS.replace("*", "").replace("#", ""))
    if "*" not in text and "#" not in text:
        return Phrase(language, kind, text, exact, None)
    head, *rest = text.split("*")
    form = _escaped(head.rstrip() if rest == [""] else head)
    form += "".join(f".{{0,80}}{_escaped(part)}" for part in rest[:-1])
    if rest:
        form += f".{{0,{80 if rest[-1] else 360}}}{_escaped(rest[-1])}"
    return Phrase(language, kind, text, exact, form)


@cache
def _pattern(form: str) -> re.Pattern[str]:
    """Compiled once a text holds the phrase's anchor: most phrases stand in none."""
    return re.compile(form)


def _escaped(part: str) -> str:
    return re.escape(part).replace(r"\#", r"\d[\d.,]{0,8}k?")


def _anchor(phrase: Phrase, low: str) -> str:
    """The literal that must stand in a line before the phrase is tried."""
    if phrase.form is None:
        return f"\n{phrase.text}" if len(phrase.text) <= _SHORT else phrase.text
    literal = max((part.strip() for part in re.split(r"[*#]", phrase.text)), key=len)
    return literal or low
