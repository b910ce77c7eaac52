"""What is known of the safety of each channel to the person, and the warning where it is not known to be safe."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from handrail.people.cases.person.models import Channel
from handrail.people.contacts.text_choices import KnownChannelSafety
from handrail.people.matching.queries.case_joins_and_incident import (
    list_joins_with_other_cases_of_same_person,
)
from handrail.people.records.queries.unsafe_channels import get_unsafe_channel_reasons_by_case
from handrail.people.records.text_choices import ContactChannelKind
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.kernel.messages import msg

GRAVE_SAFETY = (KnownChannelSafety.NOT_SAFE, KnownChannelSafety.UNSURE)
"""These count here too where a joined case says so, the graver first. That it calls a channel safe does not."""
type SafetyByChannel = dict[ContactChannelKind, KnownChannelSafety]


@dataclass(frozen=True, slots=True)
class EffectiveChannelSafety:
    """What counts for one channel. `joined_reference` names the joined case that says so; empty for the own case."""

    says: KnownChannelSafety
    joined_reference: str = ""

    @property
    def label(self) -> str:
        """The words for it, with the joined case that says so."""
        if not self.joined_reference:
            return self.says.label
        return msg("{said}, from {reference}", said=self.says.label, reference=self.joined_reference)


@dataclass(frozen=True, slots=True)
class ChannelSafetySummary:
    """What counts for each channel, and the joined cases that were read for it."""

    by_channel: dict[ContactChannelKind, EffectiveChannelSafety]
    joined_case_ids: tuple[UUID, ...]


def get_channel_safety(case_access: CaseAccess) -> ChannelSafetySummary:
    """What is known of each channel from this case and from those joined with it that the reader works on.

    Never asked counts as not known; a channel that a danger check closed counts as not safe. The number of statements
    does not grow with the joined cases.
    """
    joined = [
        line
        for line in list_joins_with_other_cases_of_same_person(case_access)
        if line.case_access.sees(Kind.CONTACT)
    ]
    joined_ids = tuple(line.other_id for line in joined)
    newest = _get_newest_channel_safety_by_case((case_access.file_id, *joined_ids))
    others = [(newest[line.other_id], line.reference) for line in joined]
    own = newest[case_access.file_id]
    return ChannelSafetySummary(
        {kind: _combine_channel_safety(kind, own, others) for kind in ContactChannelKind}, joined_ids
    )


def _combine_channel_safety(
    kind: ContactChannelKind, own: SafetyByChannel, joined: Collection[tuple[SafetyByChannel, str]]
) -> EffectiveChannelSafety:
    """The gravest of what is known; where two cases say the same, this case’s own."""
    for says in GRAVE_SAFETY:
        if own[kind] == says:
            break
        if reference := next((reference for safety, reference in joined if safety[kind] == says), ""):
            return EffectiveChannelSafety(says, reference)
    return EffectiveChannelSafety(own[kind])


def _get_newest_channel_safety_by_case(cases: Collection[UUID]) -> dict[UUID, SafetyByChannel]:
    rows = Channel.objects.filter(case__in=cases).order_by("id").values_list("case_id", "kind", "safe")
    found = {case: dict.fromkeys(ContactChannelKind, KnownChannelSafety.NOT_ASKED) for case in cases}
    for case, kind, safe in rows:
        found[case][ContactChannelKind(kind)] = KnownChannelSafety(safe)
    for case, closed in get_unsafe_channel_reasons_by_case(cases).items():
        found[case] |= dict.fromkeys(closed, KnownChannelSafety.NOT_SAFE)
    return found


def get_channel_warning(kind: ContactChannelKind, safety: EffectiveChannelSafety) -> str:
    """The warning before somebody uses the channel; empty where it is safe."""
    warning = {
        KnownChannelSafety.NOT_SAFE: msg("{kind}: the person said it is not safe.", kind=kind.label),
        KnownChannelSafety.UNSURE: msg("{kind}: not sure, treated as not safe.", kind=kind.label),
        KnownChannelSafety.NOT_ASKED: msg("{kind}: safety not asked.", kind=kind.label),
    }.get(safety.says, "")
    if warning and safety.joined_reference:
        warning = msg(
            "{told} This is from {reference}, which is joined with this case.",
            told=warning,
            reference=safety.joined_reference,
        )
    return msg("{told} Choose another way, or say why this one is needed.", told=warning) if warning else ""
