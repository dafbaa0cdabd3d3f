"""A whole pack with its papers, in both languages: everything that a trainer needs, in the pack's own language."""

import re
from pathlib import Path

import pytest

from segkit.courseware.build import build_pack
from segkit.courseware.companies import SMALL, plan_of, write_files
from segkit.courseware.course import read_course
from segkit.courseware.edition import Edition
from segkit.courseware.names import NAMES, listed
from segkit.wording import LANGUAGES
from tests.courseware.small_course import small_company, small_course

BLUEPRINT = """\
topics:
  - {id: rfm, name: {zh-CN: RFM, en: RFM}}
tracks:
  1d: {rfm: 1}
minutes_per_item: 1.25
"""
NOT_WRITTEN = {"quiz", "cards", "score_sheet"}  # the tiny lesson has no exercise that asks for them


def supply(folder: Path) -> tuple[Path, Path]:
    """Two small companies."""
    return small_company(folder / "small"), small_company(folder / "unseen-1", seed=5)


def supply_with_study(folder: Path) -> tuple[Path, Path]:
    """Two small companies, the class's own with a study to open with."""
    own, unseen = supply(folder)
    write_files(plan_of("liwan", customers=SMALL), own / "raw")
    return own, unseen


@pytest.mark.slow
@pytest.mark.parametrize(("language", "given"), [("zh-CN", supply_with_study), ("en", supply)])
def test_a_pack_holds_every_paper_under_its_name(tmp_path, language, given):
    course = small_course(tmp_path / "course")
    (course / "blueprint.yml").write_text(BLUEPRINT, encoding="utf-8")
    edition = Edition(language, "1d", company="small")
    pack = build_pack(read_course(course), edition, tmp_path / "pack", supply=given)
    without = NOT_WRITTEN if given is supply_with_study else {*NOT_WRITTEN, "draft"}
    assert {one.key for one in pack.files} >= set(NAMES) - without
    for one in pack.files:
        path = pack.folder / one.path
        assert path.exists(), one.key
        assert path.suffix != ".pdf" or path.read_bytes().startswith(b"%PDF-"), one.key
    assert [
        path.name for path in (pack.folder / "learner").rglob("*") if "key" in path.name or "答案" in path.name
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_are_those_of_the_language_and_each_stands_once(language):
    paths = [listed(key, language).path for key in NAMES]
    assert len(set(paths)) == len(paths)
    assert not [path for path in paths if re.search(r'[<>:"\\|?*]|\s$', path)]
    if language == "en":
        assert not [path for path in paths if not path.isascii()]
