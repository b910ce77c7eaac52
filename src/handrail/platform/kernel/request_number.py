"""The number of the request that is being answered: it joins the lines of the log that belong together."""

from contextvars import ContextVar

current_request_number: ContextVar[str] = ContextVar("current_request_number", default="")
