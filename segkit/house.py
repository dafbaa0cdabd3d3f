"""Where the kit's own files lie, beside the package in a checkout, inside it once installed; names no file may have."""

from pathlib import Path

PACKAGE = Path(__file__).parent
DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}


def kit_folder(name: str) -> Path:
    """The folder `templates`, `notebooks`, `data` or `course` of this installation."""
    installed = PACKAGE / "kit" / name
    return installed if installed.is_dir() else PACKAGE.parent / name


def is_reserved(name: str) -> bool:
    """Whether Windows keeps the name, up to its first point, for a device."""
    return name.split(".")[0].casefold() in DEVICES
