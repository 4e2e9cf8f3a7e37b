"""The rules of the house, read from the source: layers, libraries, exact numbers, files left whole."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "evaluator_app"
MODULES = sorted(PROGRAM.rglob("*.py"))

MAY_IMPORT = {
    "domain": set[str](),
    "wording": {"domain"},
    "store": {"domain"},
    "exchange": {"domain", "wording"},
    "services": {"domain", "store", "exchange"},
    "ui": {"domain", "services", "wording"},
    "cli": {"domain", "services", "wording"},
}
FOR_ALL = {"late", "version"}
ONLY_IN = {
    "PySide6": "ui",
    "shiboken6": "ui",
    "sqlcipher3": "store",
    "sqlite3": "store",
    "sqlite_utils": "store",
    "PIL": "exchange",
    "asn1crypto": "exchange",
    "cryptography": "exchange",
    "distributed": "services",
    "docx": "exchange",
    "docxtpl": "exchange",
    "jinja2": "exchange",
    "mammoth": "exchange",
    "fpdf": "exchange",
    "lxml": "exchange",
    "matplotlib": "exchange",
    "openpyxl": "exchange",
    "pypdfium2": "exchange",
    "pyrage": "exchange",
    "python_calamine": "exchange",
    "tomli_w": "exchange",
    "tomllib": "exchange",
    "xlsxwriter": "exchange",
    "zipfile": "exchange",
    "gettext": "wording",
}
OUTSIDE_DOMAIN = {
    "datetime",
    "io",
    "os",
    "pathlib",
    "random",
    "secrets",
    "socket",
    "subprocess",
    "tempfile",
    "time",
}
MAY_WRITE = {"exchange/safe_writing.py", "store"}
WRITERS = {"copy2", "copyfile", "copytree", "mkstemp", "write_bytes", "write_text"}
MODE = re.compile(r"[rwaxbt+]{1,3}")


def _name(path: Path) -> str:
    return path.relative_to(PROGRAM).as_posix()


def _layer(path: Path) -> str:
    return path.relative_to(PROGRAM).parts[0].removesuffix(".py")


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _calls(path: Path, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == name:
            yield node


@cache
def _imports(path: Path) -> frozenset[str]:
    """Every module a file imports, wherever it does so: also late and for type checking only."""
    found = set()
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{_name(path)}:{node.lineno} imports relatively"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(found | {ast.literal_eval(call.args[0]) for call in _calls(path, "late")})


def each_module(*layers: str) -> pytest.MarkDecorator:
    """One test for each module of these layers, of all where none is named."""
    chosen = [path for path in MODULES if not layers or _layer(path) in layers]
    return pytest.mark.parametrize("module", chosen, ids=_name)


@each_module(*MAY_IMPORT)
def test_imports_go_one_way(module: Path) -> None:
    layer = _layer(module)
    allowed = MAY_IMPORT[layer] | FOR_ALL | {layer}
    own = {name.split(".")[1] for name in _imports(module) if name.startswith("evaluator_app.")}
    assert own <= allowed, f"{layer} imports {sorted(own - allowed)}"


@each_module()
def test_only_known_layers(module: Path) -> None:
    assert _layer(module) in {*MAY_IMPORT, *FOR_ALL, "__main__", "__init__"}


@each_module()
def test_libraries_stay_in_their_layer(module: Path) -> None:
    used = {name.split(".")[0] for name in _imports(module)}
    strays = {library for library in used & ONLY_IN.keys() if ONLY_IN[library] != _layer(module)}
    assert not strays, f"{sorted(strays)} in {_layer(module)}"


@each_module()
def test_the_late_importer_is_the_only_one(module: Path) -> None:
    used = {name.split(".")[0] for name in _imports(module)} & {"importlib", "imp", "runpy"}
    assert not used or _name(module) == "late.py"
    assert not list(_calls(module, "__import__"))


@each_module("domain")
def test_domain_needs_nothing_but_the_standard_library_and_no_world(module: Path) -> None:
    used = {name.split(".")[0] for name in _imports(module)} - {"evaluator_app"}
    assert used <= sys.stdlib_module_names
    assert not used & OUTSIDE_DOMAIN
    assert not list(_calls(module, "open"))


@each_module("domain")
def test_domain_has_no_floats_but_refuses_them(module: Path) -> None:
    refusing = {id(kind) for call in _calls(module, "isinstance") for kind in call.args}
    for node in ast.walk(_tree(module)):
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float)), ast.unparse(node)
        assert not (isinstance(node, ast.Name) and node.id == "float") or id(node) in refusing


@each_module()
def test_files_are_written_in_one_place_only(module: Path) -> None:
    if MAY_WRITE & {_name(module), _layer(module)}:
        return
    writing = [call.lineno for name in WRITERS for call in _calls(module, name)]
    writing += [call.lineno for call in _calls(module, "open") if _opens_for_writing(call)]
    assert not writing, f"lines {writing}: use exchange/safe_writing.py"


def _opens_for_writing(call: ast.Call) -> bool:
    """Whether `open(path, mode)` or `path.open(mode)` may write; `archive.open(name, mode)` is no file."""
    place = 1 if isinstance(call.func, ast.Name) else 0
    modes: list[ast.expr] = [word.value for word in call.keywords if word.arg == "mode"]
    modes += call.args[place : place + 1]
    texts = [mode.value for mode in modes if isinstance(mode, ast.Constant) and isinstance(mode.value, str)]
    return any(MODE.fullmatch(text) and not set(text) <= set("rbt") for text in texts)


@each_module()
def test_a_module_says_what_it_holds(module: Path) -> None:
    if module.name == "__init__.py":
        assert module.read_bytes() == b""
        return
    first = module.read_text(encoding="utf-8").splitlines()[0]
    assert re.match(r'"""\S.*[.:。]', first), first


