"""Whether a text names somebody whose case is open to its writer: by blind keys, without opening a name."""

import re
from typing import Final

from handrail.people.cases.name_search.blind_keys import compute_blind_keys_by_name_part
from handrail.people.cases.name_search.folding import fold_name_parts
from handrail.people.cases.name_search.models import NameKey
from handrail.people.cases.name_search.queries import list_ids_of_bodies_sharing_with_actor
from handrail.people.records.models import Case
from handrail.platform.access import policy
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.today import today

SHORTEST: Final = 3
ORDINARY_WORDS: Final = frozenset(
    {
        *("able", "angel", "april", "august", "best", "bill", "blessing", "comfort", "dawn"),
        *("destiny", "favour", "gift", "good", "grace", "happy", "honour", "hope", "july"),
        *("june", "kind", "love", "march", "mark", "mercy", "miracle", "patience", "peace"),
        *("precious", "prince", "rich", "rose", "sale", "star", "summer", "sunday", "victory"),
        "will",
    }
)
"""Words that are names too: in small letters they are read as words."""
GRAMMAR_WORDS: Final = frozenset(
    {
        *("about", "above", "after", "against", "along", "also", "around", "because", "been", "before"),
        *("below", "between", "both", "could", "during", "each", "either", "every", "from", "have"),
        *("here", "into", "least", "less", "many", "more", "most", "much", "must", "near"),
        *("next", "only", "other", "ours", "over", "same", "should", "some", "such", "than"),
        *("that", "their", "them", "then", "there", "these", "they", "this", "those", "through"),
        *("together", "towards", "under", "until", "upon", "very", "were", "what", "when", "where"),
        *("which", "while", "whom", "whose", "with", "within", "without", "would", "your"),
    }
)
"""Words without which no sentence can be written, and which sound like names all the same."""


def list_words_naming_visible_people(actor: Actor, text: str) -> list[str]:
    """The words of a text that are a part of somebody's name.

    Args:
        actor: who wrote it: only people whose identity is open to them are looked for.
        text: what was written.
    """
    words = {word for word in re.findall(r"[^\W\d_]+", text) if _may_be_a_name(word)}
    parts = {part: word for word in words for part in fold_name_parts(word) if len(part) >= SHORTEST}
    owners = {actor.body_id, *list_ids_of_bodies_sharing_with_actor(actor)}
    keys = {
        key: parts[part]
        for owner in owners
        for part, key in compute_blind_keys_by_name_part(owner, parts).items()
    }
    cases = Case.objects.filter(policy.visible_files_q(actor, today(), Kind.IDENTITY))
    found = (
        NameKey.objects.filter(key__in=list(keys), case__in=cases).values_list("key", flat=True).distinct()
    )
    return sorted({keys[key] for key in found})


def _may_be_a_name(word: str) -> bool:
    return word[:1].isupper() or (len(word) > SHORTEST and word not in ORDINARY_WORDS | GRAMMAR_WORDS)
