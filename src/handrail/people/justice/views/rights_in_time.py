"""Rights given in time, and contacts kept, as a force counts them for itself."""

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from handrail.people.justice.presenters import KEPT
from handrail.people.justice.queries.rights_in_time import (
    LEVELS,
    get_counts_of_rights_given_in_time,
    list_newest_calendar_quarters,
)
from handrail.people.justice.rules.contact_plan import ContactKeptState
from handrail.people.justice.rules.entitlements import DUTY_HOLDERS, RIGHTS
from handrail.people.justice.rules.rights_in_time import RightGivenState
from handrail.people.justice.text_choices import PersonAnswerOnInformationGiven
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.navigation import get_layout_context

STATE_HEADS = {
    RightGivenState.LATE: "late",
    RightGivenState.EXPLAINED: "not done, with a reason",
    RightGivenState.UNEXPLAINED: "not done, no reason",
    RightGivenState.DECLINED: "declined",
    RightGivenState.WITHHELD: "withheld for safety",
    RightGivenState.UNKNOWN: "not known",
    RightGivenState.RUNNING: "not due yet",
}
SAID = {
    PersonAnswerOnInformationGiven.YES: "yes",
    PersonAnswerOnInformationGiven.PARTLY: "in part",
    PersonAnswerOnInformationGiven.NO: "no",
    PersonAnswerOnInformationGiven.NOT_ASKED: "not asked",
}


@requires_permission(Permission.SIGN_CONTRACT)
def show_rights_given_in_time(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show how rights were given in one quarter, beside the person's own answer, and whether contacts were kept."""
    quarters = list_newest_calendar_quarters(today())
    quarter = next((one for one in quarters if one.code == request.GET.get("quarter")), quarters[0])
    level = request.GET.get("level", "all")
    level = level if level in LEVELS else "all"
    found = get_counts_of_rights_given_in_time(actor, quarter, level)
    rows = []
    for count in found.counts:
        said = found.said.get(count.right, Counter[PersonAnswerOnInformationGiven]())
        rows.append(
            {
                "right": RIGHTS[count.right],
                "owner": DUTY_HOLDERS[count.owner],
                "due": count.due,
                "in_time": count.states[RightGivenState.IN_TIME],
                "base": count.base,
                "share": None if count.share is None else round(100 * count.share),
                "others": join_texts(
                    msg("{number} {state}", number=count.states[state], state=words)
                    for state, words in STATE_HEADS.items()
                    if count.states[state]
                ),
                "said": join_texts(
                    msg("{number} {answer}", number=said[answer], answer=words)
                    for answer, words in SAID.items()
                    if said[answer]
                ),
            }
        )
    kept = [
        (KEPT[state][1], str(found.kept.by_state.get(state, 0)))
        for state in KEPT
        if state is not ContactKeptState.DUE
    ]
    shown = {
        "rows": rows,
        "found": found,
        "kept_rows": kept,
        "quarter": quarter,
        "quarters": quarters,
        "level": level,
        "body": actor.body_name,
    }
    layout = get_layout_context(request, actor, "cases")
    return render(request, "justice/rights_in_time.html", layout | shown)
