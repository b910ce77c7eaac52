"""Sending: an offer to a practitioner, and its answer."""

from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from handrail.directory.practitioners.models import Practitioner
from handrail.people.cases.events.actions.events import EventInput, save_event_in_locked_case
from handrail.people.cases.person.actions import set_point_of_contact_and_stand_in
from handrail.people.deployment.actions.requests import get_open_request_or_raise
from handrail.people.deployment.booked_time import list_quarter_hours_of_period
from handrail.people.deployment.models import (
    BookedQuarterHour,
    Deployment,
    DeploymentRequest,
)
from handrail.people.deployment.permissions import is_asked_practitioner
from handrail.people.deployment.queries.shortlist import (
    RequestShortlist,
    list_booked_periods_by_practitioner,
    make_request_shortlist,
)
from handrail.people.deployment.rules.case_weight import WeightPart, compute_case_weight
from handrail.people.deployment.rules.distance import FROM_ANOTHER_AREA
from handrail.people.deployment.rules.facts import (
    ANSWERING_ROLES,
    DeploymentCandidate,
    DeploymentLimits,
    LanguageRank,
)
from handrail.people.deployment.rules.periods import Period
from handrail.people.deployment.rules.shortlist import ExcludedCandidate
from handrail.people.deployment.text_choices import (
    DeploymentDeclineReason,
    DeploymentRequestState,
    DeploymentState,
    DeploymentTask,
)
from handrail.people.records.models import Case, Event
from handrail.people.records.permissions import get_case_access, lock_and_authorise_case_by_id
from handrail.platform.access.actions import grant_colleague_access
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.access.models.membership import find_actor_for_body, users_working_for_q
from handrail.platform.access.roles import Permission
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.access.today import today
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import UserText, join_texts, msg
from handrail.platform.outbox.actions.messages import queue_messages

ANSWERED_MEANWHILE = "This offer has since been answered or withdrawn."
LIAISON_NAMED = "liaison_named"
MOST_NAMES = 3


@transaction.atomic
def offer_deployment(
    *, case_id: UUID, request_id: UUID, practitioner_id: UUID, why_them: str, is_contact: bool, by: Actor
) -> Deployment:
    """Ask a practitioner to go. Their time is taken at once; of two leads one gets them, the other is told who is free.

    Args:
        case_id: the case.
        request_id: its open request.
        practitioner_id: whom.
        why_them: the lead's reason; needed where they are not the first suggestion or a rule is gone past.
        is_contact: whether they become the person's point of contact once they accept.
        by: the lead who decides.

    Raises:
        Denied, NotVisible; ActionNotPossibleError: they cannot be sent, or somebody else is asked.
    """
    case, access = lock_and_authorise_case_by_id(case_id, by, Permission.DEPLOY, Kind.NOTES)
    request = get_open_request_or_raise(access, request_id)
    if request.state == DeploymentRequestState.OFFERED:
        raise ActionNotPossibleError(
            "Someone has already been asked. Wait for the answer, or withdraw the offer."
        )
    made = make_request_shortlist(access, case, request)
    candidate, overridden = _get_candidate_and_overridden_rules(made, practitioner_id, why_them)
    deployment = _make_deployment_offer(request, made, candidate, by)
    deployment.is_contact, deployment.overridden, deployment.why_them = is_contact, overridden, why_them
    deployment.save_by(by)
    try:
        with transaction.atomic():
            _book_quarter_hours(deployment)
    except IntegrityError:
        raise ActionNotPossibleError(_describe_practitioners_still_free(made, candidate)) from None
    request.state = DeploymentRequestState.OFFERED
    request.save_by(by)
    write_audit_record(who=by.who, verb="asked a practitioner to go", about=case.pk, why=str(practitioner_id))
    _notify_practitioner_of_offer(deployment)
    return deployment


@transaction.atomic
@acting_as_system(SystemActor.DEPLOYMENT)
def answer_own_offer(deployment_id: UUID, *, goes: bool, cannot_go: str, by: Actor) -> Deployment:
    """The practitioner says whether they go. Once they do, the case is open to them.

    Args:
        deployment_id: the offer.
        goes: whether they go.
        cannot_go: a code of DeploymentDeclineReason where they do not; may be empty.
        by: the practitioner.

    Raises:
        NotVisible: the offer is not theirs. ActionNotPossibleError: it was answered or taken back meanwhile.
    """
    found = Deployment.objects.select_related("practitioner").filter(pk=deployment_id).first()
    if found is None or not is_asked_practitioner(found, by):
        raise NotVisible
    case = Case.objects.select_for_update(of=("self",)).select_related("owner", "area").get(pk=found.case_id)
    return _save_deployment_answer(case, deployment_id, goes, cannot_go, by)


