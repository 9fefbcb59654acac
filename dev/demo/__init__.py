"""The demo: the company of `fixtures/` and one sale told from quote to payment. Runs inside a connected site."""
