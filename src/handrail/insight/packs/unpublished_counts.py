"""Words of a pack hold no count of people that was not published: a number that is no multiple of five never was."""

from handrail.insight.disclosure.counted_people import iterate_counts_of_people_in_text
from handrail.platform.kernel.messages import msg


def explain_unpublished_count(text: str) -> str:
    """Why a text may not stand in a pack, as a sentence for its writer; empty where no such count is in it."""
    for found in iterate_counts_of_people_in_text(text):
        if not found.in_digits or found.people % 5:
            return msg(
                "“{words}” is a count that was not published. Use the figures printed in the pack: multiples of five.",
                words=found.words,
            )
    return ""
