/** What is kept about runs of nodes besides the journal: sessions, the rules of the time, latencies. */
@NullMarked
package dev.tradewind.store.session;

import org.jspecify.annotations.NullMarked;
