"""What a page that takes a figure in has beside its form: whichever room it is in."""

from typing import TypedDict

from django.http import HttpRequest

from handrail.insight.cited_figures.figure_trail import FigureDefinition
from handrail.insight.cited_figures.queries import PublishedFigureChoices, get_published_figure_choices
from handrail.insight.publication.months_and_quarters import format_quarter
from handrail.insight.publication.open_data import PROTECTION


class ChoosePublishedFigureContext(TypedDict):
    """What cited_figures/take.html shows. `areas` is empty where there is no choice of area."""

    choice: PublishedFigureChoices
    areas: list[tuple[str, str]]
    measure: str
    quarters: list[tuple[str, str]]
    definition: FigureDefinition | None
    protection: tuple[str, str]


def get_figure_choices_and_measure_of_request(
    request: HttpRequest, area_code: str
) -> tuple[PublishedFigureChoices, str]:
    """The quarter and the measure that an address names.

    Args:
        request: with `quarter` and `measure` in its address.
        area_code: whose figures.

    Returns:
        What may be taken in, and the measure's key: the first where the address names none.
    """
    choice = get_published_figure_choices(area_code, request.GET.get("quarter", ""))
    asked = request.GET.get("measure", "")
    return choice, asked if asked in choice.definitions else next(iter(choice.definitions), "")


def build_choose_figure_context(
    choice: PublishedFigureChoices, measure: str, areas: list[tuple[str, str]] | None = None
) -> ChoosePublishedFigureContext:
    """The page's variables.

    Args:
        choice: what may be taken in.
        measure: the key of the measure that is shown.
        areas: code and name of each area that may be chosen; None where there is no choice.

    Returns:
        For the template.
    """
    return {
        "choice": choice,
        "areas": areas or [],
        "measure": measure,
        "quarters": [(each.code, format_quarter(each.code)) for each in choice.quarters],
        "definition": choice.definitions[measure] if measure else None,
        "protection": PROTECTION,
    }
