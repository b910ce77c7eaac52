"""Columns of a record in words: how each is called in the copy for its person, and what stands beside the name.

A code is said by its label, a sum in pounds, a reference by the name of what it leads to. What a reader could do
nothing with is left out: HIDDEN says why.
"""

import json
from collections.abc import Callable, Iterable
from datetime import date, time
from functools import cache
from typing import Any

from django.db import models

from handrail.directory.housing.models import Zone
from handrail.directory.housing.place_kinds import ACCESS_WORDS
from handrail.pathway.route_map import PHASE_NAMES
from handrail.people.cases.events.clock_start_facts import CASE_FACTS
from handrail.people.conferences.text_choices import ConferenceGround
from handrail.people.deployment.text_choices import DeploymentTask
from handrail.people.housing.models import UnitBooking
from handrail.people.housing.suitability_questions import QUESTIONS
from handrail.people.housing.text_choices import MissingHousingProvision, SuitabilityAnswer
from handrail.people.justice.rules.entitlements import list_entitlements
from handrail.people.justice.text_choices import JusticeTopic, RecipientToldOfCompulsion, TriageFact
from handrail.people.records.models.phase_field import PhaseField
from handrail.people.records.models.sealed_day import SealedDay
from handrail.people.referral_form.answer_encoding import decode_answer
from handrail.people.referral_form.models import FormAnswer
from handrail.people.referral_form.rules.export_content import describe_form_answer, format_question_title
from handrail.people.referral_form.rules.form_definition import get_form_definition
from handrail.platform.access.field_classification import FieldSensitivityClass, get_field_sensitivity_class
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.access.pence_field import PenceField
from handrail.platform.access.sealed import Sealed
from handrail.platform.kernel.dates import format_day, format_time, to_date
from handrail.platform.kernel.messages import capitalise_first
from handrail.platform.kernel.money import format_pence
from handrail.platform.reference.models import Language
from handrail.platform.vault.app_sealed_fields import AppSealedReference, attach_referenced_rows

type ColumnText = Callable[[Any], str]

HIDDEN: dict[str, frozenset[str]] = {
    "access.Grant": frozenset(
        {
            "held_back_at",  # for the one keeper of two files alone: whoever makes the copy must not learn of another
        }
    ),
    "cases.Due": frozenset(
        {
            "code",  # the rule’s own name; its words are in the copy
            "kind",  # whether the rule’s length is a most or a least; its words say it
            "sort",  # how My day orders it
        }
    ),
    "deployment.Deployment": frozenset(
        {
            "overridden",  # which rules of matching were set aside; the reason is in the copy
            "weight",  # how a practitioner’s load is counted
            "weight_of_talk",  # how a practitioner’s load is counted
        }
    ),
    "deployment.InterpreterBooking": frozenset(
        {
            "name_marks",  # marks that no one can read
        }
    ),
    "files.Paper": frozenset(
        {
            "checksum",  # a number that shows whether the file was changed
            "scan",  # whether the file was scanned; what is harmful is said beside the file
            "scanned_at",  # when the file was scanned
        }
    ),
    "justice.CriminalCaseState": frozenset(
        {
            "next_contact_why",  # how the next contact is worked out; its day is in the copy
        }
    ),
    "records.Event": frozenset(
        {
            "of",  # a code for the kind of source
            "reference_key",  # a number for finding a reference, which is in the copy
        }
    ),
    "referral_form.Handover": frozenset(
        {
            "content",  # the answers as they were then: they stand under Answers in referral forms
        }
    ),
}
"""Columns that are left out of every row, each with the reason beside it."""

