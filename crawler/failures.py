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

from crawler.guard import PrivateAddress
from crawler.patience import HostAsksToWait
from crawler.robots import RobotsRefusal

_KINDS: tuple[tuple[type[BaseException], str], ...] = (
    (PrivateAddress, "private"),
    (RobotsRefusal, "robots"),
    (HostAsksToWait, "deferred"),
    (DownloadTimeoutError, "timeout"),
    (CannotResolveHostError, "dns"),
    (DownloadConnectionRefusedError, "refused"),
    (DownloadCancelledError, "too-large"),
    (ResponseDataLossError, "cut-off"),
    (UnsupportedURLSchemeError, "scheme"),
)


def why(failure: Failure) -> str:
    """The kind of failure.

    >>> why(Failure(DownloadTimeoutError("slow")))
    'timeout'
    >>> why(Failure(IgnoreRequest("max redirections reached")))
    'redirects'
    """
    error = failure.value
    for kind, word in _KINDS:
        if isinstance(error, kind):
            private = word == "dns" and "private address" in str(error)
            return "private" if private else word
    text = repr(error).lower() + repr(getattr(error, "reasons", ""))
    if isinstance(error, IgnoreRequest):
        return "redirects" if "redirect" in text else "too-large" if "exceeded" in text else "other"
    if "certificate" in text or "ssl" in text:
        return "tls"
    return "connection"
