// The ledger is read in order.
CREATE INDEX _Change_sequence IF NOT EXISTS FOR (change:_Change) ON (change.sequence)
