"""Does a unit fit this household? Pure: what the place says, what they need; yes, no or ask, each in words.

The rules of the directory hold here too: a no needs two known facts, whatever is not known is "ask", and one no is
a no. Distance counts from the zones that the person named as a risk.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from handrail.directory.housing.distance import NEAR_MILES, TOO_NEAR_MILES
from handrail.directory.housing.place_kinds import ACCESS_WORDS
from handrail.directory.service_fit import PHASE_WORDS, FitReason, FitVerdict
from handrail.platform.kernel.messages import lower_first, msg, pluralise


@dataclass(frozen=True, slots=True)
class Household:
    """Who needs a place tonight. None is "not known", and so is what is not open to the reader."""

    gender: str | None = None  # female, male, other
    beds: int = 1
    children: int | None = None
    pets: bool | None = None
    access: tuple[str, ...] = ()
    public_funds: bool | None = None
    phase: str | None = None


@dataclass(frozen=True, slots=True)
class UnitAcceptanceConditions:
    """What a unit and its place say of themselves; `miles` from the nearest risk, None where nobody can say."""

    mix: str = "any"
    dependants: str = "yes"
    pets: str = "yes"
    public_funds: str = "not_needed"
    phases: tuple[str, ...] = ("before", "during", "after", "outside")
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    beds: int = 1
    note: str = ""
    on_site: str = ""
    miles: int | None = None
    has_named_risks: bool = False


def list_unit_fit_reasons(offered: UnitAcceptanceConditions, household: Household) -> tuple[FitReason, ...]:
    """Every reason, in the order in which it is read.

    Returns:
        One for each rule that says something.
    """
    return tuple(reason for rule in RULES for reason in rule(offered, household))


def combine_reasons_to_verdict(found: tuple[FitReason, ...]) -> FitVerdict:
    """One no is a no; else one ask is an ask."""
    said = {reason.says for reason in found}
    return next((says for says in (FitVerdict.NO, FitVerdict.ASK) if says in said), FitVerdict.YES)


def _iterate_gender_mix_reasons(
    offered: UnitAcceptanceConditions, household: Household
) -> Iterator[FitReason]:
    if offered.mix == "unknown":
        yield FitReason(FitVerdict.ASK, "Women, men or both: ask")
    elif offered.mix == "any":
        yield FitReason(FitVerdict.YES, "Women and men")
    elif household.gender in (None, "other"):
        yield FitReason(
            FitVerdict.ASK,
            "Women only: record gender first" if offered.mix == "women" else "Men only: record gender first",
        )
    else:
        fits = {"women": "female", "men": "male"}[offered.mix] == household.gender
        words = "Women only" if offered.mix == "women" else "Men only"
        yield FitReason(FitVerdict.YES if fits else FitVerdict.NO, words)


def _iterate_children_reasons(offered: UnitAcceptanceConditions, household: Household) -> Iterator[FitReason]:
    if household.children is None:
        yield FitReason(FitVerdict.ASK, "Ask whether they have children with them")
    elif household.children and offered.dependants == "unknown":
        yield FitReason(FitVerdict.ASK, "Children: ask if accepted")
    elif household.children:
        takes = offered.dependants == "yes"
        yield FitReason(
            FitVerdict.YES if takes else FitVerdict.NO,
            "Accepts children" if takes else "Does not accept children",
        )


def _iterate_beds_reasons(offered: UnitAcceptanceConditions, household: Household) -> Iterator[FitReason]:
    spaces = pluralise(offered.beds, "bed space")
    if offered.beds < household.beds:
        yield FitReason(
            FitVerdict.NO, msg("{spaces}, and they need {beds}", spaces=spaces, beds=household.beds)
        )
    elif household.beds > 1:
        yield FitReason(FitVerdict.YES, spaces)


def _iterate_accessibility_reasons(
    offered: UnitAcceptanceConditions, household: Household
) -> Iterator[FitReason]:
    for code in household.access:
        words = ACCESS_WORDS[code]
        if code in offered.has:
            yield FitReason(FitVerdict.YES, words)
        elif code in offered.lacks:
            yield FitReason(FitVerdict.NO, msg("Does not apply: {words}", words=lower_first(words)))
        else:
            yield FitReason(FitVerdict.ASK, msg("{words}: ask", words=words))


def _iterate_pets_reasons(offered: UnitAcceptanceConditions, household: Household) -> Iterator[FitReason]:
    if not household.pets:
        return
    if offered.pets == "unknown":
        yield FitReason(FitVerdict.ASK, "Pets: ask")
    else:
        yield FitReason(
            *(
                (FitVerdict.YES, "Accepts pets")
                if offered.pets == "yes"
                else (FitVerdict.NO, "Does not accept pets")
            )
        )


def _iterate_public_funds_reasons(
    offered: UnitAcceptanceConditions, household: Household
) -> Iterator[FitReason]:
    if offered.public_funds == "unknown" and household.public_funds is not True:
        yield FitReason(
            FitVerdict.ASK,
            "Not recorded whether the provider takes people with no recourse to public funds: ask",
        )
    elif offered.public_funds == "needed" and household.public_funds is not True:
        says = FitVerdict.ASK if household.public_funds is None else FitVerdict.NO
        yield FitReason(says, "Recourse to public funds required")


def _iterate_phase_reasons(offered: UnitAcceptanceConditions, household: Household) -> Iterator[FitReason]:
    if len(offered.phases) == len(PHASE_WORDS):
        return
    if household.phase is None:
        yield FitReason(FitVerdict.ASK, "Not in every phase of the NRM: ask")
    elif household.phase in offered.phases:
        yield FitReason(FitVerdict.YES, msg("Accepts people {phase}", phase=PHASE_WORDS[household.phase]))
    else:
        yield FitReason(
            FitVerdict.NO, msg("Does not accept people {phase}", phase=PHASE_WORDS[household.phase])
        )


def _iterate_distance_reasons(offered: UnitAcceptanceConditions, household: Household) -> Iterator[FitReason]:
    if not offered.has_named_risks:
        return
    if offered.miles is None:
        yield FitReason(FitVerdict.ASK, "Distance from the places they named: not known, ask")
    elif offered.miles < TOO_NEAR_MILES:
        far = (
            msg("About {miles} from", miles=_format_miles_count(offered.miles))
            if offered.miles
            else "In or near"
        )
        yield FitReason(FitVerdict.NO, msg("{far} a place they named as a risk", far=far))
    else:
        says = FitVerdict.ASK if offered.miles < NEAR_MILES else FitVerdict.YES
        more = ": ask them if that is far enough" if says is FitVerdict.ASK else ""
        yield FitReason(
            says,
            msg(
                "About {miles} from the places they named{more}",
                miles=_format_miles_count(offered.miles),
                more=more,
            ),
        )


def _iterate_on_site_and_note_reasons(
    offered: UnitAcceptanceConditions, household: Household
) -> Iterator[FitReason]:
    for words in (offered.note, offered.on_site):
        if words:
            yield FitReason(FitVerdict.YES, words)


def _format_miles_count(count: int) -> str:
    return pluralise(count, "mile")


RULES = (
    _iterate_gender_mix_reasons,
    _iterate_children_reasons,
    _iterate_beds_reasons,
    _iterate_accessibility_reasons,
    _iterate_pets_reasons,
    _iterate_public_funds_reasons,
    _iterate_phase_reasons,
    _iterate_distance_reasons,
    _iterate_on_site_and_note_reasons,
)
