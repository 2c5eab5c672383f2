"""Neptune's loader over HTTP, as far as botocore's model of the service says it: what comes in and what goes out is
held against that model, so that this cannot drift from it. The payload of a status is free-form there; it follows
Amazon's page "Neptune Loader Get-Status Responses". This is not Neptune."""

import json
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import botocore.session
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.model import OperationModel
from botocore.parsers import create_parser
from botocore.validate import ParamValidator

KEY, SECRET, REGION = "AKIDEXAMPLE", "not-a-secret", "eu-central-1"
MODEL = botocore.session.get_session().get_service_model("neptunedata")
DROPPED = "dropped"
DROPPED_AFTER = "dropped after"
THROTTLED = "TooManyRequestsException"
BROKEN = "InternalFailureException"


@dataclass
class Fake:
    """What a test sets (``statuses`` a load goes through, ``faults`` the next requests meet) and what it then sees."""

    url: str = ""
    signed: bool = True
    statuses: list[dict[str, Any]] = field(default_factory=lambda: [status("LOAD_COMPLETED", totalRecords=7)])
    faults: deque[str] = field(default_factory=deque)
    loads: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Load id → the request that started it."""
    seen: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    """Where a request or a reply was not what the model says."""
    asked: int = 0


def status(
    state: str, *, failed: list[dict[str, Any]] | None = None, errors: Any = None, **more: int
) -> dict[str, Any]:
    """The payload of a status."""
    names = ("totalRecords", "totalDuplicates", "parsingErrors", "datatypeMismatchErrors", "insertErrors")
    counts = {"runNumber": 1, "retryNumber": 0, "totalTimeSpent": 3, "startTime": 1_700_000_000} | dict.fromkeys(
        names, 0
    )
    overall = {"fullUri": "s3://bucket/graph/", "status": state} | counts | more
    return {
        "feedCount": [{state: 1}],
        "overallStatus": overall,
        "failedFeeds": failed or [],
        "errors": {"startIndex": 1, "endIndex": 1, "loadId": "", "errorLogs": errors or []},
    }


@contextmanager
def neptune_fake() -> Iterator[Fake]:
    """The fake on a free port."""
    fake = Fake()
    server = ThreadingHTTPServer(("127.0.0.1", 0), lambda *arguments: _Handler(fake, *arguments))
    fake.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
    assert fake.wrong == []


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 10

    def __init__(self, fake: Fake, *arguments: Any) -> None:
        self.fake = fake
        super().__init__(*arguments)

    def do_POST(self) -> None:
        self._answer("StartLoaderJob", {})

    def do_GET(self) -> None:
        path = urlsplit(self.path)
        load_id = path.path.removeprefix("/loader").strip("/")
        asked = {**dict(parse_qsl(path.query)), **({"loadId": load_id} if load_id else {})}
        self._answer("GetLoaderJobStatus" if load_id else "ListLoaderJobs", asked)

    def log_message(self, format: str, *arguments: object) -> None:
        """Not on the terminal."""

    def _answer(self, name: str, asked: dict[str, Any]) -> None:
        fake, operation = self.fake, MODEL.operation_model(name)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        fake.seen.append(name)
        fake.wrong += [f"{name}: {fault}" for fault in self._request_faults(operation, asked, body)]
        fault = fake.faults.popleft() if fake.faults else ""
        if fault == DROPPED:
            self.close_connection = True
        elif fault and fault != DROPPED_AFTER:
            self._refuse(operation, fault)
        else:
            code, reply = self._done(name, asked, body)
            if fault == DROPPED_AFTER:
                self.close_connection = True
            elif code:
                self._refuse(operation, code)
            else:
                fake.wrong += [f"{name}'s reply: {wrong}" for wrong in _reply_faults(operation, reply)]
                self._send(200, reply)

    def _done(self, name: str, asked: dict[str, Any], body: bytes) -> tuple[str, dict[str, Any]]:
        fake = self.fake
        if name == "StartLoaderJob":
            load_id = f"load-{len(fake.loads) + 1}"
            fake.loads[load_id] = json.loads(body)
            return "", {"status": "200 OK", "payload": {"loadId": load_id}}
        if name == "ListLoaderJobs":
            return "", {"status": "200 OK", "payload": {"loadIds": sorted(fake.loads)}}
        if asked["loadId"] not in fake.loads:
            return "BulkLoadIdNotFoundException", {}
        found = fake.statuses[min(fake.asked, len(fake.statuses) - 1)]
        fake.asked += 1
        return "", {"status": "200 OK", "payload": found}

    def _refuse(self, operation: OperationModel, code: str) -> None:
        """An error the model knows for this operation, with its HTTP status."""
        known = {shape.name: shape.metadata["error"]["httpStatusCode"] for shape in operation.error_shapes}
        if code == "AccessDeniedException":  # IAM's, in no service's model
            known[code] = 403
        self._send(known[code], {"requestId": "req", "code": code, "detailedMessage": f"said {code}"})

    def _send(self, code: int, reply: dict[str, Any]) -> None:
        data = json.dumps(reply).encode()
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _request_faults(self, operation: OperationModel, asked: dict[str, Any], body: bytes) -> Iterator[str]:
        shape = operation.input_shape
        assert shape is not None
        names = {member.serialization.get("name", name): name for name, member in shape.members.items()}
        given = {**asked, **(json.loads(body) if body else {})}
        unknown = sorted(given.keys() - names.keys())
        if unknown:
            yield f"unknown {unknown}"
        values = {
            names[name]: _typed(shape.members[names[name]], value) for name, value in given.items() if name in names
        }
        report = ParamValidator().validate(values, shape)
        if report.has_errors():
            yield report.generate_report()
        for name, value in values.items():
            choices = getattr(shape.members[name], "enum", None)
            if choices and value not in choices:
                yield f"{name}={value} is not one of {choices}"
        if self.fake.signed != ("Authorization" in self.headers):
            yield "signed" if "Authorization" in self.headers else "not signed"
        elif self.fake.signed and not self._signature_holds(body):
            yield "wrongly signed"

    def _signature_holds(self, body: bytes) -> bool:
        said = self.headers["Authorization"]
        fields = dict(part.strip().split("=", 1) for part in said.removeprefix("AWS4-HMAC-SHA256 ").split(","))
        url = f"{self.fake.url}{self.path}"
        headers = {name: self.headers[name] for name in fields["SignedHeaders"].split(";")}
        request = AWSRequest(self.command, url, headers=headers, data=body)
        request.context["timestamp"] = self.headers["X-Amz-Date"]
        auth = SigV4Auth(Credentials(KEY, SECRET), "neptune-db", REGION)
        expected = auth.signature(auth.string_to_sign(request, auth.canonical_request(request)), request)
        return fields["Signature"] == expected


def _typed(shape: Any, value: Any) -> Any:
    """A query string has texts only."""
    if not isinstance(value, str) or shape.type_name == "string":
        return value
    return json.loads(value)


def _reply_faults(operation: OperationModel, reply: dict[str, Any]) -> Iterator[str]:
    shape = operation.output_shape
    sent = {"status_code": 200, "headers": {}, "body": json.dumps(reply).encode()}
    parsed = create_parser("rest-json").parse(sent, shape)
    parsed.pop("ResponseMetadata")
    report = ParamValidator().validate(parsed, shape)
    if report.has_errors():
        yield report.generate_report()
    if parsed.keys() != reply.keys():
        yield f"{sorted(reply.keys() - parsed.keys())} is not in the model"
