"""The codes that figures are split by, of an invented case: from its profile, and by chance of its own."""

from random import Random
from typing import Final

from handrail.demo.sampled_profiles import SampledProfile

BODIES_OF_LINCOLNSHIRE: Final = frozenset({"lantern", "lincolnshire-police"})
DISTRICTS: Final = (
    *("boston-borough-council", "city-of-lincoln-council", "east-lindsey-district-council"),
    *("north-kesteven-district-council", "south-holland-district-council"),
    *("south-kesteven-district-council", "west-lindsey-district-council"),
)
DISTRICT_WEIGHTS: Final = (50, 22, 2, 2, 10, 2, 2)
NOT_KNOWN_WEIGHT: Final = 10
"""Of a hundred: most around Boston and in Lincoln. Were districts alike, each month of each would round to nought."""
EXPLOITATION: Final = {
    "Labour": "labour",
    "Sexual": "sexual",
    "Criminal": "criminal",
    "Domestic": "domestic",
    "Organ": "organs",
    "Multiple": "several",
}
SECTORS: Final = {
    "labour": ("farms", "building", "care", "cars_nails", "kitchens"),
    "sexual": ("sex",),
    "criminal": ("drugs", "drugs", "other"),
    "domestic": ("homes",),
    "several": ("farms", "kitchens", "drugs"),
}
_BY_REGION: Final = {
    "uk": "UK",
    "europe": "Albanian Bulgarian Polish Portuguese Romanian",
    "mid_east": "Iranian Iraqi Syrian Egyptian Moroccan",
    "africa": "Eritrean Ethiopian Ghanaian Namibian Nigerian Somali Sudanese",
    "s_asia": "Afghan Bangladeshi Indian Nepalese Pakistani",
    "e_asia": "Chinese Filipino Thai Vietnamese",
    "americas": "Brazilian",
}
REGIONS: Final = {label: region for region, labels in _BY_REGION.items() for label in labels.split()}
HEARD: Final = {
    "police": ("police", "not_asked", "printed"),
    "council": ("council", "not_asked", "health"),
    "home_off": ("home_off", "not_asked", "online"),
    "charity": ("charity", "friend", "helpline"),
    "health": ("health", "not_asked", "printed"),
}
HEARD_ELSEWHERE: Final = ("friend", "online", "knew_us")
REFERRERS: Final = (
    ("polic", "police"),
    ("Local Author", "council"),
    ("NGO", "charity"),
    ("Government", "home_off"),
    ("Home Office", "home_off"),
)


def pick_district(key: str, body: str) -> str:
    """The district of a case that a body of Lincolnshire holds, unknown for one in ten; none of other bodies.

    Args:
        key: of the case: the same has the same district.
        body: whose area the case is counted in.
    """
    if body not in BODIES_OF_LINCOLNSHIRE:
        return ""
    return Random(f"district {key}").choices((*DISTRICTS, ""), (*DISTRICT_WEIGHTS, NOT_KNOWN_WEIGHT))[0]


def pick_circumstance_codes_of_profile(who: SampledProfile, area: str) -> dict[str, str]:
    """Codes by the field of `Circumstances`; drawn apart, so that the rest of a caseload stays as it was.

    Args:
        who: the published labels.
        area: the code of the case's police force area.

    Returns:
        Codes.
    """
    r = Random(repr((who, area)))
    exploitation = next(
        (code for label, code in EXPLOITATION.items() if who.exploitation.startswith(label)), "not_asked"
    )
    referrer = next((code for part, code in REFERRERS if part.lower() in who.responder.lower()), "not_asked")
    if who.series == "not_yet":
        referrer = r.choice(("self", "charity", "health", "police"))
    return {
        "exploitation": exploitation,
        "sector": r.choice(SECTORS.get(exploitation, ("not_asked",))),
        "region": REGIONS.get(who.nationality, "not_asked"),
        "referrer": referrer,
        "heard_of_us": r.choices(HEARD.get(referrer, HEARD_ELSEWHERE), (5, 2, 1))[0],
    }