SAID_ELSEWHERE: frozenset[str] = frozenset(
    {
        "access.Grant",
        "bags.BagIssue",
        "cases.Referral",
        "cases.ReferralLink",
        "conferences.Conference",
        "conferences.ConferenceAction",
        "conferences.ConferenceItem",
        "conferences.ConferenceMeeting",
        "conferences.ConferenceMember",
        "conferences.JointVisit",
        "contacts.Contact",
        "deployment.DeploymentRequest",
        "housing.ChildPlacementSearch",
        "housing.Stay",
        "housing.SuitabilityCheck",
        "information_requests.InformationRequest",
        "information_requests.NamedPersonRequest",
        "justice.ContractItem",
        "justice.SignOffRequest",
        "personal_data.RestrictionPeriod",
        "records.Event",
        "records.Need",
        "records.Offer",
        "records.SafetyPlan",
        "recovery.Goal",
        "recovery.GoalVersion",
        "recovery.Hesitation",
        "recovery.HesitationChange",
        "referral_form.DraftOrSentForm",
    }
)
"""What a row may lead to without naming it: it stands in the copy under its own heading."""
UNNAMED: frozenset[str] = frozenset(
    {
        "access.File",  # the record itself
        "directory_funds.Budget",  # accounts of a fund
        "directory_funds.FundTerms",  # the rules of a fund
        "directory_stores.BagContents",  # what every bag of that sort holds
        "directory_stores.Stock",  # which store a bag came from
        "directory_stores.StockMovement",  # accounts of a store
        "matching.IncidentFact",  # said in the copy: the fact that was copied
        "records.Case",  # the record itself
    }
)
"""What a row may lead to without naming it, and that says nothing of the person, each with the reason beside it."""

LABELS: dict[str, dict[str, str]] = {
    "access.Grant": {
        "because": "What it rests on",
        "end_reason": "Why it ended",
        "ground": "Ground",
        "paused_at": "Paused since",
        "to_user": "Person",
        "until": "Agreed until",
    },
    "cases.Due": {"ended_on": "Done or ended on", "wording": "What is due"},
    "cases.DutyToNotifyReport": {"co_operates": "Agreed to be named"},
    "contacts.Closing": {"left_open": "Still open then"},
    "files.Paper": {"name": "Name of the file", "size": "Size"},
    "housing.Stay": {"booking": "Place and nights"},
    "records.Case": {"owner": "Who keeps the record", "told": "What starts a time limit"},
    "records.Consent": {"of_child": "A child’s own answer", "said": "Answer"},
    "records.Event": {"at": "Day", "event": "What happened", "reference_seal": "Reference number"},
    "records.Offer": {"cost_pence": "Cost", "service": "Service"},
    "records.PersonMove": {"at": "When a move was recorded"},
    "recovery.OutcomeReview": {"silent": "Did not want to say"},
    "referral_form.FormAnswer": {"key": "Question", "unsure": "Not sure", "value": "Answer"},
    "money.FundRequest": {
        "bought_pence": "Paid",
        "how": "How it was paid",
        "receipt_pence": "On the receipt",
    },
}
"""Names of columns that have none of their own to read."""
COMMON_LABELS = {
    "at": "When",
    "body": "Organisation",
    "from_body": "From",
    "given_kinds": "Kinds of information given",
    "kinds": "Kinds of information",
    "phase": "Where in the NRM it fell",
    "said": "Answer",
    "to_body": "Organisation",
    "to_user": "To",
    "wanted_kinds": "Kinds of information asked for",
}
QUIET_MOMENTS = frozenset({"changed_at", "recorded_at", "visit_hash"})
KIND_LISTS = frozenset({"kinds", "given_kinds", "wanted_kinds"})
ROUTES = {"nrm": "Referral into the NRM", "dtn": "Duty to Notify report"}
CODE_LISTS: dict[str, dict[str, dict[str, str]]] = {
    "conferences.Conference": {"grounds": dict(ConferenceGround.choices)},
    "deployment.DeploymentRequest": {"tasks": dict(DeploymentTask.choices)},
    "housing.NothingFits": {"missing": dict(MissingHousingProvision.choices)},
    "housing.PlaceRequirements": {"access": ACCESS_WORDS},
    "justice.CompulsionRecord": {"told": dict(RecipientToldOfCompulsion.choices)},
    "justice.JusticeContact": {"topics": dict(JusticeTopic.choices)},
    "justice.TriageDecision": {"facts": dict(TriageFact.choices)},
    "records.Case": {"told": CASE_FACTS},
}
"""Columns that hold several codes, and what each code means."""


def list_columns_in_copy(model: type[models.Model]) -> list[Any]:
    """Columns that say something of the person to the person: sealed ones, choices, days, and whom it leads to."""
    return [column for column in model._meta.concrete_fields if _is_column_in_copy(column)]


