"""One case in every situation that decides who may open what of it, and the table of what the site answers then."""

import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.people.cases.lifecycle.actions.closing import mark_case_closed
from handrail.people.contacts.actions.side_moves import move_case_to_other_side_of_organisation
from handrail.people.emergencies.actions import open_case_in_emergency
from handrail.people.emergencies.text_choices import EmergencyReason
from handrail.people.matching.actions.incident_access import share_incident
from handrail.people.matching.models import IncidentMember
from handrail.people.personal_data.actions.erasure_requests import (
    approve_and_carry_out_erasure,
    request_erasure,
)
from handrail.people.personal_data.actions.holds_restrictions_and_retention import restrict_record
from handrail.people.personal_data.models import RestrictionPeriod
from handrail.people.records.closure_reasons import ClosureReason
from handrail.people.records.models import Case
from handrail.people.records.queries.case_lookup import get_case_open_to_actor_by_reference
from handrail.platform.access.actions import end_grant
from handrail.platform.access.grounds import GrantGround
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import Grant, Membership, User
from handrail.platform.access.roles import Role
from handrail.platform.audit.models import Record
from handrail.platform.outbox.actions.delivery import deliver_messages
from handrail.platform.outbox.models import Message
from handrail.platform.reference.models import Body
from support.addresses import addresses
from support.case_pages import TO_OFFER, TO_WRITE
from support.cast import Cast, sign_in
from support.conferences import set_table
from support.full_case import IN_THE_PAPER, IN_THE_REPORT, PLANTED, Full, share
from support.information_requests import add_other_side
from support.matching import join, named, raid
from support.permission_checks import NO, OPENS, everything_said, kept_by_browsers
from support.repository import ROOT

FILE = ROOT / "docs" / "situations.md"
OPEN, NOT_NOW, SHUT = "●", "○", "·"
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
MARKERS: dict[Kind, tuple[str, ...]] = PLANTED | {
    Kind.HEALTH: (*PLANTED[Kind.HEALTH], *IN_THE_PAPER),
    Kind.ACCOUNT: IN_THE_REPORT,
}
"""Planted words by the kind of information that they are of."""
SHARED = {
    "harbour": (Kind.IDENTITY, Kind.NEEDS, Kind.NOTES),
    "fen-housing": (Kind.IDENTITY, Kind.HOUSING, Kind.HEALTH),
    "lincolnshire-police": (Kind.IDENTITY, Kind.PATHWAY, Kind.NOTES, Kind.OWN_WORDS),
}
"""What each body was given; a housing officer's role opens no health, a police officer's no support notes."""
SITUATIONS: dict[str, tuple[str, ...]] = {
    "held": ("worker", "colleague", "lead", "protector", "outsider", "commissioner"),
    "shared": ("partner", "housing", "officer"),
    "ended": ("partner",),
    "closed": ("worker", "partner"),
    "restricted": ("worker", "partner"),
    "erased": ("lead", "protector"),
    "emergency": ("outsider",),
    "left": ("worker",),
    "other role": ("partner",),
    "conference": ("partner",),
    "joined": ("worker", "colleague"),
    "other side": ("worker", "lead"),
    "incident": ("partner",),
}
"""Who asks in each."""
WITH_LISTS = {("held", "outsider"), ("held", "commissioner"), ("shared", "partner")}
"""Sent to for every page that takes nothing, as well: lists, searches, files."""
FILES = {"paper"}
"""Handed out under the name that they were given, to whoever may open them."""
NOT_LISTED = {"gallery"}  # its sample has the name of the cast's person
type Column = tuple[str, str]


def set_up(situation: str, full: Full, cast: Cast) -> None:
    """Bring the case into the situation."""
    if situation in ("shared", "ended", "closed", "restricted"):
        for body, kinds in SHARED.items():
            share(full, cast, body, *kinds)
    if situation in ACTS:
        ACTS[situation](full, cast)


def _end_sharing(full: Full, cast: Cast) -> None:
    access = get_case_open_to_actor_by_reference(cast.worker.actor, full.told.reference).case_access
    for grant in Grant.objects.filter(file=full.told.case_id, to_body__isnull=False):
        end_grant(case_access=access, grant=grant, because="Moved", by=cast.worker.actor)


def _close(full: Full, cast: Cast) -> None:
    mark_case_closed(case_id=full.told.case_id, because=next(iter(ClosureReason)), by=cast.worker.actor)


def _restrict(full: Full, cast: Cast) -> None:
    restrict_record(RestrictionPeriod(because="disputed"), case_id=full.told.case_id, by=cast.protector.actor)


