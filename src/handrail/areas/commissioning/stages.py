"""The stops of a service's line and the moves between them, as one table: nothing else decides what may follow."""

from collections.abc import Collection
from typing import Final, NamedTuple


class ServiceStage(NamedTuple):
    """A stop of the line."""

    code: str
    name: str
    group: str  # before or under a contract: the two rows in which the line is drawn


STAGES: Final = (
    ServiceStage("need", "Need", "before"),
    ServiceStage("intention", "Intention", "before"),
    ServiceStage("specification", "Specification", "before"),
    ServiceStage("market_talk", "Market engagement", "before"),
    ServiceStage("tender", "Tender", "before"),
    ServiceStage("grant_call", "Grant call", "before"),
    ServiceStage("direct_award", "Direct award", "before"),
    ServiceStage("evaluation", "Evaluation", "before"),
    ServiceStage("decision", "Decision", "before"),
    ServiceStage("standstill", "Standstill", "under"),
    ServiceStage("signed", "Signed", "under"),
    ServiceStage("mobilisation", "Mobilisation", "under"),
    ServiceStage("live", "Live", "under"),
    ServiceStage("review", "Review", "under"),
    ServiceStage("ended", "Ended", "under"),
    ServiceStage("dropped", "Cancelled", "under"),
)
STAGE_CODES: Final = tuple(stage.code for stage in STAGES)
STAGE_CHOICES: Final = tuple((stage.code, stage.name) for stage in STAGES)
STAGE_NAMES: Final = dict(STAGE_CHOICES)
OVER: Final = ("ended", "dropped")
ONLY_FOR: Final = {
    "tender": "contract",
    "direct_award": "contract",
    "standstill": "contract",
    "grant_call": "grant",
}
"""Stops that only one kind of line has."""
RARE: Final = ("direct_award", "dropped")
"""Drawn only on a line that came there."""
WITH_AGREEMENT: Final = ("signed", "mobilisation", "live", "review", "ended")
"""Where a contract or grant agreement is signed."""
SIGNED_STAGES: Final = ("decision", "signed")
"""Stops that a signatory makes: each names the document that was signed."""


class StageTransition(NamedTuple):
    """From one stop to the next. `signs`: whether a signatory makes it; else the commissioner's office."""

    start: str
    end: str
    button: str
    signs: bool = False
    kind: str = ""  # of the line; empty for both


MOVES: Final = (
    StageTransition("need", "intention", "Record the intention"),
    StageTransition("need", "dropped", "Cancel this service"),
    StageTransition("intention", "specification", "Begin the specification"),
    StageTransition("intention", "dropped", "Cancel this service"),
    StageTransition("specification", "market_talk", "Begin market engagement"),
    StageTransition("specification", "tender", "Invite tenders", kind="contract"),
    StageTransition("specification", "grant_call", "Open the grant call", kind="grant"),
    StageTransition("specification", "direct_award", "Propose a direct award", kind="contract"),
    StageTransition("specification", "dropped", "Cancel this service"),
    StageTransition("market_talk", "specification", "Return to the specification"),
    StageTransition("market_talk", "tender", "Invite tenders", kind="contract"),
    StageTransition("market_talk", "grant_call", "Open the grant call", kind="grant"),
    StageTransition("market_talk", "direct_award", "Propose a direct award", kind="contract"),
    StageTransition("market_talk", "dropped", "Cancel this service"),
    StageTransition("tender", "evaluation", "Begin the evaluation", kind="contract"),
    StageTransition("tender", "dropped", "Cancel this service"),
    StageTransition("grant_call", "evaluation", "Begin the evaluation", kind="grant"),
    StageTransition("grant_call", "dropped", "Cancel this service"),
    StageTransition("direct_award", "decision", "Sign the decision", signs=True, kind="contract"),
    StageTransition("direct_award", "specification", "Return to the specification", kind="contract"),
    StageTransition("direct_award", "dropped", "Cancel this service", kind="contract"),
    StageTransition("evaluation", "decision", "Sign the decision", signs=True),
    StageTransition("evaluation", "specification", "Return to the specification"),
    StageTransition("evaluation", "dropped", "Cancel this service"),
    StageTransition("decision", "standstill", "Begin standstill", kind="contract"),
    StageTransition("decision", "signed", "Sign the agreement", signs=True),
    StageTransition("decision", "dropped", "Cancel this service"),
    StageTransition("standstill", "signed", "Sign the agreement", signs=True),
    StageTransition("standstill", "dropped", "Cancel this service"),
    StageTransition("signed", "mobilisation", "Begin mobilisation"),
    StageTransition("mobilisation", "live", "Go live"),
    StageTransition("mobilisation", "ended", "End this service"),
    StageTransition("live", "review", "Begin the review"),
    StageTransition("live", "ended", "End this service"),
)
"""Out of a review leads its decision alone (actions/renewal_decisions.py)."""

REVIEW_OUTCOMES: Final = (
    ("renew", "Renew"),
    ("conditions", "Renew with conditions"),
    ("change", "Change"),
    ("re_specify", "Readvertise with a new specification"),
    ("end", "End"),
)
STAGE_AFTER_REVIEW: Final = {
    "renew": "live",
    "conditions": "live",
    "change": "live",
    "re_specify": "specification",
    "end": "live",
}
"""Where the line goes on: a service that is to end stays live until its last day."""


def list_possible_stage_moves(stage: str, kind: str) -> list[StageTransition]:
    """The moves that may follow.

    Args:
        stage: where the line is.
        kind: contract or grant.
    """
    return [move for move in MOVES if move.start == stage and move.kind in ("", kind)]


def find_possible_stage_transition(stage: str, kind: str, end: str) -> StageTransition | None:
    """The move to another stop, where the table has it.

    Args:
        stage: where the line is.
        kind: contract or grant.
        end: where it is to go.
    """
    return next((move for move in list_possible_stage_moves(stage, kind) if move.end == end), None)


def list_stages_of_service_kind(kind: str) -> list[ServiceStage]:
    """The stops that every line of this kind is drawn with, and for which a day can be planned."""
    return [stage for stage in STAGES if ONLY_FOR.get(stage.code, kind) == kind and stage.code not in RARE]


def list_stages_drawn_for_service(kind: str, reached: Collection[str]) -> list[ServiceStage]:
    """The stops that one line is drawn with: a direct award where it came there, and then no tender.

    Args:
        kind: contract or grant.
        reached: codes of the stops that it came to.
    """
    own = {stage.code for stage in list_stages_of_service_kind(kind)}
    if "direct_award" in reached:
        own = (own | {"direct_award"}) - ({"tender", "evaluation"} - set(reached))
    return [stage for stage in STAGES if stage.code in own]
