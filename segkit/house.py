"""Where the kit's own files lie: beside the package in a checkout, inside it once installed."""

from pathlib import Path

PACKAGE = Path(__file__).parent


def kit_folder(name: str) -> Path:
    """The folder `templates`, `notebooks`, `data` or `course` of this installation."""
    installed = PACKAGE / "kit" / name
    return installed if installed.is_dir() else PACKAGE.parent / name
