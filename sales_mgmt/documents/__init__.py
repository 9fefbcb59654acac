"""Sales documents before posting: defaults, amounts, quantities, release, and one document made from another."""
