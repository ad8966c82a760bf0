"""Plan targets as open data: read packages, check them, derive results, write the site."""
