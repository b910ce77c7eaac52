"""What one statement tells of a case before its page is put together: its people's absences, counts, and which parts
hold a row at all. The parts themselves are read by their own queries, each as far as the reader's sight opens it.
"""

from functools import cache

from django.db.models import Model

from handrail.people.cases.consent.models import Notification
from handrail.people.cases.person.models import Channel, SafestContact
from handrail.people.contacts.models import Absence, Closing, Contact, Dependant, HandOver, Task
from handrail.people.contacts.states import ContactState, DependantRisk, HandOverState, TaskState
from handrail.people.housing.models import ChildWatch, Stay
from handrail.people.housing.states import LIVE_STATES
from handrail.people.matching.models import CaseJoin, CasePair, CopiedFact, IncidentMember
from handrail.people.matching.states import PairVerdict
from handrail.people.records.models import Case, Consent, DangerCheck, Need, Offer, SafetyPlan
from handrail.people.records.queries.known import Known
from handrail.people.records.sql_lines import Line, ask, branch, by_sort, table, union, words
from handrail.people.recovery.models import CaseFeedback, Goal, LocalProvider
from handrail.people.referral_form.models import Draft, Handover
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.models import User
from handrail.platform.access.today import today
from handrail.platform.audit.models import Record
from handrail.platform.files.models import Paper

THIS = "case_id = %(case)s"
A_CHILD = f"EXISTS (SELECT 1 FROM {table(Case)} WHERE file_id = %(case)s AND age <> 'adult')"
PARTS: dict[str, tuple[type[Model], str]] = {
    "channel": (Channel, THIS),
    "check": (DangerCheck, THIS),
    "child_need": (Need, f"{THIS} AND kind = 'place' AND met_on IS NULL AND {A_CHILD}"),
    "child_watch": (ChildWatch, f"{THIS} AND {A_CHILD}"),
    "closing": (Closing, THIS),
    "consent": (Consent, THIS),
    "contact": (Contact, f"{THIS} AND state = '{ContactState.PLANNED.value}'"),
    "copied": (CopiedFact, THIS),
    "draft": (Draft, THIS),
    "feedback": (CaseFeedback, THIS),
    "goal": (Goal, THIS),
    "handed_form": (Handover, THIS),
    "hand_over": (
        HandOver,
        f"{THIS} AND state IN {words([HandOverState.ACCEPTED.value, HandOverState.DECLINED.value])}",
    ),
    "join": (CaseJoin, "(leading_id = %(case)s OR other_id = %(case)s) AND parted_at IS NULL"),
    "member": (IncidentMember, THIS),
    "need": (Need, THIS),
    "notification": (Notification, THIS),
    "offer": (Offer, THIS),
    "pair": (
        CasePair,
        "(one_id = %(case)s OR two_id = %(case)s) "
        f"AND verdict IN {words([PairVerdict.ASKED.value, PairVerdict.NOT_SURE.value])}",
    ),
    "plan": (SafetyPlan, f"{THIS} AND is_newest = TRUE"),
    "provider": (LocalProvider, f"{THIS} AND until IS NULL"),
    "safest": (SafestContact, THIS),
    "stay": (Stay, f"{THIS} AND state IN {words(state.value for state in LIVE_STATES)}"),
    "task": (Task, f"{THIS} AND state = '{TaskState.OPEN.value}'"),
}
"""Each part with its table and the rows of it that the page shows."""
AT_RISK = words([DependantRisk.YES.value, DependantRisk.UNSURE.value])
type CaseLines = dict[str, list[Line]]


def case_lines(case_access: CaseAccess) -> CaseLines:
    """The rows, by their sort."""
    return by_sort(ask(_statement(), {"case": case_access.file_id, "today": today()}))


def known_of(lines: CaseLines) -> Known:
    """Which parts hold nothing, and how long the trail is."""
    there = {line.a for line in lines.get("part", [])}
    return Known(frozenset(PARTS.keys() - there), lines["looks"][0].number)


def scans_of(lines: CaseLines) -> list[tuple[str, str, int]]:
    """How many papers there are of each kind, by the state of their scan."""
    return [(line.a, line.b, line.number) for line in lines.get("paper", [])]


@cache
def _statement() -> str:
    parts = (
        branch("part", f"WHERE EXISTS (SELECT 1 FROM {table(model)} WHERE {rows})", a=f"'{name}'")
        for name, (model, rows) in PARTS.items()
    )
    looks = branch("looks", "", number=f"(SELECT COUNT(*) FROM {table(Record)} WHERE about = %(case)s)")
    papers = branch(
        "paper",
        f"FROM {table(Paper)} WHERE file_id = %(case)s AND taken_back_at IS NULL GROUP BY kind, scan",
        a="kind",
        b="scan",
        number="COUNT(*)",
    )
    return union([_head(), _touched(), *_dependants(), looks, papers, *parts])


def _head() -> str:
    """Whom to ring: the point of contact and the stand-in, until when they are away, who is asked to take over."""
    away = (
        f"FROM {table(Absence)} w WHERE w.user_id = {{}} AND w.since <= %(today)s AND w.until >= %(today)s "
        "AND w.taken_back_at IS NULL"
    )
    waits = (
        f"FROM {table(HandOver)} h WHERE h.case_id = c.file_id AND h.state = '{HandOverState.ASKED.value}'"
    )
    return branch(
        "head",
        f"FROM {table(Case)} c JOIN {table(User)} u ON u.id = c.point_of_contact_id "
        f"LEFT JOIN {table(User)} s ON s.id = c.stand_in_id WHERE c.file_id = %(case)s",
        pk=f"(SELECT h.id {waits} LIMIT 1)",
        a="c.reference",
        b="u.name",
        c="s.name",
        d="s.work_phone",
        until=f"(SELECT MAX(w.until) {away.format('c.point_of_contact_id')})",
        flag=f"EXISTS (SELECT 1 {away.format('c.stand_in_id')})",
        moment="c.closed_at",
    )


def _touched() -> str:
    """The last contact that was held."""
    return (
        "SELECT * FROM ("
        + branch(
            "touched",
            f"FROM {table(Contact)} k JOIN {table(User)} u ON u.id = k.with_user_id "
            f"WHERE k.{THIS} AND k.state = '{ContactState.HELD.value}' "
            'ORDER BY k."on" DESC, k.at_time DESC NULLS LAST, k.id DESC LIMIT 1',
            a="k.channel",
            b="u.name",
            day='k."on"',
        )
        + ") AS touched"
    )


def _dependants() -> list[str]:
    rows = f"FROM {table(Dependant)} WHERE {THIS} AND taken_out_at IS NULL"
    return [
        branch("dependants", "", number=f"(SELECT COUNT(*) {rows})"),
        branch("at_risk", "", number=f"(SELECT COUNT(*) {rows} AND at_risk IN {AT_RISK})"),
    ]
