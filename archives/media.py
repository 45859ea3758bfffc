"""Which media types are articles, and what the others are called when they are counted."""

import re

from archives import xml_kinds

HTML = frozenset({"text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml"})

_BY_TYPE = {
    "text/css": "style sheets",
    "text/plain": "plain text files",
    "text/dns": "DNS records",
    "text/xml": "XML files",
    "application/xml": "XML files",
    "application/rss+xml": "feeds",
    "application/atom+xml": "feeds",
    "application/pdf": "PDF files",
    "application/json": "JSON files",
    "text/javascript": "scripts",
    "application/javascript": "scripts",
    "application/x-javascript": "scripts",
}
_BY_FAMILY = {"image": "images", "audio": "audio files", "video": "videos", "font": "fonts"}

#: First bytes of files that are no article, and what they are.
_MAGIC = (
    (b"%PDF-", "PDF files"),
    (b"\x89PNG", "images"),
    (b"\xff\xd8\xff", "images"),
    (b"GIF87a", "images"),
    (b"GIF89a", "images"),
    (b"\x00\x00\x01\x00", "images"),
    (b"wOFF\x00", "fonts"),
    (b"wOF2", "fonts"),
    (b"OTTO\x00", "fonts"),
    (b"\x00\x01\x00\x00", "fonts"),
    (b"ID3\x02", "audio files"),
    (b"ID3\x03", "audio files"),
    (b"ID3\x04", "audio files"),
    (b"OggS\x00", "audio files"),
    (b"\x1aE\xdf\xa3", "videos"),
    (b"SQLite format 3\x00", "databases"),
    (b"\x7fELF", "programs"),
    (b"MZ\x90\x00", "programs"),
    (b"7z\xbc\xaf\x27\x1c", "7z archives"),
    (b"Rar!\x1a\x07", "rar archives"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office documents"),
    (b"{\\rtf", "office documents"),
    (b"%!PS", "PostScript files"),
    (b"\xc5\xd0\xd3\xc6", "PostScript files"),
    (b"filedesc://", "ARC files"),
    (b"ARROW1", "Arrow files"),
    (b"LZIP", "lzip archives"),
    (b"\x04\x22\x4d\x18", "lz4 archives"),
)
_LFS = b"version https://git-lfs.github.com/spec/"
_BY_ENDING = {
    ".css": "style sheets",
    ".js": "scripts",
    ".mjs": "scripts",
    ".svg": "images",
    ".map": "scripts",
}
_MEDIA = frozenset({"images", "fonts", "audio files", "videos", "style sheets", "scripts"})
#: These are left aside where they lie beside pages, as a web archive's responses of these types.
_BESIDE_PAGES = frozenset({"feeds", "sitemaps", "XML files", "PDF files"})
#: What the user can do instead.
_ADVICE = {
    "feeds": "it holds teasers; crawl the site, or export the articles as JSON lines",
    "sitemaps": "it holds addresses; crawl the site, or export the articles as JSON lines",
    "XML files": "export the articles as JSON lines, one object an article",
    "XML files of news agencies": "export the articles as JSON lines, one object an article",
    "XML dumps": "export the articles as JSON lines, one object an article",
    "ARC files": "convert it to WARC (warcio recompress does)",
    "MHTML files": "save the page as HTML",
    "office documents": "save it as plain text or as HTML",
    "Git LFS pointers": "the file itself was not fetched: git lfs pull fetches it",
    "PDF files": "save it as plain text or as HTML",
}
_ZIPPED_DOCUMENT = re.compile(
    rb"PK\x03\x04.{26}(?:\[Content_Types\]\.xml|_rels/|docProps/|mimetypeapplication/)", re.S
)
#: A page in a mail, as browsers save it: headers, and the parts they announce.
_MAIL = re.compile(rb"(?:[A-Za-z-]{2,40}:[^\n]{0,998}\r?\n(?:[ \t][^\n]{0,998}\r?\n){0,20}){2}")
_MAIL_PARTS = re.compile(rb"^content-type:\s*multipart/related", re.I | re.M)
#: Fewer control characters than this may stand in any text, however short.
_FEWEST = 4
_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 27})


def plural_of(media_type: str) -> str:
    """What files of a media type are called when they are counted."""
    family = media_type.partition("/")[0]
    return _BY_TYPE.get(media_type) or _BY_FAMILY.get(family, "other files")


def foreign(head: bytes, name: str) -> str:
    """What a file is that cannot be an article: a plural, or "" if it may be one."""
    if head[4:8] == b"ftyp":
        return "videos"
    if xml := xml_kinds.kind_of(head):
        return xml
    if _MAIL.match(head) and _MAIL_PARTS.search(head[:4000]):
        return "MHTML files"
    for magic, what in _MAGIC:
        if head.startswith(magic):
            return what
    ending = name[name.rfind(".") :].lower() if "." in name else ""
    if ending in _BY_ENDING:
        return _BY_ENDING[ending]
    return "binary files" if is_binary(head) else ""


def document(head: bytes) -> str:
    """What a file is, whatever its name: a document that is a zip, or a note that stands in the
    place of a file; a plural, or ""."""
    if head.startswith(_LFS):
        return "Git LFS pointers"
    return "office documents" if _ZIPPED_DOCUMENT.match(head) else ""


def advice(what: str) -> str:
    """What the user can do instead, or ""."""
    return _ADVICE.get(what, "")


def is_company(what: str) -> bool:
    """Whether such files usually lie beside anything on the web and need no remark."""
    return what in _MEDIA


def is_beside_pages(what: str) -> bool:
    """Whether such files usually lie beside saved pages."""
    return what in _BESIDE_PAGES


def is_binary(head: bytes) -> bool:
    """Whether no text looks so: many control characters, and no UTF-16, where zeros are usual."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or _is_wide(head):
        return False
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls >= _FEWEST and controls > len(head) // 100


def _is_wide(head: bytes) -> bool:
    """UTF-16 without a mark: zeros in one half of the bytes only."""
    even, odd = head[::2], head[1::2]
    zeros = sorted((even.count(0), odd.count(0)))
    return len(head) > 3 and zeros[0] <= len(even) // 100 and zeros[1] > len(even) // 2
