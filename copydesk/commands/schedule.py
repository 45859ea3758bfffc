"""`copydesk schedule`: what to hand to cron, systemd or a CI service. Time is theirs to keep."""

import argparse
import shlex
import sys
from pathlib import Path

HELP = "print a schedule for systemd, cron or GitHub Actions"

_SYSTEMD = """\
# ~/.config/systemd/user/copydesk-crawl.service
[Unit]
Description=Collect and check new articles
Wants=network-online.target
After=network-online.target
# OnFailure=mail-to-the-desk@%n.service

[Service]
Type=oneshot
WorkingDirectory={folder}
ExecStart={command}
# 75: the crawl before is still running
SuccessExitStatus=75
TimeoutStopSec=120
Nice=10

# ~/.config/systemd/user/copydesk-crawl.timer
[Unit]
Description=Collect and check new articles every {minutes} minutes

[Timer]
OnCalendar={calendar}
RandomizedDelaySec={spread}
Persistent=true

[Install]
WantedBy=timers.target

# systemctl --user daemon-reload && systemctl --user enable --now copydesk-crawl.timer
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """For which scheduler, how often."""
    kind = parser.add_mutually_exclusive_group(required=True)
    for name in ("systemd", "cron", "github"):
        kind.add_argument(
            f"--{name}", dest="kind", action="store_const", const=name, help=f"for {name}"
        )
    parser.add_argument("--every", type=int, default=60, metavar="MIN", help="minutes (60)")
    parser.add_argument(
        "sites", nargs="*", default=[], metavar="SITE", help="default: all configured"
    )
    parser.add_argument("--config", default="", metavar="FILE", help="instead of copydesk.toml")


def run(args: argparse.Namespace) -> int:
    """Print it."""
    from articles.errors import CopydeskError
    from copydesk.config import load
    from copydesk.github_schedule import workflow
    from copydesk.sites import sites_of

    config = load(args.config)
    if not _told_by_a_clock(args.every):
        raise CopydeskError(
            "--every wants minutes that divide an hour (5, 15, 30), or whole hours that divide a "
            "day (60, 120, 180, 720, 1440): nothing else comes at even steps"
        )
    if args.sites:
        sites_of(config, args.sites)  # an unknown one is an error now, not every hour
    folder = Path(config.source).parent if config.source else Path.cwd()
    here = ["--config", config.source] if config.source else []
    if args.kind == "github":
        print(workflow(config, args.sites, _cron(args.every)), end="")
        return 0
    program = Path(sys.executable).parent / "copydesk"
    start = [str(program)] if program.exists() else [sys.executable, "-m", "copydesk"]
    command = shlex.join([*start, "crawl", *here, *args.sites])
    if args.kind == "cron":
        # A percent sign means a new line to cron.
        line = f"cd {shlex.quote(str(folder))} && {command} --if-running skip"
        print(f"{_cron(args.every)} {line}".replace("%", r"\%"))
        return 0
    spread = max(1, args.every * 60 // 10)
    told = {"minutes": args.every, "calendar": _calendar(args.every), "spread": spread}
    # systemd reads a percent sign as the start of a name.
    where = {"folder": str(folder).replace("%", "%%"), "command": command.replace("%", "%%")}
    print(_SYSTEMD.format(**told, **where), end="")
    return 0


def _told_by_a_clock(minutes: int) -> bool:
    """Whether a schedule by the clock can come at such steps.

    >>> [m for m in (0, 15, 45, 60, 90, 180, 300, 1440) if _told_by_a_clock(m)]
    [15, 60, 180, 1440]
    """
    return 0 < minutes <= 1440 and (
        60 % minutes == 0 or (minutes % 60 == 0 and 1440 % minutes == 0)
    )


def _cron(minutes: int) -> str:
    """The nearest thing cron can say: it counts within an hour or within a day.

    >>> _cron(15), _cron(60), _cron(180), _cron(1440)
    ('*/15 * * * *', '7 * * * *', '7 */3 * * *', '7 3 * * *')
    """
    if minutes < 60:
        return f"*/{minutes} * * * *"
    hours = minutes // 60
    if hours == 1:
        return "7 * * * *"
    return "7 3 * * *" if hours >= 24 else f"7 */{hours} * * *"


def _calendar(minutes: int) -> str:
    """The same for systemd.

    >>> _calendar(15), _calendar(60), _calendar(180), _calendar(1440)
    ('*:0/15', 'hourly', '0/3:00', 'daily')
    """
    if minutes < 60:
        return f"*:0/{minutes}"
    hours = minutes // 60
    return "hourly" if hours == 1 else "daily" if hours >= 24 else f"0/{hours}:00"
