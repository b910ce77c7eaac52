"""What reading the rows of one import needs: its columns and answers, and what its cells may name."""

import json
from dataclasses import dataclass

from handrail.people.caseload_import.models import CaseloadImport, CaseloadImportRow
from handrail.people.caseload_import.row_findings import RowFinding
from handrail.people.caseload_import.row_reader import ImportAnswers, RowContent, RowReader, RowVocabulary
from handrail.people.caseload_import.text_choices import SupportConsent
from handrail.people.cases.events.queries.clock_lengths import get_own_clock_lengths_of_body_by_code
from handrail.platform.access.body_and_colleague_choices import select_colleagues_who_may_view_cases
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.models import User
from handrail.platform.access.today import today
from handrail.platform.reference.models import Area, Body, Language


@dataclass(slots=True)
class FileWorld:
    """One import with all that its rows may name, fetched once for many rows."""

    caseload: CaseloadImport
    access: UnrecordedKeyAccess
    owner: Body
    reader: RowReader
    languages: dict[str, Language]
    areas: dict[str, Area]
    colleagues: dict[int, User]
    clock_lengths: dict[str, int]

    def read(self, row: CaseloadImportRow) -> tuple[RowContent, list[RowFinding]]:
        """What a row says and what is wrong with it. The work beside the pages shows it to nobody."""
        return self.reader.read(json.loads(row.cells.decrypt_for(self.access) or "[]"))


def load_file_world(caseload: CaseloadImport) -> FileWorld:
    """Fetch it. The key is asked for without a reader: rows are compared and written, and shown to nobody here."""
    access = UnrecordedKeyAccess(caseload.pk)
    languages = {language.tag: language for language in Language.objects.all()}
    areas = {area.pk: area for area in Area.objects.all()}
    colleagues = {user.pk: user for user in select_colleagues_who_may_view_cases(caseload.body_id)}
    vocabulary = RowVocabulary(
        {language.name.casefold(): tag for tag, language in languages.items()},
        {area.name.casefold(): code for code, area in areas.items()},
        {user.email.casefold(): pk for pk, user in colleagues.items()},
    )
    answers = ImportAnswers(
        caseload.basis, caseload.consent == SupportConsent.ALL, caseload.consent_on, today()
    )
    heads = json.loads(caseload.heads.decrypt_for(access) or "[]")
    return FileWorld(
        caseload,
        access,
        Body.objects.select_related("area", "parent").get(pk=caseload.body_id),
        RowReader(heads, caseload.columns, answers, vocabulary),
        languages,
        areas,
        colleagues,
        get_own_clock_lengths_of_body_by_code(caseload.body_id),
    )