# Every file of the project


def _project_files(*suffixes: str) -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True).stdout
    paths = [ROOT / name for name in listed.decode().split("\0") if name.endswith(suffixes)]
    return [path for path in paths if path.is_file()]


def each_file(*suffixes: str) -> pytest.MarkDecorator:
    """One test for each file of the project that ends so."""
    files = _project_files(*suffixes)
    return pytest.mark.parametrize("file", files, ids=lambda path: path.relative_to(ROOT).as_posix())


ONE_LIST = ("domain/codes.py",)  # a name a line, with nothing to follow between them


@each_file(".py", ".spec")
def test_files_stay_short(file: Path) -> None:
    if file.as_posix().endswith(ONE_LIST):
        return
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 300


# Written so that this file does not find itself.
UNFINISHED = re.compile(r"\b(T[O]DO|F[I]XME|X[X]X|NotImplemented[E]rror)\b")
BARE_EXCEPTION = re.compile(
    r"# n[o]qa(?!: [A-Z]+\d+(, ?[A-Z]+\d+)* - \S)|# type: i[g]nore(?!\[[a-z, -]+\] *\S)"
)
OTHERS_MACHINES = re.compile(
    r"(?<![\w.])/(w[o]rk|r[o]ot|h[o]me/\w+|U[s]ers/\w+)/|\.\./s[h]ared|[A-Z]:\\Users\\\w"
)
HOW_IT_WAS_MADE = re.compile(
    r"(?<!Software-)\b(sub-?)?a[g]ents?\b|\bi[s]sue #?\d+|\bthe b[r]ief\b", re.IGNORECASE
)


@each_file(
    ".py", ".spec", ".toml", ".md", ".po", ".iss", ".desktop", ".xml", ".qss", ".svg", "run", ".gitignore"
)
def test_nothing_is_left_open_and_nothing_tells_of_the_making(file: Path) -> None:
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        for rule in (UNFINISHED, BARE_EXCEPTION, OTHERS_MACHINES, HOW_IT_WAS_MADE):
            assert not rule.search(line), f"{file.name}:{number}: {line.strip()}"
