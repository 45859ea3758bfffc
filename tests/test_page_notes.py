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
    "2 minuti di lettura": Kind.OTHER,
    "Χρόνος ανάγνωσης: 3 λεπτά": Kind.OTHER,
    "זמן קריאה 2 דקות": Kind.OTHER,
    "وقت القراءة: 3 دقائق": Kind.OTHER,
    "この記事は約3分で読めます": Kind.OTHER,
    "ผู้ชม 1,204 คน": Kind.OTHER,
    "Переглядів: 1204": Kind.OTHER,
    "조회수 1,204": Kind.OTHER,
    "👁 2 317": Kind.OTHER,
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
    "In 3 minuti la lettura era finita.",
    "דקות 2 לפני הקריאה הוא הלך",
    "Dibaca 3 kali di pengadilan.",
    "3 phút sau, đọc xong thư, ông đi.",
    "Przeczytał 3 strony w 5 minut.",
    "この記事は約3人が書いた。",
    "1,204 people saw it",
    "Просмотры фильма запретили",
    "5 min of reading a day are enough.",
    "Die Redaktion zog im Mai um.",
)


@pytest.mark.parametrize("line", NOTES)
def test_a_note_is_told(line: str) -> None:
    assert note_kind(line) is NOTES[line]


@pytest.mark.parametrize("line", STORY)
def test_a_sentence_is_no_note(line: str) -> None:
    assert note_kind(line) is None
