"""Bytes become text: what the text is wins over what anyone claims about it.

Valid UTF-8 with letters outside ASCII is UTF-8, whatever the header says. Then the claims count
(the HTTP header, the XML declaration, the page's meta element), each only where the bytes decode
and do not look like another script's; then a detector. Bytes that fit nothing become U+FFFD, which
a rule reports; nothing raises.
"""

import codecs
import re
from collections.abc import Iterator

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_MARKS = tuple(mark for mark, _ in _BOMS)
_HEAD = 4096
_XML = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:\-]{2,40})")
_META = re.compile(rb"<meta\b[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w.:\-]{2,40})", re.I)
_ESCAPES = re.compile(rb"\x1b(?:\$[@B]|\([BJ]|\$\([CD]|\$\)[AC])")
_HIGH = re.compile(rb"[\x80-\xff]")
_LETTER = re.compile(rb"[A-Za-z\x80-\xff]")
_SAMPLE = 65_536
_ASCII = [chr(number) for number in range(128)]

#: Names that browsers take for a wider encoding, and the detector's own names.
_WIDER = {
    **dict.fromkeys(("iso8859-1", "ascii", "us-ascii", "latin-1"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk", "hz", "x-gbk", "gb_2312-80"), "gb18030"),
    **dict.fromkeys(("shift_jis", "x-sjis", "windows-31j", "sjis", "ms_kanji"), "cp932"),
    **dict.fromkeys(("euc_kr", "ks_c_5601-1987", "ksc5601", "uhc", "korean"), "cp949"),
    **dict.fromkeys(("iso8859-9",), "cp1254"),
    **dict.fromkeys(("tis-620", "iso8859-11", "windows-874"), "cp874"),
    **dict.fromkeys(("big5", "big5-hkscs", "big5_tw"), "big5hkscs"),
    **dict.fromkeys(("iso-8859-8-i", "iso-8859-8-e", "visual"), "iso8859-8"),
    **dict.fromkeys(("unicode-1-1-utf-8", "utf-8-sig"), "utf-8"),
    "x-mac-cyrillic": "mac-cyrillic",
    "macintosh": "mac-roman",
}
_MANY_BYTES = frozenset(
    ("gb18030", "cp932", "cp949", "big5hkscs", "euc_jp", "euc_jis_2004", "shift_jis_2004", "johab")
)
_ONE_BYTE = re.compile(r"cp(?:125\d|866|874|85\d|437)|iso8859-\d{1,2}|koi8[-_][rut]|mac[-_][a-z]+")
_WESTERN = frozenset(("cp1252", "iso8859-15", "mac-roman"))


def decode(data: bytes, charset: str = "") -> str:
    """The text of a page or file. `charset` is what the HTTP header claims.

    >>> decode("Öl für Ostwick".encode("latin-1"), "utf-8")
    'Öl für Ostwick'
    >>> decode("Öl für Ostwick".encode(), "iso-8859-1")
    'Öl für Ostwick'
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    if data.isascii() or (plain := _utf8(data)) is None:
        return _decode_legacy(data, charset)
    return plain


def encoding_of(data: bytes) -> str:
    """What `decode` takes these bytes for: a beginning of a text, or a piece out of it.

    >>> encoding_of("Öl für Ostwick".encode("utf-16")), encoding_of(b"Oil for Ostwick")
    ('utf-16-le', 'utf-8')
    """
    marked = next((name for mark, name in _BOMS if data.startswith(mark)), "")
    if wide := marked or _sixteen_bits(data):
        return wide
    if data.isascii() or _utf8(data) is not None:
        return "utf-8"
    return next(name for name in _candidates(data, []) if _fits(data, name) or name == "cp1252")


def _fits(data: bytes, name: str) -> bool:
    try:
        data.decode(name)
    except UnicodeDecodeError as error:
        return error.start >= len(data) - 4  # cut in the middle of a letter
    return True


def as_utf8(data: bytes, charset: str = "") -> bytes:
    """The same in UTF-8, which is what most pages are in: these are not copied.

    >>> as_utf8("Öl für Ostwick".encode("latin-1")).decode()
    'Öl für Ostwick'
    """
    if not data.isascii() and not data.startswith(_MARKS):
        try:
            data.decode()
        except UnicodeDecodeError:
            pass
        else:
            return data
    return decode(data, charset).encode("utf-8", "replace")


def declared(data: bytes) -> str:
    """The encoding that the bytes claim for themselves: XML declaration or meta element, or "".

    >>> declared(b'<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS">')
    'Shift_JIS'
    """
    head = data[:_HEAD]
    match = _XML.match(head) or _META.search(head)
    return match[1].decode("ascii", "replace") if match else ""


def _utf8(data: bytes) -> str | None:
    """The text, if the bytes are UTF-8 but for a cut end or a few damaged places."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3 and not data[: error.start].isascii():
            return data[: error.start].decode("utf-8") + "\ufffd"
    text = data.decode("utf-8", "replace")
    damaged, letters = text.count("\ufffd"), len(text) - sum(map(text.count, _ASCII))
    return text if letters - damaged >= 10 * damaged else None


def _decode_legacy(data: bytes, charset: str) -> str:
    if _ESCAPES.search(data[:_SAMPLE]):
        for name in ("iso2022_jp_2", "iso2022_kr"):
            text = data.decode(name, "replace")
            if text.count("\ufffd") <= len(text) // 100:
                return text
    if wide := _sixteen_bits(data):
        return data.decode(wide, "replace")
    if data.isascii():
        return data.decode("ascii")
    claims = [name for name in (codec(charset), codec(declared(data))) if name]
    for name in _candidates(data, claims):
        try:
            return data.decode(name)
        except UnicodeDecodeError as error:
            if error.start >= len(data) - 4:  # cut in the middle of a letter
                return data.decode(name, "replace")
    return data.decode(next(_candidates(data, claims), "cp1252"), "replace")


def codec(charset: str) -> str:
    """Python's name for a charset label, "" for one that no text should be in.

    >>> codec("ISO-8859-1"), codec("x-sjis"), codec("rot13"), codec("utf-7")
    ('cp1252', 'cp932', '', '')
    """
    label = charset.strip(" \t\r\n\"';").lower()
    label = _WIDER.get(label, label)
    try:
        name = codecs.lookup(label).name if label.isascii() and "\0" not in label else ""
    except (LookupError, ValueError):
        return ""
    name = _WIDER.get(name, name)
    known = name in _MANY_BYTES or name == "utf-8" or _ONE_BYTE.fullmatch(name)
    return name if known else ""


def _candidates(data: bytes, claims: list[str]) -> Iterator[str]:
    """Encodings in the order to try: a sound claim, what the bytes look like, the other claims."""
    sample = _sample(data)
    guess = _detected(sample)
    for name in claims:
        if name != "utf-8" and not _contradicted(sample, name, guess):
            yield name
    if guess:
        yield guess
    yield from (name for name in claims if name != "utf-8")
    yield "cp1252"


def _sample(data: bytes) -> bytes:
    """The part of the bytes that tells most: from the first letter outside ASCII on."""
    first = _HIGH.search(data)
    start = max(0, first.start() - 200) if first else 0
    return data[start : start + _SAMPLE]


def _contradicted(data: bytes, claim: str, guess: str) -> bool:
    """Whether the bytes look so much like another script that the claim must be wrong."""
    if not guess or guess == claim or guess in _WESTERN:
        return False
    dense = _share_of_high(data) > 0.4
    if claim in _WESTERN or guess in _MANY_BYTES:
        return dense
    alike = ("cp1251", "koi8-r", "koi8-u", "iso8859-5", "cp866", "mac-cyrillic")
    return dense and claim in alike and guess in alike


def _share_of_high(data: bytes) -> float:
    """The share of bytes above ASCII among letters, markup left out as far as that is cheap."""
    sample = re.sub(rb"<[^<>]*>", b" ", data)
    high, letters = len(_HIGH.findall(sample)), len(_LETTER.findall(sample))
    return high / letters if letters else 0.0


def _detected(sample: bytes) -> str:
    from resiliparse.parse.encoding import detect_encoding  # few pages need it

    guess = codec(detect_encoding(sample, html5_compatible=False) or "")
    if guess and guess != "utf-8":
        return guess
    return "cp949" if _looks_korean(sample) else ""


def _looks_korean(sample: bytes) -> bool:
    text = sample.decode("cp949", "replace")
    korean = sum("\uac00" <= letter <= "\ud7a3" for letter in text)
    return korean > 20 * text.count("\ufffd") and korean > 0.5 * sum(c > "\x7f" for c in text)


def _sixteen_bits(data: bytes) -> str:
    """UTF-16 without its mark: every second byte of Western markup is zero."""
    sample = data[:1024]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 0.4 * len(sample) / 2 and even < odd / 4:
        return "utf-16-le"
    if even > 0.4 * len(sample) / 2 and odd < even / 4:
        return "utf-16-be"
    return ""
