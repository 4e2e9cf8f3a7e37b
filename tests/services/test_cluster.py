"""A Dask cluster reads the sheets: the same to the byte, and a sentence where it cannot."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest
from package_builders import NOW
from returned_files import issue, write

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused
from evaluator_app.exchange.reading_language import language, reading_in
from evaluator_app.services import cluster, merging
from evaluator_app.wording.language import text

TESTS = Path(__file__).resolve().parents[1]


@contextmanager
def running(workers: int) -> Iterator[str]:
    """The address of a cluster in a process of its own, which is ended afterwards."""
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join((str(TESTS.parent), str(TESTS))),
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0",
    }
    child = subprocess.Popen(
        [sys.executable, TESTS / "cluster_child.py", str(workers)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    assert child.stdin is not None
    assert child.stdout is not None
    try:
        yield child.stdout.readline().strip()
    finally:
        child.stdin.close()
        child.stdout.close()
        assert child.wait(20) == 0


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with running(1) as found:
        yield found


def codes(work: Callable[[], object]) -> list[Code]:
    with pytest.raises(Refused) as caught:
        work()
    return [one.code for one in caught.value.problems]


def asked(address: str) -> None:
    with cluster.cluster(address):
        pytest.fail("there is no such cluster")


def test_the_workbook_is_the_same_to_the_byte(address: str, tmp_path: Path) -> None:
    """Decision: bulk work takes an executor; a process pool and a cluster serve the same code."""
    package, folder = issue(tmp_path), tmp_path / "in"
    for number in range(3):
        write(package, folder / f"{number}.xlsx", number)
    (folder / "noise.xlsx").write_bytes(b"no workbook")
    alone = merging.MergeOptions(allow_unsigned=True, output=tmp_path / "alone.xlsx")
    shared = merging.MergeOptions(allow_unsigned=True, output=tmp_path / "shared.xlsx")
    merging.write_workbook(
        merging.merge_panel([package], [folder], alone), alone, datetime.fromisoformat(NOW)
    )
    with cluster.cluster(address) as executor:
        assert executor.submit(int, "7").result() == 7
        assert list(executor.map(max, range(40), [5] * 40, chunksize=16)) == [5] * 6 + list(range(6, 40))
        found = merging.merge_panel([package], [folder], shared, executor)
    merging.write_workbook(found, shared, datetime.fromisoformat(NOW))
    assert [Path(one.file).name for one in found.refusals] == ["noise.xlsx"]
    assert (tmp_path / "shared.xlsx").read_bytes() == (tmp_path / "alone.xlsx").read_bytes()


def test_a_cluster_without_workers_is_refused_instead_of_waited_for() -> None:
    with running(0) as address:
        assert codes(lambda: asked(address)) == [Code.CLUSTER_EMPTY]


def test_workers_of_another_version_are_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "VERSION", "0.0.0")
    assert codes(lambda: asked(address)) == [Code.CLUSTER_DIFFERS]


def unknown_there() -> str:
    return "of a module that the workers do not have"


def test_workers_without_the_program_are_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_version", unknown_there)
    assert codes(lambda: asked(address)) == [Code.CLUSTER_DIFFERS]


def test_a_cluster_that_breaks_off_is_a_problem(address: str) -> None:
    def lose() -> None:
        with cluster.cluster(address) as executor:
            list(executor.map(os._exit, [1] * 3))

    assert codes(lose) == [Code.CLUSTER_BROKE_OFF]


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nowhere://here", "", "no address"])
def test_an_address_where_nobody_answers_is_a_problem(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "CONNECT", 0.3)
    assert codes(lambda: asked(address)) == [Code.CLUSTER_UNREACHABLE]


def test_an_installation_without_the_extra_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert codes(lambda: asked("tcp://127.0.0.1:1")) == [Code.CLUSTER_NOT_INSTALLED]


@pytest.mark.usefixtures("chinese")
def test_readers_elsewhere_give_their_reasons_in_the_language_of_who_asks(
    locale_folder: Path, speak: Callable[[str], None]
) -> None:
    """The reason of a refusal stands in the workbook: it must not depend on who read the file."""
    wanted, here = language(), text("Application")
    speak("en")
    with reading_in(wanted, locale_folder):
        assert text("Application") == here != "Application"
    assert text("Application") == "Application"
