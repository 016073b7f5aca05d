"""The program at its first breath: what every verb loads is loaded once, then each verb is a fork of it.

A verb is a process of its own as ever, with its words, folder, environment, streams and exit code; only the half second
of loading is not paid again. ``test_process`` starts the program anew each time, and so does every test of a bundle.
Run as a script it is the one that waits: a request is one line of JSON with two streams, the answer an exit code.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CAN_FORK = sys.platform == "linux"
_MOST = 1 << 20


class Waiting:
    """The program that waits, started when first asked."""

    def __init__(self, env: Mapping[str, str], longest: float) -> None:
        self._ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen([sys.executable, str(Path(__file__).resolve()), str(theirs.fileno())],
                                             cwd=ROOT, env=dict(env), pass_fds=(theirs.fileno(),),
                                             stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        self._ours.settimeout(longest)

    def run(self, words: Sequence[str], env: Mapping[str, str], folder: Path) -> subprocess.CompletedProcess[str]:
        """One verb to its end. One that takes too long ends with the program that waits."""
        asked = json.dumps([list(words), dict(env), str(folder)]).encode()
        with open(os.memfd_create("keluar"), "w+b") as out, open(os.memfd_create("galat"), "w+b") as err:
            socket.send_fds(self._ours, [asked], [out.fileno(), err.fileno()])
            try:
                code = int(self._ours.recv(_MOST) or b"-1")
            except TimeoutError as late:
                self.end()
                raise subprocess.TimeoutExpired(list(words), self._ours.gettimeout() or 0) from late
            out.seek(0)
            err.seek(0)
            return subprocess.CompletedProcess(list(words), code, out.read().decode(), err.read().decode())

    def end(self) -> None:
        self._ours.close()
        self._process.kill()
        self._process.wait()


def _wait(asking: socket.socket) -> None:
    """Fork for each request, until nobody asks any more."""
    sys.path[0] = str(ROOT)
    import main
    from jamsos_desktop.cli import program  # noqa: F401 - what ``main`` loads first for any verb

    while True:
        asked, streams, _, _ = socket.recv_fds(asking, _MOST, 2)
        if not asked:
            return
        child = os.fork()
        if not child:
            words, env, folder = json.loads(asked)
            asking.close()
            for number, stream in enumerate(streams, 1):
                os.dup2(stream, number)
                os.close(stream)
            os.environ.clear()
            os.environ.update(env)
            os.chdir(folder)
            sys.argv[:] = [str(ROOT / "main.py"), *words]
            if any(name.startswith("COVERAGE_PROCESS") for name in env):
                import coverage

                coverage.process_startup()
            sys.exit(main.start(words))
        for stream in streams:
            os.close(stream)
        asking.send(str(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])).encode())


if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as asking_us:
        _wait(asking_us)
