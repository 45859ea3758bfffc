"""The desk as a web application: which address shows what, and what a sent form does."""

from collections.abc import Awaitable, Callable, Mapping
from importlib import resources
from typing import Any
from urllib.parse import quote, unquote

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from db.store import Store
from db.verdicts import VERDICTS
from review.desk.deciding import ConflictError, Wish, carry_out, take_back
from review.desk.door import BadFormError, Door, form, new_token
from review.desk.pages import Page, Pages
from review.desk.queue import Queue, mark_of
from review.escape import visible
from review.model import RuleText
from review.summary import counted

Handler = Callable[[Request], Awaitable[Response]]
_PARTS = {"desk.css": "text/css", "desk.js": "text/javascript"}


def application(
    store: Store, rules: Mapping[str, RuleText], *, name: str, who: str, port: int
) -> Starlette:
    """The desk over a store. `name` is what the database is called, `who` decides where a form
    says nobody; requests to another host than this machine's `port` are refused."""
    desk = _Desk(store, rules, name, who)
    hosts = frozenset(f"{host}:{port}" for host in ("127.0.0.1", "localhost"))
    return Starlette(
        routes=[
            Route("/", desk.shows("dashboard.html", desk.pages.dashboard)),
            Route("/queue", desk.shows("queue.html", desk.pages.card)),
            Route("/findings", desk.shows("findings.html", desk.pages.findings)),
            Route("/f/{fingerprint}", desk.shows("finding.html", desk.pages.finding)),
            Route("/a", desk.shows("article.html", desk.pages.article)),
            Route("/decisions", desk.shows("decisions.html", desk.pages.decisions)),
            Route("/rules/{code}", desk.shows("rule.html", desk.pages.rule)),
            Route("/decide", desk.decide, methods=["POST"]),
            Route("/undo", desk.undo, methods=["POST"]),
            Route("/healthz", desk.healthy),
            *(Route(f"/{part}", _part(part, kind)) for part, kind in _PARTS.items()),
        ],
        middleware=[Middleware(Door, hosts=hosts)],
    )


class _Desk:
    """One reviewer's process: the token of its forms, and who decides by default."""

    def __init__(self, store: Store, rules: Mapping[str, RuleText], name: str, who: str) -> None:
        self.store = store
        self.token = new_token()
        self.who = who
        self.pages = Pages(store, Queue(store), rules, name)
        self.templates = Environment(
            loader=PackageLoader("review.desk"), autoescape=True, undefined=StrictUndefined,
            trim_blocks=True, lstrip_blocks=True,
        )  # fmt: skip
        self.templates.filters["visible"] = visible
        self.templates.filters["web"] = _web_address
        self.templates.filters["counted"] = counted
        self.templates.globals.update(verdicts=VERDICTS, database=name)

    def shows(self, template: str, page: Page) -> Handler:
        """A page that is asked for by its address."""

        async def handler(request: Request) -> Response:
            try:
                said = page({**request.query_params, **request.path_params})
            except BadFormError as wrong:
                return self._problem(request, wrong)
            return self._page(request, template, **said)

        return handler

    async def decide(self, request: Request) -> Response:
        """A verdict on one finding, on some, or on their group; then on to the next."""
        try:
            fields = await form(request, self.token)
            wish = Wish.of(fields, self._who(request))
            carry_out(self.store, wish)
        except BadFormError as wrong:
            return self._problem(request, wrong)
        except ConflictError as conflict:
            said = {"wish": conflict.wish, "theirs": conflict.theirs}
            seen = mark_of(conflict.theirs)
            return self._page(request, "conflict.html", 409, seen=seen, back=_back(fields), **said)
        what = "its whole group" if wish.whole else counted(len(wish.prints), "finding")
        return self._onward(_back(fields), wish.who, f"{wish.verdict}: {what}")

    async def undo(self, request: Request) -> Response:
        """Take back what this reviewer decided last."""
        try:
            fields = await form(request, self.token)
        except BadFormError as wrong:
            return self._problem(request, wrong)
        who = fields.get("who", [""])[0].strip()[:80] or self._who(request)
        taken = take_back(self.store, who)
        self.pages.queue.forget()
        said = f"Taken back: {taken[0].verdict} on {taken[0].about}" if taken else "Nothing to undo"
        more = f" and {len(taken) - 1} more" if len(taken) > 1 else ""
        return self._onward(_back(fields), who, said + more)

    async def healthy(self, request: Request) -> Response:
        """For whoever watches the process."""
        return PlainTextResponse("ok\n")

    def _who(self, request: Request) -> str:
        return unquote(request.cookies.get("who", ""))[:80] or self.who

    def _onward(self, back: str, who: str, said: str) -> Response:
        response = RedirectResponse(back, 303)
        response.set_cookie("who", quote(who), max_age=31_536_000, httponly=True, samesite="strict")
        response.set_cookie("said", quote(said[:300]), max_age=5, httponly=True, samesite="strict")
        return response

    def _page(self, request: Request, template: str, status: int = 200, **said: Any) -> Response:
        here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        common = {"token": self.token, "who": self._who(request), "here": here}
        common["said"] = unquote(request.cookies.get("said", ""))
        text = self.templates.get_template(template).render(**common, **said)
        behind = BackgroundTask(self.pages.queue.refresh)
        response = HTMLResponse(text.encode("utf-8", "replace"), status, background=behind)
        if common["said"]:
            response.delete_cookie("said")
        return response

    def _problem(self, request: Request, wrong: BadFormError) -> Response:
        return self._page(request, "problem.html", wrong.status, wrong=str(wrong))


def _back(fields: Mapping[str, list[str]]) -> str:
    """Where the form came from: a path of this desk, never another site."""
    back = fields.get("back", [""])[0]
    path = back.partition("?")[0]
    known = path in ("/queue", "/findings", "/decisions", "/a", "/") or path.startswith("/f/")
    return back if known and not set(back) & set("\\\r\n") else "/queue"


def _web_address(address: str) -> str:
    """The address if a browser may follow it, else nothing."""
    return address if address.startswith(("http://", "https://")) else ""


def _part(name: str, kind: str) -> Handler:
    text = resources.files("review.desk").joinpath(name).read_text("utf-8")

    async def part(request: Request) -> Response:
        return Response(text, media_type=kind)

    return part
