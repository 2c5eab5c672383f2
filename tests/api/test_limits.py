"""A query costs a bounded number of store calls, and one that asks too much is refused."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

RECORD = 'query ($n: String!) { record(source: "crm", recordId: $n) { id } }'
DEEP = """query ($ids: [ID!]!) { identities(ids: $ids) {
  id records { id identity { id } attributes { value } } attributes { value }
  decisions { evidence { level } sourceRecord { recordId } targetRecord { recordId } }
} }"""
DEEP_BUDGET = {"links": 6, "nodes": 5}
"""The most store calls of `DEEP`, whatever the number of identities. Links: of the ids asked for and of all records to
their identities, members, identifiers of identities and of records, decisions. Nodes: identities, records, identifiers
of both, records of others that decisions name (fewer where two of them are asked for at the same moment)."""


def ids(service: Any, many: int) -> list[str]:
    return [service.data(RECORD, n=f"crm-{number}")["record"]["id"] for number in range(many)]


@pytest.mark.parametrize("many", [1, 5, 13])
def test_the_number_of_store_calls_does_not_grow_with_the_identities(service: Any, many: int) -> None:
    asked = ids(service, many)
    service.store.calls.clear()
    found = service.data(DEEP, ids=asked)["identities"]
    assert len({identity["id"] for identity in found}) == many
    assert service.store.calls.keys() == DEEP_BUDGET.keys()
    assert service.store.calls <= Counter(DEEP_BUDGET)


def test_aliases_are_batched_too(service: Any) -> None:
    asked = ids(service, 10)
    service.store.calls.clear()
    service.data("{" + " ".join(f'a{n}: identity(id: "{id}") {{ caption }}' for n, id in enumerate(asked)) + "}")
    assert dict(service.store.calls) == {"links": 1, "nodes": 1}


@pytest.mark.parametrize(
    ("setting", "query", "code"),
    [
        ({"depth_max": 2}, "{ communities { members { records { id } } } }", "GRAPHQL_VALIDATION_FAILED"),
        ({"aliases_max": 1}, "{ a: tiers { of } b: tiers { of } }", "GRAPHQL_VALIDATION_FAILED"),
        ({"tokens_max": 10}, "{ tiers { of tier definition } stats { schemaVersion } }", "GRAPHQL_PARSE_FAILED"),
        ({"calls_max": 1}, '{ lookup(scheme: "phone", value: "+4915123456701") { id } }', "QUERY_TOO_COSTLY"),
        ({"items_max": 1}, '{ lookup(scheme: "phone", value: "+4915123456701") { id } }', "QUERY_TOO_COSTLY"),
        ({"limit_max": 5}, "{ communities(limit: 6) { id } }", "BAD_USER_INPUT"),
        ({"hops_max": 1}, '{ neighbourhood(id: "rec_x", hops: 2) { truncated } }', "BAD_USER_INPUT"),
    ],
)
def test_more_than_the_settings_allow_is_refused(
    serve: Any, settings: Any, setting: dict[str, int], query: str, code: str
) -> None:
    with serve(settings, **setting) as service:
        assert service.error(query)["extensions"]["code"] == code
        assert service.data("{ tiers { tier } }")["tiers"]


def test_the_usual_introspection_passes_the_limits(service: Any) -> None:
    from graphql import get_introspection_query

    assert service.data(get_introspection_query())["__schema"]["types"]


def test_a_query_that_takes_too_long_ends(serve: Any, settings: Any) -> None:
    release = threading.Event()
    with serve(settings, timeout_s=0.2, threads=2) as service:
        service.store.before = lambda name: release.wait(20) and None
        try:
            told = service.error("{ stats { schemaVersion } }")
            assert told["extensions"]["code"] == "TIMEOUT"
            assert told["extensions"]["retryable"] is True
        finally:
            release.set()
        service.store.before = lambda name: None
        assert service.data("{ stats { schemaVersion } }")


def test_many_requests_at_once_each_get_their_own_answer(service: Any) -> None:
    asked = ids(service, 13) * 4
    query = "query ($id: ID!) { identity(id: $id) { askedFor records { id } } }"
    with ThreadPoolExecutor(12) as pool:
        found = list(pool.map(lambda asked: service.data(query, id=asked)["identity"], asked))
    assert [identity["askedFor"] for identity in found] == asked
    assert all(
        id in {record["id"] for record in identity["records"]} for id, identity in zip(asked, found, strict=True)
    )
