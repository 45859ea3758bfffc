"""Who may come in: browsers of this machine, that sent the form we gave them.

A page on the web can make a browser send requests here. It cannot know the token, and it cannot
send another Host or Origin than its own (a name that is bound to this address later, too).
"""

from hmac import compare_digest
from secrets import token_urlsafe
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Bytes of a form (a guess): 10,000 chosen findings fit.
MOST = 1 << 19
_HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'self'; script-src 'self'; "
    "connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}


class Door:
    """Turns away what comes under another name, and says to browsers what pages here may do."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str]) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        wrong = self._wrong(Headers(scope=scope), scope["method"])
        app = PlainTextResponse(wrong, 403) if wrong else self._app
        await app(scope, receive, guarded)

    def _wrong(self, headers: Headers, method: str) -> str:
        if headers.get("host", "") not in self._hosts:
            return "This desk answers only to its own address.\n"
        origin = headers.get("origin", "")
        foreign = origin not in ("", *(f"http://{host}" for host in self._hosts))
        if method not in ("GET", "HEAD") and foreign:
            return "This form was sent from another site.\n"
        return ""


class BadFormError(Exception):
    """A form that this desk did not hand out. `status` is the answer's."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


Form = dict[str, list[str]]


def new_token() -> str:
    """What every form must bring back: made anew for each process."""
    return token_urlsafe(24)


async def form(request: Request, token: str) -> Form:
    """The fields of a form, each with its values. Raises BadFormError."""
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > MOST:
                raise BadFormError("This form is too long.", 413)
    except ClientDisconnect:
        raise BadFormError("The form did not arrive whole.", 400) from None
    try:
        fields = parse_qs(body.decode("utf-8"), keep_blank_values=True)
    except ValueError:
        raise BadFormError("This is no form.", 400) from None
    if not compare_digest(fields.get("token", [""])[0].encode(), token.encode()):
        raise BadFormError("This page is from before the desk was started. Load it again.", 403)
    return fields
