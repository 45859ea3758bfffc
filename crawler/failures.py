"""Why a request brought nothing, in a word that an operator can count."""

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from twisted.python.failure import Failure

from crawler.downloader import NotSentError
from crawler.guard import PrivateAddress
from crawler.patience import HostAsksToWait


class RobotsRefusal(IgnoreRequest):
    """The site's robots.txt does not let us ask for this address."""


class RobotsUnreachable(IgnoreRequest):
    """Nobody knows what the site allows, so nothing is asked. `word` says why."""

    def __init__(self, message: str, word: str) -> None:
        super().__init__(message)
        self.word = word


_KINDS: tuple[tuple[type[BaseException], str], ...] = (
    (PrivateAddress, "private"),
    (RobotsRefusal, "robots"),
    (HostAsksToWait, "deferred"),
    (NotSentError, "not-sent"),
    (DownloadTimeoutError, "timeout"),
    (CannotResolveHostError, "dns"),
    (DownloadConnectionRefusedError, "refused"),
    (DownloadCancelledError, "too-large"),
    (ResponseDataLossError, "cut-off"),
    (UnsupportedURLSchemeError, "scheme"),
)
#: Their errors mean that a body is not packed as its header says.
_UNPACKERS = frozenset(("zlib", "gzip", "brotli", "_brotli", "brotlicffi", "zstandard"))


def why(failure: Failure) -> str:
    """The kind of failure that Scrapy reports."""
    return kind_of(failure.value or Exception())


def kind_of(error: BaseException) -> str:
    """The kind of failure.

    >>> kind_of(DownloadTimeoutError("slow"))
    'timeout'
    >>> kind_of(IgnoreRequest("max redirections reached"))
    'redirects'
    >>> import zlib
    >>> kind_of(zlib.error("incorrect header check"))
    'undecodable'
    """
    if isinstance(error, RobotsUnreachable):
        return error.word
    for kind, word in _KINDS:
        if isinstance(error, kind):
            return _dns(str(error)) if word == "dns" else word
    if type(error).__module__.partition(".")[0] in _UNPACKERS:
        return "undecodable"
    text = repr(error).lower() + repr(getattr(error, "reasons", ""))
    if isinstance(error, IgnoreRequest):
        return "redirects" if "redirect" in text else "too-large" if "exceeded" in text else "other"
    if "certificate" in text or "ssl" in text:
        return "tls"
    return "connection"


def _dns(said: str) -> str:
    """A name that does not exist is one thing, a resolver that does not answer another.

    >>> _dns("address 'x.invalid' not found: [Errno -2] Name or service not known")
    'dns'
    >>> _dns("address 'x.example' not found: [Errno -3] Temporary failure in name resolution")
    'dns-temporary'
    """
    if "private address" in said:
        return "private"
    gone = any(f"[Errno {number}]" in said for number in (-2, -5))
    return "dns" if gone else "dns-temporary"
