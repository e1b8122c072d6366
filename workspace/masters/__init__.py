"""The Word masters for programs (mẫu Word): one module a job, behind ``giayto mau``."""
