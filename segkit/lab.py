"""JupyterLab as a class needs it: menus in the reader's language, and no news asked for over the network.

JupyterLab reads further defaults from `labconfig` below each folder of `JUPYTER_CONFIG_PATH`; what a person has set in
JupyterLab itself still goes before them.
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from segkit.errors import FileMissing, LabMissing
from segkit.house import kit_folder

CONFIG = "JUPYTER_CONFIG_PATH"
USUAL = "notebooks"  # where a class's pack and the kit keep them


def usual_folder() -> Path:
    """The folder opened unasked: `notebooks` where there is one, else the current folder."""
    return Path(USUAL) if Path(USUAL).is_dir() else Path()


def lab_command(folder: Path) -> list[str]:
    """What starts JupyterLab over `folder`.

    Raises
    ------
    FileMissing
        There is no such folder.
    LabMissing
        JupyterLab is not installed in this environment.
    """
    if not folder.is_dir():
        raise FileMissing(str(folder), "")
    if find_spec("jupyterlab") is None:
        raise LabMissing(sys.executable)
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0  # JupyterLab refuses root unless told
    return [sys.executable, "-m", "jupyterlab", str(folder), *(["--allow-root"] if is_root else [])]


def lab_environment(language: str) -> Mapping[str, str]:
    """The environment in which JupyterLab speaks `language`; what stood in it stays."""
    own = str(kit_folder("templates") / "lab" / language)
    before = os.environ.get(CONFIG, "")
    return {**os.environ, CONFIG: os.pathsep.join(filter(None, (own, before)))}


def open_lab(folder: Path, language: str) -> int:
    """Run JupyterLab until it is ended; its exit code. Raises what `lab_command` raises."""
    return subprocess.run(lab_command(folder), env=lab_environment(language), check=False).returncode
