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
from copydesk.nearby import did_you_mean
from copydesk.selection import Selection


class NoInputError(CopydeskError):
    """No path was given."""


def require_paths(args: Namespace) -> None:
    """Nothing named is nothing meant; a terminal's stdin is not waited for unasked."""
    if not args.paths and not args.files_from:
        raise NoInputError("nothing to read: give a path, or - for standard input")


def articles_of(args: Namespace, config: Config, tally: Tally | None = None) -> Iterator[Article]:
    """The articles of the paths given, in the order of the paths. Wrong usage is an error at once;
    a column that no record has, when all are read."""
    from archives.open import read

    tally = tally or Tally()
    return _mapped(read(args.paths, reading_of(args, dict(config.columns)), tally), args, tally)


def _mapped(articles: Iterator[Article], args: Namespace, tally: Tally) -> Iterator[Article]:
    yield from articles
    check_map(args, tally)


class NoColumnError(CopydeskError):
    """`--map` names a column that no record has."""


def check_map(args: Namespace, tally: Tally) -> None:
    """Refuse a column that no record of the input has: a key may be missing in some. Where only the
    first articles were read, later ones may have it, and it is only told."""
    for part, column in args.map.items():
        if tally.rows and column not in tally.met:
            near = did_you_mean(column, tally.columns)
            there = ", ".join(name[:40] for name in tally.columns[:8])
            what = f"--map {part}={column}: no record has {column}{near} (columns: {there})"
            if not args.limit:
                raise NoColumnError(what)
            print(f"copydesk: {what}", file=sys.stderr)


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
