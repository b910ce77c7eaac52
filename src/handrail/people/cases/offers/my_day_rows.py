"""On My day: offers without an answer, referrals that we sent, and referrals that wait for our answer."""

from collections.abc import Iterable, Mapping

from django.conf import settings

from handrail.directory.models import Service
from handrail.directory.need_and_service_kinds import get_information_kind_of_offer
from handrail.people.cases.my_day_row_provider import (
    MOST_PER_SORT,
    DayRowCandidate,
    DayRowViewer,
    MyDayRow,
    MyDayRowProvider,
    build_own_cases_join_sql,
    to_london_date,
)
from handrail.people.cases.offers.models import Referral
from handrail.people.cases.offers.text_choices import OPEN_REFERRAL_ANSWERS, ReferralAnswer
from handrail.people.records.models import Case, Offer
from handrail.people.records.sql_union import (
    SqlRow,
    build_branch_select_sql,
    build_code_list_sql,
    quote_table_name,
    wrap_limited_branch_sql,
)
from handrail.people.records.text_choices import OfferAnswer
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.models import Body
from handrail.platform.ui import formatting
from handrail.platform.ui.url_cache import get_url

DAYS_TO_THINK = 3
SERVICE = Offer._meta.get_field("service")


class UnansweredOfferDayRowProvider(MyDayRowProvider):
    """What was offered and not answered. One that was sent to another body waits for that body first."""

    sort = "offer"
    act, has_number = ("Record answer", "answer_offer"), True

    def get_branches(self, reader: DayRowViewer) -> Iterable[str]:
        yield wrap_limited_branch_sql(
            build_branch_select_sql(
                "offer",
                f"FROM {build_own_cases_join_sql(Offer, 'o')} "
                f"WHERE o.case_id = mine.file_id AND o.answer = '{OfferAnswer.NONE_YET.value}' "
                f"AND NOT EXISTS (SELECT 1 FROM {quote_table_name(Referral)} r WHERE r.offer_id = o.id) "
                f"ORDER BY o.offered_on LIMIT {MOST_PER_SORT}",
                case_id="o.case_id",
                pk="o.id",
                sealed="o.service",
                day="o.offered_on",
            )
        )

    def make_candidates(self, actor: Actor, lines: Mapping[str, list[SqlRow]]) -> Iterable[DayRowCandidate]:
        """Rows of all three kinds: their services are fetched in one statement."""
        services = _get_services_of_day_rows_by_id(lines)
        for line in lines.get("offer", []):
            service = services[SERVICE.open(line.sealed)]
            title = msg("Ask for their answer: {service}", service=service.name)
            row = MyDayRow("offer", title, started=line.day, number=line.pk)
            yield DayRowCandidate(line.case_id, get_information_kind_of_offer(service.kind), row)
        for line in lines.get("sent", []):
            service = services[SERVICE.open(line.sealed)]
            row = _make_sent_referral_row(line, service.name)
            yield DayRowCandidate(line.case_id, get_information_kind_of_offer(service.kind), row)
        for line in lines.get("referral", []):
            name = services[SERVICE.open(line.sealed)].name
            title = msg("Answer a referral from {owner}", owner=line.b)
            row = MyDayRow("referral", title, who=name, started=to_london_date(line.moment), number=line.pk)
            yield DayRowCandidate(line.case_id, None, row, named=f'"{Kind.IDENTITY.value}"' in line.c)

    def get_tag(self, row: MyDayRow) -> tuple[str, str]:
        """An offer is asked about again after a few days: before that the person has time to think."""
        if not row.started:
            return super().get_tag(row)
        days = (today() - row.started).days
        if days < DAYS_TO_THINK:
            return "soon", "No answer yet"
        return "today", msg("No answer for {days}", days=formatting.plural(days, "day"))

    def describe(self, row: MyDayRow) -> str:
        return msg("Offered {started}.", started=formatting.format_relative_day(row.started))


