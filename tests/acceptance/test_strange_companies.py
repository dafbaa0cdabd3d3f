"""Small and strange companies: each gets a whole report, or a coded problem that says what to do."""

import pypdf
import pytest

from segkit.errors import SegkitError, StageFailed, UnknownScheme
from segkit.running import run_study
from tests.acceptance.companies import COMPANIES, Company, ordinary, write_study
from tests.acceptance.kit import LANGUAGES, Published, segkit

pytestmark = pytest.mark.slow
REFUSED: dict[str, type[SegkitError]] = {"by_clusters": UnknownScheme}


NAMES = [name for name in COMPANIES if name not in REFUSED]
# The languages in turn, for a page takes the longest to print; what breaks a page is in the data, not in the language.
IN_TURN = [(name, LANGUAGES[at % 2]) for at, name in enumerate(NAMES)]


def published(company: Company, folder, *languages: str) -> Published:
    """The company's report, made in this process: a warning is an error here."""
    study = write_study(company, folder, languages or LANGUAGES)
    return Published(run_study(study, root=folder / "runs", direct=True, language="en", tell=lambda *_: None).folder)


@pytest.mark.parametrize(("name", "language"), IN_TURN)
def test_a_strange_company_gets_its_report(name, language, tmp_path):
    report = published(COMPANIES[name], tmp_path, language)
    account = report.account()
    assert account["rows"] == sum(account[part] for part in ("kept", "quarantined", "outside", "non_data"))
    assert len(pypdf.PdfReader(report.file(language, "pdf")).pages) >= 18


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_done_is_a_coded_problem(name, tmp_path):
    with pytest.raises(REFUSED[name]) as caught:
        published(COMPANIES[name], tmp_path)
    assert not isinstance(caught.value, StageFailed)
    assert not list(tmp_path.glob("runs/*/latest.json"))


def test_rare_characters_are_blanked_and_counted_not_fatal(tmp_path):
    report = published(COMPANIES["emoji_and_rare_letters"], tmp_path, "zh-CN")
    assert "〓" in "".join(sheet.extract_text() for sheet in pypdf.PdfReader(report.file("zh-CN", "pdf")).pages)


def test_init_keeps_equal_lines_where_there_is_no_order_id(tmp_path):
    line = next(iter(ordinary(1)))
    rows = [f"{line['customer_id']}{at % 40:02},2025-{1 + at % 12:02}-03,19.90" for at in range(60)]
    (tmp_path / "orders.csv").write_text("\n".join(["customer_id,order_date,amount", *rows]), encoding="utf-8")
    segkit("init", "equal", "--data", "orders.csv", cwd=tmp_path)
    assert "duplicates: keep" in (tmp_path / "studies" / "equal" / "study.yml").read_text(encoding="utf-8")
