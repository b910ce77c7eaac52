"""Django's name for this package."""

from django.apps import AppConfig

from handrail.people.cases.signals import case_recomputed


class JusticeConfig(AppConfig):
    """The victim contract, keeping in touch, section 45 and triage decisions of cases."""

    name = "handrail.people.justice"
    label = "justice"

    def ready(self) -> None:
        """Let the contract and the plan follow what happens on a case."""
        from handrail.people.justice.actions import case_items  # noqa: PLC0415 - needs the models

        case_recomputed.connect(
            case_items.update_criminal_case_when_recomputed, dispatch_uid="justice.recomputed"
        )
