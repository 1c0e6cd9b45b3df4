/** What is kept: one error type for all of it. */
@NullMarked
package dev.tradewind.store;

import org.jspecify.annotations.NullMarked;
