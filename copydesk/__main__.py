"""`copydesk COMMAND ...`: find the command, run it, turn what happens into an exit code."""

import argparse
import errno
import gc
import importlib
import os
import pkgutil
import signal
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn, TextIO

from articles.errors import CopydeskError
from copydesk import commands
from copydesk.exits import (
    BUG,
    CLEAN,
    INCOMPLETE,
    INTERRUPTED,
    TERMINATED,
    USAGE,
    hush_stdout,
    unbreakable,
    version,
)
from copydesk.nearby import did_you_mean

#: Python looks for garbage cycles after so many new objects. Word lists and rules make many that
#: stay: at Python's own 700, looking took a tenth of a crawl of one page (five runs in turn with
#: five: 4.0 s of CPU in the middle, then 3.6), and memory was no lower.
_NEW_OBJECTS = 20_000
#: What the disk refuses is no bug of ours.
_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Exit codes are those of docs/exit-codes.md."""
    signal.signal(signal.SIGTERM, _leave)
    gc.set_threshold(_NEW_OBJECTS)
    # A parent may have closed them (`>&-`): what is said then goes nowhere, and nothing breaks.
    sys.stdout, sys.stderr = sys.stdout or _nowhere(), unbreakable(sys.stderr or _nowhere())
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")  # type: ignore[union-attr]  # absent only on replaced streams
    words = list(sys.argv[1:] if argv is None else argv)
    if words and words[0] in _commands():
        return _run(words[0], words[1:])
    return _no_command(words)


def _run(name: str, words: list[str]) -> int:
    code = CLEAN
    try:
        module = _command(name)
        args = _parser_of(name, module).parse_args(words)
        code = module.run(args)
        sys.stdout.flush()
    except CopydeskError as error:
        print(f"copydesk: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # once is enough
        print("copydesk: interrupted", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # the reader of stdout left; a verdict that is settled stands
        hush_stdout()
    except Exception as error:
        if isinstance(error, OSError) and error.errno in _DISK:
            hush_stdout()
            where = error.filename or "standard output"
            print(f"copydesk: cannot write to {where}: {error.strerror}", file=sys.stderr)
            return INCOMPLETE
        sys.excepthook(*sys.exc_info())
        print("copydesk: this is a bug in copydesk, not in your input", file=sys.stderr)
        return BUG
    return code


def _no_command(words: list[str]) -> int:
    """`--help`, `--version`, nothing at all, or a word that is no command."""
    parser = Parser(
        prog="copydesk",
        formatter_class=partial(argparse.HelpFormatter, max_help_position=16),
        description="The copy desk for syndicated news: collect articles, find what went wrong "
        "on the way, let a person decide.",
        epilog="copydesk COMMAND --help says what a command takes. Exit codes: 0 clean, 1 gate "
        "failed, 2 usage, 3 incomplete, 4 bug, 75 already running.",
    )
    parser.add_argument("--version", action="version", version=f"copydesk {version()}")
    choices = parser.add_subparsers(metavar="COMMAND", title="commands", parser_class=Parser)
    if not words or words[0] in {"-h", "--help"}:
        for name in _commands():
            choices.add_parser(name, help=_command(name).HELP)
        parser.print_help(sys.stdout if words else sys.stderr)
        return 0 if words else USAGE
    if not words[0].startswith("-"):
        parser.error(f"there is no command {words[0]}{did_you_mean(words[0], _commands())}")
    parser.parse_args(words)
    return parser.error("a command is missing; copydesk --help lists them")


class Parser(argparse.ArgumentParser):
    """argparse, but flags and paths may stand in any order, and a wrong flag is answered with the
    nearest right one, in one line."""

    _mixing = False

    def __init__(self, **settings: Any) -> None:
        super().__init__(allow_abbrev=False, **settings)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """As usual, but `check a.txt -q b.txt` means both files."""
        if self._mixing or self._subparsers:
            return super().parse_known_args(args, namespace)
        self._mixing = True  # the call below comes back here for its two rounds
        self.usage = self.format_usage().removeprefix("usage: ").replace("%", "%%")
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._mixing, self.usage = False, None

    def parse_args(self, args: Any = None, namespace: Any = None) -> Any:
        """As usual; what is left over is an error with a suggestion."""
        found, rest = self.parse_known_args(args, namespace)
        if rest:
            flag = rest[0].partition("=")[0]
            near = did_you_mean(flag, _flags(self))
            self.error(f"unknown argument {rest[0]}{near}")
        return found

    def error(self, message: str) -> NoReturn:
        """One line, exit 2."""
        self.exit(USAGE, f"{self.prog}: {message}\n")


def _parser_of(name: str, module: ModuleType) -> Parser:
    parser = Parser(
        prog=f"copydesk {name}",
        description=getattr(module, "ABOUT", module.HELP),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    module.arguments(parser)
    _add_config(parser, "")
    return parser


def _add_config(parser: argparse.ArgumentParser, default: str) -> None:
    """Every command takes --config, and so does every verb of a command."""
    if "--config" not in parser._option_string_actions:
        parser.add_argument(
            "--config", default=default, metavar="FILE", help="instead of the nearest copydesk.toml"
        )
    for verb in _verbs(parser):
        _add_config(verb, argparse.SUPPRESS)


def _verbs(parser: argparse.ArgumentParser) -> list[argparse.ArgumentParser]:
    return [
        verb
        for action in parser._actions
        if isinstance(action, argparse._SubParsersAction)
        for verb in action.choices.values()
    ]


def _flags(parser: argparse.ArgumentParser) -> list[str]:
    own = list(parser._option_string_actions)
    return own + [flag for verb in _verbs(parser) for flag in _flags(verb)]


def _commands() -> dict[str, str]:
    """Command -> module, for every module of the folder; `import_` is the command `import`."""
    names = sorted(found.name for found in pkgutil.iter_modules(commands.__path__))
    return {name.removesuffix("_").replace("_", "-"): name for name in names}


def _command(name: str) -> ModuleType:
    return importlib.import_module(f"copydesk.commands.{_commands()[name]}")


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w")  # open until the process ends


def _leave(signum: int, frame: object) -> None:
    sys.exit(TERMINATED)


if __name__ == "__main__":
    sys.exit(main())
