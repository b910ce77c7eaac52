"""Which role opens which address: asked of the site, compared with the roles, and kept in docs/permissions.md."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.db import connection
from django.test import Client
from django.urls import reverse

from handrail.platform.access.roles import ROLES
from support.addresses import Address, addresses
from support.cast import PARTS, Cast, sign_in
from support.permission_checks import EVERYBODY, NO, OPENS, everything_said, kept_by_browsers
from support.repository import ROOT
from support.worlds import rolled_back

FILE = ROOT / "docs" / "permissions.md"
ROOMS = (
    "areas.bids", "areas.calls", "areas.commissioning", "areas.intelligence",
    "areas.needs", "areas.oversight", "areas.partnerships", "areas.practices", "areas.prevention",
    "areas.recommendations", "areas.reports",
    "people.bags", "people.cases.offers", "people.contacts", "people.emergencies", "platform.administration",
    "people.caseload_import",
    "people.housing", "people.matching", "people.money", "people.personal_data",
    "people.information_requests", "people.justice", "people.conferences", "people.separate_files",
    "people.deployment",
    "people.recovery", "people.referral_form", "people.unusual_use", "directory.open_referral",
    "directory.practitioners",
    "insight.publication", "insight.packs", "insight.survey_results", "platform.surveys",
)  # fmt: skip
"""Parts of the site with a table of their own."""
OPEN, NOT_THIS_RECORD, REFUSED = "●", "○", "·"
CODES = {
    "worker": "N1", "colleague": "N2", "lead": "DL", "officer": "FR", "partner": "S1", "outsider": "S2",
    "housing": "HO", "commissioner": "C1", "board": "BM", "collator": "NC", "protector": "DP", "signatory": "SI",
    "force_lead": "FL", "neighbour": "C2", "liaison": "VL", "co_ordinator": "CO", "adviser": "AD",
    "administrator": "AM", "platform_administrator": "PA", "firm": "BU",
}  # fmt: skip
NOBODY = "none"
NOT_ASKED = {
    "hidden": "whoever hides the screen sees no other page: tests/platform/signin/test_hidden_screen.py",
    "show_again": "the same",
    "metrics": "only a collector with a token: tests/platform/monitoring/test_probes.py",
    "calendar_feed": "only a signed address: tests/platform/calendar_feed",
    "own_file": "whoever asked for it, in any role, and nobody else: tests/platform/background_tasks",
    "own_file_download": "the same",
    "cancel_own_file": "the same",
    "delete_own_file": "the same",
    "notify_delivery_report": "only a service with a token: tests/platform/outbox/test_services.py",
    "mail_delivery_report": "the same",
}
POST_DIFFERS = {
    (
        "chase_referral",
        "partner",
    ): "whoever only reads is led on to the referral by GET, where nothing is sent",
    ("take_back_referral", "partner"): "the same",
    ("make_link", "partner"): "the same",
    ("stop_link", "partner"): "the same",
    ("answer_hand_over", "worker"): "whoever asked reads the question; only whoever was asked answers it",
    ("answer_hand_over", "lead"): "the same",
}
OPENED_WITHOUT_AN_ACCOUNT = {
    "outside_visit": "whoever opened a link with its code, and nobody by role: tests/people/cases/offers/test_links.py",
    "decide_sign_off": "another supervisor than whoever asked, who is not one of these: tests/people/justice",
    "rights_in_time": "a supervisor of the police, who is not one of these: the same",
    "approve_counselling_notes": "a duty lead of the police, who is not one of these: people/information_requests",
    "approve_named_counselling_notes": "the same",
}
REFUSED_BY_ROLE = 2
"""How many of those whose role lacks the permission ask an address, in this order, when the table is not written anew:
`requires_permission` refuses every role before the page is reached, so that the third meets what the first two met."""
FIRST_REFUSED = ("outsider", "commissioner", "protector", "worker", "officer", "partner")
POST_EVERYWHERE: frozenset[str | None] = frozenset({"outsider", "commissioner", None})
KEPT_ON_PURPOSE = {"gallery": "its sample has the name of the cast's person"}


DIRECTORY_OF = {
    "people.bags": ("directory.stores",),
    "people.housing": ("directory.housing", "insight.review_gaps"),
    "people.money": ("directory.funds", "people.gaps"),
    "people.cases.offers": ("directory",),
    "areas.recommendations": ("areas.home",),
    "insight.packs": ("insight.monitoring_returns",),
    "insight.publication": ("insight.provision_gaps", "insight.signals", "insight.take_up"),
}
"""Rooms whose records are asked for with those of another."""
MADE_BY_THE_SITE = {"insight.publication": frozenset({"signal"})}
"""Addresses of a room that stand in the site's own list, since other rooms say something on their pages."""
ASKED_WITH_CASES = frozenset({"services", "add_service", "service_state", "notify", "notify_report"})


