"""The sandbox (hộp cát): what a template may reach, print and cost."""
