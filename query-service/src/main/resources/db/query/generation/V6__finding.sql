-- What the rules prove, of the past too: one row a verdict, keyed by rule, version, subject and key.
create table finding (
    -- Made of rule, version, subject and key.
    id             uuid primary key,
    rule           text not null,
    rule_version   int not null,
    -- The stream that the verdict is about.
    subject        text not null,
    key            text not null,
    product        text not null,
    -- The version of the product that it is about.
    version        text not null,
    severity       text not null,
    title          text not null,
    description    text not null,
    -- The positions of the entries that prove it.
    cited          jsonb not null,
    -- Between which positions something is missing; null where nothing missing proves it.
    missing_after  bigint,
    missing_before bigint,
    -- Where it became so, and where it stopped being so: the claimed time of backfilled history, otherwise the recorded time.
    since_position bigint not null,
    since_at       timestamptz not null,
    until_position bigint,
    until_at       timestamptz
);
create index finding_subjects on finding (subject);
-- Pages go from the newest to the oldest; the id decides between equal times.
create index finding_pages on finding (since_at desc, id desc);
create index finding_pages_of_product on finding (product, since_at desc, id desc);
create index finding_pages_of_rule on finding (rule, since_at desc, id desc);
create index finding_pages_open on finding (since_at desc, id desc) where until_position is null;
-- Of those that are over, the few that were not at a position that is asked for.
create index finding_ends on finding (until_position) where until_position is not null;

-- Findings that people go without for a while: they hold for the product's findings of that rule, subject and key.
create table finding_suppression (
    id             uuid not null,
    product        text not null,
    rule           text not null,
    subject        text not null,
    key            text not null,
    reason         text not null,
    until          timestamptz not null,
    suppressed_by  uuid not null,
    position       bigint not null,
    -- The entry that ended it; null while it holds.
    ended_position bigint,
    primary key (product, id)
);
create index finding_suppressions on finding_suppression (subject, rule, key);

-- Since which position each version of each rule judges: those that were there at first since there are findings. What was said
-- before is judged once something more is said of the same stream, or by a rebuild.
create table finding_rule (
    rule    text not null,
    version int not null,
    since   bigint not null,
    primary key (rule, version)
);

-- Entries below this position were not judged when they came: this generation was filled before there were findings.
alter table progress add column finding_since bigint not null default 0;
update progress set finding_since = next_position;
