"""On My day: offers without an answer, referrals that we sent, and referrals that wait for our answer."""

from collections.abc import Iterable, Mapping

from handrail.directory.models import Service
from handrail.people.cases.day_rows import (
    MOST_PER_SORT,
    Candidate,
    DayReader,
    DayRow,
    DayRowProvider,
    get_local_day,
    rows_of_mine,
)
from handrail.people.cases.offers.models import Referral
from handrail.people.cases.offers.states import ReferralAnswer
from handrail.people.records.models import Case, Offer
from handrail.people.records.sql_lines import Line, branch, first_of, table, words
from handrail.people.records.states import OfferAnswer
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.models import Body
from handrail.platform.ui import formatting
from handrail.platform.ui.url_cache import get_url

DAYS_TO_THINK = 3


class UnansweredOfferRows(DayRowProvider):
    """What was offered and not answered. One that was sent to another body waits for that body first."""

    sort = "offer"
    act, has_number = ("Record answer", "answer_offer"), True

    def get_branches(self, reader: DayReader) -> Iterable[str]:
        yield first_of(
            branch(
                "offer",
                f"FROM {rows_of_mine(Offer, 'o')} JOIN {table(Service)} s ON s.id = o.service_id "
                f"WHERE o.case_id = mine.file_id AND o.answer = '{OfferAnswer.NONE_YET.value}' "
                f"AND NOT EXISTS (SELECT 1 FROM {table(Referral)} r WHERE r.offer_id = o.id) "
                f"ORDER BY o.offered_on LIMIT {MOST_PER_SORT}",
                case_id="o.case_id",
                pk="o.id",
                a="s.name",
                day="o.offered_on",
            )
        )

    def make_candidates(self, actor: Actor, lines: Mapping[str, list[Line]]) -> Iterable[Candidate]:
        for line in lines.get("offer", []):
            title = msg("Ask about: {service}", service=line.a)
            row = DayRow("offer", title, started=line.day, number=line.pk)
            yield Candidate(line.case_id, Kind.SUPPORT, row)

    def get_tag(self, row: DayRow) -> tuple[str, str]:
        """An offer is asked about again after a few days: before that the person has time to think."""
        if not row.started:
            return super().get_tag(row)
        days = (today() - row.started).days
        if days < DAYS_TO_THINK:
            return "soon", "Not answered yet"
        return "today", msg("No answer for {days}", days=formatting.plural(days, "day"))

    def describe(self, row: DayRow) -> str:
        return msg(
            "Offered {started}, and not answered yet.", started=formatting.format_relative_day(row.started)
        )


class SentReferralRows(DayRowProvider):
    """Referrals of ours that another body has not answered for good."""

    sort, may_chase = "sent", True

    def get_branches(self, reader: DayReader) -> Iterable[str]:
        yield first_of(
            branch(
                "sent",
                f"FROM {rows_of_mine(Referral, 'r')} "
                f"JOIN {table(Offer)} o ON o.id = r.offer_id JOIN {table(Service)} s ON s.id = o.service_id "
                f"JOIN {table(Body)} b ON b.id = r.to_body_id "
                "WHERE r.case_id = mine.file_id "
                f"AND r.answer IN {words([ReferralAnswer.NONE_YET.value, ReferralAnswer.WAITING.value])} "
                f"ORDER BY r.sent_at LIMIT {MOST_PER_SORT}",
                case_id="r.case_id",
                pk="r.id",
                a="s.name",
                b="b.name",
                moment="r.sent_at",
            )
        )

    def make_candidates(self, actor: Actor, lines: Mapping[str, list[Line]]) -> Iterable[Candidate]:
        for line in lines.get("sent", []):
            row = DayRow(
                "sent",
                msg("An answer about: {service}", service=line.a),
                who=line.b,
                ours=False,
                started=get_local_day(line.moment),
                number=line.pk,
            )
            yield Candidate(line.case_id, Kind.SUPPORT, row)

    def get_act(self, row: DayRow) -> tuple[str, str]:
        return "Chase", get_url("chase_referral", row.number)

    def get_href(self, row: DayRow) -> str:
        return get_url("referral", row.number)


class ReceivedReferralRows(DayRowProvider):
    """Referrals to the actor's organisation that nobody has answered, the longest waiting first."""

    sort, awaits_answer = "referral", True
    undated_tag = ("today", "No answer yet")

    def get_branches(self, reader: DayReader) -> Iterable[str]:
        if Permission.OFFER in reader.permissions:
            yield first_of(
                branch(
                    "referral",
                    f"FROM {table(Referral)} r JOIN {table(Offer)} o ON o.id = r.offer_id "
                    f"JOIN {table(Service)} s ON s.id = o.service_id "
                    f"JOIN {table(Case)} c ON c.file_id = r.case_id JOIN {table(Body)} b ON b.id = c.owner_id "
                    f"WHERE r.to_body_id = %(body)s AND r.answer = '{ReferralAnswer.NONE_YET.value}' "
                    f"ORDER BY r.sent_at LIMIT {MOST_PER_SORT}",
                    case_id="r.case_id",
                    pk="r.id",
                    a="s.name",
                    b="b.name",
                    c="CAST(r.kinds AS text)",
                    moment="r.sent_at",
                )
            )

    def make_candidates(self, actor: Actor, lines: Mapping[str, list[Line]]) -> Iterable[Candidate]:
        for line in lines.get("referral", []):
            title = msg("Answer a referral from {owner}", owner=line.b)
            row = DayRow("referral", title, who=line.a, started=get_local_day(line.moment), number=line.pk)
            yield Candidate(line.case_id, None, row, named=f'"{Kind.IDENTITY.value}"' in line.c)

    def get_act(self, row: DayRow) -> tuple[str, str]:
        return "Answer", get_url("answer_referral", row.number)

    def describe(self, row: DayRow) -> str:
        return msg("{who}, sent {started}.", who=row.who, started=formatting.format_relative_day(row.started))
