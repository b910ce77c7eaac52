"""Whoever was erased loses the pseudonym that the key leads to: the facts stay, under a random name, in new files.

The list of erasures in the key store is worked off at each export too, so that a rewrite that failed, or files that
were restored, are put right.
"""

from django.db import transaction

from handrail.insight.facts.actions.month_replacement import (
    find_months_with_facts_of_pseudonyms,
    replace_fact_files_of_months,
)
from handrail.insight.facts.fact_database import TABLE, FactDatabase
from handrail.insight.facts.models import ExportedMonth
from handrail.insight.facts.pseudonyms import compute_pseudonyms_by_file_id, make_pseudonym_of_erased
from handrail.insight.facts.stored_facts import open_stored_facts
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.vault import keys


def anonymise_erased_people_on_commit() -> None:
    """Called where a person is erased (setting ERASURE_FOLLOW_UPS): the files follow as soon as it is certain.

    Where that fails the error is logged, and the next export works it off.
    """
    transaction.on_commit(anonymise_erased_people_in_fact_files, robust=True)


@acting_as_system(SystemActor.INSIGHT)
def anonymise_erased_people_in_fact_files() -> None:
    """Give everybody on the list of erasures a random name in the files. Doing it again changes nothing."""
    if not ExportedMonth.objects.exists():
        return
    with open_stored_facts() as database, transaction.atomic():
        replace_pseudonyms_of_erased(database)


def replace_pseudonyms_of_erased(database: FactDatabase) -> None:
    """The same in a database that is open, in the caller's transaction."""
    listed = compute_pseudonyms_by_file_id(keys.get_erasure_days_by_file_id()).values()
    sql = f"SELECT DISTINCT pseudonym FROM {TABLE} WHERE list_contains(?, pseudonym)"
    found = [pseudonym for (pseudonym,) in database.fetch(sql, [sorted(listed)])]
    months = find_months_with_facts_of_pseudonyms(database, found)
    for pseudonym in found:
        database.fetch(
            f"UPDATE {TABLE} SET pseudonym = ? WHERE pseudonym = ?", [make_pseudonym_of_erased(), pseudonym]
        )
    replace_fact_files_of_months(database, months)
