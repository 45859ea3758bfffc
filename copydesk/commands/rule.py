"""`copydesk rule`: the list of rules; `copydesk rule CODE`: the page of one."""

import argparse
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checks.registry import Rule

HELP = "list the rules, or print the manual page of one"
ABOUT = """List every rule with its severity and what is wrong when it speaks, or print the page of
some: what it finds, why it happens, when it errs, and its options.

  copydesk rule
  copydesk rule SPL101
  copydesk rule TPL"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """A code, or nothing."""
    parser.add_argument(
        "codes",
        nargs="*",
        default=[],
        metavar="CODE",
        help="code, beginning of codes, or name of a rule",
    )
    parser.add_argument("--json", action="store_true", help="as JSON lines")


def run(args: argparse.Namespace) -> int:
    """Print the list or the pages."""
    from checks.registry import all_rules, select
    from copydesk.manual import page
    from copydesk.selection import known_word

    rules = all_rules()
    chosen = select(rules, tuple(known_word(word, rules) for word in args.codes)) or rules
    if args.json:
        for rule in chosen:
            print(json.dumps(_record(rule), ensure_ascii=False))
    elif args.codes:
        print("\n\n".join("\n".join(page(rule)) for rule in chosen))
    else:
        for rule in rules:
            print(f"{rule.code}  {rule.severity!s:<7}  {rule.name:<32}  {_summary(rule)}")
    return 0


def _record(rule: "Rule") -> dict[str, object]:
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": str(rule.severity),
        "summary": _summary(rule),
        "manual": rule.manual,
        "options": {
            name: list(value) if isinstance(value, (tuple, frozenset)) else value
            for name, value in rule.options.items()
        },
    }


def _summary(rule: "Rule") -> str:
    return rule.manual.partition("\n")[0]
