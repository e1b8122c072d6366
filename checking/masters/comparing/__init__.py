"""An office's master against the built-in one (so mẫu): who changed what, and what to take over."""
