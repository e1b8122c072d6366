"""Minutes of the meetings of cells (biên bản của chi bộ): ordinary ones and the year-end review."""
