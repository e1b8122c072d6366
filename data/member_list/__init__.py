"""A member list in whatever shape it comes (danh sách đảng viên), and taking it over."""
