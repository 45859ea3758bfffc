"""Lines of a plain text that its reader knew for machine text or for a note among editors.

`articles` labels such lines by their build, where no pattern of ours holds their words. A page
shows most of them too, until its scripts run; so only texts are asked, but for notes to colleagues.
"""

import re
from collections.abc import Iterator

from articles import Article, Kind
from articles.lines.desk_notes import is_desk_note
from articles.lines.editor_prompts import is_prompt
from articles.lines.template_marks import is_template
from articles.words.levelled import levelled
from checks.lines.scan import Line, level, scan
from checks.lines.trade import about_code

#: spaces of a line that is nothing but code: with more it is a sentence that holds some (a guess)
_FEW = 3
#: letters of a line that names a gallery or a picture's maker (a guess)
_SHORT = 80
#: "[Video]", "[Photo: Kim Seaworthy]": what stood there, or who made it
_BRACKETED = re.compile(r"\[[^\W\d_]{2,20}(?:[ :][^\]_=]{0,60})?\]")
#: "MAX_SPEED": a table of settings holds such names as well
_NAME = re.compile(r"[A-Z\d]+(?:_[A-Z\d]+)+")
#: at its beginning, as it stands before anybody plays or turns: "9 / 11" is a date
_COUNTER = re.compile(r"0?0:\d\d(?::\d\d)?\s?[/|–-]?\s?[\d:\s/-]{4,16}|1 / (?!1\b)\d{1,3}")
#: "1 / 2" is as well what a cook takes of something; beside pictures it counts them
_FRACTION = re.compile(r"1 / [2348]")
_PICTURES = re.compile(
    r"\b(?:photos?|pictures?|images?|galler(?:y|ies)|slides?|slideshows?|bild(?:er|ergalerie)?|foto"
    r"(?:s|grafías?|grafias?|grafie)?|galeries?|galerías?|galerias?|galler[ia]e?|diaporama|imagen"
    r"(?:es)?|imagens|immagin[ei]|afbeelding(?:en)?|beeld|billede(?:r|serie)?|bilde|kuvat?|galeri[ai]?"
    r"|zdjęci[ae]|fotografie|фото|галерея|снимок|φωτογραφί(?:α|ες)|fotoğraf(?:lar)?)\b"
    r"|写真|画像|图片|圖片|照片|사진"
)
_HERE = re.compile(
    r"\b(?:here|hier|ici|aqu[ií]|qui|här|her|tähän|tu(?:taj)?|zde|sem|здесь|тут|εδώ)\b"
)


def template_lines(article: Article) -> Iterator[Line]:
    """Lines that are template code or a text's key: "%TITLE%", "@@author@@", "article.readMore"."""
    for line in _lines(article, Kind.TEMPLATE, Kind.HEADLINE):
        text = line.text.strip()
        if text.count(" ") > _FEW or text[:1].isdigit():
            continue
        if _BRACKETED.fullmatch(text) or _NAME.fullmatch(text):
            continue
        if is_template(text) and not about_code(scan(article), line, 0, len(line.text)):
            yield line


def counters(article: Article) -> Iterator[Line]:
    """Lines in which a player or a gallery counts: "0:00 / 2:31", "1 / 7"."""
    for line in _lines(article, Kind.TEMPLATE):
        text = line.text.strip()
        if not (_COUNTER.fullmatch(text) and is_template(text)):
            continue
        if not _FRACTION.fullmatch(text) or _beside_pictures(article, line.block):
            yield line


def _beside_pictures(article: Article, index: int) -> bool:
    """Whether a caption or a line about pictures stands directly before or behind a block."""
    around = article.blocks[max(0, index - 1) : index] + article.blocks[index + 1 : index + 2]
    return any(
        block.kind is Kind.CAPTION
        or (len(block.text) <= _SHORT and _PICTURES.search(level(block.text)))
        for block in around
    )


def notes_of_editors(article: Article) -> Iterator[Line]:
    """Lines in which a system or a colleague says what is to be written where."""
    for line in _within(article, Kind.TEMPLATE):
        text = line.text.strip()
        asks_here = is_prompt(text) and _HERE.search(line.low) is not None
        # a page asks its readers to write something here, and no reader to check a quote
        if (asks_here and not article.markup) or is_desk_note(text, levelled([text])[0]):
            yield line


def _lines(article: Article, *kinds: Kind) -> Iterator[Line]:
    return iter(()) if article.markup else _within(article, *kinds)


def _within(article: Article, *kinds: Kind) -> Iterator[Line]:
    for index in article.zone:
        block = article.blocks[index]
        if block.kind in kinds and "\n" not in block.text:
            yield Line(index, 0, len(block.text), block.text, level(block.text))
