"""Templates checked before papers are made with them (kiểm tra mẫu)."""
