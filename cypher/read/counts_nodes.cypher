// How many nodes of a kind there are.
// Names: Kind. Result: count.
MATCH (n:__Kind__)
RETURN count(n)
