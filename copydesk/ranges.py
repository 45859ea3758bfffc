"""Which values of a setting can be meant. The file and the flags are held to the same ranges:
a range stands at the setting's type, `Annotated[float, Within(0, 3600)]`."""

import argparse
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Protocol, get_args, get_origin, get_type_hints


class Limit(Protocol):
    """What an annotation of a setting says: which values fit, and in words."""

    def fits(self, value: Any) -> bool:
        """Whether a value of the right type may stand here."""

    @property
    def words(self) -> str:
        """What is wanted, as it follows "wants"."""


@dataclass(frozen=True, slots=True)
class Within:
    """A number from `least` to `most`, both of them included; never nan."""

    least: int
    most: int

    def fits(self, value: Any) -> bool:
        return bool(self.least <= value <= self.most)

    @property
    def words(self) -> str:
        """
        >>> Within(0, 3600).words
        'a number from 0 to 3600'
        """
        return f"a number from {self.least} to {self.most}"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A text of this form; `words` say which form that is."""

    form: str
    words: str

    def fits(self, value: Any) -> bool:
        return bool(re.fullmatch(self.form, value))


def limits_of(hint: Any) -> tuple[Any, tuple[Limit, ...]]:
    """The bare type of a setting, and its limits."""
    if get_origin(hint) is not Annotated:
        return hint, ()
    plain, *limits = get_args(hint)
    return plain, tuple(limits)


def flag_of(record: type, name: str) -> Callable[[str], Any]:
    """The `type` of the flag that wins over this setting: the same range, the same words."""
    return _reader(*limits_of(get_type_hints(record, include_extras=True)[name]))


def number(least: int, most: int) -> Callable[[str], float]:
    """The `type` of a flag that takes a number of this range and has no setting."""
    return _reader(float, (Within(least, most),))


def whole_number(least: int, most: int) -> Callable[[str], int]:
    """The same for whole numbers."""
    return _reader(int, (Within(least, most),))


def _reader(plain: Callable[[str], Any], limits: tuple[Limit, ...]) -> Callable[[str], Any]:
    def read(value: str) -> Any:
        try:
            found = plain(value)
        except ValueError:
            found = None
        if found is None or not all(limit.fits(found) for limit in limits):
            wanted = " and ".join(limit.words for limit in limits)
            whole = "a whole" if plain is int else "a"
            raise argparse.ArgumentTypeError(
                f"wants {wanted.replace('a number', f'{whole} number')}, not {value!r}"
            )
        return found

    return read
