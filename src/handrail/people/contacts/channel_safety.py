"""What is known of a way to reach the person, and the warning where it is not known to be safe."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from handrail.people.cases.person.models import Channel
from handrail.people.cases.person.queries import get_closed_channels_by_case
from handrail.people.contacts.states import KnownChannelSafety
from handrail.people.matching.queries.case_links import list_cases_of_same_person
from handrail.people.records.states import ChannelKind
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.kernel.messages import msg

GRAVE_SAFETY = (KnownChannelSafety.NOT_SAFE, KnownChannelSafety.UNSURE)
"""What a joined case says counts here too where it is one of these, the graver first; its yes opens no way here."""
type SafetyByChannel = dict[ChannelKind, KnownChannelSafety]


@dataclass(frozen=True, slots=True)
class EffectiveSafety:
    """What counts of one way. `stands_in` is the reference of the joined case that says so, empty for the own one."""

    says: KnownChannelSafety
    stands_in: str = ""

    @property
    def label(self) -> str:
        """The word, with where it stands if that is another case."""
        if not self.stands_in:
            return self.says.label
        return msg("{said}, from {reference}", said=self.says.label, reference=self.stands_in)


@dataclass(frozen=True, slots=True)
class ChannelSafetySummary:
    """The word that counts on every way, and the joined cases that were asked for it: a look at each of them."""

    words: dict[ChannelKind, EffectiveSafety]
    looked_at: tuple[UUID, ...]


def get_channel_safety(case_access: CaseAccess) -> ChannelSafetySummary:
    """The newest word on every way, of this case and of those joined with it that the reader works on.

    Never asked counts as not known; a way that is closed to all counts as not safe. As many statements for one joined
    case as for ten.
    """
    beside = [line for line in list_cases_of_same_person(case_access) if line.case_access.sees(Kind.CONTACT)]
    others = tuple(line.other_id for line in beside)
    ways = _get_newest_safety((case_access.file_id, *others))
    named = [(ways[line.other_id], line.reference) for line in beside]
    words = {kind: _get_effective_safety(kind, ways[case_access.file_id], named) for kind in ChannelKind}
    return ChannelSafetySummary(words, others)


def _get_effective_safety(
    kind: ChannelKind, own: SafetyByChannel, joined: Collection[tuple[SafetyByChannel, str]]
) -> EffectiveSafety:
    """The gravest of what is said; of two that are alike this case's own."""
    for says in GRAVE_SAFETY:
        if own[kind] == says:
            break
        if stands_in := next((reference for ways, reference in joined if ways[kind] == says), ""):
            return EffectiveSafety(says, stands_in)
    return EffectiveSafety(own[kind])


def _get_newest_safety(cases: Collection[UUID]) -> dict[UUID, SafetyByChannel]:
    rows = Channel.objects.filter(case__in=cases).order_by("id").values_list("case_id", "kind", "safe")
    found = {case: dict.fromkeys(ChannelKind, KnownChannelSafety.NOT_ASKED) for case in cases}
    for case, kind, safe in rows:
        found[case][ChannelKind(kind)] = KnownChannelSafety(safe)
    for case, closed in get_closed_channels_by_case(cases).items():
        found[case] |= dict.fromkeys(closed, KnownChannelSafety.NOT_SAFE)
    return found


def get_safety_warning(kind: ChannelKind, word: EffectiveSafety) -> str:
    """The warning in a sentence; empty where the way is safe."""
    told = {
        KnownChannelSafety.NOT_SAFE: msg("{kind}: the person said that it is not safe.", kind=kind.label),
        KnownChannelSafety.UNSURE: msg(
            "{kind}: nobody is sure that it is safe, so we treat it as not safe.", kind=kind.label
        ),
        KnownChannelSafety.NOT_ASKED: msg("{kind}: nobody has asked whether it is safe.", kind=kind.label),
    }.get(word.says, "")
    if told and word.stands_in:
        told = msg(
            "{told} That stands in {reference}, which is joined with this case.",
            told=told,
            reference=word.stands_in,
        )
    return msg("{told} Choose another way, or say why it has to be this one.", told=told) if told else ""
