"""The tasks of this project: `python3 dev.py run`, `python3 dev.py test`, and those that `dev.py help` lists.

Needs Python 3.11 or newer with pip, nothing else: the first task fetches the rest.
"""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent
TOOLS = ROOT / ".tools"  # uv, where the machine has none
VENV = ROOT / ".venv"
OUT = ROOT / "out"
WINDOWS, LINUX = sys.platform == "win32", sys.platform.startswith("linux")
PROGRAM = VENV / ("Scripts" if WINDOWS else "bin")
BUILT = ROOT / "dist" / "evaluator-app" / ("evaluator-app.exe" if WINDOWS else "evaluator-app")
# The project's own environment whatever the shell says, and the machine's certificates: offices have theirs.
UV = {
    "UV_PROJECT_ENVIRONMENT": str(VENV),
    "VIRTUAL_ENV": str(VENV),
    "UV_SYSTEM_CERTS": "1",
    "UV_NATIVE_TLS": "1",
}

# What the window needs from Debian and its kin: a library that must load, by package.
LIBRARIES = {
    "libdbus-1-3": "libdbus-1.so.3",
    "libegl1": "libEGL.so.1",
    "libfontconfig1": "libfontconfig.so.1",
    "libgl1": "libGL.so.1",
    "libglib2.0-0": "libglib-2.0.so.0",
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-image0": "libxcb-image.so.0",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-randr0": "libxcb-randr.so.0",
    "libxcb-render-util0": "libxcb-render-util.so.0",
    "libxcb-shape0": "libxcb-shape.so.0",
    "libxcb-xkb1": "libxcb-xkb.so.1",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
    "libxkbcommon0": "libxkbcommon.so.0",
}
FONTS = "fonts-wqy-microhei"
SHARED_PYTHON = f"libpython3.{sys.version_info.minor}"  # Debian's Python keeps it apart; building needs it
# What tests and builds call besides: a program, by package.
CHECKERS = {
    "age": "age",
    "binutils": "objdump",
    "git": "git",
    "libreoffice-calc": "soffice",
    "libreoffice-writer": "lowriter",
    "openssl": "openssl",
    "poppler-utils": "pdftotext",
    "sqlite3": "sqlite3",
    "unzip": "unzip",
    "xmlsec1": "xmlsec1",
}


class Failed(Exception):  # noqa: N818 - a task that failed, said in its own words
    """A task cannot go on; its message says why and what to do."""


def call(*command: str | Path, **environment: str) -> None:
    """Run a program in the project's folder; its failure is the task's."""
    words = [str(word) for word in command]
    print("$", " ".join(words), flush=True)
    code = subprocess.run(words, cwd=ROOT, env={**os.environ, **environment}, check=False).returncode
    if code:
        message = f"{words[0]} ended with {code}"
        raise Failed(message)


def python(*arguments: str | Path, **environment: str) -> None:
    """Run Python of the project's environment."""
    call(PROGRAM / "python", *arguments, **environment)


# Setting up


@cache
def uv() -> Path:
    """The uv of this machine, or one fetched by pip into a folder of the project."""
    own = TOOLS / "bin" / ("uv.exe" if WINDOWS else "uv")
    found = shutil.which("uv")
    if found is None and not own.exists():
        print("Fetching uv into .tools", flush=True)
        call(sys.executable, "-m", "pip", "install", "--quiet", "--target", TOOLS, "uv")
    return Path(found or own)


@cache
def prepare() -> None:
    """The environment of the lock file, and the compiled catalogues."""
    fits = (3, 11) <= sys.version_info[:2] < (3, 14)
    mine = ["--python", sys.executable] if fits and not VENV.exists() else []
    call(uv(), "sync", "--locked", "--quiet", *mine, **UV)
    python("packaging/messages.py", "compile")


@cache
def prepare_system(*, checkers: bool) -> None:
    """What the operating system must bring: installed where we may, named where we may not."""
    if not LINUX:
        return
    needed = [package for package, library in LIBRARIES.items() if not loads(library)]
    needed += [] if has_chinese_font() else ["fontconfig", FONTS]
    wished = [name for name, program in CHECKERS.items() if not shutil.which(program)]
    wished += [] if loads(f"{SHARED_PYTHON}.so.1.0") or sys.base_prefix != "/usr" else [SHARED_PYTHON]
    missing = needed + (wished if checkers else [])
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        call("apt-get", "update", "-qq")
        install = ("apt-get", "install", "-qq", "-y", "--no-install-recommends")
        call(*install, *missing, DEBIAN_FRONTEND="noninteractive")
    elif missing:
        print("Missing on this system; on Debian and Ubuntu install it by")
        print("  sudo apt-get install --no-install-recommends", *missing, flush=True)
    if needed and not all(loads(library) for library in LIBRARIES.values()):
        message = "the window cannot be shown without these libraries"
        raise Failed(message)


