// Identifiers that many identities share
// Purpose: which phone, device, address or account brings many people together? A ring, or a place where many live.
// :param least => 4
// Result: the twelve most shared identifiers and everybody who has them.
// Reads: every identifier once
MATCH (hub:Phone|Email|Address|BankAccount|MobileAccount|Device|IpAddress|Account|Document|FaceTemplate)
WHERE COUNT { (hub)<--(:Identity) } >= $least
WITH hub, COUNT { (hub)<--(:Identity) } AS identities
ORDER BY identities DESC, hub.id
LIMIT 12
MATCH (i:Identity)-[has]->(hub)
RETURN hub, identities, has, i
ORDER BY identities DESC, hub.id, i.id
LIMIT 500
