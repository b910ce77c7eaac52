"""A call that is out, a call that is not, and a return with something in every place."""

from support.calls import call, draft, ours  # noqa: F401
from support.calls_pages import full  # noqa: F401
