"""`copydesk review`: the desk, a web page of this machine, where a person decides."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

from copydesk.config import ReviewConfig
from copydesk.database import add_database
from copydesk.ranges import flag_of

if TYPE_CHECKING:
    import socket

HELP = "the review page on 127.0.0.1: look at findings one by one and decide"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where the page is, and who decides there."""
    parser.add_argument(
        "--port", type=flag_of(ReviewConfig, "port"), default=0, help="on 127.0.0.1 (default: 8765)"
    )
    parser.add_argument("--by", default="", metavar="WHO", help="who decides (default: your login)")
    parser.add_argument("--open", action="store_true", help="open it in the web browser")
    add_database(parser)


def run(args: argparse.Namespace) -> int:
    """Serve until interrupted."""
    from copydesk.checking import rule_texts
    from copydesk.config import load
    from copydesk.database import open_store, user_name
    from copydesk.selection import choose
    from db.connect import shown

    config = load(args.config)
    port = args.port or config.review.port
    rules = {rule.code: rule for rule in rule_texts(choose(config))}
    uvicorn, application = _web()
    with open_store(args, config, must_exist=True) as store, _listening(port) as listener:
        name = shown(args.db or config.db.url)
        app = application(store, rules, name=name, who=args.by or user_name(), port=port)
        address = f"http://127.0.0.1:{port}/"
        print(f"copydesk: review {name} at {address} (Ctrl-C ends it)", file=sys.stderr)
        if args.open:
            _open(address)
        uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listener])
    return 0


def _web() -> tuple[Any, Any]:
    from articles.errors import CopydeskError

    try:
        import uvicorn

        from review.desk.app import application
    except ModuleNotFoundError as missing:
        raise CopydeskError(
            f'the review page needs {missing.name}: pip install "copydesk[review]"'
        ) from None
    return uvicorn, application


def _listening(port: int) -> "socket.socket":
    """Bound before anything is said: a port in use is an error and not a log line."""
    import socket

    from articles.errors import CopydeskError

    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
    except (OSError, OverflowError) as error:
        listener.close()
        why = getattr(error, "strerror", None) or error
        raise CopydeskError(f"cannot listen on port {port}: {why}; try another --port") from None
    return listener


def _open(address: str) -> None:
    import threading
    import webbrowser

    threading.Timer(0.5, webbrowser.open, [address]).start()
