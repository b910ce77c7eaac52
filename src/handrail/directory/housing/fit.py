"""Does a unit fit this household? Pure: what the place says, what they need; yes, no or ask, each in words.

The rules of the directory hold here too: a no needs two known facts, whatever is not known is "ask", and one no is
a no. Distance counts from the zones that the person named as a risk.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from handrail.directory.fit import PHASE_WORDS, Reason, Says
from handrail.directory.housing.distance import NEAR, TOO_NEAR
from handrail.directory.housing.kinds import ACCESS_WORDS
from handrail.kernel.saying import counted, say, small


@dataclass(frozen=True, slots=True)
class Household:
    """Who needs a place tonight. None is "not known", and so is what the door hides from the reader."""

    gender: str | None = None  # female, male, other
    beds: int = 1
    children: int | None = None
    pets: bool | None = None
    access: tuple[str, ...] = ()
    public_funds: bool | None = None
    phase: str | None = None


@dataclass(frozen=True, slots=True)
class Offered:
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
    risks_named: bool = False


def reasons(offered: Offered, household: Household) -> tuple[Reason, ...]:
    """Every reason, in the order in which it is read."""
    return tuple(reason for rule in RULES for reason in rule(offered, household))


def verdict(found: tuple[Reason, ...]) -> Says:
    """One no is a no; else one ask is an ask."""
    said = {reason.says for reason in found}
    return next((says for says in (Says.NO, Says.ASK) if says in said), Says.YES)


def _mix(offered: Offered, household: Household) -> Iterator[Reason]:
    if offered.mix == "unknown":
        yield Reason(Says.ASK, "Women, men or both: ask")
    elif offered.mix == "any":
        yield Reason(Says.YES, "Women and men")
    elif household.gender in (None, "other"):
        yield Reason(Says.ASK, "Women only: ask" if offered.mix == "women" else "Men only: ask")
    else:
        fits = {"women": "female", "men": "male"}[offered.mix] == household.gender
        words = "Women only" if offered.mix == "women" else "Men only"
        yield Reason(Says.YES if fits else Says.NO, words)


def _children(offered: Offered, household: Household) -> Iterator[Reason]:
    if household.children is None:
        yield Reason(Says.ASK, "Ask whether children come with them")
    elif household.children and offered.dependants == "unknown":
        yield Reason(Says.ASK, "Children: ask whether they are taken")
    elif household.children:
        takes = offered.dependants == "yes"
        yield Reason(Says.YES if takes else Says.NO, "Takes children" if takes else "Takes no children")


def _beds(offered: Offered, household: Household) -> Iterator[Reason]:
    spaces = counted(offered.beds, "bed space")
    if offered.beds < household.beds:
        yield Reason(Says.NO, say("{spaces}, and they need {beds}", spaces=spaces, beds=household.beds))
    elif household.beds > 1:
        yield Reason(Says.YES, spaces)


def _access(offered: Offered, household: Household) -> Iterator[Reason]:
    for code in household.access:
        words = ACCESS_WORDS[code]
        if code in offered.has:
            yield Reason(Says.YES, words)
        elif code in offered.lacks:
            yield Reason(Says.NO, say("Not so: {words}", words=small(words)))
        else:
            yield Reason(Says.ASK, say("{words}: ask", words=words))


def _pets(offered: Offered, household: Household) -> Iterator[Reason]:
    if not household.pets:
        return
    if offered.pets == "unknown":
        yield Reason(Says.ASK, "Pets: ask")
    else:
        yield Reason(*((Says.YES, "Takes pets") if offered.pets == "yes" else (Says.NO, "Takes no pets")))


def _funds(offered: Offered, household: Household) -> Iterator[Reason]:
    if offered.public_funds == "unknown" and household.public_funds is not True:
        yield Reason(Says.ASK, "No recourse to public funds: rule not clear, ask them first")
    elif offered.public_funds == "needed" and household.public_funds is not True:
        says = Says.ASK if household.public_funds is None else Says.NO
        yield Reason(says, "Only for people with recourse to public funds")


def _phase(offered: Offered, household: Household) -> Iterator[Reason]:
    if len(offered.phases) == len(PHASE_WORDS):
        return
    if household.phase is None:
        yield Reason(Says.ASK, "Not in every phase of the NRM: ask")
    elif household.phase in offered.phases:
        yield Reason(Says.YES, say("Takes people {phase}", phase=PHASE_WORDS[household.phase]))
    else:
        yield Reason(Says.NO, say("Takes nobody {phase}", phase=PHASE_WORDS[household.phase]))


def _far(offered: Offered, household: Household) -> Iterator[Reason]:
    if not offered.risks_named:
        return
    if offered.miles is None:
        yield Reason(Says.ASK, "How far from the places they named: not known, ask")
    elif offered.miles < TOO_NEAR:
        far = say("About {miles} from", miles=_miles(offered.miles)) if offered.miles else "In or beside"
        yield Reason(Says.NO, say("{far} a place they named as a risk", far=far))
    else:
        says = Says.ASK if offered.miles < NEAR else Says.YES
        more = ": ask them whether that is far enough" if says is Says.ASK else ""
        yield Reason(
            says,
            say("About {miles} from the places they named{more}", miles=_miles(offered.miles), more=more),
        )


def _also(offered: Offered, household: Household) -> Iterator[Reason]:
    for words in (offered.note, offered.on_site):
        if words:
            yield Reason(Says.YES, words)


def _miles(count: int) -> str:
    return counted(count, "mile")


RULES = (_mix, _children, _beds, _access, _pets, _funds, _phase, _far, _also)