def _erase(full: Full, cast: Cast) -> None:
    _close(full, cast)
    (asked,) = request_erasure(case_id=full.told.case_id, because="asked", by=cast.protector.actor)
    approve_and_carry_out_erasure(together=asked.together, by=cast.lead.actor)


def _open_in_emergency(full: Full, cast: Cast) -> None:
    open_case_in_emergency(
        reference=full.told.reference,
        reason=EmergencyReason.DANGER,
        words="She rang",
        by=cast.outsider.actor,
    )


def _leave(full: Full, cast: Cast) -> None:
    """She works for Harbour now, in the same role, and is named on the case still."""
    cast.worker.revise(body_id=Body.objects.get(code="harbour").pk)


def _give_further_role(full: Full, cast: Cast) -> None:
    """A support worker of Harbour's who leads at Lantern, and works as that now."""
    Membership.objects.create(
        user=cast.partner,
        body=Body.objects.get(code="lantern"),
        role=Role.DUTY_LEAD.value,
        since=timezone.now(),
        given_by=cast.administrator,
    )
    User.objects.filter(pk=cast.partner.pk).update(further_roles=1)


def _talk_about_it(full: Full, cast: Cast) -> None:
    """Harbour sits at a conference about the person, signed, and nothing of the case is shared with it."""
    set_table(cast, full.told)


def _join(full: Full, cast: Cast) -> None:
    """A case of the colleague’s leads; the lead, who sees both, said that they are one person."""
    other = named(cast.colleague, "Somebody Else")
    join(other, Case.objects.get(pk=full.told.case_id), cast.lead.actor, leading=other)


def _move_to_other_side(full: Full, cast: Cast) -> None:
    _, (lead, _) = add_other_side(cast)
    move_case_to_other_side_of_organisation(case_id=full.told.case_id, to_user_id=lead.pk, by=cast.lead.actor)


def _share_its_incident(full: Full, cast: Cast) -> None:
    """The person was found with others, and the incident is shared with Harbour: its people are not."""
    incident = raid(cast.worker)
    opening = incident.members.first().opening
    IncidentMember.objects.create(case_id=full.told.case_id, incident=incident, opening=opening)
    share_incident(
        incident_id=incident.pk,
        body_code="harbour",
        ground=GrantGround.LIFE,
        because="They house them",
        by=cast.worker.actor,
    )


ACTS = {
    "ended": _end_sharing,
    "closed": _close,
    "restricted": _restrict,
    "erased": _erase,
    "emergency": _open_in_emergency,
    "left": _leave,
    "other role": _give_further_role,
    "conference": _talk_about_it,
    "joined": _join,
    "other side": _move_to_other_side,
    "incident": _share_its_incident,
}


def sign_in_for(situation: str, part: str, cast: Cast) -> Client:
    """The part's browser, in the role that the situation is about."""
    user = User.objects.get(pk=getattr(cast, part).pk)
    client = sign_in(Client(), user)
    if situation == "other role":
        row = Membership.objects.get(user=user)
        client.post(reverse("own_roles"), {"role": str(row.pk)})
    return client


def list_case_addresses(full: Full) -> dict[str, str]:
    """Every address about a case alone, or about something that the planted case has; by name."""
    own = full.arguments
    found = {}
    for address in addresses():
        taken = PARAMETER.findall(address.route)
        if taken and taken[0] == "reference" and (len(taken) == 1 or address.name in own):
            found[address.name] = reverse(
                address.name, args=[full.told.reference, *own.get(address.name, [])]
            )
    return found


def list_plain_addresses() -> dict[str, str]:
    """Every page that takes nothing: lists, searches, forms, files."""
    return {
        one.name: reverse(one.name)
        for one in addresses()
        if one.name
        and not PARAMETER.search(one.route) and "(" not in one.route and not one.route.startswith("account/")
        and one.name not in NOT_LISTED | {"hidden", "show_again"}
    }  # fmt: skip


def ask(client: Client, listed: Mapping[str, str]) -> tuple[dict[str, str], set[Kind], list[str]]:
    """Ask for each address by GET, and by POST where that is refused.

    Returns:
        The mark of each address, the kinds of which a planted word was met, and faults: a POST that does what a GET is
        refused, or planted words in a title, a header or an address.
    """
    marks, met, faults = {}, set(), []
    for name, path in listed.items():
        answer = client.get(path)
        marks[name] = mark_of(answer)
        said = everything_said(answer)
        words = [word for word in _all_words() if word in said]
        met |= {kind for kind, planted in MARKERS.items() if set(planted) & set(words)}
        if not (name in FILES and marks[name] == OPEN):
            kept = kept_by_browsers(answer) + str(dict(answer.headers))
            faults += [f"{name} keeps {word!r}" for word in words if word in kept]
        if marks[name] != OPEN:
            faults += [f"{name} says {word!r} when refused" for word in words]
            if name in TO_WRITE | TO_OFFER:
                faults += _post(client, name, path, marks[name])
    return marks, met, faults


