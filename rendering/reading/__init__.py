"""Reading of a template (đọc mẫu): as a tree, before any step on its text."""
