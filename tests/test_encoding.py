"""Encodings: declared, sniffed, and wrongly claimed."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.encoding import codec, declared, decode

TEXTS = {
    "de": "Der Hafen ist nach dem Sturm wieder geöffnet, hieß es am Montag für alle Schiffe. ",
    "fr": "Le port a rouvert après la tempête, a annoncé lundi l’autorité, après un été calme. ",
    "pl": "Port został ponownie otwarty po sztormie, poinformował w poniedziałek zarząd. ",
    "ru": "Порт снова открыт после шторма, сообщило в понедельник его управление. ",
    "uk": "Порт знову відкрито після шторму, повідомило в понеділок його управління. ",
    "el": "Το λιμάνι άνοιξε ξανά μετά την καταιγίδα, ανακοίνωσε τη Δευτέρα η αρχή. ",
    "tr": "Liman fırtınadan sonra yeniden açıldı, dedi pazartesi günü liman müdürlüğü. ",
    "ar": "أعيد فتح الميناء بعد العاصفة، قالت الهيئة يوم الاثنين. ",
    "he": "הנמל נפתח מחדש אחרי הסערה, הודיעה ביום שני רשות הנמל. ",
    "ja": "港は嵐の後、月曜日に再開したと港湾局が発表した。漁師たちは九日間待った。",
    "ko": "항구가 폭풍 이후 월요일에 다시 문을 열었다고 항만 당국이 밝혔다. ",
    "zh": "港务局星期一表示，港口在暴风雨过后已经重新开放，渔民们等待了九天。",
    "zh-tw": "港務局星期一表示，港口在暴風雨過後已經重新開放，漁民們等待了九天。",
}
LEGACY = [
    ("de", "windows-1252"),
    ("de", "iso-8859-1"),
    ("fr", "windows-1252"),
    ("pl", "windows-1250"),
    ("pl", "iso-8859-2"),
    ("ru", "windows-1251"),
    ("ru", "koi8-r"),
    ("ru", "iso-8859-5"),
    ("uk", "windows-1251"),
    ("el", "iso-8859-7"),
    ("tr", "windows-1254"),
    ("ar", "windows-1256"),
    ("he", "windows-1255"),
    ("ja", "shift_jis"),
    ("ja", "euc-jp"),
    ("ja", "iso-2022-jp"),
    ("ko", "euc-kr"),
    ("zh", "gb18030"),
    ("zh", "gb2312"),
    ("zh-tw", "big5"),
]


def page(language: str, charset: str, times: int = 20) -> str:
    meta = f'<meta charset="{charset}">' if charset else ""
    body = f"<body><p>{TEXTS[language] * times}</p></body>"
    return f"<html><head>{meta}<title>x</title></head>{body}</html>"


def encoded(text: str, charset: str) -> bytes:
    return text.encode(charset, "xmlcharrefreplace")


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("claim", ["", "utf-8", "iso-8859-1", "windows-1251", "shift_jis", "bogus"])
def test_utf8_is_utf8_whatever_is_claimed(language: str, claim: str) -> None:
    text = page(language, claim)
    assert decode(text.encode(), claim) == text


@pytest.mark.parametrize(("language", "charset"), LEGACY)
def test_declared_in_the_header(language: str, charset: str) -> None:
    data = encoded(page(language, ""), charset)
    assert decode(data, charset) == data.decode(charset)


@pytest.mark.parametrize(("language", "charset"), LEGACY)
def test_declared_in_the_page(language: str, charset: str) -> None:
    data = encoded(page(language, charset), charset)
    assert decode(data) == data.decode(charset)


@pytest.mark.parametrize(("language", "charset"), LEGACY)
@pytest.mark.parametrize("claim", ["", "utf-8", "bogus", "utf-7", "base64"])
def test_not_declared_or_declared_as_nonsense(language: str, charset: str, claim: str) -> None:
    data = encoded(page(language, claim), charset)
    assert decode(data, claim) == data.decode(charset)


@pytest.mark.parametrize(
    ("language", "charset"), [pair for pair in LEGACY if pair[0] in ("ru", "uk", "ja", "ko", "zh")]
)
def test_wrongly_declared_as_western(language: str, charset: str) -> None:
    data = encoded(page(language, "iso-8859-1"), charset)
    assert decode(data, "iso-8859-1") == data.decode(charset)


@pytest.mark.parametrize("name", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"])
def test_wide_encodings_and_marks(name: str) -> None:
    assert decode(page("de", "").encode(name)) == page("de", "")


def test_xml_declaration() -> None:
    data = '<?xml version="1.0" encoding="koi8-r"?><p>Порт снова открыт</p>'.encode("koi8-r")
    assert declared(data) == "koi8-r"
    assert "Порт снова открыт" in decode(data)


def test_text_that_was_cut_in_the_middle_of_a_letter() -> None:
    data = TEXTS["ja"].encode()
    assert decode(data[:-1])[:-1] == TEXTS["ja"][:-1]


def test_a_few_damaged_places_do_not_change_the_encoding() -> None:
    text = page("ru", "utf-8")
    data = text.encode()
    broken = data[:200] + b"\xff\xfe" + data[200:]
    assert decode(broken).replace("\ufffd", "")[:100] == text[:100]
    assert "Порт" in decode(broken, "windows-1251")


def test_one_western_letter_in_an_english_page_claimed_as_utf8() -> None:
    assert (
        decode(b"<p>The caf\xe9 has \x93reopened\x94.</p>", "utf-8")
        == "<p>The café has “reopened”.</p>"
    )


@pytest.mark.parametrize(
    "charset", ["rot13", "utf-7", "zip", "idna", "undefined", "\0", "é", "a" * 999]
)
def test_names_that_are_no_text_encoding(charset: str) -> None:
    assert codec(charset) == ""
    assert decode(b"plain", charset) == "plain"


@given(st.binary(max_size=400), st.text(max_size=20))
def test_nothing_raises(data: bytes, charset: str) -> None:
    decode(data, charset).encode("utf-8")


@pytest.mark.parametrize(
    "data", [b"\xff" * 5_000_000, b"\x00" * 5_000_000, b"<" * 5_000_000, b"\xc3\x28" * 2_000_000]
)
def test_binary_junk_is_quick(data: bytes) -> None:
    start = time.process_time()
    decode(data)
    assert time.process_time() - start < 5
