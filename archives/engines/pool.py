"""A pool of processes that keeps the order and a bounded amount of work under way."""

import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from threading import Thread
from time import sleep
from typing import TypeVar

from archives.reading import Record
from articles.errors import CopydeskError

#: A batch is handed over at so many records or bytes, whichever comes first: large enough that
#: talking costs little (guesses), small enough that memory stays flat.
RECORDS, BYTES = 32, 1 << 21
#: Batches that wait for each worker.
WAITING = 3

Given = TypeVar("Given")
Made = TypeVar("Made")


class LostWorkerError(CopydeskError):
    """A worker died; usually the system killed it for want of memory."""

    exit_code = 3

    def __init__(self) -> None:
        super().__init__("a worker process died, perhaps for want of memory: try fewer with -j")


def batches(records: Iterable[Record]) -> Iterator[list[Record]]:
    """Records in portions of bounded size."""
    batch: list[Record] = []
    size = 0
    for record in records:
        batch.append(record)
        size += len(record.data) + len(record.extracted)
        if len(batch) >= RECORDS or size >= BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def in_order(
    work: Callable[[Given], Made],
    items: Iterable[Given],
    jobs: int,
    start: Callable[..., None] | None = None,
    told: tuple[object, ...] = (),
    *,
    ahead: int = WAITING,
) -> Iterator[Made]:
    """`map`, by `jobs` processes; each calls `start(*told)` first. `ahead` items wait for each."""
    waiting: deque[Future[Made]] = deque()
    pool = ProcessPoolExecutor(jobs, initializer=_begin, initargs=(start, told))
    try:
        for item in items:
            waiting.append(pool.submit(work, item))
            if len(waiting) >= jobs * ahead:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool:
        raise LostWorkerError from None
    except BaseException:
        _stop(pool)
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _stop(pool: ProcessPoolExecutor) -> None:
    """Nobody waits for what is under way."""
    for worker in (pool._processes or {}).values():
        worker.terminate()


#: Python looks for garbage circles after so many new objects. A page makes thousands, none of them
#: garbage: at Python's own 700, looking takes a tenth of the time (98 pages: 11.4 ms a page, then
#: 10.4).
_NEW_OBJECTS = 20_000


def _begin(start: Callable[..., None] | None, told: tuple[object, ...]) -> None:
    gc.set_threshold(_NEW_OBJECTS)
    # Ctrl-C goes to every process of the terminal; only the first one is to act on it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    Thread(target=_leave_with, args=(os.getppid(),), daemon=True).start()
    if start:
        start(*told)


def _leave_with(parent: int) -> None:
    """End when the first process is killed: nobody else tells the workers of it."""
    while os.getppid() == parent:
        sleep(1)
    os._exit(1)
