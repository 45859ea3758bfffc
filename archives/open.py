"""The way in: `raw` reads records, `parse` makes an article of one, `read` does both.

Reading is cheap and stays in one process; parsing is dear and can be spread over many.
"""

import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from archives import company, compression, guess, inputs, inventory, media
from archives.inputs import Standing
from archives.parsing import parse
from archives.readers import Reader, formats
from archives.reading import OneAddressError, Reading, Record, Tally, UnknownFormatError
from archives.rows import columns_of
from archives.source import Desk, Source, from_gap
from archives.stream import Chunk, Gap, Meter, Stream
from articles.model import Article, Damage, DamageKind

__all__ = ["files", "parse", "raw", "read", "records"]

#: a file, and how it came to be read
File = tuple[str, Standing]

_PIECE = 1 << 16


def read(
    paths: Sequence[str], options: Reading | None = None, tally: Tally | None = None
) -> Iterator[Article]:
    """All articles of these inputs, in order; what is damaged is an article that says so."""
    tally = tally or Tally()
    return map(tally.counted, map(parse, raw(paths, options, tally)))


def raw(
    paths: Sequence[str], options: Reading | None = None, tally: Tally | None = None
) -> Iterator[Record]:
    """All records of these inputs, in order, unparsed. Wrong usage is an error at once."""
    options, tally = options or Reading(), tally or Tally()
    return records(files(paths, options, tally), options, tally)


def files(paths: Sequence[str], options: Reading, tally: Tally | None = None) -> Iterator[File]:
    """The files of these inputs, and how each came to be read; the tally hears of what is no file.
    Wrong usage is an error at once."""
    if options.input_format not in ("auto", *formats()):
        raise UnknownFormatError(options.input_format, tuple(sorted(formats())))
    columns_of(options)
    found = inputs.expand(paths, options, tally)
    return _only(found) if options.url else found


def _only(found: Iterable[File]) -> Iterator[File]:
    every = list(found)
    if len(every) > 1:
        raise OneAddressError(f"{len(every)} files")
    return iter(every)


def records(named_files: Iterable[File], options: Reading, tally: Tally) -> Iterator[Record]:
    """All records of these files, in order."""
    found = _all(named_files, Desk(options, tally, _inside))
    return _selected(_addressed(found, options.url) if options.url else found, options)


def _addressed(found: Iterable[Record], url: str) -> Iterator[Record]:
    for number, record in enumerate(found):
        if number:
            raise OneAddressError(f"several in {record.path}")
        yield replace(record, url=url)


def _all(files: Iterable[File], desk: Desk) -> Iterator[Record]:
    for path, standing in files:
        desk.tally.inputs += 1
        if proven := _inventory(path, desk):
            yield from proven
            continue
        found = _told(_file(path, standing is Standing.NAMED, desk), path, desk)
        if standing is Standing.BESIDE_PAGES:
            found = company.beside_pages(found, desk)
        elif standing is Standing.BESIDE_ARCHIVES:
            found = company.beside_archives(found, desk)
        yield from found


def _inventory(path: str, desk: Desk) -> Iterator[Record] | None:
    """What a list of files proves; None for any other file."""
    if desk.options.input_format != "auto" or not inventory.is_inventory(Path(path).name):
        return None
    try:
        return inventory.beside(path, desk)
    except OSError:  # is told where it is opened as any other file
        return None


def _told(found: Iterable[Record], path: str, desk: Desk) -> Iterator[Record]:
    """The records of a file, and a remark where there is none."""
    barren = True
    for record in found:
        barren = False
        yield record
    if barren:
        desk.tally.note_barren(path)


def _selected(records: Iterator[Record], options: Reading) -> Iterator[Record]:
    """The whole, its beginning, or a sample of it in the order of the input."""
    if options.sample:
        records = _sampled(records, options)
    return islice(records, options.limit) if options.limit else records


def _sampled(records: Iterator[Record], options: Reading) -> Iterator[Record]:
    chance = random.Random(options.seed)
    kept: list[tuple[int, Record]] = []
    for number, record in enumerate(records):
        if len(kept) < options.sample:
            kept.append((number, record))
        elif (place := chance.randrange(number + 1)) < options.sample:
            kept[place] = (number, record)
    yield from (record for _, record in sorted(kept, key=lambda pair: pair[0]))


