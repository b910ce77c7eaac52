"""What is known of a way to reach the person, and the warning where it is not known to be safe."""

from uuid import UUID

from handrail.caseload.states import ChannelSays
from handrail.casework.case.states import ChannelKind
from handrail.casework.people.models import Channel
from handrail.casework.people.queries.person import closed_ways
from handrail.kernel.saying import say


def all_say(case_id: UUID) -> dict[ChannelKind, ChannelSays]:
    """The newest word on every way. Never asked counts as not known; a way that is closed to all counts as not safe."""
    said = Channel.objects.filter(case=case_id).order_by("id").values_list("kind", "safe")
    newest = {ChannelKind(kind): ChannelSays(safe) for kind, safe in said}
    newest |= dict.fromkeys(closed_ways(case_id), ChannelSays.NOT_SAFE)
    return {kind: newest.get(kind, ChannelSays.NOT_ASKED) for kind in ChannelKind}


def warning(kind: ChannelKind, says: ChannelSays) -> str:
    """The warning in a sentence; empty where the way is safe."""
    told = {
        ChannelSays.NOT_SAFE: say("{kind}: the person said that it is not safe.", kind=kind.label),
        ChannelSays.UNSURE: say(
            "{kind}: nobody is sure that it is safe, so we treat it as not safe.", kind=kind.label
        ),
        ChannelSays.NOT_ASKED: say("{kind}: nobody has asked whether it is safe.", kind=kind.label),
    }.get(says, "")
    return say("{told} Choose another way, or say why it has to be this one.", told=told) if told else ""
