-- Subjects beside the people they name, and how somebody who was erased is known again: a person who comes back while a
-- release that names them is open must get the id that they had, or could approve what they wrote under it.

create table ledger.subject (
    name   text collate "C" primary key,
    -- Deferrable: of two that add a subject at once, the one that comes second adds no person either.
    person uuid not null references ledger.person (id) deferrable initially deferred,
    added  timestamptz not null default clock_timestamp()
);
comment on table ledger.subject is 'The token issuer''s names of people and machines. Erasable.';

create index subject_of_person on ledger.subject (person);

insert into ledger.subject (name, person, added) select subject, id, added from ledger.person where subject is not null;
alter table ledger.person drop column subject;

grant select, insert, delete on ledger.subject to ${service_role};

-- The key stays with the owner: the service can ask for a digest, and cannot compute digests elsewhere.
create table ledger.subject_key (
    only_one  boolean primary key default true check (only_one),
    inner_key bytea not null,
    outer_key bytea not null
);
comment on table ledger.subject_key is 'One row: what erased subjects are digested with.';

insert into ledger.subject_key (inner_key, outer_key) values (
    sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())),
    sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())));

create function ledger.subject_digest(name text) returns bytea
    language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select sha256(outer_key || sha256(inner_key || convert_to(name, 'UTF8'))) from ledger.subject_key
$$;
comment on function ledger.subject_digest(text) is 'A keyed digest (NMAC) of a subject: the same for the same subject, and no way back.';

revoke execute on function ledger.subject_digest(text) from public;
grant execute on function ledger.subject_digest(text) to ${service_role};

create table ledger.erased_subject (
    digest bytea primary key,
    person uuid not null references ledger.person (id),
    erased timestamptz not null default clock_timestamp()
);
comment on table ledger.erased_subject is
    'How an erased person is known again, until every release that names the id has ended.';

grant select, insert, delete on ledger.erased_subject to ${service_role};