def _file(path: str, named: bool, desk: Desk) -> Iterator[Record]:
    """Everything in one file on disk, or on stdin."""
    meter = Meter(desk.options.max_ratio)
    if path == inputs.STDIN:
        yield from _inside(Source(path, "", _stream(sys.stdin.buffer, meter), meter), desk)
        return
    try:
        file = Path(path).open("rb")  # noqa: SIM115  # closed below; only opening it may fail here
    except OSError as error:
        note = f"cannot be opened: {error.strerror}"
        yield Record(path, damage=Damage(DamageKind.CORRUPT, note, lost=None))
        return
    with file:
        stream = _stream(file, meter)
        source = Source(path, Path(path).name, stream, meter, named=named)
        yield from _inside(replace(source, seekable=partial(_reopened, path)), desk)


def _reopened(path: str) -> BinaryIO:
    return Path(path).open("rb")


def _stream(file: BinaryIO, meter: Meter) -> Stream:
    return Stream(_pieces(file, meter))


def _pieces(file: BinaryIO, meter: Meter) -> Iterator[Chunk]:
    """A file in pieces; what the disk cannot give is a gap."""
    while True:
        try:
            piece = file.read1(_PIECE) if hasattr(file, "read1") else file.read(_PIECE)
        except OSError as error:
            yield Gap(Damage(DamageKind.CORRUPT, f"cannot be read on: {error.strerror}"), 0)
            return
        if not piece:
            return
        meter.consumed += len(piece)
        yield piece


def _inside(source: Source, desk: Desk) -> Iterator[Record]:
    """What a source holds, whatever it is wrapped in; no damage goes unsaid."""
    broken = False
    while codec := _codec(source):
        if source.depth >= desk.options.max_depth:
            yield _too_deep(source, desk)
            return
        source = _unwrapped(source, codec)
        while gap := source.stream.gap():
            broken = True
            yield from_gap(source, gap)
    if source.stream.at_end():
        if not source.named and company.may_be_empty(source.name):
            desk.aside("empty files")
        elif not broken:
            yield source.damaged(DamageKind.EMPTY, "nothing in it")
        return
    if source.depth > desk.options.max_depth:
        yield _too_deep(source, desk)
    elif instead := _instead(source, desk):
        yield source.damaged(DamageKind.UNSUPPORTED, instead, lost=None)
    elif reader := _reader(source, desk):
        yield from company.marked(reader.records(source, desk), source, "jsonl" in reader.FORMATS)
        if gap := source.stream.gap():
            yield from_gap(source, gap)
    else:
        yield from _refused(source, desk)


def _codec(source: Source) -> compression.Codec | None:
    """By the first bytes; where those are damaged, by the name."""
    head = source.stream.peek(guess.HEAD)
    if found := compression.codec_of(head):
        return found
    if not head or source.sealed:
        return None
    if cut := compression.codec_cut(head, source.name):
        return cut
    return compression.codec_named(source.name) if media.is_binary(head) else None


def _unwrapped(source: Source, codec: compression.Codec) -> Source:
    named = compression.codec_named(source.name)
    name = source.name.rpartition(".")[0] if named else source.name
    stream = Stream(compression.expand(source.stream, codec, source.meter))
    depth = source.depth + 1
    return replace(source, name=name, stream=stream, depth=depth, sealed=True, seekable=None)


def _instead(source: Source, desk: Desk) -> str:
    """What was saved in the place of an archive, "" where nothing was."""
    if desk.options.input_format != "auto":
        return ""
    return guess.instead(source.stream.peek(guess.HEAD), source.name, named=source.named)


def _reader(source: Source, desk: Desk) -> Reader | None:
    """Who reads this: whom the user named, or who is surest; a guess is said to be one."""
    if desk.options.input_format != "auto":
        return formats()[desk.options.input_format]
    reader, remark = guess.chosen(source.stream.peek(guess.HEAD), source.name)
    if remark:
        desk.say(f"{source.shown}: {remark}")
    return reader


def _refused(source: Source, desk: Desk) -> Iterator[Record]:
    """Images and the like beside saved pages are counted; named by the user, they are a mistake."""
    head = source.stream.peek(guess.HEAD)
    what = media.document(head) or media.foreign(head, source.name)
    mistaken = source.named or _breaks_promise(what, source.name)
    if media.is_company(what) and not mistaken:
        desk.aside(what)
        return
    note = ": ".join(filter(None, (f"not an article, but one of the {what}", media.advice(what))))
    beside = what if media.is_beside_pages(what) and not mistaken else ""
    yield replace(source.damaged(DamageKind.UNSUPPORTED, note), company=beside)


def _breaks_promise(what: str, name: str) -> bool:
    """Whether a page was to be here. A server may send a feed under any name."""
    return company.promises_page(name) and (media.is_company(what) or what == "PDF files")


def _too_deep(source: Source, desk: Desk) -> Record:
    note = f"more than {desk.options.max_depth} layers of packing: not opened"
    return source.damaged(DamageKind.UNSUPPORTED, note, lost=None)
