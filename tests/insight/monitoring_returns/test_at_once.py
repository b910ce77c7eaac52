"""Two at once on a monitoring return: one does it, and the other is told. Nothing is signed or given twice."""

import pytest

from handrail.insight.monitoring_returns.actions import exact_counts, monitoring_returns
from handrail.insight.monitoring_returns.actions.monitoring_returns import EnteredCountInput
from handrail.insight.monitoring_returns.models import ExactCountDisclosure, MonitoringReturn
from handrail.platform.access.models import User
from handrail.platform.audit.models import Record
from handrail.platform.kernel.errors import ActionNotPossibleError, ConcurrentEditError
from support.board_packs import publish_two_years
from support.concurrency import at_once
from support.monitoring_returns import QUARTER, draft_return, template_in_use

REFUSALS = (ActionNotPossibleError, ConcurrentEditError)


def refused(answers):
    return sorted(isinstance(answer, REFUSALS) for answer in answers)


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
def test_a_return_is_made_given_to_filled_and_signed_once_by_two_at_once(cast):
    publish_two_years()
    template = template_in_use(cast)
    office, signatory = cast.commissioner.actor, cast.signatory.actor
    assert refused(at_once(*[lambda: draft_return(cast, template)] * 2)) == [False, True]
    made = MonitoringReturn.objects.get(template=template, quarter=QUARTER)

    def give():
        row = ExactCountDisclosure(basis="contract", reference="Clause 7")
        return exact_counts.disclose_exact_count(
            row, return_id=made.pk, number=6, shown=0, by=cast.lead.actor
        )

    assert refused(at_once(give, give)) == [False, True]
    assert ExactCountDisclosure.objects.count() == 1
    made.refresh_from_db()

    def fill(number):
        counts = {3: EnteredCountInput(number, ""), 4: EnteredCountInput(3, "")}
        return monitoring_returns.save_monitoring_counts(
            made.pk, counts, words="", seen=made.version, by=office
        )

    assert refused(at_once(lambda: fill(12), lambda: fill(20))) == [False, True]
    made.refresh_from_db()
    assert made.counts.get(line__number=5).people in (15, 23)  # both counts are of one of the two
    monitoring_returns.submit_monitoring_return_for_signature(made.pk, seen=made.version, by=office)
    made.refresh_from_db()

    def sign():
        return monitoring_returns.sign_and_freeze_monitoring_return(made.pk, seen=made.version, by=signatory)

    def give_back():
        return monitoring_returns.move_monitoring_return_to_draft(made.pk, by=signatory)

    answers = at_once(sign, sign, give_back)
    made.refresh_from_db()
    signed = [answer for answer in answers if isinstance(answer, MonitoringReturn)]
    assert len(signed) == Record.objects.filter(verb="signed a monitoring return").count()
    assert (len(signed), made.state) in ((1, "signed"), (0, "draft"))
    assert User.objects.filter(pk=made.signed_by_id).exists() is bool(signed)
