"""A contract as a release of the Open Contracting Data Standard 1.1, with its words and codes."""

import datetime
from typing import Any, Final

from django.conf import settings

from handrail.areas.commissioning.dated_rows import get_procurement_regime
from handrail.areas.commissioning.models import (
    Award,
    AwardAmendment,
    CommissionedService,
    LineNotice,
    StageMove,
)
from handrail.areas.commissioning.stages import WITH_AGREEMENT

DOCUMENT_TYPES: Final = {
    "UK4": "tenderNotice",
    "UK5": "tenderNotice",
    "CN": "tenderNotice",
    "UK6": "awardNotice",
    "CAN": "awardNotice",
    "UK7": "contractNotice",
}
TENDER_STATUS: Final = {
    "need": "planning",
    "intention": "planning",
    "specification": "planned",
    "market_talk": "planned",
    "tender": "active",
    "direct_award": "planned",
    "evaluation": "active",
    "dropped": "cancelled",
}
CONTRACT_STATUS: Final = {"signed": "pending", "mobilisation": "pending", "ended": "terminated"}
RELEASE_TAGS: Final = {
    "need": "planning",
    "intention": "planning",
    "specification": "planning",
    "market_talk": "planning",
    "direct_award": "planning",
    "tender": "tender",
    "evaluation": "tender",
    "decision": "award",
    "standstill": "award",
    "ended": "contractTermination",
    "dropped": "tenderCancellation",
}


def make_ocds_release(line: CommissionedService, award: Award | None) -> dict[str, Any]:
    """One release with what is known of a contract.

    Args:
        line: of `get_line`.
        award: of `find_award_of_service`.

    Returns:
        The release as JSON has it, valid by release-schema.json of OCDS 1.1.
    """
    moves = list(line.moves.all())
    decided = any(move.stage == "decision" for move in moves)
    changed = _list_dated_changes(line, award)
    release: dict[str, Any] = {
        "ocid": f"{settings.OCDS_PREFIX}-{line.pk}",
        "id": f"{line.pk}-{len(changed)}-{changed[-1][0]:%Y%m%dT%H%M%S}",
        "date": changed[-1][0].isoformat(),
        "tag": [changed[-1][1] or RELEASE_TAGS.get(line.stage, "contract")],
        "initiationType": "tender",
        "language": "en",
        "parties": _make_ocds_parties(line, decided),
        "buyer": _make_ocds_buyer(line),
        "planning": {"rationale": line.need},
        "tender": _make_ocds_tender(line, award),
    }
    if decided and award is not None:
        release["awards"] = [_make_ocds_award(line, award, moves)]
    if line.stage in WITH_AGREEMENT and award is not None:
        release["contracts"] = [_make_ocds_contract(line, award, moves)]
    return release


def _list_dated_changes(
    line: CommissionedService, award: Award | None
) -> list[tuple[datetime.datetime, str]]:
    """When what a release says was changed, the oldest first, and the tag of a release after it.

    The standard asks for a new id and date with every change of what is released: a move, an amendment, a published
    notice, a paid claim, or what is said of the service. An empty tag is that of the stop.
    """
    found = [(move.at, "") for move in line.moves.all()]
    found += [(row.changed_at, "") for row in line.notices.all() if row.state == "published"]
    found.append((line.changed_at, ""))
    if award is not None:
        found += [(row.at, "contractAmendment" if row.number > 1 else "") for row in award.amendments.all()]
        found += [
            (row.changed_at, "implementationUpdate") for row in award.claims.all() if row.state == "paid"
        ]
    under_agreement = line.stage in WITH_AGREEMENT and line.stage != "ended"
    return sorted((at, tag if under_agreement else "") for at, tag in found)


def _make_ocds_buyer(line: CommissionedService) -> dict[str, str]:
    return {"id": line.body.code, "name": line.body.name}


def _make_ocds_supplier(line: CommissionedService) -> dict[str, str]:
    return {"id": f"{line.pk}-supplier", "name": line.provider_name}


def _make_ocds_parties(line: CommissionedService, decided: bool) -> list[dict[str, Any]]:
    parties: list[dict[str, Any]] = [{**_make_ocds_buyer(line), "roles": ["buyer", "procuringEntity"]}]
    if decided and line.provider_name:
        parties.append({**_make_ocds_supplier(line), "roles": ["supplier"]})
    return parties


def _make_ocds_tender(line: CommissionedService, award: Award | None) -> dict[str, Any]:
    return (
        {
            "id": f"{line.pk}-tender",
            "title": line.title,
            "description": line.purpose or line.need,
            "status": TENDER_STATUS.get(line.stage, "complete"),
            "procuringEntity": _make_ocds_buyer(line),
            "procurementMethodDetails": get_procurement_regime(line.regime).name,
            "mainProcurementCategory": "services",
            "documents": _list_ocds_documents(line, ("tenderNotice",)),
        }
        | _make_ocds_procurement_method(line)
        | _make_ocds_period(line, "contractPeriod", _find_last_day_as_awarded(award))
    )


