"""A whole pack with its papers, in both languages: everything that a trainer needs, in the pack's own language."""

import re
from pathlib import Path

import pytest

from segkit.courseware.build import build_pack
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
NOT_WRITTEN = {"quiz"}


def supply(folder: Path) -> tuple[Path, Path]:
    """Two small companies."""
    return small_company(folder / "small"), small_company(folder / "unseen-1", seed=5)


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pack_holds_every_paper_under_its_name(tmp_path, language):
    course = small_course(tmp_path / "course")
    (course / "blueprint.yml").write_text(BLUEPRINT, encoding="utf-8")
    edition = Edition(language, "1d", company="small")
    pack = build_pack(read_course(course), edition, tmp_path / "pack", supply=supply)
    assert {one.key for one in pack.files} >= set(NAMES) - NOT_WRITTEN
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