def loads(library: str) -> bool:
    """Whether a system library is there."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_chinese_font() -> bool:
    """Whether the system can show Chinese."""
    if not shutil.which("fc-list"):
        return False
    listed = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=False)
    return bool(listed.stdout.strip())


# Tasks


def setup() -> None:
    """Set up everything for running, testing and building."""
    prepare_system(checkers=True)
    prepare()


def run() -> None:
    """Open the window on a ready sample; without a display, run the journey and draw the score screen."""
    prepare_system(checkers=False)
    prepare()
    if not has_display():
        demo()
        python("packaging/pictures.py", OUT / "pictures", "--only", "score", "--look", "zh-light-large")
        return
    sample = OUT / "sample"
    if not (sample / "committee.xlsx").exists():  # the last thing a demo makes
        shutil.rmtree(sample, ignore_errors=True)
        python("-m", "evaluator_app", "demo", "--out", sample)
    python("-m", "evaluator_app", "--workspace", sample / "workspace", "--keys", sample / "keys")


def has_display() -> bool:
    """Whether a window could be seen."""
    return not LINUX or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def test() -> None:
    """Check the lock file and run all tests; the domain must be covered branch by branch."""
    setup()
    call(uv(), "lock", "--check", "--quiet", **UV)
    coverage = (
        "--cov=evaluator_app.domain",
        "--cov-report=term-missing:skip-covered",
        "--cov-fail-under=100",
    )
    python("-m", "pytest", "-n", "2", "--dist", "worksteal", *coverage)


def lint() -> None:
    """Check style, types, catalogues and the manual."""
    setup()
    checks: list[tuple[str | Path, ...]] = [
        ("-m", "ruff", "check"),
        ("-m", "ruff", "format", "--check"),
        ("-m", "mypy"),
        ("packaging/messages.py", "check"),
        ("packaging/manual.py",),
    ]
    failed = [check for check in checks if fails(python, *check)]
    if failed:
        message = f"{len(failed)} of {len(checks)} checks failed"
        raise Failed(message)


def bench() -> None:
    """Measure against the budgets, each benchmark in a process of its own."""
    setup()
    names = ("-o", "python_functions=bench_* test_*")
    files = sorted((ROOT / "tests" / "bench").glob("bench_*.py"))
    failed = [file for file in files if fails(python, "-m", "pytest", "-q", *names, file)]
    if failed:
        message = f"over budget: {', '.join(file.stem for file in failed)}"
        raise Failed(message)


def soak() -> None:
    """Run the tests that take long."""
    setup()
    python("-m", "pytest", "-m", "soak")


def demo(**environment: str) -> None:
    """Run the whole journey on the sample and leave every artefact in out/demo."""
    prepare()
    shutil.rmtree(OUT / "demo", ignore_errors=True)
    python("-m", "evaluator_app", "demo", "--out", OUT / "demo", **environment)


def screenshots() -> None:
    """Draw every screen in both languages, light and dark, and keep the pictures the manual shows."""
    setup()
    demo(EVALUATOR_LANGUAGE="zh_CN")
    python("packaging/pictures.py", OUT / "pictures")
    python("packaging/paper_pictures.py", OUT / "demo", OUT / "pictures")
    python("packaging/manual.py", OUT / "pictures")


def messages() -> None:
    """Bring the catalogues in line with the source; translations stay."""
    prepare()
    python("packaging/messages.py", "update")


def build() -> None:
    """Build the program as a folder in dist/, then start it and run the journey with it."""
    setup()
    places = ("--distpath", ROOT / "dist", "--workpath", ROOT / "build")
    python("-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *places, "packaging/evaluator.spec")
    shutil.rmtree(OUT / "built", ignore_errors=True)
    for arguments in (["--version"], ["schemes", "list"], ["demo", "--out", str(OUT / "built")]):
        call(BUILT, *arguments)


TASKS: dict[str, Callable[[], None]] = {
    task.__name__: task for task in (setup, run, test, lint, bench, soak, demo, screenshots, messages, build)
}


def fails(task: Callable[..., None], *arguments: str | Path) -> bool:
    """Do a task; whether it failed, said at once."""
    try:
        task(*arguments)
    except Failed as failure:
        print(f"dev.py: {failure}", file=sys.stderr, flush=True)
        return True
    return False


def main(names: list[str]) -> int:
    """Do the tasks named, all of them even where one fails; 1 where one did."""
    unknown = [name for name in names if name not in TASKS]
    if unknown or not names:
        print("python3 dev.py TASK...\n")
        print("\n".join(f"  {name:<12} {task.__doc__}" for name, task in TASKS.items()))
        return 2 if unknown and unknown != ["help"] else 0
    failed = [name for name in names if fails(TASKS[name])]
    if failed:
        print(f"dev.py: failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
