"""The invented ward (phường mẫu), complete for one season."""
