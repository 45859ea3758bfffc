"""What `copydesk names` remembers: the file `names.toml` in the newsroom's folder of names."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from articles.errors import CopydeskError
from checks.known_names import OWN, remembered
from checks.names.folding import plain

HEAD = "# Written by `copydesk names`; yours to edit. See the manual pages of SPL101 and SPL202.\n"


class NoFormError(CopydeskError):
    """What is said of names says nothing: an empty form, or one form twice."""


def remember(folder: str, key: str, forms: Iterable[str]) -> int:
    """Add forms to a list of the file. Returns how many were new.

    Raises NoFormError where a form is empty.
    """
    forms = [_said(form) for form in forms]
    kept = remembered(folder)
    old = set(kept.get(key, ()))
    new = set(forms) - old
    if not new:
        return 0
    kept[key] = sorted(old | new)
    _write(folder, kept)
    return len(new)


def remember_apart(folder: str, left: str, right: str) -> None:
    """Two forms that are two names. Raises NoFormError where they are one."""
    left, right = _two(left, right)
    kept = remembered(folder)
    pairs = {(a, b) for a, b in kept.get("apart", ())} | {(min(left, right), max(left, right))}
    kept["apart"] = [list(pair) for pair in sorted(pairs)]
    _write(folder, kept)


def remember_variant(folder: str, form: str, wanted: str) -> None:
    """House style: `wanted` instead of `form`. What was said the other way round is taken back.

    Raises NoFormError where the two are one.
    """
    form, wanted = _two(form, wanted, case=True)
    kept = remembered(folder)
    old = {a: b for a, b in kept.get("variants", {}).items() if plain(a) != plain(wanted)}
    kept["variants"] = {**old, form: wanted}
    _write(folder, kept)


def _two(left: str, right: str, *, case: bool = False) -> tuple[str, str]:
    """Two forms, which differ: by accents or capitals (`case`), or by their letters."""
    left, right = _said(left), _said(right)
    if left == right or (not case and plain(left) == plain(right)):
        raise NoFormError(f"{left} and {right} are one form to the rules: give two")
    return left, right


def _said(form: str) -> str:
    """The form without space around it."""
    if not any(map(str.isalpha, form)):
        raise NoFormError(f"{form!r} is no name: give one with letters")
    return " ".join(form.split())


def _write(folder: str, kept: dict[str, Any]) -> None:
    """JSON strings and lists are TOML too."""
    path = Path(folder) / OWN
    path.parent.mkdir(parents=True, exist_ok=True)
    variants = kept.pop("variants", {})
    lines = [
        f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in sorted(kept.items())
    ]
    if variants:
        lines.append("\n[variants]\n")
        lines += [f"{_text(form)} = {_text(wanted)}\n" for form, wanted in sorted(variants.items())]
    part = path.with_suffix(".part")
    part.write_text(HEAD + "".join(lines), encoding="utf-8")
    part.replace(path)


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)
