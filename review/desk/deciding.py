"""What a form says, as decisions. They are appended, so any of them can be taken back."""

from collections.abc import Iterable
from dataclasses import dataclass

from db.decisions import last_form
from db.records import Decision, Found
from db.store import Store
from db.verdicts import UNDO, VERDICTS
from review.desk.door import BadFormError, Form
from review.desk.queue import card_of, mark_of

SOURCE = "web"
_NOTE = 2000  # characters of a note that are kept (a guess)


@dataclass(frozen=True, slots=True)
class Wish:
    """One form: a verdict on some findings, or on their group."""

    prints: tuple[str, ...]
    verdict: str
    who: str
    note: str = ""
    whole: bool = False
    seen: str | None = None

    @classmethod
    def of(cls, form: Form, default: str) -> "Wish":
        """Read a form. Raises BadFormError."""
        verdict = form.get("verdict", [""])[0]
        prints = tuple(dict.fromkeys(form.get("finding", [])))
        if verdict not in VERDICTS:
            raise BadFormError(f"There is no such verdict; there are {', '.join(VERDICTS)}.", 400)
        if not prints:
            raise BadFormError("Choose a finding first.", 400)
        seen = form.get("seen")
        return cls(
            prints=prints,
            verdict=verdict,
            who=form.get("who", [""])[0].strip()[:80] or default,
            note=form.get("note", [""])[0].strip()[:_NOTE],
            whole="whole" in form,
            seen=seen[0] if seen and len(prints) == 1 else None,
        )


class ConflictError(Exception):
    """Somebody else decided on the finding while it was being looked at."""

    def __init__(self, wish: Wish, theirs: Decision | None) -> None:
        super().__init__("somebody decided on this meanwhile")
        self.wish = wish
        self.theirs = theirs


def carry_out(store: Store, wish: Wish) -> None:
    """Append what the form wishes. Raises BadFormError and ConflictError."""
    found = store.named(wish.prints)
    if len(found) < len(wish.prints):
        raise BadFormError("There is no such finding (any more).", 404)
    if wish.seen is not None:
        _refuse_surprise(store, wish, found[0])
    store.merge(_decisions(wish, found, store.now()))


def _refuse_surprise(store: Store, wish: Wish, found: Found) -> None:
    theirs = card_of(store, found, 1).standing
    if mark_of(theirs) != wish.seen and not (theirs and theirs.who == wish.who):
        raise ConflictError(wish, theirs)


def _decisions(wish: Wish, found: Iterable[Found], now: str) -> Iterable[Decision]:
    keys = {
        ("group", each.group) if wish.whole else ("finding", each.fingerprint): each
        for each in found
    }
    for (scope, key), each in keys.items():
        about = f"{each.finding.code}: {each.finding.quote[:80]}"
        yield Decision(
            scope, key, wish.verdict, wish.who, now, note=wish.note, source=SOURCE, about=about
        )


def last_of(store: Store, who: str) -> list[Decision]:
    """What this person decided here last, by one form, and that still stands."""
    with store.read() as connection:
        return last_form(connection, who, SOURCE)


def take_back(store: Store, who: str) -> list[Decision]:
    """Undo the latest form; again and again, through everything this person ever decided here."""
    last, now = last_of(store, who), store.now()
    store.merge(
        Decision(one.scope, one.key, UNDO, who, now, source=SOURCE, supersedes=(one.at, one.who))
        for one in last
    )
    return last
