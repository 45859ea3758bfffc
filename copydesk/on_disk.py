"""`copydesk check` of an archive that does not fit into memory: which engine, and its run."""

from argparse import Namespace
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from archives.open import files
from archives.reading import Loss, MissingPackageError, Reading, Tally
from articles.errors import CopydeskError
from checks.protocol import Check
from copydesk.checking import NAMED, Collected
from copydesk.progress import Progress
from copydesk.timing import shares, table
from review.formats._text import visible

if TYPE_CHECKING:
    from archives.engines.shard import Outcome
    from archives.engines.sharded import Archive

#: What the engine on disk needs beyond the base: heavy, so an extra, and imported when needed.
_PACKAGES = ("duckdb", "pyarrow")

#: Text of so many bytes is judged on disk: 100,000 short articles take 1 GB in memory.
LARGE = 100_000_000
#: How much packed text grows (JSON lines of news: 3 to 4).
_PACKED = {".gz": 4, ".zst": 4, ".bz2": 4, ".xz": 4, ".zip": 4, ".wacz": 4, ".parquet": 4}
MEMORY = 2_000_000_000


def wanted(args: Namespace, reading: Reading) -> bool:
    """Whether this run is one for the disk; what contradicts itself or is missing is an error."""
    if args.engine == "local":
        if args.work_dir or args.memory or args.no_cache:
            raise CopydeskError(
                "--work-dir, --memory and --no-cache are for --engine duckdb: leave out "
                "--engine local"
            )
        return False
    if args.engine == "duckdb" or args.work_dir or args.memory or args.no_cache:
        if not _installed():
            raise MissingPackageError("large archives (--engine duckdb)", "archive")
        return True
    return _installed() and _is_large(args, reading)


def _installed() -> bool:
    return all(map(find_spec, _PACKAGES))


def _is_large(args: Namespace, reading: Reading) -> bool:
    """Whether the files named hold more text than is judged in memory, as far as names tell."""
    if "-" in args.paths or reading.files_from == "-" or reading.limit or reading.sample:
        return False
    size = 0
    for path, _ in files(args.paths, reading):
        place = Path(path)
        if place.is_file():
            size += place.stat().st_size * _PACKED.get(place.suffix.lower(), 1)
        if size > LARGE:
            return True
    return False


def collect_on_disk(
    into: Collected,
    args: Namespace,
    reading: Reading,
    checks: list[Check],
    tally: Tally,
    progress: Progress,
) -> Iterator[str]:
    """Check on disk. Yields what is to be said of it at the end."""
    from archives.engines.sharded import Archive
    from archives.engines.work import work_folder

    def seen(outcome: "Outcome") -> None:
        count(into, outcome)
        progress(into)

    with work_folder(args.work_dir, afresh=args.no_cache) as work:
        archive = Archive(
            paths=args.paths,
            reading=reading,
            checks=checks,
            work=work,
            jobs=args.jobs,
            memory=args.memory or MEMORY,
            tally=tally,
            seen=seen,
            say=progress.say,
        )
        into.findings.extend(archive.findings())
        if into.keys is not None:
            into.keys.update(archive.keys())
        yield from _told(archive, args)


def _told(archive: "Archive", args: Namespace) -> Iterator[str]:
    if archive.workers < args.jobs:
        yield f"--memory holds {archive.workers} workers, not {args.jobs}"
    if archive.kept:
        yield f"{archive.kept:,} of {archive.parts:,} parts were finished before"
    if args.timing:
        yield from table(archive.seconds)
    else:
        yield shares(archive.seconds)


def count(into: Collected, outcome: "Outcome") -> None:
    """Note the articles of a shard, and what could not be read of it."""
    into.articles += outcome.articles
    into.unreadable.update(outcome.damaged)
    into.loss.add(Loss(sum(outcome.damaged.values()), outcome.lost, outcome.unknown))
    for place, note in outcome.notes[: NAMED - len(into.damaged)]:
        into.damaged.append(visible(f"{place}: {note}"))
