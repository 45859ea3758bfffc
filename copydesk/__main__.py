"""`copydesk COMMAND ...`: find the command, run it, turn what happens into an exit code."""

import argparse
import importlib
import os
import pkgutil
import signal
import sys
from collections.abc import Sequence
from types import ModuleType

from articles.errors import CopydeskError
from copydesk import commands

INTERRUPTED, TERMINATED = 130, 143


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Exit codes are those of docs/exit-codes.md."""
    signal.signal(signal.SIGTERM, _leave)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")  # type: ignore[union-attr]  # absent only on replaced streams
    args = _parser().parse_args(argv)
    try:
        code: int = args.run(args)
    except CopydeskError as error:
        print(f"copydesk: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("copydesk: interrupted", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader left (`| head`): there is nobody to tell, and stdout must not fail again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="copydesk", description="The copy desk for syndicated news."
    )
    choices = parser.add_subparsers(metavar="COMMAND", required=True)
    for module in _commands():
        name = module.__name__.rpartition(".")[2].removesuffix("_")
        command = choices.add_parser(name, help=module.HELP, description=module.HELP)
        module.arguments(command)
        command.set_defaults(run=module.run)
    return parser


def _commands() -> list[ModuleType]:
    """Every module of the folder; `import_` is the command `import`."""
    names = sorted(found.name for found in pkgutil.iter_modules(commands.__path__))
    return [importlib.import_module(f"copydesk.commands.{name}") for name in names]


def _leave(signum: int, frame: object) -> None:
    sys.exit(TERMINATED)


if __name__ == "__main__":
    sys.exit(main())
