"""The service: the identity graph over GraphQL. It asks `identity_graph.graph.IdentityGraph` for all it knows."""
