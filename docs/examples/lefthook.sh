lefthook install
