"""Services of an Open Referral UK feed, version 3 or 1, as rows. What our directory needs and a feed has no field for
(kind and phases) is given by whoever brings it in, unless the feed carries our own terms."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from handrail.directory.incoming.errors import MAX_ROWS, UnreadableListError
from handrail.directory.incoming.import_row import ImportRow, add_validation_problems_to_row
from handrail.directory.published_vocabulary import TERM_BY_ID
from handrail.platform.kernel.messages import msg

STATES = {"active": "open", "inactive": "paused", "temporarily closed": "paused", "defunct": "closed"}
MAX_AGE = 120


def make_import_rows(services: list[Any], *, default: Mapping[str, Any]) -> list[ImportRow]:
    """The services as rows; `default` holds the kind, the phases and the areas where the feed says none of ours."""
    if len(services) > MAX_ROWS:
        raise UnreadableListError(
            msg(
                "There are more than {most_rows} services. Import them in parts.",
                most_rows=f"{MAX_ROWS:,}",
            )
        )
    return [_make_import_row(number, service, default) for number, service in enumerate(services, 1)]


def _make_import_row(number: int, service: Any, default: Mapping[str, Any]) -> ImportRow:
    if not isinstance(service, dict):
        return ImportRow(number, "", "", problems=("This entry is not a service.",))
    problems: list[str] = []
    organization = service.get("organization")
    provider = (
        _get_text_or_add_problem(organization, "name", 120, problems)
        if isinstance(organization, dict)
        else ""
    )
    said = {**default, **_get_kind_and_phases_from_handrail_terms(service)}
    said |= {
        "description": _get_text_or_add_problem(service, "description", 1000, problems),
        "website": _get_text_or_add_problem(service, "url", 200, problems),
        "contact_email": _get_text_or_add_problem(service, "email", 254, problems),
        "cost_note": _get_text_or_add_problem(service, "fees", 200, problems),
        **_parse_age_limits(service, problems),
    }
    status = service.get("status")
    return add_validation_problems_to_row(
        ImportRow(
            number=number,
            provider=provider,
            name=_get_text_or_add_problem(service, "name", 120, problems),
            state=STATES.get(status, "open") if isinstance(status, str) else "open",
            source_id=_get_text_or_add_problem(service, "id", 120, problems),
            said=said,
            problems=tuple(problems),
        )
    )


def _get_text_or_add_problem(entity: Mapping[str, Any], name: str, longest: int, problems: list[str]) -> str:
    value = entity.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        problems.append(msg("“{name}” is not text.", name=name))
        return ""
    whole = (
        value.replace("\0", "").encode("utf-8", "ignore").decode()
    )  # half a character cannot be kept, or shown
    return " ".join(whole.split())[:longest]


def _parse_age_limits(service: Mapping[str, Any], problems: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {"ages": "unknown", "min_age": None, "max_age": None}
    for theirs, ours in (("minimum_age", "min_age"), ("maximum_age", "max_age")):
        value = service.get(theirs)
        if value is None:
            continue
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 200:
            problems.append(msg("“{theirs}” is not an age.", theirs=theirs))
            continue
        found |= {"ages": "limits", ours: min(int(value), MAX_AGE)}
    return found


def _get_kind_and_phases_from_handrail_terms(service: Mapping[str, Any]) -> dict[str, Any]:
    """Kind and phases where the feed carries our own terms."""
    attributes = service.get("attributes")
    ids = [
        attribute.get("taxonomy_term_id")
        for attribute in (attributes if isinstance(attributes, list) else ())
        if isinstance(attribute, dict)
    ]
    terms = [TERM_BY_ID[key] for text in ids if (key := _parse_uuid(text)) in TERM_BY_ID]
    found: dict[str, Any] = {term.field: term.value for term in terms if term.taxonomy == "kind"}
    phases = [term.code for term in terms if term.taxonomy == "phase"]
    return found | ({"phases": phases} if phases else {})


def _parse_uuid(text: Any) -> UUID | None:
    try:
        return UUID(text) if isinstance(text, str) else None
    except ValueError:
        return None
