"""The front door: version, wrong usage, faults, text in pipes."""

import subprocess
import sys
from pathlib import Path

from evaluator_app.version import VERSION

FAULTY = """
import sys
from evaluator_app.cli import main as commands
from evaluator_app.__main__ import main
commands.run = lambda arguments, places: {}["示例专家甲"]
sys.exit(main())
"""


def _run(*arguments: str, home: Path) -> subprocess.CompletedProcess[bytes]:
    environment = {
        "HOME": str(home),
        "USERPROFILE": str(home),
        "PYTHONPATH": ":".join(sys.path),
        "LC_ALL": "C",
    }
    return subprocess.run(
        [sys.executable, *arguments], env=environment, capture_output=True, check=False, timeout=60
    )


def test_version(tmp_path: Path) -> None:
    done = _run("-m", "evaluator_app", "--version", home=tmp_path)
    assert (done.returncode, done.stdout.decode().split()) == (0, ["evaluator-app", VERSION])


def test_an_unknown_command_is_wrong_usage(tmp_path: Path) -> None:
    done = _run("-m", "evaluator_app", "no-such-command", home=tmp_path)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_a_fault_is_a_sentence_and_a_log_never_a_traceback(tmp_path: Path) -> None:
    done = _run("-c", FAULTY, "schemes", "list", home=tmp_path)
    assert done.returncode == 3
    assert b"Traceback" not in done.stderr
    [log] = tmp_path.rglob("*.txt")
    assert log.name in done.stderr.decode()
    assert "KeyError" in log.read_text(encoding="utf-8")


def test_chinese_reaches_a_pipe_whole_whatever_the_locale(tmp_path: Path) -> None:
    program = "from evaluator_app.__main__ import _write_utf8; _write_utf8(); print('评分表')"
    assert _run("-c", program, home=tmp_path).stdout.decode("utf-8").strip() == "评分表"
