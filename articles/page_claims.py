"""The few claims of a page that its blocks need: title, site name, language, canonical address."""

from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says of itself."""

    headline: str = ""
    site_name: str = ""
    canonical: str = ""
    language: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    modified: str = ""
    section: str = ""
    tags: tuple[str, ...] = ()
    credit: str = ""
    claims: dict[str, tuple[str, ...]] = field(default_factory=dict)


def read_metadata(tree: LexborHTMLParser, url: str) -> Metadata:
    """Read `<meta>`, `<link>` and `<h1>`."""
    meta: dict[str, str] = {}
    for node in tree.css("meta"):
        name = node.attributes.get("property") or node.attributes.get("name") or ""
        meta.setdefault(name.lower(), (node.attributes.get("content") or "").strip())
    h1 = tree.css_first("h1")
    title = tree.css_first("title")
    shown = h1.text().strip() if h1 else ""
    link = tree.css_first("link[rel=canonical]")
    language = (tree.root.attributes.get("lang") or "") if tree.root else ""
    return Metadata(
        headline=" ".join(
            (shown or meta.get("og:title") or (title.text() if title else "")).split()
        ),
        site_name=meta.get("og:site_name", ""),
        canonical=(link.attributes.get("href") or "") if link else "",
        language=language[:2].lower(),
        published=meta.get("article:published_time", ""),
    )


def decode(data: bytes, charset: str) -> str:
    """UTF-8, else what the header says, else Windows-1252."""
    for name in ("utf-8", charset):
        try:
            return data.decode(name or "cp1252")
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("cp1252", "replace")
