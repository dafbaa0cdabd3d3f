"""One source per notebook gives two notebooks; and the seven sources keep the rules of teaching."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

from segkit.bilingual import build_notebook, code_in_language, stale_notebooks, write_notebooks
from segkit.errors import UnpairedText
from segkit.house import kit_folder
from segkit.notebooks import NOTEBOOKS
from segkit.wording import LANGUAGES, Wording, read_catalogue

FOLDER = kit_folder("notebooks")
SOURCES = sorted((FOLDER / "src").glob("*.py"))
BUILT = [(language, source.stem) for source in SOURCES for language in LANGUAGES]
LOOPS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.For, ast.While, ast.Lambda)
CHINESE = re.compile(r"[\u4e00-\u9fff]")
TWO = """\
# %% [markdown] sid="hello" lang="zh-CN"
# 您好

# %% [markdown] sid="hello" lang="en"
# Hello

# %% tags=["parameters"]
language = "zh-CN"

# %%
#zh 加一
#en one more
x = 1 + 1
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one small source."""
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "01_small.py").write_text(TWO, encoding="utf-8")
    return tmp_path


def small(folder: Path, text: str, language: str = "en") -> nbformat.NotebookNode:
    """The notebook of a source with this text."""
    path = folder / "src" / "01_small.py"
    path.write_text(text, encoding="utf-8")
    return build_notebook(path, language)


def cells_of(language: str, stem: str) -> list[nbformat.NotebookNode]:
    """The cells of a built notebook as it is committed."""
    return nbformat.read(FOLDER / language / f"{stem}.ipynb", as_version=4).cells


def code_of(stem: str) -> Iterator[str]:
    """The code cells of a notebook; code is the same in both languages."""
    return (cell.source for cell in cells_of("en", stem) if cell.cell_type == "code")


def prose_of(language: str, stem: str) -> Iterator[str]:
    """The text cells without code, formulas and what is quoted as typed."""
    for cell in cells_of(language, stem):
        if cell.cell_type == "markdown":
            yield re.sub(r"`[^`]*`|\$[^$]*\$", "", cell.source)


# --- building -------------------------------------------------------------------------------------


def test_each_language_gets_its_own_text_and_the_same_code(folder):
    chinese, english = small(folder, TWO, "zh-CN"), small(folder, TWO, "en")
    assert [cell.source for cell in chinese.cells] == ["您好", 'language = "zh-CN"', "# 加一\nx = 1 + 1"]
    assert [cell.source for cell in english.cells] == ["Hello", 'language = "en"', "# one more\nx = 1 + 1"]


def test_ids_and_tags_are_kept_and_no_output_is(folder):
    cells = small(folder, TWO).cells
    assert [cell.id for cell in cells] == ["hello", "code-02", "code-03"]
    assert cells[1].metadata.tags == ["parameters"]
    assert all(cell.outputs == [] and cell.execution_count is None for cell in cells[1:])


@pytest.mark.parametrize(
    "text",
    [
        TWO.replace(' lang="en"', ' lang="zh-CN"'),
        TWO.replace('sid="hello" lang="en"', 'sid="bye" lang="en"'),
        TWO.replace('# %% [markdown] sid="hello" lang="en"\n# Hello\n', ""),
        TWO.replace(' sid="hello" lang="zh-CN"', ""),
        TWO + '\n# %% [markdown] sid="hello" lang="zh-CN"\n# 再\n\n# %% [markdown] sid="hello" lang="en"\n# again\n',
    ],
)
def test_a_text_without_its_twin_is_refused(folder, text):
    with pytest.raises(UnpairedText):
        small(folder, text)


def test_what_was_written_is_in_step_until_the_source_changes(folder):
    written = write_notebooks(folder / "src", folder)
    assert [path.parent.name for path in written] == ["zh-CN", "en"]
    assert stale_notebooks(folder / "src", folder) == []
    small(folder, TWO.replace("Hello", "Good day"))
    assert [path.parent.name for path in stale_notebooks(folder / "src", folder)] == ["en"]


# --- the seven sources ------------------------------------------------------------------------------


def test_there_is_a_source_for_every_stage():
    assert [f"{source.stem}.ipynb" for source in SOURCES] == list(NOTEBOOKS.values())


def test_built_notebooks_are_in_step_with_their_sources():
    assert stale_notebooks(FOLDER / "src", FOLDER) == []


@pytest.mark.parametrize(("language", "stem"), BUILT)
def test_a_built_notebook_is_valid_and_its_ids_differ(language, stem):
    notebook = nbformat.read(FOLDER / language / f"{stem}.ipynb", as_version=4)
    nbformat.validate(notebook)
    assert len({cell.id for cell in notebook.cells}) == len(notebook.cells)


@pytest.mark.parametrize("stem", [source.stem for source in SOURCES])
def test_a_code_cell_has_at_most_8_lines_and_neither_function_class_nor_loop(stem):
    for code in code_of(stem):
        assert len([line for line in code.splitlines() if line.strip()]) <= 8, code
        assert not [node for node in ast.walk(ast.parse(code)) if isinstance(node, LOOPS)], code
        assert max(map(len, code.splitlines())) <= 120, code


@pytest.mark.parametrize("stem", [source.stem for source in SOURCES])
def test_imports_and_parameters_stand_at_the_top_only(stem):
    first, second, *others = code_of(stem)
    assert 'run = ""' in first
    assert "open_notebook(run" in second
    for code in others:
        assert not [n for n in ast.walk(ast.parse(code)) if isinstance(n, ast.Import | ast.ImportFrom)], code


@pytest.mark.parametrize("stem", [source.stem for source in SOURCES])
def test_no_more_than_three_code_cells_stand_without_text_between(stem):
    kinds = "".join("c" if cell.cell_type == "code" else "t" for cell in cells_of("en", stem))
    assert "cccc" not in kinds
    assert kinds.startswith("t")


@pytest.mark.parametrize("stem", [source.stem for source in SOURCES])
def test_a_notebook_ends_by_leaving_its_receipt_and_names_no_path(stem):
    cells = list(code_of(stem))
    assert cells[-1] == "stage.finish()"
    assert not [code for code in cells if re.search(r"Path\(|open\(|['\"][./~]*/\w", code)]


@pytest.mark.parametrize(("language", "stem"), BUILT)
def test_prose_quotes_no_figure_of_the_data(language, stem):
    figure = re.compile(r"\d[\d,.]*\s*(%|％|万|亿|元|位|人|customers|rows|orders)|\d{3,}")
    codes = re.compile(r"\b[01]{3}\b")  # 111, 011: names of cells
    found = [found[0] for text in prose_of(language, stem) for found in figure.finditer(codes.sub("", text))]
    assert found == []


@pytest.mark.parametrize("stem", [source.stem for source in SOURCES])
def test_english_prose_holds_no_chinese(stem):
    assert [text for text in prose_of("en", stem) if CHINESE.search(text)] == []


@pytest.mark.parametrize("stem", [source.stem for source in SOURCES])
def test_chinese_prose_takes_full_width_punctuation(stem):
    half = re.compile(r"[\u4e00-\u9fff][,;:!?()]|[,;:!?()][\u4e00-\u9fff]")
    assert [text for text in prose_of("zh-CN", stem) if half.search(text)] == []


@pytest.mark.parametrize("stem", [source.stem for source in SOURCES])
def test_both_languages_say_about_as_much(stem):
    for chinese, english in zip(prose_of("zh-CN", stem), prose_of("en", stem), strict=True):
        assert chinese.count("\n|") == english.count("\n|")
        assert chinese.count("**看什么**") == english.count("**What to see**")
        assert 0.9 < (len(english) + 40) / (len(chinese) + 20) < 5, english


def test_every_sentence_that_code_says_is_in_the_catalogue_and_no_other():
    said = {found for source in SOURCES for found in re.findall(r'show\.say\("([\w.]+)"', source.read_text("utf-8"))}
    assert {f"say.{key}" for key in said} | {"say.unknown"} == {
        key for key in read_catalogue("notebooks", "en") if key.startswith("say.")
    }


def test_findings_can_be_said_in_both_languages():
    slots = {"kept": 9, "share": 0.9, "amount": 1}
    said = [Wording(language)("notebooks.say.cleaning.kept", **slots) for language in LANGUAGES]
    assert said == ["可以算数的有 9 行，占 90.0%，净额 1元。", "9 rows count, 90.0% of all, ¥1 net."]


@pytest.mark.parametrize(
    ("code", "chinese", "english"),
    [
        ('a = {"zh-CN": "甲", "en": "A"}[language]  # 好', 'a = "甲"  # 好', 'a = "A"  # 好'),
        (
            'f({"zh-CN": [f"{n} 位", "乙"],\n   "en": [f"{n} people"]}[language], 1)',
            'f([f"{n} 位", "乙"], 1)',
            'f([f"{n} people"], 1)',
        ),
        ('b = {"zh-CN": {"en": 1}, "en": {"en": 2}}[language]["en"]', 'b = {"en": 1}["en"]', 'b = {"en": 2}["en"]'),
        ('c = {"zh-CN": "甲", "en": "A"}', 'c = {"zh-CN": "甲", "en": "A"}', 'c = {"zh-CN": "甲", "en": "A"}'),
        ("%matplotlib inline\nx = 1", "%matplotlib inline\nx = 1", "%matplotlib inline\nx = 1"),
        ("#zh 说明\n#en a note\nx = 1", "# 说明\nx = 1", "# a note\nx = 1"),
    ],
)
def test_code_holds_the_side_of_its_own_language_alone(code, chinese, english):
    assert code_in_language(code, "zh-CN") == chinese
    assert code_in_language(code, "en") == english
