"""Where related links lead: each kind of end in its own class, nothing asked of private nets."""

from collections.abc import Iterator

import pytest

from crawler.guard import is_private
from crawler.verdicts import Verdict, of_failure
from tests.crawl_site import Asked, Desk, NewsSite, feed, path_of, serving, story

MISSING = (
    "<html><body><h1>Sorry</h1><p>We could not find what you were looking for.</p></body></html>"
)

ENDS = {
    "/2025/01/found-in-order": "ok",
    "/2025/01/really-gone-404": "dead",
    "/2025/01/really-gone-410": "dead",
    "/2025/01/sent-to-the-front-page": "gone-home",
    "/2025/01/in-a-circle": "loop",
    "/2025/01/forbidden-403": "unknown",
    "/2025/01/too-many-429": "unknown",
    "/2025/01/broken-500": "unknown",
    "/2025/01/login-401": "unknown",
    "/2025/01/never-answers": "timeout",
    "/2025/01/head-refused": "ok",
    "/2025/01/head-lies": "ok",
    "/2025/01/into-a-private-net": "private",
    "/2025/01/into-a-private-name": "private",
}


def _silent(asked: Asked) -> None:
    import time

    time.sleep(20)


def _prepare(site: NewsSite, secret: NewsSite) -> None:
    def status(code: int) -> object:
        return lambda asked: asked.reply("no", code)

    def to(place: str) -> object:
        return lambda asked: asked.reply(b"", 302, headers={"Location": place})

    def head(code: int) -> object:
        return lambda asked: asked.reply(story(77), code if asked.command == "HEAD" else 200)

    port = secret.base.rpartition(":")[2]
    site.add("/2025/01/found-in-order", story(70))
    site.special |= {  # type: ignore[arg-type]  # answers, as lambdas
        "/2025/01/really-gone-410": status(410),
        "/2025/01/sent-to-the-front-page": to("/?gone=1"),
        "/?gone=1": lambda asked: asked.reply("<h1>Front</h1>"),
        "/2025/01/in-a-circle": to("/2025/01/in-a-circle"),
        "/2025/01/forbidden-403": status(403),
        "/2025/01/too-many-429": lambda asked: asked.reply("no", 429, headers={"Retry-After": "0"}),
        "/2025/01/broken-500": status(500),
        "/2025/01/login-401": status(401),
        "/2025/01/never-answers": _silent,
        "/2025/01/head-refused": head(405),
        "/2025/01/head-lies": head(404),
        "/2025/01/into-a-private-net": to(secret.base + "/secret"),
        "/2025/01/into-a-private-name": to(f"http://localhost:{port}/secret"),
    }


class Soft(NewsSite):
    """A host that answers everything with success."""

    def answer(self, asked: Asked) -> None:
        if asked.path == "/robots.txt":
            asked.reply("", 404)
        elif asked.path in self.pages:
            asked.reply(self.pages[asked.path][1])
        else:
            asked.reply(MISSING.replace("looking", f"looking <i>{asked.path[:4]}</i>"))


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, dict[str, str]]]:
    desk = Desk(tmp_path_factory.mktemp("links"))
    with serving() as site, serving(NewsSite()) as secret, serving(Soft()) as soft:
        _prepare(site, secret)
        soft.add("/2025/02/there", story(71))
        port = secret.base.rpartition(":")[2]
        disguised = [
            f"http://{host}:{port}/secret"
            for host in ("127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "[::1]")
        ]
        refused = "http://127.0.0.1:9/2025/03/nobody-listens"
        other = [f"{soft.base}/2025/02/there", f"{soft.base}/2025/02/not-there", refused]
        links = [*(site.base + path for path in ENDS), *other, *disguised]
        for number, link in enumerate(links):
            teaser = f'<p>Related: <a href="{link}">A story about harbour number {number}</a></p>'
            site.add(path_of(number), story(number, extra=teaser))
        paths = [path_of(number) for number in range(len(links))]
        site.add("/", "<html></html>")
        site.add("/feed.xml", feed(paths), "application/rss+xml")
        allowed = [soft.base.removeprefix("http://"), "127.0.0.1:9"]
        desk.configure(
            f"[crawl]\ntimeout = 3.0\nallow-private = {allowed}\n".replace("'", '"')
            + f'[[site]]\nname = "h.example"\nurl = "{site.base}/"\n'
            + f'feeds = ["{site.base}/feed.xml"]'
        )
        done = desk.crawl("--delay", "0", "--concurrency", "16", timeout=240)
        assert "new" in done.stdout, done.stderr
        verdicts = dict(desk.query("select url, verdict from crawl_link"))
        verdicts = {
            url.replace(site.base, "").replace(soft.base, "S"): v for url, v in verdicts.items()
        }
        verdicts["asked of the secret"] = str(sum(secret.asked.values()))
        verdicts["disguised"] = " ".join(sorted({verdicts.get(url, "none") for url in disguised}))
        yield desk, verdicts


@pytest.mark.parametrize("path", sorted(ENDS))
def test_each_end_has_its_class(crawled: tuple[Desk, dict[str, str]], path: str) -> None:
    assert crawled[1][path] == ENDS[path]


def test_ends_at_other_hosts(crawled: tuple[Desk, dict[str, str]]) -> None:
    verdicts = crawled[1]
    assert verdicts["S/2025/02/there"] == "ok"
    assert verdicts["S/2025/02/not-there"] == "soft-404"
    assert verdicts["http://127.0.0.1:9/2025/03/nobody-listens"] == "refused"


def test_nothing_private_is_ever_asked(crawled: tuple[Desk, dict[str, str]]) -> None:
    assert crawled[1]["asked of the secret"] == "0"
    assert crawled[1]["disguised"] == "private"


def test_only_what_is_beyond_doubt_is_a_finding(crawled: tuple[Desk, dict[str, str]]) -> None:
    desk, verdicts = crawled
    found = desk.query("select code, count(*) from finding where code like 'REL3%' group by code")
    dead = sum(1 for verdict in verdicts.values() if verdict == "dead")
    assert dict(found) == {"REL301": dead, "REL302": 2}


def test_a_name_that_does_not_exist_is_dead_and_a_silent_resolver_says_nothing() -> None:
    assert of_failure("dns") is Verdict.DEAD
    assert of_failure("dns-temporary") is Verdict.UNKNOWN


def test_a_private_address_needs_its_name() -> None:
    inside = (
        "127.0.0.1 10.0.0.1 172.16.5.4 192.168.1.1 169.254.169.254 0.0.0.0 100.64.0.1 224.0.0.1"
    )
    inside += (
        " [::1] [fe80::1%25eth0] [fc00::1] [::ffff:10.0.0.1] [64:ff9b::7f00:1] [2002:7f00:1::]"
    )
    assert [host for host in inside.split() if not is_private(host)] == []
    assert not any(map(is_private, ("93.184.215.14", "[2606:2800:21f::1]", "herald.example")))
