"""What an article is; how a page or a plain text becomes one. Pure: no file, socket or clock."""

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

__all__ = ["STORY", "Article", "Block", "Damage", "DamageKind", "Kind", "Link", "Ref", "Span"]
