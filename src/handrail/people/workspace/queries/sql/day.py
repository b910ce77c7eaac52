"""My day in one statement: the reader's open cases or their team's, and every row that any part has for them.

What it finds is not yet open to the reader: the policy is asked of every case of it (`day.opened`).
"""

from collections.abc import Iterator
from functools import cache

from django.db.models import Model

from handrail.directory.housing.models import Place, Unit
from handrail.directory.models import Service
from handrail.people.cases.events.active_prompts import LAPSING_CLOCKS, LAPSING_PROMPTS
from handrail.people.cases.events.models import Due
from handrail.people.cases.events.next_due import KINDS_WITHOUT_TASK
from handrail.people.cases.offers.models import Referral
from handrail.people.cases.offers.states import ReferralAnswer
from handrail.people.contacts.models import Contact, HandOver, Task
from handrail.people.contacts.queries.sql.joins import joins_branch
from handrail.people.contacts.queries.sql.lines import (
    Line,
    ask,
    branch,
    by_sort,
    embedded,
    first_of,
    table,
    union,
    words,
)
from handrail.people.contacts.states import ContactState, HandOverState, TaskState
from handrail.people.housing.models import ChildWatch, MissingEpisode, Stay
from handrail.people.housing.states import LIVE_STATES
from handrail.people.records.models import Case, Need, Offer, Person, SafetyPlan
from handrail.people.records.states import OfferAnswer
from handrail.people.recovery.models import CaseFeedback
from handrail.people.recovery.permissions import readable_feedback_q
from handrail.people.referral_form.models import Draft, Handover
from handrail.people.referral_form.states import DraftHandoverReply, FormDraftState
from handrail.people.workspace.queries import day_rows as limits
from handrail.platform.access.actor import Actor
from handrail.platform.access.grounds import Ground
from handrail.platform.access.models import Grant, User
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.reference.models import Body

GAPS = 5
CASE, PERSON, USER, BODY, SERVICE = map(table, (Case, Person, User, Body, Service))
OPTIONAL = (
    Permission.RECORD,
    Permission.OPEN_CASE,
    Permission.OFFER,
    Permission.FIND_PLACE,
)
"""Permissions that add a branch, or widen one."""


def day_lines(actor: Actor, *, team: bool) -> dict[str, list[Line]]:
    """Every row, by its sort; `case` are the cases themselves."""
    may = frozenset(one for one in OPTIONAL if actor.may(one))
    most = limits.MOST_CASES_OF_TEAM if team else limits.MOST_CASES_OF_WORKER
    said, values = _said(actor) if actor.may(Permission.ANSWER_FEEDBACK) else ("", {})
    now = today()
    values |= {"user": actor.user_id, "body": actor.body_id, "today": now, "until": now + limits.DAYS_AHEAD}
    return by_sort(ask(_statement(team, may, most) + said, values))


@cache
def _statement(team: bool, may: frozenset[Permission], most: int) -> str:
    before = (_of_the_team if team else _of_one)(most)
    team_only = _gaps() if team else ()
    rows = [*_of_cases(), *_work(team=team), *_for_us(may), joins_branch(), *team_only]
    return union(rows, before=before)


def _case_rows(where: str, order: str) -> str:
    columns = "c.file_id, c.owner_id, c.reference, c.phase, c.changes_on, c.next_due, c.age, c.opened_at"
    return f"SELECT {columns} FROM {CASE} c WHERE c.closed_at IS NULL AND {where}{order}"


def _of_one(most: int) -> str:
    """Each way of being named is asked for by itself, as each has an index of its own."""
    first = _case_rows("c.point_of_contact_id = %(user)s", "")
    other = _case_rows("c.stand_in_id = %(user)s AND c.point_of_contact_id <> %(user)s", "")
    return f"WITH mine AS MATERIALIZED ({first} UNION ALL {other} ORDER BY next_due ASC NULLS LAST LIMIT {most}) "


