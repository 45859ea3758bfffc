"""A real Scrapyd gets our egg, lists its spiders and runs one. Skipped where it is not installed:
`make scrapyd`."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest

from tests.crawl_site import Desk, ordinary, serving
from tests.egg import egg

pytest.importorskip("scrapyd", reason="scrapyd is not installed: make scrapyd")

_LONG = 90.0  # seconds: a job needs two or three
_EDGE = "a-line-between-the-fields"
Ask = Callable[..., dict[str, Any]]


@contextmanager
def _scrapyd(folder: Path, packed: Path) -> Iterator[Ask]:
    """Scrapyd at work in this folder, and how to ask it. The egg comes before any checkout that is
    installed as well."""
    path = filter(None, (str(packed), os.environ.get("PYTHONPATH")))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path)}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    said = f"[scrapyd]\nhttp_port = {port}\nbind_address = 127.0.0.1\npoll_interval = 0.2\n"
    (folder / "scrapyd.conf").write_text(said, encoding="utf-8")
    base = f"http://127.0.0.1:{port}"

    def ask(command: str, data: bytes | None = None, kind: str = "", **query: str) -> Any:
        url = f"{base}/{command}.json" + (f"?{urlencode(query)}" if query else "")
        headers = {"Content-Type": kind} if kind else {}
        with urlopen(Request(url, data, headers), timeout=_LONG) as answer:
            return json.load(answer)

    with (folder / "scrapyd.log").open("wb") as log:
        words = [sys.executable, "-m", "scrapyd"]
        server = subprocess.Popen(words, cwd=folder, env=environment, stdout=log, stderr=log)
        try:
            _wait(lambda: _answers(ask), folder)
            yield ask
        finally:
            server.terminate()
            server.wait(30)


def _answers(ask: Ask) -> bool:
    try:
        return ask("daemonstatus")["status"] == "ok"
    except URLError:
        return False


def _wait(ready: Callable[[], bool], folder: Path) -> None:
    until = time.monotonic() + _LONG
    while not ready():
        told = (folder / "scrapyd.log").read_text(encoding="utf-8", errors="replace")
        assert time.monotonic() < until, told
        time.sleep(0.1)


def _form(fields: dict[str, str], packed: bytes) -> bytes:
    parts = [
        f'--{_EDGE}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    head = f'--{_EDGE}\r\nContent-Disposition: form-data; name="egg"; filename="egg"\r\n\r\n'
    return b"".join([*parts, head.encode(), packed, f"\r\n--{_EDGE}--\r\n".encode()])


def test_scrapyd_runs_our_egg(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "copydesk.db")
    with serving() as site:
        ordinary(site, 8)
        desk.configure(f'[[site]]\nname = "h.example"\nurl = "{site.base}/"\n[crawl]\ndelay = 0\n')
        packed = egg(tmp_path / "our.egg")
        with _scrapyd(tmp_path, packed) as ask:
            form = _form({"project": "desk", "version": "1"}, packed.read_bytes())
            added = ask("addversion", form, f"multipart/form-data; boundary={_EDGE}")
            assert added["status"] == "ok", added
            assert ask("listspiders", project="desk")["spiders"] == ["h.example"]
            job = ask("schedule", urlencode({"project": "desk", "spider": "h.example"}).encode())
            assert job["status"] == "ok", job
            _wait(lambda: bool(ask("listjobs", project="desk")["finished"]), tmp_path)
    logs = "\n".join(file.read_text() for file in tmp_path.rglob("logs/**/*.log"))
    assert desk.query("select count(*) from article") == [(8,)], logs
    assert desk.query("select status, exit_code from run") == [("complete", 0)], logs
