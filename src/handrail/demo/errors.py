"""Why the demo says no, in sentences that say what to do."""


class NotDemoDatabaseError(Exception):
    """This database is not the demo's."""

    def __init__(self) -> None:
        super().__init__(
            "This database does not say that everything in it is invented, so the demo leaves it alone. "
            "Run `handrail demo` on a database of its own: set HANDRAIL_VAR to an empty folder."
        )


class UnknownRoleError(Exception):
    """There is no sign-in with this role."""

    def __init__(self, role: str, roles: list[str]) -> None:
        super().__init__(f"There is no demo sign-in for {role!r}. Choose one of: {', '.join(roles)}.")


class OutdatedDemoLoadError(Exception):
    """What a load that was broken off has written does not fit what would follow it now."""

    def __init__(self) -> None:
        super().__init__(
            "the last load was stopped on another day, and its stories would contradict each other"
        )
