"""Taking over a list (nhập danh sách): who is who, what is kept, what is told."""
