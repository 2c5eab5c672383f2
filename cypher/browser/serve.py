"""What Neo4j Browser fetches: guide, style and saved queries, served on this machine or written to a folder.

Browser plays guides from web addresses only, and only of allowed hosts (`localhost` is one from the start). A host must
allow requests of another origin (CORS), which Python's own file server does not: hence this one.
"""

import argparse
import html
import io
import re
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

HERE = Path(__file__).parent
FOLDER = "Identity graph"
"""The folder of the saved queries in Browser."""
PARAMETER = re.compile(r"^// (:param .+)$", re.MULTILINE)
SMALL = "font-size:11px;line-height:14px;overflow:visible"
WINDOW = "max-height:110px;overflow:auto;padding-left:16px"
"""Of a query in the guide: analysts run it, few read it. The room at the left is for the play sign."""
PLACE = re.compile(r"<!-- query: (\w+)(, as chosen)? -->")
"""``as chosen``: the parameters were set further up the same slide."""
TYPES = {".html": "text/html; charset=utf-8", ".grass": "text/plain; charset=utf-8", ".zip": "application/zip"}


def saved_queries() -> dict[str, str]:
    """Stem of the file → its text."""
    return {path.stem: path.read_text("utf-8") for path in sorted(HERE.glob("*.cypher"))}


def statement(text: str) -> str:
    """A saved query without its header."""
    return "\n".join(line for line in text.splitlines() if not line.startswith("//"))


def guide(queries: dict[str, str], address: str) -> str:
    """The guide with each query's parameters and statement in its place, so that a query is written down once.
    ``address`` is where Browser finds the style."""
    template = (HERE / "guide.html").read_text("utf-8").replace("ADDRESS", html.escape(address))
    return PLACE.sub(lambda place: _block(queries[place[1]], chosen=bool(place[2])), template)


def archive(queries: dict[str, str]) -> bytes:
    """A zip file as Browser imports it; the same bytes for the same queries."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        for name, text in queries.items():
            made.writestr(zipfile.ZipInfo(f"{FOLDER}/{name}.cypher"), text)
    return held.getvalue()


def pages(address: str) -> dict[str, bytes]:
    """File name → content, of all that Browser fetches from this address or a person drops into it."""
    queries = saved_queries()
    return {
        "guide.html": guide(queries, address).encode(),
        "style.grass": (HERE / "style.grass").read_bytes(),
        "queries.zip": archive(queries),
    }


def server(port: int) -> ThreadingHTTPServer:
    """A server of these pages that only this machine reaches."""
    return ThreadingHTTPServer(("127.0.0.1", port), _Pages)


def _block(text: str, *, chosen: bool) -> str:
    choices = (
        f'<p style="margin:8px 0 0"><a data-exec="{html.escape(choice.removeprefix(":"))}">Choose an example</a></p>'
        for choice in PARAMETER.findall(text)
        if not chosen
    )
    shown = f'<div style="{WINDOW}"><pre class="runnable" style="{SMALL}">{html.escape(statement(text))}</pre></div>'
    return "\n".join([*choices, shown])


class _Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """A page, read anew each time so that an edit is seen on the next play."""
        _, port = self.connection.getsockname()
        content = pages(f"http://localhost:{port}").get(self.path.strip("/"))
        self.send_response(200 if content else 404)
        self._allow()
        self.send_header("Content-Type", TYPES.get(Path(self.path).suffix, "text/plain"))
        self.send_header("Content-Length", str(len(content or b"")))
        self.end_headers()
        self.wfile.write(content or b"")

    def do_OPTIONS(self) -> None:
        """Browser asks first, because it adds headers of its own (against caching, for tracing)."""
        self.send_response(204)
        self._allow()
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the console is for the address."""

    def _allow(self) -> None:
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Access-Control-Allow-Headers", "*")


def main() -> None:
    """Serve until interrupted, or write the pages to a folder and end."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--port", type=int, default=7480)
    parser.add_argument("--write", type=Path, metavar="FOLDER", help="write the pages there for your own web server")
    parser.add_argument("--address", default="http://localhost:7480", help="of that web server")
    given = parser.parse_args()
    if given.write:
        given.write.mkdir(parents=True, exist_ok=True)
        for name, content in pages(given.address.rstrip("/")).items():
            (given.write / name).write_bytes(content)
        return
    with server(given.port) as running:
        address = f"http://localhost:{running.server_port}"
        print(f"In Neo4j Browser:  :style {address}/style.grass   then   :guide {address}/guide.html")  # noqa: T201
        print(f"Saved queries:     {address}/queries.zip (drop the file onto Browser)")  # noqa: T201
        try:
            running.serve_forever()
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    main()
