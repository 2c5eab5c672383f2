"""The command line, run in this process as a shell would run it."""

import json
import os
import sys
from dataclasses import dataclass
from typing import Any

import pytest

from identity_graph.cli import app, main


@dataclass(frozen=True)
class Done:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        assert self.code == 0, self.err
        return json.loads(self.out)


class Shell:
    """Runs commands on one store."""

    def __init__(self, capsys: pytest.CaptureFixture[str], store: str) -> None:
        self._capsys = capsys
        self._store = store

    def __call__(self, *arguments: object, store: str | None = None) -> Done:
        self._capsys.readouterr()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(app, "registered_commands", [])
            patch.setattr(app, "registered_groups", [])
            words = ["identity-graph", "--store", store or self._store, *map(str, arguments)]
            patch.setattr(sys, "argv", words)
            code: object = 0
            try:
                main()
            except SystemExit as exit:
                code = exit.code
        said = self._capsys.readouterr()
        return Done(code if isinstance(code, int) else 0, said.out, said.err)


def command_line(*words: str) -> None:
    """Become the command: what a process of its own runs."""
    sys.argv = ["identity-graph", *words]
    sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - until the process ends
    main()
