"""Addresses: one article, one address, and the lasting key made from it.

Whatever stands in an archive may stand here: nothing in this module raises on a hostile address.
"""

import hashlib
import re
from urllib.parse import quote, urljoin

from articles.addresses.session_ids import may_be_session, names_something, without_sessions
from articles.addresses.tracking import is_tracking, named
from articles.words.fold import fold

_CONTROL = re.compile(r"[\x00-\x20\x7f-\xa0]+")
_PARTS = re.compile(r"(?:([a-z][a-z0-9+.\-]*):)?(//)?([^/?#]*)([^?#]*)(?:\?([^#]*))?", re.I)
_HOST = re.compile(r"(?!.*\.\.)[a-z0-9_](?:[a-z0-9_.\-]*[a-z0-9_])?|\[[0-9a-f:.]*:[0-9a-f:.]*\]")
_PORT = re.compile(r":(\d{0,5})$")
_MIRROR = re.compile(r"(?:www|m|mobile|amp)\.(?=[^.]+\.)")
_FILE = re.compile(r"\.(?:html?|php\d?|aspx?|jsp|txt|xml|json|pdf|gz|warc|js|css|png|jpe?g|gif)$")
_ESCAPE = re.compile(r"%([0-9a-fA-F]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

# Shapes under which sites serve one article again.
_AMP_CACHE = re.compile(r"(?:^|\.)cdn\.ampproject\.org$|^(?:www\.)?google\.[a-z.]{2,6}$")
_CACHED = re.compile(r"/(?:amp|[acvr])/(?:s/)?([a-z0-9\-]+(?:\.[a-z0-9\-]+)+(?:/.*)?)$", re.I)
_SAME_AGAIN = frozenset(("amp", "amp.html", "amp.htm", "print", "index.html", "index.htm"))
_UNFILLED = re.compile(r"[{}]|%7[bd]|(?:^|/)(?:undefined|null|none|nan)$", re.I)
_SLUG = re.compile(r"[-_.\d]")
_LIKE_ARTICLE = re.compile(r"-[^/\-]+-|\d{5}")

_OTHER_VIEW = re.compile(
    r"(?:amp|amp_js_v|amp_gsa|usqp|print|printable|printview|noredirect)(?:=.*)?"
    r"|(?:page|seite|pagina)=all|comments=[01a-z]*"
    r"|(?:output|outputtype|view|mode|format|layout|type)=(?:amp|print|mobile)"
)
_PAGE_KEYS = frozenset(("page", "pagina", "seite"))

_LONGEST_KEY = 1000
_BODY_IN_KEY = 300


def canonical(url: str) -> str:
    """One form for all addresses under which a site serves one article; "" for no web address.

    No scheme, www., m., amp., tracking query, fragment, trailing slash, /amp. What it returns may
    be given to it again; a host without a dot is then no longer known for one.

    >>> canonical("https://www.Example.com/a-b/?utm_source=x&id=7#top")
    'example.com/a-b?id=7'
    >>> canonical("https://amp.example.com/world/a-long-story/amp/")
    'example.com/world/a-long-story'
    >>> canonical("mailto:desk@example.com")
    ''
    """
    host, path, query = _split(url)
    if not host:
        return ""
    if _AMP_CACHE.search(host) and (cached := _CACHED.match(path)):
        return canonical(cached[1])
    path = _one_path(path)
    query = _one_query(query, path)
    return _without_mirror(host) + path + (f"?{query}" if query else "")


def site_of(url: str) -> str:
    """The host without www., m. or amp., and with its port where that is unusual.

    >>> site_of("https://www.example.com:443/a")
    'example.com'
    >>> site_of("http://[ccpa-preferences]")
    ''
    """
    return _without_mirror(_split(url)[0])


def absolute(base: str, href: str) -> str:
    """The address that a link on a page leads to; the link as written where none can be made.

    >>> absolute("https://example.com/a/b", "../c")
    'https://example.com/c'
    >>> absolute("https://example.com/", "http://[ccpa-preferences]")
    'http://[ccpa-preferences]'
    """
    try:
        return urljoin(base, href.strip())
    except ValueError:
        return href.strip()


def same_site(left: str, right: str) -> bool:
    """Two addresses of one site: equal hosts, or one host inside the other.

    >>> same_site("https://edition.example.com/a", "https://www.example.com/a")
    True
    >>> same_site("https://example.com/a", "https://other.example/a")
    False
    """
    a, b = site_of(left), site_of(right)
    return bool(a and b) and (a == b or a.endswith("." + b) or b.endswith("." + a))


def content_key(headline: str, body: str) -> str:
    """The key of an article without an address: its headline and how its body begins, folded.

    >>> content_key("A  Headline", "Text.") == content_key("a headline", "Text.")
    True
    """
    start = fold(body.lstrip()[: 8 * _BODY_IN_KEY])[:_BODY_IN_KEY]
    return "text:" + _digest(fold(headline) + "\n" + start)


def article_key(url: str, canonical_url: str, headline: str, body: str) -> str:
    """The lasting identity of an article within its site.

    A page's canonical link counts where it names an article of the same site: copies of a text at
    other publishers stay apart, and links to the front page, to a section or to what a template
    left unfilled are known faults.

    >>> article_key("https://example.com/a?x=1", "https://www.example.com/a", "", "")
    'example.com/a'
    >>> article_key("https://example.com/a", "https://other.example/a", "", "")
    'example.com/a'
    >>> article_key("https://example.com/news/a-long-story", "https://example.com/news/", "", "")
    'example.com/news/a-long-story'
    """
    stated, own = canonical(canonical_url), canonical(url)
    if stated and (not own or same_site(url, canonical_url)) and _names_article(stated, own):
        return _bounded(stated)
    return _bounded(own) or content_key(headline, body)


def _names_article(stated: str, own: str) -> bool:
    """Whether a canonical address, both in one form, may be that of the article at another."""
    if stated == own:
        return True
    host, _, place = stated.partition("/")
    if _UNFILLED.search(place) or not (place or "?" in host):
        return False
    if not own or "?" in stated or _SLUG.search(place.rpartition("/")[2]):
        return True
    is_section = "/" not in place or own.startswith(f"{stated}/")
    return not is_section or own.rpartition("/")[2] == place.rpartition("/")[2] or "?" in own


def _bounded(key: str) -> str:
    return key if len(key) <= _LONGEST_KEY else f"{key[: _LONGEST_KEY - 17]}~{_digest(key)}"


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()


def _split(url: str) -> tuple[str, str, str]:
    """Host, path and query; empty host where this is no address of the web."""
    match = _PARTS.match(_CONTROL.sub("", url).replace("\\", "/"))
    if match is None:
        return "", "", ""
    scheme, slashes, authority, path, query = match.groups()
    if not slashes and scheme and re.match(r"\d{1,5}(?=$|/)", authority + "/"):
        scheme, authority = None, f"{scheme}:{authority}"  # example.com:8000/a, not a scheme
    if scheme and (scheme.lower() not in ("http", "https") or not slashes):
        return "", "", ""
    host = _host(authority)
    if not scheme and not slashes and not _may_stand_alone(host, path, query or ""):
        return "", "", ""
    return host, path, query or ""


def _host(authority: str) -> str:
    host = authority.rpartition("@")[2].lower()
    port = _PORT.search(host)
    host = (host[: port.start()] if port else host).rstrip(".")
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            return ""
    if len(host) > 253 or not _HOST.fullmatch(host):
        return ""
    return f"{host}:{port[1]}" if port and port[1] not in ("", "80", "443") else host


def _may_stand_alone(host: str, path: str, query: str) -> bool:
    """Whether words without a scheme are an address and not a file's name."""
    name = _PORT.sub("", host)
    if not re.search(r"\.[a-z][a-z0-9\-]+$|^[\d.]+$", name) or "." not in name:
        return bool(name) and name != host  # localhost:8000
    return not (_FILE.search(name) and not path and not query)


def _without_mirror(host: str) -> str:
    while match := _MIRROR.match(host):
        host = host[match.end() :]
    return host


def _one_path(path: str) -> str:
    steps: list[str] = []
    for step in without_sessions(path).split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in ("", "."):
            steps.append(step)
    if len(steps) > 1 and steps[0].lower() == "amp":
        steps = steps[1:]
    while steps and steps[-1].lower() in _SAME_AGAIN:
        steps.pop()
    if len(steps) > 2 and steps[-2] == "page" and _is_page_number(steps[-1]):
        steps = steps[:-2] if _LIKE_ARTICLE.search(steps[-3]) else steps
    if steps:
        steps[-1] = re.sub(r"(?:\.amp)+$", "", steps[-1])
    return "".join("/" + _one_escape(step) for step in steps if step)


def _is_page_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and 0 < len(text) < 3


def _one_query(query: str, path: str) -> str:
    kept = {part for part in re.split(r"[&;]", query) if part and not _is_noise(part, path)}
    visits = {part for part in kept if may_be_session(*named(part))}
    if visits < kept or names_something(path):
        kept -= visits
    return "&".join(sorted(_one_escape(part) for part in kept))


def _is_noise(part: str, path: str) -> bool:
    """Whether a part of the query changes how the article is shown or counted, not which it is."""
    name, value = named(part)
    if is_tracking(name, value):
        return True
    if _OTHER_VIEW.fullmatch(f"{name}={value}" if value else name):
        return True
    if name not in _PAGE_KEYS or not _is_page_number(value):
        return False
    return bool(_LIKE_ARTICLE.search(path.rpartition("/")[2]))


def _one_escape(text: str) -> str:
    """One spelling of what may be written with or without percent signs."""
    text = _ESCAPE.sub(_plain_if_safe, text)
    return quote(text, safe="%/:@!$&'()*+,;=~[]|", errors="replace")


def _plain_if_safe(match: re.Match[str]) -> str:
    letter = chr(int(match[1], 16))
    return letter if letter in _UNRESERVED else "%" + match[1].upper()
