"""Notes of one desk to another are template text; notes to readers are the story's."""

import pytest

from articles import Kind
from articles.lines.kinds import line_kind

TO_COLLEAGUES = (
    "[EDITOR: verify the harbour master's name]",
    "[Please add photo credit]",
    "[Map to come]",
    "TK: insert figures for the spring tide",
    "Editor: please confirm the figures",
    "[Red.: Alter des Kapitäns prüfen]",
    "[NDLR : légende à vérifier]",
    "[Redacción: falta el nombre del puerto, confirmar datos]",
    "[Redakcja: sprawdzić datę]",
    "[Редактору: уточнить фамилию капитана]",
    "[Редактору: підпис додати]",
    "[Editör: fotoğraf eklenecek]",
    "[المحرر: يرجى التأكد من الاسم]",
    "[לעורך: נא להוסיף תמונה]",
    "[편집자: 수치 확인 필요]",
    "[Foto ontbreekt]",
)
TO_READERS = (
    "[Editor's note: the captain's name was changed.]",
    "[Editor's note: We could not verify the figures of the harbour master.]",
    "[The figures are those of the spring tide.]",
    "Editor: Ida Holm",
    "Editors: check your figures, the harbour master said.",
    "Sub: Holm for Lind, 71 minutes, on his name day",
    "Red: add a dash of orange",
    "Desk: oak, no name on it, to come with a chair",
    "[Red.: Der Kapitän heißt in Wahrheit anders.]",
    "[NDLR : le capitaine a changé de nom]",
    "Redacción: Ana Gil. Foto: Luis Mora",
    "[przyp. red.: imię kapitana zmienione]",
    "[Прим. ред.: фамилия капитана изменена]",
    "Редактор: Анна Лисина",
    "[Editörün notu: kaptanın adı değiştirilmiştir.]",
    "[الأسماء مستعارة]",
    "[편집자 주: 선장의 이름은 가명입니다]",
    "[Naam van de kapitein is bekend bij de redactie]",
)


@pytest.mark.parametrize("line", TO_COLLEAGUES)
def test_a_note_that_asks_for_work_is_template_text(line: str) -> None:
    assert line_kind(line) is Kind.TEMPLATE


@pytest.mark.parametrize("line", TO_READERS)
def test_a_note_that_tells_something_is_left_alone(line: str) -> None:
    assert line_kind(line) is not Kind.TEMPLATE
