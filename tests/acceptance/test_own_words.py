"""A consultant's own sentence shows, survives a re-run, and is flagged when its figure moved."""

from datetime import date
from pathlib import Path

import pypdf
import pytest
from ruamel.yaml import YAML

from tests.acceptance.companies import Company, ordinary, write_study
from tests.acceptance.kit import Published, segkit

pytestmark = pytest.mark.slow
TITLE = "page.concentration.title"
OWN = {
    "zh-CN": "自拟标题：头部客户撑起 {top:percent} 的收入",
    "en": "In our own words: the top fifth hold {top:percent}",
}


@pytest.fixture(scope="module")
def told(tmp_path_factory) -> dict[str, tuple[str, str]]:
    """What the command says and the Chinese PDF's text: without own words, with them, again, and for an earlier day."""
    folder = tmp_path_factory.mktemp("words")
    lines = tuple(ordinary(150))
    study = write_study(Company(lines, {"words": "words.yml"}), folder)
    write_words(folder, {})
    found = {"without": run_once(study)}
    facts = Published(latest(folder)).facts
    top = next(item["slots"]["top"] for item in facts["findings"] if item["id"].startswith(TITLE))
    write_words(folder, {TITLE: {**OWN, "seen": {"top": top}}})
    found["own"], found["again"] = run_once(study), run_once(study)
    write_study(
        Company(lines, {"words": "words.yml", "as_of": date(2025, 6, 30), "cleaning": {"later_orders": "leave_out"}}),
        folder,
    )
    found["moved"] = run_once(study)
    return found | {"figures": (f"{100 * top:.1f}%", top_of(folder))}


def write_words(folder: Path, texts: dict[str, object]) -> None:
    with (folder / "words.yml").open("w", encoding="utf-8") as file:
        YAML().dump({"texts": texts}, file)


def run_once(study: Path) -> tuple[str, str]:
    said = segkit("run", study, "--direct", cwd=study.parent)
    reader = pypdf.PdfReader(Published(latest(study.parent)).file("zh-CN", "pdf"))
    text = "".join(sheet.extract_text() for sheet in reader.pages)
    return said, "".join(text.replace("\u2060", "").split())


def latest(folder: Path) -> Path:
    return max(folder.glob("runs/strange/2*"))


def top_of(folder: Path) -> str:
    return f"{100 * Published(latest(folder)).facts['concentration']['top_20_share']:.1f}%"


def own_text(top: str) -> str:
    return OWN["zh-CN"].format_map({"top": _Printed(top)}).replace(" ", "")


class _Printed(str):
    """A figure that is printed already."""

    def __format__(self, _: str) -> str:
        return str(self)


def test_an_own_title_takes_the_place_of_the_kits(told):
    assert "自拟标题" not in told["without"][1]
    assert own_text(told["figures"][0]) in told["own"][1]


def test_an_own_title_survives_a_run_again_without_a_flag(told):
    assert own_text(told["figures"][0]) in told["again"][1]
    assert "待复核" not in told["own"][1] + told["again"][1]
    assert TITLE not in told["again"][0]


def test_an_own_title_is_flagged_with_both_figures_when_its_figure_moved(told):
    before, now = told["figures"]
    said, text = told["moved"]
    flagged = next(line for line in said.splitlines() if TITLE in line)
    assert before != now
    assert own_text(now) in text
    assert "待复核" in text
    assert before in flagged
    assert now in flagged
