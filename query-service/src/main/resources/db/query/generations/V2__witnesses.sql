-- What witnesses signed of this ledger's checkpoints, verified before it was kept. Of no generation: a rebuild makes the same
-- trees, and a cosignature cannot be had again for a size that the witness has left behind.
create table cosignature (
    -- The witness's key, as a C2SP verifier key.
    witness   text not null,
    size      bigint not null,
    root      bytea not null,
    -- When the witness signed, as it says.
    time      timestamptz not null,
    -- The signature line, without its newline.
    signature text not null,
    primary key (witness, size)
);
create index cosignature_sizes on cosignature (size, root);
