"""What the case knows already, as answers to the form: suggested on the page, and kept only once somebody saves it."""

from collections.abc import Callable, Iterable
from functools import cached_property

from handrail.access.kinds import Kind
from handrail.access.models import User
from handrail.access.sight import Sight
from handrail.access.today import today
from handrail.casework.case.models import Case, Consent, Event, Person
from handrail.casework.case.sealing import boxes, read
from handrail.casework.case.states import Circle, Matter, Said, Through
from handrail.casework.consent.models import Notification
from handrail.casework.offers.models import Circumstances
from handrail.casework.people.models import Channel
from handrail.casework.people.queries.person import closed_ways
from handrail.casework.people.states import Safe
from handrail.kernel.dates import plain
from handrail.kernel.saying import joined, say
from handrail.nrmform.keeping import given
from handrail.nrmform.models import Answer
from handrail.nrmform.rules import checking
from handrail.nrmform.rules.definition import Definition
from handrail.nrmform.rules.flow import Value
from handrail.nrmform.states import LIVE
from handrail.reference.models import Body
from handrail.vault.box import Box

ASK_ANEW = frozenset(
    {
        "under_18",
        "wants_nrm",
        "co_operates",
        "co_operation",
        "why_not",
        "still_there",
        "last_contact",
        "papers",
    }
    | {
        "wants_support",
        "phone_route",
        "contact_by",
        "email_safe",
        "post_safe",
        "decision_to",
        "nominee_permission",
    }
)
"""What is never carried over from an earlier draft: choices of the person, and what changes by itself."""


class _Told:
    """The case, read part by part and only as far as a page needs, each part behind its kind."""

    def __init__(self, sight: Sight, definition: Definition) -> None:
        self.sight, self.definition = sight, definition

    @cached_property
    def case(self) -> Case:
        related = ("owner", "area", "stand_in", "point_of_contact")
        return Case.objects.select_related(*related).get(pk=self.sight.file_id)

    @cached_property
    def box(self) -> Box | None:
        return boxes([self.sight.file_id]).get(self.sight.file_id)

    @cached_property
    def person(self) -> Person | None:
        if not self.sight.sees(Kind.IDENTITY):
            return None
        return Person.objects.select_related("language").filter(pk=self.sight.file_id).first()

    @cached_property
    def channels(self) -> dict[str, Channel]:
        """The newest word on each way to reach them, of those that are safe."""
        if not self.sight.sees(Kind.CONTACT):
            return {}
        rows = Channel.objects.filter(case=self.sight.file_id).order_by("id")
        newest = {row.kind: row for row in rows}
        closed = closed_ways(self.sight.file_id)
        return {kind: row for kind, row in newest.items() if row.safe == Safe.YES and kind not in closed}

    @cached_property
    def answers(self) -> dict[str, str]:
        """What they said, matter by matter."""
        if not self.sight.sees(Kind.CONSENT):
            return {}
        rows = Consent.objects.standing_of(self.case).exclude(matter=Matter.SHARING).order_by("id")
        self.words = {row.matter: read(self.box, row, "words") for row in rows}
        return {row.matter: row.said for row in rows}

    @cached_property
    def events(self) -> frozenset[str]:
        if not self.sight.sees(Kind.PATHWAY):
            return frozenset()
        rows = list(Event.objects.filter(case=self.sight.file_id).values_list("pk", "event", "supersedes"))
        gone = {supersedes for _, _, supersedes in rows if supersedes}
        return frozenset(event for pk, event, _ in rows if pk not in gone)

    @cached_property
    def report(self) -> Notification | None:
        """The newest short report that was prepared on the case."""
        return Notification.objects.filter(case=self.sight.file_id).order_by("-id").first()

    @cached_property
    def said(self) -> Circumstances | None:
        if not self.sight.sees(Kind.IDENTITY):
            return None
        return Circumstances.objects.filter(pk=self.sight.file_id).first()

    @cached_property
    def me(self) -> User:
        return User.objects.get(pk=self.sight.actor.user_id)

    @cached_property
    def ours(self) -> Body:
        return self.me.body

    def read(self, row: Consent, field: str) -> str:
        return read(self.box, row, field)

    def sealed(self, row: Person | Notification | Channel | None, field: str) -> str:
        return read(self.box, row, field) if row is not None else ""

    def channel(self, kind: str) -> str:
        return self.sealed(self.channels.get(kind), "detail")


