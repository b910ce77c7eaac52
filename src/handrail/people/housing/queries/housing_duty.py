"""The duty line: who is responsible for housing them tonight, how sure that is, who to ring when they say no."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from handrail.directory.housing.place_kinds import DUTY_NUMBER_NAMES
from handrail.directory.housing.queries.agreements import AgreementTerms
from handrail.directory.housing.queries.places import DutyPhoneNumberRow
from handrail.people.housing.duty_rules import HousingDutyRule, list_applicable_housing_duty_rules
from handrail.people.housing.models import Dispute, HousingRefusal
from handrail.people.housing.queries.place_search_rows import parse_housing_refusal_reason_of_row
from handrail.people.housing.text_choices import HousingRefusalReason, ResponsibleBodyCertainty
from handrail.people.records.models import Case
from handrail.people.records.sql_union import SqlRow
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.sealed import open_sealed_value
from handrail.platform.kernel.messages import lower_first, msg

REFUSALS_SHOWN_FOR = datetime.timedelta(days=30)
CHILDREN_TEAM = "children_team"


@dataclass(frozen=True, slots=True)
class BodyPositionOnHousingDuty:
    """What one body says."""

    who: str
    says: str
    at: datetime.datetime | None


class HousingDutyState(NamedTuple):
    """How the duty stands: a code (agreed, disputed, unconfirmed or rule) and words that can be read out."""

    state: str
    state_words: str
    tonight: str
    more: str = ""


class OpenHousingDutyDispute(NamedTuple):
    """Whose duty it is, disputed: who houses the person meanwhile, who pays, what each side says."""

    tonight: str
    payer: str
    pays_from: str
    rule: str
    sides: tuple[BodyPositionOnHousingDuty, ...]


class HousingResponsibility(NamedTuple):
    """Who is responsible for housing somebody in one unit and who pays, for pages before and after a hold alike."""

    certainty: ResponsibleBodyCertainty
    answers: str
    payer: str
    pays_from: str


NOT_CONFIRMED = HousingResponsibility(ResponsibleBodyCertainty.UNCONFIRMED, "", "", "")


@dataclass(frozen=True, slots=True)
class HousingDutyDetail:
    """`state` is agreed, disputed, unconfirmed or rule. `tonight` is one sentence that can be read out."""

    state: str
    state_words: str
    tonight: str
    more: str
    sides: tuple[BodyPositionOnHousingDuty, ...]
    rules: tuple[HousingDutyRule, ...]
    agreement: AgreementTerms | None
    rule_words: str
    ring: tuple[DutyPhoneNumberRow, ...]
    missing: tuple[str, ...]  # names of those whom the rules name and whose number nobody added
    other_numbers: tuple[DutyPhoneNumberRow, ...]  # those of the area whom no rule names, for an adult
    disputed: bool


def make_housing_duty_detail(
    case: Case,
    *,
    phase: str | None,
    agreement: AgreementTerms | None,
    numbers: Mapping[str, DutyPhoneNumberRow],
    on: datetime.date,
    dispute: OpenHousingDutyDispute | None,
    refusals: tuple[BodyPositionOnHousingDuty, ...],
) -> HousingDutyDetail:
    """Who must house them on a night: an open dispute comes before an agreement, and that before a rule.

    Rules that say that nobody is confirmed are left out where an agreement names somebody.

    Args:
        case: the case.
        phase: its phase, as far as the reader may see it.
        agreement: that of the place that fits best; else the best of the reader's body for the night.
        numbers: the area's numbers to ring, by kind.
        on: the night.
        dispute: the open one, if there is one.
        refusals: what bodies said no to of late.
    """
    rules = list_applicable_housing_duty_rules(phase=phase, age=case.age, nation=case.jurisdiction, on=on)
    status = _make_housing_duty_state(dispute, agreement, rules)
    return HousingDutyDetail(
        *status,
        sides=(*(dispute.sides if dispute else ()), *refusals),
        rules=tuple(rule for rule in rules if agreement is None or rule.confidence != "unconfirmed"),
        agreement=agreement,
        rule_words=dispute.rule if dispute else "",
        ring=tuple(dict.fromkeys(numbers[rule.ring] for rule in rules if rule.ring in numbers)),
        missing=tuple(
            dict.fromkeys(
                DUTY_NUMBER_NAMES[rule.ring] for rule in rules if rule.ring and rule.ring not in numbers
            )
        ),
        other_numbers=tuple(
            row
            for what, row in numbers.items()
            if what != CHILDREN_TEAM and what not in {rule.ring for rule in rules}
        ),
        disputed=dispute is not None,
    )


def get_responsible_and_payer(
    dispute: OpenHousingDutyDispute | None, agreement: AgreementTerms | None
) -> HousingResponsibility:
    """Who is responsible and who pays: an open dispute comes before the agreement under which the unit is used.

    The same order as where a stay is confirmed (actions/stays.py).
    """
    if dispute is not None:
        sure = ResponsibleBodyCertainty.DISPUTED
        return HousingResponsibility(sure, dispute.tonight, dispute.payer, dispute.pays_from)
    if agreement is not None:
        sure = ResponsibleBodyCertainty.AGREED
        return HousingResponsibility(sure, agreement.answers, agreement.payer, agreement.pays_from)
    return NOT_CONFIRMED


def find_open_dispute_responsibility(case_access: CaseAccess) -> HousingResponsibility | None:
    """What an open dispute says of who houses them and who pays meanwhile: one statement."""
    case_access.needs(Kind.HOUSING)
    rows = Dispute.objects.filter(case=case_access.file_id, settled_at__isnull=True)
    row = rows.values_list("tonight__name", "payer__name", "pays_from").first()
    return HousingResponsibility(ResponsibleBodyCertainty.DISPUTED, *row) if row else None


def _make_housing_duty_state(
    dispute: OpenHousingDutyDispute | None, agreement: AgreementTerms | None, rules: Iterable[HousingDutyRule]
) -> HousingDutyState:
    if dispute is not None:
        return HousingDutyState(
            "disputed",
            "Disputed",
            msg(
                "{tonight} house them tonight and {payer}."
                if _is_plural_body_name(dispute.tonight)
                else "{tonight} houses them tonight and {payer}.",
                tonight=dispute.tonight,
                payer=_format_paying_body(dispute.payer, dispute.pays_from),
            ),
            "The dispute does not stop a bed.",
        )
    if agreement is not None:
        return HousingDutyState(
            "agreed",
            "Agreed",
            msg(
                "{answers} are responsible for housing them tonight and {payer}."
                if _is_plural_body_name(agreement.answers)
                else "{answers} is responsible for housing them tonight and {payer}.",
                answers=agreement.answers,
                payer=_format_paying_body(agreement.payer, agreement.pays_from),
            ),
        )
    named = next((rule for rule in rules if rule.confidence == "confirmed"), None)
    if named is not None:
        return HousingDutyState(
            "rule",
            "National rule",
            msg(
                "Ask {who} first.",
                who=lower_first(named.who),
            ),
            "If the answer is no, record the refusal and continue.",
        )
    return HousingDutyState(
        "unconfirmed",
        "Not verified",
        "Responsibility for housing them tonight is not confirmed.",
        "Do not wait for an answer: find the bed first, and record who said what.",
    )


def has_open_dispute(case_access: CaseAccess) -> bool:
    """Whether an open dispute says who houses them and who pays meanwhile."""
    case_access.needs(Kind.HOUSING)
    return Dispute.objects.filter(case=case_access.file_id, settled_at__isnull=True).exists()


def make_open_dispute(
    lines: Mapping[str, Sequence[SqlRow]], case_access: CaseAccess
) -> OpenHousingDutyDispute | None:
    """The open dispute of the lines of a search (place_search_rows.py), opened for the reader."""
    if not lines.get("dispute"):
        return None
    one, other = lines["dispute"][0], lines["dispute_other"][0]
    sides = (("says", one), ("other_says", other))
    return OpenHousingDutyDispute(
        tonight=one.b,
        payer=one.c,
        pays_from=one.d,
        rule=one.e,
        sides=tuple(
            BodyPositionOnHousingDuty(
                line.a, open_sealed_value(case_access, Dispute, name, line.pk, line.sealed) or "not us", None
            )
            for name, line in sides
        ),
    )


def make_housing_refusal_positions(
    lines: Iterable[SqlRow], case_access: CaseAccess, *, now: datetime.datetime
) -> tuple[BodyPositionOnHousingDuty, ...]:
    """What bodies said no to of late, opened for the reader.

    Args:
        lines: those of the branch `refusal` of a search (place_search_rows.py).
        case_access: the reader's.
        now: refusals are shown for a month from when they were made.

    Returns:
        The newest first.
    """
    since = now - REFUSALS_SHOWN_FOR
    newest = sorted(lines, key=lambda line: line.moment, reverse=True)
    return tuple(_make_refusal_position(line, case_access) for line in newest if line.moment >= since)


def _make_refusal_position(line: SqlRow, case_access: CaseAccess) -> BodyPositionOnHousingDuty:
    words = open_sealed_value(case_access, HousingRefusal, "words", line.pk, line.sealed)
    why = lower_first(HousingRefusalReason(parse_housing_refusal_reason_of_row(line)).label)
    says = msg("refused: {why}", why=why) + (f". “{words}”" if words else "")
    return BodyPositionOnHousingDuty(line.a, says, line.moment)


def _is_plural_body_name(name: str) -> bool:
    """Some bodies are many people: “Lincolnshire Police house them”; a council or team is one."""
    return name.endswith(("Police", "police"))


def _format_paying_body(name: str, pays_from: str) -> str:
    if pays_from:
        return msg("{pays_from} of {name} pays", pays_from=lower_first(pays_from), name=name)
    return msg("{name} pay" if _is_plural_body_name(name) else "{name} pays", name=name)
