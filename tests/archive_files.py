"""Builds archives of every format from the five invented stories, and breaks them."""

import bz2
import csv
import gzip
import io
import json
import lzma
import tarfile
import tomllib
import zipfile
import zlib
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from typing import Any

import brotli
import zstandard

Story = dict[str, Any]
STORIES: list[Story] = tomllib.loads(
    (Path(__file__).parent / "archives" / "stories.toml").read_text(encoding="utf-8")
)["story"]


def text(story: Story) -> str:
    """The story as plain text: the headline, then the paragraphs."""
    return "\n\n".join([story["headline"], *story["paragraphs"]])


def body(story: Story) -> str:
    """The paragraphs alone."""
    return "\n\n".join(story["paragraphs"])


def page(story: Story, charset: str = "utf-8") -> bytes:
    """The story as a web page with the furniture of one."""
    lines = "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in story["paragraphs"])
    markup = f"""<!DOCTYPE html>
<html lang="{story["language"]}"><head><meta charset="{charset}">
<title>{escape(story["headline"])}</title>
<meta property="og:title" content="{escape(story["headline"])}">
<link rel="canonical" href="{story["url"]}"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>{escape(story["headline"])}</h1>
{lines}
</article><footer>All rights reserved</footer></body></html>
"""
    return markup.encode(charset, "xmlcharrefreplace")


def row(story: Story) -> dict[str, Any]:
    """The story as a row with our default column names."""
    return {
        "id": f"story-{STORIES.index(story) + 1}",
        "url": story["url"],
        "title": story["headline"],
        "text": body(story),
        "published": story["published"],
        "authors": story["authors"],
        "language": story["language"],
        "site": story["site"],
    }


def jsonl() -> bytes:
    """One story a line."""
    return b"".join(json.dumps(row(s), ensure_ascii=False).encode() + b"\n" for s in STORIES)


def comma_separated(delimiter: str = ",") -> bytes:
    """One story a row; paragraphs are lines within a cell."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(row(STORIES[0]))
    for story in STORIES:
        writer.writerow({**row(story), "authors": "; ".join(story["authors"])}.values())
    return out.getvalue().encode()


def parquet() -> bytes:
    """One story a row, two rows a group."""
    import pyarrow
    from pyarrow import parquet as writer

    out = io.BytesIO()
    table = pyarrow.Table.from_pylist([row(story) for story in STORIES])
    writer.write_table(table, out, row_group_size=2)
    return out.getvalue()


def warc_record(kind: str, content: bytes, url: str = "", number: int = 0, **more: str) -> bytes:
    """One WARC record with the separator behind it."""
    fields = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{number:08d}-0000-4000-8000-{zlib.crc32(content):012d}>",
        "WARC-Date": "2024-07-01T00:00:00Z",
        **({"WARC-Target-URI": url} if url else {}),
        "Content-Type": "application/http; msgtype=response",
        **{name.replace("_", "-"): value for name, value in more.items()},
        "Content-Length": str(len(content)),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return b"WARC/1.1\r\n" + head.encode() + b"\r\n" + content + b"\r\n\r\n"


def http(body_: bytes, status: str = "200 OK", **more: str) -> bytes:
    """An HTTP answer."""
    fields = {"Content_Type": "text/html; charset=utf-8", **more}
    head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in fields.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body_


def chunked(data: bytes, size: int = 100) -> bytes:
    """A body as HTTP/1.1 sends it in chunks."""
    parts = [data[at : at + size] for at in range(0, len(data), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def answers() -> Iterator[bytes]:
    """The five pages, each with another coding of its body."""
    pages = [page(story) for story in STORIES]
    raw_deflate = zlib.compressobj(wbits=-15)
    yield http(pages[0])
    yield http(gzip.compress(pages[1]), Content_Encoding="gzip")
    yield http(
        chunked(brotli.compress(pages[2])), Content_Encoding="br", Transfer_Encoding="chunked"
    )
    yield http(
        raw_deflate.compress(page(STORIES[3], "shift_jis")) + raw_deflate.flush(),
        Content_Type="text/html; charset=Shift_JIS",
        Content_Encoding="deflate",
    )
    yield http(zstandard.ZstdCompressor().compress(pages[4]), Content_Encoding="zstd")


def warc_records() -> list[bytes]:
    """Five pages among records that are no articles."""
    found = [warc_record("warcinfo", b"software: none\r\n", Content_Type="application/warc-fields")]
    for number, (story, answer) in enumerate(zip(STORIES, answers(), strict=True), 1):
        found.append(warc_record("request", b"GET / HTTP/1.1\r\n\r\n", story["url"], number))
        found.append(warc_record("response", answer, story["url"], number))
    other = "https://north-gazette.example/"
    image = http(b"\x89PNG\r\n", Content_Type="image/png")
    found.append(warc_record("response", image, f"{other}a.png", 6))
    missing = http(b"<html><body>Not found</body></html>", "404 Not Found")
    found.append(warc_record("response", missing, f"{other}gone", 7))
    moved = http(b"", "301 Moved Permanently", Location="/")
    found.append(warc_record("response", moved, f"{other}old", 8))
    found.append(warc_record("revisit", http(b""), STORIES[0]["url"], 9))
    found.append(
        warc_record("metadata", b"a: b", other, 10, Content_Type="application/warc-fields")
    )
    return found


def warc() -> bytes:
    """An uncompressed WARC."""
    return b"".join(warc_records())


def warc_gz() -> bytes:
    """One gzip member a record."""
    return b"".join(gzip.compress(record, mtime=0) for record in warc_records())


def warc_zst() -> bytes:
    """One zstd frame a record."""
    compressor = zstandard.ZstdCompressor(write_checksum=True)
    return b"".join(compressor.compress(record) for record in warc_records())


def wet() -> bytes:
    """The texts as conversion records."""
    head = warc_record("warcinfo", b"software: none\r\n", Content_Type="application/warc-fields")
    return head + b"".join(
        warc_record("conversion", text(story).encode(), story["url"], n, Content_Type="text/plain")
        for n, story in enumerate(STORIES)
    )


def pages() -> dict[str, bytes]:
    """File name -> page."""
    return {f"story-{number}.html": page(story) for number, story in enumerate(STORIES, 1)}


def texts() -> dict[str, bytes]:
    """File name -> plain text."""
    return {f"story-{n}.txt": text(story).encode() for n, story in enumerate(STORIES, 1)}


def zipped(members: dict[str, bytes]) -> bytes:
    """A zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return out.getvalue()


