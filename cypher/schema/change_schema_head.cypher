// There is one head.
CREATE CONSTRAINT _Head_one IF NOT EXISTS FOR (head:_Head) REQUIRE head.one IS UNIQUE
