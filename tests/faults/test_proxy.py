"""The proxy breaks what it was told to break, and nothing else: seen from both ends of a plain line protocol."""

import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest
from faults.proxy import Fault, Proxy
from faults.wire import Lines


class Echo(socketserver.ThreadingTCPServer):
    """Answers a line with itself, and keeps what it got."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.lines: list[bytes] = []
        self.ended = threading.Semaphore(0)


class Answer(socketserver.StreamRequestHandler):
    server: Echo

    def handle(self) -> None:
        with suppress(ConnectionError):
            while line := self.rfile.readline():
                self.server.lines.append(line)
                self.wfile.write(line)
        self.server.ended.release()

    def finish(self) -> None:
        with suppress(ConnectionError):
            super().finish()


@pytest.fixture
def echo() -> Iterator[Echo]:
    with Echo() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def proxy(echo: Echo) -> Iterator[Proxy]:
    with Proxy("127.0.0.1", echo.server_address[1], Lines) as proxy:
        yield proxy


def connected(proxy: Proxy) -> socket.socket:
    return socket.create_connection(("127.0.0.1", proxy.port), timeout=10)


def talk(proxy: Proxy, *lines: bytes) -> tuple[list[bytes], str]:
    """The answers to these lines, each sent after the answer to the one before; and how it ended."""
    got: list[bytes] = []
    with connected(proxy) as client, client.makefile("rb") as answers:
        for line in lines:
            try:
                client.sendall(line)
                answer = answers.readline()
            except ConnectionError:
                return got, "reset"
            if not answer.endswith(b"\n"):
                return [*got, answer] if answer else got, "closed"
            got.append(answer)
    return got, "whole"


TALK = (b"ping\n", b"one\n", b"two\n", b"commit\n", b"three\n")


def test_without_a_fault_all_is_passed_on(proxy: Proxy) -> None:
    assert talk(proxy, *TALK) == ([*TALK], "whole")
    assert proxy.drops == []
    assert proxy.wait_for(4, timeout_s=10)
    assert not proxy.wait_for(5, timeout_s=0)


def test_large_messages_go_through(proxy: Proxy) -> None:
    line = b"x" * 3_000_000 + b"\n"
    assert talk(proxy, line, line) == ([line, line], "whole")


@pytest.mark.parametrize("reset", [False, True])
@pytest.mark.parametrize(
    ("fault", "answered", "arrived"),
    [
        (Fault("unsent", 1), TALK[:1], TALK[:1]),
        (Fault("unsent", 2), TALK[:2], TALK[:2]),
        (Fault("cut", 2), TALK[:2], (*TALK[:2], b"tw")),
        (Fault("unsent"), TALK[:3], TALK[:3]),
        (Fault("cut"), TALK[:3], (*TALK[:3], b"com")),
        (Fault("unsent", 9), TALK[:3], TALK[:3]),
        (Fault("reply lost", 9), TALK[:3], TALK[:3]),
        (Fault("reply lost"), TALK[:3], TALK[:4]),
        (Fault("reply cut"), (*TALK[:3], b"com"), TALK[:4]),
        (Fault("reply lost", 1), TALK[:1], TALK[:2]),
        (Fault("unsent", -1), TALK[:4], TALK[:4]),
        (Fault("reply lost", -1), TALK[:4], TALK),
    ],
)
def test_where_it_breaks(
    proxy: Proxy, echo: Echo, fault: Fault, answered: tuple[bytes, ...], arrived: tuple[bytes, ...], reset: bool
) -> None:
    fault = Fault(fault.stage, fault.message, reset)
    proxy.arm([fault])
    got, end = talk(proxy, *TALK)
    assert end == ("reset" if reset else "closed")
    # A reset may overtake the half of an answer, or of a request, that was sent just before it.
    assert tuple(got) in {answered, *([answered[:-1]] if reset and fault.stage == "reply cut" else [])}
    assert echo.ended.acquire(timeout=10)
    assert tuple(echo.lines) in {arrived, *([arrived[:-1]] if reset and fault.stage == "cut" else [])}
    (drop,) = proxy.drops
    assert drop.fault.part == fault.part
    assert drop.reply == (arrived[-1] if fault.stage.startswith("reply") and fault.message != 9 else b"")
    assert talk(proxy, *TALK) == ([*TALK], "whole")


@pytest.mark.parametrize("reset", [False, True])
def test_sent_and_not_waited_for(proxy: Proxy, echo: Echo, reset: bool) -> None:
    """Whether the server still reads it is open, as it is in life."""
    proxy.arm([Fault("sent", reset=reset)])
    got, _ = talk(proxy, *TALK)
    assert tuple(got) == TALK[:3]
    assert echo.ended.acquire(timeout=10)
    assert tuple(echo.lines) in ({TALK[:3], TALK[:4]} if reset else {TALK[:4]})


def test_one_fault_after_the_other(proxy: Proxy) -> None:
    proxy.arm([Fault("unsent", 2), Fault("reply lost")])
    assert talk(proxy, *TALK)[0] == [*TALK[:2]]
    assert talk(proxy, *TALK)[0] == [*TALK[:3]]
    assert talk(proxy, *TALK) == ([*TALK], "whole")
    assert [drop.fault.part for drop in proxy.drops] == ["before", "after"]
    assert [drop.reply for drop in proxy.drops] == [b"", b"commit\n"]


def test_parts_of_a_commit() -> None:
    assert [Fault(stage).part for stage in ("unsent", "cut", "sent", "reply lost", "reply cut")] == [
        "before",
        "before",
        "during",
        "after",
        "after",
    ]
    assert Fault("reply lost", 1).part == "before"
    assert Fault("unsent", -1).part == "after"


def test_disarmed(proxy: Proxy) -> None:
    proxy.arm([Fault("unsent", 1), Fault("unsent", 2)])
    assert proxy.disarm() == 2
    assert talk(proxy, *TALK)[1] == "whole"


def test_all_connections_break_at_once(proxy: Proxy) -> None:
    with connected(proxy) as other:
        other.sendall(b"hello\n")
        assert other.recv(100) == b"hello\n"
        proxy.arm([Fault("unsent", 1, all=True)])
        assert talk(proxy, b"one\n") == ([], "closed")
        assert other.recv(100) == b""


def test_refusing_for_a_while(proxy: Proxy) -> None:
    with connected(proxy) as other:
        other.sendall(b"hello\n")
        assert other.recv(100) == b"hello\n"
        with proxy.refusing():
            with pytest.raises(ConnectionRefusedError):
                connected(proxy)
            with pytest.raises(ConnectionResetError):
                other.recv(100)
        assert talk(proxy, *TALK)[1] == "whole"


def test_a_server_that_is_not_there(echo: Echo) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
    with Proxy("127.0.0.1", port, Lines) as proxy:
        assert talk(proxy, b"one\n")[1] in {"closed", "reset"}


def test_a_delay_holds_answers_back(proxy: Proxy) -> None:
    proxy.delay_s = 0.2
    with connected(proxy) as client:
        client.settimeout(0.05)
        client.sendall(b"one\n")
        with pytest.raises(TimeoutError):
            client.recv(100)
        client.settimeout(10)
        assert client.recv(100) == b"one\n"
