"""`handrail invite EMAIL --name ... --body ... --role ...`: how an account comes into being.

With `--by-mail` its owner gets a link with which they choose their first password; without, one is asked for.
"""

import argparse
import getpass
import sys

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from handrail.site import databases
from handrail.site.key_checks import explain_unfit_keys


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
    parser.add_argument(
        "--by-mail",
        action="store_true",
        help="mail a link to choose the first password; it ends after 7 days, and can be mailed again",
    )
    asked = parser.parse_args(arguments)
    if unfit := explain_unfit_keys():
        return _print_error_and_return_code(unfit)
    return _invite_by_mail(asked) if asked.by_mail else _create_account_at_command_line(asked)


def _invite_by_mail(asked: argparse.Namespace) -> int:
    from handrail.platform.access.actions import create_account  # noqa: PLC0415 - models need Django to be set up first
    from handrail.platform.access.models import User  # noqa: PLC0415 - the same
    from handrail.platform.access.roles import Role  # noqa: PLC0415 - the same
    from handrail.platform.reference.models import Body  # noqa: PLC0415 - the same
    from handrail.platform.signin.actions.passwords import mail_first_password_link  # noqa: PLC0415 - the same

    user = User.objects.filter(email=asked.email.lower()).first()
    if user is not None and user.has_usable_password():
        return _print_error_and_return_code(f"There is an account for {asked.email} already.")
    if user is None:
        body = Body.objects.filter(code=asked.body).first()
        if body is None:
            return _print_error_and_return_code(f"No organisation has the code {asked.body!r}.")
        user = create_account(
            email=asked.email,
            name=asked.name,
            body=body,
            role=Role(asked.role),
            password=None,
            work_phone=asked.phone,
        )
    mail_first_password_link(user=user)
    print(f"{user.name} gets a mail with a link to choose a password. It ends after 7 days.")
    return 0


def _create_account_at_command_line(asked: argparse.Namespace) -> int:
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
    password = _read_new_password()
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


def _read_new_password() -> str | None:
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
