"""Links to one referral for a provider without an account: made, stopped, opened once with a code, answered through."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from handrail.people.cases.offers import link_secrets
from handrail.people.cases.offers.actions.referral_answers import (
    ReferralAnswerInput,
    ReferralOutcomeInput,
    apply_referral_answer,
    apply_referral_outcome,
    end_referral_links_and_visits,
)
from handrail.people.cases.offers.actions.referrals import lock_referral, raise_unless_works_on_case
from handrail.people.cases.offers.models import MOST_CODE_TRIES, Referral, ReferralLink, ReferralLinkVisit
from handrail.people.cases.offers.outside_provider import ProviderActingThroughReferralLink
from handrail.people.cases.offers.queries.provider_contact import (
    get_provider_contact,
    raise_unless_referral_method_possible,
)
from handrail.people.cases.offers.queries.referral_links import (
    OpenReferralLinkVisit,
    can_link_be_opened,
    find_open_link_visit,
    find_referral_link_by_token,
    raise_unless_referral_disclosable,
)
from handrail.people.cases.offers.referral_slice import get_disclosable_information_kinds_of_referral
from handrail.people.cases.offers.text_choices import (
    ReferralAnswer,
    ReferralAnswerSource,
    ReferralLinkEndReason,
    ReferralMethod,
)
from handrail.people.records.models import Case
from handrail.people.records.permissions import get_case_access
from handrail.platform.access.actor import Actor
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg

VISIT_LASTS = datetime.timedelta(hours=1)
NOT_OPEN = "You can no longer open this referral. Call the organisation that sent it."


@dataclass(frozen=True, slots=True)
class NewReferralLink:
    """A link just made, with its secrets: shown once to whoever made it, and kept nowhere."""

    link: ReferralLink
    token: str
    code: str


@dataclass(frozen=True, slots=True)
class ReferralLinkOpeningResult:
    """What came of a code: the token of the visit, or "" where the code was wrong or the link opens nothing.

    `tries_left` says how many more codes can be tried; 0 where none can.
    """

    visit_token: str = ""
    tries_left: int = 0


@transaction.atomic
def make_referral_link(*, referral_id: UUID, by: Actor) -> NewReferralLink:
    """Make the one live link to a referral; an earlier one opens nothing from now on.

    Args:
        referral_id: a referral that is not taken back and has no outcome yet.
        by: somebody who works on the case.

    Raises:
        ActionNotPossibleError: nothing is left to answer, the person withdrew consent, or the directory has no number.
        Denied, NotVisible: with why.
    """
    row = lock_referral(referral_id, None, by)
    raise_unless_works_on_case(get_case_access(row.case, by))
    if row.answer == ReferralAnswer.TAKEN_BACK or row.outcome:
        raise ActionNotPossibleError("There is nothing left to answer, so no link is needed.")
    contact = get_provider_contact(row.offer.service)
    raise_unless_referral_method_possible(ReferralMethod.LINK, contact)
    raise_unless_referral_disclosable(row)
    end_referral_links_and_visits(row, ReferralLinkEndReason.REPLACED)
    token, code = link_secrets.make_link_token(), link_secrets.make_referral_link_code()
    now = timezone.now()
    link = ReferralLink(
        referral=row,
        token_hash=link_secrets.hash_link_or_visit_token(token),
        office=contact.office,
        office_phone=contact.phone,
        made_at=now,
        made_by_id=by.user_id,
        expires_at=now + datetime.timedelta(days=settings.REFERRAL_LINK_DAYS),
    )
    link.code_hash = link_secrets.hash_link_code(link.pk, code)
    link.save()
    if row.method != ReferralMethod.LINK:
        row.method = ReferralMethod.LINK
        row.save_by(by)
    write_audit_record(who=by.who, verb="made a referral link", about=row.case_id, why=contact.office)
    return NewReferralLink(link, token, code)


@transaction.atomic
def stop_referral_link(*, referral_id: UUID, by: Actor) -> None:
    """Stop the link, and the page that may be open through it. Raises ActionNotPossibleError where none is live."""
    row = lock_referral(referral_id, None, by)
    raise_unless_works_on_case(get_case_access(row.case, by))
    is_visited = ReferralLinkVisit.objects.filter(link__referral=row, ends_at__gt=timezone.now()).exists()
    if not end_referral_links_and_visits(row, ReferralLinkEndReason.STOPPED) and not is_visited:
        raise ActionNotPossibleError("There is no active link for this referral.")
    write_audit_record(who=by.who, verb="stopped a referral link", about=row.case_id)


def open_referral_link(*, token: str, code: str) -> ReferralLinkOpeningResult:
    """Open a link with its code: once, and only while the person agrees.

    A try is counted before the code is compared, in a statement of its own, so that it stands whatever follows.

    Args:
        token: from the address.
        code: as typed.

    Returns:
        Outcome; the same for a link that never was and for one that opens nothing any more.
    """
    link = find_referral_link_by_token(token)
    if link is None:
        return ReferralLinkOpeningResult()
    provider = ProviderActingThroughReferralLink.of_body(link.referral.to_body)
    if not can_link_be_opened(link) or not _use_referral_link_try_if_left(link):
        record_refused_referral_link_try(link, "A referral link that is not active")
        return ReferralLinkOpeningResult()
    if not link_secrets.is_typed_code_right_for_link(link.pk, code, link.code_hash):
        write_audit_record(
            who=provider.who,
            verb="entered a wrong code for a referral link",
            about=link.referral.case_id,
            outcome="refused",
            why=msg(
                "Wrong code for a referral link, attempt {number} of {most}",
                number=link.failed_tries + 1,
                most=MOST_CODE_TRIES,
            ),
        )
        return ReferralLinkOpeningResult(tries_left=_get_tries_left_and_end_exhausted_link(link))
    try:
        return _open_link_once(link, provider)
    except IntegrityError:  # somebody else opened it between the two statements
        record_refused_referral_link_try(link, "A referral link that was already opened")
        return ReferralLinkOpeningResult()


def record_refused_referral_link_try(link: ReferralLink, why: str) -> None:
    """Write into the case's trail that a link was tried that opens nothing."""
    provider = ProviderActingThroughReferralLink.of_body(link.referral.to_body)
    write_audit_record(
        who=provider.who,
        verb="tried a referral link",
        about=link.referral.case_id,
        outcome="refused",
        why=why,
    )


