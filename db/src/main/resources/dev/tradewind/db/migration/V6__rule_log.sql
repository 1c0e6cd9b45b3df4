-- Who put which rules in force, when and why: append-only and chained by hashes, like the journal. The rules themselves
-- are in rule_source, by the hash of their content; in force is what the last ACTIVATED row names.

create table rule_log (
    -- 1, 2, 3, … without gaps.
    id         bigint primary key check (id > 0),
    kind       text not null check (kind in ('PROPOSED', 'APPROVED', 'ACTIVATED')),
    -- The proposal that it is about; its own id where there was none.
    version    bigint not null,
    rule_set   text not null references rule_source,
    -- What was in force when this was written; empty if nothing was.
    base       text not null,
    person     text not null,
    reason     text not null,
    -- What changed, and what a rehearsal said.
    details    text not null,
    time_nanos bigint not null,
    -- SHA-256 over the hash before and all other columns; docs/journal.md has the bytes.
    hash       bytea not null check (octet_length(hash) = 32)
);
comment on table rule_log is 'Proposals, approvals and activations of rules, chained by hashes';

create trigger append_only before update or delete or truncate on rule_log
    for each statement execute function refuse_change();

grant select, insert on rule_log to ${app};
