"""Session ids in addresses: each visit gets another one, and none of them says what is read.

Names that only a session has are dropped whatever they hold. Others name an article at one site and
a visit at another, a story's `sid` or the `sessionid` of a conference: they go only where the value
looks like a visit's and the address names something without them. A copy too many is a smaller harm
than two articles taken for one.
"""

import re

from articles.words.lists import data

_NAMES = data("session_ids.json")
_ALWAYS = frozenset(_NAMES["keys"])
_NUMBERED = re.compile(rf"(?:{'|'.join(_NAMES['prefixes'])})[a-z0-9]{{0,12}}")
_OF_VISITS = frozenset(_NAMES["keys_of_visits"])
_KEYS = "|".join(map(re.escape, sorted(_ALWAYS)))
#: `;jsessionid=...` at the end of a step of the path, also with percent signs.
_IN_PATH = re.compile(rf"(?:;|%3b)(?:{_KEYS})(?:=|%3d)[^/;]*", re.IGNORECASE)
#: ASP.NET's sessions without cookies, a step of the path: `(S(...))`, `(X(1)S(...))`.
_STEP = re.compile(r"(?:\(|%28)(?:[AFSX](?:\(|%28)[\w\-]+(?:\)|%29))+(?:\)|%29)", re.ASCII)

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_HEX = re.compile(r"[0-9a-f]{16,128}")
_OBJECT_ID = 24  # hexadecimal digits of a document's key in a database, which no session has
_LETTERS = re.compile(r"[0-9a-z]{20,128}")
_CHANGE = re.compile(r"(?<=[a-z])(?=[0-9])|(?<=[0-9])(?=[a-z])")
_FEW_CHANGES = 3  # from letters to digits or back: words with a year among them have no more

_SCRIPT = re.compile(r"\.(?:php\d?|aspx?|jspx?|cgi|pl|do|dll|cfm|action|exe)$", re.IGNORECASE)
_NAMES_SOMETHING = re.compile(r"\d|-[^-]+-")  # "view", "article.html", "press-release" are scripts


def without_sessions(path: str) -> str:
    """The path without session ids.

    >>> without_sessions("/(S(lit3py55t21z5v55vlm25s55))/story;jsessionid=0AF3")
    '/story'
    """
    path = _IN_PATH.sub("", path)
    return "/".join(step for step in path.split("/") if not _STEP.fullmatch(step))


def is_session(name: str) -> bool:
    """Whether a part of a query is a session id, whatever it holds and whatever the address says.
    The name is given in lower case.

    >>> is_session("phpsessid"), is_session("aspsessionidqqgggxyz"), is_session("sid")
    (True, True, False)
    """
    return name in _ALWAYS or bool(_NUMBERED.fullmatch(name))


def may_be_session(name: str, value: str) -> bool:
    """Whether it is one if the address names something without it. Both in lower case.

    >>> may_be_session("sid", "0a1b2c3d4e5f60718293a4b5c6d7e8f9"), may_be_session("sid", "42")
    (True, False)
    """
    return name in _OF_VISITS and _drawn_by_lot(value)


def names_something(path: str) -> bool:
    """Whether a path alone leads to one page, and not to a script that a query tells which.

    >>> [names_something(path) for path in ("/story-1", "/a/b/c", "/article.php", "/news/view")]
    [True, False, False, False]
    """
    last = path.rpartition("/")[2]
    return not _SCRIPT.search(last) and bool(_NAMES_SOMETHING.search(last))


def _drawn_by_lot(value: str) -> bool:
    if _UUID.fullmatch(value):
        return True
    if _HEX.fullmatch(value):
        return len(value) != _OBJECT_ID and bool(_CHANGE.search(value))
    return bool(_LETTERS.fullmatch(value)) and len(_CHANGE.findall(value)) > _FEW_CHANGES
