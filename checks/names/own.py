"""What a newsroom itself says about names: house style, pairs to keep apart, its people."""

from dataclasses import dataclass
from functools import cache

from checks.names.folding import plain


@dataclass(frozen=True, slots=True)
class UserNames:
    """The `[names]` table of the configuration and the folder of names, as plain values.

    `variants` is house style: the form not wanted -> the form to write. `never` are forms that are
    right as they stand, whatever they resemble. `people` are full names and `places` are names
    known to be right: what is a slip away from them is pointed at them. `apart` are pairs of forms
    that are two names. `path` is the folder that `copydesk names` writes.
    """

    variants: tuple[tuple[str, str], ...] = ()
    never: frozenset[str] = frozenset()
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    apart: frozenset[tuple[str, str]] = frozenset()
    path: str = ""

    @property
    def accepted(self) -> frozenset[str]:
        """The plain words of these people and places: right as they stand."""
        return _words((*self.people, *self.places))

    def __post_init__(self) -> None:
        """Forms are compared without case and accents."""
        object.__setattr__(self, "never", frozenset(plain(form) for form in self.never))
        pairs = frozenset(_sorted(plain(a), plain(b)) for a, b in self.apart)
        object.__setattr__(self, "apart", pairs)


@cache
def _words(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for name in names for word in plain(name).replace("-", " ").split())


def _sorted(left: str, right: str) -> tuple[str, str]:
    return (left, right) if left <= right else (right, left)
