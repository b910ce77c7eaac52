"""`handrail migrate`: both databases at once. With arguments it is Django's own command."""

import sys

from django.core.management import execute_from_command_line

from handrail.site import databases
from handrail.site.key_checks import explain_missing_keys


def main(arguments: list[str]) -> int | None:
    """Nobody forgets the key store."""
    if arguments:
        if not {"-h", "--help"} & set(arguments):
            databases.set_up_django()
        execute_from_command_line(["handrail", "migrate", *arguments])
        return None
    if missing := explain_missing_keys():
        print(missing, file=sys.stderr)
        return 1
    databases.set_up_django()
    lacking = databases.count_unapplied_migrations_by_database()
    databases.migrate_databases(verbosity=1)
    if not lacking:
        print("Both databases were up to date.")
    return 0
