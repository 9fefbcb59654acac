"""The pure half of posting: from facts to a plan or to findings. Imports no frappe."""
