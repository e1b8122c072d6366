"""The register as files (xuất sổ): Excel, Word, and the columns of the printed book."""