def _post(client: Client, name: str, path: str, mark: str) -> Iterator[str]:
    """A form that cannot be sent now leads on to a page that says so: what counts is that nothing was done."""
    done = Record.objects.filter(outcome="done").count()
    posted = client.post(path)
    if mark == SHUT and mark_of(posted) != SHUT:
        yield f"{name} takes a POST and refuses a GET"
    if Record.objects.filter(outcome="done").count() != done:
        yield f"{name} did something"


def _all_words() -> list[str]:
    return [word for words in MARKERS.values() for word in words]


def mark_of(answer: Any) -> str:
    """Open, not now (closed, restricted, or not in this state), or not to them."""
    if answer.status_code in NO:
        return SHUT
    if answer.status_code == 409:
        return NOT_NOW
    assert answer.status_code in OPENS, answer.status_code
    return OPEN


@contextmanager
def faults_in_logs_and_mails() -> Iterator[list[str]]:
    """What was logged or mailed meanwhile and holds a planted word."""
    faults: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            line = record.getMessage() + str(record.exc_info or "")
            faults.extend(f"log line with {word!r}" for word in _all_words() if word in line)

    listener, root = Listener(), logging.getLogger()
    level = root.level
    root.addHandler(listener)
    root.setLevel(logging.INFO)
    try:
        yield faults
    finally:
        root.removeHandler(listener)
        root.setLevel(level)
    deliver_messages()
    sent = [f"{one.subject} {one.body} {one.extra_headers}" for one in mail.outbox]
    sent += [str(row) for row in Message.objects.values_list("key", "path", "about", "fault")]
    faults += [f"mail with {word!r}" for word in _all_words() if any(word in text for text in sent)]


def read_situations() -> dict[tuple[str, Column], str]:
    """The marks of docs/situations.md, by the name of the address and the column."""
    columns = list_columns()
    marks = {}
    for line in FILE.read_text(encoding="utf-8").splitlines() if FILE.exists() else ():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 1 + len(columns) and cells[0].startswith("`"):
            for name in cells[0].split(", "):
                marks |= {
                    (name.strip("`"), column): mark for column, mark in zip(columns, cells[1:], strict=True)
                }
    return marks


def list_columns() -> list[Column]:
    """Each situation with each of those who ask in it."""
    return [(situation, part) for situation, parts in SITUATIONS.items() for part in parts]


def write_situations(marks: Mapping[tuple[str, Column], str]) -> None:
    """Write docs/situations.md: addresses that answer alike share a row."""
    columns = list_columns()
    rows: dict[tuple[str, ...], list[str]] = {}
    for name in dict.fromkeys(name for name, _ in marks):
        cells = tuple(marks.get((name, column), "") for column in columns)
        rows.setdefault(cells, []).append(f"`{name}`")
    lines = [
        HEAD,
        "| Addresses | " + " | ".join(f"{part}, {situation}" for situation, part in columns) + " |",
    ]
    lines.append("|---" * (1 + len(columns)) + "|")
    lines += [f"| {', '.join(sorted(names))} | {' | '.join(cells)} |" for cells, names in rows.items()]
    FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")


HEAD = f"""# Who opens what of one case, by situation

Written by `make permissions`; `tests/permissions/test_situations.py` fails where it is not what the site answers. One
case of Lantern's with planted words in every place, asked for in each situation. Parts are those of
[permissions.md](permissions.md).

- {OPEN} opens
- {NOT_NOW} not now: the case is closed or restricted, or not in the state for it
- {SHUT} answers as if there were no such case, or the role may not

*held*: by Lantern, shared with nobody. *shared*: with Harbour, a housing team and a police force, a slice each.
*ended*: that sharing was ended. *left*: the worker who is named on it works for another organisation now. *other
role*: the partner works as a duty lead of Lantern's now. *conference*: the partner sits at a conference about the
person. *joined*: with a case of the colleague's, which leads. *other side*: Lantern's other side holds it. *incident*:
the person was found with others, and the incident is shared with the partner. Rows that begin with *kind* say of which
kinds of information a planted word was met.
"""
