"""Which rules run, with which options and at which severity; and what they may know."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from articles.errors import CopydeskError
from checks.knowledge import Knowledge
from checks.protocol import Check, Finding, Severity
from checks.registry import Rule, all_rules, build, select
from copydesk.config import Config
from copydesk.nearby import did_you_mean


class UnknownRuleError(CopydeskError):
    """Somebody named a rule that does not exist."""

    def __init__(self, word: str, rules: Iterable[Rule]) -> None:
        known = [name for rule in rules for name in (rule.code, rule.code[:3], rule.name)]
        near = did_you_mean(word, known)
        super().__init__(f"there is no rule {word}{near} (copydesk rule lists them)")


@dataclass(frozen=True, slots=True)
class Selection:
    """The chosen rules, and how the house grades them."""

    rules: tuple[Rule, ...]
    options: Mapping[str, Mapping[str, Any]]
    severity: Mapping[str, Severity]

    def checks(self, knowledge: Knowledge) -> list[Check]:
        """The rules ready to run."""
        return [build(r, knowledge, self.options.get(r.code)) for r in self.rules]

    def pairs(self) -> list[tuple[str, Mapping[str, Any]]]:
        """Code and options of each rule: what an engine hands to its workers."""
        return [(rule.code, self.options.get(rule.code, {})) for rule in self.rules]

    def graded(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Findings at the severity the configuration gives their rule."""
        for finding in findings:
            own = self.severity.get(finding.code)
            yield finding if own is None else replace(finding, severity=own)


def choose(config: Config, wanted: Sequence[str] = (), unwanted: Sequence[str] = ()) -> Selection:
    """The rules of the configuration, or those asked for instead; any unknown word is an error."""
    rules = all_rules()
    select_, ignore = tuple(wanted) or config.select, (*config.ignore, *unwanted)
    chosen = select(rules, _codes(select_, rules), _codes(ignore, rules))
    if not chosen:
        raise CopydeskError("no rule is left to run: look at --select and --ignore")
    grades = {
        code: Severity[level.upper()]
        for word, level in config.severity.items()
        for code in _spelled_out(word, rules)
    }
    _known(config, rules)
    return Selection(chosen, _checked_options(config, rules), grades)


def known_word(word: str, rules: Sequence[Rule]) -> str:
    """The code, or beginning of codes, that a word means; a rule's name counts as its code."""
    upper = word.strip().upper()
    if upper == "ALL" or (upper and any(rule.code.startswith(upper) for rule in rules)):
        return upper
    named = [rule.code for rule in rules if rule.name == word.strip().lower()]
    if not named:
        raise UnknownRuleError(word, rules)
    return named[0]


def known_words(words: Sequence[str]) -> tuple[str, ...]:
    """What each of some words means, where a command takes rules without running them."""
    return _codes(words, all_rules())


def _codes(words: Sequence[str], rules: Sequence[Rule]) -> tuple[str, ...]:
    return tuple(known_word(word, rules) for word in words)


def _spelled_out(word: str, rules: Sequence[Rule]) -> list[str]:
    return [rule.code for rule in select(tuple(rules), (known_word(word, rules),))]


def _known(config: Config, rules: Sequence[Rule]) -> None:
    """Every other place of the configuration that names rules names existing ones."""
    words = [entry.code for entry in config.suppress]
    words += [code for codes in config.per_site_ignore.values() for code in codes]
    _codes([*words, *config.gate.family], rules)


def _checked_options(config: Config, rules: Sequence[Rule]) -> dict[str, dict[str, Any]]:
    by_code = {rule.code: rule for rule in rules}
    found: dict[str, dict[str, Any]] = {}
    for word, options in config.rules.items():
        rule = by_code.get(word.upper())
        if rule is None:
            raise UnknownRuleError(word, rules)
        found[rule.code] = {
            key.replace("-", "_"): _option(rule, key, value) for key, value in options.items()
        }
    return found


def _option(rule: Rule, key: str, value: Any) -> Any:
    """The value, of the type that the option's default has."""
    name = key.replace("-", "_")
    if name not in rule.options:
        near = did_you_mean(name, rule.options)
        raise CopydeskError(f"rules.{rule.code}: {rule.code} has no option {key}{near}")
    default = rule.options[name]
    if isinstance(value, list) and isinstance(default, (tuple, frozenset)):
        return type(default)(value)
    if isinstance(default, float) and type(value) is int:
        return float(value)
    if type(value) is not type(default):
        kind = type(default).__name__
        raise CopydeskError(f"rules.{rule.code}: {key} wants {kind}, not {value!r}")
    return value
