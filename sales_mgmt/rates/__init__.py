"""What depends on a day: exchange rates, VAT, terms, number series."""
