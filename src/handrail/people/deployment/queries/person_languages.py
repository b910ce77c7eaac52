"""What the person speaks, as far as it was asked."""

from django.db.models import F

from handrail.people.deployment.languages.spoken import (
    LEVEL_BY_CODE,
    SpokenLanguage,
    SpokenLevel,
    SpokenLevelSource,
    VictimLanguages,
)
from handrail.people.deployment.models import PersonLanguage
from handrail.people.deployment.text_choices import PersonLanguageChoice
from handrail.people.records.models import Person
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.code_lists import find_language_name


def list_languages_of_supported_person(access: CaseAccess) -> list[PersonLanguage]:
    """The rows of the case in the order in which they were recorded; none where they are not open to the reader.

    Each with `case_language`: the tag of the language that the case says the person speaks best, or None.
    """
    if not access.sees(Kind.CONTACT):
        return []
    rows = PersonLanguage.objects.annotate(case_language=F("case__person__language"))
    return list(rows.opened_for(access).filter(case=access.file_id).order_by("id"))


def find_main_language_name_of_case(access: CaseAccess) -> str:
    """The language that the case says the person speaks best, for where nobody recorded more; empty if unknown."""
    access.needs(Kind.CONTACT)
    best = Person.objects.filter(pk=access.file_id).values_list("language", flat=True).first()
    return find_language_name(best) if best else ""


def make_victim_languages_or_default(access: CaseAccess, rows: list[PersonLanguage]) -> VictimLanguages:
    """As the rules read it. Where nobody asked further, the language that the person speaks best.

    Args:
        access: of the reader.
        rows: as `list_languages_of_supported_person` gave them.
    """
    if not rows:
        best = Person.objects.filter(pk=access.file_id).values_list("language", flat=True).first()
        return make_victim_languages_of_rows(rows, best or "")
    return make_victim_languages_of_rows(rows, "")


def describe_case_language_difference(rows: list[PersonLanguage]) -> str:
    """“The case says Bengali. Check with the person.” Empty where that language is among these.

    The rows are as `list_languages_of_supported_person` gives them.
    """
    best: str | None = rows[0].case_language if rows else None  # type: ignore[attr-defined]  # the query puts it there
    if not best or best in {row.language for row in rows}:
        return ""
    return msg("The case says {language}. Check with the person.", language=find_language_name(best))


def make_victim_languages_of_rows(rows: list[PersonLanguage], best: str) -> VictimLanguages:
    """The same, where the language that the person speaks best is known.

    Args:
        rows: bound to their reader.
        best: its tag; empty where it is not known.
    """
    if not rows:
        return VictimLanguages((SpokenLanguage(best, SpokenLevel.FIRST),) if best else ())
    return VictimLanguages(
        tuple(
            SpokenLanguage(
                row.language, LEVEL_BY_CODE[row.level], SpokenLevelSource(row.known_by), row.dialect.open()
            )
            for row in rows
        ),
        frozenset(row.language for row in rows if row.choice == PersonLanguageChoice.CHOSEN),
        frozenset(row.language for row in rows if row.choice == PersonLanguageChoice.REFUSED),
    )
