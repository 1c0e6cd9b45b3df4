/** The contract of venues, as tests. */
@NullMarked
package dev.tradewind.testkit.venue;

import org.jspecify.annotations.NullMarked;
