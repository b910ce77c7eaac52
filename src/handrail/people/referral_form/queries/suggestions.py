"""What the case knows already, as answers to the form: suggested on the page, and kept only once somebody saves it."""

from collections.abc import Callable, Iterable
from functools import cached_property

from handrail.people.cases.consent.models import DutyToNotifyReport
from handrail.people.cases.offers.models import Circumstances
from handrail.people.cases.person.channel_safety import ChannelSafety
from handrail.people.cases.person.models import Channel
from handrail.people.records.models import Case, Consent, Event, Person
from handrail.people.records.queries.unsafe_channels import get_unsafe_reasons_by_channel
from handrail.people.records.text_choices import (
    ConsentAnswer,
    ConsentMatter,
    InterpretationMode,
    InterpreterKnownToVictimAnswer,
)
from handrail.people.referral_form.answer_encoding import decode_answer
from handrail.people.referral_form.draft_and_handover_states import LIVE_STATES
from handrail.people.referral_form.models import FormAnswer
from handrail.people.referral_form.rules import answer_cleaning
from handrail.people.referral_form.rules.form_definition import FormDefinition
from handrail.people.referral_form.rules.question_flow import Value
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.access.today import today
from handrail.platform.kernel.dates import format_day
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.reference.models import Body

NEVER_CARRIED_OVER = frozenset(
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


class _CaseFactsForSuggestions:
    """The case, read part by part and only as far as a page needs, each part behind its kind."""

    def __init__(self, case_access: CaseAccess, definition: FormDefinition) -> None:
        self.case_access, self.definition = case_access, definition

    @cached_property
    def case(self) -> Case:
        related = ("owner", "area", "stand_in", "point_of_contact")
        return Case.objects.select_related(*related).get(pk=self.case_access.file_id)

    @cached_property
    def person(self) -> Person | None:
        if not self.case_access.sees(Kind.IDENTITY):
            return None
        return (
            Person.objects.select_related("language")
            .filter(pk=self.case_access.file_id)
            .opened_for(self.case_access)
            .first()
        )

    @cached_property
    def channels(self) -> dict[str, Channel]:
        """The newest word on each way to reach them, of those that are safe."""
        if not self.case_access.sees(Kind.CONTACT):
            return {}
        rows = (
            Channel.objects.filter(case=self.case_access.file_id).order_by("id").opened_for(self.case_access)
        )
        newest = {row.kind: row for row in rows}
        closed = get_unsafe_reasons_by_channel(self.case_access.file_id)
        return {
            kind: row for kind, row in newest.items() if row.safe == ChannelSafety.YES and kind not in closed
        }

    @cached_property
    def answers(self) -> dict[str, str]:
        """What they said, matter by matter."""
        if not self.case_access.sees(Kind.CONSENT):
            return {}
        rows = (
            Consent.objects.not_taken_back_for_case(self.case)
            .exclude(matter=ConsentMatter.SHARING)
            .order_by("id")
        )
        rows = rows.opened_for(self.case_access)
        self.words = {row.matter: row.words.open() for row in rows}
        return {row.matter: row.said for row in rows}

    @cached_property
    def events(self) -> frozenset[str]:
        if not self.case_access.sees(Kind.PATHWAY):
            return frozenset()
        rows = list(
            Event.objects.filter(case=self.case_access.file_id).values_list("pk", "event", "supersedes")
        )
        gone = {supersedes for _, _, supersedes in rows if supersedes}
        return frozenset(event for pk, event, _ in rows if pk not in gone)

    @cached_property
    def report(self) -> DutyToNotifyReport | None:
        """The newest short report that was prepared on the case."""
        return (
            DutyToNotifyReport.objects.filter(case=self.case_access.file_id)
            .order_by("-id")
            .opened_for(self.case_access)
            .first()
        )

    @cached_property
    def said(self) -> Circumstances | None:
        if not self.case_access.sees(Kind.IDENTITY):
            return None
        return Circumstances.objects.filter(pk=self.case_access.file_id).first()

    @cached_property
    def me(self) -> User:
        return User.objects.get(pk=self.case_access.actor.user_id)

    @cached_property
    def ours(self) -> Body:
        return Body.objects.get(pk=self.case_access.actor.body_id)

    def sealed(self, row: Person | DutyToNotifyReport | Channel | None, field: str) -> str:
        return getattr(row.opened, field) if row is not None else ""

    def channel(self, kind: str) -> str:
        return self.sealed(self.channels.get(kind), "detail")


def _suggest_under_18(told: _CaseFactsForSuggestions) -> Value:
    known = {"adult": "no", "child": "yes", "unsure": "not-sure"}
    return known[told.case.age] if told.case.age_asked else ""


def _suggest_user_first_responder_organisation(told: _CaseFactsForSuggestions) -> Value:
    return told.ours.form_name or told.ours.name if told.ours.first_responder else ""


def _suggest_first_and_last_name(told: _CaseFactsForSuggestions) -> tuple[str, str]:
    first, _, last = told.sealed(told.person, "full_name").strip().partition(" ")
    return first, last.strip()


def _suggest_nickname_answer(told: _CaseFactsForSuggestions) -> Value:
    called = told.sealed(told.person, "called")
    return called if called and called != _suggest_first_and_last_name(told)[0] else ""


def _suggest_wants_nrm(told: _CaseFactsForSuggestions) -> Value:
    said = {"yes": "yes", "no": "no", "withdrawn": "no", "undecided": "not-sure"}
    return said.get(told.answers.get(ConsentMatter.NRM, ""), "")


def _suggest_wants_national_support(told: _CaseFactsForSuggestions) -> Value:
    return {"yes": "yes", "no": "no", "withdrawn": "no"}.get(
        told.answers.get(ConsentMatter.NATIONAL_SUPPORT, ""), ""
    )


def _suggest_reason_against_nrm(told: _CaseFactsForSuggestions) -> Value:
    if told.answers.get(ConsentMatter.NRM) not in (ConsentAnswer.NO, ConsentAnswer.WITHDRAWN):
        return ""
    return told.words.get(ConsentMatter.NRM, "") or told.sealed(told.report, "reason")


def _suggest_interpreter_needed(told: _CaseFactsForSuggestions) -> Value:
    return told.person.interpreter if told.person and told.person.interpreter in ("yes", "no") else ""


def _suggest_language(told: _CaseFactsForSuggestions) -> Value:
    return told.person.language.name if told.person and told.person.language else ""


def _suggest_how_nrm_consent_was_interpreted(told: _CaseFactsForSuggestions) -> Value:
    """How they were asked about the NRM: the form asks for the interpreter beside where it was and who was there."""
    if not told.case_access.sees(Kind.CONSENT):
        return ""
    rows = (
        Consent.objects.not_taken_back_for_case(told.case)
        .filter(matter=ConsentMatter.NRM)
        .select_related("interpreter")
    )
    row = rows.order_by("-id").opened_for(told.case_access).first()
    if row is None or row.interpreter is None:
        return ""
    by = row.interpreted_by.open()
    parts = [
        CONTACT_ROUTES[InterpretationMode(row.through)],
        row.interpreter.name,
        by,
        CIRCLES.get(InterpreterKnownToVictimAnswer(row.circle), ""),
    ]
    return msg(
        "Asked on {asked_on}. {parts}.",
        asked_on=format_day(row.asked_on),
        parts=join_texts(part for part in parts if part),
    )


CONTACT_ROUTES = {
    InterpretationMode.NOT_SAID: "Through an interpreter",
    InterpretationMode.IN_PERSON: "Through an interpreter in person",
    InterpretationMode.PHONE: "Through an interpreter by phone",
    InterpretationMode.VIDEO: "Through an interpreter by video",
    InterpretationMode.RELATIVE: "Through a relative or friend",
}
CIRCLES = {
    InterpreterKnownToVictimAnswer.NO: "no one the person knows",
    InterpreterKnownToVictimAnswer.YES: "perhaps someone the person knows",
}


def _suggest_gender_answer(told: _CaseFactsForSuggestions) -> Value:
    said = {"female": "female", "male": "male", "other": "unknown"}.get(
        told.said.gender if told.said else "", ""
    )
    return said or (told.report.gender if told.report and told.report.gender != "unknown" else "")


def _suggest_has_dependent_children(told: _CaseFactsForSuggestions) -> Value:
    return "yes" if told.said and told.said.dependants == "yes" else ""


def _suggest_contact_methods(told: _CaseFactsForSuggestions) -> Value:
    ways = (("email", "email"), ("letter", "post"))
    return tuple(theirs for ours, theirs in ways if told.channel(ours))


def _suggest_town_now(told: _CaseFactsForSuggestions) -> Value:
    """A part of what is written of where they are, where the Home Office's list has it."""
    if not told.case_access.sees(Kind.CONTACT):
        return ""
    towns = set(told.definition.lists["uk_cities_and_towns"])
    parts = [part.strip() for part in told.sealed(told.person, "where_now").split(",")]
    return next((part for part in reversed(parts) if part in towns), "")


def _suggest_county_now(told: _CaseFactsForSuggestions) -> Value:
    return told.case.area.name if told.case.area else ""


def _suggest_crime_recorded(told: _CaseFactsForSuggestions) -> Value:
    return "yes" if "crime_recorded" in told.events or told.sealed(told.report, "crime_reference") else ""


def _suggest_police_force_of_recorded_crime(told: _CaseFactsForSuggestions) -> Value:
    if not _suggest_crime_recorded(told):
        return ""
    if told.case.owner.kind == "police":
        return told.case.owner.form_name
    return told.case.area.form_name if told.case.area else ""


def _suggest_whether_cooperates_with_police(told: _CaseFactsForSuggestions) -> Value:
    return "yes" if told.report and told.report.co_operates else ""


def _suggest_user_first_and_last_name(told: _CaseFactsForSuggestions) -> tuple[str, str]:
    first, _, last = told.me.name.partition(" ")
    return first, last


def _suggest_email_of_colleague_on_case(told: _CaseFactsForSuggestions) -> Value:
    other = told.case.stand_in
    if other is None or other.pk == told.me.pk:
        other = told.case.point_of_contact
    return other.email if other.pk != told.me.pk else ""


SUGGESTIONS: dict[str, Callable[[_CaseFactsForSuggestions], Value]] = {
    "organisation": _suggest_user_first_responder_organisation,
    "work_email": lambda told: told.me.email if told.ours.first_responder else "",
    "own_reference": lambda told: told.case.reference,
    "nation": lambda told: told.case.jurisdiction,
    "under_18": _suggest_under_18,
    "had_to_do": lambda told: told.sealed(told.report, "account"),
    "still_there": lambda told: "no" if "exploitation_ended" in told.events else "",
    "town_now": _suggest_town_now,
    "county_now": _suggest_county_now,
    "crime_recorded": _suggest_crime_recorded,
    "crime_force": _suggest_police_force_of_recorded_crime,
    "crime_reference": lambda told: told.sealed(told.report, "crime_reference"),
    "co_operates": _suggest_whether_cooperates_with_police,
    "wants_nrm": _suggest_wants_nrm,
    "why_not": _suggest_reason_against_nrm,
    "wants_support": _suggest_wants_national_support,
    "phone_route": lambda told: "yes" if told.channel("call") else "",
    "phone": lambda told: told.channel("call"),
    "first_name": lambda told: _suggest_first_and_last_name(told)[0] or told.sealed(told.person, "called"),
    "last_name": lambda told: _suggest_first_and_last_name(told)[1],
    "nickname": _suggest_nickname_answer,
    "date_of_birth": lambda told: told.sealed(told.person, "date_of_birth"),
    "gender": _suggest_gender_answer,
    "has_children": _suggest_has_dependent_children,
    "nationality": lambda told: told.sealed(told.report, "nationality"),
    "interview": _suggest_how_nrm_consent_was_interpreted,
    "interpreter": _suggest_interpreter_needed,
    "language": _suggest_language,
    "contact_by": _suggest_contact_methods,
    "email": lambda told: told.channel("email"),
    "email_safe": lambda told: "yes" if told.channel("email") else "",
    "post_safe": lambda told: "yes" if told.channel("letter") else "",
    "street": lambda told: told.channel("letter"),
    "responder_first_name": lambda told: _suggest_user_first_and_last_name(told)[0],
    "responder_last_name": lambda told: _suggest_user_first_and_last_name(told)[1],
    "responder_role": lambda told: told.me.role_definition.name,
    "responder_phone": lambda told: told.me.work_phone,
    "stand_in_email": _suggest_email_of_colleague_on_case,
}
"""Which answer comes from where. A safe way to reach the person is suggested, an unsafe one never."""


def get_suggestions_by_field_key(
    case_access: CaseAccess, definition: FormDefinition, keys: Iterable[str]
) -> dict[str, Value]:
    """What the case says to these questions, as far as it is open to the reader and the form would take it.

    Args:
        case_access: the reader's access to the case.
        definition: the version of the form.
        keys: the boxes that are asked for.

    Returns:
        By key; what an earlier draft held where the case itself says nothing.
    """
    told, wanted = _CaseFactsForSuggestions(case_access, definition), list(keys)
    found = {
        key: value for key in wanted if key in SUGGESTIONS and (value := _suggest_valid_answer(told, key))
    }
    left = [key for key in wanted if key not in found and key not in NEVER_CARRIED_OVER]
    return {**_get_earlier_answers_by_field_key(told, left), **found}


def _suggest_valid_answer(told: _CaseFactsForSuggestions, key: str) -> Value:
    field = told.definition.fields.get(key)
    value = SUGGESTIONS[key](told) if field else ""
    if not field or not value:
        return ""
    try:
        return answer_cleaning.clean_form_answer(told.definition, field, value, today())
    except answer_cleaning.InvalidAnswerError:
        return ""


def _get_earlier_answers_by_field_key(told: _CaseFactsForSuggestions, keys: list[str]) -> dict[str, Value]:
    """What an earlier draft of the same case held, the newest first."""
    if not keys:
        return {}
    rows = FormAnswer.objects.filter(draft__case=told.case_access.file_id).exclude(
        draft__state__in=LIVE_STATES
    )
    found: dict[str, Value] = {}
    for row in rows.order_by("draft_id").opened_for(told.case_access):
        if row.key in keys and (value := decode_answer(row).value):
            found[row.key] = value
    return found
