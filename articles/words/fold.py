"""Folding: what two texts have in common once typography is set aside."""

import re
import unicodedata

_TYPOGRAPHY = {
    **dict.fromkeys("‘’‚‛′ʼ`´", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", ""),
}
#: Signs that belong to the letter before them: vowels and joiners of the scripts of India (whose
#: blocks have one plan) and of South East Asia, accents that no composed letter has.
_SIGNS = "\u0300-\u036f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece"
_SIGNS += "\u0f71-\u0f84\u102b-\u103e\u1056-\u1059\u105e-\u1060\u17b4-\u17d3\u3099\u309a"
_SIGNS += "".join(
    f"{chr(block + 1)}-{chr(block + 3)}{chr(block + 0x3C)}-{chr(block + 0x57)}{chr(block + 0x62)}"
    f"{chr(block + 0x63)}"
    for block in range(0x900, 0xD80, 0x80)
)
_SIGNS += "\u0d81-\u0d83\u0dca-\u0ddf\u0df2\u0df3"
_NO_WESTERN_WORD = re.compile(r"[\W_]+")
_NO_WORD = re.compile(rf"(?:[^\w{_SIGNS}]|_)+")
#: what readers of Hebrew and Arabic do without: points, vowel signs, the stretching stroke
_POINTS = re.compile(
    "[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]+"
)
#: what `words` makes of every ASCII character; a table is four times as fast as the pattern
_ASCII = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}


def fold(text: str) -> str:
    """One form for all typographic variants: NFKC, case, white space, quotes, dashes.

    >>> fold("“See\\u00a0 also” – Ｎews")
    '"see also" - news'
    """
    if text.isascii():  # five times faster, and most texts are
        return " ".join(text.replace("`", "'").lower().split())
    return " ".join(_plain(text).split())


def _plain(text: str) -> str:
    """The text without its typography and capitals, white space as it was.

    Most characters are not in a text: looking for each is four times as fast as a table.
    """
    text = unicodedata.normalize("NFKC", text)
    for character, plain in _TYPOGRAPHY.items():
        if character in text:
            text = text.replace(character, plain)
    return text.casefold()


def words(text: str) -> str:
    """The folded text's letters and digits, apart by single spaces.

    >>> words("Bush's shadow – again!")
    'bush s shadow again'
    >>> words("KIRMIZI IŞIK, İki") == words("kırmızı ışık, iki")
    True
    """
    return " ".join(_parted(text).split())


def _parted(text: str) -> str:
    """The folded letters and digits, with spaces for all between them."""
    if not text.isascii():
        text = _dotted(_plain(text))  # which is ASCII where only the typography was not
    if text.isascii():
        return text.translate(_ASCII)
    if _is_western(text):
        return _NO_WESTERN_WORD.sub(" ", text)  # a third faster
    return _NO_WORD.sub(" ", _POINTS.sub("", text))


def _dotted(text: str) -> str:
    """Turkish has two letters i, and capitals that other languages read as those of one."""
    if "\u0131" in text or "i\u0307" in text:
        return text.replace("\u0131", "i").replace("i\u0307", "i")
    return text


_UNSPACED = re.compile(
    f"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff][{_SIGNS}]*"
)


def tokens(text: str) -> list[str]:
    """The words of a text; in scripts written without spaces every letter with its signs is one.

    >>> tokens("Bush's shadow 東京")
    ['bush', 's', 'shadow', '東', '京']
    >>> tokens("हिन्दी ที่นี่ بَيْت")
    ['हिन्दी', 'ที่', 'นี่', 'بيت']
    """
    parted = _parted(text)
    return (parted if _is_western(parted) else _UNSPACED.sub(r" \g<0> ", parted)).split()


def is_unspaced(token: str) -> bool:
    """Whether a token is a letter of a script written without spaces."""
    return bool(_UNSPACED.match(token))


def _is_western(text: str) -> bool:
    """Whether every letter stands in Latin-1: six times as fast as to look for another."""
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        return False
    return True


def begins_small(text: str) -> bool:
    """Whether a text begins with a small letter. Georgian's letters count as small ones, though no
    sentence begins with their capitals.

    >>> begins_small("harbour"), begins_small("Harbour"), begins_small("ნავსადგური")
    (True, False, False)
    """
    first = text[:1]
    return first.islower() and not "\u10d0" <= first <= "\u10ff"
