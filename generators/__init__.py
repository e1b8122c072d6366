"""One module per paper (mỗi loại giấy tờ một tệp), and the batch that runs them."""
