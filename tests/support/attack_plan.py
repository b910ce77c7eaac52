"""What one attacker tries in one room, and the report of it all."""

import json
import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from support.addresses import Address
from support.attack_forms import HOSTILE, PageForm, fill, forge, list_forms
from support.attack_requests import Attacker, Tally
from support.cast import Cast, sign_in
from support.permission_table import OPEN, Room, read_table
from support.repository import ROOT
from support.worlds import rolled_back

EACH = int(os.environ.get("ATTACK_REQUESTS", "20"))
"""About so many requests of each person in each room."""
OF_OTHERS = 25
"""So many addresses of a room are opened as their owner, for the forms on them."""
NOT_POOLED = ("audit", "auth", "contenttypes", "sessions", "axes")
PLACE = ROOT / "var" / "attack" / connection.vendor
IDS = re.compile(r"\d+|[0-9a-f]{8}-[0-9a-f-]{27}|[A-Z]{2}-\d{4}-[A-Z]|[\w-]{20,}")
PARAMETERS = (
    "q",
    "page",
    "sort",
    "state",
    "kind",
    "body",
    "area",
    "from",
    "to",
    "next",
    "tab",
    "format",
    "person",
)


@dataclass(frozen=True, slots=True)
class Target:
    """A room's addresses with records of others, the forms their owners meet, and numbers to try instead."""

    paths: tuple[str, ...]
    forms: tuple[PageForm, ...]
    ids: dict[str, list[str]]
    words: tuple[str, ...]


def find_target(
    room: Room, listed: Sequence[Address], cast: Cast, chance: Any, words: Sequence[str]
) -> Target:
    """Everything of a room that may be tried.

    Args:
        room: with a record in every place.
        listed: its addresses.
        cast: who may own a form.
        chance: which addresses are opened for forms.
        words: sealed texts, to search and filter by.
    """
    paths = {one.name: reverse(one.name, args=room.arguments.get(one.name, [])) for one in listed}
    names = sorted(paths)
    chance.shuffle(names)
    forms = [form for name in names[:OF_OTHERS] for form in _list_forms_of_owner(name, paths[name], cast)]
    return Target(tuple(paths.values()), tuple(forms), _pool_ids(), tuple(words) or ("Mirela",))


def _list_forms_of_owner(name: str, path: str, cast: Cast) -> list[PageForm]:
    """As the first person to whom the address opens, after the table of permissions."""
    table = read_table()
    for part, user in cast:
        if table.get((name, part)) == OPEN:
            with rolled_back():
                answer = sign_in(Client(), user).get(path)
                if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
                    return [
                        form for form in list_forms(answer.content.decode(), path) if form.method == "post"
                    ]
            return []
    return []


def _pool_ids() -> dict[str, list[str]]:
    """Some numbers of the rows of each table, and references."""
    with acting_as_system(SystemActor.LOADER):
        tables = [model for model in apps.get_models() if model._meta.app_label not in NOT_POOLED]
        pool = {
            model._meta.label: [str(key) for key in model._base_manager.values_list("pk", flat=True)[:5]]
            for model in tables
            if model._meta.managed
        }
        case = apps.get_model("records", "Case")
        pool["references"] = [*case._base_manager.values_list("reference", flat=True)[:20]]
    return {label: keys for label, keys in pool.items() if keys}


def attack(attacker: Attacker, target: Target) -> Tally:
    """Try everything on the target, about `EACH` requests, chosen by chance that is the same in each run."""
    pages = [*_crawl(attacker, target, _share(0.3))]
    for form in _some(attacker, target.forms, _share(0.2)):
        attacker.ask("form of others", "post", form.action, fill(form))
    _forge_own_forms(attacker, target, pages, _share(0.2))
    for path in _some(attacker, target.paths, _share(0.1)):
        attacker.ask("empty post", "post", path, {})
        attacker.ask("parameters", "get", path, _spoil_parameters(attacker, target))
        swapped = _swap_an_id(attacker, target, path)
        attacker.ask("ids of others", "get", swapped)
        attacker.ask("ids of others, post", "post", swapped, {})
    _try_stale_tokens(attacker, target)
    return attacker.tally


def _share(part: float) -> int:
    return max(1, round(EACH * part))


def _crawl(attacker: Attacker, target: Target, number: int) -> Iterator[tuple[str, str]]:
    """Addresses of the room, and of each that opens a link on its page; gives the pages that opened."""
    for path in _some(attacker, target.paths, number):
        answer = attacker.ask("address", "get", path)
        if not _is_page(answer):
            continue
        page = answer.content.decode()
        yield path, page
        links = [link for link in re.findall(r'href="(/[^"#]+)"', page) if _may_follow(link)]
        if links:
            link = attacker.chance.choice(links).replace("&amp;", "&")
            followed = attacker.ask("link", "get", link)
            if _is_page(followed):
                yield link, followed.content.decode()


def _is_page(answer: Any) -> bool:
    return (
        answer is not None
        and answer.status_code == 200
        and answer.headers.get("Content-Type", "").startswith("text/html")
    )


