"""The picture itself. Legible in print and in grey: tiers are letters and shades, links' tiers are kinds of lines."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Final

from identity_graph.graph import SharedSignal, Surroundings
from identity_graph.model import Node
from identity_graph.presentation.identities import signal_value
from identity_graph.presentation.pictures.layout import Box, placed
from identity_graph.presentation.wording import counted, word

IDENTITIES_MAX: Final = 40
"""More names than this nobody can read in one picture: those that share most are drawn."""
_SHADES: Final[Mapping[str, tuple[str, str]]] = {
    "A": ("#12395b", "#ffffff"),
    "B": ("#4a86b8", "#ffffff"),
    "C": ("#bcd6ea", "#1a1a1a"),
    "D": ("#ffffff", "#1a1a1a"),
}
"""Tier → a circle's colour and its letter's, darker for better."""
_LINES: Final[Mapping[str, str]] = {
    "A": "stroke-width:3",
    "B": "stroke-width:1.6",
    "C": "stroke-width:1.6;stroke-dasharray:7 5",
    "D": "stroke-width:1.6;stroke-dasharray:1.5 5",
}
_STYLE: Final = (
    "text{font-family:Helvetica,Arial,'Noto Sans','Noto Sans CJK SC',sans-serif;font-size:14px;fill:#1a1a1a}"
    ".halo{paint-order:stroke;stroke:#fff;stroke-width:4px;stroke-linejoin:round}"
    ".kind{font-size:12px;fill:#4a3a1a}.head{font-size:20px;font-weight:bold}.note{font-size:13px;fill:#333}"
    ".link{stroke:#555;fill:none;stroke-linecap:round}.signal{fill:#fdf3dc;stroke:#6b5526;stroke-width:1.5}"
    ".tier{font-size:13px;font-weight:bold;text-anchor:middle}.identity{stroke:#12395b;stroke-width:1.5}"
)
_RADIUS: Final = 14
_LIFT: Final = 11
"""Pixels from the middle of an identity's box, which has its name below, up to its circle's."""
_NAME_MAX, _VALUE_MAX = 32, 36
_MARGIN, _TOP, _BOTTOM = 30, 86, 132


@dataclass(frozen=True, slots=True)
class Picture:
    """The drawing as SVG, the same in a page, and how many identities are in it and are not."""

    svg: str
    html: str
    drawn: int
    left_out: int


def picture(around: Surroundings) -> Picture:
    """Of a community or ring. It shows names and values: personal data."""
    held = {id: sum(id in signal.holders for signal in around.signals) for id in (n.id for n in around.view.members)}
    members = sorted(around.view.members, key=lambda node: (-held[node.id], node.id))[:IDENTITIES_MAX]
    shown = {node.id for node in members}
    signals = [signal for signal in around.signals if sum(id in shown for id in signal.holders) > 1]
    number = {id: place for place, id in enumerate([*(n.id for n in members), *(s.node.id for s in signals)])}
    lines = [link for signal in signals for link in signal.links if link.source in shown]
    lines += [link for link in around.direct if {link.source, link.target} <= shown]
    tiers = [str(link.properties.get("tier", "")) for link in lines]
    ends = [(number[link.source], number[link.target]) for link in lines]
    boxes = [*map(_identity_box, members), *map(_signal_box, signals)]
    places = [[x + _MARGIN, y + _TOP] for x, y in placed(boxes, ends).tolist()]
    width = max([620.0, *(x + box.width / 2 + _MARGIN for (x, _), box in zip(places, boxes, strict=True))])
    height = max([0.0, *(y + box.height / 2 for (_, y), box in zip(places, boxes, strict=True))]) + _BOTTOM
    body = [
        *(_line(places[s], places[t], tier, t < len(members)) for (s, t), tier in zip(ends, tiers, strict=True)),
        *(_identity(node, places[number[node.id]]) for node in members),
        *(
            _signal(signal, box, places[number[signal.node.id]])
            for signal, box in zip(signals, boxes[len(members) :], strict=True)
        ),
    ]
    left_out = len(around.view.members) - len(members)
    svg = _svg(
        width,
        height,
        [*_title(around, left_out), *body, *_legend(height - _BOTTOM + 34, set(tiers)), _source(around, height - 22)],
    )
    return Picture(svg, _page(around, svg), len(members), left_out)


def _identity_box(node: Node) -> Box:
    return Box(max(2 * _RADIUS, _width(_name(node))), 2 * _RADIUS + 22)


def _signal_box(signal: SharedSignal) -> Box:
    return Box(max(_width(_value(signal.node)), _width(_kind(signal)) * 0.86) + 22, 42)


def _identity(node: Node, place: list[float]) -> str:
    x, y = place[0], place[1] - _LIFT
    tier = str(node.properties.get("tier", "D"))
    fill, letter = _SHADES.get(tier, _SHADES["D"])
    return (
        f'<g><circle class="identity" cx="{x:.1f}" cy="{y:.1f}" r="{_RADIUS}" fill="{fill}"/>'
        f'<text class="tier" x="{x:.1f}" y="{y + 5:.1f}" style="fill:{letter}">{escape(tier)}</text>'
        f'<text class="halo" x="{x:.1f}" y="{y + _RADIUS + 17:.1f}" text-anchor="middle">'
        f"{escape(_name(node))}</text></g>"
    )


def _signal(signal: SharedSignal, box: Box, place: list[float]) -> str:
    x, y = place
    return (
        f'<g><rect class="signal" x="{x - box.width / 2:.1f}" y="{y - box.height / 2:.1f}" rx="5" '
        f'width="{box.width:.1f}" height="{box.height}"/>'
        f'<text class="kind" x="{x:.1f}" y="{y - 5:.1f}" text-anchor="middle">{escape(_kind(signal))}</text>'
        f'<text x="{x:.1f}" y="{y + 13:.1f}" text-anchor="middle">{escape(_value(signal.node))}</text></g>'
    )


def _line(start: list[float], end: list[float], tier: str, is_direct: bool) -> str:
    style = _LINES.get(tier, "stroke-width:1")
    return (
        f'<line class="link" x1="{start[0]:.1f}" y1="{start[1] - _LIFT:.1f}" x2="{end[0]:.1f}" '
        f'y2="{end[1] - (_LIFT if is_direct else 0):.1f}" style="{style}"/>'
    )


def _title(around: Surroundings, left_out: int) -> Iterator[str]:
    what = "Ring" if around.analysis.algorithm == "rings" else "Community"
    more = f" ({left_out} more are left out: those that share least)" if left_out else ""
    kinds = [signal.node.kind for signal in around.signals]
    ordered = sorted(set(kinds), key=lambda kind: (-kinds.count(kind), kind))
    shared = " · ".join(counted(kind, kinds.count(kind)) for kind in ordered) or "nothing"
    head = f"{what} of {counted('Identity', len(around.view.members))}{more}"
    yield f'<text class="head" x="{_MARGIN}" y="36">{escape(head)}</text>'
    yield f'<text class="note" x="{_MARGIN}" y="58">what they share: {escape(shared)}</text>'


def _legend(y: float, tiers: set[str]) -> Iterator[str]:
    x = float(_MARGIN)
    yield f'<line x1="{x}" y1="{y - 22}" x2="{x + 560}" y2="{y - 22}" style="stroke:#bbb"/>'
    yield f'<text class="note" x="{x}" y="{y + 5}">identity, by tier:</text>'
    for place, (tier, (fill, letter)) in enumerate(_SHADES.items()):
        at = x + 130 + place * 36
        yield f'<circle class="identity" cx="{at}" cy="{y}" r="11" fill="{fill}"/>'
        yield f'<text class="tier" x="{at}" y="{y + 5}" style="fill:{letter}">{tier}</text>'
    yield f'<text class="note" x="{x + 262}" y="{y + 5}">(A surest)</text>'
    yield f'<rect class="signal" x="{x + 350}" y="{y - 11}" width="34" height="22" rx="5"/>'
    yield f'<text class="note" x="{x + 392}" y="{y + 5}">what two or more share</text>'
    yield f'<text class="note" x="{x}" y="{y + 37}">link, by tier:</text>'
    for place, tier in enumerate(sorted(tiers & set(_LINES))):
        at = x + 118 + place * 92
        yield f'<line class="link" x1="{at}" y1="{y + 32}" x2="{at + 48}" y2="{y + 32}" style="{_LINES[tier]}"/>'
        yield f'<text class="note" x="{at + 56}" y="{y + 37}">{tier}</text>'


def _source(around: Surroundings, y: float) -> str:
    node = around.view.node
    text = f"{node.id} · {node.properties['algorithm']} · run {str(node.properties['run'])[:8]}"
    return f'<text class="note" x="{_MARGIN}" y="{y:.0f}">{escape(text)}</text>'


def _svg(width: float, height: float, parts: list[str]) -> str:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'width="{width:.0f}" height="{height:.0f}" role="img"><style>{_STYLE}</style>'
        f'<rect width="100%" height="100%" fill="#fff"/>'
    )
    return "\n".join([head, *parts, "</svg>\n"])


def _page(around: Surroundings, svg: str) -> str:
    title = escape(f"{around.view.node.id}")
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>\n'
        "<style>body{margin:12px;background:#fff}svg{max-width:100%;height:auto}"
        "@page{size:A4 landscape;margin:10mm}</style></head>\n"
        f"<body>\n{svg}</body></html>\n"
    )


def _kind(signal: SharedSignal) -> str:
    outside = f", and {signal.others} outside" if signal.others else ""
    return f"{word(signal.node.kind)}, had by {len(signal.links)}{outside}"


def _name(node: Node) -> str:
    return _cut(str(node.properties.get("caption") or "(no name)"), _NAME_MAX)


def _value(node: Node) -> str:
    return _cut(signal_value(node), _VALUE_MAX)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _width(text: str) -> float:
    """In pixels, more or less."""
    return sum(map(_letter_width, text))


def _letter_width(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return 14.5
    return 9.9 if letter.isupper() else 7.9
