"""What a server's refusals become."""

import pytest

from identity_graph.errors import StoreDenied, StoreError, StoreTimeout
from identity_graph.stores.gremlin.failures import Conflict, ReadOnly, failure


@pytest.mark.parametrize(
    ("status", "text", "expected"),
    [
        (500, "Conflict: element modified in another transaction", Conflict),
        (500, '{"code":"ConcurrentModificationException","detailedMessage":"…"}', Conflict),
        (500, "Vertex with id already exists: rec_a", Conflict),
        (500, '{"code":"ReadOnlyViolationException"}', ReadOnly),
        (598, "", StoreTimeout),
        (500, '{"code":"TimeLimitExceededException"}', StoreTimeout),
        (401, "", StoreDenied),
        (500, '{"code":"AccessDeniedException"}', StoreDenied),
        (500, "anything", StoreError),
    ],
)
def test_meanings(status: int, text: str, expected: type[Exception]) -> None:
    assert type(failure("ws://h:1", status, text, {}, 5)) is expected


def test_the_server_s_words_are_not_told_only_its_exceptions() -> None:
    error = failure("ws://h:1", 500, "Ana Maria Silva is no number", {"exceptions": ["java.lang.NumberException"]}, 5)
    assert "Ana" not in str(error)
    assert "NumberException" in str(error)
