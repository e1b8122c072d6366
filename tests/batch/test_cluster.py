"""A Dask cluster: a real scheduler and two workers on this computer, one killed half-way."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from giayto.batch.cluster import exposed
from giayto.cli import main
from giayto.data.workbook.write import create_workbook
from giayto.errors import OutputError, UsageError
from tests.batch.cases import big_ward, documents, on_file, read_manifest, reviews, run
from tests.wards import small_dataset, small_ward

pytest.importorskip("distributed", reason="needs giayto[dask]")
pytestmark = pytest.mark.filterwarnings("ignore")  # Dask's own warnings are not ours to fix
ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def program(*arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """One of Dask's programs, ended at the end."""
    with subprocess.Popen(
        [sys.executable, "-m", *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


@contextmanager
def cluster(
    folder: Path, *options: str, **client: Any
) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and two workers with these options; gives the address and the workers."""
    told = folder / "scheduler.json"
    with ExitStack() as held:
        held.enter_context(
            program(
                "distributed.cli.dask_scheduler",
                "--host",
                "127.0.0.1",
                "--port",
                "0",
                "--no-dashboard",
                "--scheduler-file",
                str(told),
                *options,
            )
        )
        deadline = time.monotonic() + 60
        while not told.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        address = json.loads(told.read_text())["address"]
        workers = [
            held.enter_context(
                program(
                    "distributed.cli.dask_worker",
                    address,
                    "--nthreads",
                    "1",
                    "--no-nanny",
                    "--no-dashboard",
                    "--local-directory",
                    str(folder / f"w{number}"),
                    *(option for option in options if option not in ("--protocol", "tls")),
                )
            )
            for number in range(2)
        ]
        from distributed import Client

        with Client(address, timeout=60, **client) as seen:  # type: ignore[no-untyped-call]
            seen.wait_for_workers(2, timeout=60)
        yield address, workers


def test_a_cluster_makes_the_same_documents_though_a_worker_dies(tmp_path: Path) -> None:
    ward = big_ward(600, cells=3)
    run(reviews(ward), tmp_path / "here", processes=1)
    shared = tmp_path / "shared"
    with cluster(tmp_path) as (address, workers):

        def kill_one(done: int, total: int) -> None:
            if done >= 150:
                workers[0].kill()

        report = run(reviews(ward), shared, cluster=address, progress=kill_one)
        assert workers[0].wait(timeout=30) != 0
        again = run(reviews(ward), shared, cluster=address)
    assert report.failed == [] and report.done == 604
    assert documents(shared) == documents(tmp_path / "here")
    assert {p: e.output for p, e in on_file(shared).items()} == documents(shared)
    assert again.done == 0 and again.unchanged.total() == 604


def test_a_cluster_writes_to_a_storage_that_fsspec_knows(tmp_path: Path) -> None:
    ward = big_ward(60, cells=2)
    run(reviews(ward), tmp_path / "here", processes=1)
    store, manifest = tmp_path / "store", tmp_path / "nhat-ky-kho.jsonl"
    url = f"file://{store}"
    with cluster(tmp_path) as (address, _):
        report = run(reviews(ward), url, cluster=address, manifest=manifest, print_files=True)
        assert report.failed == [] and report.done == 64
        again = run(reviews(ward), url, cluster=address, manifest=manifest)
    singles = {p: d for p, d in documents(store).items() if "/in-" not in p}
    assert singles == documents(tmp_path / "here")
    assert {e.path for e in read_manifest(manifest)} == set(documents(store))
    assert again.done == 0


def test_a_storage_elsewhere_needs_a_manifest_here() -> None:
    with pytest.raises(UsageError):
        run(reviews(small_ward()), "memory://nowhere")


def test_a_storage_in_memory_serves_one_process(tmp_path: Path) -> None:
    ward = small_ward()
    manifest = tmp_path / "m.jsonl"
    for expected in (4, 0):
        report = run(reviews(ward), "memory://giayto-thu", manifest=manifest, processes=1)
        assert report.failed == [] and report.done == expected


def test_a_cluster_that_does_not_answer_is_said(tmp_path: Path) -> None:
    from giayto.batch import cluster as batch_cluster

    before, batch_cluster._CONNECT_SECONDS = batch_cluster._CONNECT_SECONDS, 1
    try:
        with pytest.raises(OutputError) as caught:
            run(reviews(small_ward()), tmp_path, cluster="tcp://127.0.0.1:9")
    finally:
        batch_cluster._CONNECT_SECONDS = before
    assert "tcp://127.0.0.1:9" in caught.value.what


@pytest.mark.parametrize(
    ("address", "open_to_others"),
    [
        ("tcp://10.0.0.5:8786", True),
        ("10.0.0.5:8786", True),
        ("tcp://may-chu:8786", True),
        ("tcp://127.0.0.1.evil.example:8786", True),
        ("ws://10.0.0.5:8786", True),
        ("tcp://0.0.0.0:8786", True),
        ("tcp://[2001:db8::1]:8786", True),
        ("tcp://127.0.0.1:8786", False),
        ("localhost:8786", False),
        ("tcp://[::1]:8786", False),
        ("tls://10.0.0.5:8786", False),
    ],
)
def test_a_cluster_that_others_could_answer_for_is_known(
    address: str, open_to_others: bool
) -> None:
    assert exposed(address) is open_to_others


def test_tao_warns_of_a_cluster_without_tls(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("giayto.batch.cluster._CONNECT_SECONDS", 0.2)
    create_workbook(tmp_path / "du-lieu.xlsx", small_dataset(), example=False)
    words = ["tao", "kiem-diem", "-C", str(tmp_path), "--van-tao", "--dask"]
    assert main([*words, "tcp://192.0.2.1:8786"]) == 1
    assert "không mã hoá" in capsys.readouterr().err
    assert main([*words, "tcp://127.0.0.1:9"]) == 1
    assert "không mã hoá" not in capsys.readouterr().err


def test_tls_without_certificates_is_refused_with_the_settings_to_make(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        run(reviews(small_ward()), tmp_path, cluster="tls://127.0.0.1:9")
    assert "DASK_DISTRIBUTED__COMM__TLS__CA_FILE" in str(caught.value.fix)


@pytest.mark.skipif(shutil.which("openssl") is None, reason="makes certificates with openssl")
def test_a_cluster_works_over_tls(tmp_path: Path) -> None:
    import dask
    from distributed.security import Security

    certificate, key = tmp_path / "c.pem", tmp_path / "c.key"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
         "/CN=giayto", "-keyout", key, "-out", certificate],
        check=True,
        capture_output=True,
    )  # fmt: skip
    files = {"ca-file": str(certificate)} | {
        f"{role}.{part}": str(path)
        for role in ("client", "scheduler", "worker")
        for part, path in (("cert", certificate), ("key", key))
    }
    options = ("--tls-ca-file", "--tls-cert", "--tls-key")
    shown = [
        word for pair in zip(options, (certificate, certificate, key), strict=True) for word in pair
    ]
    ward = small_ward()
    with dask.config.set({f"distributed.comm.tls.{name}": path for name, path in files.items()}):
        security = Security(require_encryption=True)  # type: ignore[no-untyped-call]
        with cluster(tmp_path, "--protocol", "tls", *map(str, shown), security=security) as (at, _):
            assert at.startswith("tls://")
            report = run(reviews(ward), tmp_path / "ra", cluster=at)
    assert report.failed == [] and report.done == 4
