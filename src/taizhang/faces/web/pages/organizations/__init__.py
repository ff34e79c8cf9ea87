"""Party organisations: how they hang together on a day, what each is and was, and every dated change to them."""
