"""`copydesk decide`: what a person thinks of a finding, a group or a rule."""

import argparse
from typing import TYPE_CHECKING

from copydesk.arguments import one_of
from copydesk.database import add_database

if TYPE_CHECKING:
    from db.store import Store

HELP = "decide on a finding, a group or a rule: confirm, false-positive, accept, later"

_VERDICTS = ("confirm", "false-positive", "accept", "later")
_LEAST = 4  # letters of a name


def arguments(parser: argparse.ArgumentParser) -> None:
    """What is decided on, and how."""
    parser.add_argument(
        "name",
        nargs="?",
        default="",
        metavar="FINGERPRINT|GROUP",
        help="as the report names it: SPL101:1a2b3c4d, the beginning of a fingerprint or a group, "
        "group:1a2b3c4d, rule:SPL101 or rule:SPL101@SITE",
    )
    parser.add_argument(
        "verdict", nargs="?", type=one_of(_VERDICTS), metavar="|".join(_VERDICTS), help="what it is"
    )
    parser.add_argument("--note", default="", help="why, in your words")
    parser.add_argument("--expires", default="", metavar="DATE", help="holds until that day")
    parser.add_argument("--by", default="", metavar="WHO", help="who decides (default: your login)")
    parser.add_argument("--undo", action="store_true", help="take back the last decision on it")
    parser.add_argument(
        "--from", dest="file", default="", metavar="FILE", help="decisions as JSON lines; - too"
    )
    add_database(parser)


def run(args: argparse.Namespace) -> int:
    """Record one decision, or those of a file."""
    from articles.errors import CopydeskError
    from copydesk.config import load
    from copydesk.database import open_store, user_name

    if bool(args.file) == bool(args.name) or not (args.file or args.undo or args.verdict):
        raise CopydeskError(
            f"say what to decide on and one of {', '.join(_VERDICTS)}, or --undo, or --from FILE"
        )
    who = args.by or user_name()
    with open_store(args, load(args.config), must_exist=True) as store:
        if args.file:
            return _from_file(store, args.file, who)
        scope, key, about = named(store, args.name)
        return (
            _undo(args, store, scope, key, who)
            if args.undo
            else _decide(args, store, (scope, key, about), who)
        )


def named(store: "Store", name: str) -> tuple[str, str, str]:
    """Scope, key and a few words on what a name means; unknown or unclear names are errors."""
    kind, found, rest = name.partition(":")
    if found and kind == "rule":
        return _rule(rest)
    word = (rest if found else name).lower()
    if len(word) < _LEAST or set(word) - set("0123456789abcdef"):
        raise _no_such(f"{name} names no finding: copydesk report lists them")
    findings, groups = store.resolve(word)
    if found and kind != "group":
        kind = _code(kind)
        findings = [each for each in findings if each.finding.code == kind]
    choices = (
        []
        if kind == "group"
        else [
            ("finding", each.fingerprint, f"{each.finding.code}: {each.finding.quote[:80]}")
            for each in findings
        ]
    )
    if kind == "group" or not found:
        choices += [("group", group, _about_group(store, group)) for group in groups]
    if len(choices) != 1:
        raise _unclear(name, choices)
    return choices[0]


def _code(word: str) -> str:
    from copydesk.selection import known_words

    return known_words([word])[0]


def _rule(name: str) -> tuple[str, str, str]:
    from checks.registry import all_rules

    code, at, site = name.partition("@")
    rules = all_rules()
    code = _code(code)
    if code not in {rule.code for rule in rules}:
        raise _no_such(f"rule:{name} names no single rule: give a whole code such as SPL101")
    return "rule", f"{code}@{site}" if at else code, f"rule {code}"


def _about_group(store: "Store", group: str) -> str:
    from db.records import Filter

    each = next(store.find(Filter(group=group)))
    return f"{each.finding.code}: {each.finding.quote[:80]}"


def _unclear(name: str, choices: list[tuple[str, str, str]]) -> Exception:
    from review.escape import visible

    if not choices:
        return _no_such(f"no finding or group is named {name}: copydesk report lists them")
    listed = "; ".join(
        f"{scope} {key} ({visible(about)[:40]})" for scope, key, about in choices[:5]
    )
    return _no_such(f"{name} may mean several: {listed}")


def _no_such(message: str) -> Exception:
    from db.errors import NoSuchKeyError

    return NoSuchKeyError(message)


def _decide(
    args: argparse.Namespace, store: "Store", subject: tuple[str, str, str], who: str
) -> int:
    from db.records import Decision
    from review.escape import visible

    scope, key, about = subject
    store.decide(
        Decision(
            scope=scope,
            key=key,
            verdict=args.verdict,
            who=who,
            at=store.now(),
            note=args.note,
            expires=_day(args.expires),
            about=about,
        )
    )
    print(f"{args.verdict}: {scope} {key} ({visible(about)}), {_touched(store, scope, key)}")
    return 0


def _undo(args: argparse.Namespace, store: "Store", scope: str, key: str, who: str) -> int:
    held = store.undo(scope, key, who, store.now(), args.note)
    print(f"taken back: {held.verdict} by {held.who} on {scope} {key}")
    return 0


def _touched(store: "Store", scope: str, key: str) -> str:
    from db.records import Filter
    from review.summary import counted

    if scope == "finding":
        return "1 finding"
    if scope == "group":
        return counted(sum(1 for _ in store.find(Filter(group=key))), "finding")
    code, _, site = key.partition("@")
    return counted(sum(1 for _ in store.find(Filter(codes=(code,), site=site))), "finding")


def _day(value: str) -> str:
    from datetime import UTC, date, datetime

    from articles.errors import CopydeskError

    if not value:
        return ""
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise CopydeskError(f"--expires wants a day such as 2027-03-01, not {value}") from None
    if day < datetime.now(UTC).date():
        raise CopydeskError(f"--expires {value} is past: such a decision would never hold")
    return day.isoformat()


def _from_file(store: "Store", file: str, who: str) -> int:
    """All lines or none: a file with one bad line changes nothing."""
    from copydesk.database import lines_of
    from db import decision_lines, verdicts
    from review.summary import counted

    now = store.now()
    held = verdicts.in_force(store.decisions(), now)
    incoming = list(decision_lines.read(lines_of(file), file, who, now))
    # A line that says no time is a wish, not a record: what is so already need not be said again.
    settled = {(scope, key, one.verdict) for (scope, key), one in held.items()}
    fresh = [
        one for one in incoming if one.at != now or (one.scope, one.key, one.verdict) not in settled
    ]
    added = store.merge(fresh)
    print(f"{counted(len(incoming), 'decision')}: {added} added, {len(incoming) - added} known")
    return 0
