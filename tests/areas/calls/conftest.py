"""A call to every local policing body with a deadline in ten days, and short ways to answer it."""

from support.calls import (
    call,  # noqa: F401
    draft,  # noqa: F401
    ours,  # noqa: F401
)
