"""Language: the claim, the script, the common words, and the detector last."""

import subprocess
import sys

import pytest

from articles.language import language_of, primary

ENGLISH = (
    "The harbour has reopened after the storm, the port authority said on Monday. Fishermen had "
    "waited for nine days, and two boats were lost in the first night."
)
NORWEGIAN = (
    "Havnen er åpnet igjen etter stormen, sier havnevesenet mandag. Fiskerne hadde ventet i ni "
    "dager, og to båter gikk tapt den første natten, ifølge politiet."
)
PORTUGUESE = (
    "O porto reabriu depois da tempestade, disse a autoridade na segunda-feira. Os pescadores "
    "tinham esperado nove dias, e dois barcos foram perdidos na primeira noite."
)


@pytest.mark.parametrize(
    ("claim", "tag"),
    [
        ("en-US", "en"), ("EN_gb", "en"), (" de ", "de"), ("Deutsch", "de"), ("ger", "de"),
        ("nb-NO", "no"), ("nn", "no"), ("iw", "he"), ("in", "id"), ("cz", "cs"), ("jp", "ja"),
        ("fil-PH", "tl"), ("zh-Hant-TW", "zh"), ("x-default", ""), ("und", ""), ("", ""),
        ("{{lang}}", ""), ("a" * 5000, ""), ("gsw", "gsw"),
    ],
)  # fmt: skip
def test_primary_subtag(claim: str, tag: str) -> None:
    assert primary(claim) == tag


@pytest.mark.parametrize("claim", ["en", "de", "fr", "ru", "ja", "", "und", "nonsense"])
def test_the_words_outweigh_a_wrong_claim(claim: str) -> None:
    assert language_of(ENGLISH, claim) == "en"


@pytest.mark.parametrize(
    ("text", "claim"),
    [(NORWEGIAN, "no"), (NORWEGIAN, "da"), (PORTUGUESE, "pt"), (PORTUGUESE, "gl")],
)
def test_a_claim_among_near_relations_stands(text: str, claim: str) -> None:
    assert language_of(text, claim) == claim


def test_short_texts_fall_back_to_the_claim() -> None:
    assert language_of("Hafen", "de") == "de"
    assert language_of("Hafen") == ""
    assert language_of("", "it-IT") == "it"
    assert language_of(" 12 ", "ko") == "ko"


@pytest.mark.parametrize(
    ("text", "claim", "tag"),
    [
        ("港は嵐の後に再開した", "en", "ja"),
        ("항구가 다시 문을 열었다", "", "ko"),
        ("港口已经重新开放", "en", "zh"),
        ("Порт снова открыт после шторма, сообщило в понедельник управление порта.", "en", "ru"),
        ("Порт снова открыт", "uk", "uk"),
        ("Το λιμάνι άνοιξε ξανά", "en", "el"),
        ("הנמל נפתח מחדש", "", "he"),
        ("ท่าเรือเปิดอีกครั้ง", "en", "th"),
    ],
)
def test_scripts(text: str, claim: str, tag: str) -> None:
    assert language_of(text, claim) == tag


def test_a_long_text_is_sampled() -> None:
    assert language_of((ENGLISH + " ") * 50_000, "fr") == "en"


def test_the_detector_is_loaded_only_when_it_is_needed() -> None:
    code = (
        "import sys; from articles.language import language_of;"
        f"language_of({ENGLISH!r}); language_of({ENGLISH!r}, 'en');"
        f"language_of({NORWEGIAN!r}, 'no');"
        "sys.exit('py3langid' in sys.modules or 'numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_detector_decides_the_rest() -> None:
    text = "Hawe is heropen ná die storm, het die owerheid Maandag gesê; vissers wag al nege dae. "
    assert language_of(text * 3) == "af"
