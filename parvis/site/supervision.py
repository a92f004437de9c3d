"""Keeping processes alive: started together, restarted with patience, ended together. Knows nothing of Django."""

import ctypes
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field

FIRST_WAIT, LONGEST_WAIT = 1.0, 30.0  # seconds before a restart; doubled each time
STEADY = 60.0  # a process that lived this long starts again with the first wait
GRACE = 15.0  # seconds to end politely
PR_SET_PDEATHSIG = 1


@dataclass
class Child:
    name: str
    command: list[str]
    environment: dict[str, str]
    process: subprocess.Popen | None = None
    started: float = 0.0
    wait: float = FIRST_WAIT
    again_at: float = 0.0

    def start(self) -> None:
        self.process = subprocess.Popen(self.command, env=self.environment, preexec_fn=_end_with_parent)  # noqa: S603
        self.started = time.monotonic()

    @property
    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None


@dataclass
class Supervisor:
    """Runs children until it is told to end. say: where to tell the operator what happens."""

    children: list[Child]
    say: Callable[[str], None]
    ending: bool = False
    restarts: dict[str, int] = field(default_factory=dict)

    def run(self, ready: Callable[[], bool] = lambda: False) -> None:
        """ready: asked again and again until it says True, to greet once the children answer."""
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self._end)
        for child in self.children:
            child.start()
        greeted = False
        while not self.ending:
            greeted = greeted or ready()
            for child in self.children:
                self._look_after(child)
            time.sleep(0.05 if not greeted else 0.25)
        self._end_children()

    def _look_after(self, child: Child) -> None:
        now = time.monotonic()
        if child.alive:
            return
        if child.process is not None:
            if now - child.started > STEADY:
                child.wait = FIRST_WAIT
            self.say(f"{child.name} stopped (code {child.process.returncode}); it starts again in {child.wait:.0f} s.")
            self.restarts[child.name] = self.restarts.get(child.name, 0) + 1
            child.process, child.again_at = None, now + child.wait
            child.wait = min(child.wait * 2, LONGEST_WAIT)
        elif now >= child.again_at:
            child.start()

    def _end(self, *_args) -> None:
        self.ending = True

    def _end_children(self) -> None:
        living = [child.process for child in self.children if child.process and child.alive]
        for process in living:
            process.terminate()
        deadline = time.monotonic() + GRACE
        for process in living:
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _end_with_parent() -> None:
    """On Linux, a killed supervisor takes its children along: never a second worker beside the next one."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
