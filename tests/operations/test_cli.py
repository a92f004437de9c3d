"""The `parvis` command: help that helps, errors in one sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class
from django.db import connection

from parvis import cli

ROOT = Path(__file__).resolve().parent.parent.parent


def parvis(*arguments: str, **env: str) -> subprocess.CompletedProcess:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PARVIS_", "DATABASE_", "DJANGO"))}
    return subprocess.run(
        [sys.executable, "-m", "parvis.cli", *arguments],
        cwd=ROOT,
        env={**kept, "LC_ALL": "C", **env},
        capture_output=True,
        text=True,
    )


def test_help_names_every_command_with_examples(capsys):
    assert cli.main(["--help"]) == 0
    told = capsys.readouterr().out
    assert all(f"  {name} " in told for name in cli.COMMANDS)
    assert "Examples:" in told


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_command_exists_and_says_what_it_does(name, capsys):
    command = load_command_class(get_commands()[name], name)
    with pytest.raises(SystemExit) as end:
        cli.parser(name, command).parse_args(["--help"])
    assert end.value.code == 0
    told = capsys.readouterr().out
    assert f"usage: parvis {name}" in told
    assert len(command.help) > 20
    assert "--settings" not in told


def test_an_unknown_command_is_told_kindly(capsys):
    assert cli.main(["serv"]) == 2
    assert "parvis --help" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("env", "told"),
    [
        ({"DATABASE_URL": "mysql://x/y"}, "write sqlite:///file"),
        ({"PARVIS_WEB_PROCESSES": "many"}, "write a whole number from 1 to 64"),
        ({"PARVIS_DEBUG": "yes"}, "write True or False"),
        ({"PARVIS_SECRET_KEY": "short"}, "write at least 32"),
        ({"PARVIS_SERVER": "apache"}, "write granian or gunicorn"),
        ({"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing"}, "refused"),
    ],
)
def test_a_wrong_setting_stops_the_start_with_one_sentence(env, told, tmp_path):
    ran = parvis("health" if "nothing" not in str(env) else "verify", PARVIS_DATA_DIR=str(tmp_path), **env)
    assert ran.returncode == 1
    assert told in ran.stderr
    assert "Traceback" not in ran.stderr


def test_it_speaks_as_the_terminal_does():
    assert cli.language({"LANG": "fr_FR.UTF-8"}) == "fr"
    assert cli.language({"LANG": "C.UTF-8"}) == "en"
    assert cli.language({"LANG": "fr_FR.UTF-8", "LC_ALL": "en_GB.UTF-8"}) == "en"
    assert cli.language({}) == "en"


def test_its_help_is_in_the_language_of_the_terminal(tmp_path):
    spoken = {"LC_ALL": "fr_FR.UTF-8", "LANGUAGE": "", "PARVIS_DATA_DIR": str(tmp_path)}
    told = parvis("--help", **spoken).stdout
    assert "Exemples\u00a0:" in told and not [words for words in cli.COMMANDS.values() if words in told]
    told = parvis("backup", "--help", **spoken).stdout
    assert "montrer cette aide" in told and "où sont gardées les sauvegardes" in told
    assert "show this help" not in told


def test_serve_refuses_a_database_that_is_not_ready(tmp_path):
    ran = parvis("serve", PARVIS_DATA_DIR=str(tmp_path))
    assert ran.returncode == 1
    assert "parvis upgrade" in ran.stderr


def test_import_names_what_is_wrong_and_ends_with_1(tmp_path):
    parvis("upgrade", PARVIS_DATA_DIR=str(tmp_path))
    ran = parvis("import", "republique-numerique", str(tmp_path), PARVIS_DATA_DIR=str(tmp_path))
    assert ran.returncode == 1
    assert "arguments.csv is not in the folder." in ran.stderr
    assert "Nothing was imported." in ran.stderr


@pytest.mark.django_db
def test_postgresql_compiles_no_query():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite compiles nothing.")
    with connection.cursor() as cursor:
        cursor.execute("SHOW jit")
        assert cursor.fetchone() == ("off",)
