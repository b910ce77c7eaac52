"""Why people hold back, and what changes their mind: two short lists that can be counted, beside the person’s words.

Each entry says where it comes from. `report`: the report that local policing bodies gave the inspectorate on what is
done for victims, its section on challenges. `inspection`: what the inspectorate asked of the Home Office in the same
year, that it find out how police and immigration responses deter victims. `ours`: added by us, so that nothing has to
be pressed into the other rows.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class HesitationReasonOrCause:
    """One row of a list."""

    code: str
    name: str
    source: str


REASONS: Final = (
    HesitationReasonOrCause(
        "told_by_exploiter", "What the people who exploited them said the police would do", "report"
    ),
    HesitationReasonOrCause("immigration", "Being reported to immigration, held or sent away", "inspection"),
    HesitationReasonOrCause("treated_as_offender", "Being treated as an offender", "inspection"),
    HesitationReasonOrCause("police_before", "What the police did before, here or at home", "inspection"),
    HesitationReasonOrCause("reprisal", "What might be done to them or their family", "ours"),
    HesitationReasonOrCause("no_place", "Nowhere to stay, or not knowing where they would sleep", "report"),
    HesitationReasonOrCause("language", "No one to speak to in their language", "report"),
    HesitationReasonOrCause("the_process", "Not knowing what it is, or how long it takes", "report"),
    HesitationReasonOrCause("work_and_money", "Losing work or money, or a debt", "ours"),
    HesitationReasonOrCause("shame", "Shame, or not wanting to be called a victim", "ours"),
    HesitationReasonOrCause("no_trust", "No trust in anyone yet", "report"),
    HesitationReasonOrCause("another_reason", "Another reason", "ours"),
)

CHANGE_CAUSES: Final = (
    HesitationReasonOrCause("support_worker", "A support worker came along", "report"),
    HesitationReasonOrCause("own_language", "Someone spoke their language", "report"),
    HesitationReasonOrCause("cared_for", "They were cared for first: clothes, food, a bag", "report"),
    HesitationReasonOrCause("safe_place", "They had a safe place to stay", "report"),
    HesitationReasonOrCause("one_person", "The same person stayed with them", "report"),
    HesitationReasonOrCause("legal_advice", "Legal or immigration advice", "ours"),
    HesitationReasonOrCause("explained", "It was explained, with time to think", "report"),
    HesitationReasonOrCause(
        "met_the_police", "They met an officer, and it was different from what they had been told", "report"
    ),
    HesitationReasonOrCause("others_went", "Someone they know had done it", "ours"),
    HesitationReasonOrCause("family_safe", "Their family was safe", "ours"),
    HesitationReasonOrCause("something_else", "Something else", "ours"),
)

REASON_NAMES: Final = {reason.code: reason.name for reason in REASONS}
CHANGE_NAMES: Final = {reason.code: reason.name for reason in CHANGE_CAUSES}
