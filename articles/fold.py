"""Folding: what two texts have in common once typography is set aside."""

import re
import unicodedata

_QUOTES = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′ʼ`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad"),
    }
)
_NO_WORD = re.compile(r"[\W_]+")
#: what `words` makes of every ASCII character; a table is four times as fast as the pattern
_ASCII = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}


def fold(text: str) -> str:
    """One form for all typographic variants: NFKC, case, white space, quotes, dashes.

    >>> fold("“See\\u00a0 also” – Ｎews")
    '"see also" - news'
    """
    if text.isascii():  # five times faster, and most texts are
        return " ".join(text.replace("`", "'").lower().split())
    text = unicodedata.normalize("NFKC", text).translate(_QUOTES).casefold()
    return " ".join(text.split())


def words(text: str) -> str:
    """The folded text's letters and digits, apart by single spaces.

    >>> words("Bush's shadow – again!")
    'bush s shadow again'
    """
    if text.isascii():
        return " ".join(text.translate(_ASCII).split())
    return _NO_WORD.sub(" ", fold(text)).strip()


_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


def tokens(text: str) -> list[str]:
    """The words of a text; in scripts written without spaces every letter is one.

    >>> tokens("Bush's shadow 東京")
    ['bush', 's', 'shadow', '東', '京']
    """
    if text.isascii():
        return text.translate(_ASCII).split()
    return _UNSPACED.sub(r" \g<0> ", words(text)).split()
