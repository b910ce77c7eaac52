"""Django's name for this package."""

from django.apps import AppConfig

from handrail.people.cases.signals import identity_changed


class MatchingConfig(AppConfig):
    """What joins people’s cases without showing one in another."""

    name = "handrail.people.matching"
    label = "matching"

    def ready(self) -> None:
        """Search for the same person whenever who somebody is was changed on a case."""
        from handrail.people.matching.actions.searches import search_after_change  # noqa: PLC0415 - models first

        identity_changed.connect(search_after_change, dispatch_uid="matching.search_after_change")
