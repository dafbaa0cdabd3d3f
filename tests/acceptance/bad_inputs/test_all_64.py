"""Every one of the 64 inputs has its test; the number stands at the start of the test's docstring."""

import ast
import re
from pathlib import Path

ELSEWHERE = {33: "tests/source/test_batches.py", 55: "tests/source/test_batches.py"}  # files of one batch; a file twice


def covered() -> set[int]:
    """The numbers in the docstrings of the tests of this folder."""
    numbers: set[int] = set()
    for path in Path(__file__).parent.glob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                numbers |= {int(number) for number in re.findall(r"#(\d+)", ast.get_docstring(node) or "")}
    return numbers


def test_all_64_inputs_are_covered():
    assert covered() | set(ELSEWHERE) == set(range(1, 65))
