"""Measures the Word machinery side by side with others: ``python -m bench``.

Prints one table for each kind of paper, then merging, memory and PDF. Equality
of the documents is checked before anything is timed. Every method runs once in
each round, in shuffled order, so that a slow moment of the machine hits all
alike; the figures are medians, the ratios are medians of the ratios of a round.
"""

from __future__ import annotations

import argparse
import gc
import importlib.metadata
import os
import platform
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
if __package__ in (None, ""):
    sys.path.insert(0, str(ROOT))


from bench import methods, own_paper, samples  # noqa: E402
from bench.equality import check_equal  # noqa: E402
from giayto.rendering import CompiledTemplate  # noqa: E402
from giayto.rendering.merge.documents import merge_records  # noqa: E402
from giayto.rendering.pdf import find_libreoffice, to_pdf  # noqa: E402

Record = dict[str, Any]


def main() -> None:
    """Runs everything that the arguments ask for."""
    options = _options()
    if options.only:
        with tempfile.TemporaryDirectory(prefix="giayto-bench-") as name:
            _ONLY[options.only](Path(name), getattr(options, options.only), options.processes)
        return
    _print_machine()
    kinds: list[tuple[str, bytes, Callable[[int], Record], int]] = [
        ("(a) bản kiểm điểm Mẫu 02C", own_paper.master(), own_paper.record, options.docs),
        ("(b) danh sách 300 dòng", samples.long_list(), _list_record, max(20, options.docs // 10)),
        ("(c) mẫu có đủ kiểu chữ, 38 kB", samples.word_made(), samples.form_record, options.docs),
    ]
    if options.template:
        source = Path(options.template).read_bytes()
        context = samples.form_record
        if options.record:
            import json

            one = json.loads(Path(options.record).read_text(encoding="utf-8"))

            def context(_: int) -> Record:
                return dict(one)

        kinds = [(Path(options.template).name, source, context, options.docs)]
    with tempfile.TemporaryDirectory(prefix="giayto-bench-", dir=options.folder) as name:
        folder = Path(name)
        for title, source, record, count in kinds[: options.kinds]:
            _compare(title, source, record, count, folder, options)
        if not options.template:
            for name in ("merge", "memory", "sustained", "pdf"):
                _alone(name, getattr(options, name), options.processes)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    add = parser.add_argument
    add("--rounds", type=int, default=5, help="rounds of every method")
    add("--docs", type=int, default=500, help="documents a round (docxtpl: a tenth)")
    add("--kinds", type=int, default=3, help="how many kinds of paper, from (a)")
    add("--processes", type=int, default=os.cpu_count() or 1)
    add("--merge", type=int, default=5000, help="records in the merged file, 0 for none")
    add("--memory", type=int, default=10_000, help="documents for the memory curve, 0 for none")
    add("--sustained", type=int, default=0, help="documents in one long run, 0 for none")
    add("--pdf", type=int, default=40, help="documents to PDF, 0 for none")
    add("--only", choices=["merge", "memory", "sustained", "pdf"], help="one of these, alone")
    add("--folder", help="write here instead of the system's temporary folder")
    add("--template", help="measure this .docx instead of the samples")
    add("--record", help="JSON file with the record for --template")
    return parser.parse_args()


def _list_record(_: int) -> Record:
    return samples.list_record(300)


def _print_machine() -> None:
    names = ["docxtpl", "python-docx", "jinja2", "lxml", "isal", "docx-mailmerge2"]
    versions = []
    for name in names:
        try:
            versions.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            versions.append(f"{name} –")
    print(f"{platform.platform()}, {os.cpu_count()} CPU, Python {platform.python_version()}")
    print(", ".join(versions))


def _compare(
    title: str,
    source: bytes,
    record: Callable[[int], Record],
    count: int,
    folder: Path,
    options: argparse.Namespace,
) -> None:
    path = folder / "mau.docx"
    path.write_bytes(source)
    started = time.perf_counter()
    compiled = {c: CompiledTemplate.load(source, compressor=c) for c in _compressors()}
    load = (time.perf_counter() - started) / len(compiled)
    records = [record(number) for number in range(count)]
    checked = check_equal(source, compiled["zlib"], records[:20])
    xml = len(compiled["zlib"].render_parts(records[0])["word/document.xml"])
    print(f"\n## {title}\n")
    print(
        f"Mẫu {len(source) / 1000:.0f} kB, document.xml {xml / 1000:.0f} kB; biên dịch"
        f" {load * 1000:.0f} ms; {checked} bản so với docxtpl: bằng nhau.\n"
    )
    few = max(5, count // 10)
    runs: dict[str, tuple[methods.Method, int]] = {
        "docxtpl, vòng lặp thường": (methods.docxtpl_loop(path), few),
        "docxtpl, một đối tượng": (methods.docxtpl_one_object(path), few),
    }
    others = {
        "docx-mailmerge2 (không điều kiện, không bảng)": methods.mailmerge(path),
        "docxtpl-ng": methods.other_engine("docxtpl-ng", path),
        "rust-docxtpl": methods.other_engine("rust-docxtpl", path),
    }
    runs.update({name: (run, few) for name, run in others.items() if run is not None})
    for name, template in compiled.items():
        runs[f"giayto, {name}, trong bộ nhớ"] = (methods.ours(template, disk=False), count)
        runs[f"giayto, {name}, ra đĩa"] = (methods.ours(template, disk=True), count)
        runs[f"sàn: nén {name} + ghi tệp"] = (methods.floor(template, records), count)
    _table(_rounds(runs, records, folder, options.rounds), list(compiled))
    many = records * max(1, 4000 // count)
    fast = compiled["isal" if "isal" in compiled else "zlib"]
    place = folder / f"tien-trinh-{len(list(folder.iterdir()))}"
    place.mkdir()
    run = methods.ours_in_processes(fast, options.processes)
    seconds = _time(run, many, place)
    print(
        f"\ngiayto, {fast.compressor}, {options.processes} tiến trình, {len(many)} bản ra đĩa"
        f" (kể cả khởi động): {len(many) / seconds:.0f} bản/giây"
    )


def _compressors() -> list[Any]:
    try:
        import isal  # noqa: F401
    except ImportError:
        return ["zlib"]
    return ["zlib", "isal"]


def _rounds(
    runs: dict[str, tuple[methods.Method, int]],
    records: Sequence[Record],
    folder: Path,
    rounds: int,
) -> dict[str, list[float]]:
    """Seconds per document of every method in every round."""
    times: dict[str, list[float]] = {name: [] for name in runs}
    order = random.Random(1)
    for turn in range(rounds):
        names = list(runs)
        order.shuffle(names)
        for name in names:
            run, count = runs[name]
            # New folders, nothing overwritten or deleted between rounds: replacing a file
            # makes ext4 write it out at once, and names freed just before are slow to reuse.
            place = folder / f"ra-{len(list(folder.iterdir()))}-{turn}"
            place.mkdir()
            times[name].append(_time(run, records[:count], place) / count)
    return times


def _time(run: methods.Method, records: Sequence[Record], folder: Path) -> float:
    gc.collect()
    os.sync()
    started = time.perf_counter()
    run(records, folder)
    return time.perf_counter() - started


def _table(times: dict[str, list[float]], compressors: Sequence[str]) -> None:
    base = next(iter(times.values()))
    print("| cách làm | bản/giây | ms/bản | nhỏ nhất..lớn nhất | lần docxtpl | so với sàn |")
    print("|---|---|---|---|---|---|")
    for name, values in times.items():
        ratio = statistics.median(b / v for b, v in zip(base, values, strict=True))
        above = ""
        for compressor in compressors:
            if name == f"giayto, {compressor}, ra đĩa":
                ground = times[f"sàn: nén {compressor} + ghi tệp"]
                share = statistics.median(v / g for v, g in zip(values, ground, strict=True))
                above = f"{share:.2f}"
        middle = statistics.median(values)
        print(
            f"| {name} | {1 / middle:.0f} | {middle * 1000:.3f} |"
            f" {min(values) * 1000:.3f}..{max(values) * 1000:.3f} | {ratio:.1f} | {above} |"
        )


def _merge(folder: Path, count: int, _: int) -> None:
    template = CompiledTemplate.load(samples.form())
    out = folder / "gop.docx"
    started = time.perf_counter()
    done = merge_records(template, (samples.form_record(n) for n in range(count)), out)
    seconds = time.perf_counter() - started
    print(
        f"\n## Gộp\n\n{done} bản vào một tệp: {seconds:.2f} giây ({done / seconds:.0f} bản/giây,"
        f" kể cả tạo dữ liệu), {out.stat().st_size / 1e6:.1f} MB, bộ nhớ đỉnh {_peak():.0f} MB"
    )


def _memory(folder: Path, count: int, _: int) -> None:
    template = CompiledTemplate.load(samples.form())
    print("\n## Bộ nhớ\n\n| sau bản thứ | RSS, MB |\n|---|---|")
    place = folder / "bo-nho"
    place.mkdir()
    for number in range(1, count + 1):
        template.render_to(f"{place}/{number % 100}.docx", samples.form_record(number))
        if number in (100, 1_000, 10_000, count):
            print(f"| {number} | {_resident():.1f} |")


def _sustained(folder: Path, count: int, processes: int) -> None:
    """One long run: every process makes its own shard, all into folders of 1,000 files."""
    template = CompiledTemplate.load(samples.form())
    records = [samples.form_record(number) for number in range(1000)]
    for start in range(0, count, 1000):
        (folder / "dai" / str(start // 1000)).mkdir(parents=True)
    started = time.perf_counter()
    children = []
    for shard in range(processes):
        child = os.fork()
        if child == 0:
            for number in range(shard, count, processes):
                place = f"{folder}/dai/{number // 1000}/{number}.docx"
                template.render_to(place, records[number % 1000])
            print(f"\n(tiến trình {shard}: bộ nhớ đỉnh {_peak():.0f} MB)", flush=True)
            os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    seconds = time.perf_counter() - started
    print(f"\n{count} bản, {processes} tiến trình: {seconds:.1f} giây ({count / seconds:.0f}/giây)")


def _pdf(folder: Path, count: int, _: int) -> None:
    if find_libreoffice() is None:
        return
    template = CompiledTemplate.load(samples.form())
    paths = []
    for number in range(count):
        paths.append(folder / f"pdf-{number}.docx")
        template.render_to(paths[-1], samples.form_record(number))
    started = time.perf_counter()
    results = to_pdf(paths, folder / "pdf", workers=2)
    seconds = time.perf_counter() - started
    good = sum(result.error is None for result in results)
    print(
        f"\n## PDF\n\n{good} bản, 2 LibreOffice: {seconds:.1f} giây"
        f" ({seconds / count * 1000:.0f} ms/bản)"
    )


_ONLY = {"merge": _merge, "memory": _memory, "sustained": _sustained, "pdf": _pdf}


def _alone(name: str, count: int, processes: int) -> None:
    """Runs one measurement in a fresh process: memory of others must not count."""
    if count:
        sys.stdout.flush()
        command = [sys.executable, __file__, "--only", name, f"--{name}", str(count)]
        subprocess.run([*command, "--processes", str(processes)], check=True)


def _resident() -> float:
    """Resident memory now, in MB (Linux; elsewhere the peak)."""
    statm = Path("/proc/self/statm")
    if statm.exists():
        return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    return _peak()


def _peak() -> float:
    """Highest resident memory of this process, in MB."""
    status = Path("/proc/self/status")
    if status.exists():  # ru_maxrss would count the parent's memory at the time of the fork
        line = next(x for x in status.read_text().splitlines() if x.startswith("VmHWM"))
        return int(line.split()[1]) * 1024 / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


if __name__ == "__main__":
    main()
