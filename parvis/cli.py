"""The `parvis` command: one word for each thing an operator does. Each is a management command; this is the index."""

import argparse
import gettext
import os
import sys
from pathlib import Path


def _(words: str) -> str:
    """Marks a message to translate; it is translated when it is told, without Django: its settings may be wrong."""
    return words


TITLE = _("Parvis: public participation, with the way back to the decision.")
SYNOPSIS = _("parvis COMMAND …")
UNKNOWN = _("parvis: there is no command “%(name)s”. `parvis --help` lists them.")
TRACEBACK = _("on an error, show where it came from")
COMMANDS = {
    "serve": _("Serve the pages, with one worker process beside them."),
    "demo": _("Load the demonstration into an empty instance."),
    "import": _("Import the data of a process, whole or not at all."),
    "export": _("Write the open data of a process, or of all, to a folder or a zip."),
    "text": _("Bring in a new version of a text, or write it as a file."),
    "verify": _("Recount every tally and check the public record."),
    "backup": _("Save the database and the files people sent, while the site runs."),
    "restore": _("Put a backup back, check it, and repeat the erasures made since."),
    "upgrade": _("Bring the database and static files to this version."),
    "process": _("Open, lengthen, close or stop a process, or put its words right."),
    "people": _("Say who took part in a process, by groups of at least 11."),
    "answers": _("Prepare and publish the answers of a process."),
    "decision": _("Publish what was decided, or end its follow-up."),
    "outcomes": _("Read the amendments and their outcomes from a file of the chamber."),
    "moderate": _("Hide words with a public reason, or show them again."),
    "rehearse": _("Make or delete a rehearsal of a process, for its staff."),
    "handover": _("Hand a shared text and its synthesis over to who decides."),
    "staff": _("Give or take back a role."),
    "reindex": _("Write the search table anew."),
    "nightly": _("Run the nightly jobs now."),
    "digests": _("Send the letters that are due to who follows."),
    "bounces": _("Read the letters that came back."),
    "work": _("Do long tasks and nightly jobs, on a machine without a web."),
    "health": _("Say whether all is well: same facts as /health/."),
}
EXAMPLES = _("""Examples:
  parvis serve                                  pages at http://127.0.0.1:8000
  parvis import republique-numerique FOLDER     a national consultation, from its public data
  parvis export open-data.zip                   everything public, in CSV and JSON
  parvis backup /srv/backups                    one dated file; the secrets stay apart
  parvis staff grant someone@example.org organiser

Settings come from the environment: docs/operate/settings.md lists them all.
`parvis COMMAND --help` tells the rest.""")
OF_ARGPARSE = (  # its words, which it looks up in our catalogue
    _("usage: "),
    _("positional arguments"),
    _("options"),
    _("show this help message and exit"),
    _("the following arguments are required: %s"),
    _("unrecognized arguments: %s"),
    _("%(prog)s: error: %(message)s\n"),
)
PLAIN = {"force_color": False, "no_color": True, "skip_checks": True, "verbosity": 1}


def usage() -> str:
    width = max(map(len, COMMANDS))
    listed = "\n".join(f"  {name:<{width}}  {gettext.gettext(words)}" for name, words in COMMANDS.items())
    return f"{gettext.gettext(TITLE)}\n\n{gettext.gettext(SYNOPSIS)}\n\n{listed}\n\n{gettext.gettext(EXAMPLES)}\n"


def language(environment) -> str:
    """French or English, as the terminal speaks."""
    spoken = next(filter(None, map(environment.get, ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return "fr" if spoken.lower().startswith("fr") else "en"


def main(arguments: list[str] | None = None) -> int:
    gettext.bindtextdomain("django", str(Path(__file__).parent.parent / "locale"))
    gettext.textdomain("django")
    arguments = sys.argv[1:] if arguments is None else arguments
    name = arguments[0] if arguments else "--help"
    if name in {"-h", "--help", "help"}:
        print(usage())
        return 0 if arguments else 2
    if name not in COMMANDS:
        print(gettext.gettext(UNKNOWN) % {"name": name}, file=sys.stderr)
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parvis.settings")
    return run(name, arguments[1:])


def run(name: str, arguments: list[str]) -> int:
    """Errors end in one sentence on standard error, with their trace only when --traceback asks for it."""
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import CommandError, get_commands, load_command_class
    from django.db import Error
    from django.utils import translation

    try:
        django.setup()
        from parvis.processes.blocks import Blocked

        command = load_command_class(get_commands()[name], name)
        with translation.override(language(os.environ)):
            options = parser(name, command).parse_args(arguments)
            command.execute(**PLAIN, **vars(options))
    except (CommandError, ImproperlyConfigured, Error) as error:
        if "--traceback" in arguments:
            raise
        print(f"parvis {name}: {(str(error).strip() or type(error).__name__).splitlines()[0]}", file=sys.stderr)
        return 1
    except Blocked as blocked:
        blocked.record()
        with translation.override(language(os.environ)):
            print(blocked.told(), file=sys.stderr)
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # whoever read our output has left
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def parser(name: str, command) -> argparse.ArgumentParser:
    """The options of a command, without those only developers need."""
    made = argparse.ArgumentParser(
        prog=f"parvis {name}",
        description=gettext.gettext(command.help),
        epilog=gettext.gettext(command.examples) if hasattr(command, "examples") else None,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_arguments(made)
    made.add_argument("--traceback", action="store_true", help=gettext.gettext(TRACEBACK))
    return made


if __name__ == "__main__":
    raise SystemExit(main())
