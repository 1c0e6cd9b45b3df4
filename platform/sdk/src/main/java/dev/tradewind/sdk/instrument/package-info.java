/** What can be traded, and in which steps. */
@NullMarked
package dev.tradewind.sdk.instrument;

import org.jspecify.annotations.NullMarked;
