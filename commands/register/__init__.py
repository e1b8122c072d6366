"""``giayto so …``: the register of outgoing documents on the command line (sổ văn bản đi)."""
