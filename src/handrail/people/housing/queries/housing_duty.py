"""The duty line: who answers for housing them tonight, how sure that is, whom to ring when they say no."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from handrail.directory.housing.queries.agreements import AgreementDetail
from handrail.directory.housing.queries.places import DutyNumberRow
from handrail.people.housing.duty_rules import DutyRule, find_duty_rules
from handrail.people.housing.models import Dispute, HousingRefusal
from handrail.people.housing.states import HousingRefusalReason
from handrail.people.records.models import Case
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.sealed import bind_rows
from handrail.platform.kernel.messages import lower_first, msg


@dataclass(frozen=True, slots=True)
class DutyPosition:
    """What one body says."""

    who: str
    says: str
    at: datetime.datetime | None


@dataclass(frozen=True, slots=True)
class HousingDutyDetail:
    """`state` is agreed, disputed, unconfirmed or rule. `tonight` is one sentence that can be read out."""

    state: str
    state_words: str
    tonight: str
    more: str
    sides: tuple[DutyPosition, ...]
    rules: tuple[DutyRule, ...]
    agreement: AgreementDetail | None
    rule_words: str
    ring: tuple[DutyNumberRow, ...]
    disputed: bool


def get_housing_duty(
    case: Case,
    case_access: CaseAccess,
    *,
    phase: str | None,
    agreements: tuple[AgreementDetail, ...],
    numbers: Mapping[str, DutyNumberRow],
    on: datetime.date,
) -> HousingDutyDetail:
    """Two statements: the open dispute, and what was refused."""
    rules = find_duty_rules(phase=phase, age=case.age, nation=case.jurisdiction, on=on)
    dispute = (
        Dispute.objects.filter(case=case, settled_at__isnull=True)
        .select_related("between", "other", "tonight", "payer")
        .opened_for(case_access)
        .first()
    )
    refused = tuple(_make_refusal_position(row) for row in bind_rows(_get_refusals(case), case_access))
    ring = tuple(numbers[rule.ring] for rule in rules if rule.ring in numbers)
    ring = tuple(dict.fromkeys(ring))
    agreement = agreements[0] if agreements else None
    if dispute is not None:
        return HousingDutyDetail(
            "disputed",
            "Disputed",
            msg(
                "{tonight} house them tonight and {payer}."
                if _is_plural(dispute.tonight.name)
                else "{tonight} houses them tonight and {payer}.",
                tonight=dispute.tonight.name,
                payer=_format_payer(dispute.payer.name, dispute.pays_from),
            ),
            "The dispute does not stop a bed.",
            (*_make_dispute_positions(dispute), *refused),
            rules,
            agreement,
            dispute.rule,
            ring,
            True,
        )
    if agreement is not None:
        return HousingDutyDetail(
            "agreed",
            "Agreed",
            msg(
                "{answers} answer for housing them tonight and {payer}."
                if _is_plural(agreement.answers)
                else "{answers} answers for housing them tonight and {payer}.",
                answers=agreement.answers,
                payer=_format_payer(agreement.payer, agreement.pays_from),
            ),
            "",
            refused,
            rules,
            agreement,
            "",
            ring,
            False,
        )
    named = next((rule for rule in rules if rule.confidence == "confirmed"), None)
    if named is not None:
        return HousingDutyDetail(
            "rule",
            "By rule, not agreed here",
            msg("Ask {who} first.", who=lower_first(named.who)),
            "A rule names a route and not a bed: if they say no, write it down and go on.",
            refused,
            rules,
            None,
            "",
            ring,
            False,
        )
    return HousingDutyDetail(
        "unconfirmed",
        "Not confirmed",
        "Nobody has confirmed who must house them tonight.",
        "Do not wait for an answer: find the bed first, and write down who said what.",
        refused,
        rules,
        None,
        "",
        ring,
        False,
    )


def has_open_dispute(case_access: CaseAccess) -> bool:
    """Whether an open dispute says who houses them and who pays meanwhile."""
    case_access.needs(Kind.SUPPORT)
    return Dispute.objects.filter(case=case_access.file_id, settled_at__isnull=True).exists()


def _get_refusals(case: Case) -> list[HousingRefusal]:
    since = timezone.now() - datetime.timedelta(days=30)
    rows = HousingRefusal.objects.filter(case=case, refused_at__gte=since).select_related("body")
    return list(rows.order_by("-refused_at")[:6])


def _make_refusal_position(row: HousingRefusal) -> DutyPosition:
    why = HousingRefusalReason(row.why).label
    words = row.words.open()
    says = msg("said no: {why}", why=lower_first(why)) + (f". “{words}”" if words else "")
    return DutyPosition(row.body.name if row.body else row.body_words, says, row.refused_at)


def _make_dispute_positions(dispute: Dispute) -> tuple[DutyPosition, ...]:
    return (
        DutyPosition(dispute.between.name, dispute.says.open() or "not us", None),
        DutyPosition(dispute.other.name, dispute.other_says.open() or "not us", None),
    )


def _is_plural(name: str) -> bool:
    """Some bodies are many people: “Lincolnshire Police house them”; a council or team is one."""
    return name.endswith(("Police", "police"))


def _format_payer(name: str, pays_from: str) -> str:
    if pays_from:
        return msg("{pays_from} of {name} pays", pays_from=lower_first(pays_from), name=name)
    return msg("{name} pay" if _is_plural(name) else "{name} pays", name=name)
