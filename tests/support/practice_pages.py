"""The pages of one case as one worker meets them, on the days that a test names."""

import re
from dataclasses import dataclass
from datetime import date
from html import unescape

import time_machine
from django.test import Client

from handrail.platform.access.models import User
from support.cast import sign_in
from support.form_steps import send_steps

HIDDEN = re.compile(r"<(script|style|title)\b.*?</\1>", re.DOTALL)

TAG = re.compile(r"<[^>]+>")


@dataclass(slots=True)
class Pages:
    """The pages of one case, as one person meets them, on the day that `today` makes it."""

    client: Client
    user: User
    reference: str = ""
    away: time_machine.travel | None = None

    def today(self, day: date) -> None:
        """Make it ten in the morning of this day, and sign in: a session does not last from one to the next."""
        self.come_home()
        self.away = time_machine.travel(f"{day}T10:00:00+00:00")
        self.away.start()
        sign_in(self.client, self.user)

    def come_home(self) -> None:
        """Back to the day that it is."""
        if self.away:
            self.away.stop()
            self.away = None

    def open_case(self) -> None:
        """An adult called Mirela, with a number that is safe."""
        opened = self.post("/open-a-case/", answer="neither", note="")
        self.reference = opened.split("/")[2]
        self.post("open/called/", called="Mirela")
        self.post("open/age/", age="adult")
        self.post("open/reach/", call="yes", call_detail="07700 900123")

    def record(self, event: str, on: date, **more: str) -> None:
        """An event of the vocabulary, on its day."""
        self.post(f"record/{event}/", **_day("at", on), **more)

    def answer(self, matter: str, said: str, on: date) -> None:
        """What the person said to one question."""
        self.post(f"answers/{matter}/", said=said, capacity="own", **_day("on", on))

    def need(self) -> None:
        """Somewhere safe to stay."""
        self.post("needs/add/", kind="place", words="")

    def offer(self, service: int, on: date) -> None:
        """The service, against the only need."""
        self.post(self.link("Add an offer"), service=str(service), **_day("on", on))

    def post(self, address: str, **answers: str) -> str:
        """Send a form; it must be taken. Where it leads."""
        reply = send_steps(self.client, self._full(address), answers)
        assert reply.status_code == 302, words_of(reply.content.decode())
        assert "draft=" not in reply["Location"], words_of(
            self.client.get(reply["Location"]).content.decode()
        )
        return reply["Location"]

    def markup(self, address: str = "") -> str:
        """The page as it is sent. Without an address what the case says: its overview, then all that its tabs hold."""
        if not address:
            return self.markup("./") + self.markup("whole-file/")
        reply = self.client.get(self._full(address))
        assert reply.status_code == 200, f"{address}: {reply.status_code}"
        return reply.content.decode()

    def read(self, address: str = "") -> str:
        """What the page says."""
        return words_of(self.markup(address))

    def link(self, words: str, address: str = "") -> str:
        """Where a link leads that begins with these words."""
        found = re.search(rf'href="([^"]+)"[^>]*>\s*{re.escape(words)}', self.markup(address))
        assert found, f"no link says {words!r}"
        return unescape(found[1])

    def _full(self, address: str) -> str:
        return address if address.startswith("/") else f"/cases/{self.reference}/{address.removeprefix('./')}"


def words_of(markup: str) -> str:
    """A page's words, with one space between them."""
    body = HIDDEN.sub(" ", markup)
    return " ".join(unescape(TAG.sub(" ", body)).split())


def row(page: str, first: str) -> str:
    """The words of the table row, or of the list's item, that begins with these."""
    rows = re.findall(r"<(?:tr|li)\b.*?</(?:tr|li)>", page, re.DOTALL)
    return next(words for part in rows if (words := words_of(part)).startswith(first))


def _day(name: str, on: date) -> dict[str, str]:
    return {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}
