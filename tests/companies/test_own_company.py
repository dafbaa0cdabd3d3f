"""A class on its own company: no true id or phone is in the pack, and the class ends with the company's report."""

import re
from pathlib import Path

import pyarrow.parquet as pq
import pypdf
import pytest

from segkit.courseware.companies import SMALL, plan_of, write_files
from segkit.courseware.own_company import class_company, default_key, report_files, write_report
from segkit.errors import KeyInside
from segkit.study import read_study


def real_study(folder: Path) -> Path:
    """The sample shop as if it were a real company."""
    study_file = write_files(plan_of("liwan", customers=SMALL), folder)
    text = study_file.read_text(encoding="utf-8")
    study_file.write_text(re.sub("fictional: true", "fictional: false", text), encoding="utf-8")
    return study_file


def test_the_key_does_not_go_into_the_pack(tmp_path):
    pack = tmp_path / "pack"
    with pytest.raises(KeyInside):
        class_company(real_study(tmp_path / "orig"), pack / "own", pack=pack, key_file=pack / "key.txt")
    assert not (pack / "key.txt").exists()


@pytest.mark.slow
def test_a_real_company_is_anonymised_on_its_way_into_the_pack(tmp_path):
    study_file, pack = real_study(tmp_path / "orig"), tmp_path / "pack"
    company = class_company(study_file, pack / "own", pack=pack, draft=False)
    assert default_key(study_file).is_file()
    assert not company.is_invented
    assert company.name["zh-CN"] == "栗湾生活"
    phones = set(re.findall(r"12[0-9]{9}", (tmp_path / "orig" / "订单.csv").read_text(encoding="gb18030")))
    ids = set(re.findall(r"L1[0-9]{7}", (tmp_path / "orig" / "订单.csv").read_text(encoding="gb18030")))
    assert len(phones) > SMALL / 2 < len(ids)
    texts = "".join(file.read_text("utf-8-sig") for file in pack.rglob("*") if file.suffix in (".csv", ".yml", ".json"))
    cells = "".join(str(pq.read_table(file).to_pylist()) for file in pack.rglob("*.parquet"))
    assert not [trace for trace in phones | ids if trace in texts or trace in cells]


@pytest.mark.slow
def test_a_class_opens_with_draft_pages_and_ends_with_its_report(tmp_path):
    study_file, pack = real_study(tmp_path / "orig"), tmp_path / "pack"
    company = class_company(study_file, pack / "own", pack=pack, key_file=tmp_path / "key.txt")
    drafts = sorted(file.name for file in (company.folder / "draft").iterdir())
    assert drafts == ["report.en.pdf", "report.zh-CN.pdf"]
    raw = company.folder / "raw" / "study.yml"
    text = raw.read_text(encoding="utf-8").replace("栗湾生活", "我们的公司")
    raw.write_text(text.replace("languages: [zh-CN, en]", "languages: [zh-CN]"), encoding="utf-8")
    files = report_files(write_report(company.folder, tmp_path / "runs"))
    assert set(files) == set(read_study(raw).languages)
    assert "我们的公司" in "".join(page.extract_text() for page in pypdf.PdfReader(files["zh-CN"]).pages[:2])
