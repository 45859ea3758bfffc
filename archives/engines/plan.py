"""How an input is cut into shards: parts that are read, checked and kept each by itself.

Small files go together, until their size or their names say stop, so that a new file beside a
thousand others changes one shard. A large file is one stream: the first process reads it, and cuts
its records into segments. The cut depends on the input alone, never on the number of processes.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from hashlib import blake2b
from json import dumps
from pathlib import Path
from uuid import uuid4
from zlib import crc32

from archives.engines.work import WorkFolder
from archives.open import File, files, records
from archives.reading import Reading, Record, Tally

#: A file of so many bytes is read as a stream; smaller ones go together up to as many (a guess: a
#: part takes seconds to minutes, and a worker holds little).
LARGE = 32_000_000
#: One file name in so many ends a shard of small files (a guess).
_END_ONE_IN = 256
#: A segment of a stream: so many records or bytes. A million articles make 250 of them.
SEGMENT_RECORDS, SEGMENT_BYTES = 4096, 24_000_000


@dataclass(frozen=True, slots=True)
class Shard:
    """One part of the input: files that a worker reads itself, or records that were read for it.

    `name` holds what the part depends on: settings, the files' names, sizes and times, the number
    of the segment. A finished part of that name need not be done again. `stream` names the stream
    that a segment is of.
    """

    name: str
    stream: str = ""
    files: tuple[File, ...] = ()
    records: tuple[Record, ...] = ()


def shards(
    paths: Sequence[str], reading: Reading, settings: str, work: WorkFolder, tally: Tally
) -> Iterator[Shard]:
    """The shards of this input, in its order. Those that are finished come without records.

    `tally` hears of what is read here; workers tell of the files they read.
    """
    every = files(paths, reading, tally)
    if reading.limit or reading.sample:
        chosen = f"{settings} {reading.limit} {reading.sample} {reading.seed}"
        yield from _stream(tuple(every), reading, chosen, work, tally)
        return
    waiting: list[File] = []
    size = 0
    for file in every:
        bytes_ = _size(file[0])
        if waiting and (size + bytes_ > LARGE or _stands_alone(file[0], bytes_)):
            yield _together(waiting, settings)
            waiting, size = [], 0
        if _stands_alone(file[0], bytes_):
            yield from _stream((file,), reading, settings, work, tally)
            continue
        waiting.append(file)
        size += bytes_
        if crc32(file[0].encode("utf-8", "surrogateescape")) % _END_ONE_IN == 0:
            yield _together(waiting, settings)
            waiting, size = [], 0
    if waiting:
        yield _together(waiting, settings)


def settings_of(settings: str, reading: Reading) -> str:
    """What a shard's content depends on beside its files: a digest."""
    told = asdict(replace(reading, exclude=(), files_from="", limit=0, sample=0, seed=0))
    return _digest(settings, dumps(told, sort_keys=True))


def _stands_alone(path: str, size: int) -> bool:
    """Large files, and what is no file on disk: stdin, a pipe."""
    return size >= LARGE or not Path(path).is_file()


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size
    except OSError:
        return 0


def _together(small: Sequence[File], settings: str) -> Shard:
    return Shard(_named(small, settings), files=tuple(small))


def _stream(
    whole: tuple[File, ...], reading: Reading, settings: str, work: WorkFolder, tally: Tally
) -> Iterator[Shard]:
    name = _named(whole, settings)
    told = work.finished(name)
    if told and all(work.finished(_segment(name, n)) for n in range(told["segments"])):
        tally.add(tally_of(told["tally"]))
        yield from (Shard(_segment(name, n), name) for n in range(told["segments"]))
        return
    own, number = Tally(), -1
    for number, segment in enumerate(_segments(records(whole, reading, own))):
        part = _segment(name, number)
        yield Shard(part, name, records=() if work.finished(part) else tuple(segment))
    tally.add(own)
    work.finish(name, (), {"segments": number + 1, "tally": tally_row(own)})


def _segment(name: str, number: int) -> str:
    return _digest(name, str(number))


def _segments(every: Iterable[Record]) -> Iterator[list[Record]]:
    segment: list[Record] = []
    size = 0
    for record in every:
        segment.append(record)
        size += len(record.data) + len(record.extracted)
        if len(segment) >= SEGMENT_RECORDS or size >= SEGMENT_BYTES:
            yield segment
            segment, size = [], 0
    if segment:
        yield segment


def _named(group: Sequence[File], settings: str) -> str:
    return _digest(settings, *(part for path, standing in group for part in _state(path, standing)))


def _state(path: str, standing: str) -> tuple[str, ...]:
    """A file's name and state. What is no file on disk is another one each time.

    Size and time can be set back to what they were; the time of the last change, of which the
    system alone is master, and the inode cannot.
    """
    try:
        found = Path(path).stat() if Path(path).is_file() else None
    except OSError:
        found = None
    if found is None:
        return path, uuid4().hex
    state = found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino
    return path, str(standing), *map(str, state)


def _digest(*parts: str) -> str:
    joined = "\0".join(parts).encode("utf-8", "surrogateescape")
    return blake2b(joined, digest_size=8).hexdigest()


def tally_row(tally: Tally) -> dict[str, object]:
    """A tally as a manifest keeps it; how many articles there are is told elsewhere."""
    return {
        "inputs": tally.inputs,
        "aside": dict(tally.aside),
        "barren": tally.barren,
        "barren_count": tally.barren_count,
        "rows": tally.rows,
        "met": tally.met,
        "columns": tally.columns,
        "notes": tally.notes,
        "notes_count": tally.notes_count,
    }


def tally_of(row: dict[str, object]) -> Tally:
    """The inverse of `tally_row`."""
    tally = Tally(**row)  # type: ignore[arg-type]  # written by `tally_row`
    tally.aside = type(Tally().aside)(tally.aside)
    return tally
