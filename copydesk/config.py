"""The configuration: one TOML file, read here alone, into one frozen record.

The nearest `copydesk.toml`, or `pyproject.toml` with a table `[tool.copydesk]`, upward from the
working folder. Its fields are documented in docs/configuration.md, which is built from this file.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from copydesk.ranges import Pattern, Within
from copydesk.tables import ConfigError, Rate, read_table
from copydesk.unreadable import unread

#: TOML forbids a list and tables of one name, and `ignore = [...]` beside `[[ignore]]` is what one
#: wants to write: the tables are read under another name, which may be written as well.
_HEADER = re.compile(r"(?m)^[ \t]*\[\[[ \t]*((?:tool\.copydesk\.)?)ignore[ \t]*\]\]")

_HALF = Rate(0.5)
FailOn = Literal["error", "warning", "info", "never"]
Level = Literal["error", "warning", "info"]
# The upper ends are guesses: beyond them nothing sensible can be meant.
_Number = Annotated[int, Within(0, 1_000_000_000)]
_Days = Annotated[int, Within(0, 36_500)]
_Runs = Annotated[int, Within(1, 1_000)]
_Times = Annotated[float, Within(1, 1_000_000)]
_Spoken = Pattern(r"(?=.*\S)[^\x00-\x1f\x7f]+", "a text of one line that is not empty")
_IF_RUNNING = Pattern(r"fail|skip|wait(?:=\d{1,8}(?:\.\d+)?)?", "fail, skip, wait or wait=SECONDS")


@dataclass(frozen=True, slots=True)
class GateConfig:
    """When a run fails although no finding reaches `fail-on`."""

    #: Largest share of the articles that may bear a new finding at warning or above.
    max_rate: Rate | None = None
    #: The same for one family or rule alone: `{ SPL = "0.5%" }`.
    family: Mapping[str, Rate] = field(default_factory=dict)
    #: Largest number of new findings at warning or above.
    max_new: _Number | None = None


@dataclass(frozen=True, slots=True)
class NamesConfig:
    """What the house knows about names."""

    #: House style, wrong form to right form: `{ Kiev = "Kyiv" }`.
    variants: Mapping[str, str] = field(default_factory=dict)
    #: Names that are never reported.
    never: tuple[str, ...] = ()
    #: Folder or file of imported names, see `copydesk names`.
    path: str = ""


@dataclass(frozen=True, slots=True)
class IgnoreConfig:
    """Findings that are to stay silent, and why: `[[ignore]]`. All patterns given must fit."""

    #: Code or beginning of a code: `DUP201`, `TPL`.
    code: str
    #: Why these are no faults. Shown beside every finding it silences.
    reason: str
    #: Address of the article.
    url: str = "*"
    #: Site of the article.
    site: str = "*"
    #: File the article came from.
    path: str = "*"
    #: The quoted words.
    quote: str = "*"
    #: Last day on which this entry holds.
    expires: date | None = None


@dataclass(frozen=True, slots=True)
class SiteConfig:
    """A site to crawl."""

    #: The key in tables and reports, and the folder of raw responses: one word, each site its own.
    name: str
    #: Where discovery starts; `https://NAME/` where none is given, or the root of the first list.
    url: str = ""
    #: Feeds; found by themselves where none is given.
    feeds: tuple[str, ...] = ()
    #: Sitemaps; found by themselves where none is given.
    sitemaps: tuple[str, ...] = ()
    #: Section pages that list articles.
    sections: tuple[str, ...] = ()
    #: Language of the site, where pages do not say it.
    language: str = ""
    #: CSS selectors where the general reader fails, see docs/selectors.md: `{ body = ".story" }`.
    selectors: Mapping[str, str] = field(default_factory=dict)
    #: Render the pages in a browser; needs the extra `javascript`. Only for sites that you trust:
    #: a browser follows redirects by itself, into private networks too.
    javascript: bool = False


@dataclass(frozen=True, slots=True)
class HealthConfig:
    """When a crawl raises an alarm, measured against the site's own history."""

    #: Fall of the number of items below the median of earlier runs.
    items_drop: Rate = _HALF
    #: Number of complete runs that make the history.
    window: _Runs = 10
    #: Fewer complete runs than this are no history, and raise no alarm.
    min_runs: _Runs = 3
    #: Rise of the share of failed requests above the history's.
    errors_rise: Rate = Rate(0.25)  # noqa: RUF009  # a number, immutable
    #: Rise of the share of requests refused (401, 403, 429, robots.txt) above the history's.
    blocked_rise: Rate = Rate(0.2)  # noqa: RUF009  # as above
    #: Fall of the median length of a body.
    body_drop: Rate = _HALF
    #: Fall of the share of articles that have a headline, a date, an author or a language.
    coverage_drop: Rate = Rate(0.3)  # noqa: RUF009  # as above
    #: Findings per article, as a multiple of the history's.
    findings_factor: _Times = 3.0
    #: Duration, as a multiple of the history's, once it is over a minute.
    duration_factor: _Times = 5.0


