"""Where the register lies (nơi giữ sổ): database, engine, backups, what a shared drive allows."""
