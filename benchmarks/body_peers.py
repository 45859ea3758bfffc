"""Copies of texts beside the pipelines that people run: `python -m benchmarks.body_peers`.

Every real text of the evaluation data and one copy of it, cut to half or lengthened with as many
foreign words; ours, rensa with datatrove's parameters, datatrove's MinHash pipeline with its
defaults (five words, 14 bands of 8), and text-dedup's with its defaults (256 permutations, Jaccard
.7, five words). Each runs in a process of its own with one worker; CPU seconds count from a file of
texts to the verdicts, without imports.
A pair is found where ours says so, or where a peer keeps only one of the two.

The peers' requirements clash with this project's: install them apart (`pip install
"datatrove[processing]" text-dedup spacy` in another environment) and name its interpreter in
COPYDESK_PEERS.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

#: methods that run in this environment
HERE = ("ours", "rensa")
EDITS = ("cut to 50 %", "paragraphs added")


def ours(source: Path, folder: Path) -> tuple[float, set[int]]:
    """CPU seconds, and the rows that have a copy before them."""
    from checks.copies import copied
    from checks.rules.dup203_syndicated_copy import SyndicatedCopy
    from checks.sketch import sketch

    start = _cpu()
    sketches = [sketch(row["text"]) for row in _rows(source)]
    least = SyndicatedCopy().min_containment_percent / 100
    found = {right for _, right, _ in copied(sketches, [""] * len(sketches), least)}
    return _cpu() - start, found


def rensa(source: Path, folder: Path) -> tuple[float, set[int]]:
    """Its MinHash in memory, with datatrove's parameters: a library, no pipeline."""
    from rensa import RMinHash, RMinHashLSH

    from articles.words.fold import tokens

    start = _cpu()
    index, found = RMinHashLSH(threshold=0.7, num_perm=112, num_bands=14), set()
    for row, each in enumerate(_rows(source)):
        told = tokens(each["text"])
        signature = RMinHash(num_perm=112, seed=42)
        signature.update([" ".join(told[i : i + 5]) for i in range(max(1, len(told) - 4))])
        if index.query(signature):
            found.add(row)
        index.insert(row, signature)
    return _cpu() - start, found


def datatrove(source: Path, folder: Path) -> tuple[float, set[int]]:
    """The four steps of its MinHash example."""
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.dedup import minhash
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter

    def read() -> object:
        return JsonlReader(str(source.parent), glob_pattern=source.name)

    steps = [str(folder / name) for name in ("sigs", "buckets", "remove", "kept")]
    config = minhash.MinhashConfig()
    pipelines = [
        (1, [read(), minhash.MinhashDedupSignature(steps[0], config)]),
        (config.num_buckets, [minhash.MinhashDedupBuckets(steps[0], steps[1], config=config)]),
        (1, [minhash.MinhashDedupCluster(steps[1], steps[2], config=config)]),
        (1, [read(), minhash.MinhashDedupFilter(steps[2]), JsonlWriter(steps[3])]),
    ]
    start = _cpu()
    for number, (tasks, pipeline) in enumerate(pipelines):
        logs = str(folder / f"logs{number}")
        LocalPipelineExecutor(pipeline, tasks=tasks, workers=1, logging_dir=logs).run()
    spent = _cpu() - start
    kept = {int(row["id"]) for path in Path(steps[3]).glob("*") for row in _rows(path)}
    return spent, {int(row["id"]) for row in _rows(source)} - kept


def text_dedup(source: Path, folder: Path) -> tuple[float, set[int]]:
    """Its command, with what it keeps read back."""
    import datasets
    from text_dedup import minhash

    options = {"path": "json", "data_files": str(source), "split": "train", "column": "text"}
    options |= {"output": str(folder / "kept"), "cache_dir": str(folder / "cache")}
    told = [part for name, value in options.items() for part in (f"--{name}", value)]
    start = _cpu()
    minhash.main(["--num_proc", "1", *told], standalone_mode=False)
    spent = _cpu() - start
    kept = {int(row["id"]) for row in datasets.load_from_disk(options["output"])}
    return spent, {int(row["id"]) for row in _rows(source)} - kept


METHODS: dict[str, Callable[[Path, Path], tuple[float, set[int]]]] = {
    "ours": ours,
    "rensa": rensa,
    "datatrove": datatrove,
    "text_dedup": text_dedup,
}


def _cpu() -> float:
    """CPU seconds of this process and of those it started and awaited."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def _rows(path: Path) -> list[dict[str, str]]:
    import gzip

    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def table() -> None:
    """Every method over every edit: CPU seconds, share of the copies found."""
    from benchmarks.duplicates import made_copies

    peers = os.environ.get("COPYDESK_PEERS", sys.executable)
    for edit in EDITS:
        originals, copies = made_copies(edit)
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / "texts.jsonl"
            rows = ({"id": str(i), "text": text} for i, text in enumerate([*originals, *copies]))
            source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
            print(f"{edit}: {len(originals)} texts and a copy of each")
            for name in METHODS:
                python = sys.executable if name in HERE else peers
                print(f"  {name:<12} {_apart(python, name, source, len(originals))}", flush=True)


def _apart(python: str, name: str, source: Path, size: int) -> str:
    command = [python, "-m", "benchmarks.body_peers", "--only", name, str(source)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return f"did not run: {(done.stderr.strip().splitlines() or ['no reason'])[-1]}"
    told = json.loads(done.stdout.splitlines()[-1])
    found = sum(row >= size for row in told["rows"]) / size
    return f"recall {found:.3f}   {told['cpu']:.2f} CPU s"


def _only(name: str, source: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        spent, rows = METHODS[name](source, Path(folder))
    print(json.dumps({"cpu": round(spent, 3), "rows": sorted(rows)}))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--only"]:
        _only(sys.argv[2], Path(sys.argv[3]))
    else:
        table()
