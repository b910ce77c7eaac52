"""Who else may see a case: shared on a ground, until a day; ended at any time."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from handrail.people.cases.consent.actions import consents
from handrail.people.cases.consent.actions.consents import ConsentInput, SharingInput
from handrail.people.cases.consent.forms import EndSharingForm, SharingForm
from handrail.people.cases.consent.queries.consents import get_consented_kinds
from handrail.people.cases.consent.queries.sharing import describe_open_kinds, get_grant_recipient
from handrail.people.records.access_control import requires_case
from handrail.people.records.queries.case_lookup import CaseContext
from handrail.people.records.states import Capacity, ConsentAnswer, InterpretationMode, InterpreterRelation
from handrail.platform.access.choices import get_body_choices
from handrail.platform.access.grounds import Ground
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.reference.choices import get_language_choices
from handrail.platform.ui import formatting
from handrail.platform.ui.form_actions import FormAction, process_form_action
from handrail.platform.ui.form_rendering import bind_form

SHARING_LEAD = (
    "Ask the person first. Share only what the other organisation needs, and for no longer than it needs it. "
    "They see it from the moment that you press Record; you can end it at any time. Where the person agreed to "
    "something with the same organisation before, you are asked whether this is as well or instead."
)


@requires_case(Permission.SHARE)
def share(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """Record what the person said about sharing, or share on another ground that is named."""
    bodies = get_body_choices(besides=found.case_access.owner_id)
    form = bind_form(
        SharingForm,
        request,
        bodies=bodies,
        agreed=get_consented_kinds(found.case_id),
        languages=get_language_choices(),
    )

    def save(answers: dict[str, Any]) -> str:
        kinds = [Kind(kind) for kind in answers["kinds"]]
        sharing = SharingInput(answers["body"], kinds, answers["until"], adds=answers.get("mode") == "adds")
        name = dict(form.fields["body"].choices)[answers["body"]]  # type: ignore[attr-defined]
        if answers["ground"] in ("refused", Ground.CONSENT):
            return _save_consented_sharing(found, sharing, answers, name)
        consents.share_on_other_ground(
            case_id=found.case_id,
            sharing=sharing,
            ground=Ground(answers["ground"]),
            because=answers["because"],
            by=found.case_access.actor,
        )
        return _describe_now_open(found, answers["body"], name)

    here = reverse("case", args=[found.reference])
    page = FormAction(
        title="Share with another organisation",
        save=save,
        then=here,
        back=here,
        button="Record",
        template="consent/share.html",
        more={"lead": SHARING_LEAD},
    )
    return process_form_action(request, found.case_access.actor, form, page)


@requires_case(Permission.SHARE)
def end_share(request: HttpRequest, found: CaseContext, grant_id: int) -> HttpResponse:
    """End what was shared, from this moment."""
    form = bind_form(EndSharingForm, request)
    given = get_grant_recipient(found.case_id, grant_id)

    def save(answers: dict[str, Any]) -> str:
        consents.end_sharing(
            case_id=found.case_id, grant_id=grant_id, because=answers["because"], by=found.case_access.actor
        )
        left = describe_open_kinds(found.case_id, given.body_code) if given.body_code else []
        if left:
            return msg(
                "That sharing has ended. Still open to them on another ground: {left}.",
                left=join_texts(left, " and "),
            )
        return "Sharing has ended. They can no longer open the case."

    here = reverse("case", args=[found.reference])
    title = msg("End sharing with {name}", name=given.name)
    page = FormAction(
        title=title, save=save, then=here, back=here, button="End sharing", allowed_on_closed_case=True
    )
    return process_form_action(request, found.case_access.actor, form, page)


def _save_consented_sharing(
    found: CaseContext, sharing: SharingInput, answers: dict[str, Any], name: str
) -> str:
    said = ConsentAnswer.NO if answers["ground"] == "refused" else ConsentAnswer.YES
    consents.record_sharing_answer(
        case_id=found.case_id,
        said=said,
        sharing=sharing,
        asked=ConsentInput(
            on=formatting.get_today(),
            words=answers["because"],
            interpreter_tag=answers["interpreter"],
            circle=InterpreterRelation(answers["circle"] or InterpreterRelation.NOT_ASKED),
            capacity=Capacity(answers["capacity"] or Capacity.OWN),
            decided_by=answers["decided_by"],
            decided_why=answers["decided_why"],
            through=InterpretationMode(answers["through"]),
            interpreted_by=answers["interpreted_by"],
            asked_by=answers["asked_by"],
        ),
        by=found.case_access.actor,
    )
    return _describe_now_open(found, sharing.body_code, name)


def _describe_now_open(found: CaseContext, body_code: str, name: str) -> str:
    """What the organisation can see after the act: all of it, on every ground, and what no longer."""
    left = describe_open_kinds(found.case_id, body_code)
    return (
        msg("{name} can now see: {left}.", name=name, left=join_texts(left, " and "))
        if left
        else msg("Recorded: nothing is shared with {name}.", name=name)
    )
