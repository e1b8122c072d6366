"""The .docx package (gói Word): opened with distrust, checked, written again."""
