"""The real Neo4j Browser in a headless Chromium: style, guide, and two queries of it, seen as pictures.

Pictures go to the folder ``IDENTITY_GRAPH_TEST_PICTURES`` where it is set. Chromium is not installed by this test.
"""

import os
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from browser.chromium import Page, found, page
from browser.conftest import BROWSER
from servers import Server

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not found(), reason="no Chromium here (Debian: apt install chromium)"),
]
FRAME = 'document.querySelector("[data-testid=frame]")'
NODES = f'[...({FRAME}?.querySelectorAll("svg circle.b-outline") ?? [])]'
LINKS = f'[...({FRAME}?.querySelectorAll("svg path.b-outline") ?? [])]'
PLACES = f'{NODES}.map(c => c.parentNode.getAttribute("transform")).join()'
TIERS = ("A", "B", "C", "D")


@pytest.fixture(scope="module")
def pages(serve: ModuleType) -> Iterator[str]:
    """The address of guide and style."""
    with serve.server(0) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    named = os.environ.get("IDENTITY_GRAPH_TEST_PICTURES")
    folder = Path(named) if named else tmp_path_factory.mktemp("pictures")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="module")
def browser(demo: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Neo4j Browser, signed in."""
    program = found()
    assert program
    if not demo.http:
        pytest.skip("the given server's HTTP address is not known")
    with page(program, tmp_path_factory.mktemp("chromium")) as opened:
        opened.call("Page.navigate", url=f"{demo.http}/browser/")
        opened.wait('document.querySelector("[data-testid=boltaddress]")')
        for field, value in {
            "boltaddress": f"{demo.host}:{demo.port}",
            "username": demo.user,
            "password": demo.password,
        }.items():
            opened.type(f"[data-testid={field}]", value or "")
        opened.js('document.querySelector("[data-testid=connect]").click()')
        opened.wait('!document.querySelector("[data-testid=connect]")')
        opened.wait('document.querySelector(".monaco-editor textarea")')
        opened.wait(f'{FRAME}?.innerText.includes(":play start")')  # its own first frame; ours come after it
        yield opened


@pytest.fixture(scope="module")
def prepared(browser: Page, pages: str) -> Page:
    """With the style, only the links that are asked for, and the guide open beside the results."""
    run(browser, f":style {pages}/style.grass")
    browser.wait(f'{FRAME}.innerText.includes("node.Identity")')
    run(browser, ":config autoComplete: false")
    run(browser, f":guide {pages}/guide.html")
    browser.wait('document.body.innerText.includes("What you are looking at")')
    return browser


def run(browser: Page, command: str) -> None:
    browser.type(".monaco-editor textarea", command)
    browser.press("Enter", 13, control=True)
    browser.wait('document.querySelector(".monaco-editor .view-lines").innerText.trim() === ""')


def click(browser: Page, expression: str) -> None:
    browser.wait(f"!!({expression})")
    browser.js(f"({expression}).click()")


def play(browser: Page, pages: str, slide: int, title: str) -> None:
    """Open a slide of the guide, choose its example and run its first query as a reader does."""
    run(browser, f":guide {pages}/guide.html#slide-{slide}")
    browser.wait(f"""[...document.querySelectorAll("h3")].some(e => e.offsetParent && e.innerText === "{title}")""")
    click(browser, """[...document.querySelectorAll("[data-exec^='param']")].find(e => e.offsetParent)""")
    browser.wait(f'{FRAME}.innerText.includes("Successfully set your parameters")')
    click(browser, """[...document.querySelectorAll("pre.runnable > i")].find(e => e.offsetParent)""")
    browser.wait(f"{NODES}.length > 3")


def fills(browser: Page, what: str) -> set[str]:
    return {fill.upper() for fill in browser.js(f'{what}.map(drawn => drawn.getAttribute("fill"))')}


def colours() -> dict[str, str]:
    """Selector of the style → its colour."""
    style = (BROWSER / "style.grass").read_text("utf-8")
    return dict(re.findall(r"^([\w.]+) \{[^}]*?\n  color: (#\w+);", style, re.MULTILINE))


def picture(browser: Page, file: Path) -> None:
    """When the layout has come to rest, in full size."""
    click(browser, f"""{FRAME}.querySelector("[title*='ullscreen'], [aria-label*='ullscreen']")""")
    browser.js(f"window.last = null, window.still = 0, {PLACES}")
    browser.wait(
        f"(window.still = window.last === {PLACES} ? window.still + 1 : 0, window.last = {PLACES}, window.still > 5)"
    )
    browser.js(f"""{FRAME}.querySelector("[aria-label*='fit'], [title*='fit']")?.click()""")
    browser.js("new Promise(done => setTimeout(done, 1500))")  # the zoom is animated
    browser.picture(file)
    click(browser, f"""{FRAME}.querySelector("[title*='ullscreen'], [aria-label*='ullscreen']")""")


def test_the_guide_draws_a_neighbourhood_in_the_colours_of_its_tiers(
    prepared: Page, pages: str, pictures: Path
) -> None:
    play(prepared, pages, 3, "The neighbourhood, tiers as colours")
    style = colours()
    tiers = {style[f"node.Tier{tier}"] for tier in TIERS}
    assert len(fills(prepared, NODES) & tiers) > 1
    drawn = fills(prepared, LINKS)
    assert drawn <= {style[f"relationship.TIER_{tier}"] for tier in TIERS}
    assert len(drawn) > 1
    picture(prepared, pictures / "neighbourhood.png")


def test_the_guide_shows_why_two_records_are_linked(prepared: Page, pages: str, pictures: Path) -> None:
    play(prepared, pages, 2, "Why two records are linked")
    style = colours()
    assert {style[f"node.{kind}"] for kind in ("Record", "Decision", "For", "Against")} <= fills(prepared, NODES)
    assert prepared.js(f"{FRAME}.innerText").count("before comparing") == 1
    picture(prepared, pictures / "why_linked.png")


def test_the_guide_plays_as_a_frame_too(prepared: Page, pages: str, pictures: Path) -> None:
    run(prepared, f":play {pages}/guide.html")
    prepared.wait(f'{FRAME}.innerText.includes("What you are looking at")')
    prepared.picture(pictures / "guide.png")
