"""Questions and answers of professional advice name no case, no person and no place."""

from handrail.people.cases.name_search.names_in_text import list_words_naming_visible_people
from handrail.platform.access.actor import Actor
from handrail.platform.kernel.identifying_patterns import find_identifying_patterns, normalise_for_matching
from handrail.platform.kernel.messages import msg


def get_identifying_advice_error(text: str, by: Actor) -> str:
    """Why a text may not be kept, as a sentence for its writer; empty where nothing in it names anybody.

    Args:
        text: as it was typed.
        by: who wrote it: names are looked for among the people of cases that are open to them.
    """
    plain = normalise_for_matching(text)
    for word, what in find_identifying_patterns(plain):
        return msg(
            "“{word}” looks like {what}. Remove it: do not include facts about a person.",
            word=word,
            what=what,
        )
    names = list_words_naming_visible_people(by, plain)
    if names:
        return msg(
            "“{word}” is, or sounds like, the name of someone you support. Remove it, or use another word.",
            word=names[0],
        )
    return ""
