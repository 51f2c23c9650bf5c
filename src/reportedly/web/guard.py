"""What every request passes: who may ask, and what a page may do in a browser.

The site shows other people's texts on the reader's own machine, so three things are kept out: markup of a
source that would run (the policy names what may load, and nothing else does), another site that asks in the
reader's name (host and origin are checked, and every write carries a word that only our pages know), and a
neighbour on the network (a token, where the site listens on more than loopback).
"""

import hmac
import secrets
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
COOKIE = "reportedly"
READING = frozenset({"GET", "HEAD"})
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not "no-referrer": a browser would then hide from us, too, that a form is ours.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_HEADERS = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]


class Guard:
    """Refuses a request that did not come from a page of ours, and says to the browser what ours may do.

    `hosts` are the names that the site answers to; `token` is what a reader must have shown once, in the
    link that `serve` prints, where others can reach the port. `word` goes into every form of ours.
    """

    def __init__(self, app: ASGIApp, hosts: frozenset[str], token: str | None, word: str) -> None:
        self._app = app
        self._hosts, self._token, self._word = hosts, token, word

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The response of the site, or why there is none."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        refused = self._refusal(request)
        if refused is None and request.method not in READING:
            receive = _again(await request.body(), receive)
            refused = await self._forged(request)
        await (refused or self._app)(scope, receive, _saying(send))

    def _refusal(self, request: Request) -> Response | None:
        if _host(request.headers.get("host", "")) not in self._hosts:
            return PlainTextResponse("This site does not answer to that host name.", 421)
        if self._token is None or _same(request.cookies.get(COOKIE), self._token):
            return None
        if _same(request.query_params.get("token"), self._token):
            return _let_in(request, self._token)
        return PlainTextResponse("Open the link that `reportedly serve` printed.", 403)

    async def _forged(self, request: Request) -> Response | None:
        """A write needs the word of our forms, and must not come from a page of another site."""
        origin = request.headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
            return PlainTextResponse("That form came from another site.", 403)
        form = await request.form()
        said = request.headers.get("x-word") or form.get("word")
        if not isinstance(said, str) or not _same(said, self._word):
            return PlainTextResponse(
                "The page was open for too long. Load it again, then send the form.", 403
            )
        return None


def new_word() -> str:
    """A word that nobody can guess, for the forms of one run of the site or for its link."""
    return secrets.token_urlsafe(24)


def _again(body: bytes, receive: Receive) -> Receive:
    """A request whose body was read, so that the page can read the form once more."""
    unread: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replayed() -> Message:
        return unread.pop() if unread else await receive()

    return replayed


def _saying(send: Send) -> Send:
    """Answers with our headers, where the answer has none of that name."""

    async def said(message: Message) -> None:
        if message["type"] == "http.response.start":
            known = {name for name, _ in message["headers"]}
            more = [header for header in _HEADERS if header[0] not in known]
            message["headers"] = [*message["headers"], *more]
        await send(message)

    return said


def _host(header: str) -> str:
    """The name in a Host header, without its port."""
    return (urlsplit(f"//{header}").hostname or "").lower()


def _same(said: str | None, known: str) -> bool:
    return said is not None and hmac.compare_digest(said.encode(), known.encode())


def _let_in(request: Request, token: str) -> Response:
    """The same page without the token in its address, which would else stand in histories and logs."""
    answer = RedirectResponse(request.url.path, 303)
    answer.set_cookie(COOKIE, token, httponly=True, samesite="strict")
    return answer
