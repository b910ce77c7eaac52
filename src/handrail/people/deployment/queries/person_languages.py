"""What the person speaks, as far as it was asked."""

from handrail.people.deployment.languages.spoken import (
    LEVEL_BY_CODE,
    LevelSource,
    PersonLanguages,
    SpokenLanguage,
    SpokenLevel,
)
from handrail.people.deployment.models import PersonLanguage
from handrail.people.deployment.text_choices import PersonLanguageChoice
from handrail.people.records.models import Person
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.code_lists import find_language_name


def list_person_languages(access: CaseAccess) -> list[PersonLanguage]:
    """The rows of the case in the order in which they were recorded; none where they are not open to the reader."""
    if not access.sees(Kind.CONTACT):
        return []
    return list(PersonLanguage.objects.opened_for(access).filter(case=access.file_id).order_by("id"))


def read_person_languages(access: CaseAccess, rows: list[PersonLanguage]) -> PersonLanguages:
    """As the rules read it. Where nobody asked further, the language that the person speaks best.

    Args:
        access: of the reader.
        rows: as `list_person_languages` gave them.
    """
    if not rows:
        best = Person.objects.filter(pk=access.file_id).values_list("language", flat=True).first()
        return make_person_languages(rows, best or "")
    return make_person_languages(rows, "")


def describe_language_difference(access: CaseAccess, rows: list[PersonLanguage]) -> str:
    """“The case says Bengali. Check with the person.” Empty where that language is among those recorded here.

    Args:
        access: of the reader.
        rows: as `list_person_languages` gave them.
    """
    if not rows:
        return ""
    best = Person.objects.filter(pk=access.file_id).values_list("language", flat=True).first()
    if not best or best in {row.language for row in rows}:
        return ""
    return msg("The case says {language}. Check with the person.", language=find_language_name(best))


def make_person_languages(rows: list[PersonLanguage], best: str) -> PersonLanguages:
    """The same, where the language that the person speaks best is known.

    Args:
        rows: bound to their reader.
        best: its tag; empty where it is not known.
    """
    if not rows:
        return PersonLanguages((SpokenLanguage(best, SpokenLevel.FIRST),) if best else ())
    return PersonLanguages(
        tuple(
            SpokenLanguage(
                row.language, LEVEL_BY_CODE[row.level], LevelSource(row.known_by), row.dialect.open()
            )
            for row in rows
        ),
        frozenset(row.language for row in rows if row.choice == PersonLanguageChoice.CHOSEN),
        frozenset(row.language for row in rows if row.choice == PersonLanguageChoice.REFUSED),
    )
