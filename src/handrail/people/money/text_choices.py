"""The states of a request, which may follow which, and the closed lists of its reasons."""

from django.db.models import TextChoices


class FundRequestState(TextChoices):
    """The state of a request."""

    ASKED = "asked", "Waiting for approval"
    APPROVED = "approved", "Approved, to be bought"
    BOUGHT = "bought", "Bought, receipt due"
    RECEIPTED = "receipted", "Receipt given, check due"
    RECONCILED = "reconciled", "Checked and closed"
    REFUSED = "refused", "Refused"
    TAKEN_BACK = "taken_back", "Withdrawn, review due"
    CANCELLED = "cancelled", "Withdrawn"


TRANSITIONS: dict[FundRequestState, frozenset[FundRequestState]] = {
    FundRequestState.ASKED: frozenset(
        {FundRequestState.APPROVED, FundRequestState.REFUSED, FundRequestState.CANCELLED}
    ),
    FundRequestState.APPROVED: frozenset(
        {FundRequestState.BOUGHT, FundRequestState.TAKEN_BACK, FundRequestState.CANCELLED}
    ),
    FundRequestState.TAKEN_BACK: frozenset(
        {FundRequestState.APPROVED, FundRequestState.CANCELLED}
    ),  # as the reviewer says
    FundRequestState.BOUGHT: frozenset({FundRequestState.RECEIPTED}),
    FundRequestState.RECEIPTED: frozenset({FundRequestState.RECONCILED}),
    FundRequestState.RECONCILED: frozenset(),
    FundRequestState.REFUSED: frozenset(),
    FundRequestState.CANCELLED: frozenset(),
}
BUDGET_HOLDING_STATES = (
    FundRequestState.APPROVED,
    FundRequestState.TAKEN_BACK,
    FundRequestState.BOUGHT,
    FundRequestState.RECEIPTED,
    FundRequestState.RECONCILED,
)
"""States in which money is set aside for the request."""
LIVE_STATES = (FundRequestState.ASKED, *BUDGET_HOLDING_STATES)


class FundRequestReason(TextChoices):
    """Why it is needed, in words that do not identify the person."""

    FIRST_CONTACT = "first", "First contact, with no belongings"
    NO_MONEY = "no_money", "No money until support or benefits begin"
    MOVING = "moving", "Moving to another place"
    APPOINTMENT = "travel", "To get to an appointment or to court"
    SAFETY = "safety", "For safety"
    HEALTH = "health", "Health"
    CHILD = "child", "For a child"


class PaymentMethod(TextChoices):
    """How it was paid for."""

    CARD = "card", "Fund’s card"
    CASH = "cash", "Cash"
    VOUCHER = "voucher", "Prepaid voucher"


class FundRefusalReason(TextChoices):
    """Why a request was refused."""

    NOT_BOUGHT = "not_bought", "Not something the fund buys"
    OTHERS_PAY = "others_pay", "Another organisation is responsible for paying"
    TOO_MUCH = "too_much", "Too much: request less"
    ASKED_BEFORE = "asked_before", "Already requested"
    EMPTY = "empty", "The fund is empty"


class MoneySpentBeforeApprovalReviewOutcome(TextChoices):
    """The outcome of a review of money that was spent first."""

    IN_ORDER = "in_order", "In order"
    TALK = "talk", "Discuss with the worker"
    NOTHING = "nothing", "Nothing was spent"
    SPENT = "spent", "Spent: put back"


REVIEW_TRANSITIONS = {
    MoneySpentBeforeApprovalReviewOutcome.NOTHING: FundRequestState.CANCELLED,
    MoneySpentBeforeApprovalReviewOutcome.SPENT: FundRequestState.APPROVED,
}
"""The outcomes for money that was spent first and taken back, and the state that follows each."""


def list_review_outcomes(state: FundRequestState) -> tuple[MoneySpentBeforeApprovalReviewOutcome, ...]:
    """The outcomes that a reviewer may choose in a state.

    Returns:
        Of money that was taken back, those of `REVIEW_TRANSITIONS`; of any other, the rest.
    """
    is_taken_back = state is FundRequestState.TAKEN_BACK
    return tuple(
        each
        for each in MoneySpentBeforeApprovalReviewOutcome
        if (each in REVIEW_TRANSITIONS) is is_taken_back
    )


class FundNotPaidReason(TextChoices):
    """Why the fund did not pay."""

    EMPTY = "empty", "The fund is empty"
    NO_FUND = "no_fund", "No fund we can ask"
    NOT_BOUGHT = "not_bought", "The fund does not buy it"
    TOO_MUCH = "too_much", "It costs more than the fund pays"
    TOO_LATE = "too_late", "No one could approve it in time"


class PayerInsteadOfFund(TextChoices):
    """Who paid instead."""

    FORCE = "force", "The police force"
    COUNCIL = "council", "A council"
    CHARITY = "charity", "A charity"
    OUR_BODY = "ours", "Our own organisation, from other money"
    WORKER = "worker", "A worker, with their own money"
    PERSON = "person", "The person themselves, or someone near them"
    NOBODY = "nobody", "No one: they went without"


class BudgetMovementKind(TextChoices):
    """Money set aside out of a budget, or given back to it."""

    SET_ASIDE = "set_aside", "Set aside"
    GIVEN_BACK = "given_back", "Given back"
