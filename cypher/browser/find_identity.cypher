// Find an identity by what you have in hand
// Purpose: who has this phone number, e-mail address, document, account or device, as the graph writes it?
// :param [text] => { MATCH (i:Identity)-[:HAS_PHONE]->(p:Phone) RETURN p.number AS text ORDER BY i.records DESC, p.number LIMIT 1 }
// Result: the identifier, everybody who has it, and through which link.
// Reads: every identifier once; a name is not searched for
MATCH (x:Phone|Email|Document|BankAccount|MobileAccount|Account|Device|IpAddress)
WHERE $text IN [x.number, x.address, x.account_id, x.device_id]
MATCH (i:Identity)-[has]->(x)
RETURN x, has, i
ORDER BY i.tier, i.id
LIMIT 100
