"""What goes wrong is told with a code, and nothing else gets out."""

import logging
from typing import Any

import httpx
import pytest
from identity_graph_api.errors import INTERNAL, REPLIES, reply_to

from identity_graph import errors
from identity_graph.errors import IdentityGraphError, StoreBusy

SECRET = "Ana Maria Oliveira, X00480037"


def classes(base: type[IdentityGraphError] = IdentityGraphError) -> list[type[IdentityGraphError]]:
    return [base, *(found for below in base.__subclasses__() for found in classes(below))]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{ identity(id: ", "GRAPHQL_PARSE_FAILED"),
        ("{ nonsense }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ identity { id } }", "GRAPHQL_VALIDATION_FAILED"),
        ('{ communities(limit: "X00480037") { id } }', "GRAPHQL_VALIDATION_FAILED"),
        ("{ communities(limit: 0) { id } }", "BAD_USER_INPUT"),
        ("{ review(limit: 100000000) { source } }", "BAD_USER_INPUT"),
        ('{ neighbourhood(id: "rec_x", hops: 99) { truncated } }', "BAD_USER_INPUT"),
        ('{ neighbourhood(id: "rec_x") { truncated } }', "NOT_FOUND"),
        ('{ explain(left: "X00480037", right: "kyc:kyc-0") { outcome } }', "BAD_USER_INPUT"),
        ('{ explain(left: "crm:X00480037", right: "kyc:kyc-0") { outcome } }', "NOT_FOUND"),
    ],
)
def test_each_mistake_has_its_code_and_repeats_no_value(service: Any, query: str, code: str) -> None:
    told = service.error(query)
    assert told["extensions"]["code"] == code
    assert told["extensions"]["retryable"] is False
    assert "X00480037" not in told["message"]


def test_a_wrong_variable_is_not_repeated(service: Any) -> None:
    told = service.error("query ($id: ID!) { identity(id: $id) { id } }", id={"name": SECRET})
    assert told["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"
    assert "Oliveira" not in told["message"]


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"query": 5}', b'{"variables": {}}', b"\xff", b"[" * 200_000])
def test_a_body_that_is_no_request_is_refused(service: Any, body: bytes) -> None:
    reply = httpx.post(f"{service.url}/graphql", content=body, headers={"content-type": "application/json"})
    assert reply.status_code == 400
    assert "Traceback" not in reply.text


def test_nothing_is_asked_in_an_address(service: Any) -> None:
    assert httpx.get(f"{service.url}/graphql", params={"query": "{ tiers { of } }"}).status_code == 400
    assert httpx.get(f"{service.url}/docs").status_code == 404


def test_what_nobody_expected_is_logged_under_a_reference_without_its_message(
    serve: Any, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(name: str) -> None:
        raise RuntimeError(SECRET)

    with serve(settings) as service, caplog.at_level(logging.DEBUG):
        service.store.before = fail
        reply = service.post('{ identity(id: "rec_x") { id } }')
        health = httpx.get(f"{service.url}/health/ready")
    [told] = reply.json()["errors"]
    assert told["extensions"]["code"] == "INTERNAL"
    assert told["message"] == INTERNAL.message
    assert (health.status_code, health.json()["error"]) == (500, "INTERNAL")
    for text in (reply.text, health.text, caplog.text):
        assert "Oliveira" not in text
        assert "Traceback" not in text
    assert told["extensions"]["reference"] in caplog.text
    assert "RuntimeError" in caplog.text


def test_a_busy_store_can_be_tried_again(serve: Any, settings: Any) -> None:
    def busy(name: str) -> None:
        raise StoreBusy(f"/home/somebody: {SECRET}")

    with serve(settings) as service:
        service.store.before = busy
        told = service.error("{ stats { schemaVersion } }")
        assert told["extensions"]["code"] == "STORE_BUSY"
        assert told["extensions"]["retryable"] is True
        assert "somebody" not in told["message"]
        reply = httpx.get(f"{service.url}/health/ready")
        assert (reply.status_code, reply.json()) == (503, {"status": "not ready", "error": "STORE_BUSY"})


def test_every_error_class_that_answering_can_raise_has_a_line() -> None:
    beyond_reading = {IdentityGraphError, errors.SettingsError}
    assert [kind for kind in classes() if kind not in beyond_reading and reply_to(kind("")) is INTERNAL] == []


def test_only_input_errors_are_told_in_their_own_words() -> None:
    own_words = {kind.__name__ for kind, reply in REPLIES.items() if reply.message is None}
    assert own_words == {"InputError", "QueryTooCostly", "QueryTimeout"}
