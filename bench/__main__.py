"""``python -m bench``, from the root of the repository."""

from .run import main

main()