def _age(told: _Told) -> Value:
    known = {"adult": "no", "child": "yes", "unsure": "not-sure"}
    return known[told.case.age] if told.case.age_asked else ""


def _organisation(told: _Told) -> Value:
    return told.ours.form_name or told.ours.name if told.ours.first_responder else ""


def _names(told: _Told) -> tuple[str, str]:
    first, _, last = told.sealed(told.person, "full_name").strip().partition(" ")
    return first, last.strip()


def _nickname(told: _Told) -> Value:
    called = told.sealed(told.person, "called")
    return called if called and called != _names(told)[0] else ""


def _nrm(told: _Told) -> Value:
    said = {"yes": "yes", "no": "no", "withdrawn": "no", "undecided": "not-sure"}
    return said.get(told.answers.get(Matter.NRM, ""), "")


def _support(told: _Told) -> Value:
    return {"yes": "yes", "no": "no", "withdrawn": "no"}.get(
        told.answers.get(Matter.NATIONAL_SUPPORT, ""), ""
    )


def _why_not(told: _Told) -> Value:
    if told.answers.get(Matter.NRM) not in (Said.NO, Said.WITHDRAWN):
        return ""
    return told.words.get(Matter.NRM, "") or told.sealed(told.report, "reason")


def _interpreter(told: _Told) -> Value:
    return told.person.interpreter if told.person and told.person.interpreter in ("yes", "no") else ""


def _language(told: _Told) -> Value:
    return told.person.language.name if told.person and told.person.language else ""


def _interview(told: _Told) -> Value:
    """How they were asked about the NRM: the form asks for the interpreter beside where it was and who was there."""
    if not told.sight.sees(Kind.CONSENT):
        return ""
    rows = Consent.objects.standing_of(told.case).filter(matter=Matter.NRM).select_related("interpreter")
    row = rows.order_by("-id").first()
    if row is None or row.interpreter is None:
        return ""
    by = told.read(row, "interpreted_by")
    parts = [THROUGH[Through(row.through)], row.interpreter.name, by, CIRCLES.get(Circle(row.circle), "")]
    return say(
        "Asked on {asked_on}. {parts}.",
        asked_on=plain(row.asked_on),
        parts=joined(part for part in parts if part),
    )


THROUGH = {
    Through.NOT_SAID: "Through an interpreter",
    Through.IN_PERSON: "Through an interpreter in person",
    Through.PHONE: "Through an interpreter by phone",
    Through.VIDEO: "Through an interpreter by video",
    Through.RELATIVE: "Through a relative or friend",
}
CIRCLES = {Circle.NO: "nobody from their circle", Circle.YES: "perhaps from their circle"}


def _gender(told: _Told) -> Value:
    said = {"female": "female", "male": "male", "other": "unknown"}.get(
        told.said.gender if told.said else "", ""
    )
    return said or (told.report.gender if told.report and told.report.gender != "unknown" else "")


def _children(told: _Told) -> Value:
    return "yes" if told.said and told.said.dependants == "yes" else ""


def _contact_by(told: _Told) -> Value:
    ways = (("email", "email"), ("letter", "post"))
    return tuple(theirs for ours, theirs in ways if told.channel(ours))


def _town_now(told: _Told) -> Value:
    """A part of what is written of where they are, where the Home Office's list has it."""
    if not told.sight.sees(Kind.CONTACT):
        return ""
    towns = set(told.definition.lists["uk_cities_and_towns"])
    parts = [part.strip() for part in told.sealed(told.person, "where_now").split(",")]
    return next((part for part in reversed(parts) if part in towns), "")


def _county_now(told: _Told) -> Value:
    return told.case.area.name if told.case.area else ""


