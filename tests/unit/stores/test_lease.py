"""The writer lease, on a cell in memory whose replies can be lost, and by a clock that the waiting itself moves."""

import threading
from collections import deque
from collections.abc import Callable
from typing import Literal

import pytest

from identity_graph.errors import StoreBusy, StoreUnreachable
from identity_graph.stores import lease
from identity_graph.stores.lease import EXPIRES_S, Held, Lease

Fault = Literal["none", "before", "after", "answered twice"]
"""Of a swap: it works; the server is away; its reply is lost; its reply is lost, and the store asked again."""
OTHER = Held("other", 3)


class Cell:
    """The cell, as a server keeps it."""

    def __init__(self, held: Held | None = None) -> None:
        self.held = held
        self.faults: deque[Fault] = deque()
        self.changed = threading.Condition()

    def read(self) -> Held | None:
        with self.changed:
            return self.held

    def swap(self, expected: Held | None, new: Held | None) -> bool:
        with self.changed:
            fault = self.faults.popleft() if self.faults else "none"
            fits = self.held == expected
            if fits and fault != "before":
                self.held = new
                self.changed.notify_all()
        if fault in {"before", "after"}:
            raise StoreUnreachable("away")
        return fits and fault != "answered twice"


class Clock:
    """Time that passes by sleeping only; ``tick`` is what others do meanwhile."""

    def __init__(self) -> None:
        self.now = 0.0
        self.tick: Callable[[], object] = lambda: None

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        self.tick()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(lease, "time", clock)
    return clock


def test_held_and_given_back() -> None:
    cell = Cell()
    mine = Lease(cell, "here", 0)
    with mine.held():
        assert cell.held == Held(mine.holder or "", 0)
    assert (cell.held, mine.holder) == (None, None)


def test_an_error_inside_gives_it_back() -> None:
    cell = Cell()
    with pytest.raises(KeyError), Lease(cell, "here", 0).held():
        raise KeyError
    assert cell.held is None


def test_each_time_it_has_another_name() -> None:
    mine = Lease(Cell(), "here", 0)
    names = set()
    for _ in range(3):
        with mine.held():
            names.add(mine.holder)
    assert len(names) == 3


def test_it_waits_for_another_that_gives_it_back(clock: Clock) -> None:
    cell = Cell(OTHER)
    clock.tick = lambda: clock.now > 2 and cell.swap(OTHER, None)
    with Lease(cell, "here", 10).held():
        assert 2 < clock.now < 3


def test_another_that_beats_is_waited_for_so_long_and_no_longer(clock: Clock) -> None:
    cell = Cell(OTHER)

    def beat() -> None:
        cell.held = Held("other", int(clock.now))

    clock.tick = beat
    with pytest.raises(StoreBusy, match=r"writing to here; waited 40 s") as caught, Lease(cell, "here", 40).held():
        raise AssertionError
    assert caught.value.retryable
    assert cell.held == Held("other", 40)


@pytest.mark.parametrize("timeout_s", [0, 5, 100])
def test_one_without_a_beat_is_taken_over_however_short_the_timeout(clock: Clock, timeout_s: float) -> None:
    """With a timeout below the expiry, a dead holder would else keep everybody out for ever."""
    cell = Cell(OTHER)
    with Lease(cell, "here", timeout_s).held():
        assert EXPIRES_S <= clock.now < EXPIRES_S + 1


def test_of_two_that_take_it_over_one_gets_it(clock: Clock) -> None:
    cell = Cell(OTHER)

    def overtake() -> None:
        if clock.now >= EXPIRES_S - 0.02:
            cell.swap(OTHER, Held("third", 0))
        if cell.held and cell.held.holder == "third":
            cell.held = Held("third", int(clock.now))

    clock.tick = overtake
    with pytest.raises(StoreBusy), Lease(cell, "here", 20).held():
        raise AssertionError


@pytest.mark.parametrize("fault", ["before", "after"])
def test_a_server_away_while_it_is_taken_leaves_nothing_behind(clock: Clock, fault: Fault) -> None:
    cell = Cell()
    mine = Lease(cell, "here", 5)
    for _ in range(2):
        cell.faults.append(fault)
        with pytest.raises(StoreUnreachable), mine.held():
            raise AssertionError
    with mine.held():
        assert cell.held == Held(mine.holder or "", 0)
    assert (cell.held, clock.now) == (None, 0)


def test_a_lost_reply_that_the_store_settles_is_no_refusal(clock: Clock) -> None:
    cell = Cell()
    cell.faults.append("answered twice")
    with Lease(cell, "here", 5).held():
        assert clock.now == 0
    assert cell.held is None


@pytest.mark.parametrize("fault", ["before", "after", "answered twice"])
def test_a_server_away_while_it_is_given_back(clock: Clock, fault: Fault) -> None:
    """Whether it went through or not, the same store can take it again at once."""
    cell = Cell()
    mine = Lease(cell, "here", 5)
    with mine.held():
        cell.faults.append(fault)
    assert (cell.held is None) == (fault != "before")
    with mine.held():
        assert clock.now == 0
    assert cell.held is None


def test_it_beats(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lease, "EXPIRES_S", 0.05)
    cell = Cell()
    with Lease(cell, "here", 5).held(), cell.changed:
        assert cell.changed.wait_for(lambda: cell.held and cell.held.beat >= 3, timeout=10)
    assert cell.held is None


@pytest.mark.parametrize("fault", ["before", "after", "answered twice"])
def test_a_beat_that_is_lost_is_made_up_for(monkeypatch: pytest.MonkeyPatch, fault: Fault) -> None:
    monkeypatch.setattr(lease, "EXPIRES_S", 0.05)
    cell = Cell()
    cell.faults.extend(["none", fault, fault, "none", fault])
    with Lease(cell, "here", 5).held(), cell.changed:
        assert cell.changed.wait_for(lambda: cell.held and cell.held.beat >= 4, timeout=10)
    assert cell.held is None


def test_the_end_right_after_a_lost_beat_gives_it_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lease, "EXPIRES_S", 0.05)
    cell = Cell()
    cell.faults.extend(["none", *["after"] * 1])
    with Lease(cell, "here", 5).held(), cell.changed:
        assert cell.changed.wait_for(lambda: cell.held and cell.held.beat == 1, timeout=10)
    assert cell.held is None


def test_one_taken_over_is_left_to_who_took_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lease, "EXPIRES_S", 0.05)
    cell = Cell()
    mine = Lease(cell, "here", 5)
    with mine.held():
        with cell.changed:
            cell.held = OTHER
        # Its name stays its own: a transaction that looks for it in the cell must not find it.
        assert mine.holder not in {None, "other"}
    assert cell.held == OTHER


def test_within_itself_it_is_refused() -> None:
    mine = Lease(Cell(), "here", 0.01)
    with mine.held(), pytest.raises(StoreBusy), mine.held():
        raise AssertionError


def test_one_at_a_time_among_threads_and_stores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lease, "_POLL_S", 0.001)
    cell = Cell()
    stores = [Lease(cell, "here", 30) for _ in range(3)]
    inside: list[int] = []
    most: list[int] = []

    def work(mine: Lease) -> None:
        for number in range(10):
            with mine.held():
                inside.append(number)
                most.append(len(inside))
                inside.remove(number)

    threads = [threading.Thread(target=work, args=(each,)) for each in stores * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1] * 60
    assert cell.held is None
