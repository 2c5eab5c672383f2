"""What the store asks a Gremlin server, as functions named as the methods of `GraphStore` that use them.

Only what Neptune runs itself: no lambda, no script, no list cardinality, no OLAP step, no ``inject``; ids are text.
A test walks every traversal's bytecode.
"""
