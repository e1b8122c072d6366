"""What declared papers print beside their record (các phần nội dung): one function a part."""