@dataclass(frozen=True, slots=True)
class Room:
    """A part of the site with a record in every place.

    `arguments` gives what an address takes. `secrets` are words that nobody who is refused may find in the answer and,
    where `is_about_people`, that no title and no address may hold, whoever reads the page. Where `readers` are named,
    nobody else finds a secret on any page.
    """

    arguments: Mapping[str, list[Any]] = field(default_factory=dict)
    secrets: tuple[str, ...] = ()
    is_about_people: bool = True
    readers: frozenset[str] | None = None


def each(names: Iterable[str], taken: Sequence[Any]) -> dict[str, list[Any]]:
    """The same arguments for several addresses."""
    return {name: [*taken] for name in names}


def asked_addresses(module: str | None, rooms: tuple[str, ...]) -> list[Address]:
    """The addresses of a room's URL module; without one, those that belong to none of the rooms."""
    kept = [one for one in addresses() if not one.route.startswith("account/") and one.name not in NOT_ASKED]
    names = {name: _names(name) for name in rooms}
    if module:
        return [one for one in kept if one.name in names[module]]
    elsewhere = frozenset[str]().union(*names.values())
    return [one for one in kept if one.name not in elsewhere]


def _names(room: str) -> frozenset[str]:
    """The addresses of a room, with those of the directory that its records belong to."""
    patterns = [
        pattern
        for module in (room, *DIRECTORY_OF.get(room, ()))
        for pattern in _list_patterns(f"handrail.{module}")
    ]
    made_by_the_site = MADE_BY_THE_SITE.get(room, frozenset())
    return (frozenset(str(pattern.name) for pattern in patterns) | made_by_the_site) - ASKED_WITH_CASES


def _list_patterns(room: str) -> Sequence[Any]:
    """Of its URL module, or of what its acts and pages declare."""
    from handrail.platform.records.act_pages import make_addresses  # noqa: PLC0415 - needs a configured site

    if find_spec(f"{room}.urls"):
        module = import_module(f"{room}.urls")
        return getattr(module, "service_urlpatterns", module.urlpatterns)  # type: ignore[no-any-return]
    return make_addresses(import_module(f"{room}.acts"), import_module(f"{room}.pages"))


def try_addresses(
    cast: Cast, part: str | None, listed: list[Address], room: Room, *, writes: bool
) -> tuple[dict[str, str], list[str]]:
    """Ask every address by GET, and by POST as `_is_posted` says, signed in as the part; all of it is rolled back.

    When the table is written anew (`writes`), everybody asks every address, by GET alone: what POST answers is for the
    suite. Else an address that the role refuses is asked by nobody and by the first two; on PostgreSQL by nobody at
    all, since no table is asked before a role is refused.

    Returns the mark of each address by its name, and what should not have been answered.
    """
    client = sign_in(Client(), getattr(cast, part)) if part else Client()
    marks: dict[str, str] = {}
    faults: list[str] = []
    for address in listed:
        if not (writes or _is_asked(part, address)):
            marks[address.name] = REFUSED
            continue
        path = reverse(address.name, args=room.arguments.get(address.name, []))
        with rolled_back():
            answers = {"get": client.get(path)}
            if not writes and _is_posted(part, address, answers["get"]):
                answers["post"] = client.post(path)
            faults += [
                f"{method} {address.name} as {part or 'nobody'}: {fault}"
                for method, answer in answers.items()
                for fault in _faults(part, address, answer, room)
            ]
        opened = {method: _is_open(part, address, answer) for method, answer in answers.items()}
        if len(set(opened.values())) > 1 and (address.name, part) not in POST_DIFFERS:
            faults.append(f"{address.name} as {part}: GET and POST answer differently")
        marks[address.name] = _mark(part, address, opened["get"])
    return marks, faults


def _is_asked(part: str | None, address: Address) -> bool:
    if connection.vendor == "postgresql":
        return holds_permission(part, address.access_rule)
    return part is None or part in _list_asking(address.access_rule)


