from .graph import Graph


def difference(first: Graph, other: Graph) -> str | None:
    return None
