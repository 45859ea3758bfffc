"""Serve the example outlets on loopback, one port each."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from examples.newsroom import Outlet


@contextmanager
def serving(outlets: list[Outlet]) -> Iterator[dict[str, str]]:
    """Site key -> its base address, for as long as the context lasts."""
    servers = {outlet.key: _server(outlet) for outlet in outlets}
    for server in servers.values():
        Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield {key: f"http://127.0.0.1:{server.server_port}" for key, server in servers.items()}
    finally:
        for server in servers.values():
            server.shutdown()
            server.server_close()


def _server(outlet: Outlet) -> ThreadingHTTPServer:
    handler = _handler(outlet.pages())
    try:
        return ThreadingHTTPServer(("127.0.0.1", outlet.port), handler)
    except OSError:  # somebody else has the port: any other will do
        return ThreadingHTTPServer(("127.0.0.1", 0), handler)


def _handler(pages: dict[str, tuple[str, str]]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            kind, text = pages.get(self.path, ("text/plain", ""))
            status = 200 if self.path in pages else 404
            base = f"http://127.0.0.1:{self.server.server_address[1]}"
            data = text.replace("{base}", base).encode()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: Any) -> None:
            """The crawl's own log is the one to read."""

    return Handler
