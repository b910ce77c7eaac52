"""What is opened of a demo: home and menu of each role, what the home links to, help, and the walk of README."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Final, NamedTuple

from django.test import Client

from handrail.demo.planned_bodies_and_users import SIGN_INS
from handrail.platform.access.authentication import SECOND_FACTOR
from handrail.platform.access.models import User

CASE: Final = "/cases/LN-0417-M/"
HELP: Final = "/help/"
LINK: Final = re.compile(r"<a\b[^>]*\bhref=\"([^\"]*)\"[^>]*>(.*?)</a>", re.DOTALL)
TAG: Final = re.compile(r"<[^>]+>")
NAVIGATION: Final = re.compile(r"<nav class=\"app-nav\".*?</nav>", re.DOTALL)
LANGUAGE_AND_SIGN_OUT: Final = ("/account/", "/language")


class PageWalk(NamedTuple):
    """Links that one person follows by their words, from an address."""

    role: str
    start: str
    links: tuple[str, ...] = ()


WALKS: Final = (  # the five minutes of README, and the pages whose pictures help shows (scripts/make_pictures.py)
    PageWalk("navigator", CASE, ("Find a place tonight",)),
    PageWalk("navigator", CASE, ("Plan", "Which services fit, and why")),
    PageWalk("housing", "/places/tonight/"),
    PageWalk("duty_lead", "/deployment/", ("Plan the whole shift",)),
    PageWalk("commissioner", "/for-you/"),
    PageWalk("collator", "/calls/support-before-after-and-outside-the-nrm/tracker/"),
    PageWalk("partnership_member", "/for-you/"),
    PageWalk("data_protection", "/to-review/"),
    PageWalk("administrator", "/administration/"),
)


class PageFailure(NamedTuple):
    """A page that did not answer as it should."""

    role: str
    address: str
    reason: str


class DemoPages:
    """Opens pages as one person after another; each address once a person."""

    def __init__(self, *, with_links: bool = False) -> None:
        """`with_links`: also every page that a home links to."""
        self._with_links = with_links
        self.opened = 0
        self.failures: list[PageFailure] = []

    def open_all(self) -> None:
        """Everything, whatever fails."""
        for role in SIGN_INS:
            client, seen = _sign_in(role), dict[str, str]()
            home = self._open(client, role, "/", seen)
            linked = _list_addresses(home) if self._with_links else _list_menu_addresses(home)
            for address in [HELP, f"{HELP}{role}/", *linked]:
                self._open(client, role, address, seen)
            for walk in WALKS:
                if walk.role == role:
                    self._follow(client, walk, seen)

    def _follow(self, client: Client, walk: PageWalk, seen: dict[str, str]) -> None:
        page = self._open(client, walk.role, walk.start, seen)
        for words in walk.links:
            address = next((href for href, name in _list_links(page) if name.partition(" (")[0] == words), "")
            if not address:
                self.failures.append(PageFailure(walk.role, walk.start, f"no link “{words}”"))
                return
            page = self._open(client, walk.role, address, seen)

    def _open(self, client: Client, role: str, address: str, seen: dict[str, str]) -> str:
        """The page; "" where it failed or is not a page. What was opened before is not asked again."""
        if address in seen:
            return seen[address]
        self.opened += 1
        try:
            reply = client.get(address, follow=True, headers={"host": "localhost"})
        except Exception as error:
            self.failures.append(PageFailure(role, address, f"{type(error).__name__}: {error}"[:300]))
            seen[address] = ""
            return ""
        if reply.status_code != 200:
            self.failures.append(PageFailure(role, address, str(reply.status_code)))
        is_page = (
            reply.status_code == 200 and reply["Content-Type"].startswith("text/html") and not reply.streaming
        )
        seen[address] = reply.content.decode() if is_page else ""
        return seen[address]


def _sign_in(role: str) -> Client:
    client = Client()
    user = User.objects.get(email=SIGN_INS[role].email)
    client.force_login(user, backend="handrail.platform.access.authentication.IntactAccountBackend")
    session = client.session
    session[SECOND_FACTOR] = True
    session.save()
    return client


def _list_menu_addresses(page: str) -> list[str]:
    menu = NAVIGATION.search(page)
    return _list_addresses(menu[0]) if menu else []


def _list_addresses(page: str) -> list[str]:
    """Pages of this site that the page leads to; not what signs out or changes the language."""
    found = dict.fromkeys(href.partition("#")[0] for href, _ in _list_links(page))
    return [href for href in found if href.startswith("/") and not href.startswith(LANGUAGE_AND_SIGN_OUT)]


def _list_links(page: str) -> Iterator[tuple[str, str]]:
    """Address and words of each link."""
    return ((unescape(href), unescape(TAG.sub("", name)).strip()) for href, name in LINK.findall(page))
