-- People and machines by random ids. Names live here and nowhere else, so that a person can be forgotten: the row stays, and
-- keeps the id from being given again; what it said about the person goes.

create table ledger.person (
    id      uuid primary key,
    subject text collate "C" unique,
    added   timestamptz not null default clock_timestamp(),
    erased  timestamptz,
    check ((subject is null) = (erased is not null))
);
comment on table ledger.person is 'Who the directory ids in entries are. Outside the ledger, and erasable.';
comment on column ledger.person.subject is 'The token issuer''s name of the person or machine; null once erased.';

grant select, insert, update (subject, erased) on ledger.person to ${service_role};
