"""The review desk: what its pages show, what its forms do, and whom it turns away."""

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from copydesk.__main__ import main
from copydesk.checking import rule_texts
from copydesk.config import Config
from copydesk.selection import choose
from db.records import Decision, Filter, Group
from db.store import Store
from review.desk.app import application
from review.desk.queue import Queue
from review.desk.wanted import Wanted

PORT = 8765
HERE = f"http://127.0.0.1:{PORT}"
LABEL = "See also\u00a0 Ferries stay in port until the wind drops"
HOSTILE = 'Dear {{reader}}, <script>alert(1)</script> "><img src=x onerror=alert(2)> \u202e \x1b[2J'


def article(number: int, *lines: str) -> dict[str, str]:
    told = (f"Story number {number} of the harbour", f"Crane {number} lifts again.", *lines)
    return {"url": f"https://post.example/{number}", "text": "\n\n".join(told)}


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A database with one fault in three articles, and a hostile text in a fourth."""
    monkeypatch.chdir(tmp_path)
    Path("copydesk.toml").write_text('select = ["REL101", "TPL101"]\n')
    told = [*(article(n, LABEL) for n in (1, 2, 3)), article(4, HOSTILE)]
    Path("dump.jsonl").write_text("".join(json.dumps(each) + "\n" for each in told), "utf-8")
    main(["import", "dump.jsonl"])
    with Store.open("copydesk.db") as opened:
        yield opened


@pytest.fixture
def desk(store: Store) -> TestClient:
    return client(store)


def client(store: Store, who: str = "ann") -> TestClient:
    rules = {rule.code: rule for rule in rule_texts(choose(Config()))}
    app = application(store, rules, name="copydesk.db", who=who, port=PORT)
    return TestClient(app, base_url=HERE)


def fields(page: str, action: str = "/decide") -> dict[str, str]:
    """The hidden fields of a page's form."""
    form = re.search(rf'<form method="post" action="{action}".*?</form>', page, re.S)
    assert form, f"no form to {action}"
    hidden = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form[0])
    return {name: unescape(value) for name, value in hidden}


def statuses(store: Store) -> list[str]:
    return sorted(each.status for each in store.find(Filter(codes=("REL101",))))


def test_every_page_answers_and_says_what_was_found(desk: TestClient, store: Store) -> None:
    found = next(store.find(Filter(codes=("REL101",))))
    ref = found.finding.span.article
    for path in ("/", "/queue", "/findings", f"/f/{found.fingerprint}", "/rules/REL101"):
        assert "REL101" in desk.get(path).text, path
    read = desk.get("/a", params={"site": ref.site, "key": ref.key}).text
    assert "<mark>See also</mark>" in read or "<mark>See also" in read
    assert desk.get("/decisions").status_code == 200
    assert desk.get("/healthz").text == "ok\n"


def test_a_verdict_is_kept_and_the_next_card_follows(desk: TestClient, store: Store) -> None:
    asked = desk.get("/queue?code=REL101").text
    answer = desk.post("/decide", data={**fields(asked), "verdict": "confirm", "note": "seen"})
    assert answer.url.path == "/queue" and answer.url.query == b"code=REL101"
    assert fields(answer.text)["finding"] != fields(asked)["finding"]
    assert statuses(store) == ["confirmed", "open", "open"]
    (made,) = store.decisions()
    assert (made.who, made.verdict, made.note, made.source) == ("ann", "confirm", "seen", "web")


def test_a_group_is_decided_at_once_and_undone_at_once(desk: TestClient, store: Store) -> None:
    page = desk.get("/queue?code=REL101").text
    done = desk.post("/decide", data={**fields(page), "verdict": "accept", "whole": "on"}).text
    decided = statuses(store)
    assert len(set(decided)) == 1 or "accepted" in decided
    undone = desk.post("/undo", data=fields(done, "/undo"))
    assert statuses(store) == ["open"] * 3
    assert "Taken back: accept" in undone.text


def test_undo_goes_on_through_everything_decided_here(desk: TestClient, store: Store) -> None:
    for verdict in ("confirm", "later"):
        page = desk.get("/queue?code=REL101").text
        desk.post("/decide", data={**fields(page), "verdict": verdict})
    for left in (["confirmed", "open", "open"], ["open"] * 3, ["open"] * 3):
        page = desk.get("/decisions").text
        said = desk.post("/undo", data=fields(page, "/undo")).text
        assert statuses(store) == left
    assert "Nothing to undo" in said


def test_chosen_rows_are_decided_together(desk: TestClient, store: Store) -> None:
    page = desk.get("/findings?code=REL101").text
    prints = re.findall(r'name="finding" value="(\w+)"', page)
    assert len(prints) == 3
    sent = {**fields(page), "verdict": "false-positive", "finding": prints[:2], "who": "bea"}
    assert "2 findings" in desk.post("/decide", data=sent).text
    assert statuses(store) == ["false-positive", "false-positive", "open"]
    desk.post("/undo", data={**fields(page, "/undo"), "who": "bea"})
    assert statuses(store) == ["open"] * 3


