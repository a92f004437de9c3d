"""The part of the installation that pip does not do: the `parvis` command and compiled messages."""

import subprocess
import sys
import sysconfig
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = """#!{python}
import sys
from parvis.cli import main
sys.exit(main())
"""


def link_the_house() -> None:
    """Make `import parvis` and the `parvis` command work from anywhere, as an editable install would."""
    Path(sysconfig.get_path("purelib"), "parvis.pth").write_text(f"{ROOT}\n")
    command = Path(sys.executable).with_name("parvis")
    command.write_text(SCRIPT.format(python=sys.executable))
    command.chmod(0o755)


def compile_messages() -> None:
    for catalogue in ROOT.glob("locale/*/LC_MESSAGES/django.po"):
        polib.pofile(str(catalogue)).save_as_mofile(str(catalogue.with_suffix(".mo")))


if __name__ == "__main__":
    link_the_house()
    compile_messages()
    subprocess.run([sys.executable, "-m", "compileall", "-q", "parvis", "analysis"], cwd=ROOT, check=False)
