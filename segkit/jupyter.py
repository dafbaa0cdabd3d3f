"""The notebook libraries, loaded without what no notebook needs.

jsonschema loads every checker of text formats that it finds; one of them, for international web addresses, builds its
grammar anew in each process (1.0 of the 1.4 s that papermill takes to load). The form of a notebook asks for none.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def _absent(module: str) -> Iterator[None]:
    """Let `module`, unless it is loaded already, look as if it were not installed."""
    if module in sys.modules:
        yield
        return
    sys.modules[module] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[module]


with _absent("rfc3987_syntax"):
    import nbformat
    import papermill
    from nbclient import NotebookClient
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill.exceptions import PapermillExecutionError

__all__ = [
    "CellTimeoutError",
    "DeadKernelError",
    "NotebookClient",
    "PapermillExecutionError",
    "nbformat",
    "papermill",
]
