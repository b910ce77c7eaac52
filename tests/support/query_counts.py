"""How many statements a request asks, transactions left out."""

from django.db import connections
from django.test.utils import CaptureQueriesContext

TRANSACTION = ("BEGIN", "SAVEPOINT", "RELEASE", "COMMIT")


def count(client, path):
    """Statements to both databases, without the words that begin and end a transaction."""
    with (
        CaptureQueriesContext(connections["default"]) as main,
        CaptureQueriesContext(connections["keys"]) as keys,
    ):
        assert client.get(path).status_code == 200
    asked = [query["sql"] for query in [*main.captured_queries, *keys.captured_queries]]
    return len([sql for sql in asked if not sql.startswith(TRANSACTION)])
