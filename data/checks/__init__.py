"""What is wrong or odd in the data (kiểm tra dữ liệu); each subject has its own module."""
