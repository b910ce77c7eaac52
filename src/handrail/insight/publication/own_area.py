"""Which area somebody who answers for one reads first: their organisation's own."""

from collections.abc import Sequence

from handrail.directory.housing.queries.bodies import get_area_code_of_body
from handrail.insight.disclosure.count_table import COUNTRY
from handrail.insight.publication.queries import COUNTRY_NAME, list_areas_of_figures
from handrail.platform.access.actor import Actor
from handrail.platform.reference.models import Body


def get_own_area_of_figures(actor: Actor) -> tuple[str, str]:
    """The reader's own area, or the country where their organisation has none. One statement.

    Args:
        actor: who reads.

    Returns:
        Code and name of the area.
    """
    code, name = Body.objects.values_list("area_id", "area__name").get(pk=actor.body_id)
    return (code, name) if code else (COUNTRY, COUNTRY_NAME)


def resolve_area_of_figures(actor: Actor, asked: str) -> tuple[tuple[str, str], Sequence[tuple[str, str]]]:
    """The area of a page of figures. Two statements.

    Args:
        actor: who reads.
        asked: the code that the address names; what is none means the reader's own, or the country.

    Returns:
        Code and name of the area; and those of all that may be chosen.
    """
    areas, own = list_areas_of_figures(), get_area_code_of_body(actor.body_id)
    by_code = dict(areas)
    code = next((each for each in (asked, own) if each in by_code), areas[0][0])
    return (code, by_code[code]), areas
