"""A server that is away, comes back, or listens and says nothing."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from factory import changes, record
from faults.conftest import Place, impatient
from faults.proxy import Proxy

from identity_graph.errors import StoreError, StoreTimeout, StoreUnreachable
from identity_graph.migrations import migrate
from identity_graph.stores import open_store

PATIENCE_S = 60


def test_a_server_that_is_not_there_is_said_so_without_the_password(place: Place) -> None:
    with place.proxy() as proxy:
        url = place.url(proxy).replace("://", "://", 1)
    with pytest.raises(StoreUnreachable) as caught, open_store(url, impatient(retry_for_s=0.2)) as store:
        store.counts()
    assert f"127.0.0.1:{proxy.port}" in str(caught.value)
    assert (place.server.password or "no password") not in str(caught.value)


def test_while_it_is_away_everything_says_so_and_afterwards_it_goes_on(place: Place) -> None:
    with place.proxy() as proxy, place.store(proxy, impatient(retry_for_s=0.2)) as store:
        migrate(store)
        store.apply(changes(record(1)))
        with proxy.refusing():
            for use in (store.counts, store.schema_state, store.ledger, lambda: store.apply(changes(record(2)))):
                with pytest.raises(StoreUnreachable):
                    use()
            with pytest.raises(StoreUnreachable), store.exclusive():
                raise AssertionError
        assert store.counts().nodes["Record"] == 1
        assert not store.apply(changes(record(2))).already


def test_one_that_comes_back_in_time_is_waited_for(place: Place) -> None:
    with place.proxy() as proxy, place.store(proxy, impatient(retry_for_s=PATIENCE_S)) as store:
        migrate(store)
        with ThreadPoolExecutor(1) as pool:
            with proxy.refusing():
                done = pool.submit(store.apply, changes(record(1)))
                with suppress(TimeoutError):
                    done.result(timeout=0.5)
                assert not done.done()
            assert not done.result(timeout=PATIENCE_S).already


def test_connections_that_broke_while_nobody_used_them_are_no_errors(place: Place) -> None:
    """What a restart of the server, or a firewall's idle limit, leaves of a pool."""
    with place.proxy() as proxy, place.store(proxy) as store:
        migrate(store)
        with ThreadPoolExecutor(3) as pool:
            for number in range(6):
                list(pool.map(lambda _: store.counts(), range(6)))
                proxy.break_all(reset=number % 2 == 0)
                store.apply(changes(record(number)))
        assert store.counts().nodes["Record"] == 6


@pytest.mark.slow
def test_one_that_says_nothing_is_given_up(place: Place) -> None:
    """On a connection that is there already a Neo4j driver waits as long as its server has told it to, by default
    120 s (measured: 120.1 s); a test has no time for that."""
    with place.proxy() as proxy:
        settings = impatient(connect_timeout_s=1, query_timeout_s=1, retry_for_s=0.2)
        with place.store(proxy, settings) as store:
            migrate(store)
            proxy.delay_s = 3600
            if place.name == "neo4j":
                proxy.break_all()
            check_given_up(lambda: store.apply(changes(record(1))), proxy)
            check_given_up(store.counts, proxy)
        with suppress(StoreError), place.store(proxy, settings) as fresh:
            check_given_up(fresh.counts, proxy)


def check_given_up(use: object, proxy: Proxy) -> None:
    assert callable(use)
    raised: list[Exception] = []

    def run() -> None:
        try:
            use()
        except Exception as error:
            raised.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(PATIENCE_S)
    hung = thread.is_alive()
    if hung:
        proxy.break_all()
        thread.join(PATIENCE_S)
    assert not hung
    assert [type(error) for error in raised] in ([StoreTimeout], [StoreUnreachable])
