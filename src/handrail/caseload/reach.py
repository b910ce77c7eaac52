"""What is known of a way to reach the person, and the warning where it is not known to be safe."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from handrail.access.kinds import Kind
from handrail.access.sight import Sight
from handrail.caseload.states import ChannelSays
from handrail.casework.case.states import ChannelKind
from handrail.casework.people.models import Channel
from handrail.casework.people.queries.person import closed_ways_of
from handrail.kernel.saying import say
from handrail.linking.queries.of_case import of_one_person

GRAVE = (ChannelSays.NOT_SAFE, ChannelSays.UNSURE)
"""What a joined case says counts here too where it is one of these, the graver first; its yes opens no way here."""
type Ways = dict[ChannelKind, ChannelSays]


@dataclass(frozen=True, slots=True)
class Word:
    """What counts of one way. `stands_in` is the reference of the joined case that says so, empty for the own one."""

    says: ChannelSays
    stands_in: str = ""

    @property
    def label(self) -> str:
        """The word, with where it stands if that is another case."""
        if not self.stands_in:
            return self.says.label
        return say("{said}, from {reference}", said=self.says.label, reference=self.stands_in)


@dataclass(frozen=True, slots=True)
class Said:
    """The word that counts on every way, and the joined cases that were asked for it: a look at each of them."""

    words: dict[ChannelKind, Word]
    looked_at: tuple[UUID, ...]


def all_say(sight: Sight) -> Said:
    """The newest word on every way, of this case and of those joined with it that the reader works on.

    Never asked counts as not known; a way that is closed to all counts as not safe. As many statements for one joined
    case as for ten.
    """
    beside = [line for line in of_one_person(sight) if line.sight.sees(Kind.CONTACT)]
    others = tuple(line.other_id for line in beside)
    ways = _newest((sight.file_id, *others))
    named = [(ways[line.other_id], line.reference) for line in beside]
    words = {kind: _counts(kind, ways[sight.file_id], named) for kind in ChannelKind}
    return Said(words, others)


def _counts(kind: ChannelKind, own: Ways, joined: Collection[tuple[Ways, str]]) -> Word:
    """The gravest of what is said; of two that are alike this case's own."""
    for says in GRAVE:
        if own[kind] == says:
            break
        if stands_in := next((reference for ways, reference in joined if ways[kind] == says), ""):
            return Word(says, stands_in)
    return Word(own[kind])


def _newest(cases: Collection[UUID]) -> dict[UUID, Ways]:
    rows = Channel.objects.filter(case__in=cases).order_by("id").values_list("case_id", "kind", "safe")
    found = {case: dict.fromkeys(ChannelKind, ChannelSays.NOT_ASKED) for case in cases}
    for case, kind, safe in rows:
        found[case][ChannelKind(kind)] = ChannelSays(safe)
    for case, closed in closed_ways_of(cases).items():
        found[case] |= dict.fromkeys(closed, ChannelSays.NOT_SAFE)
    return found


def warning(kind: ChannelKind, word: Word) -> str:
    """The warning in a sentence; empty where the way is safe."""
    told = {
        ChannelSays.NOT_SAFE: say("{kind}: the person said that it is not safe.", kind=kind.label),
        ChannelSays.UNSURE: say(
            "{kind}: nobody is sure that it is safe, so we treat it as not safe.", kind=kind.label
        ),
        ChannelSays.NOT_ASKED: say("{kind}: nobody has asked whether it is safe.", kind=kind.label),
    }.get(word.says, "")
    if told and word.stands_in:
        told = say(
            "{told} That stands in {reference}, which is joined with this case.",
            told=told,
            reference=word.stands_in,
        )
    return say("{told} Choose another way, or say why it has to be this one.", told=told) if told else ""
