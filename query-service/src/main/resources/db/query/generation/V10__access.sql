-- Who read which evidence: a row for each reading that an entry of the stream access/evidence tells of, and one for the records
-- of the access topic that it could not open.
create table access_read (
    position    bigint not null,
    -- In the entry, from 0.
    place       int not null,
    -- Null for records that could not be opened, which tell of nobody.
    reader      uuid,
    -- As in the token, joined by commas.
    roles       text not null,
    what        text not null,
    how         text not null,
    -- READ, DENIED or UNOPENED.
    outcome     text not null,
    first_at    timestamptz not null,
    last_at     timestamptz not null,
    count       bigint not null,
    traceparent text,
    primary key (position, place)
);
-- Pages go from the newest to the oldest.
create index access_read_of_reader on access_read (reader, position desc, place desc);
create index access_read_of_what on access_read (what, position desc, place desc);
create index access_read_of_how on access_read (how, position desc, place desc);
-- What was let out is nearly all.
create index access_read_not_read on access_read (position desc, place desc) where outcome <> 'READ';

-- Whether this generation holds entries about access from before it had a table for them.
alter table progress add column access_partial boolean not null default false;
update progress set access_partial = exists (select from entry where stream = 'access/evidence');