def _of_the_team(most: int) -> str:
    """Those with a day, the nearest first; then the newest of the others, up to as many in all."""
    dated = _case_rows(
        "c.owner_id = %(body)s AND c.next_due IS NOT NULL", f" ORDER BY c.next_due LIMIT {most}"
    )
    rest = f" ORDER BY c.opened_at DESC LIMIT {most} - (SELECT COUNT(*) FROM dated)"
    others = _case_rows("c.owner_id = %(body)s AND c.next_due IS NULL", rest)
    return (
        f"WITH dated AS MATERIALIZED ({dated}), mine AS MATERIALIZED "
        f"(SELECT * FROM dated UNION ALL SELECT * FROM ({others}) AS others) "
    )


def _of_cases() -> Iterator[str]:
    """The cases, and what they themselves ask for."""
    yield branch(
        "case",
        f"FROM mine LEFT JOIN {PERSON} p ON p.case_id = mine.file_id",
        case_id="mine.file_id",
        number="mine.owner_id",
        a="mine.reference",
        b="mine.phase",
        c="mine.age",
        day="mine.changes_on",
        moment="mine.opened_at",
        sealed="p.called",
    )
    yield _dues("due", "d.ours = TRUE AND (d.due_on IS NULL OR d.due_on <= %(until)s)")
    yield _dues("due_of_others", "d.ours = FALSE")
    yield first_of(
        branch(
            "review",
            f"FROM {_mine(SafetyPlan, 's')} "
            f"WHERE s.case_id = mine.file_id AND s.is_newest = TRUE "
            f"AND s.review_on <= %(until)s ORDER BY s.review_on LIMIT {limits.MOST_PER_SORT}",
            case_id="s.case_id",
            a="s.review_because",
            day="s.review_on",
        )
    )
    yield first_of(
        branch(
            "offer",
            f"FROM {_mine(Offer, 'o')} JOIN {SERVICE} s ON s.id = o.service_id "
            f"WHERE o.case_id = mine.file_id AND o.answer = '{OfferAnswer.NONE_YET.value}' "
            f"AND NOT EXISTS (SELECT 1 FROM {table(Referral)} r WHERE r.offer_id = o.id) "
            f"ORDER BY o.offered_on LIMIT {limits.MOST_PER_SORT}",
            case_id="o.case_id",
            pk="o.id",
            a="s.name",
            day="o.offered_on",
        )
    )
    yield first_of(
        branch(
            "sent",
            f"FROM {_mine(Referral, 'r')} "
            f"JOIN {table(Offer)} o ON o.id = r.offer_id JOIN {SERVICE} s ON s.id = o.service_id "
            f"JOIN {BODY} b ON b.id = r.to_body_id "
            "WHERE r.case_id = mine.file_id "
            f"AND r.answer IN {words([ReferralAnswer.NONE_YET.value, ReferralAnswer.WAITING.value])} "
            f"ORDER BY r.sent_at LIMIT {limits.MOST_PER_SORT}",
            case_id="r.case_id",
            pk="r.id",
            a="s.name",
            b="b.name",
            moment="r.sent_at",
        )
    )
    yield branch(
        "agreement",
        f"FROM {_mine(Grant, 'g')} JOIN {BODY} b ON b.id = g.to_body_id "
        f"WHERE g.file_id = mine.file_id AND g.ground = '{Ground.CONSENT.value}' AND g.ended_at IS NULL "
        "AND g.since <= %(today)s "
        "AND (g.until IS NULL OR g.until >= %(today)s)",
        case_id="g.file_id",
        a="b.name",
        until="g.until",
    )
    last = (
        f"FROM {table(Handover)} h JOIN {BODY} b ON b.id = h.to_body_id WHERE h.draft_id = d.id "
        "ORDER BY h.id DESC LIMIT 1"
    )
    yield first_of(
        branch(
            "form_back",
            f"FROM {_mine(Draft, 'd')} WHERE d.case_id = mine.file_id AND d.state = '{FormDraftState.OPEN.value}' "
            f"AND (SELECT h.reply {last}) = '{DraftHandoverReply.BACK.value}' LIMIT {limits.MOST_PER_SORT}",
            case_id="d.case_id",
            a=f"(SELECT b.name {last})",
            moment="d.changed_at",
        )
    )


def _mine(model: type[Model], name: str) -> str:
    """The rows of a table for each case. CROSS JOIN keeps SQLite from reading the whole table instead."""
    return f"mine CROSS JOIN {table(model)} {name}"


