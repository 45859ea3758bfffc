"""Stray lines between the paragraphs of a page: a block of their kind, and none of the story."""

import pytest

from articles import Kind
from articles.page import read_page

_PARAGRAPHS = [
    "The harbour of Veldmoor opened again on Tuesday after a storm had kept it shut for nine days.",
    "Ferries to the islands left before dawn, and the first lorries rolled off at six.",
    "The harbour master said that two of the five cranes would be out of use until the spring.",
    "Fishermen had sold their catch in the next port, which took a tenth of the price.",
]
_LINES = {
    Kind.LEGAL: "All rights reserved. No part of this may be reproduced without permission.",
    Kind.NAVIGATION: "Back to top",
    Kind.COMMENT: "Show all 12 comments",
    Kind.CAPTION: "Photo: Ida Holm/AFP",
    Kind.BYLINE: "Reporting by Ida Holm; editing by Bo Lind",
    Kind.DATELINE: "Last updated on 4 March 2026 at 10:15",
    Kind.EMBED: "View this post on Instagram",
}


def page(amid: str) -> bytes:
    first, *others = [f"<p>{paragraph}</p>" for paragraph in _PARAGRAPHS]
    story = "".join((first, amid, *others))
    head = "<title>Harbour opens again</title>"
    return f"<html><head>{head}</head><body><h1>Harbour opens again</h1>{story}</body>".encode()


@pytest.mark.parametrize(
    "frame", ["<p>{}</p>", "<div><p><em>{}</em></p></div>", "<p><a href=/x>{}</a></p>"]
)
@pytest.mark.parametrize("kind", list(_LINES))
def test_a_stray_line_is_labelled_and_no_body(kind: Kind, frame: str) -> None:
    article = read_page(page(frame.format(_LINES[kind])))
    kinds = {block.text: block.kind for block in article.blocks}
    assert kinds[_LINES[kind]] is kind
    assert article.body == "\n\n".join(_PARAGRAPHS)


def test_the_signature_of_a_quoted_post_stays_with_it() -> None:
    post = "We have waited nine days for the boat, and the shop has no bread left."
    signed = "— Ida Holm (@idaholm) March 4, 2026"
    quoted = f"<blockquote><p>{post}</p><p>{signed}</p></blockquote>"
    alone = read_page(page(f"<p>{signed}</p>"))
    assert signed not in alone.body
    kinds = {block.text: block.kind for block in read_page(page(quoted)).blocks}
    assert kinds[signed] is not Kind.OTHER
