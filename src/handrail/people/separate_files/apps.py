"""Django's name for this package."""

from django.apps import AppConfig

from handrail.people.cases.signals import sharing_asked


class SeparateFilesConfig(AppConfig):
    """What keeps two files of one person apart."""

    name = "handrail.people.separate_files"
    label = "separate_files"
    verbose_name = "Separate files of one person"

    def ready(self) -> None:
        """Look whether the other of two files is read there, whenever a case is to be shared."""
        from handrail.people.separate_files import actions_held_back  # noqa: PLC0415 - needs the models

        sharing_asked.connect(
            actions_held_back.hold_back_sharing_of_separate_files,
            dispatch_uid="separate_files.hold_back_sharing_of_separate_files",
        )
