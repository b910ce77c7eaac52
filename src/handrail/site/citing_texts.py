"""Every text that was signed or published and cites figures, for the attack on our own published text."""

import json
from collections.abc import Iterator

from handrail.areas.calls.models import ReturnEdition
from handrail.areas.reports.models import EditionFile
from handrail.insight.disclosure.cited_text import ExactCountGivenBetweenBodies
from handrail.insight.measures.catalogue import MEASURES_BY_KEY
from handrail.insight.monitoring_returns.models import ExactCountDisclosure, MonitoringReturn
from handrail.insight.packs.models import SignedPackFile
from handrail.insight.publication.audit import CitingText, CitingTextKind
from handrail.insight.publication.months_and_quarters import format_quarter

AT_ONCE = 50


def iterate_texts_citing_figures() -> Iterator[CitingText]:
    """Signed packs, published editions of reports, submitted editions of returns, signed monitoring returns."""
    files = (
        (CitingTextKind.PACK, SignedPackFile, "signed_id"),
        (CitingTextKind.REPORT, EditionFile, "edition_id"),
    )
    for kind, model, number in files:
        rows = model.objects.filter(format="html").order_by("id").values_list(number, "content")
        for of, content in rows.iterator(chunk_size=AT_ONCE):
            yield CitingText(f"{kind} {of}", kind, bytes(content).decode())
    editions = ReturnEdition.objects.order_by("id").values_list("of_id", "number", "content")
    for of, edition, frozen in editions.iterator(chunk_size=AT_ONCE):
        yield CitingText(f"return {of}, edition {edition}", CitingTextKind.RETURN, json.dumps(frozen))
    signed = MonitoringReturn.objects.filter(state="signed").order_by("id").values_list("id", "content")
    for of, frozen in signed.iterator(chunk_size=AT_ONCE):
        yield CitingText(f"monitoring return {of}", CitingTextKind.RETURN, json.dumps(frozen))


def list_exact_counts_bodies_gave_each_other() -> list[ExactCountGivenBetweenBodies]:
    """What bodies gave each other exactly, with the names by which a text would tell it."""
    rows = ExactCountDisclosure.objects.select_related("of", "line", "from_body")
    return [
        ExactCountGivenBetweenBodies(
            MEASURES_BY_KEY[row.line.measure].name,
            format_quarter(row.of.quarter),
            row.from_body.name,
            row.people,
        )
        for row in rows
        if row.line.measure in MEASURES_BY_KEY
    ]
