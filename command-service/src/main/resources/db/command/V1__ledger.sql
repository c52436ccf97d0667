-- The ledger: one order of entries, its head, and what is decided together with them.
--
-- Placeholders: service_role, the role that the command service works as; origin, the ledger's name. Flyway runs this as
-- the owner of the schema, and the service gets no more than it needs: it can add to the ledger and never change it.

create schema ledger;
comment on schema ledger is 'What was recorded, in one order that nobody rewrites unnoticed.';
grant usage on schema ledger to ${service_role};

-- Entries --------------------------------------------------------------------------------------------------------------

create table ledger.entry (
    position bigint primary key check (position >= 0),
    -- Streams compare as bytes: no locale, no surprise after an upgrade of the operating system.
    stream   text collate "C" not null,
    sequence bigint not null check (sequence >= 0),
    -- 65,535 is what the length of an entry in a tlog-tiles bundle can say.
    bytes    bytea not null check (octet_length(bytes) between 1 and 65535),
    -- The last wall behind the append engine's own conditions, and what finds a stream's entries and its last sequence.
    unique (stream, sequence)
);
comment on table ledger.entry is 'One row an entry. Rows are added and never changed.';
comment on column ledger.entry.position is 'The place in the one order of the ledger, dense from 0.';
comment on column ledger.entry.stream is 'What the entry is about, e.g. release/<id>: the subject of its envelope.';
comment on column ledger.entry.sequence is 'The place in the stream, dense from 0.';
comment on column ledger.entry.bytes is 'The entry itself: the leaf of the Merkle tree and the value of the Kafka record.';

create function ledger.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% on ledger.% is refused: what was recorded stays as it was recorded', tg_op, tg_table_name
        using errcode = 'restrict_violation';
end
$$;
comment on function ledger.refuse_change() is 'Refuses even owners; whoever disables it leaves a tree that no longer fits.';

-- For each statement: a change that would touch no row is refused as well.
create trigger entry_stays before update or delete or truncate on ledger.entry
    for each statement execute function ledger.refuse_change();

grant select, insert on ledger.entry to ${service_role};

-- The head -------------------------------------------------------------------------------------------------------------

create table ledger.head (
    only_one      boolean primary key default true check (only_one),
    origin        text not null,
    next_position bigint not null check (next_position >= 0),
    time          timestamptz not null,
    frontier      bytea not null
);
comment on table ledger.head is
    'One row. Whoever appends locks it first, so that positions are dense and the order of commits is the order of entries.';
comment on column ledger.head.origin is 'The ledger''s name, as its checkpoints say it.';
comment on column ledger.head.next_position is 'The position of the next entry, which is the size of the Merkle tree.';
comment on column ledger.head.time is 'When the last entry was recorded. Never goes back.';
comment on column ledger.head.frontier is 'The roots of the tree''s perfect subtrees, largest first: 32 bytes for each bit set in its size.';

insert into ledger.head (origin, next_position, time, frontier) values ('${origin}', 0, 'epoch', '');

create function ledger.only_forward() returns trigger language plpgsql as $$
begin
    if new.origin <> old.origin or new.next_position < old.next_position or new.time < old.time then
        raise exception 'the head of a ledger only goes forward' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;

create trigger head_goes_forward before update on ledger.head
    for each row execute function ledger.only_forward();
create trigger head_stays before delete or truncate on ledger.head
    for each statement execute function ledger.refuse_change();

grant select, update (next_position, time, frontier) on ledger.head to ${service_role};

-- What is decided in the transaction of an append ----------------------------------------------------------------------

create table ledger.claim (
    name   text collate "C" primary key,
    stream text collate "C" not null
);
comment on table ledger.claim is 'What only one stream may hold, such as a version of a product. Taken and given back with entries.';

grant select, insert, delete on ledger.claim to ${service_role};

create table ledger.receipt (
    actor       uuid not null,
    method      text collate "C" not null,
    path        text collate "C" not null,
    key         text collate "C" not null,
    body_digest text collate "C" not null,
    status      integer not null,
    headers     text not null,
    body        bytea not null,
    position    bigint not null,
    recorded    timestamptz not null,
    primary key (actor, method, path, key)
);
comment on table ledger.receipt is
    'The answer to a command that came with an Idempotency-Key, so that the same command gets the same answer and nothing new.';
comment on column ledger.receipt.body_digest is 'What was asked: the same key with another body is refused.';
comment on column ledger.receipt.headers is 'One header a line, name and value between a colon and a space.';
comment on column ledger.receipt.position is 'The last position that the answer knew of; -1 while the ledger was empty.';

create index receipt_by_age on ledger.receipt (recorded);

-- Receipts are kept for 30 days. The service may not delete them; it may only ask for the old ones to go.
create function ledger.forget_old_receipts(at_most integer) returns integer
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    forgotten integer;
begin
    delete from ledger.receipt
    where ctid in (select ctid from ledger.receipt where recorded < clock_timestamp() - interval '30 days' limit at_most);
    get diagnostics forgotten = row_count;
    return forgotten;
end
$$;
comment on function ledger.forget_old_receipts(integer) is 'Deletes up to so many receipts older than 30 days and says how many.';

revoke execute on function ledger.forget_old_receipts(integer) from public;
grant execute on function ledger.forget_old_receipts(integer) to ${service_role};
grant select, insert on ledger.receipt to ${service_role};

-- Checkpoints ----------------------------------------------------------------------------------------------------------

create table ledger.checkpoint (
    size     bigint primary key check (size >= 0),
    note     text not null,
    frontier bytea not null,
    recorded timestamptz not null default clock_timestamp()
);
comment on table ledger.checkpoint is 'Every statement of the ledger''s size and root that was ever signed.';
comment on column ledger.checkpoint.note is 'The C2SP signed note, as it is published.';
comment on column ledger.checkpoint.frontier is 'The tree at that size, to be carried forward when a service makes sure of its database.';

create trigger checkpoint_stays before update or delete or truncate on ledger.checkpoint
    for each statement execute function ledger.refuse_change();

grant select, insert on ledger.checkpoint to ${service_role};

-- Publishing -----------------------------------------------------------------------------------------------------------

create table ledger.publication (
    only_one        boolean primary key default true check (only_one),
    next_position   bigint not null check (next_position >= 0),
    checkpoint_size bigint not null check (checkpoint_size >= 0)
);
comment on table ledger.publication is 'One row: how far the entries and checkpoints are in Kafka. Moved by compare-and-set.';
comment on column ledger.publication.next_position is 'The first position that Kafka has not acknowledged.';
comment on column ledger.publication.checkpoint_size is 'The size of the last checkpoint that Kafka has acknowledged.';

insert into ledger.publication (next_position, checkpoint_size) values (0, 0);
create trigger publication_stays before delete or truncate on ledger.publication
    for each statement execute function ledger.refuse_change();

grant select, update (next_position, checkpoint_size) on ledger.publication to ${service_role};

-- Automations ----------------------------------------------------------------------------------------------------------

create table ledger.automation_token (
    processor_name text not null,
    segment        integer not null,
    token          bytea,
    token_type     text,
    timestamp      text,
    owner          text,
    primary key (processor_name, segment)
);
comment on table ledger.automation_token is 'How far each automation has read: the table of Axon''s JdbcTokenStore.';

grant select, insert, update, delete on ledger.automation_token to ${service_role};
