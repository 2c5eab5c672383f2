// Makes the working vertices of some nodes, numbered one after the other.
// Parameters: run (its number), ids (one text), separator, first (their first number), value (what every vertex begins
// with; null: its number).
WITH split($ids, $separator) AS ids
UNWIND range(0, size(ids) - 1) AS place
CREATE (:_Vertex {
  run: $run, id: ids[place], number: $first + place,
  even: coalesce($value, $first + place), odd: coalesce($value, $first + place)
})
