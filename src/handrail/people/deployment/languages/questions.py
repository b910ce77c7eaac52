"""What to ask about, from where somebody lived: CLDR's figures through Babel. They never say what a person speaks."""

from dataclasses import dataclass

from babel.languages import get_territory_language_info

LEAST_PERCENT = 5.0


@dataclass(frozen=True, slots=True)
class LikelyLanguageOfTerritory:
    """A language to ask about. `percent` of the territory's people, by CLDR, whose figures run high."""

    tag: str
    percent: float


def list_likely_languages_of_territory(territory: str) -> tuple[LikelyLanguageOfTerritory, ...]:
    """Languages that many speak in a territory (ISO 3166, two letters).

    For a form's suggestions alone: nothing is assigned, and no practitioner is found by it.

    Returns:
        The most spoken first; empty for an unknown territory.
    """
    known = get_territory_language_info(territory.upper())
    found = [
        LikelyLanguageOfTerritory(tag.replace("_", "-"), float(info["population_percent"] or 0))
        for tag, info in known.items()
        if float(info["population_percent"] or 0) >= LEAST_PERCENT
    ]
    return tuple(sorted(found, key=lambda one: (-one.percent, one.tag)))
