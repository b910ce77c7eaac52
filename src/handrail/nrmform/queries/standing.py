"""Does the draft agree with the case? What must be put right, or recorded, before it leaves."""

from handrail.casework.case.models import Case, Consent
from handrail.casework.case.states import Matter, Said
from handrail.kernel.saying import say
from handrail.nrmform.queries.drafts import DraftPage
from handrail.nrmform.rules import flow
from handrail.nrmform.rules.flow import Given, Route

AGES = {"adult": "no", "child": "yes", "unsure": "not-sure"}
AGE_WORDS = {"adult": "an adult", "child": "under 18", "unsure": "of an age that is not sure"}
UNDECIDED = (
    "Answer first whether the person is under 18 and, for an adult, whether they want to go into the NRM: what may "
    "leave depends on it."
)


def contradictions(page: DraftPage) -> tuple[str, ...]:
    """What the case says otherwise than the draft. Nothing leaves until one of the two is put right. One statement."""
    if page.route is Route.OPEN:
        return (UNDECIDED,)
    found = []
    if page.case_age and AGES[page.case_age] != page.given.get("under_18", Given()).value:
        found.append(
            say(
                "The case says that they are {case_age}, and this form does not. Put one right.",
                case_age=AGE_WORDS[page.case_age],
            )
        )
    said = _nrm_answer(page)
    if (
        not flow.automatic(page.given)
        and said is not None
        and (said is Said.YES) != (page.route is Route.NRM)
    ):
        words = said.label.lower()
        found.append(
            say(
                "On the case their newest answer about the NRM is “{words}”, and this form says otherwise.",
                words=words,
            )
        )
    return tuple(found)


def unrecorded(page: DraftPage) -> tuple[str, ...]:
    """What must stand on the case before the form can be made or handed over. One statement."""
    if page.route is Route.OPEN or flow.automatic(page.given) or _nrm_answer(page) is not None:
        return ()
    said = "yes" if page.route is Route.NRM else "no"
    return (
        say(
            "Record on the case that they said {said} to the NRM, on which day and how they were asked.",
            said=said,
        ),
    )


def _nrm_answer(page: DraftPage) -> Said | None:
    case = Case(pk=page.case_id)
    rows = Consent.objects.standing_of(case).filter(matter=Matter.NRM).order_by("-id")
    said = rows.values_list("said", flat=True).first()
    return Said(said) if said else None
