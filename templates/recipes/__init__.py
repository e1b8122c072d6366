"""The recipes that build the masters (công thức dựng mẫu)."""
