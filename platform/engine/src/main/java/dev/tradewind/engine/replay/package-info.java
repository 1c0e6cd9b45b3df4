/** Bytes of everything that the engine hears, so that a recorded session can be decided again. */
@NullMarked
package dev.tradewind.engine.replay;

import org.jspecify.annotations.NullMarked;
