// A role that reads the graph and nothing else: Enterprise edition and Aura Business Critical or Virtual Dedicated Cloud
// NOT RUN IN OUR TESTS: the Community edition they run on has no roles; it reads the statements and says so. An administrator runs these on the `system` database.
// Several statements, so no saved query. `neo4j` is the database of the graph.
CREATE ROLE identity_graph_analyst IF NOT EXISTS;
GRANT ACCESS ON DATABASE neo4j TO identity_graph_analyst;
GRANT MATCH {*} ON GRAPH neo4j ELEMENTS * TO identity_graph_analyst;
GRANT SHOW CONSTRAINTS ON DATABASE neo4j TO identity_graph_analyst;
GRANT SHOW INDEXES ON DATABASE neo4j TO identity_graph_analyst;
// What analysts need not see: the store's own nodes, biometric templates, and what records say in full.
DENY MATCH {*} ON GRAPH neo4j NODES _Head, _Block, _Run, _Vertex TO identity_graph_analyst;
DENY READ {template_id} ON GRAPH neo4j NODES FaceTemplate TO identity_graph_analyst;
// Take the two slashes away where analysts may not read the records' own words:
// DENY READ {data} ON GRAPH neo4j NODES Record TO identity_graph_analyst;
CREATE USER analyst IF NOT EXISTS SET PASSWORD $password CHANGE REQUIRED;
GRANT ROLE identity_graph_analyst TO analyst;