def _use_referral_link_try_if_left(link: ReferralLink) -> bool:
    """Count one try, unless all were used, also by somebody who tries at the same moment."""
    live = ReferralLink.objects.filter(
        pk=link.pk,
        ended_at__isnull=True,
        expires_at__gt=timezone.now(),
        failed_tries__lt=MOST_CODE_TRIES,
    )
    return bool(live.update(failed_tries=F("failed_tries") + 1))


@transaction.atomic
def _get_tries_left_and_end_exhausted_link(link: ReferralLink) -> int:
    """End a link whose tries are used. Returns how many are left."""
    used = ReferralLink.objects.values_list("failed_tries", flat=True).get(pk=link.pk)
    if used >= MOST_CODE_TRIES:
        live = ReferralLink.objects.filter(pk=link.pk, ended_at__isnull=True)
        if live.update(ended_at=timezone.now(), end_reason=ReferralLinkEndReason.LOCKED):
            record_refused_referral_link_try(link, "A referral link, now locked after wrong codes")
    return max(MOST_CODE_TRIES - used, 0)


@transaction.atomic
def _open_link_once(
    link: ReferralLink, provider: ProviderActingThroughReferralLink
) -> ReferralLinkOpeningResult:
    """The visit is the opening: a second row for the same link is refused by the database."""
    now, token = timezone.now(), link_secrets.make_link_token()
    live = ReferralLink.objects.filter(pk=link.pk, ended_at__isnull=True, expires_at__gt=now)
    if not live.update(ended_at=now, end_reason=ReferralLinkEndReason.OPENED):
        record_refused_referral_link_try(link, "A referral link that was already opened")
        return ReferralLinkOpeningResult()
    ReferralLinkVisit.objects.create(
        link=link,
        visit_hash=link_secrets.hash_link_or_visit_token(token),
        opened_at=now,
        ends_at=now + VISIT_LASTS,
    )
    write_audit_record(
        who=provider.who, verb="opened a referral link", about=link.referral.case_id, why=link.office
    )
    return ReferralLinkOpeningResult(token)


@transaction.atomic
def answer_referral_through_link(*, visit_token: str, said: ReferralAnswerInput, seen_version: int) -> None:
    """Record the provider's answer, given on the page that the link opened.

    Args:
        visit_token: of the visit that is going on.
        said: the answer.
        seen_version: the version of the referral that the page showed.

    Raises:
        ConcurrentEditError: somebody changed the referral meanwhile.
        ActionNotPossibleError: the page has ended, or with what to say differently.
    """
    row, provider = _lock_referral_and_provider_of_link_visit(visit_token, seen_version)
    apply_referral_answer(row, said, ReferralAnswerSource.LINK, provider)


@transaction.atomic
def record_referral_outcome_through_link(
    *, visit_token: str, said: ReferralOutcomeInput, seen_version: int
) -> None:
    """Record what came of it, told on the page that the link opened.

    Args:
        visit_token: of the visit that is going on.
        said: what came of it.
        seen_version: the version of the referral that the page showed.

    Raises:
        ConcurrentEditError: somebody changed the referral meanwhile.
        ActionNotPossibleError: the page has ended, or with what to say differently.
    """
    row, provider = _lock_referral_and_provider_of_link_visit(visit_token, seen_version)
    apply_referral_outcome(row, said, provider)


@transaction.atomic
def end_referral_link_visit(*, visit_token: str) -> None:
    """Close the page for good: nothing is shown again without a new link."""
    visit = find_open_link_visit(visit_token)
    if visit:
        ReferralLinkVisit.objects.filter(pk=visit.visit.pk).update(ends_at=timezone.now())


def _lock_referral_and_provider_of_link_visit(
    visit_token: str, seen_version: int
) -> tuple[Referral, ProviderActingThroughReferralLink]:
    """The referral of a visit that goes on, its case locked, and the consent asked again under the lock.

    Returns:
        The referral, bound for writing, and who writes.
    """
    visit = find_open_link_visit(visit_token)
    if visit is None:
        raise ActionNotPossibleError(NOT_OPEN)
    Case.objects.select_for_update(of=("self",)).get(pk=visit.referral.case_id)
    again: OpenReferralLinkVisit | None = find_open_link_visit(visit_token)
    if again is None or not get_disclosable_information_kinds_of_referral(again.referral):
        raise ActionNotPossibleError(NOT_OPEN)
    row = again.referral
    row.raise_if_seen_version_stale(seen_version)
    return row.bind(UnrecordedKeyAccess(row.case_id)), ProviderActingThroughReferralLink.of_body(row.to_body)
