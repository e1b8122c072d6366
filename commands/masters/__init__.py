"""``giayto mau …``: the Word masters on the command line (mẫu Word), one file a command."""
