"""Which column of a list is what (hiểu cột): heads, names in parts, ticks, dates month first."""
