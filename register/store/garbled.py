"""Values no register writes (giá trị hỏng): a file can be whole for SQLite and wrong in a cell.

A flipped bit makes a date no date and a number a text; whoever reads such a row
would break down, or count on from it.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Connection, Date, Integer, Table, Text, inspect

from .schema import entries, history

_MOST = 2**31 - 1
# A change is told as a pair: what was, what is.
_PAIRS = (
    "CASE WHEN json_valid(details) THEN json_type(details) = 'object' AND NOT EXISTS (SELECT 1"
    " FROM json_each(details) WHERE type <> 'array' OR json_array_length(value) <> 2) ELSE 0 END"
)


def garbled_rows(connection: Connection) -> int:
    """How many rows of a SQLite register hold a value that cannot be one."""
    found = 0
    there = inspect(connection)
    for table, more in ((entries, ""), (history, _PAIRS)):
        if not there.has_table(table.name):
            continue
        names = {column["name"] for column in there.get_columns(table.name)}
        wanted = " AND ".join(filter(None, (*_conditions(table, names), more)))
        found += connection.exec_driver_sql(
            f"SELECT count(*) FROM {table.name} WHERE NOT coalesce({wanted}, 0)"
        ).scalar_one()
    return found


def _conditions(table: Table, there: set[str]) -> list[str]:
    """What must be true of each row; an older register has fewer columns."""
    columns = (column for column in table.columns if column.name in there)
    return [
        f"({_condition(c)} OR {c.name} IS NULL)" if c.nullable else _condition(c) for c in columns
    ]


def _condition(column: Column[object]) -> str:
    name, kind = column.name, column.type
    if isinstance(kind, Text):
        return f"typeof({name}) = 'text'"
    if isinstance(kind, Date):
        return f"date({name}, '+0 days') IS {name}"
    if isinstance(kind, Boolean):
        return f"{name} IN (0, 1)"
    assert isinstance(kind, Integer)
    return f"typeof({name}) = 'integer' AND {name} BETWEEN 0 AND {_MOST}"
