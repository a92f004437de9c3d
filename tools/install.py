"""The part of the installation that pip does not do: the `parvis` command, compiled messages and bytecode."""

import subprocess
import sys
import sysconfig
from ctypes.util import find_library
from pathlib import Path

import debian
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


def compile_python() -> None:
    """Ours and what we stand on, whatever the environment says of bytecode: each start would compile it all again."""
    folders = (sysconfig.get_path("purelib"), "parvis", "analysis")
    subprocess.run([sys.executable, "-m", "compileall", "-qq", "-j", "0", *folders], cwd=ROOT, check=False)


def find_pango() -> None:
    """Printing a pact as PDF needs Pango, a library of Debian's; all the rest works without it."""
    if all(map(find_library, ("pango-1.0", "pangoft2-1.0"))):
        return
    try:
        debian.install("libpango-1.0-0", "libpangoft2-1.0-0")
    except (SystemExit, subprocess.CalledProcessError) as refusal:
        print(f"Pacts will not print as PDF yet. {refusal}", file=sys.stderr)


if __name__ == "__main__":
    find_pango()
    link_the_house()
    compile_messages()
    compile_python()
