"""Progress bars, on standard error where it is a terminal, gone when the work is done."""

from collections.abc import Callable, Generator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn


@contextmanager
def progress(what: str, total: int | None, *, quiet: bool = False) -> Generator[Callable[[int], None]]:
    """One bar; call what is yielded with how much more was done."""
    with _bars(quiet) as bars:
        task = bars.add_task(what, total=total)
        yield lambda done: bars.update(task, advance=done)


@contextmanager
def stages(*, quiet: bool = False) -> Generator[Callable[[str, int, int], None]]:
    """A bar for each stage of a resolution: call what is yielded with (stage, done, total)."""
    tasks: dict[str, TaskID] = {}
    with _bars(quiet) as bars:

        def report(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield report


def _bars(quiet: bool) -> Progress:
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(30),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    console = Console(stderr=True)
    return Progress(*columns, console=console, transient=True, disable=quiet or not console.is_terminal)
