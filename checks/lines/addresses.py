"""Addresses of which one can say without asking that they lead no reader anywhere."""

import re
from urllib.parse import urlsplit

from checks.lines.workshops import is_workshop, page_of_desk

_TEMPLATE = re.compile(r"(?i)\{\{|\}\}|\{%|\$\{|%7B%7B|<%|%3C%25|\[object(?:%20| )object\]")
#: a missing value in the path; as a parameter's value it does no harm
_UNFILLED = re.compile(r"(?i)/(?:undefined|null|nan)(?=[/?#]|$)")
_PRIVATE = re.compile(
    r"(?i)^(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|0\.0\.0\.0|10\.\d{1,3}\.\d{1,3}\.\d{1,3}|"
    r"192\.168\.\d{1,3}\.\d{1,3}|172\.(?:1[6-9]|2\d|3[01])\.\d{1,3}\.\d{1,3}|\[?::1\]?|"
    r"[\w.-]{1,80}\.(?:local|localhost|internal|lan|intranet|invalid))$"
)
_LOCAL_FILE = re.compile(r"(?i)^(?:file:|[a-z]:[\\/]|\\\\\w)")
_APP = re.compile(r"(?i)^(?:about|blob|chrome|chrome-extension|webcal|x-apple-data-detectors):")
#: "htp://" is "http" with a slip; another program's "git-client://" is left alone. A browser looks
#: for "www.paper.example" on the page's own site.
_MALFORMED = re.compile(
    r"(?i)^(?!https?:|ssh:)[htps]{3,7}[:;]/{1,2}|^https?[;.,]/{1,2}|^www\.[\w-]{1,60}\."
    r"|^(?:https?:/(?=[^/])|https?//|ttps?://|hhttps?:|htt?p?s?:/{3,}(?!/)|https?:(?![/\\])\S)"
    r"|^https?://(?:https?:?/|/|\s|$)|^https?://[^/?#]{0,200}\s|^https?://[^/?#.:\[]{1,60}/?$"
)
_OTHER = re.compile(
    r"(?i)^(?:mailto|tel|sms|whatsapp|fb-messenger|viber|tg|data|geo|callto|skype):"
)


def hopeless(href: str, site: str = "") -> str:
    """Why an address leads nowhere, "" where it may lead somewhere.

    >>> hopeless("file:///C:/Users/me/draft.docx")
    'a file on the writer’s own computer'
    >>> hopeless("http://localhost/story/12")
    'a private host'
    >>> hopeless("https://staging.example.org/a", "example.org")
    'a staging host'
    >>> hopeless("/story/{{slug}}")
    'an unrendered template'
    >>> hopeless("https://example.org/a")
    ''
    """
    href = href.strip()[:4000]
    if not href or _OTHER.match(href):
        return ""
    if _LOCAL_FILE.match(href):
        return "a file on the writer’s own computer"
    if _TEMPLATE.search(href.split("#")[0]) or _UNFILLED.search(href.split("?")[0]):
        return "an unrendered template"
    if _APP.match(href):
        return "an address inside one program"
    if _MALFORMED.match(href):
        return "a malformed address"
    return _of_host(href, site)


def is_empty(href: str) -> bool:
    """Whether a link has nothing behind it.

    >>> [is_empty(h) for h in ("", "#", "javascript:void(0)", "#note-1", "/a")]
    [True, True, True, False, False]
    """
    return not href.strip().strip("#!") or href.strip().lower().startswith("javascript:")


def _of_host(href: str, site: str) -> str:
    try:
        host = urlsplit(href if "://" in href[:12] else f"x:{href}").hostname or ""
    except ValueError:
        return "a malformed address"
    if _PRIVATE.match(host):
        return "a private host"
    if is_workshop(host, site):
        return "a staging host"
    return page_of_desk(href, own=not host or host.removeprefix("www.") == site)
