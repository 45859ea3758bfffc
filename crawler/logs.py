"""Logs for people on a terminal, or JSON lines for machines. Secrets in addresses are left out."""

import json
import logging
import re
import sys
from datetime import UTC, datetime

_SECRET = re.compile(
    r"(://)[^/@\s]+@|([?&](?:\w*(?:key|token|secret|password|sig\w*))=)[^&\s]+", re.I
)


def hidden(text: str) -> str:
    """The text without passwords and keys of addresses.

    >>> hidden("https://me:pw@x.example/feed?token=abc&page=2")
    'https://…@x.example/feed?token=…&page=2'
    """
    return _SECRET.sub(lambda m: f"{m[1]}…@" if m[1] else f"{m[2]}…", text)


class _Plain(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return "copydesk: " + hidden(super().format(record))


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname.lower(),
            "logger": record.name,
            "run": RUN["id"],
            "message": hidden(record.getMessage()),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


#: The run that log lines belong to; set once, when it begins.
RUN = {"id": 0}
_JSON = {"lines": False}  # likewise, with the log


def announce(message: str, level: int = logging.WARNING) -> None:
    """Tell on stderr what an operator has to know at any verbosity, in the form of the log."""
    if _JSON["lines"]:
        record = logging.LogRecord("copydesk", level, "", 0, message, (), None)
        message = _Json().format(record)
    else:
        message = f"copydesk: {message}"
    print(message, file=sys.stderr)


def log_to_stderr(verbose: int, *, json_lines: bool) -> None:
    """Send our log and Scrapy's to stderr."""
    from twisted.logger import globalLogBeginner

    # Twisted prints what it thinks critical, such as a bad certificate, by itself: we count it.
    globalLogBeginner.beginLoggingTo([], redirectStandardIO=False, discardBuffer=True)
    _JSON["lines"] = json_lines
    level = (logging.WARNING, logging.INFO, logging.DEBUG)[min(verbose, 2)]
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Json() if json_lines else _Plain("%(levelname)s %(name)s: %(message)s"))
    handler.addFilter(lambda record: not record.getMessage().startswith("while verifying"))
    handler.setLevel(level)  # the handler's: Scrapy sets the levels of its own loggers
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
