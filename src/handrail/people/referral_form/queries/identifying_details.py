"""What the case and the draft know of who and where the person is: never to stand in a report that names nobody."""

import datetime
import re
from functools import cache
from uuid import UUID

from handrail.people.cases.person.models import Channel
from handrail.people.records.models import Event, Person
from handrail.people.referral_form.queries.drafts import FormDraftDetail
from handrail.people.referral_form.rules import form_definition
from handrail.people.referral_form.rules.identifying_details import (
    IdentifyingDetails,
    fold_to_letters_and_digits,
)
from handrail.people.referral_form.rules.question_flow import FormAnswerValue
from handrail.platform.access.key_access import UnrecordedKeyAccess

NAME_KEYS = ("first_name", "last_name", "nickname", "nominee_first_name", "nominee_last_name")
DATE_KEYS = ("date_of_birth",)


def get_case_identifying_details(case_id: UUID, reference: str) -> IdentifyingDetails:
    """What is on the case alone, where no form has been begun. Four statements."""
    access = UnrecordedKeyAccess(case_id)  # compared with what is to leave, and shown to nobody
    person = Person.objects.opened_for(access).get(pk=case_id)
    details, references = _read_contact_details_and_references(access)
    place = person.where_now.open()
    born = person.date_of_birth.open()
    return IdentifyingDetails(
        names=(person.called.open(), person.full_name.open()),
        phrases=(place, *list_identifying_address_parts(place), *details, *references, reference),
        numbers=(*details, *references),
        born=(datetime.date.fromisoformat(born),) if born else (),
    )


def list_identifying_address_parts(place: str) -> tuple[str, ...]:
    """What an address says between its commas.

    Returns:
        The first part, and each other that is more than a town or a county.
    """
    first, *others = [part.strip() for part in re.split(r"[,;\n]", place)]
    return (
        first,
        *(part for part in others if fold_to_letters_and_digits(part) not in _get_folded_place_names()),
    )


@cache
def _get_folded_place_names() -> frozenset[str]:
    """Towns, counties and areas as the form lists them: each stands for thousands of people."""
    lists = form_definition.get_newest_form_definition().lists
    names = [
        name for listed in ("uk_cities_and_towns", "uk_regions", "police_forces") for name in lists[listed]
    ]
    return frozenset(
        fold_to_letters_and_digits(part) for name in names for part in (name, name.partition("(")[0])
    )


def _read_contact_details_and_references(access: UnrecordedKeyAccess) -> tuple[list[str], list[str]]:
    """What each way of reaching them holds, and the Home Office's references."""
    channels = Channel.objects.filter(case=access.key_id, detail__isnull=False).opened_for(access)
    numbered = Event.objects.filter(case=access.key_id, reference_seal__isnull=False).opened_for(access)
    return [row.detail.open() for row in channels], [row.reference_seal.open() for row in numbered]


def get_draft_identifying_details(page: FormDraftDetail) -> IdentifyingDetails:
    """The same, and every answer of the form that tells who, applying or not."""
    case = get_case_identifying_details(page.case_id, page.reference)
    who = {
        field.key
        for _, field in page.definition.each()
        if field.tells == "who" and field.kind in ("text", "email", "tel")
    }
    told = [value for key in who for value in page.given.get(key, FormAnswerValue()).values]
    names = [value for key in NAME_KEYS for value in page.given.get(key, FormAnswerValue()).values]
    days = [value for key in DATE_KEYS for value in page.given.get(key, FormAnswerValue()).values if value]
    return IdentifyingDetails(
        names=(*case.names, *names),
        phrases=(*case.phrases, *(one for one in told if one not in names)),
        numbers=(*case.numbers, *told),
        born=(*case.born, *map(datetime.date.fromisoformat, days)),
    )
