"""A series in words that are read at once: what a measure counts, and which part of the people, as people say it."""

from typing import Final

from handrail.insight.facts.case_fact import NOT_KNOWN
from handrail.insight.measures.breakdowns import SHARE
from handrail.insight.measures.measure import Measure
from handrail.platform.kernel.messages import lower_first, msg

BARRIERS: Final = ("doubt", "no_reason", "declined_why")
PART_PATTERNS: Final = {
    ("age", "adult"): "{measure}, adults",
    ("age", "child"): "{measure}, children",
    ("age", "unsure"): "{measure}, age not certain",
    ("gender", "female"): "{measure}, women and girls",
    ("gender", "male"): "{measure}, men and boys",
    ("gender", "other"): "{measure}, another gender",
    ("exploitation", "labour"): "{measure}, exploited at work",
    ("exploitation", "sexual"): "{measure}, sexually exploited",
    ("exploitation", "criminal"): "{measure}, forced to commit crime",
    ("exploitation", "domestic"): "{measure}, exploited in a home",
    ("exploitation", "organs"): "{measure}, for removal of organs",
    ("exploitation", "several"): "{measure}, exploited in several ways",
    ("sector", "sex"): "{measure}, made to sell sex",
    ("sector", "drugs"): "{measure}, made to work with drugs",
    ("sector", "other"): "{measure}, made to do other work",
    ("region", "uk"): "{measure}, from the United Kingdom",
    ("region", "europe"): "{measure}, from the rest of Europe",
    ("region", "africa"): "{measure}, from Africa",
    ("region", "mid_east"): "{measure}, from the Middle East",
    ("region", "s_asia"): "{measure}, from South and Central Asia",
    ("region", "e_asia"): "{measure}, from East and South-East Asia",
    ("region", "americas"): "{measure}, from the Americas and elsewhere",
    ("language", "english"): "{measure}, who speak English or Welsh",
    ("language", "other"): "{measure}, who speak another language",
    ("referrer", "police"): "{measure}, referred by the police",
    ("referrer", "council"): "{measure}, referred by a council",
    ("referrer", "health"): "{measure}, referred by the health service",
    ("referrer", "home_off"): "{measure}, referred by the Home Office",
    ("referrer", "charity"): "{measure}, referred by a charity",
    ("referrer", "self"): "{measure}, who came themselves or through family or friends",
    ("referrer", "other"): "{measure}, referred by someone else",
    ("contact", "other"): "{measure}, with someone else as point of contact",
    ("heard", "online"): "{measure}, who heard of us online or in the news",
    ("heard", "knew_us"): "{measure}, who already knew us",
    ("heard", "other"): "{measure}, who heard of us in another way",
    ("chosen", "yes"): "{measure}, people who want it",
    ("chosen", "no"): "{measure}, people who do not want it",
    ("chosen", "undecided"): "{measure}, people who want time",
    ("engagement", "engaged"): "{measure}, people who are engaged",
    ("engagement", "held_back"): "{measure}, people who are reluctant",
    ("cause", "cared_for"): "{measure} because they were cared for first",
    ("cause", "legal_advice"): "{measure} because of legal or immigration advice",
    ("cause", "something_else"): "{measure} for another reason",
    **{
        (breakdown, value): pattern
        for breakdown in BARRIERS
        for value, pattern in (
            ("no_place", "{measure} because they have nowhere to stay"),
            ("language", "{measure} because no one speaks their language"),
            ("the_process", "{measure} because they do not know what it is or how long it takes"),
            ("no_trust", "{measure} because they trust no one yet"),
            ("another_reason", "{measure} for another reason"),
        )
    },
}
"""By breakdown and value, where the value’s own words do not fit into the title."""
BREAKDOWN_PATTERNS: Final = {
    "sector": "{measure}, made to work in {part}",
    "district": "{measure}, in {part}",
    "contact": "{measure}, with {part} as point of contact",
    "heard": "{measure}, who heard of us from {part}",
    "about": "{measure} because they are wary of {part}",
    "cause": "{measure} because {part}",
    **dict.fromkeys(BARRIERS, "{measure} because of {part}"),
}
"""By breakdown: its values follow a word of ours."""
PATTERNS_BY_BREAKDOWN_NAME: Final = {
    "How long after the crime was recorded": "{measure}, {part} after the crime was recorded",
    "How long after the case was opened": "{measure}, {part} after the case was opened",
}
"""Two breakdowns have one code and differ in their name."""
PROPER_NAMES: Final = frozenset({"district"})


def describe_series(measure: Measure, breakdown: str, value: str) -> str:
    """“People identified, adults”: the measure's title and the part of its people.

    Args:
        measure: that is counted.
        breakdown: its code; empty for everybody.
        value: of the breakdown.
    """
    if breakdown == SHARE:
        return measure.get_title(is_share=True)
    name = measure.get_title()
    found = next((each for each in measure.by if each.code == breakdown), None)
    if found is None:
        return name
    if value == NOT_KNOWN:
        return msg("{measure}, {breakdown} not known", measure=name, breakdown=lower_first(found.name))
    words = dict(found.values).get(value, value)
    pattern = (
        PART_PATTERNS.get((breakdown, value))
        or PATTERNS_BY_BREAKDOWN_NAME.get(found.name)
        or BREAKDOWN_PATTERNS.get(breakdown, "{measure}, {part}")
    )
    return msg(pattern, measure=name, part=words if breakdown in PROPER_NAMES else lower_first(words))
