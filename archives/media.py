"""Which media types are articles, and what the others are called when they are counted."""

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
)
_BY_ENDING = {
    ".css": "style sheets",
    ".js": "scripts",
    ".mjs": "scripts",
    ".svg": "images",
    ".map": "scripts",
}
_MEDIA = frozenset({"images", "fonts", "audio files", "videos", "style sheets", "scripts"})
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
    for magic, what in _MAGIC:
        if head.startswith(magic):
            return what
    ending = name[name.rfind(".") :].lower() if "." in name else ""
    if ending in _BY_ENDING:
        return _BY_ENDING[ending]
    return "binary files" if is_binary(head) else ""


def is_company(what: str) -> bool:
    """Whether such files usually lie beside saved pages and need no remark."""
    return what in _MEDIA


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
