"""What the case and the draft know of who and where the person is: never to stand in a report that names nobody."""

import datetime
import re
from functools import cache
from uuid import UUID

from handrail.casework.case.models import Event, Person
from handrail.casework.case.sealing import boxes, read
from handrail.casework.people.models import Channel
from handrail.nrmform.queries.drafts import DraftPage
from handrail.nrmform.rules import definition
from handrail.nrmform.rules.flow import Given
from handrail.nrmform.rules.known import Known, bare
from handrail.vault.box import Box

NAMES = ("first_name", "last_name", "nickname", "nominee_first_name", "nominee_last_name")
DAYS = ("date_of_birth",)


def known_of_case(case_id: UUID, reference: str) -> Known:
    """What is on the case alone, where no form has been begun. Four statements."""
    box = boxes([case_id]).get(case_id)
    person = Person.objects.get(pk=case_id)
    details, references = _numbers_on(case_id, box)
    place = read(box, person, "where_now")
    born = read(box, person, "date_of_birth")
    return Known(
        names=(read(box, person, "called"), read(box, person, "full_name")),
        phrases=(place, *parts_of(place), *details, *references, reference),
        numbers=(*details, *references),
        born=(datetime.date.fromisoformat(born),) if born else (),
    )


def parts_of(place: str) -> tuple[str, ...]:
    """What an address says between its commas: the first part, and each other that is more than a town or a county."""
    first, *others = [part.strip() for part in re.split(r"[,;\n]", place)]
    return (first, *(part for part in others if bare(part) not in _towns()))


@cache
def _towns() -> frozenset[str]:
    """Towns, counties and areas as the form lists them: each stands for thousands of people."""
    lists = definition.newest().lists
    names = [
        name for listed in ("uk_cities_and_towns", "uk_regions", "police_forces") for name in lists[listed]
    ]
    return frozenset(bare(part) for name in names for part in (name, name.partition("(")[0]))


def _numbers_on(case_id: UUID, box: Box | None) -> tuple[list[str], list[str]]:
    """What each way of reaching them holds, and the Home Office's references."""
    channels = Channel.objects.filter(case=case_id, detail__isnull=False)
    numbered = Event.objects.filter(case=case_id, reference_seal__isnull=False)
    return [read(box, row, "detail") for row in channels], [
        read(box, row, "reference_seal") for row in numbered
    ]


def known_of(page: DraftPage) -> Known:
    """The same, and every answer of the form that tells who, applying or not."""
    case = known_of_case(page.case_id, page.reference)
    who = {
        field.key
        for _, field in page.definition.each()
        if field.tells == "who" and field.kind in ("text", "email", "tel")
    }
    told = [value for key in who for value in page.given.get(key, Given()).values]
    names = [value for key in NAMES for value in page.given.get(key, Given()).values]
    days = [value for key in DAYS for value in page.given.get(key, Given()).values if value]
    return Known(
        names=(*case.names, *names),
        phrases=(*case.phrases, *(one for one in told if one not in names)),
        numbers=(*case.numbers, *told),
        born=(*case.born, *map(datetime.date.fromisoformat, days)),
    )
