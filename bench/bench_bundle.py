"""What the bundle costs beside the script it is made of: its start, a verb, its room on the disk.

First paint: from the start of the process until pixels of a screen change (Xvfb, its memory looked at every
millisecond), of the set-up page and of the lock page; ``jamsos --versi`` and a verb until the process ends. Script and
bundle take turns, so that a busy machine is busy for both. Goals: at most 1.2 times the script, 190 MB.

    make bundle && python bench/bench_bundle.py [--rounds 30] [--bundle dist/JamsosDesa]
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from figures import note

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from tests.blackbox.screen import HIGH, WIDE, Screen, screen, wait_until  # noqa: E402

GOAL, LARGEST = 1.2, 190
SCRIPT = [sys.executable, str(ROOT / "main.py")]
PIN = "246810"
MIDDLE = ((HIGH // 2 + 80) * WIDE * 4, (HIGH // 2 + 120) * WIDE * 4)  # forty lines, below the pointer of the mouse
LONGEST = 30.0  # seconds for anything to be seen


def painted(command: list[str], shown: Screen, env: dict[str, str]) -> float:
    """Seconds from the start of a process until the middle of the screen is another picture."""
    empty = shown.pixels(*MIDDLE)
    began = time.perf_counter()
    child = subprocess.Popen(command, env={**env, "DISPLAY": shown.display}, stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL)
    try:
        while shown.pixels(*MIDDLE) == empty:
            if child.poll() is not None or time.perf_counter() - began > LONGEST:
                sys.exit(f"{command} shows no window")
            time.sleep(0.001)
        return time.perf_counter() - began
    finally:
        child.kill()
        child.wait()
        wait_until(lambda: shown.pixels(*MIDDLE) == empty, "an empty screen once the window is gone")


def ended(command: list[str], env: dict[str, str]) -> float:
    """Seconds from the start of a process to its end."""
    began = time.perf_counter()
    subprocess.run(command, env=env, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began


def measured(bundle: Path, scratch: Path, rounds: int) -> dict[str, list[tuple[float, float]]]:
    """Pairs (script, bundle) of every kind of start, in seconds."""
    env = {"HOME": str(scratch), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "JAMSOS_HARI_INI": "2026-11-20",
           "PYTHONPYCACHEPREFIX": str(scratch / "bytecode")}
    locked, fresh = scratch / "pin", scratch / "baru"
    subprocess.run([*SCRIPT, "--data", str(locked), "siapkan", "desa", "--kode", "74.02.11.2017", "--kepala-desa", "A",
                    "--sekretaris", "B"], env={**env, "JAMSOS_PIN": PIN}, stdout=subprocess.DEVNULL, check=True)
    verb, window = [str(bundle / "jamsos")], [str(bundle / "JamsosDesa")]
    taken: dict[str, list[tuple[float, float]]] = {"wizard": [], "lock": [], "versi": [], "panduan": []}
    with screen() as shown:
        for n in range(rounds + 1):  # the first warms the file cache and compiles; not counted
            pairs = {
                "wizard": tuple(painted([*one, "--data", str(fresh)], shown, env) for one in (SCRIPT, window)),
                "lock": tuple(painted([*one, "--data", str(locked)], shown, env) for one in (SCRIPT, window)),
                "versi": tuple(ended([*one, "--versi"], env) for one in (SCRIPT, verb)),
                "panduan": tuple(ended([*one, "panduan", "impor"], env) for one in (SCRIPT, verb))}
            shutil.rmtree(fresh, ignore_errors=True)
            for name, pair in pairs.items() if n else ():
                taken[name].append(pair)
    return taken


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--bundle", type=Path, default=ROOT / "dist" / "JamsosDesa")
    asked = parser.parse_args()
    if not asked.bundle.is_dir():
        sys.exit(f"{asked.bundle} is not there; make bundle first")
    with tempfile.TemporaryDirectory() as scratch:
        taken = measured(asked.bundle.resolve(), Path(scratch), asked.rounds)
    for name, told in (("wizard", "first frame of the set-up page"), ("lock", "first frame of the lock page"),
                       ("versi", "a start that only says its version"), ("panduan", "a verb")):
        script, bundle = (statistics.median(column) for column in zip(*taken[name], strict=True))
        print(f"{name:8} script {script * 1000:5.0f} ms, bundle {bundle * 1000:5.0f} ms, {bundle / script:.2f}x "
              f"(goal {GOAL}x, {asked.rounds} rounds)")
        note(f"{told}, bundle against script", bundle / script, "x", at_most=GOAL, peer="the script", peer_value=1.0)
    size = sum(os.lstat(path).st_size for path in asked.bundle.rglob("*") if path.is_file()) / 1e6
    print(f"size     {size:.0f} MB (goal {LARGEST} MB)")
    note("room of the bundle on the disk", size, "MB", at_most=LARGEST)


if __name__ == "__main__":
    main()
