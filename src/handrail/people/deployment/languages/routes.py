"""The ways in which a person and a candidate could speak, best first (domain notes, section 6).

1 the same first language · 2 a shared language, both B2 or above · 3 a shared one, lower, from B1: welfare alone
· 4 a close variety from the table: welfare alone, and ask first · 5 an interpreter, always there.
Levels are proposals of ours: B1 for a welfare chat, B2 for planning and advice, nothing formal on a level alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from handrail.people.deployment.languages.close_varieties import CloseVariety, find_close_variety
from handrail.people.deployment.languages.spoken import SpokenLanguage, SpokenLevel, VictimLanguages
from handrail.people.deployment.rules.facts import LanguageRank
from handrail.platform.kernel.messages import msg

PLANNING, WELFARE = SpokenLevel.B2, SpokenLevel.B1
NEEDS_DIALECT = frozenset({"ar", "ku", "zh", "rom"})
"""One name for varieties that do not all follow each other: "Arabic" or "Kurdish" alone is not enough."""


class LanguageUse(StrEnum):
    """What a way of speaking is good for; never a formal talk: see talks.py."""

    PLANNING = "planning"
    WELFARE = "welfare"
    INTERPRETED = "interpreted"


@dataclass(frozen=True, slots=True)
class LanguageRoute:
    """One way to speak. `person` and `candidate`: what each speaks, None for an interpreter.

    `reasons` say why, `questions` what to ask the person before anybody is sent.
    """

    rank: LanguageRank
    use: LanguageUse
    person: SpokenLanguage | None = None
    candidate: SpokenLanguage | None = None
    reasons: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


def suggest_language_route(person: VictimLanguages, candidate: Iterable[SpokenLanguage]) -> LanguageRoute:
    """The best way to speak. The person chooses: it is a suggestion, and they may say no to it."""
    return list_language_routes(person, candidate)[0]


def list_language_routes(
    person: VictimLanguages, candidate: Iterable[SpokenLanguage]
) -> tuple[LanguageRoute, ...]:
    """Every way to speak. What the person refused is left out; where they chose some, all others are.

    Returns:
        Best first; an interpreter is always the last.
    """
    offered = tuple(candidate)
    found = [
        route
        for own in person.spoken
        for theirs in offered
        if person.is_open_to(own.tag) and theirs.tag not in person.refused
        for route in [_find_route_between_languages(own, theirs)]
        if route
    ]
    order = list(LanguageRank)
    found.sort(key=lambda route: (order.index(route.rank), -_get_lower_spoken_level_of_route(route)))
    asks = () if person.chosen else (msg("Ask which language they want, and who told you what they speak."),)
    routes = [*found, _make_interpreter_route(person, offered)]
    return tuple(_add_questions_to_language_route(route, asks) for route in routes)


def _find_route_between_languages(own: SpokenLanguage, theirs: SpokenLanguage) -> LanguageRoute | None:
    """The way that one language of each gives; None where there is none."""
    lower = min(own.level, theirs.level)
    if lower < WELFARE:
        return None
    if own.tag != theirs.tag:
        row = find_close_variety(own.tag, theirs.tag)
        return _make_close_variety_route(own, theirs, row) if row and lower >= PLANNING else None
    if own.tag in NEEDS_DIALECT and not _is_same_dialect(own, theirs):
        return LanguageRoute(
            LanguageRank.CLOSE_VARIETY,
            LanguageUse.WELFARE,
            own,
            theirs,
            (msg("One name, several varieties: not known if speakers understand each other."),),
            (msg("Ask which variety each of them speaks."),),
        )
    return _make_shared_language_route(own, theirs, lower)


def _is_same_dialect(own: SpokenLanguage, theirs: SpokenLanguage) -> bool:
    return bool(own.dialect) and own.dialect.casefold() == theirs.dialect.casefold()


def _make_shared_language_route(
    own: SpokenLanguage, theirs: SpokenLanguage, lower: SpokenLevel
) -> LanguageRoute:
    levels = msg("The person: {own}. The practitioner: {theirs}.", own=own.words, theirs=theirs.words)
    if lower is SpokenLevel.FIRST:
        words = msg("Both have this first language.")
        return LanguageRoute(
            LanguageRank.FIRST_LANGUAGE, LanguageUse.PLANNING, own, theirs, (words, levels), ()
        )
    if lower >= PLANNING:
        words = msg("Both speak this language well.")
        return LanguageRoute(LanguageRank.BOTH_FLUENT, LanguageUse.PLANNING, own, theirs, (words, levels), ())
    words = msg("Both speak this language, but well enough for welfare only.")
    return LanguageRoute(LanguageRank.WELFARE_ONLY, LanguageUse.WELFARE, own, theirs, (words, levels), ())


def _make_close_variety_route(
    own: SpokenLanguage, theirs: SpokenLanguage, row: CloseVariety
) -> LanguageRoute:
    words = msg("A close variety: speakers mostly understand each other. For welfare only.")
    source = msg("Source: {source}.", source=row.source)
    ask = msg("Ask if they understand each other, and if the person wants this.")
    return LanguageRoute(
        LanguageRank.CLOSE_VARIETY,
        LanguageUse.WELFARE,
        own,
        theirs,
        (words, source, *filter(None, [row.note])),
        (ask,),
    )


def _make_interpreter_route(person: VictimLanguages, offered: tuple[SpokenLanguage, ...]) -> LanguageRoute:
    shared = {own.tag for own in person.spoken} & {theirs.tag for theirs in offered}
    if shared & person.refused:
        words = msg("They do not want a language both speak. No reason needed.")
    else:
        words = msg("With an interpreter.")
    return LanguageRoute(LanguageRank.INTERPRETER, LanguageUse.INTERPRETED, reasons=(words,))


def _add_questions_to_language_route(route: LanguageRoute, asks: tuple[str, ...]) -> LanguageRoute:
    return LanguageRoute(
        route.rank, route.use, route.person, route.candidate, route.reasons, (*asks, *route.questions)
    )


def _get_lower_spoken_level_of_route(route: LanguageRoute) -> int:
    if route.person is None or route.candidate is None:
        return 0
    return int(min(route.person.level, route.candidate.level))
