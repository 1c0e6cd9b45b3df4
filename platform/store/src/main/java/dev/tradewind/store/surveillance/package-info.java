/** What surveillance found. */
@NullMarked
package dev.tradewind.store.surveillance;

import org.jspecify.annotations.NullMarked;
