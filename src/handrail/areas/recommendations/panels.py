"""What rooms above show on the page of a recommendation: calls that ask about it, actions that it led to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from handrail.platform.access.actor import Actor


@dataclass(frozen=True, slots=True)
class RecommendationPanel:
    """One section of the page. A room exports it in `recommendation_page_panels.py`; areas/home lists them.

    `list_rows` is given the reader and the code of the recommendation, and gives what the template draws as
    `panel.rows`: nothing where the reader's role may not see it.
    """

    template: str
    list_rows: Callable[[Actor, str], Sequence[Any]]


class RecommendationPanelWithRows(NamedTuple):
    """A panel with its rows, as the template includes it."""

    template: str
    rows: Sequence[Any]


def load_recommendation_panels(
    panels: Sequence[RecommendationPanel], actor: Actor, code: str
) -> list[RecommendationPanelWithRows]:
    """The rows of each panel.

    Args:
        panels: in the order of the page.
        actor: who reads.
        code: of a recommendation that the actor may see.

    Returns:
        One for each panel, empty ones too: a template may offer to add the first row.
    """
    return [RecommendationPanelWithRows(panel.template, panel.list_rows(actor, code)) for panel in panels]
