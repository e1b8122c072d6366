"""Puts small faults into the code and asks whether a test notices (thử bằng đột biến).

``python -m bench.mutation`` runs ``conventions`` and ``generators``, each with
the tests that belong to it, and prints the share of faults that were noticed and
every one that was not, with its line. ``--sample N --seed S`` takes the same N
faults every time.

A fault costs little: a server has imported and collected the tests once; a child
forked from it gets the changed function's code and runs only the tests that reach
this function, up to the first that fails. What ran already to make a constant of the
product has left its result there: such a fault, unnoticed so, is tried again in a
child that imports everything anew, like one outside functions. A child that uses more
than its share of time or memory counts as noticed. (mutmut copies the package's folder
and sees none of ours run: this package is the root of the repository.)

Faults that change nothing anybody can see stand, each with its reason, in
``equal_mutants.toml`` and do not count.
"""

from __future__ import annotations

import argparse
import ast
import gc
import json
import multiprocessing
import os
import pickle
import random
import resource
import signal
import sys
import tempfile
import time
import tomllib
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import cached_property, lru_cache
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any, TypeVar

import pytest
from _pytest.runner import runtestprotocol

from .mutators import MODULE, Change, changes

ROOT = Path(__file__).resolve().parent.parent
EQUAL_FILE = Path(__file__).resolve().parent / "equal_mutants.toml"
ROOMS = {
    "conventions": ("tests/conventions",),
    "generators": ("tests/generators", "tests/checking", "tests/batch/test_numbers.py"),
}
"""Folder of the product → the tests that have to notice its faults."""
_KEEPING = {"conventions": ("giayto", "tests"), "generators": ("giayto.generators", "tests")}
"""Folder → the modules whose caches may hold what it made: nothing below imports it."""

_SECONDS = 10
"""CPU time that a child may use at least; three times its tests' own time if that is more."""
_MEMORY = 4 << 30
_NO_PRODUCT = frozenset({"tests", "bench", ".venv"})
_NOT_NOTICED = "không phép thử nào thấy"
_NOT_REACHED = "không phép thử nào chạy tới"

_T = TypeVar("_T")

Place = tuple[str, str]
"""A function: the file below the root, the qualified name."""


@dataclass(frozen=True)
class Mutant:
    """One fault by name (một đột biến): the n-th change of a file, and what it changes."""

    path: str
    nth: int
    line: int
    function: str
    was: str
    now: str

    @property
    def place(self) -> Place:
        """The function it stands in."""
        return self.path, self.function

    @property
    def words(self) -> tuple[str, str, str, str]:
        """What names it although lines move: file, function, before, after."""
        return self.path, self.function, self.was, self.now


@dataclass
class Reach:
    """What the tests run (phép thử chạy tới đâu): measured once, before any fault.

    ``tests`` names the tests that enter a function; all of them for ``shared``
    ones, whose result one test makes and others use. ``at_import`` ones made
    constants of the product.
    """

    tests: dict[Place, list[str]] = field(default_factory=dict)
    at_import: set[Place] = field(default_factory=set)
    shared: set[Place] = field(default_factory=set)
    seconds: float = 0.0
    failed: str = ""


