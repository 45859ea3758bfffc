"""What `copydesk names` remembers: the file `names.toml` in the newsroom's folder of names."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from checks.known_names import OWN, remembered

HEAD = "# Written by `copydesk names`; yours to edit. See the manual pages of SPL101 and SPL202.\n"


def remember(folder: str, key: str, forms: Iterable[str]) -> int:
    """Add forms to a list of the file. Returns how many were new."""
    kept = remembered(folder)
    old = set(kept.get(key, ()))
    new = set(forms) - old
    if not new:
        return 0
    kept[key] = sorted(old | new)
    _write(folder, kept)
    return len(new)


def remember_apart(folder: str, left: str, right: str) -> None:
    """Two forms that are two names."""
    kept = remembered(folder)
    pairs = {(a, b) for a, b in kept.get("apart", ())} | {(min(left, right), max(left, right))}
    kept["apart"] = [list(pair) for pair in sorted(pairs)]
    _write(folder, kept)


def remember_variant(folder: str, form: str, wanted: str) -> None:
    """House style: `wanted` instead of `form`."""
    kept = remembered(folder)
    kept["variants"] = {**kept.get("variants", {}), form: wanted}
    _write(folder, kept)


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