def test_what_another_decided_meanwhile_is_shown_and_not_overwritten(
    desk: TestClient, store: Store
) -> None:
    page = desk.get("/queue?code=REL101").text
    sent = {**fields(page), "verdict": "confirm"}
    other = Decision("finding", sent["finding"], "accept", "bea", store.now(), note="house style")
    store.decide(other)
    answer = desk.post("/decide", data=sent)
    assert answer.status_code == 409
    assert "bea" in answer.text and "house style" in answer.text
    assert statuses(store) == ["accepted", "open", "open"]
    desk.post("/decide", data={**fields(answer.text), "verdict": "confirm"})
    assert statuses(store) == ["confirmed", "open", "open"]


def test_skipping_leads_to_the_end_and_back(desk: TestClient) -> None:
    seen, page = [], desk.get("/queue").text
    while link := re.search(r'href="(/queue[^"]*)" data-key="j"', page):
        seen.append(fields(page)["finding"])
        page = desk.get(unescape(link[1])).text
    assert "Nothing more to decide" in page
    assert len(seen) == len(set(seen)) > 1


def test_crawled_text_is_shown_as_text(desk: TestClient, store: Store) -> None:
    ref = next(store.find(Filter(codes=("TPL101",)))).finding.span.article
    for page in (
        desk.get("/queue?code=TPL101"),
        desk.get("/a", params={"site": ref.site, "key": ref.key}),
    ):
        assert "{{reader}}" in page.text
        for bad in ("<script>alert", "<img src=x", "\u202e", "\x1b"):
            assert bad not in page.text
        assert "script-src 'self'" in page.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("headers", "data", "status"),
    [
        ({"host": "evil.example"}, {}, 403),
        ({"origin": "https://evil.example"}, {}, 403),
        ({"origin": "null"}, {}, 403),
        ({}, {"token": "guessed"}, 403),
        ({}, {"token": ""}, 403),
        ({}, {"verdict": "delete"}, 400),
        ({}, {"finding": ""}, 404),
        ({}, {"note": "x" * (1 << 20)}, 413),
    ],
)
def test_forms_that_are_not_ours_change_nothing(
    desk: TestClient, store: Store, headers: dict[str, str], data: dict[str, str], status: int
) -> None:
    sent = {**fields(desk.get("/queue").text), "verdict": "confirm", **data}
    assert desk.post("/decide", data=sent, headers=headers).status_code == status
    assert not store.decisions()


def test_a_form_leads_nowhere_else(desk: TestClient) -> None:
    for back in ("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:1"):
        sent = {**fields(desk.get("/queue").text), "verdict": "later", "back": back}
        answer = desk.post("/decide", data=sent, follow_redirects=False)
        assert answer.headers["location"] == "/queue"


def test_what_does_not_exist_is_said(desk: TestClient) -> None:
    for path in ("/f/0123456789abcdef", "/a?site=no&key=no", "/rules/XYZ999", "/nowhere"):
        assert desk.get(path).status_code == 404


def test_odd_addresses_do_no_harm(desk: TestClient) -> None:
    odd = {"confidence": "nan", "severity": "worst", "status": "odd", "from": "a\tb\tc"}
    assert desk.get("/findings", params=odd).status_code == 200
    assert (
        desk.get(
            "/queue", params={"after": "x" * 5000, "site": "\ud800".encode("utf-8", "replace")}
        ).status_code
        == 200
    )


def test_a_name_in_any_script_is_remembered(desk: TestClient, store: Store) -> None:
    page = desk.get("/queue").text
    desk.post("/decide", data={**fields(page), "verdict": "later", "who": "Nguyễn; Ωmega"})
    assert store.decisions()[0].who == "Nguyễn; Ωmega"
    assert 'value="Nguyễn; Ωmega"' in desk.get("/queue").text


def test_a_port_in_use_is_one_line(
    tmp_path: Path, store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        code = main(["review", "--port", str(taken.getsockname()[1])])
    assert code == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_no_database_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["review"]) == 2


def test_an_old_ranking_answers_and_is_made_anew_behind_the_answer(
    desk: TestClient, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("review.desk.queue.HOLDS", 0.0)
    asked: list[str] = []
    rank = Queue._rank

    def counted(queue: Queue, wanted: Wanted) -> list[Group]:
        asked.append(wanted.code)
        return rank(queue, wanted)

    monkeypatch.setattr(Queue, "_rank", counted)
    page = desk.get("/queue?code=REL101").text
    assert asked == ["REL101", "REL101"]  # for the page, and behind it
    answer = desk.post("/decide", data={**fields(page), "verdict": "confirm"})
    assert "Nothing is left" in answer.text or "REL101" in answer.text
    assert len(asked) == 3
