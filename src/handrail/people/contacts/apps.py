from django.apps import AppConfig


class ContactsConfig(AppConfig):
    name = "handrail.people.contacts"
    label = "contacts"

    def ready(self) -> None:
        """Give planned contacts to the page for the person."""
        from handrail.people.contacts.queries.case_work import list_planned_contacts_for_person_page  # noqa: PLC0415 - needs the models
        from handrail.people.recovery.planned_meetings import meeting_sources  # noqa: PLC0415 - beside its use

        meeting_sources.append(list_planned_contacts_for_person_page)
