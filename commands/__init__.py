"""The commands (các lệnh), one file a group; ``cli.py`` finds them here."""