def list_relations_in_copy(model: type[models.Model]) -> list[str]:
    """Foreign keys whose names are in the copy: to be fetched with the rows."""
    columns = list_columns_in_copy(model)
    return [column.name for column in columns if column.is_relation]


def get_column_label(column: Any) -> str:
    """How a column is called in the copy."""
    own = LABELS.get(column.model._meta.label, {}).get(column.name) or COMMON_LABELS.get(column.name)
    if own:
        return own
    label = capitalise_first(str(column.verbose_name))
    return label.removesuffix(" pence") if isinstance(column, PenceField) else label


def get_code_words(column: Any) -> dict[str, str]:
    """What each code of a column that holds several means.

    Returns:
        Words by code; empty for all other columns.
    """
    return CODE_LISTS.get(column.model._meta.label, {}).get(column.name, {})


def attach_named_rows(model: type[models.Model], rows: Iterable[Any]) -> list[Any]:
    """Fetch what rows name by a sealed number, in one statement for each such column."""
    found = list(rows)
    for column in model._meta.concrete_fields:
        if isinstance(column, AppSealedReference):
            target = column.get_target()
            wanted = target._base_manager.all()
            if target is UnitBooking:
                wanted = wanted.select_related("unit__place", "payer")
            found = attach_referenced_rows(found, column.name, wanted)
    return found


def get_column_text(column: Any, row: Any) -> str:
    """What stands in the copy for one column of one row; empty where there is nothing to say."""
    special = _get_special_texts().get(column.model._meta.label, {}).get(column.name)
    if special:
        return special(row)
    if isinstance(column, Sealed):
        text = str(getattr(row, column.name).open())
        return format_day(date.fromisoformat(text)) if text and isinstance(column, SealedDay) else text
    if column.choices:
        return _get_choice_label(column, row)
    return _format_value(column, getattr(row, column.name))


def get_column_code(column: Any, row: Any) -> str:
    """The code behind a label, for a machine; empty where the text is all there is."""
    return str(getattr(row, column.attname) or "") if column.choices else ""


def _is_column_in_copy(column: Any) -> bool:
    if column.name in HIDDEN.get(column.model._meta.label, ()):
        return False
    if get_field_sensitivity_class(column) in (
        FieldSensitivityClass.IDENTITY,
        FieldSensitivityClass.PERSONAL,
    ):
        return True
    if column.is_relation:
        return _is_relation_named(column)
    if isinstance(column, AppSealedReference) or column.name in KIND_LISTS or get_code_words(column):
        return True
    if isinstance(column, models.DateTimeField):
        return column.name not in QUIET_MOMENTS
    return bool(column.choices) or isinstance(column, models.DateField)


def _is_relation_named(column: Any) -> bool:
    """Who only typed it in stands in the list of who looked."""
    target = column.related_model
    if target is User:
        return column.name != "by" and not column.name.endswith("_by")
    return target._meta.label not in SAID_ELSEWHERE | UNNAMED


def _get_choice_label(column: Any, row: Any) -> str:
    label = str(getattr(row, f"get_{column.name}_display")() or "")
    code = getattr(row, column.attname)
    if isinstance(column, PhaseField):
        return next((name for phase, name in PHASE_NAMES.items() if phase.value == code), "")
    if label == code and code in set(Kind):
        return Kind(code).words
    return capitalise_first(label)


def _format_value(column: Any, value: Any) -> str:
    if value is None or value in ("", [], {}) or isinstance(value, bytes | memoryview):
        return ""
    if isinstance(value, bool):
        return _format_flag(column, is_set=value)
    if isinstance(column, PenceField):
        return format_pence(value)
    if column.name in KIND_LISTS:
        return "; ".join(Kind(code).words for code in value)
    if get_code_words(column):
        return _join_code_words(column, value)
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return _format_plain_value(value)


def _format_plain_value(value: Any) -> str:
    if isinstance(value, time):
        return format_time(value)
    if isinstance(value, date):
        return format_day(to_date(value))
    return str(getattr(value, "name", value))


def _format_flag(column: Any, *, is_set: bool) -> str:
    """A mark without a question of its own says nothing where it is not set."""
    if is_set:
        return "Yes"
    return "" if str(column.verbose_name) == column.name.replace("_", " ") else "No"


