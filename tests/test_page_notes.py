"""Notes beside a story are told; sentences that begin like one are left alone."""

import pytest

from articles import Kind
from articles.labels.page_notes import note_kind

NOTES = {
    "Reporting by Ida Holm in Veldmoor; Editing by Ann Lee": Kind.BYLINE,
    "(Additional reporting by Ida Holm)": Kind.BYLINE,
    "With inputs from Reuters": Kind.BYLINE,
    "Words by Ida Holm. Photographs by Ann Lee.": Kind.BYLINE,
    "Edited by: Ida Holm": Kind.BYLINE,
    "Redaktion: Ida Holm": Kind.BYLINE,
    "（责任编辑：李敏）": Kind.BYLINE,
    "編集：山田太郎": Kind.BYLINE,
    "이수민 기자 tides@veldmoor.example": Kind.BYLINE,
    "Редактор: Ида Хольм": Kind.BYLINE,
    "7 min read": Kind.OTHER,
    "Lesezeit: 3 Minuten": Kind.OTHER,
    "Temps de lecture : 2 min": Kind.OTHER,
    "2.1K": Kind.OTHER,
    "Количество просмотров: 1204": Kind.OTHER,
    "1,204 views": Kind.OTHER,
}
STORY = (
    "Research by Oxford University found that one in five ferries is late.",
    "Photos by Nasa's rover show water on Mars.",
    "Words by Churchill moved the nation in 1940.",
    "记者：谢谢您接受我们的采访，祝您一切顺利。",
    "대통령 기자 회견이 오늘 오후에 열렸다.",
    "1984",
    "Reporting by radio was new in 1920.",
    "Editing by hand takes a week.",
    "With reporting from the front came censorship.",
    "Words by themselves change nothing.",
    "Photos by satellite show the spill.",
    "Text: the tide comes at six.",
    "Edited by hand",
    "Seven minutes to read it were too many.",
    "7 minutes later the ferry left.",
    "A 7 min read of the tide table saved them.",
    "2.1K people came to the quay.",
    "1,204 views of the harbour hang in the hall.",
    "记者在港口看到，渡轮已经停航。",
    "이수민 기자는 화요일 부두에 있었다. 배는 이미 떠난 뒤였다.",
    "Редактор газеты ушёл в отставку.",
    "Lesezeiten sind lang geworden.",
    "Die Redaktion zog im Mai um.",
)


@pytest.mark.parametrize("line", NOTES)
def test_a_note_is_told(line: str) -> None:
    assert note_kind(line) is NOTES[line]


@pytest.mark.parametrize("line", STORY)
def test_a_sentence_is_no_note(line: str) -> None:
    assert note_kind(line) is None
