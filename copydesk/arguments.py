"""Flags that several commands share, and the types of their values."""

import argparse
import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from copydesk.nearby import did_you_mean
from copydesk.tables import Rate

if TYPE_CHECKING:
    from archives.reading import Loss

#: Two processes and a sort want so much (measured: benchmarks/archive.py).
LEAST_MEMORY = 512_000_000


def one_of(known: Sequence[str]) -> Callable[[str], str]:
    """A value out of a few; a wrong one is answered with the nearest."""

    def read(value: str) -> str:
        if value not in known:
            near = did_you_mean(value, known) or f" (one of {', '.join(known)})"
            raise argparse.ArgumentTypeError(f"there is no {value}{near}")
        return value

    return read


def words(value: str) -> tuple[str, ...]:
    """`DUP,SPL101` as two words."""
    return tuple(word.strip() for word in value.split(",") if word.strip())


def share(value: str) -> float:
    """A number between 0 and 1, or a percentage."""
    try:
        return Rate.read(value)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def natural(value: str) -> int:
    """A whole number from 0 on."""
    if not value.isdecimal():
        raise argparse.ArgumentTypeError(f"wants a whole number, not {value}")
    return int(value)


def positive(value: str) -> int:
    """A whole number from 1 on."""
    if not natural(value):
        raise argparse.ArgumentTypeError("wants a number from 1 on; leave it out for all")
    return int(value)


def jobs(value: str) -> int:
    """A number of processes; 0 is one for each core."""
    return natural(value) or os.cpu_count() or 1


def memory(value: str) -> int:
    """`2GB` or `800MB` as bytes; less than LEAST_MEMORY holds no run."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?) ?([MGT])i?B?", value.strip(), re.IGNORECASE)
    if not found:
        raise argparse.ArgumentTypeError(f"wants a size such as 2GB or 800MB, not {value}")
    size = int(float(found[1]) * 1000 ** {"M": 2, "G": 3, "T": 4}[found[2].upper()])
    if size < LEAST_MEMORY:
        raise argparse.ArgumentTypeError(f"wants at least 512MB, not {value}")
    return size


def rate(value: str) -> str:
    """`2%` or `SPL=1%`, checked here, read by the gate."""
    share(value.rpartition("=")[2])
    return value


def columns(value: str) -> dict[str, str]:
    """`headline=title,body=text` as a table."""
    pairs = [word.partition("=") for word in words(value)]
    if not all(name and found and column for name, found, column in pairs):
        raise argparse.ArgumentTypeError("wants FIELD=COLUMN[,FIELD=COLUMN...]")
    return {name: column for name, _, column in pairs}


def site_rules(value: str) -> tuple[str, tuple[str, ...]]:
    """`x.example:TPL201,DUP` as a site pattern and its rules."""
    site, found, codes = value.rpartition(":")
    if not (site and found and words(codes)):
        raise argparse.ArgumentTypeError("wants SITE:CODE[,CODE...]")
    return site, words(codes)


@dataclass(frozen=True, slots=True)
class Allowance:
    """How much may be lost: a number of articles, or a share of them (0 to 1)."""

    most: int = 0
    part: float | None = None

    def admits(self, loss: "Loss", articles: int) -> bool:
        """Whether so much may be lost beside so many articles that were read. An input of which
        nobody knows what it held counts as one article, and is a share of nothing."""
        if self.part is None:
            return loss.articles + loss.unknown <= self.most
        most = self.part * (loss.articles + articles) + 1e-9  # .29 * 100 is a little less than 29
        return not loss.unknown and loss.articles <= most


def allowance(value: str) -> Allowance:
    """`3` or `2%`."""
    if value.endswith("%"):
        return Allowance(part=share(value))
    return Allowance(natural(value))


def add_inputs(parser: argparse.ArgumentParser) -> None:
    """The flags that say what is read, and how."""
    group = parser.add_argument_group("input")
    group.add_argument(
        "paths",
        nargs="*",
        default=[],
        metavar="PATH",
        help="archives, files, folders, globs, - for stdin",
    )
    group.add_argument(
        "--input-format", default="auto", metavar="FORMAT", help="instead of guessing (auto)"
    )
    group.add_argument("--files-from", default="", metavar="FILE", help="paths, one a line; - too")
    group.add_argument(
        "--exclude", action="append", default=[], metavar="GLOB", help="leave these paths out"
    )
    group.add_argument(
        "--map",
        type=columns,
        default={},
        metavar="FIELD=COLUMN,...",
        help="columns of JSON lines, CSV, Parquet: headline=title,body=text,url=link,html=raw",
    )
    group.add_argument(
        "--url", default="", metavar="URL", help="the address of the one page or text that is read"
    )
    group.add_argument("--limit", type=positive, default=0, metavar="N", help="first N articles")
    group.add_argument(
        "--sample", type=positive, default=0, metavar="N", help="N articles chosen by chance"
    )
    group.add_argument("--seed", type=natural, default=0, metavar="S", help="another choice")


def add_completeness(parser: argparse.ArgumentParser) -> None:
    """The flags that say which gaps in the input are no failure."""
    group = parser.add_argument_group("completeness (exit 3)")
    group.add_argument("--allow-empty", action="store_true", help="no article at all is fine")
    group.add_argument(
        "--allow-unreadable",
        type=allowance,
        default=Allowance(),
        metavar="N|P%",
        help="so many articles may be unreadable",
    )


def reading_of(args: argparse.Namespace, columns_: dict[str, str]) -> Any:
    """What a reader is told: the flags of `add_inputs` over the configuration's columns."""
    from archives.reading import Reading

    return Reading(
        input_format=args.input_format,
        columns={**columns_, **args.map},
        exclude=tuple(args.exclude),
        files_from=args.files_from,
        url=args.url,
        limit=args.limit,
        sample=args.sample,
        seed=args.seed,
    )
