"""From flags and configuration to articles, and to what the rules may know."""

from argparse import Namespace
from collections.abc import Iterator

from articles import Article
from articles.errors import CopydeskError
from checks.knowledge import Knowledge
from copydesk.arguments import reading_of
from copydesk.config import Config


class NoInputError(CopydeskError):
    """No path was given."""


def articles_of(args: Namespace, config: Config) -> Iterator[Article]:
    """The articles of the paths given, in the order of the paths."""
    from archives.open import read

    if not args.paths and not args.files_from:
        raise NoInputError("nothing to read: give a path, or - for standard input")
    return read(args.paths, reading_of(args, dict(config.columns)))


def knowledge_of(config: Config) -> Knowledge:
    """What the rules may know: the lexicon, and the house's own names."""
    return Knowledge()
