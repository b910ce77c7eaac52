"""Who asks, where a proxy stands in front: believed of the proxies that are named, and of nobody else."""

import pytest

from handrail.site.proxy_headers import trust_proxy_headers


def seen(asked, proxies):
    """The address from which the application sees a request come."""
    return trust_proxy_headers(lambda environ, _start: [environ["REMOTE_ADDR"].encode()], proxies)(
        asked, None
    )[0].decode()


@pytest.mark.parametrize(
    ("comes_from", "says", "proxies", "is_seen"),
    [
        ("127.0.0.1", "203.0.113.7", ["127.0.0.1"], "203.0.113.7"),
        ("127.0.0.1", "198.51.100.1, 203.0.113.7", ["127.0.0.1"], "203.0.113.7"),
        ("127.0.0.1", "203.0.113.7, 10.0.0.2", ["127.0.0.1", "10.0.0.0/8"], "203.0.113.7"),
        ("203.0.113.9", "203.0.113.7", ["127.0.0.1"], "203.0.113.9"),
        ("127.0.0.1", "203.0.113.7", [], "127.0.0.1"),
    ],
    ids=["a proxy", "what a browser adds", "two proxies", "somebody else", "no proxy named"],
)
def test_a_named_proxy_is_believed_and_nobody_else(comes_from, says, proxies, is_seen):
    assert seen({"REMOTE_ADDR": comes_from, "HTTP_X_FORWARDED_FOR": says}, proxies) == is_seen


def test_without_a_word_of_whom_it_speaks_for_the_proxy_itself_asks():
    assert seen({"REMOTE_ADDR": "127.0.0.1"}, ["127.0.0.1"]) == "127.0.0.1"