def tarred(members: dict[str, bytes]) -> bytes:
    """A tar file."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as file:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            file.addfile(info, io.BytesIO(content))
    return out.getvalue()


def wacz(**more: bytes) -> bytes:
    """A WACZ: a WARC, and the list of what is in the file."""
    content = warc_gz()
    resources = [{"path": "archive/data.warc.gz", "bytes": len(content)}]
    listed = json.dumps({"profile": "data-package", "resources": resources}).encode()
    return zipped({"archive/data.warc.gz": content, "datapackage.json": listed, **more})


def zstd(data: bytes) -> bytes:
    """One zstd frame with its checksum."""
    return zstandard.ZstdCompressor(write_checksum=True).compress(data)


ROWS = [row(story) for story in STORIES]

#: Name of a file -> how it is made. Each holds the five stories and nothing else that is one.
FILES: dict[str, Callable[[], bytes]] = {
    "stories.jsonl": jsonl,
    "stories.jsonl.gz": lambda: gzip.compress(jsonl()),
    "stories.jsonl.bz2": lambda: bz2.compress(jsonl()),
    "stories.jsonl.xz": lambda: lzma.compress(jsonl()),
    "stories.jsonl.zst": lambda: zstd(jsonl()),
    "array.json": lambda: json.dumps(ROWS).encode(),
    "spread-array.json": lambda: json.dumps(ROWS, indent=2).encode(),
    "stories.csv": comma_separated,
    "stories.tsv.gz": lambda: gzip.compress(comma_separated("\t")),
    "stories.parquet": parquet,
    "stories.warc": warc,
    "stories.warc.gz": warc_gz,
    "one-member.warc.gz": lambda: gzip.compress(warc()),
    "stories.warc.zst": warc_zst,
    "stories.warc.wet.gz": lambda: gzip.compress(wet()),
    "stories.wacz": wacz,
    "pages.zip": lambda: zipped(pages()),
    "pages.tar": lambda: tarred(pages()),
    "pages.tar.gz": lambda: gzip.compress(tarred(pages())),
    "texts.zip": lambda: zipped(texts()),
    "parquet.zip": lambda: zipped({"stories.parquet": parquet()}),
    "warc-in.zip": lambda: zipped({"deep/stories.warc.gz": warc_gz()}),
    "jsonl-in.tar.zst": lambda: zstd(tarred({"a/stories.jsonl.gz": gzip.compress(jsonl())})),
    "zip-in.tar": lambda: tarred({"pages.zip": zipped(pages())}),
}
