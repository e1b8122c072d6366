"""One cell to one value (đọc ô): text, dates, numbers, marks, old fonts."""
