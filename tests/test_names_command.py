"""`copydesk names`: what a newsroom says is kept, and the next check heeds it."""

from pathlib import Path

import pytest

from articles.text import read_text
from checks.knowledge import Knowledge, load
from checks.known_names import import_names
from checks.names.own import UserNames
from checks.registry import all_rules, build
from copydesk.__main__ import main
from copydesk.name_files import NoNamesError, names_in

REPORT = """The mayor resigns

The mayor of Aarhus, Mette Velterbrok, said in Odense that she would go.

Hans Andersen thanked her. Hans Anderson did not."""


def _found(code: str, names: UserNames) -> list[str]:
    rule = next(rule for rule in all_rules() if rule.code == code)
    article = read_text(REPORT, path="report.txt", language="en")
    return [found.suggestion for found in build(rule, load(names=names)).look(article)]


def test_an_imported_full_name_shows_the_slip(tmp_path: Path) -> None:
    assert not _found("SPL101", UserNames())
    import_names(tmp_path / "names", ["Mette Anne Velterbröök", "Hans Holm"])
    assert _found("SPL101", UserNames(path=str(tmp_path / "names"))) == ["Velterbröök"]


def test_a_second_import_adds_to_the_first(tmp_path: Path) -> None:
    assert import_names(tmp_path, ["Pedro Sánchez", "Cher"]) == 1
    assert import_names(tmp_path, ["Mette Frederiksen"]) == 1
    known = Knowledge(names=UserNames(path=str(tmp_path))).known
    assert known.has("pedro", "sanchez") and known.has("mette", "frederiksen")
    assert known.written("pedro", "sanchez") == "Pedro Sánchez"
    assert known.surnames_like("pedro", "sanches") == {"sanchez"}


def test_people_of_the_own_table_need_no_import() -> None:
    assert _found("SPL101", UserNames(people=("Mette Velterbrook",))) == ["Velterbrook"]


@pytest.mark.parametrize("kept", ["accept", "import"])
def test_an_accepted_name_is_never_reported_and_a_slip_from_it_is(
    tmp_path: Path, kept: str
) -> None:
    """A real name one slip from a well-known word: Glecnore, of all people."""
    rule = next(rule for rule in all_rules() if rule.code == "SPL101")
    names = UserNames(people=("Tilda Glecnore",))
    if kept == "import":
        import_names(tmp_path, names.people)
        names = UserNames(path=str(tmp_path))

    def told(name: str, names: UserNames) -> list[str]:
        text = f"A fair\n\nThe mayor opened the fair. {name} sang.\n"
        article = read_text(text, path="fair.txt", language="en")
        return [found.suggestion for found in build(rule, load(names=names)).look(article)]

    assert told("Its owner Glecnore", UserNames()) == ["Glencore"]
    assert told("Its owner Glecnore", names) == []
    assert told("Tilda Glecnore", names) == []
    assert told("Tilda Glecnroe", names) == ["Glecnore"]


def test_an_accepted_form_is_not_the_odd_one_of_two() -> None:
    rule = next(rule for rule in all_rules() if rule.code == "SPL102")
    text = (
        "# A fair\n\nTilda Gandrosan sang. Tilda Gandorsan danced; Gandorsan left, Gandorsan slept."
    )
    article = read_text(text, path="fair.txt", language="en")

    def told(names: UserNames) -> list[str]:
        return [found.quote for found in build(rule, load(names=names)).look(article)]

    assert told(UserNames()) == ["Gandrosan"]
    assert "Gandrosan" not in told(UserNames(people=("Tilda Gandrosan",)))


def test_never_and_apart_are_heeded(tmp_path: Path) -> None:
    assert (
        _found("SPL101", UserNames(people=("Mette Velterbrook",), never=frozenset({"Velterbrok"})))
        == []
    )


def test_what_is_said_is_remembered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = ["--folder", str(tmp_path / "names")]
    for words in (
        ["accept", "Ulf Kristersson", "Odense"],
        ["never", "Bosch"],
        ["apart", "Anderson", "Andersen"],
        ["variant", "Kiev", "Kyiv"],
    ):
        assert main(["names", *words, *folder]) == 0
    capsys.readouterr()
    assert main(["names", "show", *folder]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "apart: Andersen / Anderson",
        "never: Bosch",
        "people: Ulf Kristersson",
        "places: Odense",
        "variants: Kiev -> Kyiv",
    ]
    names = load(names=UserNames(path=str(tmp_path / "names")), lexicon=False).names
    assert names.apart == {("andersen", "anderson")}
    assert names.variants == (("Kiev", "Kyiv"),)


@pytest.mark.parametrize(
    ("file", "text"),
    [
        (
            "a.csv",
            "id,schema,name,aliases\n1,Person,Ann Holm,Anna Holm;A. Holm\n2,Vessel,Sea Rose,\n",
        ),
        ("a.jsonl", '{"caption": "Ann Holm", "properties": {"alias": ["Anna Holm", "A. Holm"]}}\n'),
        ("a.tsv", "item\titemLabel\nQ1\tAnn Holm\nQ2\tAnna Holm\nQ3\tA. Holm\n"),
        ("a.txt", "Ann Holm\nAnna Holm\nA. Holm\n"),
    ],
)
def test_names_are_read_from_exports(tmp_path: Path, file: str, text: str) -> None:
    (tmp_path / file).write_text(text, encoding="utf-8")
    assert list(names_in(str(tmp_path / file))) == ["Ann Holm", "Anna Holm", "A. Holm"]


@pytest.mark.parametrize(("file", "text"), [("a.csv", "id,age\n1,2\n"), ("a.jsonl", "{broken\n")])
def test_a_file_without_names_says_so(tmp_path: Path, file: str, text: str) -> None:
    (tmp_path / file).write_text(text, encoding="utf-8")
    with pytest.raises(NoNamesError, match="a\\."):
        list(names_in(str(tmp_path / file)))


def test_clusters_of_an_archive(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story = (
        "The council met on Tuesday.\n\nAfter the vote, Maria {} said that the bridge was old.\n"
    )
    for number, name in enumerate(("Velterbrook", "Velterbrook", "Velterbrok")):
        (tmp_path / f"{number}.txt").write_text(f"Vote {number}\n\n{story.format(name)}")
    assert main(["names", "list", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "Velterbrook 2 (suggested)  Velterbrok 1\n"


@pytest.mark.parametrize(
    "words", [["accept", ""], ["never", " . "], ["apart", "Smith", "smith"], ["variant", "A", "A"]]
)
def test_what_says_nothing_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    folder = ["--folder", str(tmp_path / "names")]
    assert main(["names", *words, *folder]) == 2
    assert main(["names", "show", *folder]) == 0
    assert capsys.readouterr().out == f"nothing is remembered in {folder[1]}\n"


def test_the_later_variant_takes_back_its_reverse(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = ["--folder", str(tmp_path / "names")]
    for words in (["Kiev", "Kyiv"], ["Odessa", "Odesa"], ["Kyiv", "Kiev"]):
        assert main(["names", "variant", *words, *folder]) == 0
    capsys.readouterr()
    assert main(["names", "show", *folder]) == 0
    assert capsys.readouterr().out == "variants: Kyiv -> Kiev, Odessa -> Odesa\n"
