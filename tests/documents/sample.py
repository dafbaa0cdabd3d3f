"""A class for tests: the tiny lesson on one day, in a brand and a language."""

import re
import subprocess
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

import page
import pypdf

from segkit.courseware.documents.key import Checked
from segkit.courseware.documents.occasion import Learner, Occasion
from segkit.courseware.documents.printing import Press
from segkit.courseware.documents.programme import Programme, Timed
from segkit.courseware.lesson import Lesson, read_lesson
from segkit.courseware.menus import Menus
from segkit.house import kit_folder
from segkit.learn.rules import read_exercises
from segkit.report.brand import read_brand
from segkit.wording import Wording

TINY = Path(__file__).parent.parent / "courseware" / "lessons" / "m99_tiny"
LOOK = {"zh-CN": "plain", "en": "harbour"}
TITLE = {"zh-CN": "客户分型实战", "en": "Customer segmentation in practice"}
CLASS = Occasion(TITLE, company={"zh-CN": "栗湾生活", "en": "Liwan Living"}, day=date(2026, 3, 18), minutes=510)
LEARNERS = tuple(Learner(f"学员{n}", "市场部", "专员", str(1 + n % 4)) for n in range(1, 23))


def press(language: str) -> Press:
    return Press(read_brand(kit_folder("templates") / "brands" / LOOK[language]), Wording(language), date(2026, 3, 1))


@cache
def tiny() -> Lesson:
    return read_lesson(TINY)


def programme(lesson: Lesson | None = None, menus: Menus | None = None) -> Programme:
    lesson = lesson or tiny()
    entries = (
        Timed("09:00", "09:15", 15, {"zh-CN": "开班", "en": "Welcome"}, fixed="opening"),
        Timed("09:15", "09:45", 30, lesson.plan.title, lesson),
        Timed("09:45", "10:00", 15, {"zh-CN": "合影", "en": "Photo"}, fixed="photo"),
    )
    promised = ({"zh-CN": "{own}的报告", "en": "The report on {own}"},)
    form = {"zh-CN": "一天班", "en": "One day"}
    said = {"benefits": promised, "outcomes": promised, "test_minutes": 10}
    return Programme("1d", TITLE, form, entries, menus=menus or {}, **said)


@cache
def checked() -> Checked:
    exercises = read_exercises(TINY / "checks.py")
    codes = {wrong.code for one in exercises.values() for wrong in one.wrongs}
    return Checked(exercises, {code: f"message of {code}" for code in codes})


def faults(content: bytes) -> list[tuple[str, str]]:
    return [(one.rule_id, one.message) for one in page.validate_pdf_bytes(content, profile="ua1").failures]


def n_pages(content: bytes) -> int:
    return len(pypdf.PdfReader(BytesIO(content)).pages)


def text_of(content: bytes) -> str:
    """The text of a file without any space, for thin ones stand between Chinese and Latin."""
    return "".join("".join(one.extract_text().split()) for one in pypdf.PdfReader(BytesIO(content)).pages)


def words_beyond_the_page(path: Path) -> list[str]:
    """The words of a file that do not stand wholly on their page, as poppler finds them."""
    listed = subprocess.run(["pdftotext", "-bbox", str(path), "-"], capture_output=True, text=True, check=True).stdout
    beyond, width, height = [], 0.0, 0.0
    for kind, found, word in re.findall(r"<(page|word) ([^>]*)>([^<]*)", listed):
        at = {name: float(value) for name, value in re.findall(r'(\w+)="([-\d.]+)"', found)}
        if kind == "page":
            width, height = at["width"], at["height"]
        elif at["xMin"] < 0 or at["yMin"] < 0 or at["xMax"] > width or at["yMax"] > height:
            beyond.append(word)
    return beyond
