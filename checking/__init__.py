"""Reports on templates (kiểm tra mẫu): what would fail, found before papers are made."""
