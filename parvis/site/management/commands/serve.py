"""parvis serve"""

import os
import socket
import sys
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import Error, connections
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from parvis.site import static_files
from parvis.site.readiness import unapplied_migrations
from parvis.site.supervision import Child, Supervisor

APPLICATION = "parvis.wsgi:application"


class Command(BaseCommand):
    requires_system_checks = ()
    help = gettext_noop("Serve the pages, with one worker process beside them. Ends with Ctrl+C or SIGTERM.")

    def handle(self, **options):
        host, port = address()
        make_sure(host, port)
        if static_files.gather():
            self.say(_("Style sheets, scripts and images are gathered."))
        connections.close_all()
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "parvis.settings"}
        web = Child("web", web_command(host, port), environment)
        worker = Child("worker", [sys.executable, "-m", "parvis.cli", "work"], environment)
        Supervisor([web, worker], say=self.say).run(ready=lambda: self.greet(host, port))
        self.say(_("Ended."))

    def greet(self, host: str, port: int) -> bool:
        """Print the address as soon as the web answers there."""
        try:
            socket.create_connection(("127.0.0.1" if host == "0.0.0.0" else host, port), timeout=1).close()  # noqa: S104
        except OSError:
            return False
        self.say(
            _("%(name)s is at %(address)s (Ctrl+C ends it).")
            % {"name": settings.PARVIS_NAME, "address": settings.PARVIS_ORIGIN}
        )
        return True

    def say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()


def make_sure(host: str, port: int) -> None:
    """Raise CommandError, with what to do, when the database is not ready or the address cannot be used."""
    try:
        waiting = unapplied_migrations()
    except Error as error:
        raise CommandError(_("The database does not answer: %(error)s") % {"error": str(error).splitlines()[0]})
    if waiting:
        raise CommandError(
            _("The database is not ready (changes to make: %(count)d): run `parvis upgrade` first.")
            % {"count": len(waiting)}
        )
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                _("%(host)s:%(port)d cannot be used (%(error)s): set PARVIS_BIND to another address.")
                % {"host": host, "port": port, "error": error.strerror}
            )


def address() -> tuple[str, int]:
    host, _colon, port = settings.PARVIS_BIND.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 65536:
        raise CommandError(
            _("PARVIS_BIND=%(bind)s: write an address and a port, like 127.0.0.1:8000.")
            % {"bind": settings.PARVIS_BIND}
        )
    return host.strip("[]"), int(port)


def web_command(host: str, port: int) -> list[str]:
    """granian, one blocking thread a process; gunicorn when PARVIS_SERVER says so: docs/adr/0006-web-server.md."""
    processes = settings.PARVIS_WEB_PROCESSES
    options = {
        "granian": f"--interface wsgi --host {host} --port {port} --workers {processes} --blocking-threads 1 "
        "--respawn-failed-workers --respawn-interval 1 --workers-kill-timeout 10 --no-access-log --log-level warning",
        "gunicorn": f"-k gthread --threads 2 -w {processes} -b {host}:{port} "
        "--keep-alive 30 --graceful-timeout 10 --log-level warning",
    }
    server = settings.PARVIS_SERVER
    return [str(Path(sys.executable).with_name(server)), *options[server].split(), APPLICATION]
