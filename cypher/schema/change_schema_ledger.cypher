// A change set stands in the ledger once.
CREATE CONSTRAINT _Change_id IF NOT EXISTS FOR (change:_Change) REQUIRE change.id IS UNIQUE
