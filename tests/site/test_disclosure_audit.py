"""`handrail disclosure audit` reads what was signed: packs, reports, returns; and finds what is planted in them."""

import pytest
from django.utils import timezone

from handrail.insight.disclosure.attacker import find_cells_with_conflicting_figures
from handrail.insight.monitoring_returns.actions import monitoring_returns
from handrail.insight.monitoring_returns.actions.monitoring_returns import EnteredCountInput
from handrail.insight.monitoring_returns.models import ExactCountDisclosure, MonitoringCount
from handrail.insight.publication.audit import CitingText, CitingTextKind, parse_citing_texts
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.site.citing_texts import iterate_texts_citing_figures, list_exact_counts_bodies_gave_each_other
from support.board_packs import board_packs
from support.monitoring_returns import draft_return, template_in_use

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def sign(cast, made):
    """With an exact count of seven that the cast's provider gave."""
    ExactCountDisclosure.objects.create(
        of=made, line=made.template.lines.get(number=6), from_body=cast.lead.body, people=7,
        basis="contract", reference="Clause 7", by=cast.lead, at=timezone.now(),
    )  # fmt: skip
    MonitoringCount(of=made, line=made.template.lines.get(number=6), people=7).save_by(cast.lead.actor)
    office, counts = cast.commissioner.actor, {3: EnteredCountInput(12, ""), 4: EnteredCountInput(3, "")}
    monitoring_returns.save_monitoring_counts(made.pk, counts, words="", seen=made.version, by=office)
    made.refresh_from_db()
    monitoring_returns.submit_monitoring_return_for_signature(made.pk, seen=made.version, by=office)
    made.refresh_from_db()
    monitoring_returns.sign_and_freeze_monitoring_return(made.pk, seen=made.version, by=cast.signatory.actor)


def test_signed_texts_are_read_and_what_is_planted_in_them_is_found(cast):
    board_packs(cast)
    sign(cast, draft_return(cast, template_in_use(cast)))
    with acting_as_system(SystemActor.INSIGHT):
        citing, given = list(iterate_texts_citing_figures()), list_exact_counts_bodies_gave_each_other()
        said, told = parse_citing_texts(citing, given)
        assert [text.kind for text in citing] == [CitingTextKind.PACK, CitingTextKind.RETURN]
        assert [(count.giver, count.people) for count in given] == [(cast.lead.body.name, 7)]
        cited = {each.cell[:2] for each in said if each.where == citing[1].name}
        assert cited == {("referred", "2026-Q3"), ("reached-in-two-days", "2026-Q3")}
        assert (find_cells_with_conflicting_figures(said), told) == ([], [])
        pack, returned = citing
        planted = [
            pack._replace(
                text=pack.text.replace("50 people in September 2026", "45 people in September 2026")
            ),
            returned._replace(text=returned.text.replace('"people": 45,', '"people": 40,')),
            CitingText("report 1", CitingTextKind.REPORT, f"<p>{cast.lead.body.name} met 7 people.</p>"),
        ]
        said, told = parse_citing_texts([*citing, *planted], given)
    assert [cell[:2] for cell in find_cells_with_conflicting_figures(said)] == [
        ("crime-recorded", "2026-09"), ("reached-in-two-days", "2026-Q3"),
    ]  # fmt: skip
    assert [(leak.where, leak.words) for leak in told] == [("report 1", "7 people")]
