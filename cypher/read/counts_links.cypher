// How many links of a type there are.
// Names: Type. Result: count.
MATCH ()-[link:__Type__]->()
RETURN count(link)
