"""The parts of the documentation that follow from the source: `make docs` writes them.

Rules: docstring, fields, and the cases that also test them. Settings: the records of
`copydesk.config`. Commands: their parsers. A test compares what is here with what would be written.
"""

import argparse
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, is_dataclass
from datetime import date
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from checks.registry import Rule, all_rules  # noqa: E402  # the path is set above
from copydesk.__main__ import _commands, _parser_of, _verbs  # noqa: E402
from copydesk.config import Config  # noqa: E402
from copydesk.manual import default_text, notes  # noqa: E402
from copydesk.ranges import limits_of  # noqa: E402
from copydesk.schema import schema_text  # noqa: E402
from copydesk.tables import Rate, key_of, settings_of  # noqa: E402

CASES = ROOT / "tests" / "cases"
#: Examples a page shows of each kind; the case table holds the others.
SHOWN, LENGTH = 4, 900
#: What an example shows of an article besides its text.
_FACTS = ("url", "site", "language", "published", "headline")
MADE = "<!-- Written by `make docs`; change the source instead. -->\n\n"


def pages() -> dict[str, str]:
    """Path from the root -> text, for everything that is generated."""
    rules = all_rules()
    found = {f"docs/rules/{rule.code}.md": MADE + "\n".join(_rule(rule)) for rule in rules}
    found["docs/rules/README.md"] = MADE + "\n".join(_index(rules))
    found["docs/configuration.md"] = MADE + "\n".join(_configuration())
    found["docs/commands.md"] = MADE + "\n".join(_all_commands())
    found["copydesk/data/copydesk.schema.json"] = schema_text()
    return found


def write() -> None:
    """Write what has changed, and take away the pages of rules that are gone."""
    wanted = pages()
    for name, text in wanted.items():
        path = ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")
            print(f"wrote {name}")
    for path in stale(wanted):
        path.unlink()
        print(f"removed {path.relative_to(ROOT)}")


def stale(wanted: Mapping[str, str]) -> list[Path]:
    """Rule pages without a rule."""
    there = (ROOT / "docs" / "rules").glob("*.md")
    return sorted(path for path in there if str(path.relative_to(ROOT)) not in wanted)


def _index(rules: tuple[Rule, ...]) -> Iterator[str]:
    yield "# Rules"
    yield ""
    yield "1xx: one article is enough. 2xx: needs the archive. 3xx: needs the network."
    yield ""
    yield "| rule | severity | what is wrong |"
    yield "|---|---|---|"
    for rule in rules:
        summary = rule.manual.partition("\n")[0].replace("|", "\\|")
        yield f"| [{rule.code}]({rule.code}.md) {rule.name} | {rule.severity} | {summary} |"
    yield ""


def _rule(rule: Rule) -> Iterator[str]:
    yield f"# {rule.code} {rule.name}"
    yield ""
    yield f"Severity: {rule.severity}."
    yield ""
    yield from rule.manual.splitlines()
    if rule.options:
        yield from _options(rule)
    yield from _examples(rule)
    yield ""


def _options(rule: Rule) -> Iterator[str]:
    said = notes(rule.kind)
    yield ""
    yield "## Options"
    yield ""
    yield f"Under `[rules.{rule.code}]` in `copydesk.toml`."
    yield ""
    yield "| option | default | what it does |"
    yield "|---|---|---|"
    for name, value in rule.options.items():
        yield f"| `{name}` | `{_cell(default_text(value))}` | {_cell(said.get(name, ''))} |"


def _examples(rule: Rule) -> Iterator[str]:
    stem = f"{rule.code.lower()}_{rule.name.replace('-', '_')}"
    path = CASES / f"{stem}.toml"
    if not path.exists():
        return
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    titles = {"alarm": "Reported", "silent": "Not reported", "known_miss": "Known to be missed"}
    for verdict, title in titles.items():
        every = table.get(verdict, [])
        short = [case for case in every if len(_shown(case)) <= LENGTH]
        cases = short or [case for case in every if len(_shown(case)) <= 2 * LENGTH][:1]
        if cases:
            yield ""
            yield f"## {title}"
        for case in cases[:SHOWN]:
            yield from _example(case, "Missed" if verdict == "known_miss" else "Reported")


def _example(case: Mapping[str, Any], verdict: str) -> Iterator[str]:
    text = _shown(case)
    fence = "`" * max(3, max((len(run) for run in _ticks(text)), default=0) + 1)
    yield ""
    yield f"{case['why'][:1].upper()}{case['why'][1:]}:"
    yield ""
    yield fence + ("html" if "html" in case else "text")
    yield from text.splitlines()
    yield fence
    for quote, suggestion in _pairs(case):
        yield ""
        hint = f", suggested: {_code(suggestion)}" if suggestion else ""
        yield f"{verdict}: {_code(quote)}{hint}"


