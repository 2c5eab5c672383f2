"""A real Neo4j that speaks TLS only, with a certificate no authority signed."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from factory import changes, record
from servers import Server, serving, start_neo4j

from identity_graph.errors import StoreUnreachable
from identity_graph.migrations import migrate
from identity_graph.settings import Settings
from identity_graph.stores import open_store

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving(lambda: start_neo4j(tls=True, plugins=False)) as server:
        yield server


def url(server: Server, scheme: str) -> str:
    return replace(server.access, scheme=scheme).url


@pytest.mark.parametrize("scheme", ["neo4j+s", "bolt+s", "neo4j+ssc", "bolt+ssc"])
def test_one_who_trusts_its_certificate_or_any_gets_in(server: Server, scheme: str) -> None:
    settings = Settings(store_ca_file=server.ca_file if scheme.endswith("+s") else None)
    with open_store(url(server, scheme), settings) as store:
        migrate(store)
        store.apply(changes(record(scheme)))
        assert record(scheme).id in store.nodes([record(scheme).id])
        assert store.neighbourhood([record(scheme).id], 1).nodes


@pytest.mark.parametrize("scheme", ["neo4j+s", "bolt+s"])
def test_a_certificate_that_is_not_trusted_is_named_as_the_reason(server: Server, scheme: str) -> None:
    with pytest.raises(
        StoreUnreachable, match=r"certificate is not trusted; .* IDENTITY_GRAPH_STORE_CA_FILE"
    ) as caught:
        open_store(url(server, scheme), Settings())
    assert server.password
    assert server.password not in str(caught.value)


@pytest.mark.parametrize("scheme", ["neo4j", "bolt"])
def test_without_tls_it_does_not_answer(server: Server, scheme: str) -> None:
    with pytest.raises(StoreUnreachable, match="with or without TLS as it has it"):
        open_store(url(server, scheme), Settings())
