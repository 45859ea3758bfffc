"""Everything that a rendered page asks for passes here: a SOCKS5 proxy (RFC 1928) on loopback that
the browser is told to use. A browser follows redirects and resolves names by itself; here each
connection that it wants is one name, looked up once, and what is private and was not named by the
user is not connected to."""

import asyncio
import socket
from contextlib import suppress
from ipaddress import ip_address
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler

from crawler.guard import PrivateAddress, Resolved, is_private

_SOCKS5, _CONNECT = 5, 1
_GRANTED, _FORBIDDEN, _UNREACHABLE, _UNSUPPORTED = 0, 2, 4, 7
_NAME, _BYTES = 3, {1: 4, 4: 16}  # kinds of addresses: a name, or IP of so many bytes
_CHUNK = 1 << 16
_SECONDS = 30.0  # until a connection stands: a guess

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class BrowserGate:
    """Scrapy extension of sites whose pages a browser renders."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self._door = socket.create_server(("127.0.0.1", 0))
        self._server: asyncio.Server | None = None
        crawler.settings["PLAYWRIGHT_LAUNCH_OPTIONS"]["args"] += [
            f"--proxy-server=socks5://127.0.0.1:{self._door.getsockname()[1]}",
            "--proxy-bypass-list=<-loopback>",  # Chromium would ask this machine directly
            "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
        ]

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        gate = cls(crawler)
        crawler.signals.connect(gate.open, signals.spider_opened)
        crawler.signals.connect(gate.close, signals.engine_stopped)
        return gate

    async def open(self) -> None:
        """Let the browser in; until then it waits at the door."""
        self._server = await asyncio.start_server(self._served, sock=self._door)

    def close(self) -> None:
        """Let nobody in any more."""
        if self._server is not None:
            self._server.close()

    async def _served(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, EOFError, ValueError, TimeoutError):
            async with asyncio.timeout(_SECONDS):
                there = await self._admitted(reader, writer)
            if there is not None:
                await asyncio.gather(_copy(reader, there[1]), _copy(there[0], writer))
                there[1].close()
        writer.close()

    async def _admitted(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> Streams | None:
        _, methods = await reader.readexactly(2)
        await reader.readexactly(methods)
        writer.write(bytes((_SOCKS5, 0)))  # no password
        _, command, _, kind = await reader.readexactly(4)
        host = await _host(reader, kind)
        port = int.from_bytes(await reader.readexactly(2))
        connects = command == _CONNECT
        answer, there = await self._connected(host, port) if connects else (_UNSUPPORTED, None)
        writer.write(bytes((_SOCKS5, answer, 0, 1)) + bytes(6))
        await writer.drain()
        return there

    async def _connected(self, host: str, port: int) -> tuple[int, Streams | None]:
        try:
            addresses = await _open_addresses(host, port)
        except PrivateAddress:
            self.crawler.stats.inc_value("copydesk/private_refused")
            return _FORBIDDEN, None
        for address in addresses:
            with suppress(OSError):
                return _GRANTED, await asyncio.open_connection(address, port)
        return _UNREACHABLE, None


async def _host(reader: asyncio.StreamReader, kind: int) -> str:
    if kind == _NAME:
        (length,) = await reader.readexactly(1)
        return (await reader.readexactly(length)).decode("ascii").lower()
    return str(ip_address(await reader.readexactly(_BYTES.get(kind, 0))))


async def _open_addresses(host: str, port: int) -> list[str]:
    """What a name means, without what is private unless the user named it."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError:
        return []
    addresses = [str(each[4][0]) for each in found]
    if Resolved.place_named(f"[{host}]:{port}" if ":" in host else f"{host}:{port}"):
        return addresses
    public = [address for address in addresses if not is_private(address)]
    if addresses and not public:
        raise PrivateAddress(f"{host}: a private address that nobody named")
    return public


async def _copy(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while part := await source.read(_CHUNK):
            target.write(part)
            await target.drain()
        target.write_eof()
