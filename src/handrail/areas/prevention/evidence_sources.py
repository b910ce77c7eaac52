"""What a priority may rest on: signals, threats, findings of other rooms. Each room adds one provider to the tuple."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from handrail.areas.needs.models import NeedsAssessment, NeedsFinding
from handrail.areas.prevention.models import ThreatItem
from handrail.insight.signals.queries import describe_signal, select_visible_signals
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.followups.permissions import get_own_and_taken_over_body_ids_of_actor
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.queries import list_area_codes_and_names

MOST_CHOICES: Final = 50
LONGEST_WORDS: Final = 200
PART_MARK: Final = "."
"""Stands in an id between the record that has a page and its part."""


class EvidenceChoice(NamedTuple):
    """One thing that may be cited, with its title of today."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class EvidenceSource:
    """One kind of it.

    `place` is the name of the address of its page, which takes `id` up to PART_MARK. `list_choices` gives the newest
    of what the actor may cite, at most so many; all of it where that is None.
    """

    kind: str
    words: str
    place: str
    list_choices: Callable[[Actor, int | None], Sequence[EvidenceChoice]]


def _list_signal_evidence_choices(actor: Actor, most: int | None) -> list[EvidenceChoice]:
    names = dict(list_area_codes_and_names())
    rows = select_visible_signals(actor).filter(state="accepted")[:most]
    found = [(row, describe_signal(row, names)) for row in rows]
    return [
        EvidenceChoice(
            str(row.pk),
            msg("{title} ({area}, {month})", title=words.title, area=words.area, month=words.month),
        )
        for row, words in found
    ]


def _list_threat_evidence_choices(actor: Actor, most: int | None) -> list[EvidenceChoice]:
    rows = ThreatItem.objects.visible_to(actor).order_by("-raised_on", "-id")[:most]
    return [EvidenceChoice(str(pk), title) for pk, title in rows.values_list("pk", "title")]


def _list_assessment_evidence_choices(actor: Actor, most: int | None) -> list[EvidenceChoice]:
    if not actor.may(Permission.VIEW_NEEDS):
        return []
    rows = NeedsAssessment.objects.filter(
        body__in=get_own_and_taken_over_body_ids_of_actor(actor), state="published"
    )
    found = rows.order_by("-pk")[:most].values_list("pk", "title")
    return [EvidenceChoice(str(pk), title) for pk, title in found]


def _list_finding_evidence_choices(actor: Actor, most: int | None) -> list[EvidenceChoice]:
    """Findings of published assessments. The id names the assessment, on whose page the finding stands."""
    if not actor.may(Permission.VIEW_NEEDS):
        return []
    rows = NeedsFinding.objects.filter(
        assessment__body__in=get_own_and_taken_over_body_ids_of_actor(actor), assessment__state="published"
    )
    found = rows.order_by("-assessment", "number").values_list("assessment", "number", "words")
    return [
        EvidenceChoice(
            f"{assessment}{PART_MARK}{number}",
            msg("{number}. {words}", number=number, words=_shorten_evidence_words(words)),
        )
        for assessment, number, words in found[:most]
    ]


def _shorten_evidence_words(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= LONGEST_WORDS else plain[: LONGEST_WORDS - 1].rstrip() + "…"


EVIDENCE_SOURCES: Final[tuple[EvidenceSource, ...]] = (
    EvidenceSource("signal", "Unusual change", "signal", _list_signal_evidence_choices),
    EvidenceSource("threat", "Threat", "threat_item", _list_threat_evidence_choices),
    EvidenceSource(
        "finding", "Finding of a needs assessment", "published_needs", _list_finding_evidence_choices
    ),
    EvidenceSource("needs", "Needs assessment", "published_needs", _list_assessment_evidence_choices),
)
EVIDENCE_WORDS: Final = {source.kind: source.words for source in EVIDENCE_SOURCES}
EVIDENCE_PLACES: Final = {source.kind: source.place for source in EVIDENCE_SOURCES}


def list_evidence_choices(actor: Actor) -> list[tuple[str, str]]:
    """What a page offers to cite: the newest of each kind.

    Returns:
        “kind:id”, and kind and title.
    """
    return [
        (f"{source.kind}:{choice.id}", msg("{kind}: {title}", kind=source.words, title=choice.title))
        for source in EVIDENCE_SOURCES
        for choice in source.list_choices(actor, MOST_CHOICES)
    ]


def find_title_of_evidence(actor: Actor, chosen: str) -> str | None:
    """The title of what was chosen, whether a page offers it or not; None where it is not open to the actor.

    Args:
        actor: who cites it.
        chosen: “kind:id”.
    """
    kind, _, wanted = chosen.partition(":")
    source = next((each for each in EVIDENCE_SOURCES if each.kind == kind), None)
    open_to_actor = source.list_choices(actor, None) if source else ()
    return next((str(choice.title) for choice in open_to_actor if choice.id == wanted), None)