def _crime(told: _Told) -> Value:
    return "yes" if "crime_recorded" in told.events or told.sealed(told.report, "crime_reference") else ""


def _force(told: _Told) -> Value:
    if not _crime(told):
        return ""
    if told.case.owner.kind == "police":
        return told.case.owner.form_name
    return told.case.area.form_name if told.case.area else ""


def _co_operates(told: _Told) -> Value:
    return "yes" if told.report and told.report.co_operates else ""


def _my_names(told: _Told) -> tuple[str, str]:
    first, _, last = told.me.name.partition(" ")
    return first, last


def _stand_in(told: _Told) -> Value:
    other = told.case.stand_in
    if other is None or other.pk == told.me.pk:
        other = told.case.point_of_contact
    return other.email if other.pk != told.me.pk else ""


SUGGESTIONS: dict[str, Callable[[_Told], Value]] = {
    "organisation": _organisation,
    "work_email": lambda told: told.me.email if told.ours.first_responder else "",
    "own_reference": lambda told: told.case.reference,
    "nation": lambda told: told.case.jurisdiction,
    "under_18": _age,
    "had_to_do": lambda told: told.sealed(told.report, "account"),
    "still_there": lambda told: "no" if "exploitation_ended" in told.events else "",
    "town_now": _town_now,
    "county_now": _county_now,
    "crime_recorded": _crime,
    "crime_force": _force,
    "crime_reference": lambda told: told.sealed(told.report, "crime_reference"),
    "co_operates": _co_operates,
    "wants_nrm": _nrm,
    "why_not": _why_not,
    "wants_support": _support,
    "phone_route": lambda told: "yes" if told.channel("call") else "",
    "phone": lambda told: told.channel("call"),
    "first_name": lambda told: _names(told)[0] or told.sealed(told.person, "called"),
    "last_name": lambda told: _names(told)[1],
    "nickname": _nickname,
    "date_of_birth": lambda told: told.sealed(told.person, "date_of_birth"),
    "gender": _gender,
    "has_children": _children,
    "nationality": lambda told: told.sealed(told.report, "nationality"),
    "interview": _interview,
    "interpreter": _interpreter,
    "language": _language,
    "contact_by": _contact_by,
    "email": lambda told: told.channel("email"),
    "email_safe": lambda told: "yes" if told.channel("email") else "",
    "post_safe": lambda told: "yes" if told.channel("letter") else "",
    "street": lambda told: told.channel("letter"),
    "responder_first_name": lambda told: _my_names(told)[0],
    "responder_last_name": lambda told: _my_names(told)[1],
    "responder_role": lambda told: told.me.role_card.name,
    "responder_phone": lambda told: told.me.work_phone,
    "stand_in_email": _stand_in,
}
"""Which answer comes from where. A safe way to reach the person is suggested, an unsafe one never."""


def suggested(sight: Sight, definition: Definition, keys: Iterable[str]) -> dict[str, Value]:
    """What the case says to these questions, as far as the door opens it and the form would take it."""
    told, wanted = _Told(sight, definition), list(keys)
    found = {key: value for key in wanted if key in SUGGESTIONS and (value := _fitting(told, key))}
    left = [key for key in wanted if key not in found and key not in ASK_ANEW]
    return {**_earlier(told, left), **found}


def _fitting(told: _Told, key: str) -> Value:
    field = told.definition.fields.get(key)
    value = SUGGESTIONS[key](told) if field else ""
    if not field or not value:
        return ""
    try:
        return checking.checked(told.definition, field, value, today())
    except checking.NotAnAnswer:
        return ""


def _earlier(told: _Told, keys: list[str]) -> dict[str, Value]:
    """What an earlier draft of the same case held, the newest first."""
    if not keys:
        return {}
    rows = Answer.objects.filter(draft__case=told.sight.file_id, key__in=keys).exclude(draft__state__in=LIVE)
    found: dict[str, Value] = {}
    for row in rows.order_by("draft_id"):
        if value := given(row, told.box).value:
            found[row.key] = value
    return found
