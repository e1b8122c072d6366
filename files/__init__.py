"""The ground for files (tệp): kinds told, spreadsheets read, wholly written or not at all."""
