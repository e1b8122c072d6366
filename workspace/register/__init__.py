"""The register seen from a workspace (sổ văn bản của nơi làm việc)."""
