prek install
