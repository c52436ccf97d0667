-- Checkpoints that are sent outside, so that somebody else keeps them. ------------------------------------------------

create table ledger.checkpoint_delivery (
    target       text collate "C" not null,
    place        text collate "C" not null,
    size         bigint not null default 0 check (size >= 0),
    delivered    timestamptz,
    registered   timestamptz not null default clock_timestamp(),
    next_attempt timestamptz not null default clock_timestamp(),
    failures     integer not null default 0 check (failures >= 0),
    trouble      text,
    primary key (target, place)
);
comment on table ledger.checkpoint_delivery is 'What each place outside was given, so that restarts and further instances do not give it again.';
comment on column ledger.checkpoint_delivery.target is 'webhook, mail or file.';
comment on column ledger.checkpoint_delivery.place is 'A digest of where it is: another address is another place. Addresses are secrets or name people.';
comment on column ledger.checkpoint_delivery.size is 'The size of the largest checkpoint that it has taken; 0 before the first.';
comment on column ledger.checkpoint_delivery.registered is 'From when on it was to have checkpoints: older ones have not waited for it any longer.';
comment on column ledger.checkpoint_delivery.next_attempt is 'Not before. Moved ahead by whoever begins an attempt, so that nobody else does.';
comment on column ledger.checkpoint_delivery.trouble is 'Why the last attempt failed; null when it did not.';

create function ledger.never_less() returns trigger language plpgsql as $$
begin
    if new.target <> old.target or new.place <> old.place or new.size < old.size then
        raise exception 'what a place outside was given only grows' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;

create trigger delivery_only_grows before update on ledger.checkpoint_delivery
    for each row execute function ledger.never_less();
create trigger delivery_stays before delete or truncate on ledger.checkpoint_delivery
    for each statement execute function ledger.refuse_change();

grant select, insert (target, place), update (size, delivered, next_attempt, failures, trouble)
    on ledger.checkpoint_delivery to ${service_role};