def main() -> None:
    """Runs what the arguments ask for and prints the report."""
    options = _options()
    _load_libraries()
    for room in [options.room] if options.room else list(ROOMS):
        _run_room(room, options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.mutation", description=__doc__)
    add = parser.add_argument
    add("--room", choices=list(ROOMS), help="one room; both without it")
    add("--file", default="", help="only files whose path holds this text")
    add("--sample", type=int, default=0, help="so many faults, 0 for all")
    add("--seed", type=int, default=1, help="which sample")
    add("--processes", type=int, default=2)
    add("--out", help="also write every outcome to this JSON file")
    add("--again", help="only what the run behind this JSON file left unnoticed")
    return parser.parse_args()


def _load_libraries() -> None:
    """Imports the libraries, and forgets the product: children import it changed."""
    import giayto.workspace  # noqa: F401

    for name in [n for n in sys.modules if n.split(".", 1)[0] == "giayto"]:
        del sys.modules[name]


def _run_room(room: str, options: argparse.Namespace) -> None:
    started = time.perf_counter()
    mutants = [m for m in _mutants(room) if options.file in m.path]
    total = len(mutants)
    equal = _equal(room)
    stale = [words for words in equal if words not in {m.words for m in _mutants(room)}]
    mutants = [m for m in mutants if m.words not in equal]
    left_out = total - len(mutants)
    if options.again:
        before = json.loads(Path(options.again).read_text(encoding="utf-8"))
        wanted = {(r["path"], r["function"], r["was"], r["now"]) for r in before if not r["by"]}
        mutants = [m for m in mutants if m.words in wanted]
    if options.sample and options.sample < len(mutants):
        mutants = sorted(
            random.Random(options.seed).sample(mutants, options.sample),
            key=lambda m: (m.path, m.nth),
        )
    reach = _forked(lambda: _measure(ROOMS[room], _KEEPING[room]))
    if reach is None or reach.failed:
        sys.exit(f"Phép thử phải qua hết trước đã: {reach and reach.failed}")
    outcomes = _tried(mutants, ROOMS[room], reach, options.processes)
    _report(room, outcomes, left_out, time.perf_counter() - started)
    for path, function, was, now in stale:
        print(f"equal_mutants.toml: không còn {path} {function}: {was} → {now}")
    if options.out:
        rows = [{**asdict(m), "by": by if _noticed(by) else ""} for m, by in outcomes]
        Path(options.out).write_text(json.dumps(rows, ensure_ascii=False, indent=1), "utf-8")


def _mutants(room: str) -> list[Mutant]:
    found = []
    for path in sorted((ROOT / room).rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        for nth, change in enumerate(changes(_tree(name))):
            was, now = ast.unparse(change.old), ast.unparse(change.new)
            found.append(Mutant(name, nth, change.line, change.function, was, now))
    return found


def _equal(room: str) -> set[tuple[str, str, str, str]]:
    entries = tomllib.loads(EQUAL_FILE.read_text(encoding="utf-8"))["equal"]
    return {
        (e["path"], e["function"], e["was"], e["now"])
        for e in entries
        if e["path"].startswith(f"{room}/")
    }


def _tree(name: str) -> ast.Module:
    return ast.parse((ROOT / name).read_text(encoding="utf-8"))


def _mutated(mutant: Mutant) -> CodeType:
    """The module's code with the fault in it."""
    tree = _tree(mutant.path)
    change: Change = next(c for nth, c in enumerate(changes(tree)) if nth == mutant.nth)
    change.apply()
    return compile(tree, str(ROOT / mutant.path), "exec", dont_inherit=True)


# --- measuring what the tests run ------------------------------------------------------


class _Measure:
    """Runs every test once and notes which functions of the product each one enters."""

    def __init__(self, keeping: tuple[str, ...]) -> None:
        self.reach = Reach()
        self.collecting = True
        self._keeping = keeping
        self._entered: set[Place] = set()
        self._places: dict[CodeType, Place | None] = {}

    def note(self, frame: Any, event: str, _: object) -> None:
        if event == "call":
            code = frame.f_code
            if code not in self._places:
                self._places[code] = _place(code)
            place = self._places[code]
            if place is not None and place not in self._entered:
                self._entered.add(place)
                if self.collecting and _imported_by_the_product(frame):
                    self.reach.at_import.add(place)
                if not self.collecting and _kept_for_others(frame):
                    self.reach.shared.add(place)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.collecting = False
        seconds: dict[str, float] = {}
        caches = _caches(self._keeping)
        for item, following in _pairs(session.items):
            for cache in caches:
                cache.cache_clear()
            self._entered = set()
            started = time.process_time()
            failed = _failed(item, following)
            seconds[item.nodeid] = time.process_time() - started
            self.reach.failed = self.reach.failed or failed
            for place in self._entered:
                self.reach.tests.setdefault(place, []).append(item.nodeid)
        self.reach.seconds = sum(seconds.values())
        for place in self.reach.shared:
            self.reach.tests[place] = list(seconds)
        for tests in self.reach.tests.values():
            tests.sort(key=seconds.__getitem__)
        return True


def _measure(tests: Sequence[str], keeping: tuple[str, ...]) -> Reach:
    plugin = _Measure(keeping)
    sys.setprofile(plugin.note)
    code = _pytest(tests, plugin)
    sys.setprofile(None)
    if code not in (0, 1):
        plugin.reach.failed = f"pytest {code}"
    return plugin.reach


def _imported_by_the_product(frame: Any) -> bool:
    """Whether a module of the product, being imported, has called this: a constant keeps it."""
    while frame is not None:
        code = frame.f_code
        if code.co_name == MODULE:
            return _place(code) is not None
        frame = frame.f_back
    return False


def _kept_for_others(frame: Any) -> bool:
    """Whether a session's fixture, or a rule set that lives as long, called this for all tests."""
    while frame is not None:
        code = frame.f_code
        if code.co_name == "pytest_fixture_setup":
            return True
        if code is cached_property.__get__.__code__:
            owner = type(frame.f_locals["instance"]).__module__
            return owner.startswith("giayto.conventions")
        frame = frame.f_back
    return False


def _caches(modules: tuple[str, ...]) -> list[Any]:
    """The caches of functions in these modules."""
    kind = type(lru_cache(len))
    return [c for c in gc.get_objects() if isinstance(c, kind) and c.__module__.startswith(modules)]


def _place(code: CodeType) -> Place | None:
    path = Path(code.co_filename)
    if not path.is_relative_to(ROOT) or path.relative_to(ROOT).parts[0] in _NO_PRODUCT:
        return None
    return path.relative_to(ROOT).as_posix(), code.co_qualname


# --- trying the faults -----------------------------------------------------------------


def _tried(
    mutants: Sequence[Mutant], tests: Sequence[str], reach: Reach, processes: int
) -> list[tuple[Mutant, str]]:
    """Every fault with the test that noticed it, in the order given."""
    fork = multiprocessing.get_context("fork")
    results = fork.SimpleQueue()
    workers = [
        fork.Process(target=_work, args=(mutants[n::processes], tests, reach, results))
        for n in range(processes)
    ]
    for worker in workers:
        worker.start()
    outcomes: dict[Mutant, str] = {}
    while len(outcomes) < len(mutants):
        if results.empty():
            if not any(worker.is_alive() for worker in workers) and results.empty():
                sys.exit(f"Chỉ thử được {len(outcomes)} trong {len(mutants)} đột biến.")
            time.sleep(0.1)
            continue
        mutant, by = results.get()
        outcomes[mutant] = by
        if sys.stderr.isatty() or len(outcomes) % 100 == 0:
            print(f"\r{len(outcomes)}/{len(mutants)}", end="", file=sys.stderr, flush=True)
    for worker in workers:
        worker.join()
    print(file=sys.stderr)
    return [(mutant, outcomes[mutant]) for mutant in mutants]


def _work(mutants: Sequence[Mutant], tests: Sequence[str], reach: Reach, results: Any) -> None:
    seconds = max(_SECONDS, 3 * reach.seconds)
    server = _Server([m for m in mutants if m.function != MODULE], reach, seconds, results)
    left = _forked(lambda: server.left_after(tests)) or []
    for mutant in [*left, *(m for m in mutants if m.function == MODULE)]:
        results.put((mutant, _noticed_by(lambda m=mutant: _tried_anew(m, tests), seconds)))


class _Server:
    """Holds the collected tests; forks a child for each fault."""

    def __init__(
        self, mutants: Sequence[Mutant], reach: Reach, seconds: float, results: Any
    ) -> None:
        self._mutants = mutants
        self._reach = reach
        self._seconds = seconds
        self._results = results
        room = mutants[0].path.split("/")[0] if mutants else ""
        self._keeping = _KEEPING.get(room, ())
        self._left: list[Mutant] = []

    def left_after(self, tests: Sequence[str]) -> list[Mutant]:
        """Collects the tests and tries every fault; those that must be tried anew."""
        _pytest(tests, self)
        return self._left

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = {item.nodeid: item for item in session.items}
        functions: dict[Place, list[FunctionType]] = {}
        for thing in gc.get_objects():
            if isinstance(thing, FunctionType) and (place := _place(thing.__code__)):
                functions.setdefault(place, []).append(thing)
        caches = _caches(self._keeping)
        noticed: Counter[str] = Counter()
        for mutant in self._mutants:
            # The tests that noticed most so far come first, then the quick ones.
            names = self._reach.tests.get(mutant.place, [])
            reaching = [items[name] for name in sorted(names, key=lambda n: -noticed[n])]

            def tried(mutant: Mutant = mutant, reaching: list[pytest.Item] = reaching) -> str:
                for cache in caches:
                    cache.cache_clear()
                return _tried_here(mutant, functions.get(mutant.place, ()), reaching)

            by = _noticed_by(tried, self._seconds) if reaching else _NOT_REACHED
            noticed[by] += 1
            if _noticed(by) or mutant.place not in self._reach.at_import:
                self._results.put((mutant, by))
            else:
                self._left.append(mutant)
        return True


def _tried_here(
    mutant: Mutant, functions: Iterable[FunctionType], items: Sequence[pytest.Item]
) -> str:
    """The first failing test with the function's code exchanged; empty when all pass."""
    for code in _codes(_mutated(mutant)):
        for function in functions:
            old = function.__code__
            if (code.co_qualname, code.co_firstlineno) == (old.co_qualname, old.co_firstlineno):
                function.__code__ = code
    return next(filter(None, (_failed(*pair) for pair in _pairs(items))), "")


def _codes(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from _codes(constant)


def _tried_anew(mutant: Mutant, tests: Sequence[str]) -> str:
    """The first failing test with the module imported changed; empty when all pass."""
    unchanged = SourceFileLoader.get_code
    path, code = str(ROOT / mutant.path), _mutated(mutant)

    def get_code(loader: SourceFileLoader, name: str) -> CodeType | None:
        return code if loader.path == path else unchanged(loader, name)

    SourceFileLoader.get_code = get_code  # type: ignore[method-assign]
    plugin = _UpToTheFirst(Path(path).stem)
    code_of_run = _pytest(tests, plugin)
    return plugin.failed or ("" if code_of_run == 0 else "không nạp được")


class _UpToTheFirst:
    """Runs the tests named like the module first, and stops at the first that fails."""

    def __init__(self, stem: str) -> None:
        self._stem = stem
        self.failed = ""

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = sorted(session.items, key=lambda item: self._stem not in item.nodeid)
        failures = (_failed(*pair) for pair in _pairs(items))
        self.failed = next(filter(None, failures), "") if not session.testsfailed else "nạp"
        return True


class _SameExamples:
    """The same few examples of hypothesis in every run."""

    @pytest.hookimpl(trylast=True)
    def pytest_configure(self) -> None:
        from hypothesis import settings

        settings.register_profile(
            "mutation", derandomize=True, max_examples=30, database=None, deadline=None
        )
        settings.load_profile("mutation")


def _pytest(tests: Sequence[str], plugin: object) -> int:
    with tempfile.TemporaryDirectory(prefix="giayto-mutation-") as folder:
        arguments = ["-q", "-s", f"--basetemp={folder}/t", *tests]
        return int(pytest.main(arguments, plugins=[plugin, _SameExamples()]))


def _pairs(items: Sequence[pytest.Item]) -> Iterator[tuple[pytest.Item, pytest.Item | None]]:
    return zip(items, [*items[1:], None], strict=True)


def _failed(item: pytest.Item, following: pytest.Item | None) -> str:
    """Runs one test; its name when it failed."""
    reports = runtestprotocol(item, log=False, nextitem=following)
    return item.nodeid if any(report.failed for report in reports) else ""


# --- children --------------------------------------------------------------------------


def _forked(work: Callable[[], _T], seconds: float = 0) -> _T | None:
    """The result of ``work`` in a child of its own; ``None`` when the child was ended."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.close(reading)
            if seconds:
                _limit(seconds)
            with _silence(), os.fdopen(writing, "wb") as pipe:
                pipe.write(pickle.dumps(work()))
            status = 0
        except Exception:
            traceback.print_exc()
        finally:
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        answer = pipe.read()
    os.waitpid(child, 0)
    return pickle.loads(answer) if answer else None


def _noticed_by(work: Callable[[], str], seconds: float) -> str:
    by = _forked(work, seconds)
    if by is None:
        return "quá thời gian hoặc bộ nhớ"
    return by or _NOT_NOTICED


def _limit(seconds: float) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 5))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    signal.alarm(int(seconds) * 20)


@contextmanager
def _silence() -> Iterator[None]:
    """What the tests print goes nowhere; an error of this program is still heard."""
    sys.stdout.flush()
    sys.stderr.flush()
    kept = [os.dup(1), os.dup(2)]
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept[0], 1)
        os.dup2(kept[1], 2)


# --- reporting -------------------------------------------------------------------------


def _noticed(by: str) -> bool:
    return by not in (_NOT_NOTICED, _NOT_REACHED)


def _report(room: str, outcomes: Sequence[tuple[Mutant, str]], equal: int, seconds: float) -> None:
    print(f"\n## {room}\n")
    print("| Tệp | Đột biến | Bị phát hiện | Tỷ lệ |\n|---|---:|---:|---:|")
    tried: Counter[str] = Counter(m.path for m, _ in outcomes)
    noticed: Counter[str] = Counter(m.path for m, by in outcomes if _noticed(by))
    for path, count in sorted(tried.items()):
        print(f"| {path} | {count} | {noticed[path]} | {noticed[path] / count:.0%} |")
    total, caught = len(outcomes), noticed.total()
    share = f"{caught / total:.1%}" if total else "–"
    print(f"| **cộng** | {total} | {caught} | {share} |")
    print(f"\nKhông tính {equal} đột biến không đổi gì. {seconds:.0f} giây.\n")
    for mutant, by in outcomes:
        if not _noticed(by):
            line = (ROOT / mutant.path).read_text(encoding="utf-8").splitlines()[mutant.line - 1]
            print(f"{mutant.path}:{mutant.line} {mutant.function} ({by})")
            print(f"    {line.strip()}\n    {mutant.was}  →  {mutant.now}")


if __name__ == "__main__":
    main()
