/** Backup into one file, and restore from it. */
@NullMarked
package dev.tradewind.store.backup;

import org.jspecify.annotations.NullMarked;