def _dues(sort: str, where: str) -> str:
    codes = words(LAPSING_PROMPTS | LAPSING_CLOCKS)
    lapsed = f"NOT (d.code IN {codes} AND d.due_on IS NOT NULL AND d.due_on < %(today)s)"
    return first_of(
        branch(
            sort,
            f"FROM {_mine(Due, 'd')} WHERE d.case_id = mine.file_id AND d.ended_on IS NULL AND {where} "
            f"AND d.kind NOT IN {words(KINDS_WITHOUT_TASK)} AND {lapsed} "
            f"ORDER BY d.due_on ASC NULLS LAST, d.started, d.id LIMIT {limits.MOST_PER_SORT}",
            case_id="d.case_id",
            a="d.code",
            b="d.title",
            c="d.who",
            d="d.confidence",
            e="d.kind",
            f="d.why",
            g="d.rule",
            h="d.source",
            day="d.due_on",
            until="d.started",
        )
    )


def _work(*, team: bool) -> Iterator[str]:
    """Tasks, contacts and hand-overs."""
    theirs = "t.case_id = mine.file_id"
    if team:
        yield _tasks(_mine(Task, "t"), theirs)
    else:
        yield _tasks(f"{table(Task)} t", "t.for_user_id = %(user)s")
        yield _tasks(_mine(Task, "t"), f"{theirs} AND t.for_user_id IS NULL")
    source = _mine(Contact, "k") if team else f"{table(Contact)} k"
    whose = "k.case_id = mine.file_id" if team else "k.with_user_id = %(user)s"
    yield first_of(
        branch(
            "contact",
            f"FROM {source} JOIN {CASE} c ON c.file_id = k.case_id JOIN {USER} u ON u.id = k.with_user_id "
            f"WHERE {whose} AND k.state = '{ContactState.PLANNED.value}' "
            'AND k."on" <= %(until)s '
            f'ORDER BY k."on", k.at_time ASC NULLS LAST, k.id LIMIT {limits.MOST_PER_SORT}',
            case_id="k.case_id",
            pk="k.id",
            number="c.owner_id",
            a="k.channel",
            b="k.says",
            c="u.name",
            flag="k.with_user_id = %(user)s",
            day='k."on"',
            clock="k.at_time",
            sealed="k.about",
        )
    )


def _tasks(source: str, whose: str) -> str:
    return first_of(
        branch(
            "task",
            f"FROM {source} JOIN {CASE} c ON c.file_id = t.case_id LEFT JOIN {USER} u ON u.id = t.for_user_id "
            f"WHERE {whose} AND t.state = '{TaskState.OPEN.value}' AND t.due_on <= %(until)s "
            f"ORDER BY t.due_on LIMIT {limits.MOST_PER_SORT}",
            case_id="t.case_id",
            pk="t.id",
            number="c.owner_id",
            a="u.name",
            flag="t.for_user_id = %(user)s",
            day="t.due_on",
            sealed="t.what",
        )
    )


def _for_us(may: frozenset[Permission]) -> Iterator[str]:
    """What others wait for an answer to, and places."""
    ours = " OR (h.to_user_id IS NULL AND h.to_body_id = %(body)s)" if Permission.OPEN_CASE in may else ""
    yield first_of(
        branch(
            "hand_over",
            f"FROM {table(HandOver)} h JOIN {USER} u ON u.id = h.from_user_id JOIN {BODY} b ON b.id = h.from_body_id "
            f"WHERE (h.to_user_id = %(user)s{ours}) AND h.state = '{HandOverState.ASKED.value}' "
            f"ORDER BY h.asked_at LIMIT {limits.MOST_PER_SORT}",
            case_id="h.case_id",
            pk="h.id",
            a="u.name",
            b="b.name",
            moment="h.asked_at",
        )
    )
    if Permission.RECORD in may:
        yield first_of(
            branch(
                "form",
                f"FROM {table(Handover)} h JOIN {USER} u ON u.id = h.handed_by_id JOIN {BODY} b ON b.id = u.body_id "
                f"WHERE h.to_body_id = %(body)s AND h.reply = '{DraftHandoverReply.NONE_YET.value}' "
                f"ORDER BY h.handed_at LIMIT {limits.MOST_PER_SORT}",
                case_id="h.case_id",
                pk="h.id",
                a="u.name",
                b="b.name",
                moment="h.handed_at",
            )
        )
    if Permission.OFFER in may:
        yield first_of(
            branch(
                "referral",
                f"FROM {table(Referral)} r JOIN {table(Offer)} o ON o.id = r.offer_id "
                f"JOIN {SERVICE} s ON s.id = o.service_id JOIN {CASE} c ON c.file_id = r.case_id "
                f"JOIN {BODY} b ON b.id = c.owner_id "
                f"WHERE r.to_body_id = %(body)s AND r.answer = '{ReferralAnswer.NONE_YET.value}' "
                f"ORDER BY r.sent_at LIMIT {limits.MOST_PER_SORT}",
                case_id="r.case_id",
                pk="r.id",
                a="s.name",
                b="b.name",
                c="CAST(r.kinds AS text)",
                moment="r.sent_at",
            )
        )
    if Permission.FIND_PLACE in may:
        yield from _places()


