"""JupyterLab starts over a folder that exists, in the reader's language, beside what the machine has set."""

import importlib.util
import json
import os
from pathlib import Path

import pytest

from segkit.errors import FileMissing, LabMissing
from segkit.lab import lab_command, lab_environment, usual_folder
from segkit.wording import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_defaults_of_a_language_lie_where_jupyterlab_looks_for_them(monkeypatch, language):
    monkeypatch.delenv("JUPYTER_CONFIG_PATH", raising=False)
    folder = Path(lab_environment(language)["JUPYTER_CONFIG_PATH"])
    told = json.loads((folder / "labconfig" / "default_setting_overrides.json").read_text(encoding="utf-8"))
    assert told["@jupyterlab/translation-extension:plugin"]["locale"] == language.replace("-", "_")
    assert told["@jupyterlab/apputils-extension:notification"]["fetchNews"] == "false"


def test_what_the_machine_has_set_is_kept(monkeypatch):
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "elsewhere")
    assert lab_environment("en")["JUPYTER_CONFIG_PATH"].split(os.pathsep)[1:] == ["elsewhere"]


def test_unasked_the_notebooks_of_a_pack_are_opened_or_else_the_current_folder(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert usual_folder() == Path()
    (tmp_path / "notebooks").mkdir()
    assert usual_folder() == Path("notebooks")


def test_a_folder_that_does_not_exist_is_told(tmp_path):
    with pytest.raises(FileMissing):
        lab_command(tmp_path / "none")


def test_a_missing_jupyterlab_is_told_with_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setattr("segkit.lab.find_spec", lambda name: None if name == "jupyterlab" else importlib.util.find_spec)
    with pytest.raises(LabMissing):
        lab_command(tmp_path)