def _pairs(case: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    suggestions = case.get("suggestions", [])
    for place, quote in enumerate(case.get("quotes", [])):
        yield quote, suggestions[place] if place < len(suggestions) else ""


def _shown(case: Mapping[str, Any]) -> str:
    """The texts of a case, each below what is known of it besides."""
    parts = [list(_options_shown(case))]
    for part in case.get("articles", [case]):
        facts = [f"[{key}: {part[key]}]" for key in _FACTS if key in part]
        if damage := part.get("damage"):
            facts.append(f"[cannot be read, {damage['kind']}: {damage['note']}]")
        text = part.get("html", part.get("text", "")).strip("\n")
        parts.append([*facts, *([text] if text else [])])
    return "\n\n".join("\n".join(lines) for lines in parts if lines)


def _options_shown(case: Mapping[str, Any]) -> Iterator[str]:
    for name, value in case.get("options", {}).items():
        told = [f"{key}: {said}" for key, said in value.items()] if isinstance(value, dict) else []
        yield f"[{name}: {', '.join(told) or value}]"


def _ticks(text: str) -> list[str]:
    return ["`" * n for n in range(1, 9) if "`" * n in text]


def _code(text: str) -> str:
    """Inline code, whatever it holds."""
    fence = "`" * (max((len(run) for run in _ticks(text)), default=0) + 1)
    space = " " if "`" in text else ""
    return f"{fence}{space}{' '.join(text.split(chr(10)))}{space}{fence}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


_PREFACE = """\
One TOML file, `copydesk.toml`, or the table `[tool.copydesk]` of `pyproject.toml`: the nearest
one, upward from the working folder, or the one that `--config` names. An unknown key or rule is an
error (exit 2) that names the nearest right one, and so is a value outside of the range stated here.
Flags win over the file and have the same ranges. `copydesk init` writes a file to start from;
`copydesk check --show-settings` prints what holds.

* `extend = "../base.toml"` takes over another file: tables are merged, `[[site]]` and `[[ignore]]`
  entries are added up, everything else is replaced.
* Paths are meant from the file they stand in.
* A share is `"2%"` or `0.02`.
* `ignore = ["TPL106"]` and `[[ignore]]` tables may stand in one file. For other TOML readers, which
  allow one of them, the tables may also be called `[[suppress]]`.
* Entries of `[[ignore]]` that silence nothing, or are past their day, are reported.
* Editors complete and check the file with
  [copydesk.schema.json](../copydesk/data/copydesk.schema.json).
"""


def _configuration() -> Iterator[str]:
    yield "# Settings"
    yield ""
    yield from _PREFACE.splitlines()
    yield ""
    yield from _section(Config, "")


def _section(kind: type, name: str) -> Iterator[str]:
    hints, said = get_type_hints(kind, include_extras=True), notes(kind)
    if name:
        yield f"## {name}"
        yield ""
        yield " ".join((kind.__doc__ or "").split())
        yield ""
    plain = [field for field in settings_of(kind) if not _record_of(hints[field.name])]
    yield "| key | type | default | what it does |"
    yield "|---|---|---|---|"
    for field in plain:
        words = (f"`{key_of(field)}`", _type(hints[field.name]), _default(field))
        yield f"| {' | '.join(words)} | {_cell(said.get(field.name, ''))} |"
    yield ""
    for field in settings_of(kind):
        inner = _record_of(hints[field.name])
        if inner:
            yield from _section(inner, _heading(field, name, hints[field.name]))


def _heading(field: Field[Any], above: str, hint: Any) -> str:
    key = "ignore" if field.name == "suppress" else key_of(field)
    path = ".".join(filter(None, (above.strip("[]`"), key)))
    return f"`[[{path}]]`" if get_origin(hint) is tuple else f"`[{path}]`"


def _record_of(hint: Any) -> type | None:
    inner = get_args(hint)[0] if get_origin(hint) is tuple else hint
    return inner if is_dataclass(inner) and isinstance(inner, type) else None


def _type(hint: Any) -> str:
    hint, limits = limits_of(hint)
    if limits:
        wanted = " and ".join(limit.words for limit in limits)
        return wanted.removeprefix("a ").replace(
            "number", "whole number" if hint is int else "number"
        )
    names = {str: "text", int: "whole number", float: "number", bool: "true, false"}
    names |= {date: "date", Rate: "share", Any: "anything"}
    origin, inside = get_origin(hint), get_args(hint)
    if origin is Literal:
        return ", ".join(inside)
    if origin is tuple:
        return f"list of {_type(inside[0])}s"
    if origin in {Union, UnionType}:
        return _type(next(each for each in inside if each is not type(None)))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return f"table of {_type(inside[1])}"
    return names[hint]


def _default(field: Field[Any]) -> str:
    if field.default is MISSING and field.default_factory is MISSING:
        return "required"
    value = field.default_factory() if field.default is MISSING else field.default  # type: ignore[misc]  # one of the two is set
    if isinstance(value, Rate):
        return f'`"{value * 100:g}%"`'
    if value is None or value in ("", (), {}):
        return ""
    return f"`{_cell(default_text(value))}`"


def _all_commands() -> Iterator[str]:
    import importlib

    yield "# Commands"
    yield ""
    yield "Exit codes are those of [exit-codes.md](exit-codes.md), the same for every command."
    for name, module_name in _commands().items():
        module = importlib.import_module(f"copydesk.commands.{module_name}")
        yield ""
        yield f"## copydesk {name}"
        yield ""
        yield "```text"
        yield from getattr(module, "ABOUT", module.HELP).strip().splitlines()
        yield "```"
        yield from _command(_parser_of(name, module))
    yield ""


def _command(parser: argparse.ArgumentParser) -> Iterator[str]:
    actions = [a for a in parser._actions if not isinstance(a, argparse._SubParsersAction)]
    yield ""
    yield "| argument | what it does |"
    yield "|---|---|"
    for action in actions:
        if action.dest != "help":
            yield f"| `{_cell(_usage(action))}` | {_cell((action.help or '').replace('%%', '%'))} |"
    for verb in _verbs(parser):
        yield ""
        yield f"### {verb.prog.split(' [')[0]}"
        yield from _command(verb)


def _usage(action: argparse.Action) -> str:
    value = action.metavar or ("|".join(map(str, action.choices)) if action.choices else "")
    value = " ".join(value) if isinstance(value, tuple) else value or action.dest.upper()
    if not action.option_strings:
        return str(value)
    takes = action.nargs != 0
    return ", ".join(action.option_strings) + (f" {value}" if takes else "")


if __name__ == "__main__":
    write()
