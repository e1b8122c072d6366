"""Compiling of a part (biên dịch): from its source with tags to a program."""