@dataclass(frozen=True, slots=True)
class CrawlConfig:
    """How sites are crawled. Flags of `copydesk crawl` of the same names win."""

    #: What to do while another crawl of the site runs: fail, skip, wait or wait=SECONDS.
    if_running: Annotated[str, _IF_RUNNING] = "fail"
    #: Seconds between requests to one host; at least robots.txt's crawl-delay.
    delay: Annotated[float, Within(0, 3600)] = 1.0
    #: Requests at a time in one crawl; one host gets at most 2.
    concurrency: Annotated[int, Within(1, 1000)] = 8
    #: Seconds for one response, from the request to its last byte.
    timeout: Annotated[float, Within(1, 3600)] = 30.0
    #: Longest Retry-After, in seconds, that is waited for; else the host is left for the next run.
    max_wait: Annotated[float, Within(0, 86_400)] = 120.0
    #: Who we say we are; name a page or an address where you can be reached.
    user_agent: Annotated[str, _Spoken] = "copydesk (+https://example.org/contact)"
    #: Articles after which a crawl stops; 0 for no limit.
    max_items: _Number = 0
    #: Seconds after which a crawl stops; 0 for no limit.
    max_time: Annotated[float, Within(0, 1_000_000_000)] = 0.0
    #: Addresses that a feed or sitemap dates earlier than so many days ago are left alone; 0 takes
    #: all, which for an old site with full sitemaps may be millions.
    max_age_days: _Days = 0
    #: Look whether related links lead anywhere.
    check_links: bool = True
    #: Hosts (with port, where unusual) that may be private addresses besides the sites' own.
    allow_private: tuple[str, ...] = ()
    #: Keep every raw response as WARC.
    raw: bool = True
    #: Folder of the raw responses; `raw` beside the database where none is given.
    raw_folder: str = ""
    #: Days after which raw responses are deleted; 0 keeps them.
    keep_raw_days: _Days = 0
    #: Days after which the log of single requests is forgotten; runs are kept for ever.
    keep_log_days: _Days = 90
    #: Command that gets each new alarm, and each recovery, as JSON on its standard input.
    on_alarm: str = ""
    #: OpenMetrics file that is rewritten after each crawl, for node_exporter's textfile collector.
    metrics: str = ""
    health: HealthConfig = HealthConfig()


@dataclass(frozen=True, slots=True)
class DbConfig:
    """Where findings are remembered."""

    #: SQLAlchemy address. A relative SQLite file lies beside the configuration.
    url: str = "sqlite:///copydesk.db"


@dataclass(frozen=True, slots=True)
class ReviewConfig:
    """The review page."""

    #: Port on 127.0.0.1.
    port: Annotated[int, Within(1, 65_535)] = 8765


