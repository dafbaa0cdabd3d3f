"""JupyterLab over a folder, and the Chromium that opens it."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from segkit.lab import lab_command, lab_environment

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
TOKEN = "segkit"
OPTIONS = (
    *("--no-browser", f"--IdentityProvider.token={TOKEN}"),
    *("--LabApp.expose_app_in_browser=True", "--ServerApp.port_retries=0"),
)
READY = """() => {
  const panel = window.jupyterapp?.shell.currentWidget;
  return panel?.context?.isReady && panel.sessionContext?.session?.kernel?.status === 'idle';
}"""
CODE_CELLS = """() => {
  const cells = window.jupyterapp.shell.currentWidget.content.model.cells;
  const code = Array.from({length: cells.length}, (_, at) => cells.get(at)).filter(one => one.type === 'code');
  return code.map(one => ({
    id: one.id, count: one.executionCount, state: one.executionState, outputs: one.outputs.toJSON(),
  }));
}"""


def browser_path() -> str:
    """An installed Chromium; without one the test is skipped, but never in CI, which installs it."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None and os.environ.get("CI") == "true":
        pytest.fail("CI has no Chromium: the make target `chromium` should have installed it")
    if found is None:
        pytest.skip("no Chromium on this machine: `make chromium` installs one where it may")
    return found


@contextmanager
def jupyterlab(folder: Path, own: Path, language: str) -> Iterator[str]:
    """What `segkit lab` starts over `folder`; its address. A person's settings and the log lie in `own`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    homes = {name: str(own / name) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")}
    command = [*lab_command(folder), *OPTIONS, f"--ServerApp.port={port}"]
    with (own / "lab.log").open("wb") as log:
        server = subprocess.Popen(
            command, env={**lab_environment(language), **homes}, stdout=log, stderr=log, cwd=folder
        )
        try:
            _wait_for(f"http://127.0.0.1:{port}/api/status?token={TOKEN}", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=30)


@contextmanager
def opened_page(address: str, notebook: str, language: str) -> Iterator[Any]:
    """The notebook's page in Chromium, its kernel ready; `notebook` as the server names it."""
    path = browser_path()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"])
        page = browser.new_page(viewport={"width": 1400, "height": 1000}, locale=language)
        page.goto(f"{address}/lab/tree/{notebook}?token={TOKEN}&reset")
        page.wait_for_function(READY, timeout=90_000)
        yield page
        browser.close()


def take_picture(page: Any, name: str) -> None:
    """Keep what is seen, where `SEGKIT_SCREENSHOTS` names a folder."""
    if folder := os.environ.get("SEGKIT_SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png")


def _wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    """Return as soon as the server answers."""
    until = time.monotonic() + 60
    while time.monotonic() < until and server.poll() is None:
        try:
            with urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.3)
    pytest.fail("JupyterLab did not start")
