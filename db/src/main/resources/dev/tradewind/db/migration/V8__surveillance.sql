-- What surveillance found, append-only. Nothing is ever decided by these rows: they are for people.

create table surveillance_alert (
    id         bigint generated always as identity primary key,
    code       text not null,
    severity   text not null,
    regulation text not null,
    -- Hash of the rules and thresholds that were in force.
    rule_set   text not null,
    account    text not null,
    owner      text not null,
    symbol     text not null,
    venue      text not null,
    -- When it was found, by the time of the orders and trades.
    time_nanos bigint not null,
    text       text not null,
    -- How often the same was found since the alert before, without being told.
    repeats    integer not null check (repeats >= 0),
    -- Since when, measured properties and thresholds, ids of orders and trades.
    evidence   jsonb not null,
    noted      timestamptz not null default now(),
    -- A node that starts looks at the last half hour again, and each node of a cluster looks at all accounts.
    unique (code, account, symbol, venue, time_nanos)
);
comment on table surveillance_alert is 'Alerts of surveillance with their evidence';
create index surveillance_alert_time on surveillance_alert (time_nanos);

create trigger append_only before update or delete or truncate on surveillance_alert
    for each statement execute function refuse_change();

grant select, insert on surveillance_alert to ${app};
