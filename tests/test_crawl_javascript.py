"""Pages that show their article only after their script ran, in a real browser on loopback."""

import shutil
from pathlib import Path

import pytest

from tests.crawl_site import Desk, NewsSite, path_of, serving, story

pytest.importorskip("scrapy_playwright", reason="scrapy-playwright is absent: make chromium")
if not shutil.which("chromium"):
    pytest.skip("no chromium on this machine: make chromium", allow_module_level=True)


def _scripted(number: int, ask: str) -> str:
    """A page that is empty until its script has run; the script also asks for another address."""
    body = story(number).partition("<body>")[2].partition("</body>")[0].replace("\n", " ")
    return (
        "<!doctype html><html lang=en><head><title>Herald</title></head><body><script>"
        f"fetch('{ask}', {{mode: 'no-cors'}}).catch(() => 0);"
        f"document.body.innerHTML = `{body}`;"
        "document.title = document.querySelector('h1').textContent;</script></body></html>"
    )


def test_a_browser_is_not_led_inside(tmp_path: Path) -> None:
    """Not by a redirect of the page, not by one of what its script asks for, not by a name."""
    desk = Desk(tmp_path)
    with serving() as site, serving(NewsSite()) as secret:
        secret.add("/inside", story(9))
        inside = {"Location": secret.base + "/inside"}
        site.special[path_of(4)] = lambda asked: asked.reply(b"", 302, headers=inside)
        site.special["/hop"] = lambda asked: asked.reply(b"", 302, headers=inside)
        site.add(path_of(5), _scripted(5, "/hop"))
        named = secret.base.replace("127.0.0.1", "localhost")
        site.add(path_of(6), _scripted(6, named + "/inside"))
        site.add("/", "".join(f'<a href="{path_of(n)}">{n} reopens</a>' for n in (4, 5, 6)))
        desk.configure(f'[[site]]\nname = "h.example"\nurl = "{site.base}/"\njavascript = true\n')
        done = desk.crawl("--delay", "0", "--no-links")
        assert site.asked["/hop"] and site.asked[path_of(4)]
        assert not secret.asked
    assert desk.query("select count(*) from article") == [(2,)], done.stdout + done.stderr
    assert desk.stats()["private_refused"] >= 3


@pytest.mark.parametrize("rendered", [True, False])
def test_an_article_made_by_a_script_is_read(tmp_path: Path, rendered: bool) -> None:
    desk = Desk(tmp_path)
    with serving() as site, serving(NewsSite()) as secret:
        secret.add("/inside", "secret")
        site.add(path_of(3), _scripted(3, secret.base + "/inside"))
        site.add("/", f'<a href="{path_of(3)}">Reopens after months of repairs</a>')
        said = f"javascript = {str(rendered).lower()}"
        desk.configure(f'[[site]]\nname = "herald.example"\nurl = "{site.base}/"\n{said}\n')
        done = desk.crawl("--delay", "0", "--no-links")
        assert not secret.asked  # the browser asks no private address that nobody named
    found = desk.query("select headline, body from article_version")
    assert len(found) == int(rendered), done.stdout + done.stderr
    if rendered:
        assert "reopens its" in found[0][0] and "second phase begins" in found[0][1]
