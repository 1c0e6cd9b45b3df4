/** Tables made from the journal, to ask questions of. */
@NullMarked
package dev.tradewind.store.projection;

import org.jspecify.annotations.NullMarked;
