// A page of the documents that are of none of these schemes, or whose check digit is wrong.
// Names: Kind. Parameters: after, limit (nodes of the page), schemes. Result: their ids, the last id of the page.
MATCH (document:__Kind__)
WHERE document.id > $after
WITH document ORDER BY document.id LIMIT $limit
WITH document.id AS id, document.scheme IN $schemes AND coalesce(document.valid, true) AS is_good
RETURN collect(CASE WHEN NOT is_good THEN id END), max(id)
