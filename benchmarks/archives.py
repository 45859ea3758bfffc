"""How fast and how honestly a WARC is read: this project beside fastwarc and warcio.

    python -m benchmarks.archives [--pages 400] [WARC.gz]

Without a file, pages of invented words are written, about 100 kB each. Peers are measured where
they are installed. "told" says whether the reader let its caller know that the file is damaged.
Every figure comes from a fresh process: CPU seconds and peak memory are that process's own.
"""

import argparse
import gzip
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr
from io import StringIO
from pathlib import Path
from time import process_time

WORDS = "harbour bridge storm ferry baker gull council pier engine winter reopens quietly".split()
BROKEN = 20


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("--measure", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("file", nargs="?")
    args = parser.parse_args()
    if args.measure:
        print(json.dumps(_measured(*args.measure)))
        return
    with tempfile.TemporaryDirectory() as folder:
        small = Path(args.file) if args.file else _written(Path(folder), args.pages)
        large = Path(folder) / "large.warc.gz"
        large.write_bytes(small.read_bytes() * 4)
        _speed(small, large)
        _honesty(small, Path(folder))


def _speed(small: Path, large: Path) -> None:
    size = small.stat().st_size / 1e6
    print(f"| reader | pages per CPU second | peak MB at {size:,.0f} MB | at {4 * size:,.0f} MB |")
    print("|---|--:|--:|--:|")
    for name in READERS:
        try:
            one, four = _in_a_process(name, small), _in_a_process(name, large)
        except subprocess.CalledProcessError as error:
            print(f"| {name} | {error.stderr.decode().splitlines()[-1]} | | |")
            continue
        # The difference of the two leaves out what starting costs.
        rate = (four["pages"] - one["pages"]) / (four["seconds"] - one["seconds"])
        print(f"| {name} | {rate:,.0f} | {one['megabytes']} | {four['megabytes']} |")


def _honesty(source: Path, folder: Path) -> None:
    """Cuts and single changed bits at random places, against what is whole."""
    members = _members(source.read_bytes(), 200)
    content = b"".join(members)
    chance = random.Random(1)
    places = [chance.randrange(len(members[0]), len(content) - 9) for _ in range(BROKEN)]
    print(f"\n| {BROKEN} copies of 200 records each | kept of the whole pages | told |")
    print("|---|--:|--:|")
    path = folder / "broken.warc.gz"
    for fault in ("cut", "one bit changed"):
        for name in ("copydesk", "fastwarc", "warcio"):
            kept = whole = told = 0
            for place in places:
                path.write_bytes(content[:place] if fault == "cut" else _changed(content, place))
                pages, said = READERS[name](path)
                kept, told = kept + pages, told + said
                whole += _whole(members, place, fault)
            print(f"| {fault}: {name} | {kept:,} of {whole:,} | {told} of {BROKEN} |")


def _whole(members: list[bytes], place: int, fault: str) -> int:
    """Responses that the damage does not touch."""
    at = count = 0
    for member in members:
        untouched = at + len(member) <= place or (fault != "cut" and at > place)
        count += untouched and _is_page(gzip.decompress(member)[:4000])
        at += len(member)
    return count


def _is_page(record: bytes) -> bool:
    return b"\r\nWARC-Type: response" in record and b"\r\n\r\nHTTP/1.1 200 " in record


def _changed(content: bytes, place: int) -> bytes:
    return content[:place] + bytes([content[place] ^ 16]) + content[place + 1 :]


# Readers: path -> (pages read, whether damage was told) ---------------------------------------


def _copydesk(path: Path) -> tuple[int, bool]:
    from archives.open import raw

    damaged = [bool(record.damage) for record in raw([str(path)])]
    return damaged.count(False), any(damaged)


def _copydesk_articles(path: Path) -> tuple[int, bool]:
    from archives.open import read

    damaged = [bool(article.damage) for article in read([str(path)])]
    return damaged.count(False), any(damaged)


def _fastwarc(path: Path) -> tuple[int, bool]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    pages = 0
    try:
        with path.open("rb") as file:
            wanted = WarcRecordType.response
            for record in ArchiveIterator(file, record_types=wanted, auto_decode="all"):
                record.reader.read()
                pages += record.http_headers.status_code == 200
    except Exception:  # whatever it raises, it has told
        return pages, True
    return pages, False


def _warcio(path: Path) -> tuple[int, bool]:
    from warcio.archiveiterator import ArchiveIterator

    pages = 0
    try:
        with path.open("rb") as file, redirect_stderr(StringIO()):
            for record in ArchiveIterator(file):
                if record.rec_type == "response" and record.http_headers.get_statuscode() == "200":
                    record.content_stream().read()
                    pages += 1
    except Exception:  # whatever it raises, it has told
        return pages, True
    return pages, False


READERS: dict[str, Callable[[Path], tuple[int, bool]]] = {
    "copydesk": _copydesk,
    "copydesk, parsed into articles": _copydesk_articles,
    "fastwarc": _fastwarc,
    "warcio": _warcio,
}


# Measuring -----------------------------------------------------------------------------------


def _in_a_process(name: str, path: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.archives", "--measure", name, str(path)]
    done = subprocess.run(command, check=True, capture_output=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _measured(name: str, path: str) -> dict[str, float]:
    reader = READERS[name]
    began = process_time()
    pages, _ = reader(Path(path))
    return {"pages": pages, "seconds": process_time() - began, "megabytes": _peak()}


def _peak() -> int:
    """Megabytes at most resident; the kernel's own figure would include the parent's."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM"))


def _members(content: bytes, most: int) -> list[bytes]:
    """The first gzip members of a file."""
    import zlib

    found: list[bytes] = []
    while content and len(found) < most:
        member = zlib.decompressobj(31)
        member.decompress(content)
        size = len(content) - len(member.unused_data)
        found.append(content[:size])
        content = content[size:]
    return found


def _written(folder: Path, pages: int) -> Path:
    path = folder / "made.warc.gz"
    with path.open("wb") as file:
        file.writelines(_records(pages))
    return path


def _records(pages: int) -> Iterator[bytes]:
    chance = random.Random(7)
    for number in range(pages):
        body = _page(chance, number)
        answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
        head = (
            "WARC/1.1\r\nWARC-Type: response\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>\r\n"
            "WARC-Date: 2024-01-01T00:00:00Z\r\n"
            f"WARC-Target-URI: https://paper.example/{number}\r\n"
            "Content-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(answer)}\r\n\r\n"
        )
        yield gzip.compress(head.encode() + answer + b"\r\n\r\n", 6)


def _page(chance: random.Random, number: int) -> bytes:
    """A page as news sites make them: little text in much markup."""
    menu = "".join(_ITEM.format(number=n, mark=chance.getrandbits(32)) for n in range(700))
    lines = [" ".join(chance.choices(WORDS, k=60)).capitalize() for _ in range(20)]
    story = "".join(f"<p>{line}.</p>" for line in lines)
    title = f"Story {number} of the {chance.choice(WORDS)}"
    head = f"<!DOCTYPE html><html><head><title>{title}</title></head><body>"
    body = f"<nav><ul>{menu}</ul></nav><article><h1>{title}</h1>{story}</article>"
    return f"{head}{body}</body></html>".encode()


_ITEM = (
    '<li class="menu__item menu__item--{mark:08x}">'
    '<a class="menu__link" href="/sections/{number}">Section {number}</a></li>\n'
)


if __name__ == "__main__":
    main()
