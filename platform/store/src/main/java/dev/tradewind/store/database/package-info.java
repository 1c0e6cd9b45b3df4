/** PostgreSQL, embedded or external: start, roles, migrations, connections. */
@NullMarked
package dev.tradewind.store.database;

import org.jspecify.annotations.NullMarked;
