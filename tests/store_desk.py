"""What the tests of the store share: articles, faults on them, runs that see both."""

from collections.abc import Sequence

from articles import Article, Block, Kind
from checks.fingerprint import mark
from checks.protocol import Finding, Severity
from db.records import Counts, Decision
from db.store import Store

HOSTILE = "'; DROP TABLE article; -- \x00 \udcff \u202e \x1b[31m"


def article(key: str, *texts: str, site: str = "courier.example") -> Article:
    """An article of these paragraphs."""
    blocks = [Block(Kind.HEADLINE, f"Headline of {key}")]
    blocks += [Block(Kind.PARAGRAPH, text) for text in texts]
    return Article(key=key, id=key, site=site, headline=f"Headline of {key}", blocks=tuple(blocks))


def finding(of: Article, quote: str, code: str = "SPL101", **more: object) -> Finding:
    """A finding on these words."""
    for index, block in enumerate(of.blocks):
        if (start := block.text.find(quote)) >= 0:
            span = of.span(index, start, start + len(quote))
            values = {"subject": quote} | more
            return Finding(code, span, quote, "misspelt", Severity.ERROR, **values)  # type: ignore[arg-type]  # tests name fields by hand
    raise AssertionError(quote)


def keep(
    store: Store, articles: Sequence[Article], *found: Finding, rules: Sequence[str] = ("SPL101",)
) -> Counts:
    """One run that saw these articles and these findings."""
    run = store.begin_run("import")
    store.keep(run, articles)
    counts = store.keep_findings(
        run, list(mark(found)), {(one.site, one.key) for one in articles}, set(rules)
    )
    store.end_run(run, "complete", 0, {})
    return counts


def decide(store: Store, scope: str, key: str, verdict: str, who: str = "ann") -> None:
    """A decision taken now."""
    store.decide(Decision(scope, key, verdict, who, store.now()))


def status(store: Store) -> str:
    """The status of the only finding."""
    with store.read() as connection:
        return str(connection.exec_driver_sql("SELECT status FROM finding").scalar_one())


def states(store: Store) -> list[str]:
    """What the runs saw of it."""
    with store.read() as connection:
        rows = connection.exec_driver_sql("SELECT state FROM finding_run ORDER BY run_id")
        return [str(row[0]) for row in rows]
