"""Neptune's bulk loader: started once, followed to its end, whatever happens on the way."""

from collections.abc import Iterator
from typing import Any

import pytest
from unit.bulk.neptune_fake import (
    BROKEN,
    DROPPED,
    DROPPED_AFTER,
    KEY,
    REGION,
    SECRET,
    THROTTLED,
    Fake,
    neptune_fake,
    status,
)

from identity_graph.bulk import LoadRequest, LoadStatus, NeptuneLoader, Patience, follow_load, start_load
from identity_graph.errors import SettingsError, StoreDenied, StoreError, StoreUnreachable

REQUEST = LoadRequest("s3://bucket/graph/", "csv", "arn:aws:iam::123456789012:role/load", REGION)
RUNNING = [status("LOAD_NOT_STARTED"), status("LOAD_IN_QUEUE"), status("LOAD_IN_PROGRESS", totalRecords=3)]
COMPLETED = status("LOAD_COMPLETED", totalRecords=7)


class Clock:
    """Time that passes only by sleeping."""

    def __init__(self) -> None:
        self.now = 0.0

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture(autouse=True)
def credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", KEY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    monkeypatch.delenv("AWS_SESSION_TOKEN", raising=False)


@pytest.fixture
def fake() -> Iterator[Fake]:
    with neptune_fake() as made:
        yield made


@pytest.fixture
def loader(fake: Fake) -> Iterator[NeptuneLoader]:
    with NeptuneLoader(fake.url, REGION, iam=True) as made:
        yield made


@pytest.fixture
def patience() -> Patience:
    return Patience(30, Clock().sleep)


def load(loader: NeptuneLoader, patience: Patience, request: LoadRequest = REQUEST) -> LoadStatus:
    return follow_load(loader, start_load(loader, request, patience), patience)


def test_a_load_is_started_and_followed(fake: Fake, loader: NeptuneLoader, patience: Patience) -> None:
    fake.statuses = [*RUNNING, COMPLETED]
    seen: list[int] = []
    done = follow_load(loader, start_load(loader, REQUEST, patience), patience, lambda now: seen.append(now.records))
    assert (done.status, done.records, done.seconds) == ("LOAD_COMPLETED", 7, 3)
    assert seen == [0, 0, 3, 7]
    assert fake.loads["load-1"] == {
        "source": "s3://bucket/graph/",
        "format": "csv",
        "iamRoleArn": "arn:aws:iam::123456789012:role/load",
        "region": REGION,
        "mode": "AUTO",
        "failOnError": True,
        "parallelism": "MEDIUM",
        "queueRequest": True,
        "parserConfiguration": {"allowEmptyStrings": "true"},
        "updateSingleCardinalityProperties": True,
    }


def test_relationship_ids_of_opencypher_are_ours(fake: Fake, loader: NeptuneLoader, patience: Patience) -> None:
    request = LoadRequest(
        "s3://b/g/", "opencypher", "arn", REGION, "NEW", "OVERSUBSCRIBE", fail_on_error=False, queue=False
    )
    fake.statuses = [status("LOAD_COMPLETED")]
    load(loader, patience, request)
    sent = fake.loads["load-1"]
    assert sent["userProvidedEdgeIds"] is True
    assert (sent["mode"], sent["parallelism"], sent["failOnError"], sent["queueRequest"]) == (
        "NEW",
        "OVERSUBSCRIBE",
        False,
        False,
    )
    assert "updateSingleCardinalityProperties" not in sent


def test_without_iam_nothing_is_signed(fake: Fake, patience: Patience) -> None:
    fake.signed = False
    with NeptuneLoader(fake.url, REGION, iam=False) as loader:
        assert load(loader, patience).status == "LOAD_COMPLETED"


@pytest.mark.parametrize("fault", [DROPPED, DROPPED_AFTER, BROKEN, THROTTLED, "ClientTimeoutException"])
@pytest.mark.parametrize("before", range(5))
def test_a_fault_anywhere_costs_a_retry_only(
    fake: Fake, loader: NeptuneLoader, patience: Patience, fault: str, before: int
) -> None:
    """Above all: a load whose start was not answered is not started a second time."""
    fake.statuses = [status("LOAD_IN_PROGRESS"), COMPLETED]
    fake.faults.extend([""] * before + [fault, fault])
    assert load(loader, patience).records == 7
    assert len(fake.loads) == 1


def test_a_load_of_another_source_is_not_taken_for_ours(fake: Fake, loader: NeptuneLoader, patience: Patience) -> None:
    """Somebody else starts one while the reply to ours is lost before it got there."""
    other = status("LOAD_IN_PROGRESS")
    other["overallStatus"]["fullUri"] = "s3://bucket/other/"
    fake.statuses = [other, COMPLETED]

    class Meanwhile(NeptuneLoader):
        def start(self, request: LoadRequest) -> str:
            fake.loads.setdefault("load-0", {})
            return super().start(request)

    fake.faults.extend(["", DROPPED])
    with Meanwhile(fake.url, REGION, iam=True) as loader_of_two:
        assert start_load(loader_of_two, REQUEST, patience) == "load-2"


@pytest.mark.parametrize("fault", [DROPPED, BROKEN, THROTTLED])
def test_patience_ends(fake: Fake, loader: NeptuneLoader, fault: str) -> None:
    clock = Clock()
    fake.faults.extend([fault] * 1000)
    with pytest.raises(StoreUnreachable, match=r"Neptune's loader at http://127\.0\.0\.1"):
        load(loader, Patience(30, clock.sleep))
    assert 30 <= clock.now <= 60
    assert len(fake.seen) < 30


