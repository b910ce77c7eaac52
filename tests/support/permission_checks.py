"""Every address of one part of the site, tried by everybody: who comes in, who is refused, and what a refusal says."""

import html
import re
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

from django.test import Client
from django.urls import URLPattern, reverse

from support.cast import PARTS, Cast, sign_in

OPENS = {200, 302, 400, 409, 405, 413, 422}
"""What an address answers to those who may: the page, onward, or what is wrong with what was sent."""
NO = {403, 404}
CASEWORKERS: frozenset[str | None] = frozenset(
    {"worker", "colleague", "lead", "officer", "partner", "outsider", "liaison", "co_ordinator", "adviser"}
)
"""Everybody whose role works on cases."""


@dataclass(slots=True)
class Doors:
    """One part's addresses, with what they need and who may open each.

    `who` maps the name of an address to the parts of the cast that come in; `None` in it stands for anybody at
    all. `told` are words that nobody who is refused may find in the answer; where they are `of_people`, no title and
    no address that a browser keeps may hold them either, whoever reads the page.
    """

    patterns: Iterable[URLPattern]
    who: Mapping[str, AbstractSet[str | None]]
    arguments: Mapping[str, list[Any]] = field(default_factory=dict)
    told: tuple[str, ...] = ()
    of_people: bool = True

    def faults(self, cast: Cast, part: str | None) -> list[str]:
        """What one person, or somebody who is not signed in, met that the table does not say."""
        client = sign_in(Client(), getattr(cast, part)) if part else Client()
        return [
            fault
            for pattern in self.patterns
            for method in ("get", "post")
            for fault in self._fault(client, part, str(pattern.name), method)
        ]

    def unknown(self) -> set[str]:
        """Addresses without a row, and rows without an address."""
        return {str(pattern.name) for pattern in self.patterns} ^ set(self.who)

    def _fault(self, client: Client, part: str | None, name: str, method: str) -> list[str]:
        response = getattr(client, method)(reverse(name, args=self.arguments.get(name, [])))
        allowed = self.who[name]
        said = f"{method} {name} as {part or 'nobody'}: {response.status_code}"
        if part in allowed or None in allowed:
            return self._kept(said, response) if response.status_code in OPENS else [said]
        expected = NO if part else {302}
        leaks = [word for word in self.told if word in _everything(response)]
        return [said] if response.status_code not in expected else [f"{said} says {word!r}" for word in leaks]

    def _kept(self, said: str, response: Any) -> list[str]:
        words = self.told if self.of_people else ()
        return [f"{said} keeps {word!r}" for word in words if word in kept_by_browsers(response)]


EVERYBODY: tuple[str | None, ...] = (*PARTS, None)


def kept_by_browsers(response: Any) -> str:
    """What stays in tabs and in the history after somebody signed out, though they might see it while signed in."""
    page = "" if response.streaming else response.content.decode(errors="replace")
    title = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
    return html.unescape(title[1] if title else "") + response.headers.get("Location", "")


def _everything(response: Any) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode(errors="replace") + str(dict(response.headers))
