"""Every page of deployment at both widths."""

from django.urls import reverse

from browser.walker import Walker, fault
from handrail.people.deployment.urls import urlpatterns
from support.deployment import a_stage

OF_WHOM = {
    "own_deployments": "colleague", "own_deployment": "colleague", "answer_own_deployment": "colleague",
    "advice_used": "officer", "answer_advice": "co_ordinator", "one_advice": "officer",
}  # fmt: skip


def test_every_page_of_deployment_can_be_used(cast, told, desk):
    stage = a_stage(cast, told)
    walkers = {part: Walker(desk(getattr(cast, part))) for part in {"lead", *OF_WHOM.values()}}
    wrong = []
    for name in sorted(str(pattern.name) for pattern in urlpatterns):
        walker = walkers[OF_WHOM.get(name, "lead")]
        wrong += fault(walker, reverse(name, args=stage.arguments.get(name, [])))
    assert wrong == []
