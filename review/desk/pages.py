"""What each page shows: a template's name and what it says. Only reading."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from db import article_counts, finding_counts, listing
from db.records import Filter, Found
from db.store import Store
from db.verdicts import STATUSES
from review.desk.door import BadFormError
from review.desk.queue import Card, Queue, card_of
from review.desk.reading import MOST, lines
from review.desk.wanted import ALL, Wanted
from review.model import RuleText
from review.report import build

#: Rows of a table (a guess); the next ones follow by a link.
ROWS = 100
View = Mapping[str, Any]
Query = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Pages:
    """All pages over one store. `rules` are the texts of the rules by code."""

    store: Store
    queue: Queue
    rules: Mapping[str, RuleText]
    name: str

    def dashboard(self, query: Query) -> View:
        """Numbers, sites, and how each rule fared with those who decided."""
        report = build(self.store, self.name, Filter(statuses=("open",)), top=5)
        return {"report": report, "rules": self.rules}

    def card(self, query: Query) -> View:
        """The next finding to decide on."""
        wanted = Wanted.of(query)
        card = self.queue.next(wanted, query.get("after", ""))
        return {**self._facets(wanted), **self._shown(card), "after": query.get("after", "")}

    def findings(self, query: Query) -> View:
        """A table of the findings of a filter."""
        wanted = Wanted.of(query)
        place = query.get("from", "").split("\t")
        after = (place[0], place[1], place[2]) if len(place) == 3 else None
        with self.store.read() as connection:
            found = listing.page(connection, wanted.filter, after, ROWS + 1)
            number = finding_counts.count(connection, wanted.filter)
        more = "\t".join(_place(found[ROWS - 1])) if len(found) > ROWS else ""
        shown = {"found": found[:ROWS], "number": number, "more": more, "rules": self.rules}
        return {**self._facets(wanted), **shown}

    def finding(self, query: Query) -> View:
        """One finding: evidence, history, the rest of its group."""
        found = self.store.named([query["fingerprint"]])
        if not found:
            raise BadFormError("There is no such finding (any more).", 404)
        group = Wanted(group=found[0].group, status=ALL)
        with self.store.read() as connection:
            same = listing.page(connection, group.filter, None, ROWS)
        card = card_of(self.store, found[0], len(same))
        return {**self._shown(card), "same": same, "wanted": group}

    def article(self, query: Query) -> View:
        """An article as it was read, with everything that was found in it marked."""
        key = (query.get("site", ""), query.get("key", ""))
        article = next(self.store.articles(keys=[key]), None)
        if article is None:
            raise BadFormError("The database holds no such article.", 404)
        with self.store.read() as connection:
            found = listing.worst(connection, Filter(article=key), ROWS)
        found = [each for each in found if not each.gone_run]
        return {
            "article": article,
            "found": found,
            "lines": list(lines(article, found)),
            "left_out": max(0, len(article.blocks) - MOST),
            "rules": self.rules,
        }

    def decisions(self, query: Query) -> View:
        """Who decided what, the latest first."""
        made = sorted(self.store.decisions(), key=lambda one: (one.at, one.who), reverse=True)
        return {"decisions": made[:ROWS], "number": len(made)}

    def rule(self, query: Query) -> View:
        """What a rule looks for, and how it fared."""
        code = query["code"].upper()
        if code not in self.rules:
            raise BadFormError(f"There is no rule {code}.", 404)
        with self.store.read() as connection:
            verdicts = finding_counts.by_verdict(connection)
        decided = {verdict: n for (rule, verdict), n in verdicts.items() if rule == code}
        return {"rule": self.rules[code], "decided": decided}

    def _shown(self, card: Card | None) -> dict[str, Any]:
        return {"card": card, "rule": self.rules.get(card.found.finding.code) if card else None}

    def _facets(self, wanted: Wanted) -> dict[str, Any]:
        """What else could be asked for."""
        with self.store.read() as connection:
            sites = article_counts.sites(connection)
        return {"wanted": wanted, "sites": sites, "codes": sorted(self.rules), "statuses": STATUSES}


def _place(found: Found) -> tuple[str, str, str]:
    """Where the next page goes on: the order of `listing.page`."""
    finding = found.finding
    return finding.span.article.site, finding.code, found.fingerprint


Page = Callable[[Query], View]
