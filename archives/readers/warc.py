"""WARC: web archives, and WET, their plain-text form.

The reader never trusts the end of a record: what follows must be the next record, the end of the
file, or damage that is reported. After damage it goes on at the next record it finds.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from archives import media
from archives.digest import Failure, Ledger
from archives.http import Response, fields, is_coded, payloads, read_body, read_head
from archives.reading import Record
from archives.separators import Separators
from archives.source import Desk, Source, from_gap
from archives.zeros import hole
from articles.model import Damage, DamageKind

FORMATS = ("warc", "wet")

_VERSION = re.compile(rb"WARC/[01]\.\d{1,3}[ \t]*\r?\n")
#: Where reading goes on after damage: a version line and the first letters of a field.
_NEXT = re.compile(rb"WARC/[01]\.\d{1,3}[ \t]*\r?\n[A-Za-z-]{2}")
_SWALLOWED = re.compile(rb"\n\r?\n(?=WARC/[01]\.\d{1,3}\r?\n(?:WARC-|Content-)[\w-]+:)")
_FIELD = re.compile(rb"[ \t]|[!-9;-~]+[ \t]*:[^\0]*\Z")
_SEPARATOR = b"\r\n\r\n"
_PIECE = 1 << 16
_OVERLAP = 64
_LONGEST_HEADER = 1 << 17
#: Where so little was stepped over, one article was lost: a guess, since most pages are smaller.
_ONE_RECORD = 1 << 20
_ASIDE = ("request", "revisit", "metadata", "warcinfo", "continuation")
_KINDS = frozenset((*_ASIDE, "response", "resource", "conversion"))
#: What is text in records that are left aside.
_TEXTS = frozenset(("application/http", "application/warc-fields"))


def likeness(head: bytes, name: str) -> int:
    """By the version line; a file that bears the name may begin with damage."""
    if head.lstrip(b"\r\n").startswith(b"WARC/"):
        return 100
    return 60 if name.lower().endswith((".warc", ".wet")) else 0


def records(source: Source, desk: Desk) -> Iterator[Record]:
    """Pages and texts of the archive; damage between them."""
    return _Warc(source, desk).records()


@dataclass(frozen=True, slots=True)
class _Header:
    """The header of one record: where it begins and its fields by lower-case name; `odd` is the
    first line of it that is no field."""

    at: int
    fields: Mapping[str, str]
    odd: bytes = b""

    @property
    def place(self) -> str:
        return self.fields.get("warc-record-id") or f"byte {self.at}"

    @property
    def kind(self) -> str:
        return self.fields.get("warc-type", "").lower()

    @property
    def url(self) -> str:
        return self.fields.get("warc-target-uri", "").strip("<> ")

    @property
    def media_type(self) -> str:
        return self.fields.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def length(self) -> int:
        """The stated length of the content, -1 where there is none."""
        stated = self.fields.get("content-length", "")
        return int(stated) if re.fullmatch(r"[0-9]{1,15}", stated) else -1


class _Warc:
    def __init__(self, source: Source, desk: Desk) -> None:
        self._source, self._desk, self._stream = source, desk, source.stream
        self._previous_end = 0
        self._regular = 0  # records in a row that were followed by exactly the standard separator
        self._cut_separator = False
        self._ledger = Ledger()
        self._separators = Separators()
        self._last_place = ""

    def records(self) -> Iterator[Record]:
        """All records that are articles, and all damage."""
        self._skip_newlines()
        while not self._stream.at_end():
            header = self._header()
            if isinstance(header, Record):
                self._regular, self._cut_separator = 0, False
                yield from self._resynchronise(header)
                continue
            content = self._content(header)
            if isinstance(content, Record):
                self._regular, self._cut_separator = 0, False
                yield from self._resynchronise(content)
            elif content is not None:
                yield from self._judge(header, content)
        cut = self._cut_separator and not self._source.sealed
        self._separators.end(told=cut)
        if cut:
            note = "the file ends within the blank lines behind this record: more may be missing"
            yield self._source.damaged(DamageKind.TRUNCATED, note, self._last_place)
        for place, why in self._separators.wrong():
            yield self._source.damaged(DamageKind.MALFORMED, why, place)
        if undecided := self._ledger.undecided():
            self._desk.say(
                f"{self._source.shown}: checksums that do not hold: {undecided:,}; none of their "
                "kind does: damage, or a writer that errs in all"
            )

    def _header(self) -> _Header | Record:
        at = self._stream.offset
        lines = [self._stream.readline(_PIECE)]
        if not _VERSION.match(lines[0]):
            return self._problem(f"byte {at}", at, "no WARC record where one should begin")
        size = len(lines[0])
        while lines[-1].strip() and lines[-1].endswith(b"\n") and size < _LONGEST_HEADER:
            lines.append(self._stream.readline(_PIECE))
            size += len(lines[-1])
            if _VERSION.match(lines[-1]):
                self._stream.unread(lines[-1])
                return self._problem(f"byte {at}", at, "the next record begins in its header")
        header = _Header(at, fields(b"".join(lines)), _odd(lines[1:-1]))
        self._last_place = header.place
        if lines[-1].strip() or not lines[-1]:
            return self._problem(header.place, at, "its header has no end")
        if header.length < 0:
            return self._problem(header.place, at, "its header states no length")
        return header

    def _content(self, header: _Header) -> bytes | Record | None:
        """The content if what follows confirms its length; None if it is large and no article."""
        if header.length > self._desk.options.max_bytes:
            return self._skip(header)
        content = self._stream.read(header.length)
        if len(content) == header.length and self._confirmed(header, content):
            self._previous_end = self._stream.offset
            return content
        why = f"it has {len(content):,} of {header.length:,} bytes"
        if len(content) == header.length:
            why = f"something else follows its {header.length:,} bytes"
        problem = self._problem(header.place, header.at, why)
        # What was taken for content may hold the next records, if the stated length is wrong.
        self._stream.unread(content)
        return problem

    def _confirmed(self, header: _Header, content: bytes) -> bool:
        """Whether a record, the end, or damage that is not this record's follows."""
        separator = self._skip_newlines()
        if self._follows(header, separator):
            self._separators.enter(header.place, content, separator)
            return True
        return False

    def _follows(self, header: _Header, separator: bytes) -> bool:
        # Where every record so far had the separator of the standard, a lesser one was cut.
        self._cut_separator = self._regular > 1 and _SEPARATOR.startswith(separator)
        self._cut_separator &= separator != _SEPARATOR
        self._regular = self._regular + 1 if separator == _SEPARATOR else 0
        if gap := self._stream.gap(take=False):
            return not self._previous_end <= gap.start <= header.at
        head = self._stream.peek(5)
        return (
            not head
            or b"WARC/".startswith(head)
            # The next record's first bytes may be the broken ones.
            or separator.startswith((b"\r\n\r\n", b"\n\n"))
        )

    def _skip_newlines(self) -> bytes:
        """Step over blank lines; the first of their bytes."""
        skipped = b""
        while (head := self._stream.peek(8)) and not head.strip(b"\r\n"):
            skipped = (skipped + self._stream.read(len(head)))[:16]
        return skipped + self._stream.read(len(head) - len(head.lstrip(b"\r\n")))

    def _skip(self, header: _Header) -> Record | None:
        """Step over a record that is too large, and over no other: its length may be wrong."""
        article = self._may_be_article(header, self._stream.peek(_PIECE))
        left = header.length
        while left and (piece := self._stream.peek(min(_PIECE, left + _OVERLAP))):
            if swallowed := _SWALLOWED.search(piece):
                self._stream.read(swallowed.end())
                return self._problem(header.place, header.at, "its stated length is wrong")
            step = min(left, len(piece) - _OVERLAP if len(piece) > _OVERLAP else len(piece))
            left -= len(self._stream.read(step))
        if left:
            why = f"{left:,} of {header.length:,} bytes are missing"
            return self._problem(header.place, header.at, why)
        self._skip_newlines()
        if not article:
            self._desk.aside(f"{header.kind} records too large to look at")
            return None
        note = f"{header.length:,} bytes: larger than {self._desk.options.max_bytes:,}, not read"
        return self._source.damaged(DamageKind.OVERSIZE, note, header.place)

    def _problem(self, place: str, at: int, why: str) -> Record:
        """Damage at the record that begins at byte `at`; its kind depends on what follows."""
        if gap := self._stream.gap(take=False):
            return from_gap(self._source, gap, place)
        kind = DamageKind.TRUNCATED if self._stream.at_end() else DamageKind.MALFORMED
        return self._source.damaged(kind, f"the record at byte {at} is broken: {why}", place)

    def _resynchronise(self, problem: Record) -> Iterator[Record]:
        """Report the problem and go to the next record."""
        gaps, start = [], self._stream.offset
        while (found := _next_record(piece := self._stream.peek(_PIECE))) < 0:
            if len(piece) == _PIECE:
                self._stream.read(_PIECE - _OVERLAP)
                continue
            self._stream.read(len(piece))
            if not (gap := self._stream.gap()):
                break
            gaps.append(from_gap(self._source, gap, problem.record))
        self._stream.read(max(found, 0))
        self._previous_end = self._stream.offset
        # Broken compression explains a broken record: one report, not two.
        told = gaps if gaps and _explains(problem) else [problem, *gaps]
        skipped = self._stream.offset - start
        yield from (_costing(each, found >= 0 and skipped < _ONE_RECORD) for each in told)

    # What a whole record is --------------------------------------------------------------

    def _judge(self, header: _Header, content: bytes) -> Iterator[Record]:
        if header.kind == "response" and header.media_type in ("application/http", ""):
            found = self._response(header, content)
        elif header.kind == "conversion" and header.media_type == "text/plain":
            found = self._payload(header, content, markup=False)
        elif header.kind in ("resource", "conversion") and header.media_type in media.HTML:
            found = self._payload(header, content, markup=True)
        else:
            found = self._aside(header, content)
        if found:
            yield found
        if header.odd:
            note = f"its header has a line that is no field: {header.odd!r}"
            yield self._source.damaged(DamageKind.CORRUPT, note, header.place)
        # Also of what is left aside: a changed byte may be why it looks like no article.
        for failure in self._verify(header, content):
            note = f"its checksum ({failure.stated}) does not hold: some bytes were changed"
            if failure.count > 1:
                note = f"{failure.count:,} more records, up to this one: {note}"
            yield self._source.damaged(DamageKind.CORRUPT, note, failure.place, failure.count)

    def _aside(self, header: _Header, content: bytes) -> Record | None:
        """Count what is no article; what may have been one, or is broken, is told."""
        if not header.kind or (header.kind not in _KINDS and header.media_type in _TEXTS):
            shown = header.fields.get("warc-type", "")[:40]
            note = f"its WARC-Type {shown} is none that WARC knows" if shown else "no WARC-Type"
            return self._source.damaged(DamageKind.MALFORMED, f"{note}: not read", header.place)
        self._desk.aside(_name_of(header))
        if header.kind in _ASIDE and header.media_type in _TEXTS and (broken := hole(content)):
            return Record(self._source.path, self._source.at(header.place), damage=broken.damage)
        return None

    def _verify(self, header: _Header, content: bytes) -> Iterator[Failure]:
        """What the checksums prove. Those of requests and the like vouch for the others, too."""
        block = header.fields.get("warc-block-digest", "")
        if header.kind not in ("response", "resource", "conversion"):
            own = f"block of {header.kind}"
            yield from self._ledger.enter(own, header.place, block, (content,), also="block")
        elif block:
            yield from self._ledger.enter("block", header.place, block, (content,))
        elif _is_whole(header):
            yield from self._verify_payload(header, content)

    def _verify_payload(self, header: _Header, content: bytes) -> Iterator[Failure]:
        if not (stated := header.fields.get("warc-payload-digest", "")):
            return
        if header.kind != "response":
            yield from self._ledger.enter("payload", header.place, stated, (content,))
            return
        head, body = read_head(content)
        if not head.damage:
            kind = "coded payload" if is_coded(head) else "payload"
            yield from self._ledger.enter(kind, header.place, stated, payloads(head, body))

    def _response(self, header: _Header, content: bytes) -> Record | None:
        head, body = read_head(content)
        if not self._is_page(head, body):
            return None
        if not head.damage:
            head = read_body(head, body, self._desk.options.max_bytes)
        found = self._payload(header, head.body, markup=True, charset=head.charset)
        return replace(found, data=b"", damage=head.damage) if head.damage else found

    def _is_page(self, head: Response, body: bytes) -> bool:
        if head.status not in (0, 200):
            self._desk.aside(f"responses with status {head.status}")
            return False
        kind = head.media_type or ("text/html" if body.lstrip()[:1] == b"<" else "")
        if head.status and not head.damage and kind not in media.HTML:
            self._desk.aside(media.plural_of(kind))
            return False
        return True

    def _may_be_article(self, header: _Header, head: bytes) -> bool:
        if header.kind == "response":
            answer = read_head(head)[0]
            return answer.status == 200 and answer.media_type in (*media.HTML, "")
        return header.kind == "conversion"

    def _payload(self, header: _Header, data: bytes, *, markup: bool, charset: str = "") -> Record:
        place = self._source.at(header.place)
        damage = _cut_when_fetched(header)
        if not damage and not data.strip():
            damage = Damage(DamageKind.EMPTY, "nothing in it")
        if damage:
            return Record(self._source.path, place, url=header.url, damage=damage)
        charset = charset or ("" if markup else "utf-8")
        return Record(self._source.path, place, data, markup, charset, header.url)


