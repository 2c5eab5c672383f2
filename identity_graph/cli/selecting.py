"""Options that say which part of the graph a procedure runs on, by which engine, with what parameters."""

from collections.abc import Iterable
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from identity_graph.errors import SettingsError

if TYPE_CHECKING:
    from identity_graph.graph import Question

TIERS: Final = ("A", "B", "C", "D")
Links = Annotated[
    str | None, typer.Option(metavar="TYPES", help="Link types, as HAS_DEVICE,HAS_PHONE. Default: all of identities.")
]
Tiers = Annotated[str | None, typer.Option(metavar="LETTERS", help="Only links of these tiers, as A,B. Default: all.")]
Documents = Annotated[
    str | None,
    typer.Option(
        metavar="SCHEMES", help="Of documents only these, as passport,national_id; none whose check digit is wrong."
    ),
]
Weight = Annotated[
    str | None, typer.Option(metavar="PROPERTY", help="The links' property that weighs them, as records.")
]
GenericOver = Annotated[
    int | None,
    typer.Option(min=0, metavar="N", help="What more identities have joins nobody. Default: 20; 0: all does."),
]
EngineName = Annotated[
    str, typer.Option("--engine", metavar="NAME", help="auto, or one that `communities engines` lists.")
]
Exported = Annotated[
    Path | None, typer.Option(metavar="FOLDER", help="An export as Parquet, for engines that read one.")
]
Set = Annotated[
    list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="A parameter of the procedure; repeatable.")
]


def question(
    base: "Question",
    *,
    links: str | None,
    tiers: str | None,
    documents: str | None = None,
    weight: str | None = None,
    generic_over: int | None = None,
    engine: str,
    exported: Path | None,
    parameters: Iterable[str] | None,
) -> "Question":
    """The question with what the options say; of ``generic_over`` 0 leaves nothing out. Raises `SettingsError`."""
    selection = replace(base.selection, weight=weight)
    if generic_over is not None:
        selection = replace(selection, generic_over=generic_over or None)
    if links is not None:
        selection = replace(selection, types=tuple(sorted(_words(links, "--links"))))
    if tiers is not None:
        selection = replace(selection, tiers=tuple(sorted(_words(tiers, "--tiers"))))
    if documents is not None:
        selection = replace(selection, documents=_schemes(documents))
    if wrong := sorted(set(selection.tiers) - set(TIERS)):
        raise SettingsError(f"--tiers: no tier {', '.join(wrong)}; there are {', '.join(TIERS)}")
    return replace(
        base, selection=selection, engine=engine, exported=exported, parameters=_parameters(parameters or ())
    )


def _words(text: str, option: str) -> list[str]:
    words = [word.strip().upper() for word in text.split(",") if word.strip()]
    if not words:
        raise SettingsError(f"{option} names nothing")
    return words


def _schemes(text: str) -> tuple[str, ...]:
    """Any scheme may be in a graph: only what is nearly one of the registry's is taken for a slip."""
    from identity_graph.normalize.documents import kinds

    schemes, known = sorted(map(str.lower, _words(text, "--documents"))), kinds()
    for scheme in schemes:
        if scheme not in known and (near := get_close_matches(scheme, sorted(known), 1, 0.8)):
            raise SettingsError(f"--documents: no scheme {scheme}; did you mean {near[0]}?")
    return tuple(schemes)


def _parameters(pairs: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise SettingsError("--set is written NAME=VALUE, as --set iterations=10")
        found[name.strip()] = value.strip()
    return found
