"""Raw responses as WARC 1.1: one gzip member a record, files that rotate, repaired after a crash.

A file that is being written ends in `.open`. A process that is killed may leave half a record at
its end; the next run cuts that off and closes the file, so what is kept can always be read to its
end.
"""

import base64
import contextlib
import errno
import gzip
import os
import re
import time
import uuid
import zlib
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha1
from http.client import responses as REASONS  # noqa: N812  # a table, not a class
from pathlib import Path
from typing import BinaryIO

OPEN = ".open"
_NAME = re.compile(r"\d{20}-\d+\.warc\.gz")  # time and process
_REMEMBERED = 4096
#: Share of the time that raw files are kept for by which a record may be older than what refers to
#: it, and so be deleted before it: a guess.
_OLDER = 0.1
#: gzip's effort. Measured on 300 real pages of 200 KB: 3 takes 1.5 ms and makes 43 KB, 6 takes
#: 3.3 ms and makes 38 KB.
_LEVEL = 3
_STORED = 0  # a body that the server packed already: another 0.5 ms would save one part in 400
_IDENTICAL = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"


@dataclass(frozen=True, slots=True)
class Stored:
    """Where a record lies."""

    #: file#offset#record-id#date#digest of the record that holds the body: all that a later
    #: revisit has to say.
    ref: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """One response as it came, still packed as the server sent it."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    ip: str = ""

    @property
    def packed(self) -> bool:
        """Whether the server sent the body compressed."""
        return any(n.lower() == "content-encoding" and v != "identity" for n, v in self.headers)


class WarcFiles:
    """The folder of one site's raw responses; one process writes to it at a time."""

    def __init__(
        self,
        folder: Path,
        megabytes: int = 256,
        software: str = "copydesk",
        keep_days: int = 0,
    ) -> None:
        self.folder = folder
        self.keep_days = keep_days
        self.limit = megabytes << 20
        self.software = software
        self.records = 0
        self.repaired = repair(folder)
        self._file: BinaryIO | None = None
        self._path = folder
        self._size = 0
        self._whole = True
        self._recent: OrderedDict[tuple[str, str], str] = OrderedDict()

    def write(self, exchange: Exchange) -> Stored:
        """Keep a response. One that repeats what was kept before becomes a short revisit."""
        digest = _digest(exchange.body)
        record = f"<urn:uuid:{uuid.uuid4()}>"
        stamp = _now()
        ref = self._recent.get((exchange.url, digest), "")
        before = _named(ref) if ref else None
        fields = _fields(exchange, record, stamp, digest, before)
        packed = _member(fields, _block(exchange, before), _STORED if exchange.packed else _LEVEL)
        place = self._append(packed)
        ref = ref or f"{place}#{record}#{stamp}#{digest}"
        if exchange.status == 200 and before is None:
            self._recent[exchange.url, digest] = ref
            while len(self._recent) > _REMEMBERED:
                self._recent.popitem(last=False)
        self.records += 1
        return Stored(ref)

    def remember(self, url: str, ref: str) -> None:
        """Tell of a response that an earlier run kept, so that its repetition is a revisit: if it
        is still there, and will be for about as long as the revisit."""
        parts = ref.split("#")
        if len(parts) == 5 and self._will_stay(self.folder / parts[0]):
            self._recent[url, parts[4]] = ref

    def _will_stay(self, file: Path) -> bool:
        try:
            age = time.time() - file.stat().st_mtime
        except OSError:
            return False
        return not self.keep_days or age < self.keep_days * 86400 * _OLDER

    def flush(self) -> None:
        """Hand everything to the operating system: what was written survives `kill -9`."""
        if self._file is not None:
            self._file.flush()

    def close(self) -> None:
        """Close the file under its lasting name; one that could not be written to its end keeps
        its name, and the next run cuts off what is broken."""
        if self._file is None:
            return
        file, self._file = self._file, None
        with file:
            file.flush()
            os.fsync(file.fileno())
        if self._whole:
            self._path.rename(self._path.with_name(self._path.name.removesuffix(OPEN)))

    def _append(self, packed: bytes) -> str:
        if self._file is not None and self._size + len(packed) > self.limit:
            self.close()
        if self._file is None:
            self._begin()
        assert self._file is not None
        if not self._whole:
            raise OSError(errno.EIO, "an earlier record could not be written to its end")
        place = f"{self._path.name.removesuffix(OPEN)}#{self._size}"
        self._whole = False
        self._file.write(packed)
        self._whole = True
        self._size += len(packed)
        return place

    def _begin(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        stamp = datetime.now(UTC).strftime("%Y%m%d%H%M%S%f")
        self._path = self.folder / f"{stamp}-{os.getpid()}.warc.gz{OPEN}"
        self._file = self._path.open("xb")
        self._whole = True
        info = f"software: {self.software}\r\nformat: WARC File Format 1.1\r\n".encode()
        fields = {
            "WARC-Type": "warcinfo",
            "WARC-Record-ID": f"<urn:uuid:{uuid.uuid4()}>",
            "WARC-Date": _now(),
            "WARC-Filename": self._path.name.removesuffix(OPEN),
            "Content-Type": "application/warc-fields",
        }
        packed = _member(fields, info)
        self._file.write(packed)
        self._size = len(packed)


def repair(folder: Path) -> int:
    """Close the files that a killed run left open, without what is broken at their end. Returns
    how many bytes were cut off."""
    cut = 0
    for path in sorted(folder.glob(f"*.warc.gz{OPEN}")):
        size, whole = path.stat().st_size, _whole(path)
        cut += size - whole
        if whole:
            os.truncate(path, whole)
            path.rename(path.with_name(path.name.removesuffix(OPEN)))
        else:
            path.unlink()
    return cut


def prune(folder: Path, days: int) -> int:
    """Delete closed files of ours last written more than so many days ago; what others may have
    put into the folder is theirs."""
    if days <= 0 or not folder.is_dir():
        return 0
    oldest = time.time() - days * 86400
    ours = (path for path in folder.rglob("*.warc.gz") if _NAME.fullmatch(path.name))
    gone = [path for path in ours if path.stat().st_mtime < oldest]
    for path in gone:
        with contextlib.suppress(FileNotFoundError):
            path.unlink()
    return len(gone)


def _whole(path: Path) -> int:
    """The end of the last gzip member that is complete."""
    end = place = 0
    inflate = zlib.decompressobj(wbits=31)
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            while chunk:
                try:
                    inflate.decompress(chunk)
                except zlib.error:
                    return end
                if not inflate.eof:
                    place += len(chunk)
                    break
                place += len(chunk) - len(inflate.unused_data)
                end, chunk = place, inflate.unused_data
                inflate = zlib.decompressobj(wbits=31)
    return end


def _fields(
    exchange: Exchange, record: str, stamp: str, digest: str, before: tuple[str, str] | None
) -> dict[str, str]:
    fields = {
        "WARC-Type": "response",
        "WARC-Record-ID": record,
        "WARC-Date": stamp,
        "WARC-Target-URI": exchange.url,
        "Content-Type": "application/http;msgtype=response",
    }
    if exchange.ip:
        fields["WARC-IP-Address"] = exchange.ip
    if exchange.status == 304:
        return fields | {"WARC-Type": "revisit", "WARC-Profile": _NOT_MODIFIED}
    fields["WARC-Payload-Digest"] = digest
    if before is not None:
        fields |= {"WARC-Type": "revisit", "WARC-Profile": _IDENTICAL}
        fields |= {"WARC-Refers-To": before[0], "WARC-Refers-To-Date": before[1]}
        fields["WARC-Refers-To-Target-URI"] = exchange.url
    return fields


def _block(exchange: Exchange, before: tuple[str, str] | None) -> bytes:
    reason = REASONS.get(exchange.status, "")
    body = b"" if before is not None or exchange.status == 304 else exchange.body
    head = [f"HTTP/1.1 {exchange.status} {reason}", *_lines(exchange.headers, len(body))]
    return "\r\n".join([*head, "", ""]).encode("latin-1", "replace") + body


def _lines(headers: Iterable[tuple[str, str]], length: int) -> Iterable[str]:
    """The headers as sent; those that speak of the way and not of the thing are renamed, since
    the body is kept without chunks."""
    for name, value in headers:
        folded = name.lower()
        wrong = folded == "content-length" and value != str(length)
        shown = f"X-Archive-Orig-{name}" if wrong or folded == "transfer-encoding" else name
        yield f"{shown}: " + value.replace("\r", " ").replace("\n", " ")
    if not any(n.lower() == "content-length" and v == str(length) for n, v in headers):
        yield f"Content-Length: {length}"


def _named(ref: str) -> tuple[str, str]:
    """Record and date of what a ref names."""
    _, _, record, stamp, _ = ref.split("#")
    return record, stamp


def _member(fields: dict[str, str], block: bytes, level: int = _LEVEL) -> bytes:
    fields = fields | {"Content-Length": str(len(block))}
    head = "WARC/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return gzip.compress(head.encode() + b"\r\n" + block + b"\r\n\r\n", level, mtime=0)


def _digest(body: bytes) -> str:
    return "sha1:" + base64.b32encode(sha1(body, usedforsecurity=False).digest()).decode()


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