def _next_record(piece: bytes) -> int:
    """Where a record begins at the beginning of a line, -1 if nowhere."""
    at = piece.find(b"WARC/")
    while at >= 0 and not ((at == 0 or piece[at - 1] == 10) and _NEXT.match(piece, at)):
        at = piece.find(b"WARC/", at + 1)
    return at


def _odd(lines: Iterable[bytes]) -> bytes:
    """The beginning of the first line that is no field, and continues none."""
    return next((line[:40] for line in lines if not _FIELD.match(line)), b"")


def _costing(problem: Record, one: bool) -> Record:
    """The problem, where it cost one article, and where nobody knows how many."""
    assert problem.damage
    return replace(problem, damage=replace(problem.damage, lost=1 if one else None))


def _explains(problem: Record) -> bool:
    return problem.damage is not None and problem.damage.kind is not DamageKind.OVERSIZE


def _name_of(header: _Header) -> str:
    if header.kind in _ASIDE:
        return f"{header.kind} records"
    return media.plural_of(header.media_type)


def _is_whole(header: _Header) -> bool:
    """Whether the payload is here, and not a part of it."""
    return not {"warc-truncated", "warc-segment-number"} & set(header.fields)


def _cut_when_fetched(header: _Header) -> Damage | None:
    if reason := header.fields.get("warc-truncated"):
        return Damage(DamageKind.TRUNCATED, f"cut when it was fetched (WARC-Truncated: {reason})")
    if "warc-segment-number" in header.fields:
        return Damage(DamageKind.UNSUPPORTED, "in several segments, which are not joined")
    return None
