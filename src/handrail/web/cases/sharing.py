"""Who else may see a case: shared on a ground, until a day; ended at any time."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from handrail.access.grounds import Ground
from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.casework.case.queries.choices import body_choices, language_choices
from handrail.casework.case.states import Capacity, Circle, Said, Through
from handrail.casework.consent.actions import consents
from handrail.casework.consent.actions.consents import Asked, Sharing
from handrail.casework.consent.queries.consents import live_consent
from handrail.casework.consent.queries.sharing import given_to, open_to
from handrail.casework.lists.queries.finding import Found
from handrail.kernel.saying import joined, say
from handrail.web.acting import Act, act
from handrail.web.cases.forms import EndShareForm, ShareForm
from handrail.web.design import words
from handrail.web.design.forms import bind
from handrail.web.door import case_door

LEAD = (
    "Ask the person first. Share only what the other organisation needs, and for no longer than it needs it. "
    "They see it from the moment that you press Record; you can end it at any time. Where the person agreed to "
    "something with the same organisation before, you are asked whether this is as well or instead."
)


@case_door(Permission.SHARE)
def share(request: HttpRequest, found: Found) -> HttpResponse:
    """Record what the person said about sharing, or share on another ground that is named."""
    bodies = body_choices(besides=found.sight.owner_id)
    form = bind(
        ShareForm, request, bodies=bodies, agreed=live_consent(found.case_id), languages=language_choices()
    )

    def save(answers: dict[str, Any]) -> str:
        kinds = [Kind(kind) for kind in answers["kinds"]]
        sharing = Sharing(answers["body"], kinds, answers["until"], adds=answers.get("mode") == "adds")
        name = dict(form.fields["body"].choices)[answers["body"]]  # type: ignore[attr-defined]
        if answers["ground"] in ("refused", Ground.CONSENT):
            return _consented(found, sharing, answers, name)
        consents.share_on_other_ground(
            case_id=found.case_id,
            sharing=sharing,
            ground=Ground(answers["ground"]),
            because=answers["because"],
            by=found.sight.actor,
        )
        return _now_open(found, answers["body"], name)

    here = reverse("case", args=[found.reference])
    page = Act(
        title="Share with another organisation",
        save=save,
        then=here,
        back=here,
        button="Record",
        template="cases/share.html",
        more={"lead": LEAD},
    )
    return act(request, found.sight.actor, form, page)


@case_door(Permission.SHARE)
def end_share(request: HttpRequest, found: Found, grant_id: int) -> HttpResponse:
    """End what was shared, from this moment."""
    form = bind(EndShareForm, request)
    given = given_to(found.case_id, grant_id)

    def save(answers: dict[str, Any]) -> str:
        consents.end_sharing(
            case_id=found.case_id, grant_id=grant_id, because=answers["because"], by=found.sight.actor
        )
        left = open_to(found.case_id, given.body_code) if given.body_code else []
        if left:
            return say(
                "That sharing has ended. Still open to them on another ground: {left}.",
                left=joined(left, " and "),
            )
        return "Sharing has ended. They can no longer open the case."

    here = reverse("case", args=[found.reference])
    title = say("End sharing with {name}", name=given.name)
    page = Act(title=title, save=save, then=here, back=here, button="End sharing", on_closed=True)
    return act(request, found.sight.actor, form, page)


def _consented(found: Found, sharing: Sharing, answers: dict[str, Any], name: str) -> str:
    said = Said.NO if answers["ground"] == "refused" else Said.YES
    consents.record_sharing_answer(
        case_id=found.case_id,
        said=said,
        sharing=sharing,
        asked=Asked(
            on=words.today(),
            words=answers["because"],
            interpreter_tag=answers["interpreter"],
            circle=Circle(answers["circle"] or Circle.NOT_ASKED),
            capacity=Capacity(answers["capacity"] or Capacity.OWN),
            decided_by=answers["decided_by"],
            decided_why=answers["decided_why"],
            through=Through(answers["through"]),
            interpreted_by=answers["interpreted_by"],
            asked_by=answers["asked_by"],
        ),
        by=found.sight.actor,
    )
    return _now_open(found, sharing.body_code, name)


def _now_open(found: Found, body_code: str, name: str) -> str:
    """What the organisation can see after the act: all of it, on every ground, and what no longer."""
    left = open_to(found.case_id, body_code)
    return (
        say("{name} can now see: {left}.", name=name, left=joined(left, " and "))
        if left
        else say("Recorded: nothing is shared with {name}.", name=name)
    )
