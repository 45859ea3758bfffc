"""`make demo`: serve the example outlets, crawl, check, store, report, say what to open next."""

import subprocess
import sys
from pathlib import Path

from examples.newsroom import Outlet, outlets
from examples.serve import serving

HOME = Path(".demo")


def main() -> int:
    """Run the main job on the bundled outlets. Leaves the report in `.demo/`."""
    HOME.mkdir(exist_ok=True)
    found = outlets()
    with serving(found) as addresses:
        config = HOME / "copydesk.toml"
        config.write_text(configuration(found, addresses), encoding="utf-8")
        print(f"Serving {len(found)} outlets: {', '.join(addresses.values())}\n", flush=True)
        code = _copydesk("crawl", "--config", str(config))
        if code:
            return code
    report = HOME / "report.html"
    _copydesk("report", "--config", str(config), "--top", "10")
    _copydesk("report", "--config", str(config), "--format", "html", "-o", str(report))
    print("\nWhat to do next:")
    for command, why in _next(report, config):
        print(f"  {command:<74}  {why}")
    return 0


def _next(report: Path, config: Path) -> list[tuple[str, str]]:
    command = _command()
    return [
        (f"open {report}", "read in a browser, without a server"),
        (f"{command} review --config {config}", "decide in a browser, one key each"),
        (f"{command} decide FINGERPRINT confirm --config {config}", "decide in the shell"),
        (f"{command} rule REL101", "what a rule looks for"),
        ("make demo", "again: nothing is new, nothing is lost"),
    ]


def configuration(found: list[Outlet], addresses: dict[str, str]) -> str:
    """A copydesk.toml for outlets served at these addresses; its database stands beside it."""
    sites = "".join(
        f'\n[[site]]\nname = "{outlet.key}"\nurl = "{addresses[outlet.key]}/"\n' for outlet in found
    )
    return f'[db]\nurl = "sqlite:///copydesk.db"\n\n[crawl]\ndelay = 0.0\n{sites}'


def _copydesk(*arguments: str) -> int:
    print(f"$ {_command()} {' '.join(arguments)}", flush=True)
    return subprocess.run([sys.executable, "-m", "copydesk", *arguments], check=False).returncode


def _command() -> str:
    return (
        str(Path(sys.executable).parent.relative_to(Path.cwd()) / "copydesk")
        if (Path(sys.executable).is_relative_to(Path.cwd()))
        else "copydesk"
    )


if __name__ == "__main__":
    sys.exit(main())
