"""What a newsroom itself says about names: house style, pairs to keep apart, its people."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class UserNames:
    """The `[names]` table of the configuration, as plain values.

    `variants` is house style: the form not wanted -> the form to write. `never` are forms that are
    right as they stand, whatever they resemble. `people` and `places` are known to be right, and
    what resembles them is looked at. `apart` are pairs of forms that are two different names.
    """

    variants: tuple[tuple[str, str], ...] = ()
    never: frozenset[str] = frozenset()
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    apart: frozenset[tuple[str, str]] = field(default_factory=frozenset)
