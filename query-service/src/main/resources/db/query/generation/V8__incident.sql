-- One row an incident, for lists.
create table incident (
    id                   uuid primary key,
    product              text not null,
    environment          text,
    title                text not null,
    severity             text not null,
    -- OPEN, ACKNOWLEDGED, MITIGATED, RESOLVED, CLOSED or MERGED.
    status               text not null,
    -- Whether it still hurts, or may: it is open, acknowledged or mitigated.
    under_way            boolean not null,
    origin               text not null,
    -- What kind of thing caused it; null until the root cause is stated.
    cause                text,
    commander            uuid,
    merged_into          uuid,
    -- When it was noticed, as whoever opened it says. It never changes: pages go by it.
    detected_at          timestamptz not null,
    -- These, too, are the claimed times of backfilled history.
    opened_at            timestamptz not null,
    acknowledged_at      timestamptz,
    mitigated_at         timestamptz,
    resolved_at          timestamptz,
    ended_at             timestamptz,
    updated_at           timestamptz not null,
    backfilled           boolean not null,
    log_entries          int not null,
    action_items         int not null,
    open_action_items    int not null,
    overdue_action_items int not null,
    -- The incident's last entry.
    sequence             bigint not null,
    position             bigint not null
);
-- Pages go from the newest noticed to the oldest; the id decides between equal times.
create index incident_pages on incident (detected_at desc, id desc);
create index incident_pages_of_product on incident (product, detected_at desc, id desc);
create index incident_pages_under_way on incident (detected_at desc, id desc) where under_way;
create index incident_pages_overdue on incident (detected_at desc, id desc) where overdue_action_items > 0;

-- The releases that an incident has to do with, their deployments and rollbacks.
create table incident_link (
    incident_id   uuid not null,
    release_id    uuid not null,
    deployment_id uuid,
    rollback_id   uuid,
    unique nulls not distinct (incident_id, release_id, deployment_id, rollback_id)
);
create index incident_link_release on incident_link (release_id, incident_id);
create index incident_link_deployment on incident_link (deployment_id, incident_id);
create index incident_link_rollback on incident_link (rollback_id, incident_id);

-- English words by their stems, and no word left out: "it" and "down" are names of things here.
create text search dictionary incident_stem (template = pg_catalog.snowball, language = 'english');
create text search configuration incident_words (copy = pg_catalog.english);
alter text search configuration incident_words alter mapping replace pg_catalog.english_stem with incident_stem;

-- What is searched for in, cut so that the vector stays below PostgreSQL's limit of 1 MB whatever the texts are. Apart from the
-- incident, because most entries change no text, and a vector is dear to make.
create table incident_text (
    id          uuid primary key,
    title       text not null,
    -- The root cause with its category and factors, and what it did to users.
    cause       text not null,
    -- What was written in the log, the newest first, and what is to be done.
    log         text not null,
    post_mortem text not null,
    searchable  tsvector not null generated always as (
        setweight(to_tsvector('incident_words', title), 'A')
        || setweight(to_tsvector('incident_words', cause), 'B')
        || setweight(to_tsvector('incident_words', log), 'C')
        || setweight(to_tsvector('incident_words', post_mortem), 'D')) stored
);
create index incident_text_searchable on incident_text using gin (searchable);

-- Incidents of entries below this position may have no rows: this generation was filled before there were any.
alter table progress add column incident_since bigint not null default 0;
update progress set incident_since = next_position;
