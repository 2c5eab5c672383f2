"""What people read, held against committed pages. ``UPDATE_SNAPSHOTS=1`` writes them anew, to be read in the diff."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from identity_graph import presentation
from identity_graph.changes import record_node
from identity_graph.evaluation import Evaluation, Score
from identity_graph.graph import Attribute, CommunityView, Explanation, IdentityView, RecordView, ResolveReport
from identity_graph.model import Identifier, Link, Name, Node, Record, identity_id_of, node_id
from identity_graph.presentation import output
from identity_graph.resolution import PairExplanation
from identity_graph.resolution.explanation import Evidence, RuleFired
from identity_graph.stores import Counts

FOLDER = Path(__file__).parent / "snapshots"
ANA = Record(
    "core_banking",
    "654491194",
    names=(Name(given="Ana María", family="Silva Santos"),),
    birth_dates=("1980-05-17",),
    country="BR",
    observed_on="2024-05-01",
    identifiers=(Identifier("passport", "FN123456", "BR"),),
)
ANNA = Record("kyc", "APP-125463370", names=(Name(full="SILVA SANTOS, Anna [M.]"),), birth_dates=("1980-05-18",))
LEFT, RIGHT = (RecordView(record_node(record), record, None) for record in (ANA, ANNA))
IDENTITY = identity_id_of(LEFT.node.id)
MAIL = "ana.maria.silva.santos.1980@mail.example"
EVIDENCE = (
    Evidence("email", "same", 10.7, 0.0, left=MAIL, right=MAIL),
    Evidence("given_name", "nickname or very similar", 5.2, 0.4, "ana maria", "anna m"),
    Evidence("birth_date", "one day or month differs", -2.4, 0.0, "1980-05-17", "1980-05-18"),
    Evidence("phone", "different", -0.1, 0.0, "+5511964481771", "+5511964481772"),
)


def explanation(outcome: str, *evidence: Evidence, same: bool, rules: tuple[RuleFired, ...] = ()) -> Explanation:
    weight = -12.5 + sum(one.weight for one in evidence)
    pair = PairExplanation(
        left=LEFT.node.id,
        right=RIGHT.node.id,
        outcome=outcome,  # type: ignore[arg-type] # one of the four
        probability=2**weight / (1 + 2**weight),
        weight=weight,
        prior_weight=-12.5,
        threshold=0.95,
        evidence=evidence,
        rules=rules,
        shared_keys=("email",) if same else (),
        would_change=('had email ("same", +10.7) not been said: not linked',),
        model="mdl_aaaaaaaaaaaaaaaaaaaaaaaaaa",
    )
    return Explanation(
        LEFT, RIGHT, same, pair, (LEFT.node.id, IDENTITY.replace("idn", "rec"), RIGHT.node.id) if same else ()
    )


RULE = RuleFired("different_sexes", "cannot-link", "The sexes differ and no document is shared.")
PASSPORT = Node(
    node_id("Document", "passport", "BR", "FN123456"),
    "Document",
    {"scheme": "passport", "country": "BR", "number": "FN123456", "valid": True},
)
ADDRESS = Node(
    node_id("Address", "x"),
    "Address",
    {"text": "Avenida Presidente Juscelino Kubitschek 1830, 04543-900 São Paulo, BR"},
)


def has(node: Node, type: str, tier: str) -> Attribute:
    said = {"records": 2, "sources": ("core_banking", "kyc"), "tier": tier, "last_seen": "2024-05-01"}
    return Attribute(node, Link(type, IDENTITY, node.id, said))


VIEW = IdentityView(
    node=Node(
        IDENTITY,
        "Identity",
        {
            "kind": "person",
            "caption": "Ana María Silva Santos",
            "founding_record": LEFT.node.id,
            "records": 2,
            "sources": ("core_banking", "kyc"),
            "tier": "B",
            "probability": 0.9731,
        },
    ),
    asked_for=identity_id_of(RIGHT.node.id),
    records=(LEFT, RIGHT),
    attributes=(has(PASSPORT, "HAS_DOCUMENT", "A"), has(ADDRESS, "HAS_ADDRESS", "C")),
    decisions=(Link("SAME_AS", LEFT.node.id, RIGHT.node.id, {"review": True}),),
)
LINKS = [Link("SAME_AS", LEFT.node.id, RIGHT.node.id, {"probability": 0.7, "tier": "D", "rules": ("twins", "spouses")})]
COMMUNITY = CommunityView(
    Node(node_id("Community", "r", "l"), "Community", {"algorithm": "wcc"}),
    {"Address": 1, "Device": 3},
    tuple(Node(f"idn_{n}", "Identity", {"caption": f"Person [{n}]"}) for n in range(6)),
)
EVALUATION = Evaluation(Score(0.98, 0.91), Score(1.0, 0.9), 1500, 876, 820, 900, 950, 850, missing=3)

PAGES: dict[str, Callable[[], None]] = {
    "explain-same": lambda: presentation.explain(explanation("same", *EVIDENCE[:2], same=True), as_json=False),
    "explain-review": lambda: presentation.explain(explanation("review", *EVIDENCE, same=False), as_json=False),
    "why-not": lambda: presentation.why_not(
        explanation("different", *EVIDENCE, same=False, rules=(RULE,)), as_json=False
    ),
    "why-not-same": lambda: presentation.why_not(explanation("same", *EVIDENCE[:2], same=True), as_json=False),
    "show": lambda: presentation.show(VIEW, as_json=False),
    "review": lambda: presentation.review(LINKS, 10, as_json=False),
    "communities": lambda: presentation.communities([COMMUNITY], as_json=False),
    "evaluation": lambda: presentation.evaluation(EVALUATION, as_json=False),
    "resolved": lambda: presentation.resolved(ResolveReport(10, 20, 30, 4), as_json=False),
    "stats": lambda: presentation.stats(Counts({"Record": 1500, "Phone": 7}, {"SAME_AS": 12}), as_json=False),
}


@pytest.mark.parametrize("width", [120, 80])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_as_it_was_approved(
    page: str, width: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.setattr(output, "PIPE_WIDTH", width)
    PAGES[page]()
    shown = "\n".join(line.rstrip() for line in capsys.readouterr().out.splitlines()) + "\n"
    path = FOLDER / f"{page}-{width}.txt"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [120, 80])
def test_nothing_is_cut(width: int) -> None:
    for page in PAGES:
        text = (FOLDER / f"{page}-{width}.txt").read_text(encoding="utf-8")
        assert "…" not in text
        for id in (LEFT.node.id, RIGHT.node.id, COMMUNITY.node.id):
            assert text.count(id[:12]) == text.count(id), f"{page}: {id} is broken over lines"


def test_every_snapshot_has_its_page() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == {f"{page}-{width}" for page in PAGES for width in (120, 80)}


@pytest.mark.parametrize(
    ("probability", "text"),
    [(1.0, "over 99.99 %"), (0.99995, "over 99.99 %"), (0.9731, "97.31 %"), (0.5, "50.00 %"), (0.0, "under 0.01 %")],
)
def test_nothing_is_called_certain(probability: float, text: str) -> None:
    from identity_graph.presentation.explanations import percent

    assert percent(probability) == text
