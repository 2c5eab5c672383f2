// Projects the selection for the Graph Data Science plug-in: each pair of linked nodes once, with the sum of weights.
// Names: Types, Sources (kinds of what links lead from), Kinds (of vertices without links). Parameters: projection (its
// name), alone (whether there are such kinds), both (whether links lead both ways), weight (property; null: every link
// weighs 1), tiers (empty: all), generic (ids of targets that are left out), undirected (types that lead both ways).
// Result: how many vertices there are, the least weight, the largest.
CALL {
  MATCH (node:__Sources__)-[link:__Types__]->(target)
  WHERE (size($tiers) = 0 OR link.tier IN $tiers) AND NOT target.id IN $generic
  WITH CASE WHEN $both AND target.id < node.id THEN target ELSE node END AS source,
    CASE WHEN $both AND target.id < node.id THEN node ELSE target END AS target, CASE
      WHEN $weight IS NULL THEN 1.0
      WHEN link[$weight] IS :: FLOAT NOT NULL OR link[$weight] IS :: INTEGER NOT NULL THEN toFloat(link[$weight])
      ELSE 1.0
    END AS weight
  WITH source, target, CASE WHEN $weight IS NULL THEN [1.0] ELSE collect(weight) END AS weights
  UNWIND weights AS weight
  WITH source, target, weight ORDER BY weight
  WITH source, target, collect(weight) AS weights
  RETURN source, CASE WHEN source = target THEN null ELSE target END AS target,
    reduce(sum = 0.0, weight IN weights | sum + weight) AS weight, weights[0] AS least, weights[-1] AS most
  UNION ALL
  MATCH (source:__Kinds__)
  WHERE $alone AND NOT source.id IN $generic
  RETURN source, null AS target, 0.0 AS weight, 0.0 AS least, 0.0 AS most
}
WITH gds.graph.project(
    $projection, source, target,
    {relationshipProperties: {weight: weight}},
    {undirectedRelationshipTypes: $undirected}
  ) AS made, min(least) AS least, max(most) AS most
RETURN made.nodeCount, least, most
