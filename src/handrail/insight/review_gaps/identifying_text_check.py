"""Words that cross to areas name no case, no person and no place. A refusal is recorded, so that nobody tries names.

Whoever writes has their own cases in mind: names are looked for among the people of the cases that are open to them, by
blind keys, and none is opened.
"""

import re
from collections.abc import Iterator

from handrail.directory.housing.models import Place
from handrail.directory.models import Service
from handrail.people.cases.name_search.names_in_text import list_words_naming_visible_people
from handrail.platform.access.actor import Actor
from handrail.platform.kernel.identifying_patterns import find_identifying_patterns, normalise_for_matching
from handrail.platform.kernel.messages import msg


def explain_identifying_words(text: str, by: Actor) -> str:
    """Why a text may not cross, as a sentence for its writer; empty where nothing in it names anybody or any place.

    Args:
        text: as it was typed.
        by: who wrote it.
    """
    plain = normalise_for_matching(text)
    for said in (*_iterate_messages_about_references(plain), *_iterate_messages_about_places(plain)):
        return said
    names = list_words_naming_visible_people(by, plain)
    if names:
        return msg(
            "“{word}” is, or sounds like, the name of someone you support. Remove it, or use another word.",
            word=names[0],
        )
    return ""


def _iterate_messages_about_references(text: str) -> Iterator[str]:
    for word, what in find_identifying_patterns(text):
        yield msg("“{word}” looks like {what}. Remove it: areas must not see this.", word=word, what=what)


def _iterate_messages_about_places(text: str) -> Iterator[str]:
    """Names of places where people sleep, safe houses among them, of whichever organisation."""
    words = f" {' '.join(re.findall(r'\w+', text.casefold()))} "
    for name in _get_place_and_safe_house_names():
        told = " ".join(re.findall(r"\w+", name.casefold()))
        if len(told) > 2 and f" {told} " in words:
            yield msg("“{word}” is the name of a place. Remove it: areas must not see places.", word=name)


def _get_place_and_safe_house_names() -> set[str]:
    safe_houses = Service.objects.filter(safe_house=True).values_list("name", flat=True)
    return {*Place.objects.values_list("name", flat=True), *safe_houses}
