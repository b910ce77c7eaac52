"""`handrail sign-out EMAIL`: a phone was stolen, or somebody left. Every session of the account ends at once."""

import argparse
import sys

from handrail.site import databases

SHORTEST_REASON = 10  # characters


def main(arguments: list[str]) -> int:
    """End the sessions, and what else was asked for."""
    databases.set_up_django()
    from handrail.platform.access import lost_device_and_leaver_actions as actions_lost  # noqa: PLC0415 - its models need Django to be set up first
    from handrail.platform.access.models import User  # noqa: PLC0415 - the same

    asked = _parse_sign_out_arguments(arguments)
    user = User.objects.filter(email=asked.email.lower()).first()
    if user is None:
        print(f"There is no account for {asked.email}.", file=sys.stderr)
        return 1
    if asked.close:
        actions_lost.close_account(user)
    if asked.new_factor:
        actions_lost.remove_second_factor(user, because=asked.because)
    ended = actions_lost.sign_out_everywhere(user)
    print(f"{user.name} is signed out everywhere ({ended} ended).")
    if asked.close:
        print("The account is closed: nobody signs in with it.")
    if asked.new_factor:
        print("The next sign-in sets up a new second factor: make sure that it is theirs.")
    return 0


def _parse_sign_out_arguments(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="handrail sign-out", description="Sign an account out everywhere.")
    parser.add_argument("email")
    parser.add_argument("--close", action="store_true", help="and let nobody sign in with it again")
    parser.add_argument(
        "--new-factor",
        action="store_true",
        help="and forget their authenticator app, which was on the lost device",
    )
    parser.add_argument("--because", default="", help="with --new-factor: how you made sure who asks")
    asked = parser.parse_args(arguments)
    if asked.new_factor and len(asked.because) < SHORTEST_REASON:
        parser.error("--new-factor needs --because with how you made sure that it is its owner who asks")
    return asked
