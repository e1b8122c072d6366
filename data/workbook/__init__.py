"""The clerk's own book (sổ ``du-lieu.xlsx``): written, read, edited in place."""
