"""The two tables of the register as queries see them; `migrations` makes them."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Date, Integer, MetaData, Table, Text

metadata = MetaData()

entries = Table(
    "register_entries",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("body_code", Text, nullable=False),
    Column("body_name", Text, nullable=False),
    Column("body_symbol", Text, nullable=False),
    Column("type_key", Text, nullable=False),
    Column("term", Text, nullable=False),
    Column("congress", Boolean, nullable=False),
    Column("series", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("symbol", Text, nullable=False),
    Column("document_date", Date),
    Column("abstract", Text, nullable=False),
    Column("recipients", Text, nullable=False),
    Column("signer", Text, nullable=False),
    Column("keeper", Text, nullable=False),
    Column("copies", Integer),
    Column("note", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("file_hash", Text, nullable=False),
    Column("paper", Text),
    Column("record", Text),
    Column("state", Text, nullable=False),
    Column("cancel_reason", Text, nullable=False),
    Column("issued_by", Text, nullable=False),
    Column("issued_at", Text, nullable=False),
    Column("search_text", Text, nullable=False),
    Column("body_id", Text, nullable=False, default=""),
    Column("sent_on", Date),
)

history = Table(
    "register_history",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("entry_id", BigInteger, nullable=False),
    Column("action", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("details", Text, nullable=False),
)
