-- One row a flag, for lists, and for whoever evaluates flags to know which changed.
create table flag (
    id                uuid primary key,
    -- No two flags have one: the command service claims it for ever.
    key               text not null,
    product           text not null,
    type              text not null,
    purpose           text not null,
    owner             uuid not null,
    value_type        text not null,
    -- ENABLED, DISABLED or ARCHIVED.
    status            text not null,
    -- CLOSED, OPEN or PAUSED.
    rollout           text not null,
    -- The phase that the rollout is in; null while it is closed, and for types without phases.
    phase             text,
    basis_points      int not null,
    -- The last day that it is needed; null for one that lasts.
    ends              date,
    outlived_at       timestamptz,
    -- Since when it is open to everybody; null while it is not.
    open_to_all_since timestamptz,
    lingered_at       timestamptz,
    cleaned_up_at     timestamptz,
    archived_at       timestamptz,
    -- The last day whose evaluations were counted.
    last_counted      date,
    -- It never changes: pages go by it.
    defined_at        timestamptz not null,
    updated_at        timestamptz not null,
    -- The last entry that can change what it serves, or what is told along with that.
    served_position   bigint not null,
    -- The flag's last entry.
    sequence          bigint not null,
    position          bigint not null
);
create index flag_key on flag (key);
create index flag_served_position on flag (served_position);
-- Pages go from the newest defined to the oldest; the id decides between equal times.
create index flag_pages on flag (defined_at desc, id desc);
create index flag_pages_of_product on flag (product, defined_at desc, id desc);
create index flag_ends on flag (ends) where ends is not null and status <> 'ARCHIVED';

-- The releases that a flag has to do with, by the order in which it was said.
create table flag_link (
    flag_id    uuid not null,
    release_id uuid not null,
    place      int not null,
    primary key (flag_id, release_id)
);
create index flag_link_release on flag_link (release_id, flag_id);

-- Flags of entries below this position may have no rows: this generation was filled before there were any.
alter table progress add column flag_since bigint not null default 0;
update progress set flag_since = next_position;
