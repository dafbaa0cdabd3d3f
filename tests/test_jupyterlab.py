"""A notebook opened in JupyterLab in a real browser runs to its end, and its charts are seen."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from segkit.house import kit_folder
from segkit.wording import LANGUAGES

pytestmark = [pytest.mark.slow, pytest.mark.browser]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
TOKEN = "segkit"
SECONDS = 240
LAB = [
    *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--IdentityProvider.token={TOKEN}"),
    *("--LabApp.expose_app_in_browser=True", "--ServerApp.port_retries=0"),
]
READY = """() => {
  const panel = window.jupyterapp?.shell.currentWidget;
  return panel?.context?.isReady && panel.sessionContext?.session?.kernel?.status === 'idle';
}"""
RUN_ALL = "() => { window.jupyterapp.commands.execute('notebook:run-all-cells'); }"
CODE_CELLS = """() => {
  const cells = window.jupyterapp.shell.currentWidget.content.model.cells;
  const code = Array.from({length: cells.length}, (_, at) => cells.get(at)).filter(one => one.type === 'code');
  return code.map(one => ({count: one.executionCount, state: one.executionState, outputs: one.outputs.toJSON()}));
}"""
SHOW_CHART = """async () => {
  const notebook = window.jupyterapp.shell.currentWidget.content;
  const has = at => JSON.stringify(notebook.model.cells.get(at).toJSON()).includes('image/svg+xml');
  const at = notebook.widgets.findIndex((_, at) => has(at));
  await notebook.scrollToItem(at, 'start');
}"""


def browser_path() -> str:
    """An installed Chromium; without one the test is skipped, but never in CI, which installs it."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None and os.environ.get("CI") == "true":
        pytest.fail("CI has no Chromium: the make target `chromium` should have installed it")
    if found is None:
        pytest.skip("no Chromium on this machine: `make chromium` installs one where it may")
    return found


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[str]:
    """A JupyterLab server over a copy of the notebooks; its address."""
    shutil.copytree(kit_folder("notebooks"), tmp_path / "notebooks", ignore=shutil.ignore_patterns("src"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = {name: str(tmp_path / name) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")}
    command = [*LAB, f"--ServerApp.port={port}", f"--ServerApp.root_dir={tmp_path / 'notebooks'}"]
    with (tmp_path / "lab.log").open("wb") as log:
        server = subprocess.Popen(command, env={**os.environ, **own}, stdout=log, stderr=log, cwd=tmp_path)
        try:
            wait_for(f"http://127.0.0.1:{port}/api/status?token={TOKEN}", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=30)


def wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    """Return as soon as the server answers."""
    until = time.monotonic() + 60
    while time.monotonic() < until and server.poll() is None:
        try:
            with urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.3)
    pytest.fail("JupyterLab did not start")


def finished_cells(page: Any) -> list[dict[str, Any]]:
    """The code cells once the last of them has run, or an error stopped them."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        cells = page.evaluate(CODE_CELLS)
        failed = [out for cell in cells for out in cell["outputs"] if out["output_type"] == "error"]
        if failed or (cells[-1]["count"] and cells[-1]["state"] != "running"):
            return cells
        page.wait_for_timeout(500)
    pytest.fail(f"the notebook did not end within {SECONDS} seconds")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rfm_notebook_runs_to_its_end_in_jupyterlab_and_shows_its_chart(lab, language):
    path = browser_path()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"])
        page = browser.new_page(viewport={"width": 1400, "height": 1000}, locale=language)
        page.goto(f"{lab}/lab/tree/{language}/03_rfm.ipynb?token={TOKEN}&reset")
        page.wait_for_function(READY, timeout=90_000)
        page.evaluate(RUN_ALL)
        cells = finished_cells(page)
        page.evaluate(SHOW_CHART)
        chart = page.locator(".jp-RenderedSVG img, .jp-RenderedSVG svg").first
        chart.wait_for(state="visible", timeout=10_000)
        box = chart.bounding_box()
        if folder := os.environ.get("SEGKIT_SCREENSHOTS"):
            page.screenshot(path=Path(folder) / f"03_rfm.{language}.png")
        browser.close()
    assert [out for cell in cells for out in cell["outputs"] if out["output_type"] == "error"] == []
    assert [cell["count"] for cell in cells] == list(range(1, len(cells) + 1))
    assert box["width"] > 300
    assert box["height"] > 200
