"""Which links of a front or section page lead to articles, and which to further sections.

Judged by shape only, since the page has not been seen yet: whether it is an article is decided
once it has been read. The word lists hold path names that content systems share, no site's own.
"""

import re
from urllib.parse import unquote, urlsplit

_NOT_PAGES = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|ico|css|js|json|xml|rss|atom|pdf|mp[34]|m4a|webm|zip|gz|exe|apk"
    r"|docx?|xlsx?|pptx?|woff2?|ttf|avif)$",
    re.I,
)
_NEVER = frozenset(
    "tag tags topic topics author authors autor category categories search suche login signin"
    " logout register subscribe subscription account user users cart shop privacy terms contact"
    " about impressum cookies sitemap feed feeds rss wp-admin wp-login.php wp-json cdn-cgi"
    " newsletter newsletters advertise advertising calendar events share comments comment reply"
    " print email amp help faq jobs careers podcast podcasts video videos live gallery galleries"
    " archive archives".split()
)
_SECTION_TOO = frozenset("archive archives topic topics category categories video videos".split())
_DATE = re.compile(r"/(?:19|20)\d\d[/-](?:0?[1-9]|1[0-2])(?:[/-]\d{1,2})?(?=/|-|$)")
_NUMBER = re.compile(r"\d{5,}")
_WORDS = re.compile(r"[^\W_]+")


def like_article(url: str, anchor: str = "") -> bool:
    """Whether an address looks like one article's.

    >>> like_article("https://x.example/2026/03/harbour-wall-to-be-raised")
    True
    >>> like_article("https://x.example/sport/")
    False
    >>> like_article("https://x.example/calendar/2031/05/12")
    False
    """
    path, steps = _steps(url)
    if not steps or _NOT_PAGES.search(path):
        return False
    last = re.sub(r"\.\w{2,5}$", "", steps[-1])
    words = _WORDS.findall(last)
    wordy = [word for word in words if not word.isdigit()]
    if any(step in _NEVER for step in steps[:-1]) or steps[-1] in _NEVER:
        return False
    if len(wordy) >= 4 or (len(wordy) >= 2 and (_DATE.search(path) or _NUMBER.search(last))):
        return True
    if _DATE.search(path) and wordy and not last.isdigit():
        return True
    if _NUMBER.search(last) and (len(steps) > 1 or wordy):
        return True
    said = len(_WORDS.findall(anchor))
    return said >= 4 and (len(wordy) >= 2 or bool(re.search(r"\d", last))) and len(steps) > 1


def like_section(url: str) -> bool:
    """Whether an address looks like a section's front page: one or two plain words deep.

    >>> like_section("https://x.example/world/europe"), like_section("https://x.example/about")
    (True, False)
    """
    path, steps = _steps(url)
    if not steps or len(steps) > 2 or _NOT_PAGES.search(path) or urlsplit(url).query:
        return False
    if any(step in _NEVER - _SECTION_TOO for step in steps):
        return False
    return all(len(_WORDS.findall(step)) <= 3 and not re.search(r"\d", step) for step in steps)


def _steps(url: str) -> tuple[str, list[str]]:
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:
        return "", []
    return path, [step.lower() for step in path.split("/") if step]