def _join_code_words(column: Any, codes: Iterable[str]) -> str:
    words = get_code_words(column)
    return "; ".join(str(words.get(code, "")) for code in codes)


@cache
def _get_special_texts() -> dict[str, dict[str, ColumnText]]:
    """Columns whose text no rule of a type gives."""
    return {
        "contacts.Closing": {"left_open": _format_left_open},
        "deployment.InformedChoice": {"language": _format_language},
        "deployment.InterpreterBooking": {"language": _format_language},
        "deployment.PersonLanguage": {"language": _format_language, "level": _format_language_level},
        "housing.CheckDraft": {"answers": _format_check_answers},
        "housing.PlaceRequirements": {"risks": _format_risk_zones},
        "housing.Stay": {"booking": _format_booking},
        "justice.CompulsionRecord": {"told": _make_sealed_codes_formatter("told")},
        "justice.ContractItem": {"entitlement": _format_entitlement},
        "justice.JusticeContact": {"topics": _make_sealed_codes_formatter("topics")},
        "justice.TriageDecision": {"facts": _make_sealed_codes_formatter("facts")},
        "referral_form.DraftOrSentForm": {"made_as": lambda row: ROUTES.get(row.made_as, "")},
        "referral_form.FormAnswer": {"key": _format_form_question, "value": _format_form_answer},
        "referral_form.Handover": {"route": lambda row: ROUTES.get(row.route, "")},
    }


def _make_sealed_codes_formatter(name: str) -> ColumnText:
    def format_codes(row: Any) -> str:
        words, told = CODE_LISTS[row._meta.label][name], str(getattr(row, name).open())
        return "; ".join(str(words.get(code, "")) for code in told.split(",") if code)

    return format_codes


def _format_left_open(row: Any) -> str:
    return "; ".join(
        f"{capitalise_first(str(sort).replace('_', ' '))}: {count}" for sort, count in row.left_open.items()
    )


def _format_language(row: Any) -> str:
    tag = str(row.language or "")
    return _get_language_names().get(tag, tag)


@cache
def _get_language_names() -> dict[str, str]:
    """Reference data: it changes with a version of the product only."""
    return dict(Language.objects.values_list("tag", "name"))


def _format_language_level(row: Any) -> str:
    label = str(row.get_level_display())
    return f"{label} on the European scale" if label == row.level else label


def _format_check_answers(row: Any) -> str:
    answers = json.loads(row.answers.open() or "{}")
    labels, asked = dict(SuitabilityAnswer.choices), {one.code: one.ask for one in QUESTIONS}
    said = (f"{asked[code]} {labels.get(said, said)}" for code, said in answers.items() if code in asked)
    return "\n".join((*said, *(text for code, text in answers.items() if code not in asked)))


def _format_risk_zones(row: Any) -> str:
    zones = json.loads(row.risks.open() or "[]")
    return ", ".join(Zone.objects.filter(pk__in=zones).order_by("name").values_list("name", flat=True))


def _format_booking(row: Any) -> str:
    booking = row.booking
    if booking is None:
        return ""
    where = f"{booking.unit.name}, {booking.unit.place.name}"
    nights = f"{format_day(booking.first_night)} to {format_day(booking.last_night)}"
    return f"{where}: nights of {nights}"


def _format_entitlement(row: Any) -> str:
    return next((one.words for one in list_entitlements() if one.code == row.entitlement), "")


def _format_form_question(row: FormAnswer) -> str:
    found = _find_form_field(row)
    return str(format_question_title(*found)) if found else "A question of the form"


def _format_form_answer(row: FormAnswer) -> str:
    found, given = _find_form_field(row), decode_answer(row)
    if found:
        return str(describe_form_answer(found[1], given))
    return "; ".join(given.value) if isinstance(given.value, tuple) else str(given.value)


def _find_form_field(row: FormAnswer) -> Any:
    """The page and the box of the form in the version that was filled in; None where it is of no version known."""
    pages = get_form_definition(row.draft.definition).pages
    return next(((page, field) for page in pages for field in page.fields if field.key == row.key), None)
