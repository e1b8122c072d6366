"""Declared papers (giấy tờ khai báo), not programmed: the built-in ones, the office's own."""
