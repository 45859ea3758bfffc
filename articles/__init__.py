"""What an article is; how a page or a plain text becomes one. Pure: no file, socket or clock."""

from typing import TYPE_CHECKING, Any

from articles.model import (
    STORY,
    Article,
    Block,
    Damage,
    DamageKind,
    Kind,
    Link,
    Ref,
    Span,
)

if TYPE_CHECKING:
    from articles.page import read_page
    from articles.text import read_text

__all__ = [
    "STORY",
    "Article",
    "Block",
    "Damage",
    "DamageKind",
    "Kind",
    "Link",
    "Ref",
    "Span",
    "read_page",
    "read_text",
]


def __getattr__(name: str) -> Any:
    """The readers, once they are asked for: they load word lists, the model loads nothing."""
    if name == "read_page":
        from articles.page import read_page

        return read_page
    if name == "read_text":
        from articles.text import read_text

        return read_text
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
