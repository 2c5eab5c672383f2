"""A bulk load into Neptune from start to end: started once, followed until it is done, its failure explained."""

import random
import time
from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from identity_graph.bulk.neptune_api import LoaderApi, LoadRequest, LoadStatus
from identity_graph.errors import StoreDenied, StoreError, StoreUnreachable

POLL_S: Final = 5.0
_BACK_OFF_S: Final = 0.5
_BACK_OFF_MAX_S: Final = 20.0
_DONE: Final = "LOAD_COMPLETED"
_UNDER_WAY: Final = frozenset({"LOAD_NOT_STARTED", "LOAD_IN_QUEUE", "LOAD_IN_PROGRESS"})
_ADVICE: Final = {
    "LOAD_CANCELLED_BY_USER": "somebody cancelled it; start it again to go on",
    "LOAD_CANCELLED_DUE_TO_ERRORS": "too many rows could not be loaded; see the rows named here in the files",
    "LOAD_COMMITTED_W_WRITE_CONFLICTS": "something else wrote at the same time and rows are missing; start it again"
    " (--neptune-mode RESUME) while nothing else writes",
    "LOAD_DATA_DEADLOCK": "start it again with --neptune-parallelism LOW",
    "LOAD_DATA_FAILED_DUE_TO_FEED_MODIFIED_OR_DELETED": "files changed during the load; upload them and start again",
    "LOAD_FAILED_BECAUSE_DEPENDENCY_NOT_SATISFIED": "a load before it in the queue failed; start it again",
    "LOAD_FAILED_INVALID_REQUEST": "the source or the format is not what the cluster can load",
    "LOAD_S3_ACCESS_DENIED_ERROR": "the role of --iam-role-arn must be added to the cluster, may read and list the"
    " bucket, and the cluster's network needs an S3 endpoint",
    "LOAD_S3_READ_ERROR": "S3 did not answer for a while; start it again (--neptune-mode RESUME)",
    "LOAD_UNEXPECTED_ERROR": "start it again (--neptune-mode RESUME)",
}
_SHOWN_MAX: Final = 5

Answer = TypeVar("Answer")


class Patience:
    """How long, and how, to try again: a full-jitter back-off until ``retry_for_s`` seconds were slept in one call."""

    def __init__(self, retry_for_s: float, sleep: Callable[[float], None] = time.sleep) -> None:
        self._retry_for_s = retry_for_s
        self.sleep = sleep

    def with_retries(self, call: Callable[[bool], Answer]) -> Answer:
        """What ``call`` (told whether it is another try) returns; `StoreUnreachable` is tried again."""
        slept, most = 0.0, _BACK_OFF_S
        again = False
        while True:
            try:
                return call(again)
            except StoreUnreachable:
                if slept >= self._retry_for_s:
                    raise
            pause = random.uniform(most / 2, most)  # noqa: S311 - jitter, no secret
            self.sleep(pause)
            slept, most, again = slept + pause, min(2 * most, _BACK_OFF_MAX_S), True


def start_load(api: LoaderApi, request: LoadRequest, patience: Patience) -> str:
    """Start the load; returns its id. The service knows no request twice: when a reply was lost, the loads that are
    new since are looked at before another is started."""
    before = frozenset(patience.with_retries(lambda _: api.load_ids()))

    def start(again: bool) -> str:
        found = _started_since(api, before, request.source) if again else None
        return found or api.start(request)

    return patience.with_retries(start)


def follow_load(
    api: LoaderApi, load_id: str, patience: Patience, progress: Callable[[LoadStatus], None] = lambda _: None
) -> LoadStatus:
    """Wait until the load is done; returns its last status. Raises `StoreError` for a load that failed or left rows
    out, `StoreUnreachable` where the endpoint went away for too long (the load itself goes on)."""
    while True:
        status = patience.with_retries(lambda _: api.status(load_id))
        progress(status)
        if status.status not in _UNDER_WAY:
            return _ended(load_id, status)
        patience.sleep(POLL_S)


def _started_since(api: LoaderApi, before: frozenset[str], source: str) -> str | None:
    new = [load_id for load_id in api.load_ids() if load_id not in before]
    return next((load_id for load_id in new if api.status(load_id).source.rstrip("/") == source.rstrip("/")), None)


def _ended(load_id: str, status: LoadStatus) -> LoadStatus:
    if status.status == _DONE and not status.rejected:
        return status
    if status.status == _DONE:
        said = f"load {load_id} is done, but {status.rejected:,} rows or values were left out"
    else:
        said = f"load {load_id} ended as {status.status} after {status.records:,} rows"
    advice = _ADVICE.get(status.status, "see the rows named here in the files")
    kind = StoreDenied if status.status == "LOAD_S3_ACCESS_DENIED_ERROR" else StoreError
    raise kind(": ".join([said, *_named(status), advice]))


def _named(status: LoadStatus) -> list[str]:
    files = [f"{_file(file)} {state}" for file, state in status.failed_files]
    rows = [f"{code} in {_file(file)} row {row}" for code, file, row in status.errors]
    return [shown for shown in (_first(files), _first(rows)) if shown]


def _first(items: Sequence[str]) -> str:
    more = f" (and {len(items) - _SHOWN_MAX} more)" if len(items) > _SHOWN_MAX else ""
    return "; ".join(items[:_SHOWN_MAX]) + more


def _file(uri: str) -> str:
    return uri.rsplit("/", 1)[-1]