class SentReferralDayRowProvider(MyDayRowProvider):
    """Referrals of ours that another body has not answered for good."""

    sort, may_chase = "sent", True

    def get_branches(self, reader: DayRowViewer) -> Iterable[str]:
        yield wrap_limited_branch_sql(
            build_branch_select_sql(
                "sent",
                f"FROM {build_own_cases_join_sql(Referral, 'r')} "
                f"JOIN {quote_table_name(Offer)} o ON o.id = r.offer_id "
                f"JOIN {quote_table_name(Body)} b ON b.id = r.to_body_id "
                "WHERE r.case_id = mine.file_id "
                f"AND r.answer IN {build_code_list_sql([answer.value for answer in OPEN_REFERRAL_ANSWERS])} "
                f"ORDER BY r.sent_at LIMIT {MOST_PER_SORT}",
                case_id="r.case_id",
                pk="r.id",
                sealed="o.service",
                b="b.name",
                c="r.answer",
                moment="r.sent_at",
            )
        )

    def get_tag(self, row: MyDayRow) -> tuple[str, str]:
        """What they asked for is due now; a referral without an answer is brought up after some days."""
        if row.code == ReferralAnswer.ASKS_MORE:
            return "today", "They need more information"
        if row.ours and row.started:
            days = formatting.plural((today() - row.started).days, "day")
            return "today", msg("No answer for {days}", days=days)
        return super().get_tag(row)

    def get_act(self, row: MyDayRow) -> tuple[str, str]:
        if row.code == ReferralAnswer.ASKS_MORE:
            return "Send more", get_url("send_again", row.number)
        return "Chase", get_url("chase_referral", row.number)

    def describe(self, row: MyDayRow) -> str:
        return msg("{who}, sent {started}.", who=row.who, started=formatting.format_relative_day(row.started))

    def describe_waiting(self, row: MyDayRow) -> str:
        return ""  # the title says who

    def get_href(self, row: MyDayRow) -> str:
        return get_url("referral", row.number)


def _make_sent_referral_row(line: SqlRow, service: str) -> MyDayRow:
    """Waited on from others, until they ask for more, or have not answered for as long as the setting says."""
    sent = to_london_date(line.moment)
    asks = line.c == ReferralAnswer.ASKS_MORE
    is_late = line.c == ReferralAnswer.NONE_YET and (today() - sent).days >= settings.REFERRAL_REMINDER_DAYS
    title = (
        msg("Send more information: {service}", service=service)
        if asks
        else msg("Chase an answer: {service}", service=service)
        if is_late
        else msg("{who} to reply: {service}", who=line.b, service=service)
    )
    return MyDayRow(
        "sent", title, who=line.b, ours=asks or is_late, started=sent, number=line.pk, code=line.c
    )


class ReceivedReferralDayRowProvider(MyDayRowProvider):
    """Referrals to the actor's organisation that nobody has answered, the longest waiting first."""

    sort, awaits_answer = "referral", True
    undated_tag = ("today", "No answer yet")

    def get_branches(self, reader: DayRowViewer) -> Iterable[str]:
        if Permission.OFFER in reader.permissions:
            yield wrap_limited_branch_sql(
                build_branch_select_sql(
                    "referral",
                    f"FROM {quote_table_name(Referral)} r JOIN {quote_table_name(Offer)} o ON o.id = r.offer_id "
                    f"JOIN {quote_table_name(Case)} c ON c.file_id = r.case_id "
                    f"JOIN {quote_table_name(Body)} b ON b.id = c.owner_id "
                    f"WHERE r.to_body_id = %(body)s AND r.answer = '{ReferralAnswer.NONE_YET.value}' "
                    f"ORDER BY r.sent_at LIMIT {MOST_PER_SORT}",
                    case_id="r.case_id",
                    pk="r.id",
                    sealed="o.service",
                    b="b.name",
                    c="CAST(r.kinds AS text)",
                    moment="r.sent_at",
                )
            )

    def get_act(self, row: MyDayRow) -> tuple[str, str]:
        return "Answer", get_url("answer_referral", row.number)

    def describe(self, row: MyDayRow) -> str:
        return msg("{who}, sent {started}.", who=row.who, started=formatting.format_relative_day(row.started))


def _get_services_of_day_rows_by_id(lines: Mapping[str, list[SqlRow]]) -> Mapping[int, Service]:
    """The services of all lines, one statement; none where there are no lines."""
    told = [line for sort in ("offer", "sent", "referral") for line in lines.get(sort, [])]
    return Service.objects.only("name", "kind").in_bulk({SERVICE.open(line.sealed) for line in told})