def _may_follow(link: str) -> bool:
    return not any(part in link for part in ("/static/", "/account/", "hide", "/language/"))


def _forge_own_forms(attacker: Attacker, target: Target, pages: list[tuple[str, str]], number: int) -> None:
    tries = []
    for path, page in _some(attacker, pages, 6):
        for form in list_forms(page, path):
            forged = [*forge(form, target.ids, attacker.chance)]
            tries += [(form, data) for data in _some(attacker, forged, 3)]
    for form, data in _some(attacker, tries, number):
        attacker.ask("own form, forged", form.method, form.action, data)


def _spoil_parameters(attacker: Attacker, target: Target) -> dict[str, str]:
    """Several parameters at once, of words that are sealed, hostile texts and numbers of others."""
    every = [key for keys in target.ids.values() for key in keys]
    chance = attacker.chance
    return {
        name: chance.choice([chance.choice(target.words), chance.choice(HOSTILE[:4]), chance.choice(every)])
        for name in chance.sample(PARAMETERS, 4)
    }


def _swap_an_id(attacker: Attacker, target: Target, path: str) -> str:
    """The address with one of its numbers, references or tokens exchanged for somebody else's."""
    parts = path.split("/")
    places = [at for at, part in enumerate(parts) if IDS.fullmatch(part)]
    if not places:
        return path
    at = attacker.chance.choice(places)
    alike = [
        key for keys in target.ids.values() for key in keys if len(key) == len(parts[at]) and key != parts[at]
    ]
    every = [key for keys in target.ids.values() for key in keys]
    parts[at] = attacker.chance.choice(alike or every)
    return "/".join(parts)


def _try_stale_tokens(attacker: Attacker, target: Target) -> None:
    """A form's token of another session, and a session that has ended."""
    path = attacker.chance.choice(target.paths)
    token, attacker.token = attacker.token, "a" * 64
    attacker.ask("token of another session", "post", path, {})
    attacker.token = token
    if attacker.user is None:
        return
    ended = sign_in(Client(), attacker.user)
    key = ended.cookies[settings.SESSION_COOKIE_NAME].value
    ended.logout()
    ended.cookies[settings.SESSION_COOKIE_NAME] = key
    with rolled_back():
        answer = ended.get(path)
    attacker.tally.without_session["ended session"] += 1
    user = getattr(
        answer.wsgi_request, "user", None
    )  # none where it was answered before sessions are looked at
    if user is not None and user.is_authenticated:
        attacker.tally.failures.append(f"ended session: get {path} is taken as signed in")


def _some(attacker: Attacker, tries: Sequence[Any], number: int) -> list[Any]:
    return attacker.chance.sample([*tries], min(number, len(tries)))


def keep_tallies(room: str, tallies: Sequence[Tally]) -> None:
    """For the report, which another process may write."""
    PLACE.mkdir(parents=True, exist_ok=True)
    names = ("part", "room", "signed_in", "without_session", "statuses", "read", "leaks", "failures", "acts")
    told = [{name: getattr(tally, name) for name in names} for tally in tallies]
    (PLACE / f"{room}.json").write_text(json.dumps(told, indent=1))


def write_report() -> str:
    """report.md: requests by role and kind, and whatever was found; gives its first lines."""
    tallies = [tally for path in sorted(PLACE.glob("*.json")) for tally in json.loads(path.read_text())]
    kinds = sorted({kind for tally in tallies for kind in tally["signed_in"]})
    lines = ["| as | signed in | " + " | ".join(kinds) + " | without a session | leaks | failures | acts |"]
    lines.append("|---" * (6 + len(kinds)) + "|")
    for part in sorted({tally["part"] for tally in tallies}):
        own = [tally for tally in tallies if tally["part"] == part]
        by_kind = sum((Counter(tally["signed_in"]) for tally in own), Counter())
        cells = [part, by_kind.total(), *(by_kind[kind] for kind in kinds)]
        cells += [sum(sum(tally["without_session"].values()) for tally in own)]
        cells += [sum(len(tally[name]) for tally in own) for name in ("leaks", "failures", "acts")]
        lines.append("| " + " | ".join(map(str, cells)) + " |")
    statuses = sum((Counter(tally["statuses"]) for tally in tallies), Counter())
    read = sum((Counter(tally["read"]) for tally in tallies), Counter())
    total = sum(sum(tally["signed_in"].values()) for tally in tallies)
    head = f"{total:,} answers of signed-in sessions in {len({t['room'] for t in tallies})} rooms; "
    head += f"statuses {dict(sorted(statuses.items()))}; read {dict(sorted(read.items()))}."
    found = [
        f"- {t['part']}, {t['room']}: {one}"
        for t in tallies
        for name in ("leaks", "failures", "acts")
        for one in t[name]
    ]
    (PLACE / "report.md").write_text("\n".join([head, "", *lines, "", *found]) + "\n")
    return head