def _places() -> Iterator[str]:
    """Children with nowhere to sleep, and places that are held or theirs."""
    yield branch(
        "watch",
        f"FROM {_mine(ChildWatch, 'w')} WHERE w.case_id = mine.file_id AND mine.age <> 'adult'",
        case_id="w.case_id",
        moment="w.began_at",
        end="w.placed_at",
    )
    yield branch(
        "needs_place",
        f"FROM {_mine(Need, 'n')} "
        "WHERE n.case_id = mine.file_id AND mine.age <> 'adult' AND n.kind = 'place' AND n.met_on IS NULL",
        case_id="n.case_id",
    )
    yield branch(
        "stay",
        f"FROM {_mine(Stay, 's')} JOIN {table(Unit)} u ON u.id = s.unit_id "
        f"JOIN {table(Place)} p ON p.id = u.place_id WHERE s.case_id = mine.file_id "
        f"AND s.state IN {words(state.value for state in LIVE_STATES)}",
        case_id="s.case_id",
        pk="s.id",
        a="s.state",
        b="u.name",
        c="p.name",
        day="s.last_night",
        moment="s.held_until",
        flag=f"EXISTS (SELECT 1 FROM {table(MissingEpisode)} e WHERE e.stay_id = s.id AND e.found_at IS NULL)",
    )


def _gaps() -> Iterator[str]:
    """Open cases of the team without a stand-in, the newest; how many, and how many are open at all."""
    without = f"FROM {CASE} c WHERE c.owner_id = %(body)s AND c.closed_at IS NULL AND c.stand_in_id IS NULL"
    yield first_of(
        branch(
            "gap",
            f"FROM (SELECT c.file_id, c.point_of_contact_id, c.opened_at {without} "
            f"ORDER BY c.opened_at DESC LIMIT {GAPS}) AS c JOIN {USER} u ON u.id = c.point_of_contact_id "
            "ORDER BY c.opened_at DESC",
            case_id="c.file_id",
            a="u.name",
        )
    )
    most = limits.MOST_CASES + 1
    open_ones = f"FROM {CASE} c WHERE c.owner_id = %(body)s AND c.closed_at IS NULL"
    for sort, rows in (("gap_count", without), ("open_count", open_ones)):
        yield branch(sort, "", number=f"(SELECT COUNT(*) FROM (SELECT 1 {rows} LIMIT {most}) AS counted)")


def _said(actor: Actor) -> tuple[str, dict[str, object]]:
    """What people said of the actor's organisation, through the filter of who may hear it."""
    may_hear, values = embedded(CaseFeedback.objects.filter(readable_feedback_q(actor)).values("pk"), "heard")
    rows = (
        f"FROM {table(CaseFeedback)} f JOIN {CASE} c ON c.file_id = f.case_id WHERE c.owner_id = %(body)s "
        f"AND f.answered_on IS NULL AND f.answer_by <= %(until)s AND f.id IN ({may_hear}) "
        f"ORDER BY f.answer_by LIMIT {limits.MOST_PER_SORT}"
    )
    said = branch("said", rows, case_id="f.case_id", pk="f.id", day="f.answer_by")
    return " UNION ALL " + first_of(said), values
