"""Agreements, as plain values: which holds for whom on which night."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Q, QuerySet

from handrail.directory.housing.models import Agreement
from handrail.directory.housing.place_kinds import (
    KINDS_CONFIRMED_ON_PAPER,
    RATE_PERIODS,
    RATE_RECIPIENTS,
    SAFE_HOUSE,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.models import User
from handrail.platform.access.models.membership import users_working_for_q


@dataclass(frozen=True, slots=True)
class SubsistenceRateRow:
    """What is paid for whom from a day on."""

    whom: str
    recipient_words: str
    per: str
    per_words: str
    pence: int
    since: datetime.date
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class AgreementTerms:
    """What an agreement opens, and who answers and pays under it. Without places it covers all of the provider's."""

    agreement_id: UUID
    name: str
    keeper_id: int
    provider_id: int
    place_ids: tuple[UUID, ...]
    terms: str
    most_nights: int | None
    last_night: datetime.date | None
    answers: str
    payer: str
    pays_from: str
    when_refused: str
    confirmed_at: datetime.datetime | None
    paper_on: datetime.date | None

    @property
    def is_written_by_provider(self) -> bool:
        """Whether the body whose rooms they are wrote it down itself. Only then does it open a safe house."""
        return self.keeper_id == self.provider_id

    @property
    def waits(self) -> bool:
        """Whether nobody confirmed it for the body whose rooms they are: it opens nothing."""
        return self.confirmed_at is None and self.paper_on is None

    @property
    def is_confirmed_on_paper_only(self) -> bool:
        """Whether it was confirmed on paper and not by the provider on its page."""
        return self.confirmed_at is None and self.paper_on is not None

    def opens(self, kind: str) -> bool:
        """Whether it opens that kind of the provider's places to those who may use them."""
        if self.waits or (kind == SAFE_HOUSE and not self.is_written_by_provider):
            return False
        return kind in KINDS_CONFIRMED_ON_PAPER or not self.is_confirmed_on_paper_only

    def covers(self, place_id: UUID, provider_id: int, kind: str) -> bool:
        """Whether the place is one of those that may be used under it."""
        if provider_id != self.provider_id or not self.opens(kind):
            return False
        return not self.place_ids or place_id in self.place_ids


@dataclass(frozen=True, slots=True)
class AgreementDetail(AgreementTerms):
    """One agreement in full."""

    keeper: str
    provider: str
    users: tuple[str, ...]
    user_ids: tuple[int, ...]
    places: tuple[str, ...]
    first_night: datetime.date
    answers_id: int
    payer_id: int
    subsistence_payer: str
    rates: tuple[SubsistenceRateRow, ...]
    written_by_id: int | None
    confirmed_by: str
    paper_role: str

    def rates_on(self, day: datetime.date) -> tuple[SubsistenceRateRow, ...]:
        """The rate for each that holds on the day: the newest that has begun."""
        newest: dict[str, SubsistenceRateRow] = {}
        for rate in sorted(self.rates, key=lambda rate: rate.since):
            if rate.since <= day:
                newest[rate.whom] = rate
        return tuple(newest[whom] for whom, _ in RATE_RECIPIENTS if whom in newest)


def list_agreements_for_night(body_id: int, night: datetime.date) -> tuple[AgreementDetail, ...]:
    """The agreements under which the body may use rooms on the night.

    Returns:
        Those that the provider confirmed itself first; those that wait for the provider are left out. Five
        statements.
    """
    live = Q(first_night__lte=night) & (Q(last_night__isnull=True) | Q(last_night__gte=night))
    confirmed = Q(confirmed_at__isnull=False) | Q(paper_at__isnull=False)
    rows = Agreement.objects.filter(live, confirmed, users=body_id)
    return _make_agreement_details(rows.order_by(F("confirmed_at").asc(nulls_last=True), "name", "id"))


