"""From flags and configuration to articles, and to what the rules may know."""

import sys
from argparse import Namespace
from collections.abc import Iterator

from archives.reading import Tally
from articles import Article
from articles.errors import CopydeskError
from checks.knowledge import Knowledge
from checks.knowledge import load as load_knowledge
from checks.names.own import UserNames
from copydesk.arguments import reading_of
from copydesk.config import Config
from copydesk.selection import Selection


class NoInputError(CopydeskError):
    """No path was given."""


def require_paths(args: Namespace) -> None:
    """Nothing named is nothing meant; a terminal's stdin is not waited for unasked."""
    if not args.paths and not args.files_from:
        raise NoInputError("nothing to read: give a path, or - for standard input")


def articles_of(args: Namespace, config: Config, tally: Tally | None = None) -> Iterator[Article]:
    """The articles of the paths given, in the order of the paths."""
    from archives.open import read

    return read(args.paths, reading_of(args, dict(config.columns)), tally)


class NoCacheError(CopydeskError):
    """The names lexicon cannot be kept where it was asked for."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"cannot keep the names lexicon: {why}; set XDG_CACHE_HOME, or --cache-dir, to a "
            "folder that can be written to"
        )


def knowledge_of(
    config: Config, selection: Selection | None = None, cache_dir: str = ""
) -> Knowledge:
    """What the rules may know: the house's own names, and the lexicon where a rule asks for it."""
    own = UserNames(
        variants=tuple(sorted(config.names.variants.items())),
        never=frozenset(config.names.never),
        path=config.names.path,
    )
    rules = selection.rules if selection else ()
    needed = not selection or any("knowledge" in rule.kind.__dataclass_fields__ for rule in rules)  # type: ignore[attr-defined]  # every rule is a dataclass
    try:
        return load_knowledge(cache_dir, progress=_tell, names=own, lexicon=needed)
    except (OSError, RuntimeError) as error:  # no home, or one that cannot be written to
        raise NoCacheError(getattr(error, "strerror", "") or str(error)) from error


def _tell(what: str, share: float) -> None:
    """The one long wait there is: building the lexicon, once on a machine."""
    if sys.stderr.isatty():
        end = "\n" if share >= 1 else ""
        sys.stderr.write(f"\r\x1b[K{what} {share:.0%}{end}")
        sys.stderr.flush()
