"""What all ledgers have in common: nobody changes them, their dimensions, the accounts they may use."""
