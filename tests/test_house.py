"""The house keeps its own rules: floors, sizes, names, and what the tracked files may hold. See CONTRIBUTING.md."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "segkit"

# From the ground up. A room imports rooms on lower lines, and itself; never one on its own line or above.
FLOORS: tuple[frozenset[str], ...] = (
    frozenset({"errors", "columns", "house", "facts"}),  # 0
    frozenset({"yaml_text", "slot_formats", "singular"}),  # 1: parts of the next
    frozenset({"settings", "wording", "engine", "matching"}),  # 1
    frozenset({"study_sources"}),  # 1: a part of the next
    frozenset({"study"}),  # 1: a settings file
    frozenset({"source", "clean", "features", "segments", "evaluation", "strategy"}),  # 2: the stages
    frozenset({"report", "runs"}),  # 3
    frozenset({"learn"}),  # 3: draws the report's charts over a lesson's tables
    frozenset({"steps"}),  # 4: each stage's rooms put together for one run folder
    frozenset({"pipeline"}),  # 4
    frozenset({"jupyter"}),  # 5: the notebook libraries
    frozenset({"bilingual", "notebooks", "opening", "anonymise"}),  # 5
    frozenset({"running", "doctor", "lab"}),  # 6
    frozenset({"courseware"}),  # 6: a class ends with a run of its own
    frozenset({"commands"}),  # 7: what the verbs of the command line do
    frozenset({"cli"}),  # 7
)
FLOOR_OF = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
# `errors` and `facts` are one vocabulary each, of plain dataclasses: the __init__ gathers them and costs no library.
GATHERING_ROOMS = {"errors", "facts"}
LAZY_ROOMS = {"learn"}  # learners type `from segkit.learn import start`: a `__getattr__` loads it when asked for
PRINTING_ROOMS = {"cli", "commands", "doctor"}

HEAVY = {"ibis", "pandas", "numpy", "matplotlib", "sklearn", "weasyprint", "babel", "pydantic", "pyarrow", "scipy"}
TOP_FOLDERS = {"notebooks", "course", "segkit", "templates", "data", "tests", ".ci"}
TOP_FILES = {
    *("Makefile", "environment.yml", "pyproject.toml", "requirements.lock", ".gitignore", ".gitattributes"),
    *("README.md", "README.zh-CN.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE"),
}
EMPTY_NAMES = re.compile(r"^(process|handle|do|manage)(_|$)|(^|_)(utils?|helpers?|managers?)$")
NAMES_OF_HTML_PARSER = {"handle_starttag", "handle_startendtag", "handle_endtag", "handle_data"}
# Written apart, so that this file passes its own test.
MACHINE_PATHS = re.compile(r"(?<![\w.:/\\-])/(?:" + "|".join(("root", "work", "home", "Users")) + r")/\w")
REGISTRY_HOSTS = re.compile("|".join(("pypi" r"\.org", "python" r"hosted\.org", "npm" r"js\.(org|com)", "tuna" r"\.")))

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def modules() -> dict[str, ast.Module]:
    """The package's syntax trees by module name, `segkit.room` standing for the room's __init__."""
    paths = sorted(PACKAGE.rglob("*.py"))
    return {module_name(path): ast.parse(path.read_text(encoding="utf-8"), str(path)) for path in paths}


def module_name(path: Path) -> str:
    """The dotted name of one of the package's files."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room_of(module: str) -> str:
    """The room of a module: the second part of its name, empty for the package itself."""
    return [*module.split("."), ""][1]


def imported(module: str) -> set[str]:
    """The package's own modules that `module` imports, anywhere in its text."""
    return {target for node in ast.walk(modules()[module]) for target in targets(node) if target != module}


def targets(node: ast.AST) -> Iterator[str]:
    """The package's modules that one import statement names."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "segkit")
    if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "segkit":
        for alias in node.names:
            submodule = f"{node.module}.{alias.name}"
            yield submodule if submodule in modules() else str(node.module)


def functions() -> Iterator[tuple[str, Function]]:
    """Every function and method with the place where it stands."""
    for module, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, Function):
                yield f"{module}:{node.lineno} {node.name}", node


def public_functions() -> Iterator[tuple[str, Function]]:
    """Functions of modules and methods of public classes whose name begins with no underscore."""
    for module, tree in modules().items():
        for owner in [tree, *(n for n in tree.body if isinstance(n, ast.ClassDef) and not n.name.startswith("_"))]:
            for node in owner.body:
                if isinstance(node, Function) and not node.name.startswith("_"):
                    yield f"{module}:{node.lineno} {node.name}", node


def body_lines(function: Function) -> int:
    """The lines of a function's body that hold something, without its docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return len({line for node in body for part in ast.walk(node) for line in lines_of(part)})


def lines_of(node: ast.AST) -> tuple[int, ...]:
    """Where a node begins and ends; the inner lines of a long text count as well."""
    first, last = getattr(node, "lineno", None), getattr(node, "end_lineno", None)
    if first is None or last is None:
        return ()
    return tuple(range(first, last + 1)) if isinstance(node, ast.Constant) else (first, last)


