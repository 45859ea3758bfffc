"""What a pattern of machine text is: a form, and the literals without which it cannot match."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pattern:
    """A form of machine text. `certain` ones need no look at what stands around them, `spared` ones
    also stand in documents that people quote, and are left alone there."""

    name: str
    kind: str
    literals: tuple[str, ...]
    form: re.Pattern[str]
    certain: bool = False
    spared: bool = False


def pattern(name: str, kind: str, literals: str, form: str, **marks: bool) -> Pattern:
    """A pattern whose literals are written in one string, "¦" between them."""
    return Pattern(name, kind, tuple(literals.split("¦")), re.compile(form), **marks)
