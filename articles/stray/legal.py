"""To be told: legal."""

from articles.stray.cover import Cover


def is_legal(text: str, cover: Cover | None) -> bool:
    """Whether a line is such a line and nothing else."""
    return cover is not None and not cover.unknown and len(cover.words) > 1
