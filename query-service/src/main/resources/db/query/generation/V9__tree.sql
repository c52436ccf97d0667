-- The hashes of all tiles above the leaves' own, which are entry.leaf: at level 1 the roots of every 256 entries, at level 2
-- of every 65,536, and so on (tree levels 8, 16, …). Rows are never changed, as the tree only grows.
create table tree_hash (
    level smallint not null,
    index bigint not null,
    hash  bytea not null,
    primary key (level, index)
);

-- Of so many first entries every such hash is here. It lags behind next_position where entries were projected before there
-- were hashes; whoever projects next makes up for it.
alter table progress add column tree_size bigint not null default 0;

-- Every entry from this position on came with the leaf hash that its publisher gave it, and has it.
alter table progress add column stated_since bigint not null default 0;
update progress set stated_since = next_position;

-- What is found about the ledger itself is of no product.
alter table finding alter column product drop not null;
alter table finding alter column version drop not null;