@pytest.mark.parametrize(
    ("state", "advice"),
    [
        ("LOAD_FAILED", "rows named here"),
        ("LOAD_CANCELLED_BY_USER", "somebody cancelled it"),
        ("LOAD_CANCELLED_DUE_TO_ERRORS", "too many rows"),
        ("LOAD_UNEXPECTED_ERROR", "RESUME"),
        ("LOAD_S3_READ_ERROR", "RESUME"),
        ("LOAD_COMMITTED_W_WRITE_CONFLICTS", "while nothing else writes"),
        ("LOAD_DATA_DEADLOCK", "--neptune-parallelism LOW"),
        ("LOAD_DATA_FAILED_DUE_TO_FEED_MODIFIED_OR_DELETED", "upload them"),
        ("LOAD_FAILED_BECAUSE_DEPENDENCY_NOT_SATISFIED", "before it in the queue"),
        ("LOAD_FAILED_INVALID_REQUEST", "source or the format"),
    ],
)
def test_a_failed_load_says_what_to_do(
    fake: Fake, loader: NeptuneLoader, patience: Patience, state: str, advice: str
) -> None:
    fake.statuses = [*RUNNING, status(state, totalRecords=5)]
    with pytest.raises(StoreError, match=f"load load-1 ended as {state} after 5 rows.*{advice}"):
        load(loader, patience)


def test_a_bucket_the_cluster_may_not_read(fake: Fake, loader: NeptuneLoader, patience: Patience) -> None:
    fake.statuses = [status("LOAD_S3_ACCESS_DENIED_ERROR")]
    with pytest.raises(StoreDenied, match="--iam-role-arn"):
        load(loader, patience)


def test_errors_name_files_and_rows_but_no_values(fake: Fake, loader: NeptuneLoader, patience: Patience) -> None:
    errors: list[dict[str, Any]] = [
        {
            "errorCode": "PARSING_ERROR",
            "errorMessage": "cannot parse Ana Maria Silva",
            "fileName": "s3://bucket/graph/vertices/Record.csv",
            "recordNum": row,
        }
        for row in range(1, 9)
    ]
    failed = [status("LOAD_FAILED")["overallStatus"] | {"fullUri": "s3://bucket/graph/vertices/Record.csv"}]
    fake.statuses = [status("LOAD_FAILED", failed=failed, errors=errors, parsingErrors=8)]
    with pytest.raises(StoreError, match=r"PARSING_ERROR in Record\.csv row 1;.*\(and 3 more\)") as raised:
        load(loader, patience)
    assert "Record.csv LOAD_FAILED" in str(raised.value)
    assert "Ana" not in str(raised.value)


def test_rows_left_out_are_a_failure(fake: Fake, loader: NeptuneLoader, patience: Patience) -> None:
    fake.statuses = [status("LOAD_COMPLETED", parsingErrors=2, insertErrors=1)]
    with pytest.raises(StoreError, match="3 rows or values were left out"):
        load(loader, patience)


def test_a_load_can_be_followed_again(fake: Fake, loader: NeptuneLoader, patience: Patience) -> None:
    load_id = start_load(loader, REQUEST, patience)
    assert follow_load(loader, load_id, patience).status == "LOAD_COMPLETED"
    with pytest.raises(StoreError, match=r"BulkLoadIdNotFoundException \(404\)"):
        follow_load(loader, "load-unknown", patience)


@pytest.mark.parametrize(
    ("code", "error", "said"),
    [
        ("AccessDeniedException", StoreDenied, "neptune-db:StartLoaderJob"),
        ("InvalidParameterException", StoreError, "said InvalidParameterException"),
    ],
)
def test_what_another_try_does_not_cure(
    fake: Fake, loader: NeptuneLoader, patience: Patience, code: str, error: type[StoreError], said: str
) -> None:
    fake.faults.extend(["", code])
    with pytest.raises(error, match=said):
        load(loader, patience)
    assert fake.seen == ["ListLoaderJobs", "StartLoaderJob"]


def test_nobody_there() -> None:
    with NeptuneLoader("http://127.0.0.1:9", REGION, iam=True) as loader, pytest.raises(StoreUnreachable):
        loader.load_ids()


def test_no_credentials(fake: Fake, monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    for name in ("AWS_SHARED_CREDENTIALS_FILE", "AWS_CONFIG_FILE"):
        monkeypatch.setenv(name, str(tmp_path / "none"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    with NeptuneLoader(fake.url, REGION, iam=True) as loader, pytest.raises(SettingsError, match="credentials"):
        loader.load_ids()
    assert fake.seen == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"source": "https://bucket/graph"}, "--s3-source"),
        ({"mode": "SLOW"}, "--neptune-mode SLOW"),
        ({"parallelism": "ALL"}, "--neptune-parallelism ALL"),
    ],
)
def test_options_are_checked_before_anything_is_sent(change: dict[str, Any], said: str) -> None:
    given: dict[str, Any] = {"source": "s3://b/g", "format": "csv", "iam_role_arn": "arn", "region": REGION}
    with pytest.raises(SettingsError, match=said):
        LoadRequest(**given | change)
