-- The journal: what happened, append-only, a sequence and a chain of hashes for each shard (account).
-- Everything else in this database but market data can be made from it again.

create table shard (
    id          int generated always as identity primary key,
    name        text not null unique,
    -- Raised by each new owner; a batch is written under the current one only.
    epoch       bigint not null default 0 check (epoch >= 0),
    owner       text not null default '',
    -- Part of every client order id; raised by each restore from a backup.
    incarnation int not null default 0 check (incarnation >= 0)
);
comment on table shard is 'One row an account: who owns it, and the incarnation of its client order ids';

create table journal_batch (
    -- No foreign key: the insert joins the shard for its epoch, and a check a row would cost more than the row.
    shard       int not null,
    sequence    bigint not null check (sequence > 0),
    epoch       bigint not null,
    event_count int not null check (event_count >= 0),
    recorded    timestamptz not null default now(),
    payload     bytea not null,
    -- SHA-256 over the hash before, shard, sequence, epoch and payload; docs/journal.md has the bytes.
    hash        bytea not null check (octet_length(hash) = 32),
    primary key (shard, sequence)
);
comment on table journal_batch is 'What one input led to, as one batch: the input, feed positions, ledger events';
-- Bytes that are dense already: no time is spent on compressing them again.
alter table journal_batch alter column payload set storage external;

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'the journal is append-only: % of % is refused', tg_op, tg_table_name
        using errcode = 'insufficient_privilege';
end $$;

create trigger append_only before update or delete or truncate on journal_batch
    for each statement execute function refuse_change();

create table ledger_snapshot (
    shard      int not null references shard,
    sequence   bigint not null,
    -- The hash of the batch that the snapshot stands after: a snapshot of another history is not used.
    chain_hash bytea not null,
    content    bytea not null,
    checksum   bytea not null,
    created    timestamptz not null default now(),
    primary key (shard, sequence)
);
comment on table ledger_snapshot is 'Ledgers, so that recovery need not fold the whole journal; may be deleted at will';
alter table ledger_snapshot alter column content set storage external;

grant usage on schema tradewind to ${app};
grant select, insert on journal_batch to ${app};
grant select, insert, update (epoch, owner) on shard to ${app};
grant select, insert, delete on ledger_snapshot to ${app};
