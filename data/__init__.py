"""Member and unit data: the field catalogue, models, readers, checks, the sample ward."""
