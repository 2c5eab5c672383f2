// How sure the graph is, by tier
// Purpose: how many identities of each tier are there, and how many records do they hold? See the guide to tiers.
// Result: one line for each tier, A (surest) to D.
// Reads: every identity once
MATCH (i:Identity)
RETURN i.tier AS tier, count(i) AS identities, sum(i.records) AS records
ORDER BY tier
