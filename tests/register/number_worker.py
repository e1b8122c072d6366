"""A process that asks for numbers, as a clerk's machine would; run by test_concurrency.

Arguments: address, worker's name, how many, "keyed" or "unkeyed", and whose
papers they are (the identity of a ward, or nothing). It opens the
register, says "ready", waits for a line, then prints every number it was given.
"""

from __future__ import annotations

import datetime as dt
import sys

from giayto.register import DocumentKey, IssueRequest, open_register


def main(address: str, name: str, count: str, mode: str, body_id: str = "") -> None:
    register = open_register(address, who=name)
    print("ready", flush=True)
    sys.stdin.readline()
    for index in range(int(count)):
        key = DocumentKey("thong-bao", f"{name}-{index}") if mode == "keyed" else None
        entry = register.issue(
            IssueRequest(
                body_code="DU",
                body_name="Đảng uỷ phường Hoa Sen",
                body_symbol="ĐU",
                type_key="thong_bao",
                term="2025-2030",
                document_date=dt.date(2026, 6, 5),
                abstract=f"{name} {index}",
                key=key,
                body_id=body_id,
            )
        )
        print(entry.number, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