def list_agreements_naming_body(body_id: int) -> tuple[AgreementDetail, ...]:
    """Those that the body keeps, lets rooms under, may use, or pays for.

    Returns:
        One for each agreement.
    """
    mine = Q(keeper=body_id) | Q(provider=body_id) | Q(users=body_id) | Q(payer=body_id) | Q(answers=body_id)
    return _make_agreement_details(
        Agreement.objects.filter(pk__in=Agreement.objects.filter(mine).values("pk"))
    )


def get_agreement_visible_to(actor: Actor, agreement_id: UUID) -> AgreementDetail:
    """One agreement that names the actor's body. Raises NotVisible."""
    line = find_agreement(agreement_id)
    if line is None or actor.body_id not in (
        line.keeper_id,
        line.provider_id,
        line.payer_id,
        line.answers_id,
        *line.user_ids,
    ):
        raise NotVisible
    return line


def get_agreement_row_with_last_editor(agreement_id: UUID) -> Agreement:
    """The row itself with who changed it last, for a form; whether it is visible was asked before."""
    return Agreement.objects.select_related("changed_by").get(pk=agreement_id)


def find_agreement(agreement_id: UUID) -> AgreementDetail | None:
    """One agreement."""
    return next(iter(_make_agreement_details(Agreement.objects.filter(pk=agreement_id))), None)


def may_record_offline_agreement_confirmation(line: AgreementDetail, user_id: int) -> bool:
    """Whether this person may write down that the provider confirmed it on paper."""
    another = line.written_by_id is not None and line.written_by_id != user_id
    return line.waits and another and not has_body_active_handrail_users(line.provider_id)


def has_body_active_handrail_users(body_id: int) -> bool:
    """Whether somebody of the body can sign in and confirm it there."""
    return User.objects.filter(users_working_for_q([body_id]), is_active=True).exists()


def get_agreements_by_id(ids: Iterable[UUID]) -> dict[UUID, AgreementDetail]:
    """Several at once.

    Returns:
        Agreements by their numbers; one that is not there is left out.
    """
    return {
        line.agreement_id: line for line in _make_agreement_details(Agreement.objects.filter(pk__in=set(ids)))
    }


def _make_agreement_details(rows: QuerySet[Agreement]) -> tuple[AgreementDetail, ...]:
    related = ("keeper", "provider", "answers", "payer", "subsistence_payer", "confirmed_by")
    found = rows.select_related(*related).prefetch_related("users", "places", "rates")
    return tuple(_make_agreement_detail(row) for row in found)


def _make_agreement_detail(row: Agreement) -> AgreementDetail:
    users, places = list(row.users.all()), list(row.places.all())
    return AgreementDetail(
        agreement_id=row.pk,
        name=row.name,
        keeper_id=row.keeper_id,
        keeper=row.keeper.name,
        provider_id=row.provider_id,
        provider=row.provider.name,
        users=tuple(body.name for body in users),
        user_ids=tuple(body.pk for body in users),
        places=tuple(place.name for place in places),
        place_ids=tuple(place.pk for place in places),
        terms=row.terms,
        most_nights=row.most_nights,
        first_night=row.first_night,
        last_night=row.last_night,
        answers_id=row.answers_id,
        answers=row.answers.name,
        payer_id=row.payer_id,
        payer=row.payer.name,
        pays_from=row.pays_from,
        subsistence_payer=row.subsistence_payer.name if row.subsistence_payer else "",
        when_refused=row.when_refused,
        rates=tuple(
            SubsistenceRateRow(
                rate.whom,
                dict(RATE_RECIPIENTS)[rate.whom],
                rate.per,
                dict(RATE_PERIODS)[rate.per],
                rate.pence,
                rate.since,
                rate.source,
                rate.confidence,
            )
            for rate in row.rates.all()
        ),
        written_by_id=row.written_by_id,
        confirmed_at=row.confirmed_at,
        confirmed_by=row.confirmed_by.name if row.confirmed_by else "",
        paper_role=row.paper_role,
        paper_on=row.paper_on,
    )
