"""Django's name for this package."""

from django.apps import AppConfig

from handrail.people.cases.signals import identity_changed
from handrail.people.separate_files.signals import files_kept_apart


class MatchingConfig(AppConfig):
    """What joins people’s cases without showing one in another."""

    name = "handrail.people.matching"
    label = "matching"

    def ready(self) -> None:
        """Search for the same person whenever who somebody is was changed on a case."""
        from handrail.people.matching.actions import match_searches, pair_scope  # noqa: PLC0415 - needs the models

        identity_changed.connect(
            match_searches.store_matches_after_identity_change, dispatch_uid="matching.search_after_change"
        )
        files_kept_apart.connect(
            pair_scope.delete_open_case_pair_of_separate_files, dispatch_uid="matching.drop_pair"
        )
