"""Archived text is hostile: how each kind of output makes it harmless. One place to look."""

from review.formats._text import visible
from review.formats.markdown import text as markdown

__all__ = ["markdown", "visible"]
