"""A headless Chromium, driven over a pipe by its DevTools protocol: no package, no port."""

import base64
import fcntl
import json
import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--remote-debugging-pipe",
    "--window-size=1500,950",
)
"""The last two but one: containers have little shared memory, and a pipe needs no port."""
ON_3_AND_4 = "import os, sys; [os.dup2(int(sys.argv[n]), n + 2) for n in (1, 2)]; os.execv(sys.argv[3], sys.argv[3:])"
"""Chromium takes commands on descriptor 3 and answers on 4."""
PATIENCE_S = 60


def found() -> str | None:
    """The program, where there is one."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


class Page:
    """One page of a running Chromium."""

    def __init__(self, into: int, out: int) -> None:
        self._into, self._out = into, out
        self._held = b""
        self._number = 0
        self._session: dict[str, str] = {}
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        attached = self.call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = {"sessionId": attached["sessionId"]}

    def call(self, method: str, **params: object) -> dict[str, Any]:
        """What the browser answers."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": params, **self._session}
        os.write(self._into, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                assert "error" not in answer, (method, answer)
                return dict(answer["result"])

    def js(self, expression: str) -> Any:
        """The value of an expression, awaited."""
        answer = self.call("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in answer, (expression, answer)
        return answer["result"].get("value")

    def wait(self, condition: str, seconds: float = PATIENCE_S) -> None:
        """Until the condition holds in the page; the page itself looks, so this process need not sleep."""
        look = f"""new Promise(done => {{
            const end = Date.now() + {seconds * 1000};
            const look = () => {{
                if ({condition}) done(true); else if (Date.now() > end) done(false); else setTimeout(look, 100);
            }};
            look();
        }})"""
        assert self.js(look), f"never: {condition}\n{self.js('document.body.innerText')[:2000]}"

    def type(self, selector: str, text: str) -> None:
        """Put text in the place of what a field holds."""
        self.js(f"document.querySelector({json.dumps(selector)}).focus()")
        self.press("a", 65, control=True)
        self.call("Input.insertText", text=text)

    def press(self, key: str, code: int, *, control: bool = False) -> None:
        event = {"key": key, "windowsVirtualKeyCode": code, "modifiers": 2 if control else 0}
        commands = {"commands": ["selectAll"]} if control and key == "a" else {}
        self.call("Input.dispatchKeyEvent", type="rawKeyDown", **event, **commands)
        self.call("Input.dispatchKeyEvent", type="keyUp", **event)

    def picture(self, file: Path) -> None:
        file.write_bytes(base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"]))

    def _next(self) -> dict[str, Any]:
        end = time.monotonic() + 2 * PATIENCE_S
        while b"\0" not in self._held:
            ready, _, _ = select.select([self._out], [], [], max(0, end - time.monotonic()))
            assert ready, "Chromium does not answer"
            more = os.read(self._out, 1 << 20)
            assert more, "Chromium ended"
            self._held += more
        first, self._held = self._held.split(b"\0", 1)
        return dict(json.loads(first))


@contextmanager
def page(program: str, folder: Path) -> Iterator[Page]:
    """A new browser with an empty profile in ``folder``, ended with the block."""
    (theirs_in, into), (out, theirs_out) = os.pipe(), os.pipe()
    theirs = [fcntl.fcntl(descriptor, fcntl.F_DUPFD, 10) for descriptor in (theirs_in, theirs_out)]
    start = [sys.executable, "-c", ON_3_AND_4, *map(str, theirs), program, *QUIET]
    with (folder / "chromium.log").open("wb") as log:
        process = subprocess.Popen(
            [*start, f"--user-data-dir={folder / 'profile'}"],
            pass_fds=theirs,
            stdout=log,
            stderr=log,
        )
    for descriptor in (theirs_in, theirs_out, *theirs):
        os.close(descriptor)
    try:
        opened = Page(into, out)
        yield opened
    finally:
        os.close(into)  # it ends when nobody can command it any more
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        os.close(out)
