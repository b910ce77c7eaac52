"""`handrail invite EMAIL --name ... --body ... --role ...`: how the first account comes into being."""

import argparse
import getpass
import sys

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from handrail.site import databases


def main(arguments: list[str]) -> int:
    """Ask for a first password, make the account, say what comes next."""
    databases.set_up_django()
    from handrail.platform.access.roles import ROLES as CARDS  # noqa: PLC0415 - its models need Django to be set up first

    parser = argparse.ArgumentParser(prog="handrail invite", description="Make an account for a person.")
    parser.add_argument("email")
    parser.add_argument("--name", required=True)
    parser.add_argument("--body", required=True, help="code of the organisation, such as lincolnshire-police")
    parser.add_argument("--role", required=True, choices=[role.value for role in CARDS])
    parser.add_argument("--phone", default="", help="work telephone, shown to colleagues")
    return _invite(parser.parse_args(arguments))


def _invite(asked: argparse.Namespace) -> int:
    from handrail.platform.access.actions import create_account as invite  # noqa: PLC0415 - models need Django to be set up first
    from handrail.platform.access.models import User  # noqa: PLC0415 - the same
    from handrail.platform.access.roles import Role  # noqa: PLC0415 - the same
    from handrail.platform.reference.models import Body  # noqa: PLC0415 - the same

    body = Body.objects.filter(code=asked.body).first()
    if body is None:
        return _print_error_and_return_code(
            f"No organisation has the code {asked.body!r}. `handrail load reference` brings them."
        )
    if User.objects.filter(email=asked.email.lower()).exists():
        return _print_error_and_return_code(f"There is an account for {asked.email} already.")
    password = _read_password()
    if password is None:
        return 1
    invite(
        email=asked.email,
        name=asked.name,
        body=body,
        role=Role(asked.role),
        password=password,
        work_phone=asked.phone,
    )
    print(f"{asked.name} can sign in with {asked.email}. A second factor is asked for at the first sign-in.")
    return 0


def _read_password() -> str | None:
    """Typed twice at a terminal, or one line of a pipe; held to the rules of settings."""
    if sys.stdin.isatty():
        password = getpass.getpass("First password: ")
        if getpass.getpass("Again: ") != password:
            _print_error_and_return_code("The two differ: nothing was made.")
            return None
    else:
        password = sys.stdin.readline().rstrip("\n")
    try:
        validate_password(password)
    except ValidationError as error:
        _print_error_and_return_code(" ".join(error.messages))
        return None
    return password


def _print_error_and_return_code(words: str) -> int:
    print(words, file=sys.stderr)
    return 1
