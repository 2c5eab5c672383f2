// There is one gate.
CREATE CONSTRAINT _Gate_one IF NOT EXISTS FOR (gate:_Gate) REQUIRE gate.one IS UNIQUE