def _make_ocds_procurement_method(line: CommissionedService) -> dict[str, str]:
    """The code of the standard: `direct` without a competition, else what the office recorded, if it did."""
    stages = [move.stage for move in line.moves.all()]
    is_direct = "direct_award" in stages and "tender" not in stages
    method = "direct" if is_direct else line.procurement_method
    return {"procurementMethod": method} if method else {}


def _make_ocds_award(line: CommissionedService, award: Award, moves: list[StageMove]) -> dict[str, Any]:
    decision = next(move for move in moves if move.stage == "decision")
    return {
        "id": f"{line.pk}-award",
        "title": line.title,
        "description": decision.reason,
        "status": "active",
        "date": _format_ocds_date(decision.on),
        "value": _make_ocds_value(award.awarded_pence),
        "suppliers": [_make_ocds_supplier(line)],
        "documents": _list_ocds_documents(line, ("awardNotice",)),
    } | _make_ocds_period(line, "contractPeriod", _find_last_day_as_awarded(award))


def _make_ocds_contract(line: CommissionedService, award: Award, moves: list[StageMove]) -> dict[str, Any]:
    signed = next((move for move in moves if move.stage == "signed"), None)
    contract = {
        "id": f"{line.pk}-contract",
        "awardID": f"{line.pk}-award",
        "title": line.title,
        "status": CONTRACT_STATUS.get(line.stage, "active"),
        "value": _make_ocds_value(award.awarded_pence),
        "documents": _list_ocds_documents(line, ("contractNotice",)),
        "amendments": [
            {
                "id": f"{line.pk}-amendment-{row.number}",
                "date": _format_ocds_date(row.on),
                "rationale": row.reason,
                "description": _describe_ocds_amendment(row),
            }
            for row in award.amendments.all()
            if row.number > 1
        ],
        "implementation": {
            "transactions": [
                {
                    "id": f"{line.pk}-claim-{claim.number}",
                    "date": _format_ocds_date(claim.paid_on),
                    "value": _make_ocds_value(claim.pence),
                    "payer": _make_ocds_buyer(line),
                    "payee": _make_ocds_supplier(line),
                }
                for claim in award.claims.all()
                if claim.state == "paid"
            ]
        },
    } | _make_ocds_period(line, "period")
    if signed is not None:
        contract["dateSigned"] = _format_ocds_date(signed.on)
    return contract


def _describe_ocds_amendment(row: AwardAmendment) -> str:
    """What changes: the sum where it moves, the last day, until when the money is known."""
    parts = [f"{row.change_pence / 100:+.2f} GBP"] if row.change_pence else []
    parts += [f"ends {row.ends_on.isoformat()}"] if row.ends_on else []
    parts += [f"money known until {row.known_until.isoformat()}"] if row.known_until else []
    return f"{row.get_kind_display()}: {', '.join(parts)}" if parts else str(row.get_kind_display())


def _find_last_day_as_awarded(award: Award | None) -> datetime.date | None:
    """The last day of the agreement as it was awarded, whatever extended it since."""
    first = next((row for row in award.amendments.all() if row.number == 1), None) if award else None
    return first.ends_on if first else None


def _make_ocds_period(
    line: CommissionedService, name: str, ends_on: datetime.date | None = None
) -> dict[str, Any]:
    days = {"startDate": line.starts_on, "endDate": ends_on or line.ends_on}
    known = {key: _format_ocds_date(day) for key, day in days.items() if day}
    return {name: known} if known else {}


def _make_ocds_value(pence: int) -> dict[str, Any]:
    return {"amount": pence / 100, "currency": "GBP"}


def _list_ocds_documents(line: CommissionedService, kinds: tuple[str, ...]) -> list[dict[str, Any]]:
    return [
        _make_ocds_document(notice)
        for notice in line.notices.all()
        if notice.state == "published" and DOCUMENT_TYPES.get(notice.code) in kinds
    ]


def _make_ocds_document(notice: LineNotice) -> dict[str, Any]:
    made = {
        "id": notice.reference,
        "documentType": DOCUMENT_TYPES[notice.code],
        "title": notice.name,
        "datePublished": _format_ocds_date(notice.published_on),
    }
    return made | ({"url": notice.href} if notice.href else {})


def _format_ocds_date(day: Any) -> str:
    """A day as the standard's date-time asks for it."""
    return f"{day.isoformat()}T00:00:00Z"