def positional(function: Function) -> list[str]:
    """The parameters a caller may give by position, without self and cls."""
    given = function.args.posonlyargs + function.args.args
    return [argument.arg for argument in given if argument.arg not in ("self", "cls")]


@cache
def tracked_files() -> tuple[Path, ...]:
    """What git tracks."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False
    )
    if listed.returncode:
        pytest.skip("no git checkout: which files belong to the project cannot be told")
    return tuple(Path(name) for name in listed.stdout.decode().split("\0") if name)


def lines_with(pattern: re.Pattern[str], *, ending: str = "") -> list[str]:
    """Every line of a tracked text file that matches, as file:line."""
    found = []
    for path in (path for path in tracked_files() if path.name.endswith(ending)):
        text = (ROOT / path).read_bytes() if (ROOT / path).is_file() else b""
        if b"\0" not in text and pattern.search(decoded := text.decode("utf-8", "replace")):
            found += [f"{path}:{n}" for n, line in enumerate(decoded.splitlines(), 1) if pattern.search(line)]
    return found


def test_every_room_has_its_floor():
    assert {room_of(module) for module in modules()} - {""} <= set(FLOOR_OF)


def test_a_room_imports_lower_floors_and_itself_only():
    wrong = [
        f"{module} -> {target}"
        for module in modules()
        for target in imported(module)
        if room_of(module) not in ("", room_of(target))
        and FLOOR_OF.get(room_of(target), len(FLOORS)) >= FLOOR_OF.get(room_of(module), len(FLOORS))
    ]
    assert wrong == []


def test_the_package_itself_imports_no_room():
    assert imported("segkit") == set()


def test_no_module_imports_itself_by_way_of_others():
    try:
        TopologicalSorter({module: imported(module) for module in modules()}).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def test_the_init_of_a_room_holds_a_docstring_and_nothing_else():
    inits = {module_name(path) for path in PACKAGE.rglob("__init__.py")} - {
        f"segkit.{room}" for room in GATHERING_ROOMS | LAZY_ROOMS
    }
    assert [name for name in inits if len(modules()[name].body) != 1 or not ast.get_docstring(modules()[name])] == []


@pytest.mark.parametrize("module", ["segkit", "segkit.errors", "segkit.columns", "segkit.facts", "segkit.cli"])
def test_importing_loads_no_heavy_library(module):
    code = f"import sys, {module}; print(*({HEAVY!r} & set(sys.modules)))"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert loaded.stdout.split() == []


def test_no_module_is_longer_than_300_lines():
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in PACKAGE.rglob("*.py")}
    assert {str(path.relative_to(ROOT)): length for path, length in lengths.items() if length > 300} == {}


def test_half_of_all_functions_have_a_body_of_at_most_8_lines():
    assert median(body_lines(function) for _, function in functions()) <= 8


def test_no_function_has_a_body_of_more_than_40_lines():
    assert {place: body_lines(function) for place, function in functions() if body_lines(function) > 40} == {}


def test_no_function_takes_more_than_5_parameters_by_position():
    assert [place for place, function in functions() if len(positional(function)) > 5] == []


def test_no_function_takes_more_than_10_parameters_in_all():
    many = [place for place, f in functions() if len(positional(f)) + len(f.args.kwonlyargs) > 10]
    assert many == []


def test_every_public_function_is_annotated():
    bare = [
        place
        for place, function in public_functions()
        for given in [function.args.posonlyargs + function.args.args + function.args.kwonlyargs]
        if function.returns is None or any(a.annotation is None for a in given if a.arg not in ("self", "cls"))
    ]
    assert bare == []


def test_every_public_function_has_a_docstring():
    assert [place for place, function in public_functions() if not ast.get_docstring(function)] == []


def test_every_module_and_public_class_has_a_docstring():
    classes = [
        (f"{module} {node.name}", node)
        for module, tree in modules().items()
        for node in tree.body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    ]
    assert [name for name, node in [*modules().items(), *classes] if not ast.get_docstring(node)] == []


def test_no_name_says_nothing():
    named = [place for place, f in functions() if EMPTY_NAMES.search(f.name) and f.name not in NAMES_OF_HTML_PARSER]
    assert named + [module for module in modules() if EMPTY_NAMES.search(module.split(".")[-1])] == []


def test_only_the_command_line_prints():
    printing = [
        f"{module}:{node.lineno}"
        for module, tree in modules().items()
        if room_of(module) not in PRINTING_ROOMS
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert printing == []


def test_nothing_is_left_to_do_and_no_test_is_expected_to_fail():
    assert lines_with(re.compile(r"\b(TO" + r"DO|FIX" + r"ME|x" + r"fail)\b"), ending=".py") == []


def test_the_top_of_the_project_is_as_designed():
    tops = {(path.parts[0], len(path.parts) > 1) for path in tracked_files()}
    assert {name for name, is_folder in tops if name not in (TOP_FOLDERS if is_folder else TOP_FILES)} == set()


def test_no_tracked_file_names_a_place_on_somebodys_machine():
    assert lines_with(MACHINE_PATHS) == []


def test_no_tracked_file_names_a_package_registry():
    assert lines_with(REGISTRY_HOSTS) == []
