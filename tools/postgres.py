"""A PostgreSQL server of our own for as long as a command runs: on loopback, in a temporary folder.

    python -m tools.postgres                       start it, print its address, stop it at Ctrl-C
    python -m tools.postgres pytest tests/...      with the address in COPYDESK_TEST_POSTGRES
    python -m tools.postgres --install ...         first `apt-get install postgresql` where it is
                                                   missing, on Debian, as root

Where a server cannot be had the command runs without one, and a line says so.
"""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ADDRESS = "COPYDESK_TEST_POSTGRES"
_FOLDERS = "usr/lib/postgresql/*/bin"
_USERS = ("postgres", "nobody")  # the server refuses to run as root
_FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
_USER = "copydesk"


class NoServerError(Exception):
    """A server cannot be had here, and why."""


@contextmanager
def server() -> Iterator[str]:
    """The address of a new, empty server. Nothing of it is left afterwards."""
    binaries, user = programs(), _user()
    folder = Path(tempfile.mkdtemp(prefix="copydesk-postgres-"))
    try:
        if user:
            shutil.chown(folder, user)
        yield from _running(binaries, folder, user)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def programs() -> Path:
    """The folder of `initdb` and `pg_ctl`, the newest where there are several."""
    found = sorted(Path("/").glob(_FOLDERS), key=lambda path: float(path.parent.name))
    on_path = shutil.which("initdb")
    folders = [*found[::-1], *([Path(on_path).resolve().parent] if on_path else [])]
    for folder in folders:
        if all((folder / name).exists() for name in ("initdb", "pg_ctl", "postgres")):
            return folder
    raise NoServerError("PostgreSQL is not installed (Debian: apt-get install postgresql)")


def install() -> None:
    """Install the server, on Debian and as root; else say why not."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise NoServerError("PostgreSQL can be installed here only by root, on Debian")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update", "-q"], ["install", "-qy", "--no-install-recommends", "postgresql"]):
        done = subprocess.run(["apt-get", *words], env=quiet, capture_output=True, text=True)
    if done.returncode:
        raise NoServerError(f"apt-get could not install PostgreSQL: {done.stderr.strip()[-200:]}")


def main(words: list[str]) -> int:
    """Run a command beside a server, or the server alone until it is interrupted."""
    wanted = words[:1] == ["--install"]
    command = words[1:] if wanted else words
    try:
        if wanted:
            _provide()
        with server() as url:
            print(f"{ADDRESS}={url}", file=sys.stderr, flush=True)
            return _beside(command, {**os.environ, ADDRESS: url})
    except NoServerError as error:
        print(f"not tested with PostgreSQL: {error}", file=sys.stderr)
        return _beside(command, dict(os.environ)) if command else 1


def _provide() -> None:
    try:
        programs()
    except NoServerError:
        install()


def _beside(command: list[str], environment: dict[str, str]) -> int:
    if command:
        return subprocess.run(command, env=environment).returncode
    print("Ctrl-C stops it", file=sys.stderr, flush=True)
    try:
        sys.stdin.read() if not sys.stdin.isatty() else _sleep()
    except KeyboardInterrupt:
        return 0
    return 0


def _sleep() -> None:
    while True:
        input()


def _running(binaries: Path, folder: Path, user: str | None) -> Iterator[str]:
    password, port = secrets.token_hex(16), _free_port()
    data, secret, log = folder / "data", folder / "secret", folder / "log"
    secret.write_text(password)
    if user:
        shutil.chown(secret, user)
    _run(
        *(binaries / "initdb", "-D", data, "-U", _USER, f"--pwfile={secret}"),
        *("--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8"),
        user=user,
    )
    options = f"-c listen_addresses=127.0.0.1 -p {port} -c unix_socket_directories={folder} {_FAST}"
    _run(binaries / "pg_ctl", "-D", data, "-w", "-l", log, "-o", options, "start", user=user)
    try:
        yield f"postgresql+psycopg://{_USER}:{password}@127.0.0.1:{port}/postgres"
    finally:
        _run(binaries / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop", user=user)


def _run(*words: object, user: str | None) -> None:
    more = {"user": user, "group": None} if user else {}
    # The server keeps what it inherits: were these pipes, we should wait for it to end.
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(
            [str(word) for word in words], stdout=said, stderr=said, cwd="/", **more
        )  # type: ignore[call-overload]
        if done.returncode:
            said.seek(0)
            told = said.read().decode(errors="replace").strip()[-300:]
            raise NoServerError(f"{Path(str(words[0])).name} failed: {told}")


def _user() -> str | None:
    """Who runs the server: ourselves, but for root."""
    import pwd

    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    for name in _USERS:
        if name in known:
            return name
    raise NoServerError("the server does not run as root, and there is no other user")


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
