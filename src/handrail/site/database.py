"""`handrail database roles`: the script that makes PostgreSQL's roles, for whoever keeps the server."""

import argparse

from handrail.site import database_roles, databases


def roles(arguments: list[str]) -> int:
    """Print the script."""
    parser = argparse.ArgumentParser(
        prog="handrail database roles",
        description="Print the script for psql that makes the roles for serving, migrating, analysing and verifying.",
    )
    parser.parse_args(arguments)
    databases.set_up_django(of_any_release=True)  # no database is asked
    print(database_roles.build_roles_script(), end="")
    return 0