@dataclass(frozen=True, slots=True)
class Config:
    """Everything a user can set. Every command reads it through `load`."""

    #: Another file whose settings hold where this one is silent.
    extend: str = ""
    #: Codes, or beginnings of codes, of the rules to run; ALL for every one.
    select: tuple[str, ...] = ("ALL",)
    #: Codes, or beginnings of codes, of the rules to leave out.
    ignore: tuple[str, ...] = ()
    #: Lowest severity that fails a run.
    fail_on: FailOn = "error"
    #: Findings below this severity are not reported.
    min_severity: Level = "info"
    #: Findings below this confidence, 0 to 1, are not reported.
    min_confidence: Annotated[float, Within(0, 1)] = 0.0
    #: Baseline file; relative to this file.
    baseline: str = ""
    #: Decisions file, as `copydesk decisions export` writes it; relative to this file.
    decisions: str = ""
    #: Site pattern to rules that stay silent there: `{ "x.example" = ["TPL201"] }`.
    per_site_ignore: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    gate: GateConfig = GateConfig()
    #: Rule to severity: `SPL202 = "info"`.
    severity: Mapping[str, Level] = field(default_factory=dict)
    #: Rule to its options: `[rules.DUP201]`, `min_words = 3`.
    rules: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    #: Reader columns: article field to the name in your JSONL, CSV or Parquet.
    columns: Mapping[str, str] = field(default_factory=dict, metadata={"key": "map"})
    names: NamesConfig = NamesConfig()
    suppress: tuple[IgnoreConfig, ...] = field(default=(), metadata={"label": "[[ignore]]"})
    sites: tuple[SiteConfig, ...] = field(default=(), metadata={"key": "site"})
    crawl: CrawlConfig = CrawlConfig()
    db: DbConfig = DbConfig()
    review: ReviewConfig = ReviewConfig()
    #: The file these settings came from, "" where there was none.
    source: str = field(default="", metadata={"internal": True})


def load(path: str = "") -> Config:
    """The settings of this file, or of the nearest one, or the defaults."""
    source = Path(path) if path else _nearest(Path.cwd())
    if source is None:
        return Config()
    return _in_folder(read_table(Config, _settled(source, ()), source.name), source.resolve())


def _nearest(folder: Path) -> Path | None:
    for place in (folder, *folder.parents):
        if (place / "copydesk.toml").is_file():
            return place / "copydesk.toml"
        project = place / "pyproject.toml"
        if project.is_file() and _table(project) is not None:
            return project
    return None


def _settled(source: Path, seen: tuple[Path, ...]) -> dict[str, Any]:
    """The file's table over the one that it extends."""
    if source.resolve() in seen:
        raise ConfigError(f"{source}: extends itself")
    table = _split_ignore(_table(source) or {})
    base = table.pop("extend", "")
    if not base:
        return table
    if not isinstance(base, str):
        raise ConfigError(f"{source.name}: extend wants a text, not {base!r}")
    return _over(_settled(source.parent / base, (*seen, source.resolve())), table)


def _table(source: Path) -> dict[str, Any] | None:
    """The settings in this file; None where a pyproject.toml has none."""
    try:
        table = tomllib.loads(_HEADER.sub(r"[[\1suppress]]", source.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"cannot read {source}: {unread(error)}") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{source} is not TOML: {error}") from None
    if source.name != "pyproject.toml":
        return table
    settings: dict[str, Any] | None = table.get("tool", {}).get("copydesk")
    return settings


def _split_ignore(table: dict[str, Any]) -> dict[str, Any]:
    """`ignore` may hold codes and, written inline, entries as in `[[ignore]]`."""
    listed = table.get("ignore")
    if not isinstance(listed, list) or not any(isinstance(entry, dict) for entry in listed):
        return table
    return {
        **table,
        "ignore": [entry for entry in listed if not isinstance(entry, dict)],
        "suppress": [e for e in listed if isinstance(e, dict)] + table.get("suppress", []),
    }


def _over(base: dict[str, Any], table: dict[str, Any]) -> dict[str, Any]:
    """Tables are merged, lists of tables are joined, anything else is replaced."""
    merged = dict(base)
    for key, value in table.items():
        old = merged.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            merged[key] = _over(old, value)
        elif key in {"suppress", "site"} and isinstance(old, list) and isinstance(value, list):
            merged[key] = old + value
        else:
            merged[key] = value
    return merged


def _in_folder(config: Config, source: Path) -> Config:
    """Paths in a file are meant from where the file lies."""

    def beside(path: str) -> str:
        return str(source.parent / path) if path else ""

    url, names = config.db.url, config.names
    if url.startswith("sqlite:///") and not url.startswith(("sqlite:////", "sqlite:///:memory:")):
        url = f"sqlite:///{source.parent / url.removeprefix('sqlite:///')}"
    return replace(
        config,
        baseline=beside(config.baseline),
        decisions=beside(config.decisions),
        names=replace(names, path=beside(names.path)),
        crawl=replace(config.crawl, metrics=beside(config.crawl.metrics)),
        db=replace(config.db, url=url),
        source=str(source),
    )
