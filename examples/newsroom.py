"""The example sites: what three fictional outlets print, rendered from `newsroom.toml`."""

import json
import tomllib
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from string import Template
from typing import Any
from xml.sax.saxutils import escape as xml_escape

HERE = Path(__file__).parent
_ROBOTS = "User-agent: *\nDisallow: /contact\n\nSitemap: {base}/sitemap.xml\n"
_PAGE = Template((HERE / "page.html").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Copy:
    """One article of one outlet: the story as it arrived there, and what must be found in it."""

    slug: str
    story: dict[str, Any]
    paragraphs: tuple[str, ...]
    expect: tuple[dict[str, str], ...]


@dataclass(frozen=True, slots=True)
class Outlet:
    """One site: `key` is its name in tables and reports, `port` where it is served by default."""

    key: str
    name: str
    tagline: str
    port: int
    copies: list[Copy] = field(default_factory=list)

    def pages(self) -> dict[str, tuple[str, str]]:
        """Path -> (content type, text) of all the site serves; `{base}` stands for its address."""
        html, xml = "text/html; charset=utf-8", "application/xml; charset=utf-8"
        pages = {f"/news/{copy.slug}": (html, self._article(copy)) for copy in self.copies}
        return pages | {
            "/": (html, self._front()),
            "/feed.xml": ("application/rss+xml; charset=utf-8", self._feed()),
            "/sitemap.xml": (xml, self._sitemap()),
            "/robots.txt": ("text/plain", _ROBOTS),
        }

    def _article(self, copy: Copy) -> str:
        story = copy.story
        others = [other for other in self.copies if other is not copy][:3]
        return _PAGE.substitute(
            headline=escape(story["headline"]),
            outlet=escape(self.name),
            tagline=escape(self.tagline),
            canonical=f"https://{self.key}/news/{copy.slug}",
            metadata=json.dumps(self._metadata(story)),
            section=story["section"],
            author=story["author"],
            published=story["published"],
            day=story["published"][:10],
            body="\n".join(copy.paragraphs),
            credit=f"Source: {story['credit']}" if "credit" in story else "",
            links="\n".join(_item(other) for other in others),
        )

    def _metadata(self, story: dict[str, Any]) -> dict[str, Any]:
        return {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": story["headline"],
            "datePublished": story["published"],
            "author": {"@type": "Person", "name": story["author"]},
            "publisher": {"@type": "Organization", "name": self.name},
        }

    def _front(self) -> str:
        items = "\n".join(_item(copy) for copy in self.copies)
        return (
            f'<!DOCTYPE html><html lang="en"><head><title>{escape(self.name)}</title>'
            '<link rel="alternate" type="application/rss+xml" href="/feed.xml"></head>'
            f"<body><h1>{escape(self.name)}</h1><ul>{items}</ul></body></html>"
        )

    def _feed(self) -> str:
        """The newest half: what is older is found through the sitemap."""
        newest = sorted(self.copies, key=lambda copy: copy.story["published"], reverse=True)
        items = "".join(
            f"<item><title>{xml_escape(copy.story['headline'])}</title>"
            f"<link>{{base}}/news/{copy.slug}</link></item>"
            for copy in newest[: len(newest) // 2]
        )
        title = xml_escape(self.name)
        return f'<rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'

    def _sitemap(self) -> str:
        urls = "".join(f"<url><loc>{{base}}/news/{copy.slug}</loc></url>" for copy in self.copies)
        return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'


def outlets() -> list[Outlet]:
    """All outlets with their copies, in the order of the file."""
    data = tomllib.loads((HERE / "newsroom.toml").read_text(encoding="utf-8"))
    stories = {story["slug"]: story for story in data["story"]}
    found = {entry["key"]: Outlet(**entry) for entry in data["outlet"]}
    for entry in data["copy"]:
        found[entry["outlet"]].copies.append(_copy(entry, stories[entry["story"]]))
    return list(found.values())


def _copy(entry: dict[str, Any], story: dict[str, Any]) -> Copy:
    """The story after the outlet's system has had it: replaced, repeated, inserted."""
    paragraphs = [f"<p>{escape(text, quote=False)}</p>" for text in story["paragraphs"]]
    for old, new in entry.get("replace", []):
        paragraphs = [text.replace(old, new) for text in paragraphs]
    if "repeat" in entry:
        paragraphs.insert(entry["repeat"] + 1, paragraphs[entry["repeat"]])
    for place, text in sorted(entry.get("insert", {}).items(), key=lambda item: int(item[0])):
        paragraphs.insert(int(place), text)
    own = {key: entry[key] for key in ("headline", "published", "credit") if key in entry}
    slug = entry.get("slug", story["slug"])
    return Copy(slug, story | own, tuple(paragraphs), tuple(entry.get("expect", [])))


def _item(copy: Copy) -> str:
    return f'<li><a href="/news/{copy.slug}">{escape(copy.story["headline"])}</a></li>'
