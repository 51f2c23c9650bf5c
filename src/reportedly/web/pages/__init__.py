"""One module a page: what was asked for -> what its template shows."""