@transaction.atomic
def record_answer_for_practitioner(
    *, case_id: UUID, deployment_id: UUID, goes: bool, cannot_go: str, by: Actor
) -> Deployment:
    """The lead writes down what a practitioner said by telephone.

    Args:
        case_id: the case.
        deployment_id: the offer.
        goes, cannot_go: as in `answer_own_offer`.
        by: the lead who decides.

    Raises:
        Denied, NotVisible, ActionNotPossibleError.
    """
    case, _ = lock_and_authorise_case_by_id(case_id, by, Permission.DEPLOY, Kind.NOTES)
    return _save_deployment_answer(case, deployment_id, goes, cannot_go, by)


@transaction.atomic
def take_back_offer(*, case_id: UUID, deployment_id: UUID, by: Actor) -> None:
    """Take an offer back that nobody has answered; their time is free again.

    Args:
        case_id: the case.
        deployment_id: the offer.
        by: the lead who decides.

    Raises:
        Denied, NotVisible, ActionNotPossibleError.
    """
    case, _ = lock_and_authorise_case_by_id(case_id, by, Permission.DEPLOY, Kind.NOTES)
    deployment = _get_unanswered_deployment_offer(case, deployment_id)
    deployment.state = DeploymentState.WITHDRAWN
    deployment.save_by(by)
    release_booked_time(deployment)
    _reopen_deployment_request(deployment.request, by)
    write_audit_record(who=by.who, verb="withdrew an offer", about=case.pk)


def _get_candidate_and_overridden_rules(
    made: RequestShortlist, practitioner_id: UUID, why_them: str
) -> tuple[DeploymentCandidate, list[str]]:
    """The candidate, and the codes of the rules that are gone past. Raises NotVisible, ActionNotPossibleError."""
    for place, row in enumerate(made.shortlist.fitting):
        if row.candidate.practitioner_id == practitioner_id:
            if place and not why_them:
                raise ActionNotPossibleError("They are not the first suggestion. Enter your reason.")
            return row.candidate, []
    for out in made.shortlist.excluded:
        if out.candidate.practitioner_id == practitioner_id:
            _raise_unless_failed_rules_are_overridden(made, out, why_them)
            return out.candidate, [finding.rule.value for finding in out.findings]
    raise NotVisible


def _raise_unless_failed_rules_are_overridden(
    made: RequestShortlist, out: ExcludedCandidate, why_them: str
) -> None:
    first = out.findings[0].words
    if any(period.overlaps(made.facts.when) for period in out.candidate.sent):
        raise ActionNotPossibleError(_describe_practitioners_still_free(made, out.candidate))
    if not out.is_overridable:
        raise ActionNotPossibleError(first)
    if not why_them:
        raise ActionNotPossibleError(msg("{words} Enter why they should go anyway.", words=first))


def _make_deployment_offer(
    request: DeploymentRequest, made: RequestShortlist, candidate: DeploymentCandidate, by: Actor
) -> Deployment:
    weight = made.facts.weight
    if candidate.pair.language is LanguageRank.INTERPRETER:
        weight += compute_case_weight([WeightPart.INTERPRETER], made.limits)
    if candidate.pair.distance in FROM_ANOTHER_AREA:
        weight += compute_case_weight([WeightPart.FAR], made.limits)
    deployment = Deployment(
        case_id=request.case_id,
        request=request,
        practitioner_id=candidate.practitioner_id,
        role=candidate.role.value,
        starts_at=made.facts.when.starts_at,
        ends_at=made.facts.when.ends_at,
        weight=weight,
        weight_of_talk=_compute_load_weight_of_demanding_tasks(request, made.limits),
        language_way=candidate.pair.language.value,
        asked_at=timezone.now(),
        asked_by_id=by.user_id,
    )
    return deployment.bind(UnrecordedKeyAccess(request.case_id))


def _compute_load_weight_of_demanding_tasks(request: DeploymentRequest, limits: DeploymentLimits) -> Decimal:
    """What an account, interview or trial adds while it is near."""
    is_heavy = bool({DeploymentTask.ACCOUNT.value, DeploymentTask.COURT.value} & set(request.tasks or ()))
    return compute_case_weight([WeightPart.EVIDENCE_OR_TRIAL] if is_heavy else [], limits)


def _book_quarter_hours(deployment: Deployment) -> None:
    period = Period(deployment.starts_at, deployment.ends_at)
    key = Practitioner.objects.values_list("worker_key", flat=True).get(pk=deployment.practitioner_id)
    BookedQuarterHour.objects.bulk_create(
        BookedQuarterHour(practitioner_id=deployment.practitioner_id, worker_key=key, starts_at=at)
        for at in list_quarter_hours_of_period(period)
    )


def release_booked_time(deployment: Deployment) -> None:
    """Each quarter of an hour is taken once: those of its time are its own. What has passed stays."""
    period = Period(deployment.starts_at, deployment.ends_at)
    quarters = [at for at in list_quarter_hours_of_period(period) if at >= timezone.now()]
    BookedQuarterHour.objects.filter(practitioner=deployment.practitioner_id, starts_at__in=quarters).delete()


