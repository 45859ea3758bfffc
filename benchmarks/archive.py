"""`copydesk check` of generated archives with every DUP rule, from end to end.

    python -m benchmarks.archive [NUMBER ...]      100000 1000000 without a number
    python -m benchmarks.archive --kill NUMBER     also: killed in the middle, and resumed

Prints articles per CPU second, the peak of all processes together, what the planted copies came to,
and each rule's share of the time. Memory is the sum of PSS over the process tree, sampled every
quarter of a second (pages that processes share count once); the sum of RSS stands beside it.
Needs Linux, and `pip install copydesk[archive]`. COPYDESK_BENCH names another folder than /tmp.
"""

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

from benchmarks.generated_archive import write
from checks.comparison import components

FOLDER = Path(os.environ.get("COPYDESK_BENCH", "/tmp")) / "copydesk-archive"
SIZES = (100_000, 1_000_000)
COMMAND = (
    *(sys.executable, "-m", "copydesk", "check", "--select", "DUP", "-f", "jsonl"),
    *("--engine", "duckdb", "--memory", "2GB", "-j", "2", "--exit-zero"),
)


@dataclass(slots=True)
class Peak:
    """The most that a process and all below it held at once, in bytes."""

    pss: int = 0
    rss: int = 0

    def watch(self, pid: int, over: Event) -> None:
        """Look at the processes until it is over."""
        while not over.wait(0.25):
            held = [_held(each) for each in _tree(pid)]
            self.pss = max(self.pss, sum(pss for pss, _ in held))
            self.rss = max(self.rss, sum(rss for _, rss in held))


def _tree(pid: int) -> Iterator[int]:
    yield pid
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        below = [child for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return
    for child in below:
        yield from _tree(int(child))


def _held(pid: int) -> tuple[int, int]:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    except OSError:
        return 0, 0
    sizes = {
        name: int(rest.split()[0]) * 1024 for name, _, rest in (s.partition(":") for s in lines)
    }
    return sizes.get("Pss", 0), sizes.get("Rss", 0)


@dataclass(frozen=True, slots=True)
class Ran:
    """One finished run."""

    cpu: float
    wall: float
    peak: Peak
    told: list[str]


def check(archive: Path, work: Path, found: Path) -> Ran:
    """Run the command to its end."""
    before, began, peak, over = (
        resource.getrusage(resource.RUSAGE_CHILDREN),
        time.time(),
        Peak(),
        Event(),
    )
    with found.open("wb") as out:
        run = subprocess.Popen(
            [*COMMAND, str(archive), "--work-dir", str(work)], stdout=out, stderr=subprocess.PIPE
        )
        watcher = Thread(target=peak.watch, args=(run.pid, over))
        watcher.start()
        told = run.communicate()[1].decode().splitlines()
        over.set()
        watcher.join()
    if run.returncode:
        raise SystemExit("\n".join([f"exit code {run.returncode}", *told]))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Ran(cpu, time.time() - began, peak, told)


def kill_in_the_middle(archive: Path, work: Path, parts: int) -> int:
    """Start the command and kill it once so many parts are finished; how many there were."""
    run = subprocess.Popen(
        [*COMMAND, str(archive), "--work-dir", str(work)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while run.poll() is None and len(list(work.glob("*.json"))) < parts:
        time.sleep(0.2)
    run.send_signal(signal.SIGKILL)
    run.wait()
    return len(list(work.glob("*.json")))


def recall(found: Path, truth: Path) -> Iterator[str]:
    """How many planted copies the right rule ties to their originals, by class."""
    ties: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    number: defaultdict[str, int] = defaultdict(lambda: len(number))
    with found.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            for other in row.get("related", ()) if row["type"] == "finding" else ():
                ties[row["code"]].append((number[row["article"]["url"]], number[other["url"]]))
    group: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for code, pairs in ties.items():
        for name, members in enumerate(components(pairs)):
            group[code].update(dict.fromkeys(members, name))
    planted: Counter[str] = Counter()
    met: Counter[str] = Counter()
    true: defaultdict[str, set[int]] = defaultdict(set)
    with truth.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            ends = number.get(row["url"], -1), number.get(row["of"], -2)
            mine, other = (group[row["code"]].get(end, -1 - side) for side, end in enumerate(ends))
            planted[row["class"]] += 1
            met[row["class"]] += mine == other
            for code in group:
                true[code].update(ends)
    for kind, count in planted.items():
        yield f"  {met[kind] / count:6.3f} of {count:,} found: {kind}"
    for code in sorted(ties):
        stray = sum(1 for ends in ties[code] if not true[code].issuperset(ends))
        yield f"  {code}: {len(ties[code]):,} findings, {stray:,} not between planted"


def measure(count: int, *, kill: bool) -> float:
    """Make an archive, check it, print what there is to say; articles per CPU second."""
    archive, truth = FOLDER / f"{count}.jsonl.zst", FOLDER / f"{count}.truth.jsonl"
    if not truth.exists():
        size = write(count, archive, truth)
        print(f"{count:,} articles made, {size / 1e9:.2f} GB of text")
    work, found = FOLDER / f"{count}.work", FOLDER / f"{count}.found.jsonl"
    shutil.rmtree(work, ignore_errors=True)
    ran = check(archive, work, found)
    speed = count / ran.cpu
    print(
        f"{count:,} articles: {ran.cpu:,.0f} CPU s, {ran.wall:,.0f} s; {speed:,.0f} articles per "
        f"CPU s; peak of all processes {ran.peak.pss / 1e6:,.0f} MB (PSS), "
        f"{ran.peak.rss / 1e6:,.0f} MB (RSS)"
    )
    for line in (*ran.told, *recall(found, truth)):
        print(f"  {line.strip()}")
    if kill:
        _resume(archive, work, found)
    shutil.rmtree(work, ignore_errors=True)
    return speed


def _resume(archive: Path, work: Path, found: Path) -> None:
    parts = len(list(work.glob("*.json")))
    shutil.rmtree(work)
    finished = kill_in_the_middle(archive, work, parts // 2)
    again = found.with_suffix(".again")
    ran = check(archive, work, again)
    same = "the same" if found.read_bytes() == again.read_bytes() else "OTHER"
    print(
        f"  killed at {finished} of {parts} parts, resumed in {ran.cpu:,.0f} CPU s, peak "
        f"{ran.peak.pss / 1e6:,.0f} MB: {same} findings"
    )


def main(words: list[str]) -> None:
    """Measure each size, then say how the speed changes."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    sizes = [int(word) for word in words if word.isdecimal()] or list(SIZES)
    speeds = [measure(size, kill="--kill" in words) for size in sizes]
    if len(speeds) > 1:
        print(f"speed at the last size: {speeds[-1] / speeds[0]:.2f} of that at the first")


if __name__ == "__main__":
    main(sys.argv[1:])
