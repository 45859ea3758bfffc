"""The files that `copydesk init` writes. Their text lies in `copydesk/data/`."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from articles.errors import CopydeskError

DATA = Path(__file__).with_name("data")
#: CI -> where its file goes, and which text it gets.
PLACES = {
    "github": (".github/workflows/copydesk.yml", "github.yml"),
    "gitlab": (".gitlab-ci.copydesk.yml", "gitlab.yml"),
    "pre-commit": (".pre-commit-config.yaml", "pre-commit.yaml"),
}


class StarterError(CopydeskError):
    """A starting file cannot be written."""


def starters(ci: str) -> dict[str, str]:
    """Path -> text."""
    files = {"copydesk.toml": _text("copydesk.toml")}
    if ci:
        place, name = PLACES[ci]
        files[place] = _text(name)
    return files


def write_new(folder: str, files: Mapping[str, str]) -> Iterator[str]:
    """Write the files that do not exist; say what became of each."""
    for name, text in files.items():
        target = Path(folder) / name
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("x", encoding="utf-8", newline="\n") as out:
                out.write(text)
            yield f"wrote {target}"
        except FileExistsError:
            yield f"{target} exists and was left alone"
        except OSError as error:
            raise StarterError(f"cannot write {target}: {error.strerror}") from None


def _text(name: str) -> str:
    return (DATA / name).read_text(encoding="utf-8")
