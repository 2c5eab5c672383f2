"""Runs that found communities or rings: what they found, which there are, what changed between two."""

from collections import Counter
from collections.abc import Sequence

from rich.text import Text

from identity_graph.analytics.tracking import EVENTS, Happening
from identity_graph.graph import CommunityRun, CommunityView, FoundCommunities, RunsCompared, Surroundings
from identity_graph.presentation.groups import communities, communities_json
from identity_graph.presentation.groups_explained import group_json, heading, in_words
from identity_graph.presentation.output import console, print_json, table

_SHORT = 8
"""Letters of a run's id that are shown; they are enough to name it."""
_EVENTS_SHOWN = 20


def found_communities(found: FoundCommunities, largest: Sequence[CommunityView], *, as_json: bool) -> None:
    """What a run found, and its largest communities."""
    if as_json:
        print_json({**_found_json(found), "largest": communities_json(largest)})
        return
    _found(found, "communities")
    if largest:
        communities(largest, as_json=False)


def rings(explained: Sequence[Surroundings], found: FoundCommunities, *, as_json: bool) -> None:
    """The rings that were found, in words."""
    if as_json:
        print_json({**_found_json(found), "rings": [group_json(around) for around in explained]})
        return
    _found(found, "rings")
    out = console()
    for around in explained:
        out.print()
        out.print(heading(around), soft_wrap=True)
        out.print(in_words(around))
    if explained:
        out.print()
        out.print(Text("Look closer: identity-graph rings explain ID", style="dim"))


def community_runs(runs: Sequence[CommunityRun], *, as_json: bool) -> None:
    """All runs, the newest first."""
    if as_json:
        print_json(runs)
        return
    if runs:
        _listed("Runs", runs)
    else:
        console().print("No run yet: identity-graph communities run")


def forgotten_runs(runs: Sequence[CommunityRun], *, dry_run: bool, as_json: bool) -> None:
    """The runs whose communities are gone, or would be."""
    if as_json:
        print_json({"dry_run": dry_run, "runs": runs})
        return
    if runs:
        _listed("Runs that would be forgotten" if dry_run else "Forgotten", runs)
    else:
        console().print("No run to forget")


def _listed(title: str, runs: Sequence[CommunityRun]) -> None:
    made = table(
        title, "run", "procedure", "found", "identities", "engine", "graph", "written", right=(2, 3), whole=(0,)
    )
    for run in runs:
        analysis = run.analysis
        version = f"schema {analysis.schema_version}, change {_said(analysis.sequence)}"
        written = run.written_at[:16].replace("T", " ")
        row = (run.id[:_SHORT], analysis.algorithm, f"{run.communities:,}", f"{run.identities:,}", analysis.engine)
        made.add_row(*row, version, written)
    console().print(made)


def runs_compared(compared: RunsCompared, *, as_json: bool) -> None:
    """What became of each community."""
    counts = Counter(each.event for each in compared.happenings)
    if as_json:
        print_json(
            {
                "before": compared.before,
                "after": compared.after,
                "counts": {event: counts[event] for event in EVENTS},
                "happenings": [_happening_json(each, compared) for each in compared.happenings],
            }
        )
        return
    out = console()
    out.print(
        Text(f"From run {compared.before.id[:_SHORT]} to {compared.after.id[:_SHORT]}: ", style="bold").append(
            ", ".join(f"{counts[event]:,} {event}" for event in EVENTS if counts[event]) or "no communities"
        ),
        soft_wrap=True,
    )
    changed = [each for each in compared.happenings if each.event != "same"]
    if changed:
        out.print(_changes(changed[:_EVENTS_SHOWN], compared))
    if len(changed) > _EVENTS_SHOWN:
        out.print(Text(f"and {len(changed) - _EVENTS_SHOWN:,} more: --json has all", style="dim"))


def _changes(happenings: Sequence[Happening], compared: RunsCompared) -> object:
    made = table("", "what", "identities before", "after", "communities", "stable id", whole=(0, 3, 4))
    for each in happenings:
        stable = dict.fromkeys(compared.stable[id] for id in each.after or each.before)
        made.add_row(
            each.event,
            " + ".join(str(compared.sizes[id]) for id in each.before),
            " + ".join(str(compared.sizes[id]) for id in each.after),
            "\n".join(each.after or each.before),
            "\n".join(stable),
        )
    return made


def _happening_json(each: Happening, compared: RunsCompared) -> dict[str, object]:
    sides = {"before": each.before, "after": each.after}
    said = {
        side: [{"id": id, "stable": compared.stable[id], "identities": compared.sizes[id]} for id in ids]
        for side, ids in sides.items()
    }
    return {"event": each.event, **said}


def _found(found: FoundCommunities, what: str) -> None:
    done = found.result
    over = "" if done.links is None else f" over {done.links:,} links of {done.vertices:,} vertices"
    head = f"{done.procedure} by {done.engine}{over}, {done.seconds:.1f} s"
    if found.run is None:
        text = f"No {what} found; nothing was written."
    else:
        state = "written" if found.is_new else "in the graph already: nothing changed since"
        text = f"{found.communities:,} {what} with {found.identities:,} identities; run {found.run[:_SHORT]} {state}."
    console().print(f"{head}\n{text}", soft_wrap=True)


def _found_json(found: FoundCommunities) -> dict[str, object]:
    done = found.result
    return {
        "run": found.run,
        "is_new": found.is_new,
        "communities": found.communities,
        "identities": found.identities,
        "procedure": done.procedure,
        "parameters": done.parameters,
        "engine": done.engine,
        "seconds": round(done.seconds, 3),
        "vertices": done.vertices,
        "links": done.links,
    }


def _said(value: object) -> str:
    return "unknown" if value is None else str(value)
