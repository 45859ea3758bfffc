"""No request ever leaves for a private address unless the user named that host.

Two gates. The middleware reads each address that is about to be asked for, after redirects too.
The resolver looks at what a name turns out to mean, on the very answer that is then connected to,
so a name that changes its mind between check and use gains nothing. Rendered pages have a gate of
their own, see `crawler.browser_gate`.
"""

import ipaddress
from collections.abc import Collection, Iterable, Sequence
from typing import Any, ClassVar, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.resolver import CachingThreadedResolver
from scrapy.utils.datatypes import LocalCache
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

from crawler.plan import netloc

_SHARED = ipaddress.ip_network("100.64.0.0/10")  # carriers' own; `is_private` leaves it out
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class PrivateAddress(IgnoreRequest):
    """The address is inside a private network."""


def is_private(host: str) -> bool:
    """Whether a host is written as an address that is not of the public internet.

    >>> [is_private(h) for h in ("127.0.0.1", "10.1.2.3", "[::1]", "[::ffff:169.254.1.1]")]
    [True, True, True, True]
    >>> is_private("93.184.215.14"), is_private("example.com")
    (False, False)
    """
    try:
        address = ipaddress.ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is None and address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_private(str(inner))
    elif address in _SHARED:
        return True
    return not address.is_global or address.is_multicast


def host_of(place: str) -> str:
    """The host of "host" or "host:port".

    >>> host_of("127.0.0.1:80"), host_of("[::1]:80"), host_of("example.com")
    ('127.0.0.1', '[::1]', 'example.com')
    """
    if place.endswith("]"):
        return place
    return place.rpartition(":")[0] or place


class PrivateAddressGuard:
    """Downloader middleware: the first gate."""

    def __init__(self, crawler: Crawler, allowed: Iterable[str]) -> None:
        self.crawler = crawler
        self.allowed = frozenset(allowed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        allowed = crawler.settings.getlist("COPYDESK_NAMED_HOSTS")
        Resolved.name(allowed)
        return cls(crawler, allowed)

    def process_request(self, request: Request) -> None:
        place = netloc(request.url)
        if place in self.allowed:
            return
        host = host_of(place)
        # The resolver sees no port, so a named name counts for its port only, unless it is
        # known to be public.
        named = any(host_of(known) == host for known in self.allowed)
        if not host or is_private(host) or Resolved.inside(host, unknown=named):
            self.crawler.stats.inc_value("copydesk/private_refused")
            raise PrivateAddress(f"{request.url}: a private address that nobody named")


class Resolved:
    """What names turned out to be, and which may be private. One resolver serves all crawls of a
    process, so this is the process's own."""

    _named: ClassVar[set[str]] = set()
    _places: ClassVar[set[str]] = set()
    _inside: ClassVar[LocalCache[str, bool]] = LocalCache(10_000)

    @classmethod
    def name(cls, places: Collection[str]) -> None:
        """These hosts may be private: the user wrote them down."""
        cls._places |= set(places)
        cls._named |= {host_of(place).lower() for place in places}

    @classmethod
    def named(cls, host: str) -> bool:
        """Whether the user wrote this host down."""
        return host.lower() in cls._named

    @classmethod
    def place_named(cls, place: str) -> bool:
        """Whether the user wrote down this host and port, or the host for all its ports."""
        return place in cls._places or host_of(place) in cls._places

    @classmethod
    def inside(cls, host: str, *, unknown: bool) -> bool:
        """Whether the name is known to be private; `unknown` where it was never resolved."""
        return bool(cls._inside.get(host.lower(), unknown))

    @classmethod
    def only_public(cls, address: Any, host: str) -> Any:
        """The resolver's answer, or no answer where the address is private and not named."""
        private = is_private(str(address))
        cls._inside[host.lower()] = private
        if private and host.lower() not in cls._named:
            raise DNSLookupError(f"{host} is {address}: a private address that nobody named")
        return address


class PublicResolver(CachingThreadedResolver):
    """Resolver: the second gate."""

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:  # noqa: N802
        found: Deferred[str] = super().getHostByName(name, timeout)
        found.addCallback(Resolved.only_public, name)
        return found
