"""The Word masters of a workspace (mẫu của nơi làm việc), one job a module."""
