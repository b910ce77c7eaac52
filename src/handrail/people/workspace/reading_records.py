"""What is recorded of a page that shows people of many cases."""

from collections.abc import Mapping
from uuid import UUID

from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import SUPPORT_KINDS, Kind
from handrail.platform.audit.actions import record_page_read_and_cases_shown_on_it
from handrail.platform.kernel.messages import msg

CLOSELY_RECORDED_KINDS = {kind.value for kind in (*SUPPORT_KINDS, Kind.CONTACT)}


def record_reading_of_cases(actor: Actor, verb: str, shown: Mapping[UUID, tuple[str, ...]]) -> None:
    """One record of the page; and one of each case of which words of support or a way to reach them were shown.

    Args:
        actor: who reads.
        verb: the page, in words.
        shown: the kinds that were shown of each case.
    """
    if not shown:
        return
    kinds = sorted({kind for each in shown.values() for kind in each})
    closely = {number: each for number, each in shown.items() if CLOSELY_RECORDED_KINDS & {*each}}
    record_page_read_and_cases_shown_on_it(
        who=actor.who,
        verb=verb,
        shown=kinds,
        why=msg("{shown} cases", shown=len(shown)),
        of_each=[
            ([number for number, each in closely.items() if each == some], some)
            for some in sorted({*closely.values()})
        ],
    )
