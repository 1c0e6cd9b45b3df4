-- A node that cannot load the rules in force says so here: others take its accounts.

alter table cluster_node add column able boolean not null default true;
comment on column cluster_node.able is 'Whether the node can trade accounts, as it says itself';

grant update (able) on cluster_node to ${app};