def _describe_practitioners_still_free(made: RequestShortlist, taken: DeploymentCandidate) -> str:
    """“Megan was sent to somebody else a moment ago. Still free: Thuy Pham.”"""
    numbers = [row.candidate.practitioner_id for row in made.shortlist.fitting]
    booked = list_booked_periods_by_practitioner(numbers, made.facts.when)
    free = [
        UserText(row.candidate.name)
        for row in made.shortlist.fitting
        if row.candidate.practitioner_id != taken.practitioner_id
        and not any(
            period.overlaps(made.facts.when) for period in booked.get(row.candidate.practitioner_id, ())
        )
    ][:MOST_NAMES]
    name = UserText(taken.name)
    if not free:
        return msg(
            "{name} is asked or sent elsewhere at that time. No one else on the list is free.", name=name
        )
    return msg(
        "{name} is asked or sent elsewhere at that time. Still free: {free}.",
        name=name,
        free=join_texts(free),
    )


def get_deployment_of_locked_case(case: Case, deployment_id: UUID) -> Deployment:
    """One of a locked case, bound to its key. Raises NotVisible."""
    rows = Deployment.objects.select_related("practitioner__account", "request", "asked_by")
    found = rows.filter(pk=deployment_id, case=case.pk).first()
    if found is None:
        raise NotVisible
    found.request.bind(UnrecordedKeyAccess(case.pk))
    return found.bind(UnrecordedKeyAccess(case.pk))


def _get_unanswered_deployment_offer(case: Case, deployment_id: UUID) -> Deployment:
    """One that nobody has answered, of a locked case. Raises NotVisible, ActionNotPossibleError."""
    found = get_deployment_of_locked_case(case, deployment_id)
    if found.state != DeploymentState.ASKED:
        raise ActionNotPossibleError(ANSWERED_MEANWHILE)
    return found


def _save_deployment_answer(
    case: Case, deployment_id: UUID, goes: bool, cannot_go: str, by: Actor
) -> Deployment:
    deployment = _get_unanswered_deployment_offer(case, deployment_id)
    deployment.answered_at, deployment.answered_by_id = timezone.now(), by.user_id
    if not goes:
        deployment.state = DeploymentState.DECLINED
        deployment.cannot_go = cannot_go or DeploymentDeclineReason.NOT_SAID.value
        deployment.save_by(by)
        release_booked_time(deployment)
        _reopen_deployment_request(deployment.request, by)
        write_audit_record(who=by.who, verb="said they cannot go", about=case.pk)
        return deployment
    deployment.state = DeploymentState.ACCEPTED
    deployment.save_by(by)
    request = deployment.request
    request.state, request.met_at = DeploymentRequestState.MET, timezone.now()
    request.save_by(by)
    write_audit_record(who=by.who, verb="said they are going", about=case.pk)
    _give_practitioner_access_to_case(case, deployment)
    if (
        deployment.role in ANSWERING_ROLES
        and not Event.objects.filter(case=case, event=LIAISON_NAMED).exists()
    ):
        save_event_in_locked_case(case, EventInput(LIAISON_NAMED, today()), by)
    return deployment


def _reopen_deployment_request(request: DeploymentRequest, by: Actor) -> None:
    request.state = DeploymentRequestState.UNMET if request.interim_id else DeploymentRequestState.WAITING
    request.save_by(by)


def _give_practitioner_access_to_case(case: Case, deployment: Deployment) -> None:
    """On the word of the lead who asked: the practitioner is named on the case and, where so asked, is the contact.

    The contact of before stays as the stand-in where there was none. Whoever works for another organisation is not
    named: the case has to be shared with it.
    """
    account: User | None = deployment.practitioner.account
    lead = find_actor_for_body(deployment.asked_by, case.owner_id, Permission.DEPLOY)
    if account is None or lead is None or not _is_worker_of_case_holder(account, case):
        return
    if not deployment.is_contact or account.pk == case.point_of_contact_id:
        access = get_case_access(case, lead)
        grant_colleague_access(case_access=access, colleague=account, because="Deployed", by=lead)
        return
    stand_in = case.stand_in_id if case.stand_in_id not in (None, account.pk) else case.point_of_contact_id
    set_point_of_contact_and_stand_in(
        case_id=case.pk, point_of_contact_id=account.pk, stand_in_id=stand_in, by=lead
    )
    case.refresh_from_db(fields=["point_of_contact", "stand_in"])


def _is_worker_of_case_holder(account: User, case: Case) -> bool:
    of_body = User.objects.filter(users_working_for_q([case.owner_id]), pk=account.pk, is_active=True)
    return of_body.exists() and find_actor_for_body(account, case.owner_id, Permission.VIEW_CASE) is not None


def _notify_practitioner_of_offer(deployment: Deployment) -> None:
    account = User.objects.filter(practitioners=deployment.practitioner_id, is_active=True).first()
    if account:
        queue_messages(
            kind="deployment_asked",
            occasion=f"deployment/{deployment.pk}",
            about="",
            path=f"/deployments/{deployment.pk}/",
            to=[account.pk],
        )