def _is_posted(part: str | None, address: Address, answer: Any) -> bool:
    """One guard refuses both methods by role: POST is tried by three who are refused nearly everywhere, and where it
    could do something; on PostgreSQL only there."""
    if connection.vendor == "postgresql":
        return _is_open(part, address, answer)
    if part in POST_EVERYWHERE or holds_permission(part, address.access_rule):
        return True
    return _is_open(part, address, answer)


@cache
def _list_asking(rule: str) -> frozenset[str]:
    """Everybody whose role holds the permission, and the first of those whose role does not."""
    refused = [part for part in (*FIRST_REFUSED, *PARTS) if not holds_permission(part, rule)]
    first = [*dict.fromkeys(refused)][:REFUSED_BY_ROLE]
    return frozenset(first) | {part for part in PARTS if holds_permission(part, rule)}


def holds_permission(part: str | None, rule: str) -> bool:
    """Whether the roles alone let the part in."""
    if rule.startswith("public: "):
        return True
    return part is not None and rule in {one.value for one in ROLES[PARTS[part][2]].permissions}


def _is_open(part: str | None, address: Address, answer: Any) -> bool:
    to_sign_in = part is None and answer.status_code == 302 and "/account/" in answer.headers["Location"]
    return answer.status_code in OPENS and not to_sign_in


def _mark(part: str | None, address: Address, opened: bool) -> str:
    if opened:
        return OPEN
    return NOT_THIS_RECORD if holds_permission(part, address.access_rule) else REFUSED


def _faults(part: str | None, address: Address, answer: Any, room: Room) -> Iterator[str]:
    opened = _is_open(part, address, answer)
    if opened and not holds_permission(part, address.access_rule):
        yield f"opens without the permission to {address.access_rule!r}"
    if not opened and answer.status_code not in NO | {302}:
        yield f"answers {answer.status_code}"
    is_secret = not opened or (room.readers is not None and part not in room.readers)
    if is_secret and address.name not in KEPT_ON_PURPOSE:
        said = everything_said(answer)
        yield from (f"says {word!r}" for word in room.secrets if word in said)
    if opened and room.is_about_people and address.name not in KEPT_ON_PURPOSE:
        kept = kept_by_browsers(answer)
        yield from (f"keeps {word!r} in the title or the address" for word in room.secrets if word in kept)


@cache
def read_table() -> dict[tuple[str, str | None], str]:
    """The marks of docs/permissions.md, by the name of the address and the part."""
    marks: dict[tuple[str, str | None], str] = {}
    for line in FILE.read_text(encoding="utf-8").splitlines() if FILE.exists() else ():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 3 + len(EVERYBODY) and cells[0].startswith("`"):
            marks |= {
                (cells[0].strip("`"), part): mark for part, mark in zip(EVERYBODY, cells[3:], strict=True)
            }
    return marks


def write_table(marks: Mapping[tuple[str, str | None], str]) -> None:
    """Write docs/permissions.md from the marks of every room."""
    lines = [HEAD]
    lines += [
        f"| {code} | {_organisation(part)} | {ROLES[PARTS[part][2]].name} |" for part, code in CODES.items()
    ]
    lines.append(f"| {NOBODY} | | not signed in |")
    columns = [CODES[part] if part else NOBODY for part in EVERYBODY]
    for room in (None, *ROOMS):
        lines += ["", f"## {room or 'everything else'}", ""]
        lines += [
            "| Name | Address | Permission | " + " | ".join(columns) + " |",
            "|---" * (3 + len(columns)) + "|",
        ]
        for one in asked_addresses(room, ROOMS):
            cells = " | ".join(marks[one.name, part] for part in EVERYBODY)
            lines.append(f"| `{one.name}` | `/{one.route}` | {one.access_rule} | {cells} |")
    FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _organisation(part: str) -> str:
    notes = {
        "worker": ", named on the case",
        "lead": ", which holds the case",
        "partner": ", which some records are shared with",
    }
    return PARTS[part][1] + notes.get(part, "")


HEAD = f"""# Who opens which page

Written by `make permissions`; `tests/permissions` fails where it is not what the site answers. Each address is asked
by GET as everybody below, with a record in it that belongs to the first organisations of the list; by POST too where
the role has the permission, and everywhere as an outsider, a commissioner and nobody. One case in every situation
(shared, closed, restricted, erased and so on) is in [situations.md](situations.md).

- {OPEN} opens
- {NOT_THIS_RECORD} the role has the permission, and this record is closed to them: another organisation's, another
  person's, or a second permission is missing
- {REFUSED} the role does not have the permission (refused, or led to sign in)

| Column | Organisation | Role |
|---|---|---|"""
