-- Nodes that share the accounts. Who owns an account stands in shard; who is alive stands here.

create table cluster_node (
    -- Of one start of a process: a node that was given up comes back under another name.
    name    text primary key,
    -- Where its commands go; what is lost of this is told anew.
    address text not null default '',
    -- Raised by the node while it is alive. Others look whether it moves, by their own clocks: no two clocks are compared.
    beat    bigint not null default 1,
    -- Given up by another node, for good: it raises its beat no more, and its accounts are taken over.
    fenced  boolean not null default false
) with (fillfactor = 50);
comment on table cluster_node is 'One row for each node that is alive, or was given up and owned accounts';

-- Part of the cluster's name on the network, so that only who can read this database is let in.
create table cluster_key (
    single boolean primary key default true check (single),
    key    uuid not null default gen_random_uuid()
);
insert into cluster_key default values;

grant select, insert, update (address, beat, fenced), delete on cluster_node to ${app};
grant select on cluster_key to ${app};
