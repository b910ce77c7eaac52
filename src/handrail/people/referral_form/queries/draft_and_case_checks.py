"""Does the draft agree with the case? What must be put right, or recorded, before it leaves."""

from handrail.people.records.models import Case, Consent
from handrail.people.records.text_choices import ConsentAnswer, ConsentMatter
from handrail.people.referral_form.queries.drafts import FormDraftDetail
from handrail.people.referral_form.rules import question_flow
from handrail.people.referral_form.rules.question_flow import FormAnswerValue, ReferralOrReportRoute
from handrail.platform.kernel.messages import msg

UNDER_18_BY_AGE = {"adult": "no", "child": "yes", "unsure": "not-sure"}
AGE_WORDS = {"adult": "an adult", "child": "under 18", "unsure": "of an age that is not sure"}
UNDECIDED = (
    "First answer whether the person is under 18 and, for an adult, whether they want to enter the "
    "NRM. This decides what can be sent."
)


def list_contradictions_with_case(page: FormDraftDetail) -> tuple[str, ...]:
    """What the case says otherwise than the draft. Nothing leaves until one of the two is put right. One statement.

    Returns:
        Sentences that say what to put right.
    """
    if page.route is ReferralOrReportRoute.OPEN:
        return (UNDECIDED,)
    found = []
    if (
        page.case_age
        and UNDER_18_BY_AGE[page.case_age] != page.given.get("under_18", FormAnswerValue()).value
    ):
        found.append(
            msg(
                "The case says they are {case_age}, and this form does not. Correct one of them.",
                case_age=AGE_WORDS[page.case_age],
            )
        )
    said = _find_newest_consent_answer_on_nrm(page)
    if (
        not question_flow.is_referred_without_consent(page.given)
        and said is not None
        and (said is ConsentAnswer.YES) != (page.route is ReferralOrReportRoute.NRM)
    ):
        words = said.label.lower()
        found.append(
            msg(
                "On the case their newest answer about the NRM is “{words}”, and this form says otherwise.",
                words=words,
            )
        )
    return tuple(found)


def list_unrecorded_preconditions(page: FormDraftDetail) -> tuple[str, ...]:
    """What must be recorded on the case before the form can be sent or handed over. One statement.

    Returns:
        Sentences that say what to record.
    """
    if (
        page.route is ReferralOrReportRoute.OPEN
        or question_flow.is_referred_without_consent(page.given)
        or _find_newest_consent_answer_on_nrm(page) is not None
    ):
        return ()
    said = "yes" if page.route is ReferralOrReportRoute.NRM else "no"
    return (
        msg(
            "Record on the case that they said {said} to the NRM, with the date and how they were asked.",
            said=said,
        ),
    )


def _find_newest_consent_answer_on_nrm(page: FormDraftDetail) -> ConsentAnswer | None:
    case = Case(pk=page.case_id)
    rows = Consent.objects.not_taken_back_for_case(case).filter(matter=ConsentMatter.NRM).order_by("-id")
    said = rows.values_list("said", flat=True).first()
    return ConsentAnswer(said) if said else None
