"""From places and agreements to the words and tags of their pages."""

from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID

from handrail.directory.housing.models import Place, Unit
from handrail.directory.housing.place_kinds import ACCESS_WORDS
from handrail.directory.housing.queries.agreements import AgreementDetail
from handrail.directory.housing.unit_stays import UnitHoldOrStay
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.ui import formatting

STATE_TAGS = {"open": "met", "planned": "soon", "funded": "soon", "paused": "declined", "closed": "declined"}


class HousingUnitRow(NamedTuple):
    """A unit of a place, with who has it."""

    unit: Unit
    has: str
    beds: str
    stays: list[UnitHoldOrStay]


class HousingPlaceRow(NamedTuple):
    """A place in the list of one's own. `state` is the colour of its tag, `words` its text."""

    place: Place
    kind_name: str
    area: str
    zone: str
    state: str
    words: str
    units: list[HousingUnitRow]


class HousingAgreementRow(NamedTuple):
    """An agreement with its tag."""

    line: AgreementDetail
    state: str
    words: str


def make_place_row(place: Place, stays: Mapping[UUID, list[UnitHoldOrStay]]) -> HousingPlaceRow:
    """A place that was fetched for its page. `stays` are by unit."""
    return HousingPlaceRow(
        place=place,
        kind_name=place.get_kind_display(),
        area=place.area.name,
        zone=place.zone.name if place.zone else "",
        state="unsafe" if place.flagged_on else STATE_TAGS[place.state],
        words="Do not use" if place.flagged_on else place.get_state_display(),
        units=[
            HousingUnitRow(
                unit,
                join_texts((ACCESS_WORDS[code] for code in unit.has), "; "),
                str(unit.beds),
                stays.get(unit.pk, []),
            )
            for unit in place.units.all()
        ],
    )


def make_agreement_row(line: AgreementDetail) -> HousingAgreementRow:
    """An agreement, with whether it holds today."""
    today = formatting.get_today()
    if line.last_night is not None and line.last_night < today:
        return HousingAgreementRow(line, "declined", "Ended")
    if line.waits:
        return HousingAgreementRow(line, "unknown", "Waiting for the provider")
    if line.first_night > today:
        return HousingAgreementRow(line, "soon", "To come")
    if line.last_night is not None and (line.last_night - today).days <= 60:
        last_night = formatting.format_relative_day(line.last_night)
        return HousingAgreementRow(line, "today", msg("Ends {last_night}", last_night=last_night))
    return HousingAgreementRow(line, "met", "In force")
