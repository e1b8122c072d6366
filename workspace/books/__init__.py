"""What is shown as Excel workbooks (bảng Excel): grading, overview, summary, commendations."""
