"""Who is the same person: an identity graph with a probability, a reason and an audit trail for every decision."""
