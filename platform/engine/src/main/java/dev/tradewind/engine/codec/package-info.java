/** Bytes of the journal: compact, explicit, the same on every machine. */
@NullMarked
package dev.tradewind.engine.codec;

import org.jspecify.annotations.NullMarked;
