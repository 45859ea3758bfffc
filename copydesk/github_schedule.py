"""A GitHub workflow that crawls by the clock. What it must not lose between two runs is said here:
the database is saved however the crawl ended, since an alarm or a dead site is an exit code too."""

import os
import shlex
from collections.abc import Sequence
from pathlib import Path

from articles.errors import CopydeskError
from copydesk.config import Config
from copydesk.sites import raw_folder
from db.connect import file_of

_HEAD = """\
# .github/workflows/copydesk.yml
name: copydesk
on:
  schedule:
    - cron: "{cron}"
  workflow_dispatch:
concurrency: copydesk
permissions:
  contents: read
jobs:
  crawl:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: pip install {package}
"""
#: The newest database under any run's key is taken up, and saved under a key of this run: a cache
#: is never written twice. The log beside it is there where a crawl was killed.
_RESTORE = """\
      # GitHub forgets a cache that nothing asked for in seven days: for a database that has to last
      # set [db] url to a PostgreSQL server.
      - uses: actions/cache/restore@v4
        with:
          path: |
            {file}
            {file}-wal
          key: copydesk-${{{{ github.run_id }}}}-${{{{ github.run_attempt }}}}
          restore-keys: copydesk-
"""
_CRAWL = """\
      - run: {crawl}
      - if: always()
        run: {report} >> "$GITHUB_STEP_SUMMARY"
"""
_SAVE = """\
      - if: always()
        uses: actions/cache/save@v4
        with:
          path: |
            {file}
            {file}-wal
          key: copydesk-${{{{ github.run_id }}}}-${{{{ github.run_attempt }}}}
"""
#: Each run keeps its own: a cache of all of them would grow past what GitHub holds.
_RAW = """\
      # The raw responses of this run, which the database names by their files.
      - if: always()
        uses: actions/upload-artifact@v4
        with:
          name: copydesk-raw-${{{{ github.run_id }}}}-${{{{ github.run_attempt }}}}
          path: {raw}
          if-no-files-found: ignore
          retention-days: {days}
"""
_LONGEST = 90  # days for which GitHub keeps what is uploaded


def workflow(config: Config, sites: Sequence[str], cron: str) -> str:
    """The file, for the repository that holds the configuration."""
    root = _repository(Path(config.source).parent if config.source else Path.cwd())
    told = _config_flag(config, root)
    crawl = ["copydesk", "crawl", "--if-running", "skip", *told, *sites]
    report = ["copydesk", "report", "--format", "markdown", *told]
    file = file_of(config.db.url)
    package = "copydesk" if file else "'copydesk[postgres]'"
    parts = [
        _HEAD.format(cron=cron, package=package),
        _CRAWL.format(crawl=shlex.join(crawl), report=shlex.join(report)),
    ]
    if file:
        inside = _inside(root, file, "[db] url")
        parts[1:] = [_RESTORE.format(file=inside), *parts[1:], _SAVE.format(file=inside)]
    if config.crawl.raw:
        raw = _inside(root, Path(raw_folder(config, config.db.url)), "[crawl] raw-folder")
        days = min(config.crawl.keep_raw_days or _LONGEST, _LONGEST)
        parts.append(_RAW.format(raw=raw, days=days))
    return "".join(parts)


def _repository(folder: Path) -> Path:
    """Where GitHub's steps begin: the root of the repository."""
    for place in (folder, *folder.parents):
        if (place / ".git").exists():
            return place
    return folder


def _config_flag(config: Config, root: Path) -> list[str]:
    if Path(config.source) in (Path(), root / "copydesk.toml", root / "pyproject.toml"):
        return []  # found from there
    return ["--config", _inside(root, Path(config.source), "the configuration")]


def _inside(root: Path, path: Path, what: str) -> str:
    """The path as seen from the root; what lies elsewhere is not there when the job runs."""
    relative = os.path.relpath(path.absolute(), root)
    if relative.startswith(".."):
        raise CopydeskError(
            f"{what} leads to {path}, outside of {root}: a GitHub job has the repository alone"
        )
    return relative
