"""What is written in an assessment names nobody, no place, and no count of people that was not published."""

from handrail.areas.needs.kinds_and_states import SIZE_STEP
from handrail.insight.disclosure.counted_people import iterate_counts_of_people_in_text
from handrail.insight.review_gaps.identifying_text_check import explain_identifying_words
from handrail.platform.access.actor import Actor
from handrail.platform.kernel.messages import msg


def get_identifying_words_error(text: str, by: Actor) -> str:
    """Why a text may not stand in an assessment, for its writer; empty where it may.

    Args:
        text: as it was typed.
        by: who wrote it.
    """
    return explain_identifying_words(text, by)


def get_unpublished_count_error(text: str) -> str:
    """Why a count of people may not stand in a finding; empty where none is in it but multiples of five."""
    for found in iterate_counts_of_people_in_text(text):
        if not found.in_digits or found.people % SIZE_STEP:
            return msg(
                "“{words}” is a count of people that was not published. Use published figures: multiples of five.",
                words=found.words,
            )
    return ""
