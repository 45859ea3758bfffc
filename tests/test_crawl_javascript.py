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
