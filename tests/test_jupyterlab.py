"""A notebook opened in JupyterLab in a real browser runs to its end, and its charts are seen."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from segkit.house import kit_folder
from segkit.wording import LANGUAGES
from tests.lab import CODE_CELLS, jupyterlab, opened_page, take_picture

pytestmark = [pytest.mark.slow, pytest.mark.browser]
SECONDS = 240
FILE_MENU = {"zh-CN": "文件", "en": "File"}
RUN_ALL = "() => { window.jupyterapp.commands.execute('notebook:run-all-cells'); }"
SHOW_CHART = """async () => {
  const notebook = window.jupyterapp.shell.currentWidget.content;
  const has = at => JSON.stringify(notebook.model.cells.get(at).toJSON()).includes('image/svg+xml');
  const at = notebook.widgets.findIndex((_, at) => has(at));
  await notebook.scrollToItem(at, 'start');
}"""


@pytest.fixture
def lab(tmp_path: Path, language: str) -> Iterator[str]:
    """A JupyterLab server over a copy of the notebooks; its address."""
    shutil.copytree(kit_folder("notebooks"), tmp_path / "notebooks", ignore=shutil.ignore_patterns("src"))
    with jupyterlab(tmp_path / "notebooks", tmp_path, language) as address:
        yield address


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
    with opened_page(lab, f"{language}/03_rfm.ipynb", language) as page:
        page.evaluate(RUN_ALL)
        cells = finished_cells(page)
        page.evaluate(SHOW_CHART)
        chart = page.locator(".jp-RenderedSVG img, .jp-RenderedSVG svg").first
        chart.wait_for(state="visible", timeout=10_000)
        box = chart.bounding_box()
        menus = page.locator("#jp-MainMenu").inner_text()
        asked = page.locator(".Toastify__toast").count()
        take_picture(page, f"03_rfm.{language}")
    assert [out for cell in cells for out in cell["outputs"] if out["output_type"] == "error"] == []
    assert [cell["count"] for cell in cells] == list(range(1, len(cells) + 1))
    assert FILE_MENU[language] in menus
    assert asked == 0, "JupyterLab asks for news from the network"
    assert box["width"] > 300
    assert box["height"] > 200
