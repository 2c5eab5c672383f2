"""Names in machine code: `identity_graph/normalize/naming`, compiled by mypyc as it is.

Run as a program it compiles into the source tree, which `make` does wherever it installs this project. In a build it
compiles into the wheel, if there is a C compiler. ``IDENTITY_GRAPH_COMPILED=0`` asks for a wheel of pure Python, which
runs anywhere; with ``1`` the build fails where it cannot compile.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGE = Path("identity_graph", "normalize", "naming")
LIBRARY = "identity_graph_names"
"""What all of it is linked into; its modules are no more than ways in."""
WANTED = "IDENTITY_GRAPH_COMPILED"
SUFFIXES = ("*.so", "*.pyd")
SETUP = """
import sys
from mypyc.build import mypycify
from setuptools import setup
options = ["--strict", "--follow-imports=skip", "--no-warn-unused-ignores", "--no-warn-return-any"]
modules = mypycify([*options, *sys.argv.pop().split()], opt_level="2", debug_level="0", group_name="{library}")
setup(name="{library}", ext_modules=modules)
"""


class CompiledNames(BuildHookInterface[Any]):
    """Puts the compiled modules into a wheel."""

    def dependencies(self) -> list[str]:
        """What a wheel is compiled with."""
        return ["mypy>=1.20", "setuptools>=77"] if self._wanted() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile; the wheel is then for one platform and one Python."""
        if version == "editable" or not self._wanted():
            return
        folder = Path(self.directory) / "compiled"
        try:
            made = compiled(Path(self.root), folder)
        except SystemExit as error:
            if os.environ.get(WANTED) == "1":
                raise
            self.app.display_warning(f"{error}\nThe wheel is of pure Python.")
            return
        build_data["force_include"].update({str(path): str(path.relative_to(folder)) for path in made})
        build_data["infer_tag"], build_data["pure_python"] = True, False

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Only the wheel stays."""
        shutil.rmtree(Path(self.directory) / "compiled", ignore_errors=True)

    def _wanted(self) -> bool:
        asked = os.environ.get(WANTED)
        return self.target_name == "wheel" and (asked == "1" or (asked != "0" and _can_compile()))


def _can_compile() -> bool:
    header = Path(sysconfig.get_path("include"), "Python.h")
    return header.exists() and bool(shutil.which(os.environ.get("CC", "cc")))


def compiled(root: Path, folder: Path) -> list[Path]:
    """The compiled modules, put into a folder. Raises `SystemExit` with what the compiler said."""
    with TemporaryDirectory() as temporary:
        work = Path(temporary)
        sources = work / PACKAGE
        sources.mkdir(parents=True)
        for parent in (sources, sources.parent, sources.parent.parent):
            (parent / "__init__.py").touch()
        names = [path.name for path in sorted((root / PACKAGE).glob("*.py")) if path.name != "__init__.py"]
        for name in names:
            shutil.copy(root / PACKAGE / name, sources)
        (work / "setup.py").write_text(SETUP.format(library=LIBRARY), "utf-8")
        command = [sys.executable, "setup.py", "--quiet", "build_ext", "--inplace"]
        listed = " ".join(str(PACKAGE / name) for name in names)
        done = subprocess.run([*command, listed], cwd=work, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"names could not be compiled:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
        return [_moved(made, folder / made.relative_to(work)) for made in _modules(work)]


def _modules(root: Path) -> list[Path]:
    return [made for suffix in SUFFIXES for made in (*root.glob(suffix), *(root / PACKAGE).glob(suffix))]


def _moved(made: Path, to: Path) -> Path:
    to.parent.mkdir(parents=True, exist_ok=True)
    return Path(shutil.move(made, to))


if __name__ == "__main__":
    here = Path(__file__).parent
    for stale in _modules(here):
        stale.unlink()
    if "--clean" not in sys.argv:
        print(f"names are compiled: {len(compiled(here, here))} modules")
