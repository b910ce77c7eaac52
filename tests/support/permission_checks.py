"""Who asks in tests of permissions, and what is read of the answers."""

import html
import re
from typing import Any

from support.cast import PARTS

OPENS = {200, 302, 400, 409, 405, 413, 422}
"""What an address answers to those who may: the page, onward, or what is wrong with what was sent."""
NO = {403, 404}
CASEWORKERS: frozenset[str | None] = frozenset(
    {"worker", "colleague", "lead", "officer", "partner", "outsider", "liaison", "co_ordinator", "adviser"}
)
"""Everybody whose role works on cases."""


EVERYBODY: tuple[str | None, ...] = (*PARTS, None)


def kept_by_browsers(response: Any) -> str:
    """What stays in tabs and in the history after somebody signed out, though they might see it while signed in."""
    page = "" if response.streaming else response.content.decode(errors="replace")
    title = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
    return html.unescape(title[1] if title else "") + response.headers.get("Location", "")


def everything_said(response: Any) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode(errors="replace") + str(dict(response.headers)) + str(response.cookies)
