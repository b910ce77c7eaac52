"""The duty line: who answers for housing them tonight, how sure that is, whom to ring when they say no."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from handrail.access.kinds import Kind
from handrail.access.sight import Sight
from handrail.casework.case.models import Case
from handrail.casework.case.sealing import read
from handrail.directory.housing.queries.agreements import AgreementLine
from handrail.directory.housing.queries.places import Number
from handrail.kernel.saying import say, small
from handrail.provision.places.duty_rules import DutyRule, rules_for
from handrail.provision.places.models import Dispute, Refusal
from handrail.provision.places.states import RefusedWhy
from handrail.vault.box import Box


@dataclass(frozen=True, slots=True)
class Side:
    """What one body says."""

    who: str
    says: str
    at: datetime.datetime | None


@dataclass(frozen=True, slots=True)
class DutyLine:
    """`state` is agreed, disputed, unconfirmed or rule. `tonight` is one sentence that can be read out."""

    state: str
    state_words: str
    tonight: str
    more: str
    sides: tuple[Side, ...]
    rules: tuple[DutyRule, ...]
    agreement: AgreementLine | None
    rule_words: str
    ring: tuple[Number, ...]
    disputed: bool


def duty_line(
    case: Case,
    box: Box | None,
    *,
    phase: str | None,
    agreements: tuple[AgreementLine, ...],
    numbers: Mapping[str, Number],
    on: datetime.date,
) -> DutyLine:
    """Two statements: the open dispute, and what was refused."""
    rules = rules_for(phase=phase, age=case.age, nation=case.jurisdiction, on=on)
    dispute = (
        Dispute.objects.filter(case=case, settled_at__isnull=True)
        .select_related("between", "other", "tonight", "payer")
        .first()
    )
    refused = tuple(_refused(row, box) for row in _refusals(case))
    ring = tuple(numbers[rule.ring] for rule in rules if rule.ring in numbers)
    ring = tuple(dict.fromkeys(ring))
    agreement = agreements[0] if agreements else None
    if dispute is not None:
        return DutyLine(
            "disputed",
            "Disputed",
            say(
                "{tonight} house them tonight and {payer}."
                if _many(dispute.tonight.name)
                else "{tonight} houses them tonight and {payer}.",
                tonight=dispute.tonight.name,
                payer=_payer(dispute.payer.name, dispute.pays_from),
            ),
            "The dispute does not stop a bed.",
            (*_sides(dispute, box), *refused),
            rules,
            agreement,
            dispute.rule,
            ring,
            True,
        )
    if agreement is not None:
        return DutyLine(
            "agreed",
            "Agreed",
            say(
                "{answers} answer for housing them tonight and {payer}."
                if _many(agreement.answers)
                else "{answers} answers for housing them tonight and {payer}.",
                answers=agreement.answers,
                payer=_payer(agreement.payer, agreement.pays_from),
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
        return DutyLine(
            "rule",
            "By rule, not agreed here",
            say("Ask {who} first.", who=small(named.who)),
            "A rule names a route and not a bed: if they say no, write it down and go on.",
            refused,
            rules,
            None,
            "",
            ring,
            False,
        )
    return DutyLine(
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


def dispute_is_open(sight: Sight) -> bool:
    """Whether an open dispute says who houses them and who pays meanwhile."""
    sight.needs(Kind.SUPPORT)
    return Dispute.objects.filter(case=sight.file_id, settled_at__isnull=True).exists()


def _refusals(case: Case) -> list[Refusal]:
    since = timezone.now() - datetime.timedelta(days=30)
    rows = Refusal.objects.filter(case=case, refused_at__gte=since).select_related("body")
    return list(rows.order_by("-refused_at")[:6])


def _refused(row: Refusal, box: Box | None) -> Side:
    why = RefusedWhy(row.why).label
    words = read(box, row, "words")
    says = say("said no: {why}", why=small(why)) + (f". “{words}”" if words else "")
    return Side(row.body.name if row.body else row.body_words, says, row.refused_at)


def _sides(dispute: Dispute, box: Box | None) -> tuple[Side, ...]:
    return (
        Side(dispute.between.name, read(box, dispute, "says") or "not us", None),
        Side(dispute.other.name, read(box, dispute, "other_says") or "not us", None),
    )


def _many(name: str) -> bool:
    """Some bodies are many people: “Lincolnshire Police house them”; a council or team is one."""
    return name.endswith(("Police", "police"))


def _payer(name: str, pays_from: str) -> str:
    if pays_from:
        return say("{pays_from} of {name} pays", pays_from=small(pays_from), name=name)
    return say("{name} pay" if _many(name) else "{name} pays", name=name)
